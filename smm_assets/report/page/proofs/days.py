"""Proofs of the days and of the curves."""

from smm_assets.language import mark
from smm_assets.report.page.proving import Proof

PROOFS = (
    Proof(
        name="timeline",
        title=mark("The last 4 weeks"),
        text=mark(
            "Spend and results of each day and channel as the advice learns from them. An unknown day has no spend in "
            "the table, never zero. A day that is still filling up is divided by the share that is usually known at "
            "its age. Events come from events.csv."
        ),
    ),
    Proof(
        name="curves",
        title=mark("What more or less money would bring"),
        text=mark(
            "Results a day expected at each amount a day, with their likely range, as the recommendation saw them. "
            "Amounts the channel never spent are marked: there the curve is a guess from what is usual."
        ),
        explain="smm explain recommendation",
    ),
)
