"""Proofs of the first screen beside the advice: cost per result, revenue per spend, what needs a person."""

from smm_assets.language import mark
from smm_assets.report.page.proving import Proof

PROOFS = (
    Proof(
        name="cost_per_result",
        title=mark("Cost per result"),
        text=mark(
            "Spend divided by results, all channels of an objective together, on the days of the last week where both "
            "are known; of the week before only days whose day a week later is known, so that a late channel is left "
            "out of both. Results come from the source the objective names."
        ),
        explain="smm explain kpi",
    ),
    Proof(
        name="revenue_per_spend",
        title=mark("Revenue per spend"),
        text=mark(
            "All revenue divided by all marketing spend, media and costs together, on the days where both are known."
        ),
    ),
    Proof(
        name="needs",
        title=mark("What needs you"),
        text=mark(
            "Files that were not loaded, rows that were held back, checks that failed and exports that are due, with "
            "the money that hangs on them where it is known. What unlocks advice stands first."
        ),
        explain="smm quarantine list",
    ),
)
