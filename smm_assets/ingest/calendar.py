"""When a table speaks of: order of day and month, years nobody wrote, the period of rows without days.

Belongs here: those decisions and the evidence they leave. Not here: reading single days (`dates`, `yearless`).
"""

from collections.abc import Iterable
from datetime import date

from smm_assets.ingest.asking import held
from smm_assets.ingest.contract import FileContext
from smm_assets.ingest.dates import day_order, order_within
from smm_assets.ingest.examine import Part
from smm_assets.ingest.headers import Source
from smm_assets.ingest.layout import Layout
from smm_assets.ingest.marks import add_evidence
from smm_assets.ingest.months import days_in
from smm_assets.ingest.periods import Period, file_name_moment, file_name_period
from smm_assets.ingest.survey import Survey
from smm_assets.ingest.yearless import FRESH, month_and_day, years


def day_orders(
    part: Part, layout: Layout, found: Survey, period: Period | None, evidence: dict[str, str]
) -> dict[int, str]:
    dated = (*layout.periods, *layout.moments)
    texts = {source.index: range_ends(source, found.days.get(source.index, {})) for source in dated}
    orders = {index: day_order(values) for index, values in texts.items()}
    settled = {order for order in orders.values() if order in ("dmy", "mdy")}
    for source in dated:
        if orders[source.index] == "?":
            bounds = part.preamble.period or period
            guess = order_within(texts[source.index], *bounds) if bounds else "?"
            guess = next(iter(settled)) if guess == "?" and len(settled) == 1 else guess
            guess = source.field.order or "?" if guess == "?" else guess
            if guess == "?":
                example = min(texts[source.index])
                question = (
                    f"column '{source.heading}': is '{example}' day/month or month/day? Nothing in the file tells"
                )
                cure = "Export a range that goes beyond the 12th of a month, or with dates written 2026-01-31"
                raise held(layout, "day_order", question, cure)
            orders[source.index] = guess
        add_evidence(evidence, source, f"days {orders[source.index]}")
    return orders


def range_ends(source: Source, texts: Iterable[str]) -> list[str]:
    """Days of a column: its texts, or both ends where its cells are ranges."""
    if source.to != "date_range":
        return list(texts)
    return [end.strip() for text in texts for end in text.split(" - ")]


def stated_period(part: Part, layout: Layout, context: FileContext) -> Period | None:
    targets = set(layout.by_target)
    if targets & {"day", "day_hour", "date_range"} or {"period_start", "period_end"} <= targets:
        return part.preamble.period or file_name_period(layout.report, context.name)
    period = part.preamble.period or file_name_period(layout.report, context.name)
    if period is None and not layout.report.needs_period:
        day = context.arrived_at.date()
        return day, day
    if period is None:
        said = "; ".join(part.preamble.lines)
        above = f" (above the header it says: {said})" if said else ""
        question = (
            f"which days does the file cover? Neither its rows, nor the lines above them, nor its name say{above}"
        )
        raise held(layout, "period", question, "Export again with a date range and broken down by day")
    return period


def day_years(
    layout: Layout, found: Survey, context: FileContext, evidence: dict[str, str]
) -> dict[int, dict[str, date]]:
    """Per day column written without years: the day each text means. Raises FileRefused, held, when that is open."""
    result = {}
    for source in layout.by_target.get("day", []):
        texts = list(found.days.get(source.index, {}))
        if not any(month_and_day(text) for text in texts):
            continue
        named = _day_in_name(context.name)
        downloaded = named or context.arrived_at.date()
        days = years(texts, downloaded)
        newest = max(days.values())
        if not named and (downloaded - newest).days > FRESH:
            text = next(text for text, day in days.items() if day == newest)
            raise held(
                layout,
                "year",
                f"which year is '{text}'? The days have no year and the file arrived {(downloaded - newest).days} days "
                "after the last one could be, so it may be from any year",
                "Put the day of the download into the file name, such as Overview 2026-02-28.csv",
            )
        result[source.index] = days
        basis = "in its name" if named else "it arrived"
        said = f"years {min(days.values()).year} to {newest.year}, counted back from {downloaded}, the day {basis}"
        add_evidence(evidence, source, said)
    return result


def _day_in_name(name: str) -> date | None:
    """The last day a file name states: its period's end or the day of the download."""
    days = [day for day, _ in days_in(name.replace("_", " "))]
    moment = file_name_moment(name)
    return max(days) if days else (moment.date() if moment else None)
