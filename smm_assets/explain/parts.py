"""The rows a number is the sum of, each with its file and line, and what restatement changed of it.

Belongs here: reading ad_daily, outcome_daily, ad_shape_daily and number_change. Not here: the number itself (`number`).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from smm_assets.explain.cells import CellText
from smm_assets.explain.metrics import DELIVERED, MONEY, OWN, exported
from smm_assets.report.tables import Tables


@dataclass(frozen=True, kw_only=True)
class Change:
    """One restatement of a part: amounts as exported."""

    old: Decimal | None
    new: Decimal | None
    changed_at: datetime
    old_file: str | None
    new_file: str


@dataclass(frozen=True, kw_only=True)
class Part:
    """One row of ad_daily or outcome_daily. value adds up to the number; original is as exported, in currency.

    row_number: None where the row is a sum over rows of exports. is_sum: whether several lines may make it up. older:
    that the newest export of the row does not report the metric, so that an older one gave it. cell: None where the
    text was not asked for or cannot be read.
    """

    what: str
    network: str
    account_id: str
    campaign_key: str
    campaign_name: str
    value: Decimal | None
    original: Decimal | None
    currency: str | None
    level: str
    is_residual: bool = False
    is_sum: bool = False
    older: bool = False
    file: str | None = None
    file_id: str | None = None
    part: str = ""
    row_number: int | None = None
    exported_at: datetime | None = None
    loaded_at: datetime | None = None
    changes: tuple[Change, ...] = ()
    cell: CellText | None = None

    @property
    def is_unpriced(self) -> bool:
        """Whether it is money that no exchange rate converts."""
        return self.currency is not None and self.original is not None and self.value is None


@dataclass(frozen=True, kw_only=True)
class Shape:
    """One shape in which exports tell the day of an account; value as exported, of money in currency."""

    network: str
    account_id: str
    shape: str
    breakdown_set: str
    rows: int
    value: Decimal | None
    is_chosen: bool
    reason: str
    level: str = ""
    currency: str | None = None


BEYOND = "; what this one reports beyond it is a residual row"
_FILES = """SELECT file_id, part, name, measures FROM ops.export_file WHERE status = 'loaded'"""


def delivered_parts(tables: Tables, metric: str, channel: str, day: date) -> list[Part]:
    """Rows of ad_daily of the channel and day, the largest first."""
    rows = tables.rows(
        "marts.ad_daily",
        f"SELECT a.*, f.name AS file_name, f.measures FROM marts.ad_daily AS a LEFT JOIN ({_FILES}) AS f "  # noqa: S608
        "ON f.file_id = a.file_id AND f.part = a.part WHERE a.channel = :channel AND a.date = :day",
        {"channel": channel, "day": day},
    )
    changes = _changes(tables, exported(metric), day)
    parts = [_delivered(row, metric, changes) for row in rows]
    return sorted(parts, key=lambda part: (-(part.value or Decimal(0)), part.what, part.file_id or ""))


def _delivered(row: dict[str, Any], metric: str, changes: dict[tuple[str, ...], list[Change]]) -> Part:
    column, names = exported(metric), ("campaign_name", "ad_group_name", "ad_name")
    key = tuple(str(row[name] or "") for name in _ENTITY)
    measures = row["measures"]
    return Part(
        what=" / ".join(str(row[name]) for name in names if row[name]) or f"account {row['account_id']}",
        network=row["network"],
        account_id=row["account_id"],
        campaign_key=row["campaign_key"],
        campaign_name=row["campaign_name"] or "",
        value=exact(row[metric]),
        original=exact(row[column]),
        currency=row["currency"] if metric in MONEY else None,
        level=row["level"],
        is_residual=bool(row["is_residual"]),
        is_sum=bool(row["derived_from_breakdown"] or row["is_residual"]),
        older=bool(measures) and row[column] is not None and f",{column}," not in str(measures),
        file=row["file_name"],
        file_id=row["file_id"],
        part=row["part"] or "",
        row_number=None if row["row_number"] is None else int(row["row_number"]),
        exported_at=row["exported_at"],
        loaded_at=row["loaded_at"],
        changes=() if row["is_residual"] else tuple(changes.get(key, ())),
    )


_ENTITY = ("network", "account_id", "campaign_key", "ad_group_key", "ad_key")


def _changes(tables: Tables, column: str, day: date) -> dict[tuple[str, ...], list[Change]]:
    rows = tables.rows(
        "marts.number_change",
        f"SELECT c.*, o.name AS old_name, n.name AS new_name FROM marts.number_change AS c "  # noqa: S608
        f"LEFT JOIN (SELECT file_id, MIN(name) AS name FROM ({_FILES}) AS f GROUP BY 1) AS o ON o.file_id = c.old_file "
        f"LEFT JOIN (SELECT file_id, MIN(name) AS name FROM ({_FILES}) AS f GROUP BY 1) AS n ON n.file_id = c.new_file "
        "WHERE c.date = :day AND c.metric = :metric ORDER BY c.changed_at, c.loaded_at, c.new_file",
        {"day": day, "metric": column},
    )
    found: dict[tuple[str, ...], list[Change]] = {}
    for row in rows:
        change = Change(
            old=exact(row["old"]),
            new=exact(row["new"]),
            changed_at=row["changed_at"],
            old_file=row["old_name"] or row["old_file"],
            new_file=row["new_name"] or row["new_file"],
        )
        found.setdefault(tuple(str(row[name] or "") for name in _ENTITY), []).append(change)
    return found


def own_parts(tables: Tables, metric: str, channel: str, day: date, measured_by: str) -> list[Part]:
    """Rows of outcome_daily of the channel's paid activity on the day, by source and campaign."""
    column = OWN[metric]
    rows = tables.rows(
        "marts.outcome_daily",
        "SELECT * FROM marts.outcome_daily WHERE channel = :channel AND date = :day AND is_paid "
        "AND measured_by = :measured_by ORDER BY source, account_id, campaign_name",
        {"channel": channel, "day": day, "measured_by": measured_by},
    )
    return [
        Part(
            what=f"{row['source']} {row['account_id']}: {row['campaign_name'] or 'no campaign named'}",
            network=row["source"],
            account_id=row["account_id"],
            campaign_key=row["campaign_name"] or "",
            campaign_name=row["campaign_name"] or "",
            value=exact(row[column]),
            original=None,
            currency=None,
            level="campaign",
            is_sum=True,
        )
        for row in rows
    ]


def shapes(
    tables: Tables, metric: str, day: date, accounts: Sequence[tuple[str, str]], parts: Sequence[Part]
) -> list[Shape]:
    """Every shape in which exports tell the day of these accounts, the chosen ones first. parts: all of the number."""
    if metric not in DELIVERED:
        return []
    rows = tables.rows(
        "marts.ad_shape_daily",
        "SELECT * FROM marts.ad_shape_daily WHERE date = :day "
        "ORDER BY network, account_id, is_chosen DESC, shape, breakdown_set",
        {"day": day},
    )
    rests = {(part.network, part.account_id, part.level) for part in parts if part.is_residual and part.original}
    units = {(row["network"], row["account_id"], row["currency"]) for row in rows if row["is_chosen"]}
    return [
        Shape(
            network=row["network"],
            account_id=row["account_id"],
            shape=row["shape"],
            breakdown_set=row["breakdown_set"],
            rows=int(row["rows"]),
            value=exact(row[exported(metric)]),
            is_chosen=bool(row["is_chosen"]),
            reason=row["reason"] + (BEYOND if _has_rest(row, rests, units) else ""),
            level=row["level"] or "",
            currency=row["currency"] if metric in MONEY else None,
        )
        for row in rows
        if (row["network"], row["account_id"]) in accounts
    ]


def _has_rest(row: dict[str, Any], rests: set[tuple[str, str, str]], units: set[tuple[str, str, str | None]]) -> bool:
    """Whether a residual row can stand for what a shape that is not used reports beyond the used one."""
    account = row["network"], row["account_id"]
    tells_same = not row["breakdown_set"] and (*account, row["currency"]) in units
    return not row["is_chosen"] and tells_same and (*account, row["level"]) in rests


def without_lone_sums(parts: Sequence[Part], told: Sequence[Shape]) -> list[Part]:
    """The parts; those of an account whose used shape has just as many rows are no sums: each is one line."""
    lines, rows = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for shape in told:
        lines[shape.network, shape.account_id] += shape.rows if shape.is_chosen else 0
    rows.update((part.network, part.account_id) for part in parts if not part.is_residual)
    alone = {account for account, count in rows.items() if lines[account] == count}
    return [
        replace(part, is_sum=False) if not part.is_residual and (part.network, part.account_id) in alone else part
        for part in parts
    ]


def exact(value: Any) -> Decimal | None:
    """A stored amount without loss."""
    return None if value is None else Decimal(str(value))
