"""The software's own books as they stood on a past morning: arrivals, ledger, quarantine, checks, runs, decisions.

Belongs here: undoing what was written into them since. Not here: raw rows (`rows`) or the user's files (`files`).
"""

import json
from collections.abc import Iterable
from datetime import datetime

import pandas as pd

from smm_assets.ingest.landing.former import key_of
from smm_assets.replay.moments import Moment
from smm_assets.warehouse.bookkeeping.past import KEYS, SINCE
from smm_assets.warehouse.columns import quoted
from smm_assets.warehouse.store import ReadOnlyStore, Store

OF_RECOMMENDATION = ("budget_recommendation", "response_curve", "budget_scenario", "recommendation_step")
NOT_COPIED = (
    *("ops.schema_version", "ops.former_row", "ops.replay", "ops.hindsight"),
    *(
        "ops.change",
        "ops.model_build",
        "state.maturity",
        "state.test_verdict",
        "state.recommendation_scorecard",
        "state.campaign_action",
    ),  # made anew
    *("state.backtest_recommendation", "state.backtest_line", "state.backtest_curve"),  # said later of earlier mornings
    *("state.alert", "state.alert_delivery"),  # nobody is told of a past morning
)


def copy_books(source: ReadOnlyStore, target: Store, moment: Moment) -> None:
    """Copy the books as they stood then: entries made later are left out, changed ones say what they said."""
    for table in KEYS:
        for frame in _as_it_stood(source, table, moment.until):
            target.load("ops", table, frame)
    for place in ("ops.run", "ops.mail", "state.plan_version", "state.project_file", "state.morning_status"):
        schema, _, table = place.partition(".")
        before = "<" if place == "ops.run" else "<="
        sql = f"SELECT * FROM {quoted(schema, table)} WHERE {SINCE[place]} {before} :until"  # noqa: S608
        target.load(schema, table, source.read(sql, {"until": moment.until}))
    _copy_decisions(source, target, moment)


def forget_periods(target: Store, parts: Iterable[tuple[str, str]]) -> None:
    """Parts of which a back-test took single days: what period their files cover says nothing about that morning."""
    for file_id, part in sorted(parts):
        target.execute(
            "UPDATE ops.export_file SET period_start = NULL, period_end = NULL "
            "WHERE file_id = :file_id AND part = :part",
            {"file_id": file_id, "part": part},
        )


def copy_ledger(source: ReadOnlyStore, target: Store) -> None:
    """The ledger as it is now, for a back-test: it says of every file what is known of it today."""
    for table in ("arrival", "export_file"):
        target.load("ops", table, source.read(f"SELECT * FROM {quoted('ops', table)}"))  # noqa: S608


def _as_it_stood(source: ReadOnlyStore, table: str, until: datetime) -> list[pd.DataFrame]:
    """Entries that are as they were, and those that were changed since, as they were, with their values as text."""
    since = SINCE[f"ops.{table}"]
    sql = f"SELECT * FROM {quoted('ops', table)} WHERE {quoted(since)} <= :until"  # noqa: S608
    current = source.read(sql, {"until": until})
    if table == "quarantined_row":
        current.loc[current["released_at"] > pd.Timestamp(until), "released_at"] = pd.NaT
    former = source.read(
        "SELECT row_key, content_json FROM ops.former_row WHERE table_name = :table AND replaced_at > :until "
        "ORDER BY row_key, replaced_at",
        {"table": table, "until": until},
    ).drop_duplicates("row_key")
    if former.empty:
        return [current]
    changed = set(former["row_key"])
    rows = current.astype("object").where(current.notna(), None).to_dict("records")
    same = [key_of(table, {str(name): value for name, value in row.items()}) not in changed for row in rows]
    said = [json.loads(text) for text in former["content_json"]]
    known = [row for row in said if pd.Timestamp(row[since]) <= pd.Timestamp(until)]
    return [current[same], pd.DataFrame(known, columns=list(current.columns), dtype="object")]


def _copy_decisions(source: ReadOnlyStore, target: Store, moment: Moment) -> None:
    """Recommendations of earlier mornings that had been made by then; that morning's own are made anew."""
    known = {"until": moment.until, "as_of": moment.as_of}
    reviews = "SELECT * FROM state.recommendation_review WHERE reviewed_at <= :until AND as_of < :as_of"
    target.load("state", "recommendation_review", source.read(reviews, known))
    approved = source.read("SELECT * FROM state.approval WHERE approved_at <= :until", known)
    target.load("state", "approval", approved)
    found = source.read(
        "SELECT * FROM state.recommendation WHERE created_at <= :until AND as_of < :as_of ORDER BY created_at",
        known,
    )
    if found.empty:
        return
    open_then = (found["decided_at"] > pd.Timestamp(moment.until)).to_numpy(dtype=bool, copy=True)
    for place, (status, objective, created) in enumerate(
        zip(found["status"], found["objective"], found["created_at"], strict=True)
    ):
        newer = found[(found["objective"] == objective) & (found["created_at"] > created)]
        open_then[place] |= status == "superseded" and newer.empty
    found.loc[open_then, "status"] = "proposed"
    found.loc[open_then, "decided_at"] = pd.NaT
    found.loc[open_then, "note"] = None
    target.load("state", "recommendation", found)
    for table in OF_RECOMMENDATION:
        rows = source.read(f"SELECT * FROM {quoted('state', table)}")  # noqa: S608
        target.load("state", table, rows[rows["recommendation_id"].isin(found["recommendation_id"])])
