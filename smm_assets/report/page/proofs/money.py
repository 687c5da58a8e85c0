"""Proofs of the money section: pacing and the split of the whole budget."""

from smm_assets.language import mark
from smm_assets.report.page.proving import Proof

PROOFS = (
    Proof(
        name="pacing",
        title=mark("Money and pacing"),
        text=mark(
            "One line per channel and category of plan.csv. Pace is what was spent divided by what the plan expects by "
            "the last day with data, so 1 is on plan; today never counts. Left is the plan with what earlier periods "
            "left over, less what is spent and what is estimated for days not yet reported."
        ),
    ),
    Proof(
        name="split",
        title=mark("Split of the whole budget"),
        text=mark(
            "Everything spent so far in the plan period by category, media and all costs of costs.csv together, as a "
            "share of the whole, beside the share that was aimed at."
        ),
    ),
)
