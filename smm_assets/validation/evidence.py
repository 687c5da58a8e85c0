"""The rows of a batch that decide: those from which alone one sees whether any row of the batch breaks a rule.

Belongs here: choosing them. Not here: judging rows (`predicates.py`), asking Great Expectations about them
(`confirm.py`).

Each rule has its witnesses: the rows with the smallest and the largest value, the one where two columns are furthest
the wrong way round, one of each value, one without a value, two with one key. Beside them stand the first rows that
break a rule and rows drawn by lot, so that both judges meet much that is usual and whatever is odd.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from smm_assets.schema import RawTable
from smm_assets.validation.columns import Columns
from smm_assets.validation.finding import Finding
from smm_assets.validation.rules import Rule

BROKEN_SHOWN = 100
DRAWN = 200
_SEED = 20_260_101


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """rows: canonical rows, exact as they were read. rules: that were asked. broken: which of them any row broke."""

    table: RawTable
    suite: str
    rows: pa.Table
    rules: tuple[Rule, ...]
    broken: tuple[bool, ...]


def evidence(rows: Columns, findings: Sequence[Finding], suite: str) -> Evidence:
    """The rows of a batch that decide how the rules fared."""
    chosen = [_drawn(len(rows)), *(found.witnesses for found in findings), *map(_broken, findings)]
    positions = np.unique(np.concatenate(chosen)).astype(np.int64)
    return Evidence(
        table=rows.table,
        suite=suite,
        rows=_plain(rows.arrow.take(pa.array(positions))),
        rules=tuple(found.rule for found in findings),
        broken=tuple(not found.success for found in findings),
    )


def _broken(found: Finding) -> np.ndarray:
    return found.rows[:BROKEN_SHOWN]


def _drawn(count: int) -> np.ndarray:
    if count <= DRAWN:
        return np.arange(count)
    return np.random.default_rng(_SEED).choice(count, DRAWN, replace=False)


def _plain(rows: pa.Table) -> pa.Table:
    """Text as text, so that the evidence of several batches can be put together."""
    fields = [
        pa.field(field.name, pa.string()) if pa.types.is_dictionary(field.type) else field for field in rows.schema
    ]
    return rows.cast(pa.schema(fields))
