"""Proofs of the record of past advice."""

from smm_assets.language import mark
from smm_assets.report.page.proving import Proof

PROOFS = (
    Proof(
        name="record",
        title=mark("How good past advice was"),
        text=mark(
            "What each past recommendation foretold for the money that was really spent, with its likely range, beside "
            "the results that came. A promise is kept when what came lies in the range; 9 of 10 should be. Spend "
            "followed when it went at least half of the advised way."
        ),
        explain="smm explain recommendation",
    ),
)
