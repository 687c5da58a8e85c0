"""When a row happened: its period from day columns, else from the table's own period.

Belongs here: period_start, period_end and grain of rows. Not here: the order of day and month (`dates`).
"""

from collections.abc import Callable
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from smm_assets.ingest.recognition.headers import Source
from smm_assets.ingest.rows.arrays import constant, mask
from smm_assets.ingest.rows.decide import Decisions
from smm_assets.ingest.rows.layout import Layout
from smm_assets.ingest.rows.records import Chunk
from smm_assets.ingest.text.dates import Period, day_number, day_reader, read_day, read_hour, split_range
from smm_assets.ingest.text.spans import span_of, within

DAY = pa.date32()
Faults = Callable[[np.ndarray, str, Source, str], None]


def _column(
    chunk: Chunk, source: Source, order: str, faults: Faults, read: Callable[[str], date | None] | None = None
) -> pa.Array:
    texts = chunk.trimmed(source.index)
    own = read or day_reader(source.field, order)
    days = texts.each(lambda text: day_number(own(text)), pa.int32()).map(lambda found: found.cast(DAY))
    bad = days.mask(pc.is_null)
    if bad.any():
        blank = texts.mask(pc.is_null)
        faults(bad & ~blank, "impossible_date", source, "this is no day of the calendar")
        faults(bad & blank, "missing_date", source, "the row says no day")
    return days.dense()


def _end(order: str, position: int) -> Callable[[str], date | None]:
    def read(text: str) -> date | None:
        ends = split_range(text)
        return read_day(ends[position], order) if ends else None

    return read


def periods(chunk: Chunk, layout: Layout, decisions: Decisions, faults: Faults) -> tuple[pa.Array, pa.Array, pa.Array]:
    """period_start, period_end and grain of every row. Days win over ranges, ranges over reporting start and end."""
    found = layout.by_target
    orders = decisions.orders
    if decisions.whole:
        return _stated(len(chunk), decisions)
    if "day" in found:
        source = found["day"][0]
        years = decisions.years.get(source.index)
        start = end = _column(chunk, source, orders[source.index], faults, years.get if years else None)
    elif "day_hour" in found:
        source = found["day_hour"][0]
        start = end = _column(chunk, source, "ymd", faults, read_hour)
    elif spanned(layout):
        source = found["date_range"][0]
        start, end = _spans(chunk, layout, decisions, faults)
    elif "date_range" in found:
        source = found["date_range"][0]
        order = orders[source.index]
        start = _column(chunk, source, order, faults, _end(order, 0))
        end = _column(chunk, source, order, lambda *fault: None, _end(order, 1))
    elif "period_start" in found and "period_end" in found:
        first, last = found["period_start"][0], found["period_end"][0]
        start = _column(chunk, first, orders[first.index], faults)
        end = _column(chunk, last, orders[last.index], faults)
        source = last
    else:
        return _stated(len(chunk), decisions)
    faults(mask(pc.greater(start, end)), "impossible_period", source, "the period ends before it begins")
    return start, end, pc.if_else(pc.equal(start, end), "day", "period")


def spanned(layout: Layout) -> bool:
    """Whether rows are of weeks, months or quarters."""
    return any(source.field.span for source in layout.by_target.get("date_range", []))


def _spans(chunk: Chunk, layout: Layout, decisions: Decisions, faults: Faults) -> tuple[pa.Array, pa.Array]:
    """First and last day of every row's week, month or quarter; of several columns, the days they have in common."""
    ends: list[pa.Array] = []
    for source in layout.by_target["date_range"]:
        order = decisions.orders[source.index]
        first = _column(chunk, source, order, faults, _edge(source, order, decisions.period, 0))
        last = _column(chunk, source, order, lambda *fault: None, _edge(source, order, decisions.period, 1))
        ends = [pc.max_element_wise(ends[0], first), pc.min_element_wise(ends[1], last)] if ends else [first, last]
    return ends[0], ends[1]


def _edge(source: Source, order: str, period: Period | None, position: int) -> Callable[[str], date | None]:
    def read(text: str) -> date | None:
        found = span_of(text, source.field.span, order)
        return within(found, period)[position] if found else None

    return read


def _stated(count: int, decisions: Decisions) -> tuple[pa.Array, pa.Array, pa.Array]:
    first, last = decisions.period or (None, None)
    grain = "day" if first == last else "period"
    return constant(first, count, DAY), constant(last, count, DAY), constant(grain, count)
