"""The plan in force on each day: lines with their flights, and what later versions of the plan added or took away.

Belongs here: which money of the plan is for which days, as known on those days. Not here: keeping versions
(`versions`), reading the file (`plan`), or how a day's share is found (`dbt_like_sql/intermediate/int_budget_day`).
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from smm_assets.budget.plan import Row
from smm_assets.budget.rates import Rates
from smm_assets.budget.vat import TableVat, factor
from smm_assets.warehouse.store import ReadOnlyStore

_SIX = Decimal("0.000001")
_TAKES_ALL = ("", "ads")
Key = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Version:
    """What the lines of one version of the plan amount to, in the reporting currency, from the morning it was seen."""

    valid_from: dt.date
    amounts: dict[Key, Decimal]


def past_versions(store: ReadOnlyStore, rates: Rates, vat: TableVat) -> list[Version]:
    """Every kept version of the plan, the oldest first. Lines whose rate is missing by now are left out."""
    rows = store.read("SELECT valid_from, content_json FROM state.plan_version ORDER BY version")
    found = []
    for valid_from, content in zip(rows["valid_from"], rows["content_json"], strict=True):
        amounts: dict[Key, Decimal] = {}
        for line in json.loads(content):
            amount = _amount(line, rates, vat)
            if amount is not None:
                amounts[_key(line)] = amounts.get(_key(line), Decimal(0)) + amount
        found.append(Version(valid_from=_day(valid_from), amounts=amounts))
    return found


def with_budgets(plan: Sequence[Row]) -> list[Row]:
    """The lines with the period they are judged in: that of the longest line for ads, or for no item, around them."""
    return [{**row, **_budget(row, plan)} for row in plan]


def part_rows(plan: Sequence[Row], past: Sequence[Version], as_of: dt.date) -> list[Row]:
    """Rows of seed_plan_part. plan: lines that know the period they are judged in; past: versions kept so far."""
    now = Version(valid_from=as_of, amounts={_key(row): _decimal(row["amount"]) for row in plan})
    rows: list[Row] = []
    for row in plan:
        parts = list(_parts(row, [*past, now]))
        whole = sum((amount for _, amount in parts), Decimal(0))
        line = {
            "plan_line": row["plan_line"],
            "period_start": row["budget_start"],
            "period_end": row["budget_end"],
            "channel": row["channel"],
            "category": row["category"],
            "part_end": row["period_end"],
        }
        for number, (start, amount) in enumerate(parts):
            rows.append(line | {"part_start": start, "amount": amount, "line_amount": None if number else whole})
    return rows


def _parts(row: Row, versions: Iterable[Version]) -> Iterator[tuple[dt.date, Decimal]]:
    """First day and amount of what each version added to the line; the first one holds from the line's first day.

    What is written once the line has ended changes nothing of it.
    """
    start, end = _day(row["period_start"]), _day(row["period_end"])
    known = [(one.valid_from, one.amounts[_key(row)]) for one in versions if _key(row) in one.amounts]
    changes = {start: known[0][1]}
    for (_, before), (day, after) in pairwise(known):
        if day <= end:
            changes[max(day, start)] = changes.get(max(day, start), Decimal(0)) + after - before
    return ((day, amount) for day, amount in sorted(changes.items()) if amount or day == start)


def _budget(row: Row, plan: Iterable[Row]) -> Row:
    """The days of the longest line around the row that takes all money of its channel and category."""
    around = [
        other
        for other in plan
        if (other["channel"], other["category"]) == (row["channel"], row["category"])
        and _day(other["period_start"]) <= _day(row["period_start"])
        and _day(other["period_end"]) >= _day(row["period_end"])
        and str(other["item"] or "").casefold() in _TAKES_ALL
    ]
    longest = max(around, key=lambda one: (_length(one), -int(str(one["plan_line"]))), default=row)
    return {"budget_start": longest["period_start"], "budget_end": longest["period_end"]}


def _length(row: Row) -> int:
    return (_day(row["period_end"]) - _day(row["period_start"])).days


def _key(row: Row) -> Key:
    """What makes a line the same line in two versions: its days, channel, category and item."""
    told = [str(row[name] or "") for name in ("period_start", "period_end", "channel", "category")]
    return (*told, str(row["item"] or "").casefold())


def _amount(line: Row, rates: Rates, vat: TableVat) -> Decimal | None:
    """The amount of a kept line in the reporting currency, as reports take the tax."""
    basis = str(line.get("vat") or "") or None
    rate = rates.rate(str(line["currency"]), _day(line["period_start"]), max_age=None)
    taxed = factor(basis, vat.reporting, vat.rate)
    if rate is None or taxed is None or line["amount_original"] is None:
        return None
    return (_decimal(line["amount_original"]) * (rate * taxed)).quantize(_SIX, ROUND_HALF_UP)


def _decimal(value: object) -> Decimal:
    return Decimal(str(value))


def _day(value: object) -> dt.date:
    """A day as kept (text), as the store gives it (a moment) or as it is."""
    return dt.date.fromisoformat(str(value)[:10])
