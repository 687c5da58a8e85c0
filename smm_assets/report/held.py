"""What waits for a person: files and rows that were held back, and amounts without an exchange rate.

Belongs here: these facts, read from `ops` and marts.held_amount, newest first. Not here: their words on a terminal
(`pipelines/cli`), trying them again (`ingest/landing/again`).
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from smm_assets.report.settled import SETTLED_BY
from smm_assets.report.tables import Tables, day, money, text, whole
from smm_assets.report.words import SHORTEST_ID, plural

SHORT = 100
MONEY = ("spend_original", "revenue_original")


@dataclass(frozen=True, kw_only=True)
class HeldItem:
    """One thing that waits.

    id: short and unique in the list. key: file_id, arrival_id or name of the rate it stands for. kind: file (a part
    refused as a whole), rows (of a loaded part), rate (amounts without an exchange rate), unread (nothing is kept of
    it). rows: records held, None where unknown. amounts: money held, by currency, as far as it could be
    read; amounts of rows are added without their signs, as money at stake.
    settled_by: the file that has made it needless since, "" while it waits.
    """

    id: str = ""
    key: str
    kind: str
    name: str
    part: str = ""
    status: str
    network: str = ""
    period_start: date | None = None
    period_end: date | None = None
    rows: int | None = None
    amounts: Mapping[str, Decimal] = field(default_factory=dict)
    reason: str = ""
    cure: str = ""
    held_since: datetime | None = None
    settled_by: str = ""


def collect_held(tables: Tables, *, settled: bool = True) -> list[HeldItem]:
    """Everything that waits, newest first; settled: also what a later file has made needless."""
    found = [*_files(tables), *_rows(tables), *_unread(tables), *_rates(tables)]
    found = [item for item in found if settled or not item.settled_by]
    found.sort(key=lambda item: (item.name, item.part, item.kind))
    found.sort(key=lambda item: item.held_since or datetime.min, reverse=True)
    return _identified(found)


def _identified(items: list[HeldItem]) -> list[HeldItem]:
    """Ids as short as they can be while no two things share one; all parts of a file have the file's."""
    keys = {item.key for item in items if item.kind != "rate"}
    length = SHORTEST_ID
    while len({key[:length] for key in keys}) < len(keys):
        length += 1
    return [replace(item, id=item.key if item.kind == "rate" else item.key[:length]) for item in items]


def _files(tables: Tables) -> Iterable[HeldItem]:
    sql = f"""SELECT f.*, {SETTLED_BY} AS settled_by FROM ops.export_file AS f
        WHERE f.status IN ('held', 'quarantined', 'unrecognised')"""  # noqa: S608 the condition is ours
    for row in tables.rows("ops.export_file", sql):
        sums = {name: money(value) for name, value in json.loads(row.get("sums_json") or "{}").items()}
        amount = next((sums[name] for name in MONEY if sums.get(name)), None)
        amounts = {text(row["currency"]): amount} if amount and row.get("currency") else {}
        yield _part(row, "file", text(row["status"]), whole(row["rows_quarantined"]) or None, amounts)


def _rows(tables: Tables) -> Iterable[HeldItem]:
    sql = f"""
        SELECT f.file_id, f.part, f.name, f.network, f.period_start, f.period_end, {SETTLED_BY} AS settled_by,
            MAX(r.quarantined_at) AS loaded_at, COUNT(*) AS records, r.currency, SUM(r.amount) AS amount
        FROM ops.export_file AS f
        INNER JOIN (
            SELECT file_id, part, row_number, MAX(quarantined_at) AS quarantined_at, MAX(ABS(amount)) AS amount,
                MAX(currency) AS currency
            FROM ops.quarantined_row WHERE released_at IS NULL AND severity = 'error'
            GROUP BY file_id, part, row_number) AS r ON r.file_id = f.file_id AND r.part = f.part
        WHERE f.status = 'loaded'
        GROUP BY f.file_id, f.part, f.name, f.network, f.report, f.report_name, f.level, f.grain, f.account,
            f.period_start, f.period_end, f.loaded_at, r.currency
        ORDER BY f.file_id, f.part, r.currency"""  # noqa: S608 the condition is ours
    reasons = _reasons(tables)
    joined: dict[tuple[str, str], HeldItem] = {}
    for row in tables.rows("ops.quarantined_row", sql):
        amount = money(row["amount"])
        amounts = {text(row["currency"]): amount} if row["currency"] and amount is not None else {}
        why = _told(reasons[row["file_id"], row["part"]])
        told = {**row, "reason": why, "cure": "Correct the rows at their source and export again"}
        item = _part(told, "rows", "quarantined", whole(row["records"]), amounts)
        before = joined.get((item.key, item.part))
        if before is not None:
            both = {**before.amounts, **item.amounts}
            item = replace(before, rows=(before.rows or 0) + (item.rows or 0), amounts=both)
        joined[item.key, item.part] = item
    return joined.values()


def _reasons(tables: Tables) -> dict[tuple[str, str], list[str]]:
    """Why rows of each part were held back, each reason once, by the first line it holds for."""
    sql = """SELECT file_id, part, reason, MIN(row_number) AS line FROM ops.quarantined_row
        WHERE released_at IS NULL AND severity = 'error' GROUP BY file_id, part, reason ORDER BY line, reason"""
    found: dict[tuple[str, str], list[str]] = {}
    for row in tables.rows("ops.quarantined_row", sql):
        found.setdefault((row["file_id"], row["part"]), []).append(text(row["reason"]))
    return found


def _told(reasons: list[str]) -> str:
    """Two short reasons as they are; of others the first, and how many more there are."""
    both = "; ".join(reasons)
    if len(reasons) == 1 or (len(reasons) == 2 and len(both) <= SHORT):
        return both
    return f"{reasons[0]} and {plural(len(reasons) - 1, 'more reason')}"


def _part(row: Mapping[str, Any], kind: str, status: str, rows: int | None, amounts: Mapping[str, Any]) -> HeldItem:
    return HeldItem(
        key=text(row["file_id"]),
        kind=kind,
        name=text(row["name"]),
        part=text(row["part"]),
        status=status,
        network=text(row["network"]),
        period_start=day(row["period_start"]),
        period_end=day(row["period_end"]),
        rows=rows,
        amounts=amounts,
        reason=text(row["reason"]),
        cure=text(row.get("cure")),
        held_since=row["loaded_at"],
        settled_by=text(row["settled_by"]),
    )


def _unread(tables: Tables) -> Iterable[HeldItem]:
    sql = """SELECT * FROM ops.arrival WHERE sha256 IS NULL AND (outcome = 'held' OR outcome = 'quarantined'
        AND seen_at = (SELECT MAX(seen_at) FROM ops.arrival))"""
    for row in tables.rows("ops.arrival", sql):
        yield HeldItem(
            key=text(row["arrival_id"]),
            kind="unread",
            name=text(row["name"]),
            status=text(row["outcome"]),
            reason=text(row["reason"]),
            cure=text(row.get("cure")) or "Put the file itself there, with read permission",
            held_since=row["seen_at"],
        )


def _rates(tables: Tables) -> Iterable[HeldItem]:
    sql = """
        SELECT network, currency, MIN(period_start) AS first_day, MAX(period_end) AS last_day,
            SUM(CASE WHEN kind IN ('spend', 'period_spend', 'revenue') THEN held_rows END) AS held_rows,
            SUM(CASE WHEN kind IN ('spend', 'period_spend', 'revenue') THEN amount_original END) AS amount_original
        FROM marts.held_amount GROUP BY network, currency ORDER BY network, currency"""
    for row in tables.rows("marts.held_amount", sql):
        network, currency = text(row["network"]), text(row["currency"])
        yield HeldItem(
            key=f"{currency}-{network}".lower(),
            kind="rate",
            name=f"amounts in {currency}",
            status="waits",
            network=network,
            period_start=day(row["first_day"]),
            period_end=day(row["last_day"]),
            rows=whole(row["held_rows"]) or None,
            amounts={currency: amount} if (amount := money(row["amount_original"])) is not None else {},
            reason=f"no exchange rate for {currency}",
            cure="Add the rates to fx.csv; the next smm run frees these rows",
        )
