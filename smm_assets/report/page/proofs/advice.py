"""Proofs of the advice: its lines, the campaigns it comes down to, and what other totals would bring."""

from smm_assets.language import mark
from smm_assets.report.page.proving import Proof

PROOFS = (
    Proof(
        name="advice",
        title=mark("Advice"),
        text=mark(
            "One line per channel of the recommendation that is in force this morning. Now is the mean of the last 7 "
            "complete days; next is what to spend a day. What the next money brings is read from the channel's curve "
            "of expected results at that spend. Gain is held against today's split of the same money."
        ),
        explain="smm explain recommendation",
    ),
    Proof(
        name="campaigns",
        title=mark("Campaigns"),
        text=mark(
            "Every campaign that spent lately, with what it spends a day, what it is to spend so that the channel "
            "comes to its amount, and the verdict on its cost per result against its target."
        ),
    ),
    Proof(
        name="other_totals",
        title=mark("If the total changed"),
        text=mark(
            "The recommendation made again for other totals a day: the expected results with their likely range, what "
            "one of them costs, what the next money would bring, and who takes the difference."
        ),
    ),
)
