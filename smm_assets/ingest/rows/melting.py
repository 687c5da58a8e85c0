"""Records that hold several facts become one row each: a day with reach and likes is two rows.

Belongs here: that, and what a fact's metric is (unit, whether it may be added up). Not here: reading cells (`convert`)
or keys (`identity`). Every row keeps the line of its record; a record is loaded or held back whole.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from smm_assets.ingest.rows.arrays import TEXT, constant, map_distinct, mask
from smm_assets.ingest.rows.convert import Rejections
from smm_assets.ingest.rows.layout import Layout
from smm_assets.schema.metrics import METRICS

Columns = dict[str, pa.Array]


def melted(columns: Columns, faults: Rejections, layout: Layout) -> tuple[Columns, Rejections]:
    """One row per record and fact, in that order; unchanged where records are single facts."""
    targets = list(dict.fromkeys(source.to for source in layout.facts))
    if not targets:
        return columns, faults
    count, each = len(faults.chunk), len(targets)
    records = np.repeat(np.arange(count), each)
    long = {name: values.take(pa.array(records)) for name, values in columns.items() if name not in targets}
    by_target = {source.to: source.field for source in layout.facts}
    for measure in {field.to for field in by_target.values()}:
        own = [_own(columns, target, by_target[target].to == measure, measure) for target in targets]
        long[measure] = _interleaved(own, count)
    for name in {name for field in by_target.values() for name in field.fact}:
        written = [by_target[target].fact.get(name) for target in targets]
        long[name] = pa.array(written * count, type=TEXT)
    currencies = [_currency(layout, target) for target in targets]
    if any(currencies) and "unit" in layout.kinds:
        long["unit"] = pa.array(currencies * count, type=TEXT)
    chunk = faults.chunk.taken(records)
    return long, Rejections(chunk, faults.bad[records], list(faults.found))


def _own(columns: Columns, target: str, same: bool, measure: str) -> pa.Array:
    return columns[target] if same else pa.nulls(len(columns[target]), type=columns[measure].type)


def _interleaved(columns: list[pa.Array], count: int) -> pa.Array:
    """First row of each column, second row of each …"""
    together = pa.concat_arrays(columns)
    order = np.arange(len(columns) * count).reshape(len(columns), count).T.ravel()
    return together.take(pa.array(order))


def _currency(layout: Layout, target: str) -> str | None:
    return next((source.currency for source in layout.by_target[target] if source.currency), None)


def whole_records(faults: Rejections) -> None:
    """A fault of one fact holds back every fact of its record."""
    if faults.bad.any():
        lines = faults.chunk.lines
        faults.bad |= np.isin(lines, lines[faults.bad])


def described(columns: Columns, currency: str) -> Columns:
    """Unit and additivity of account metrics by their names, where nothing said them."""
    if "metric" not in columns or "is_additive" not in columns:
        return columns
    known = columns["metric"]
    units = map_distinct(known, lambda name: METRICS[name].unit if name in METRICS else "count")
    money = mask(pc.equal(units, "currency"))
    units = pc.if_else(pa.array(money), constant(currency or None, len(known)), units)
    additive = map_distinct(known, lambda name: METRICS[name].is_additive if name in METRICS else False, pa.bool_())
    return {
        **columns,
        "unit": pc.coalesce(columns["unit"], units),
        "is_additive": pc.coalesce(columns["is_additive"], additive),
    }
