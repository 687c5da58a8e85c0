"""Second pass: the records of one chunk become canonical columns; rows that cannot are rejected with the reason.

Belongs here: applying the decisions of a part to its cells. Not here: the decisions (`decide`), keys (`keys`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import reduce

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from smm_assets.ingest.recognition.headers import Source
from smm_assets.ingest.rows.arrays import TEXT, constant, map_distinct, mask, nulls
from smm_assets.ingest.rows.cells import (
    UNKNOWN_CURRENCY,
    canonical_text,
    damaged_ids,
    flag_values,
    numbers_of,
    present,
)
from smm_assets.ingest.rows.decide import Decisions
from smm_assets.ingest.rows.keys import bare_account
from smm_assets.ingest.rows.layout import Layout
from smm_assets.ingest.rows.numbers import EXACT, exact, whole
from smm_assets.ingest.rows.records import Chunk
from smm_assets.ingest.rows.timing import periods
from smm_assets.ingest.text.dates import hour_of
from smm_assets.ingest.text.moments import read_moment, says_offset
from smm_assets.ingest.text.plain import plain
from smm_assets.ingest.text.yearless import month_and_day, nearest

ARROW = {
    "text": TEXT,
    "day": pa.date32(),
    "moment": pa.timestamp("us"),
    "money": EXACT,
    "decimal": EXACT,
    "share": EXACT,
    "count": pa.int64(),
    "flag": pa.bool_(),
}
_DATED = ("day", "moment")
_UNTOLD = pa.scalar(None, pa.bool_())
REJECTED = ("row_number", "rule", "column", "value", "reason", "severity")


@dataclass
class Rejections:
    """Faults of one chunk's rows. bad: mask of rows with at least one."""

    chunk: Chunk
    bad: np.ndarray
    found: list[pd.DataFrame] = field(default_factory=list)

    def add(self, rows: np.ndarray, rule: str, column: str, values: pa.Array | None, reason: str) -> None:
        """Note a fault of the masked rows."""
        if not rows.any():
            return
        self.bad |= rows
        positions = np.flatnonzero(rows)
        texts = values.take(pa.array(positions)).to_pylist() if values is not None else [""] * len(positions)
        self.found.append(
            pd.DataFrame(
                {
                    "row_number": self.chunk.lines[positions],
                    "rule": rule,
                    "column": column,
                    "value": [(text or "")[:200] for text in texts],
                    "reason": reason,
                    "severity": "error",
                }
            )
        )

    def cell(self, rows: np.ndarray, rule: str, source: Source, reason: str) -> None:
        """Note a fault of one column's cells in the masked rows."""
        if rows.any():
            self.add(rows, rule, source.heading, self.chunk.column(source.index), reason)

    def frame(self, skipped: np.ndarray) -> pd.DataFrame:
        """All faults but those of skipped rows, in line order."""
        if not self.found:
            return pd.DataFrame(
                {name: pd.Series(dtype="int64" if name == "row_number" else "str") for name in REJECTED}
            )
        together = pd.concat(self.found, ignore_index=True)
        kept = together[~together["row_number"].isin(self.chunk.lines[skipped])]
        return kept.sort_values("row_number", kind="stable", ignore_index=True)


def _number(chunk: Chunk, layout: Layout, source: Source, decisions: Decisions, faults: Rejections) -> pa.Array:
    cells = numbers_of(chunk, layout.report, source)
    scale = source.field.scale or decisions.scales.get(source.index, "")
    values, bad = exact(cells.texts, decisions.decimals[source.index], scale, plain=cells.plain)
    faults.cell(cells.spread(bad), "not_a_number", source, "this is no number, or too large a one")
    if layout.kinds[source.to] != "count":
        return cells.placed(values)
    counted, fractional = whole(values)
    faults.cell(cells.spread(fractional), "not_a_whole_number", source, "a count cannot have a fraction")
    return cells.placed(counted)


def _numbers(chunk: Chunk, layout: Layout, decisions: Decisions, faults: Rejections) -> dict[str, pa.Array]:
    columns: dict[str, pa.Array] = {}
    parts: dict[str, dict[str, pa.Array]] = {}
    for source in layout.numeric:
        values = _number(chunk, layout, source, decisions, faults)
        adds = source.field.adds
        into, name = (parts.setdefault(source.to, {}), source.field.names[0]) if adds else (columns, source.to)
        into[name] = pc.coalesce(into[name], values) if name in into else values
    for target, adding in parts.items():
        total = reduce(_added, adding.values())
        columns[target] = pc.coalesce(columns[target], total) if target in columns else total
    return columns


def _added(one: pa.Array, other: pa.Array) -> pa.Array:
    """The sum of two columns; where one has no value, the other."""
    return pc.coalesce(pc.cast(pc.add(one, other), one.type), one, other)


def _texts(chunk: Chunk, layout: Layout, faults: Rejections) -> dict[str, pa.Array]:
    columns: dict[str, pa.Array] = {}
    for target in {source.to for source in layout.texts}:
        cells = canonical_text(chunk, layout, target)
        source = layout.by_target[target][0]
        if target.endswith("_id"):
            faults.cell(damaged_ids(cells), "damaged_id", source, "a spreadsheet program rounded this id")
        values = cells.dense()
        if target == "currency":
            unknown = cells.mask(lambda texts: pc.starts_with(texts, UNKNOWN_CURRENCY))
            faults.cell(unknown, "unknown_currency", source, "this is no currency known here")
            values = pc.if_else(pa.array(unknown), pa.scalar(None, TEXT), values)
        columns[target] = values
    return columns


def _moment(order: str, part: int) -> Callable[[str], object]:
    return lambda text: read_moment(text, order)[part]


def _moments(chunk: Chunk, layout: Layout, decisions: Decisions, faults: Rejections) -> dict[str, pa.Array]:
    """Moments, and their days as written: a day without a time of day has no moment, one without a year is no day.

    Where the cell says less than the id of what was published, the id's own moment is it.
    """
    columns: dict[str, pa.Array] = {}
    for source in layout.moments:
        texts, order = present(chunk, layout.report, source).dense(), decisions.orders.get(source.index, "ymd")
        days, moments = (map_distinct(texts, _moment(order, part), ARROW[kind]) for part, kind in enumerate(_DATED))
        yearless = map_distinct(texts, lambda text: month_and_day(text) is not None, pa.bool_())
        bad = mask(pc.is_valid(texts)) & mask(pc.is_null(days)) & ~mask(yearless)
        faults.cell(bad, "impossible_date", source, "this is no day of the calendar")
        stated = pc.if_else(pc.is_valid(moments), map_distinct(texts, says_offset, pa.bool_()), _UNTOLD)
        name = source.to.removesuffix("_at")
        for target, values in ((source.to, moments), (f"{name}_in_utc", stated), (f"{name}_on", days)):
            columns[target] = pc.coalesce(columns[target], values) if target in columns else values
    for source, made_at in layout.born:
        made = present(chunk, layout.report, source).each(made_at, ARROW["moment"]).dense()
        written = [present(chunk, layout.report, moment).dense() for moment in layout.moments]
        columns |= _published(columns, made, written)
    return {name: values for name, values in columns.items() if name in layout.kinds}


def _published(columns: dict[str, pa.Array], made: pa.Array, written: list[pa.Array]) -> dict[str, pa.Array]:
    """Moment and day of publication, where no cell says them in full, by the id that was made for it.

    A day written without a year stays the day; what was published much later than made (scheduled) has no moment.
    """
    made_on = pc.cast(made, ARROW["day"])
    days = nulls(len(made), ARROW["day"])
    for texts in written:
        joined = pc.binary_join_element_wise(texts, pc.cast(made_on, TEXT), "\x1f")
        days = pc.coalesce(days, map_distinct(joined, lambda pair: nearest(*pair.split("\x1f")), ARROW["day"]))
    apart = pc.abs(pc.subtract(pc.cast(pc.coalesce(days, made_on), pa.int32()), pc.cast(made_on, pa.int32())))
    at = pc.if_else(pc.less_equal(apart, 1), made, pa.scalar(None, made.type))
    in_utc = pc.if_else(pc.is_valid(at), pa.scalar(True), _UNTOLD)
    known = {"published_at": at, "published_in_utc": in_utc, "published_on": pc.coalesce(days, made_on)}
    return {name: pc.coalesce(columns[name], values) if name in columns else values for name, values in known.items()}


def _accounts(columns: dict[str, pa.Array], layout: Layout, decisions: Decisions, count: int) -> None:
    network = layout.report.network
    name = columns.get("account_name", nulls(count))
    if decisions.accounts == "named":
        told = map_distinct(pc.fill_null(name, "default"), plain)
        columns["account_id"] = pc.binary_join_element_wise(network, told, ":")
    elif decisions.accounts == "stated":
        columns["account_id"] = pc.fill_null(map_distinct(columns["account_id"], bare_account), decisions.account_id)
    else:
        columns["account_id"] = constant(decisions.account_id, count)
    if decisions.account_name:
        name = pc.fill_null(name, decisions.account_name)
    columns["account_name"] = name


def _currency(columns: dict[str, pa.Array], layout: Layout, decisions: Decisions, faults: Rejections) -> None:
    if "currency" not in layout.kinds:
        return
    count = len(faults.chunk)
    stated = columns.get("currency", nulls(count))
    filled = pc.fill_null(stated, decisions.currency) if decisions.currency else stated
    if layout.money and layout.report.needs_currency:
        missing = mask(pc.is_null(filled)) & ~faults.bad
        faults.add(missing, "unknown_currency", "currency", None, "the row does not say its currency")
    columns["currency"] = filled


def canonical(
    chunk: Chunk, layout: Layout, decisions: Decisions, context_publisher: str | None
) -> tuple[dict[str, pa.Array], Rejections]:
    """Typed canonical columns of one chunk, keys excepted, and the faults found on the way."""
    count = len(chunk)
    faults = Rejections(chunk, np.zeros(count, dtype=bool))
    faults.add(chunk.long, "wrong_cell_count", "", None, "the row has more cells than the header")
    if not decisions.trims:
        faults.add(chunk.short, "wrong_cell_count", "", None, "the row has fewer cells than the header")
    columns = {**_numbers(chunk, layout, decisions, faults), **_texts(chunk, layout, faults)}
    columns |= {source.to: flag_values(chunk, layout.report, source) for source in layout.flags}
    columns |= _moments(chunk, layout, decisions, faults)
    start, end, grain = periods(chunk, layout, decisions, faults.cell)
    columns |= {"period_start": start, "period_end": end, "grain": grain}
    if "day_hour" in layout.by_target:
        columns["hour"] = chunk.trimmed(layout.by_target["day_hour"][0].index).each(hour_of).dense()
    _accounts(columns, layout, decisions, count)
    _currency(columns, layout, decisions, faults)
    told = "publisher" in columns or "publisher" in layout.settled
    if "publisher" in layout.kinds and not told and context_publisher:
        columns["publisher"] = constant(context_publisher, count)
    for name, value in layout.settled.items():
        if name in layout.kinds and name not in columns:
            columns[name] = constant(value, count, ARROW[layout.kinds[name]])
    for column in layout.table.columns:
        if column.name not in columns:
            columns[column.name] = nulls(count, ARROW[column.kind])
    return columns, faults
