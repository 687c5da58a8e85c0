"""What a published morning said in brief, kept so that the next one can say what is different.

Belongs here: the statuses that are kept, and writing them down. Not here: comparing mornings (`since_yesterday`).
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

import pandas as pd

from smm_assets.report.tables import Tables, day, text
from smm_assets.warehouse.store import Store

Key = tuple[str, str, str]  # topic, channel, name
Kept = dict[Key, dict[str, object]]
TOPICS: Mapping[str, tuple[str, str]] = {
    "data": (
        "marts.channel_daily",
        "SELECT channel, '' AS name, CAST(NULL AS VARCHAR) AS status, max(data_through) AS data_through "
        "FROM marts.channel_daily WHERE date < :as_of GROUP BY channel",
    ),
    "pacing": (
        "marts.budget_adherence",
        "SELECT channel, category, period_start, status FROM marts.budget_adherence "
        "WHERE as_of = :as_of AND period_start <= :as_of AND period_end >= :as_of",
    ),
    "kpi": (
        "marts.kpi_values",
        "SELECT k.channel, k.kpi AS name, k.status FROM marts.kpi_values AS k WHERE k.as_of = :as_of "
        "AND k.window = '7d' AND coalesce(k.campaign, '') = '' AND k.status IN ('good', 'watch', 'bad', 'breach')",
    ),
}


def keep_morning(store: Store, as_of: date, now: datetime) -> None:
    """Write down what this morning's tables say, in place of what an earlier run of it said. now: UTC."""
    kept = [
        {"as_of": as_of, "topic": topic, "channel": channel, "name": name, "kept_at": now.replace(tzinfo=None), **said}
        for (topic, channel, name), said in statuses(Tables(store), as_of).items()
    ]
    with store.transaction():
        store.execute("DELETE FROM state.morning_status WHERE as_of = :as_of", {"as_of": as_of})
        if kept:
            store.load("state", "morning_status", pd.DataFrame(kept))


def statuses(tables: Tables, as_of: date) -> Kept:
    """What the tables say of this morning: status and data_through by topic, channel and name."""
    return dict(sorted(_said(tables, as_of)))


def _said(tables: Tables, as_of: date) -> Iterator[tuple[Key, dict[str, object]]]:
    for topic, (table, sql) in TOPICS.items():
        for row in tables.rows(table, sql, {"as_of": as_of}):
            name = f"{row['category']} {day(row['period_start'])}" if topic == "pacing" else text(row["name"])
            said = {"status": row["status"], "data_through": day(row.get("data_through"))}
            yield (topic, text(row["channel"]), name), said


def kept_statuses(tables: Tables, as_of: date) -> Kept:
    """What was written down on an earlier morning; empty when nothing was."""
    rows = tables.rows(
        "state.morning_status",
        "SELECT topic, channel, name, status, data_through FROM state.morning_status WHERE as_of = :as_of "
        "ORDER BY topic, channel, name",
        {"as_of": as_of},
    )
    return {
        (text(row["topic"]), text(row["channel"]), text(row["name"])): {
            "status": row["status"],
            "data_through": day(row["data_through"]),
        }
        for row in rows
    }
