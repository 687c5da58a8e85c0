"""Writing recommendations to the state tables, which are never dropped.

Belongs here: identity and supersession. The same recommendation again changes nothing; a newer one supersedes those
still proposed for the same objective up to that morning. Approved and declined ones stay as they were decided.
"""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from smm_assets.decisions.decision import Decision
from smm_assets.warehouse.store import Store


def record(store: Store, decisions: Sequence[Decision], as_of: date) -> None:
    """Append new recommendations; mark what they replace. One transaction for the morning."""
    with store.transaction():
        for decision in decisions:
            _supersede(store, decision, as_of)
            known = store.read(
                "SELECT status FROM state.recommendation WHERE recommendation_id = :id",
                {"id": decision.recommendation_id},
            )
            if known.empty:
                _append(store, decision)
            else:
                _propose_again(store, decision)


def _supersede(store: Store, decision: Decision, as_of: date) -> None:
    store.execute(
        "UPDATE state.recommendation SET status = 'superseded' WHERE status = 'proposed' AND objective = :objective "
        "AND as_of <= :as_of AND recommendation_id <> :id",
        {"objective": decision.header["objective"], "as_of": as_of, "id": decision.recommendation_id},
    )


def _propose_again(store: Store, decision: Decision) -> None:
    store.execute(
        "UPDATE state.recommendation SET status = 'proposed' WHERE recommendation_id = :id AND status = 'superseded'",
        {"id": decision.recommendation_id},
    )


def _append(store: Store, decision: Decision) -> None:
    store.load("state", "recommendation", pd.DataFrame([dict(decision.header)]))
    store.load("state", "budget_recommendation", decision.lines)
    if len(decision.curves):
        store.load("state", "response_curve", decision.curves)
    if len(decision.changes):
        store.load("state", "budget_scenario", decision.changes)
