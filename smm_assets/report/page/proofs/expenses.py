"""Proofs of expenses and providers."""

from smm_assets.language import mark
from smm_assets.report.page.proving import Proof

PROOFS = (
    Proof(
        name="expenses",
        title=mark("Is every expense justified?"),
        text=mark(
            "All money of the last 90 days: every campaign and every line of costs.csv, each with its class and the "
            "reason. The amounts of the classes add up to all that was spent."
        ),
    ),
    Proof(
        name="providers",
        title=mark("Who is paid, and what came of it"),
        text=mark(
            "What everybody named in costs.csv cost in the last 90 days, beside all results of the channels they are "
            "paid for, from the first of these days they were paid. It ranks nobody."
        ),
    ),
)
