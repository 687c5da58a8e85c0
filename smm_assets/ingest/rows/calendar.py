"""When a table speaks of: order of day and month, years nobody wrote, the period of rows without days.

Belongs here: those decisions and the evidence they leave. Not here: reading single days (`dates`, `yearless`).
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from smm_assets.errors import Problem
from smm_assets.ingest.contract import FileContext
from smm_assets.ingest.recognition.examine import Part
from smm_assets.ingest.recognition.headers import Source
from smm_assets.ingest.recognition.periods import file_name_moment, named_period
from smm_assets.ingest.rows.asking import held
from smm_assets.ingest.rows.layout import Layout
from smm_assets.ingest.rows.marks import add_evidence
from smm_assets.ingest.rows.survey import Survey
from smm_assets.ingest.text.dates import Period, day_order, far_apart, order_within, read_day
from smm_assets.ingest.text.months import days_in
from smm_assets.ingest.text.yearless import FRESH, month_and_day, readings

_EPOCH = re.compile(r"(?<!\d)1[4-9]\d{8}(?!\d)")  # seconds since 1970, as in names of downloads


def day_orders(
    part: Part, layout: Layout, found: Survey, period: Period | None, evidence: dict[str, str]
) -> dict[int, str]:
    """Order of day and month per column of days or moments: "ymd", "dmy" or "mdy".

    Told by the column's own days, by the stated period, by the other columns, by the network's habit, in this order.
    Raises FileRefused, held, where none of them tells.
    """
    dated = (*layout.periods, *layout.moments)
    texts = {source.index: range_ends(source, found.days.get(source.index, {})) for source in dated}
    orders = {index: day_order(values) for index, values in texts.items()}
    if layout.report.day_order:
        return {source.index: _told_order(layout, source, texts[source.index], evidence) for source in dated}
    settled = {order for order in orders.values() if order in ("dmy", "mdy")}
    for source in dated:
        if orders[source.index] == "?":
            bounds = part.preamble.period or period
            guess = order_within(texts[source.index], *bounds) if bounds else "?"
            guess = next(iter(settled)) if guess == "?" and len(settled) == 1 else guess
            guess = source.field.order or "?" if guess == "?" else guess
            if guess == "?":
                example = min(text for text in texts[source.index] if day_order([text]) == "?")
                question = (
                    f"column '{source.heading}': is '{example}' day/month or month/day? Nothing in the file tells"
                )
                cure = "Export a range that goes beyond the 12th of a month, or with dates written 2026-01-31"
                raise held(layout, "day_order", question, cure)
            orders[source.index] = guess
        if not any(month_and_day(text) for text in texts[source.index]):  # their years are evidence enough
            add_evidence(evidence, source, f"days {orders[source.index]}")
    return orders


def _told_order(layout: Layout, source: Source, texts: Iterable[str], evidence: dict[str, str]) -> str:
    """The order the report states, unless days of the column say otherwise; 2026-01-31 reads the same in any order."""
    told = layout.report.day_order
    for text in texts:
        if day_order([text]) != "ymd" and (told == "ymd" or _only_other(text, told)):
            question = f"column '{source.heading}' holds '{text}', but its days are said to be written {told}"
            cure = "Correct what is said about the dates, or export again in the other form"
            raise held(layout, "day_order", question, cure)
    add_evidence(evidence, source, f"days {told} (as stated for this report)")
    return told


def _only_other(text: str, told: str) -> bool:
    other = "mdy" if told == "dmy" else "dmy"
    return read_day(text, told) is None and read_day(text, other) is not None


def range_ends(source: Source, texts: Iterable[str]) -> list[str]:
    """Days of a column: its texts, or both ends where its cells are ranges."""
    if source.to != "date_range" or source.field.span:
        return list(texts)
    return [end.strip() for text in texts for end in text.split(" - ")]


def stated_period(part: Part, layout: Layout, context: FileContext) -> Period | None:
    """The period stated above the table or by a name; for a table without days that needs none, the day of its export.

    Raises FileRefused, held, where rows have no days and nothing else says which they are.
    """
    period = part.preamble.period or named_period(layout.report, part.part, context.name)
    if period or _has_days(layout):
        return period
    if not layout.report.needs_period:
        day = stated_day(part, context) or context.arrived_at.date()
        return day, day
    said = "; ".join(part.preamble.lines)
    above = f" (above the header it says: {said})" if said else ""
    question = f"which days does the file cover? Neither its rows, nor the lines above them, nor its name say{above}"
    raise held(layout, "period", question, "Export again with a date range and broken down by day")


def _has_days(layout: Layout) -> bool:
    """Whether every row of a table says its day or period."""
    targets = set(layout.by_target)
    return bool(targets & {"day", "day_hour", "date_range"}) or {"period_start", "period_end"} <= targets


def stated_day(part: Part, context: FileContext) -> date | None:
    """The day on which a table without days was exported, where the file, its source or its name says so."""
    moment = part.preamble.exported_at or context.exported_at or file_name_moment(context.name)
    return moment.date() if moment else _day_in_name(context)


def taken_for_arrival(part: Part, layout: Layout, context: FileContext) -> Problem | None:
    """A remark where nothing but its arrival dates a table."""
    named = part.preamble.period or named_period(layout.report, part.part, context.name)
    if layout.report.needs_period or _has_days(layout) or named or stated_day(part, context):
        return None
    return Problem(
        where=context.name,
        seen=f"nothing in the file says a day: taken for {context.arrived_at.date()}, the day it arrived",
        cure="Where that is wrong, put the day of the export into the file's name, such as Audience 2026-02-28.csv",
        severity="warning",
    )


def speaks_of_period(part: Part, layout: Layout, found: Survey, period: Period | None, orders: dict[int, str]) -> bool:
    """Whether the only day of a report that writes first days stands for the whole stated period.

    Raises FileRefused, held, where days are weeks or months apart, or one day stands alone and no period is stated.
    """
    sources = layout.by_target.get("day", [])
    if not layout.report.starts or not sources:
        return False
    index = sources[0].index
    read = (read_day(text, orders[index]) for text in found.days.get(index, {}))
    days = sorted({day for day in read if day})
    if len(days) > 1 and (period is None or days[0] <= period[0]) and far_apart(days):
        question = f"are these days or the first days of weeks or months? They are {', '.join(map(str, days[:4]))}"
        raise held(layout, "day", question, "Export again broken down by day")
    if len(days) == 1 and period is None:
        question = f"does {days[0]} stand for a day or for a longer time? The file does not say"
        raise held(layout, "period", question, "Export again with the lines above the table")
    return len(days) == 1 and period is not None and days[0] == period[0] < period[1]


def day_years(
    layout: Layout, found: Survey, context: FileContext, period: Period | None, evidence: dict[str, str]
) -> dict[int, dict[str, date]]:
    """Per day column whose cells do not say their year, or only number the days: the day each text means.

    Raises FileRefused, held, when that is open.
    """
    result = {}
    for source in layout.by_target.get("day", [])[:1]:  # of days exported twice the first are read
        texts = list(found.days.get(source.index, {}))
        if source.field.counted:
            result[source.index] = _numbered(layout, source, texts, period)
            add_evidence(evidence, source, f"days counted from {period[0] if period else ''}")
        elif any(month_and_day(text) for text in texts):
            result[source.index] = _of_years(layout, source, texts, found, context, evidence)
    return result


def _numbered(layout: Layout, source: Source, texts: list[str], period: Period | None) -> dict[str, date]:
    """The days of numbers such as "0016", counted from the first day of the stated period."""
    if period is None:
        question = f"column '{source.heading}' numbers days, but nothing above the table says which is the first"
        raise held(layout, "period", question, "Export again with the lines above the table")
    length = (period[1] - period[0]).days
    numbers = {text: int(text) for text in texts if text.isdigit() and len(text) < 6}
    return {text: period[0] + timedelta(days=number) for text, number in numbers.items() if number <= length}


def _of_years(
    layout: Layout, source: Source, texts: list[str], found: Survey, context: FileContext, evidence: dict[str, str]
) -> dict[str, date]:
    """The days of texts without a year: the latest reading that the download or the newest subject leaves alone.

    A download ends a day or two before it is dropped in. It holds nothing newer than itself, so that between the newest
    subject and the arrival there may be room for one reading only; where there is room for several, its name tells.
    """
    named = _day_in_name(context)
    downloaded = named or context.arrived_at.date()
    basis = f"{downloaded}, the day {'in its name' if named else 'it arrived'}"
    ways = [] if found.dating.comes_again else list(readings(texts, downloaded + timedelta(days=1)))
    newest = found.dating.newest
    if newest:
        ways = [days for days in ways if max(days.values()) >= newest - timedelta(days=1)]
    is_fresh = bool(ways) and (downloaded - max(ways[0].values())).days <= FRESH
    if newest and len(ways) == 1:
        said = f"the only ones between {newest}, of which the newest row is, and {basis}"
    elif is_fresh and (named or not newest):
        said = f"counted back from {basis}"
    else:
        raise held(
            layout, "year", _which_year(source, texts, found, basis), "Put the day of the download into its name"
        )
    first, last = min(ways[0].values()), max(ways[0].values())
    add_evidence(evidence, source, f"days {first} to {last}: {said}")
    return ways[0]


def _which_year(source: Source, texts: list[str], found: Survey, basis: str) -> str:
    """The question about a column whose years stay open, with the reason."""
    why = f"counted back from {basis}, they may be of more than one year"
    if found.dating.comes_again:
        why = "the same day stands in several rows, as in a file of more than a year"
    elif not any(readings(texts, date(2400, 12, 31))):
        why = "they neither only rise nor only fall"
    return f"column '{source.heading}': which year is '{texts[-1]}' of? The days have no year, and {why}"


def _day_in_name(context: FileContext) -> date | None:
    """The last day a file name states, up to its arrival: its period's end or the day of the download."""
    name = context.name.replace("_", " ")
    seconds = [datetime.fromtimestamp(int(found), tz=UTC).date() for found in _EPOCH.findall(context.name)]
    moment = file_name_moment(context.name)
    days = [day for day, _ in days_in(name)] + seconds + ([moment.date()] if moment else [])
    return max((day for day in days if day <= context.arrived_at.date() + timedelta(days=1)), default=None)
