"""What follows from an approval that nobody asked for in so many words: told, never refused.

Belongs here: these sentences. Not here: what is refused (`wish`), or the plan's new amounts (`approved_plan`).
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from smm_assets.decisions.cents import CENT, cents
from smm_assets.decisions.wish import Proposal
from smm_assets.warehouse.store import ReadOnlyStore

Row = Mapping[str, Any]


def consequences(store: ReadOnlyStore, proposal: Proposal, rows: Sequence[Row], grows: Decimal) -> tuple[str, ...]:
    """Sentences about running tests, locked lines and the plan's money. rows: of state.approval; grows: the plan."""
    return (*_tests(store, proposal, rows), *_locked(proposal, rows), *_plan(proposal, rows, grows))


def _tests(store: ReadOnlyStore, proposal: Proposal, rows: Sequence[Row]) -> Iterator[str]:
    """Channels that get less than a running small test needs, where the recommendation kept it."""
    known = store.read("SELECT channel, test_daily FROM staging.seed_channel WHERE test_daily > 0")
    needed = {str(name): cents(amount) for name, amount in zip(known["channel"], known["test_daily"], strict=True)}
    for row in rows:
        name, budget = row["channel"], row["daily_budget"]
        least = needed.get(name, Decimal(0))
        if budget < least <= cents(proposal.lines[name]["recommended_spend"]):
            yield f"A running small test needs {least:,.2f} a day in {proposal.said(name)}, which gets {budget:,.2f}"


def _locked(proposal: Proposal, rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        if row["plan_amount"] is None:
            yield f"The plan line of {proposal.said(row['channel'])} is locked and keeps its amount"


def _plan(proposal: Proposal, rows: Sequence[Row], grows: Decimal) -> Iterator[str]:
    """The plan's money where it does not stay what it was."""
    if abs(grows) <= CENT * len(rows):
        return
    way = "more" if grows > 0 else "less"
    yield f"The plan spends {abs(grows):,.2f} {proposal.currency} {way} in these days than it had left for them"
