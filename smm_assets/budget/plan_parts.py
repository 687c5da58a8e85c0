"""The plan in force on each day: lines with their flights, and what later versions of the plan added or took away.

Belongs here: which money of the plan is for which days, as known on those days. Not here: keeping versions
(`versions`), reading the file (`plan`), which lines of two versions are the same (`plan_lines`), or how a day's share
is found (`dbt_like_sql/intermediate/int_budget_day`).
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from smm_assets.budget.plan import Row
from smm_assets.budget.plan_lines import Line, line_of, same_lines
from smm_assets.budget.rates import Rates
from smm_assets.budget.vat import TableVat, factor
from smm_assets.warehouse.store import ReadOnlyStore
from smm_assets.warehouse.values import day_of

_SIX = Decimal("0.000001")
_TAKES_ALL = ("", "ads")
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Version:
    """The lines of one version of the plan, in the reporting currency, from the morning it was seen."""

    valid_from: dt.date
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Part:
    """Money of a line for these days; below zero when a version took some away."""

    start: dt.date
    end: dt.date
    amount: Decimal


def past_versions(store: ReadOnlyStore, rates: Rates, vat: TableVat) -> list[Version]:
    """Every kept version of the plan, the oldest first. Lines whose rate is missing by now are left out."""
    rows = store.read("SELECT valid_from, content_json FROM state.plan_version ORDER BY version")
    found = []
    for valid_from, content in zip(rows["valid_from"], rows["content_json"], strict=True):
        priced = [(line, _amount(line, rates, vat)) for line in json.loads(content)]
        lines = tuple(line_of(line, amount) for line, amount in priced if amount is not None)
        found.append(Version(valid_from=day_of(valid_from), lines=lines))
    return found


def with_budgets(plan: Sequence[Row]) -> list[Row]:
    """The lines with the period they are judged in: that of the longest line for ads, or for no item, around them."""
    return [{**row, **_budget(row, plan)} for row in plan]


def part_rows(plan: Sequence[Row], past: Sequence[Version], as_of: dt.date) -> list[Row]:
    """Rows of seed_plan_part. plan: lines that know the period they are judged in; past: versions kept so far."""
    lines = [line_of(row, _decimal(row["amount"])) for row in plan]
    seen = [(version.valid_from, same_lines(lines, version.lines)) for version in past]
    rows: list[Row] = []
    for place, (row, line) in enumerate(zip(plan, lines, strict=True)):
        history = [(day, told[place]) for day, told in seen if place in told]
        rows += _rows(row, line, _parts([*history, (as_of, line)]))
    return rows


def _rows(row: Row, line: Line, parts: Sequence[Part]) -> Iterator[Row]:
    """The parts of a line. The first is for all its days and tells all its money, though it may add nothing itself."""
    known = {
        "plan_line": row["plan_line"],
        "period_start": row["budget_start"],
        "period_end": row["budget_end"],
        "channel": row["channel"],
        "category": row["category"],
    }
    if (parts[0].start, parts[0].end) != (line.start, line.end):
        parts = [Part(start=line.start, end=line.end, amount=Decimal(0)), *parts]
    whole = sum((part.amount for part in parts), Decimal(0))
    for place, part in enumerate(parts):
        told = {"part_start": part.start, "part_end": part.end, "amount": part.amount}
        yield known | told | {"line_amount": None if place else whole}


def _parts(versions: Sequence[tuple[dt.date, Line]]) -> list[Part]:
    """What each version added to the line, in order of days; the first one holds from the line's first day."""
    _, first = versions[0]
    parts = [Part(start=first.start, end=first.end, amount=first.amount)]
    for (_, before), (day, after) in pairwise(versions):
        start = max(day, after.start)
        if after.end != before.end:
            parts = _ending_otherwise(parts, start, after)
        elif start <= after.end:  # what is written once the line has ended changes nothing of it
            parts = _added(parts, Part(start=start, end=after.end, amount=after.amount - before.amount))
    return parts


def _added(parts: Sequence[Part], more: Part) -> list[Part]:
    """With more or less money for the days from `more.start` on, in the part that begins there if there is one."""
    at = sum((part.amount for part in parts if part.start == more.start), Decimal(0))
    others = [part for part in parts if part.start < more.start]
    changed = replace(more, amount=more.amount + at)
    return [*others, changed] if changed.amount or not others else others


def _ending_otherwise(parts: Sequence[Part], day: dt.date, line: Line) -> list[Part]:
    """From `day` on the line ends on another day: its days until then keep what they had, the rest is for those left.

    What they had is counted evenly. A line that is said to have ended before `day` only keeps what its days had.
    """
    last = min(day - _DAY, line.end)
    kept = [_until(part, last) for part in parts if part.start <= last]
    if day > line.end:
        return kept
    left = line.amount - sum((part.amount for part in kept), Decimal(0))
    return [*kept, Part(start=day, end=line.end, amount=left)]


def _until(part: Part, last: dt.date) -> Part:
    if part.end <= last:
        return part
    days, whole = (last - part.start).days + 1, (part.end - part.start).days + 1
    return Part(start=part.start, end=last, amount=(part.amount * days / whole).quantize(_SIX, ROUND_HALF_UP))


def _budget(row: Row, plan: Iterable[Row]) -> Row:
    """The days of the longest line around the row that takes all money of its channel and category."""
    around = [
        other
        for other in plan
        if (other["channel"], other["category"]) == (row["channel"], row["category"])
        and day_of(other["period_start"]) <= day_of(row["period_start"])
        and day_of(other["period_end"]) >= day_of(row["period_end"])
        and str(other["item"] or "").casefold() in _TAKES_ALL
    ]
    longest = max(around, key=lambda one: (_length(one), -int(str(one["plan_line"]))), default=row)
    return {"budget_start": longest["period_start"], "budget_end": longest["period_end"]}


def _length(row: Row) -> int:
    return (day_of(row["period_end"]) - day_of(row["period_start"])).days


def _amount(line: Row, rates: Rates, vat: TableVat) -> Decimal | None:
    """The amount of a kept line in the reporting currency, as reports take the tax."""
    basis = str(line.get("vat") or "") or None
    rate = rates.rate(str(line["currency"]), day_of(line["period_start"]), max_age=None)
    taxed = factor(basis, vat.reporting, vat.rate)
    if rate is None or taxed is None or line["amount_original"] is None:
        return None
    return (_decimal(line["amount_original"]) * (rate * taxed)).quantize(_SIX, ROUND_HALF_UP)


def _decimal(value: object) -> Decimal:
    return Decimal(str(value))
