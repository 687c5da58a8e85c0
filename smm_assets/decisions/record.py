"""Writing what a morning decided to the state tables, which are never dropped.

Belongs here: identity and supersession. The same recommendation again changes nothing; a newer one supersedes those
still proposed for the same objective up to that morning; one that goes on is proposed again if an earlier run of the
same morning had superseded it. Approved and declined ones stay as they were decided.
"""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from smm_assets.decisions.decision import Decision
from smm_assets.decisions.review import Reviewed
from smm_assets.warehouse.store import Store


def record(store: Store, reviewed: Sequence[Reviewed], as_of: date) -> None:
    """Append new recommendations, mark what they replace, note the morning's answer. One transaction for all."""
    with store.transaction():
        for one in reviewed:
            name, objective = str(one.row["recommendation_id"]), str(one.row["objective"])
            _supersede(store, objective, name, as_of)
            known = store.read("SELECT status FROM state.recommendation WHERE recommendation_id = :id", {"id": name})
            if known.empty and one.decision is not None:
                _append(store, one.decision)
            else:
                _propose_again(store, name)
            store.execute(
                "DELETE FROM state.recommendation_review WHERE as_of = :as_of AND objective = :objective",
                {"as_of": as_of, "objective": objective},
            )
            store.load("state", "recommendation_review", pd.DataFrame([dict(one.row)]))


def _supersede(store: Store, objective: str, name: str, as_of: date) -> None:
    store.execute(
        "UPDATE state.recommendation SET status = 'superseded' WHERE status = 'proposed' AND objective = :objective "
        "AND as_of <= :as_of AND recommendation_id <> :id",
        {"objective": objective, "as_of": as_of, "id": name},
    )


def _propose_again(store: Store, name: str) -> None:
    store.execute(
        "UPDATE state.recommendation SET status = 'proposed' WHERE recommendation_id = :id AND status = 'superseded'",
        {"id": name},
    )


def _append(store: Store, decision: Decision) -> None:
    store.load("state", "recommendation", pd.DataFrame([dict(decision.header)]))
    store.load("state", "budget_recommendation", decision.lines)
    if len(decision.curves):
        store.load("state", "response_curve", decision.curves)
    if len(decision.changes):
        store.load("state", "budget_scenario", decision.changes)
    if len(decision.steps):
        store.load("state", "recommendation_step", decision.steps)
