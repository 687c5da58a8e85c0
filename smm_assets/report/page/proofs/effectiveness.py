"""Proofs of what each channel's money brings."""

from smm_assets.language import mark
from smm_assets.report.page.proving import Proof

PROOFS = (
    Proof(
        name="effectiveness",
        title=mark("What each channel's money brings"),
        text=mark(
            "Spend of the last 28 days divided by the results of the same days, over days on which both are known. The "
            "likely range holds nine times out of ten if only chance is at work. With all costs: people, production, "
            "tools and fees of costs.csv added to the money for ads, divided by all results, paid and organic."
        ),
        explain="smm explain number",
    ),
    Proof(
        name="week_before",
        title=mark("Against the week before"),
        text=mark(
            "The last 7 days against the 7 before, over days known in both. What the earlier days had at the same age "
            "is compared, not what they have today. The parts add up to the change."
        ),
    ),
)
