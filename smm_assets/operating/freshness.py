"""How fresh each network's exports are, held against the rhythm in which they used to come.

Belongs here: which exports are awaited, and whether they are due or late. Not here: learning the rhythm (the models
int_export_habit and int_fetch_account) or sentences (`freshness_words`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from smm_assets.report.tables import certain_day, day, plain_rows, text, whole
from smm_assets.warehouse.store import ReadOnlyStore

State = Literal["fresh", "due", "late", "not_awaited"]
TABLES = (
    ("intermediate", "int_export_habit"),
    ("intermediate", "int_fetch_account"),
    ("marts", "fetch_list"),
    ("staging", "seed_account"),
    ("staging", "seed_settings"),
)
_SQL = """
SELECT
    COALESCE(t.network, h.network) AS network, COALESCE(t.account_id, h.account_id) AS account_id,
    COALESCE(t.report, h.report) AS report, t.network IS NOT NULL AS is_awaited, t.is_daily, t.never, t.due_on,
    t.late_on, t.first_day, COALESCE(t.last_day, h.last_period_end) AS data_through, h.last_export_day, h.rhythm_days,
    a.account_name, a.ended, s.as_of, s.stale_days, l.period_start, l.period_end, l.settings
FROM intermediate.int_fetch_account AS t
FULL JOIN intermediate.int_export_habit AS h
    ON h.network = t.network AND h.account_id = t.account_id AND h.report = t.report
CROSS JOIN staging.seed_settings AS s
LEFT JOIN staging.seed_account AS a
    ON a.network = COALESCE(t.network, h.network) AND a.account_id = COALESCE(t.account_id, h.account_id)
LEFT JOIN marts.fetch_list AS l
    ON l.network = t.network AND l.account_id = t.account_id AND l.report = t.report
    AND l.period_end = CAST(s.as_of - INTERVAL '1' DAY AS DATE)
ORDER BY 1, 2, 3
"""


@dataclass(frozen=True, kw_only=True)
class Export:
    """One kind of export of one account, as it stood on the morning of as_of.

    data_through: last day known of it; rhythm_days: usual days between exports, None while fewer than three are known;
    due_on: first morning a new one is due; late_on: first morning it is late, None where nothing is awaited.
    stale_days: how old data may be, as smm.yaml says. never: it is expected and nothing of it ever came. period: first
    and last day to be exported now, None where nothing is; settings: how the network's page calls that export.
    """

    network: str
    account: str
    report: str
    as_of: date
    stale_days: int
    data_through: date | None = None
    last_export: date | None = None
    rhythm_days: int | None = None
    due_on: date | None = None
    late_on: date | None = None
    is_daily: bool = True
    is_awaited: bool = True
    never: bool = False
    ended: date | None = None
    period: tuple[date, date] | None = None
    settings: str = ""

    @property
    def state(self) -> State:
        """fresh, due (its day has come), late (for longer than smm.yaml allows) or not_awaited."""
        if not self.is_awaited:
            return "not_awaited"
        if self.late_on is not None and self.as_of >= self.late_on:
            return "late"
        return "due" if self.due_on is not None and self.as_of >= self.due_on else "fresh"

    @property
    def days_late(self) -> int:
        """Days that are missing where its days are counted, else days since it was due; 0 unless it is late."""
        if self.state != "late":
            return 0
        since = self.data_through if self.is_daily else self.due_on
        if since is None:
            since = self.late_on or self.as_of
            return max(1, (self.as_of - since).days)
        return (self.as_of - since).days - (1 if self.is_daily else 0)


def freshness(store: ReadOnlyStore) -> list[Export] | None:
    """Every kind of export the project ever had or waits for, by network, account and kind.

    None while the models that know have not been built.
    """
    if not all(store.exists(*table) for table in TABLES):
        return None
    return [_export(row) for row in plain_rows(store.read(_SQL))]


def of_network(exports: Iterable[Export], network: str) -> list[Export]:
    """Those of one network, the most urgent first."""
    rank = {"late": 0, "due": 1, "fresh": 2, "not_awaited": 3}
    own = [one for one in exports if one.network == network]
    return sorted(
        own, key=lambda one: (rank[one.state], -one.days_late, one.due_on or date.max, one.rhythm_days is None)
    )


def data_through(exports: Sequence[Export]) -> date | None:
    """Last day all awaited exports counted by days reach; None where there is none."""
    days = [one.data_through for one in exports if one.is_awaited and one.is_daily and not one.never]
    return None if not days or None in days else min(day for day in days if day is not None)


def _export(row: dict[str, Any]) -> Export:
    due_on, stale_days = day(row["due_on"]), whole(row["stale_days"])
    is_daily = bool(row["is_daily"]) or row["is_daily"] is None
    late_on = day(row["late_on"])
    if late_on is None and due_on is not None:  # snapshots have no days that could be missing
        late_on = due_on + timedelta(days=stale_days)
    first, last = day(row["period_start"]), day(row["period_end"])
    return Export(
        network=text(row["network"]),
        account=text(row["account_name"]) or text(row["account_id"]),
        report=text(row["report"]),
        as_of=certain_day(row["as_of"]),
        stale_days=stale_days,
        data_through=day(row["data_through"]),
        last_export=day(row["last_export_day"]),
        rhythm_days=row["rhythm_days"] if row["rhythm_days"] is None else int(row["rhythm_days"]),
        due_on=due_on,
        late_on=late_on,
        is_daily=is_daily,
        is_awaited=bool(row["is_awaited"]),
        never=bool(row["never"]),
        ended=day(row["ended"]),
        period=(first, last) if first is not None and last is not None else None,
        settings=text(row["settings"]),
    )
