"""Rows to be judged as Arrow columns, with those that are derived from several of them.

Belongs here: columns, as numbers and as what is missing, each made only when it is asked for. Not here: the rules.
Derived columns mean the same as in `view.py`, which makes them in another way for Great Expectations.
"""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from smm_assets.schema import RawTable
from smm_assets.validation.rules import (
    CLICKABLE,
    LATE_CLICKS,
    MISSING_KEY,
    MONEY_WITHOUT_CURRENCY,
    ORDER_REVENUE,
    SPEND_WITHOUT_DELIVERY,
)

_SECONDS = {"day": 86_400, "moment": 1}


class Columns:
    """Canonical rows of a table, numbered from 0. Text may be dictionary-encoded."""

    def __init__(self, frame: pd.DataFrame | pa.Table, table: RawTable) -> None:
        self.arrow = frame if isinstance(frame, pa.Table) else _arrow(frame)
        self.table = table
        self.names = [str(name) for name in self.arrow.column_names]
        self._kinds = {column.name: column.kind for column in table.columns}
        self._made: dict[str, np.ndarray] = {}

    def __len__(self) -> int:
        return int(self.arrow.num_rows)

    def __getitem__(self, name: str) -> pa.ChunkedArray:
        return self.arrow.column(name)

    def holds(self, name: str) -> bool:
        """Whether any row has a value of that column."""
        return self[name].null_count < len(self)

    def present(self, name: str) -> np.ndarray:
        """Mask of rows with a value of a column, or which a derived column marks."""
        if name in _MARKED:
            return _MARKED[name](self)
        return ~self.absent(name)

    def absent(self, name: str) -> np.ndarray:
        column = self[name]
        return column.is_null().to_numpy() if column.null_count else np.zeros(len(self), dtype=bool)

    def extremes(self, name: str) -> np.ndarray:
        """Positions of a row with the smallest and of one with the largest value; none where there is no value."""
        ends = pc.min_max(self[name])
        found = [pc.index(self[name], ends[end]).as_py() for end in ("min", "max") if ends[end].is_valid]
        return np.array(found, dtype=np.int64)

    def numbers(self, name: str) -> np.ndarray:
        """Values as doubles, days and seconds since 1970 for days and moments; NaN where there is none."""
        if name not in self._made:
            self._made[name] = _DERIVED[name](self) if name in _DERIVED else self._doubles(name, self[name])
        return self._made[name]

    def numbers_at(self, name: str, positions: np.ndarray) -> np.ndarray:
        """The same of some rows of a column that is not derived."""
        return self._doubles(name, self[name].take(pa.array(positions, pa.int64())))

    def first_missing(self, positions: np.ndarray) -> list[str]:
        """Name of the first column of each of the rows that may not be empty but is."""
        named = np.full(len(positions), "", dtype=object)
        for name in reversed(self._keys()):
            named[self.absent(name)[positions]] = name
        return [str(name) for name in named]

    def _doubles(self, name: str, column: pa.ChunkedArray) -> np.ndarray:
        seconds = _SECONDS.get(self._kinds[name])
        if seconds is None:
            return column.cast(pa.float64(), safe=False).to_numpy()
        if pa.types.is_date32(column.type) and self._kinds[name] == "day":
            return column.cast(pa.int32()).cast(pa.float64()).to_numpy()
        unit, scale = ("s", seconds) if self._kinds[name] == "day" else ("us", 1_000_000)
        whole = column.cast(pa.timestamp(unit), safe=False).cast(pa.int64())
        return whole.cast(pa.float64(), safe=False).to_numpy() / scale

    def _keys(self) -> list[str]:
        named = set(self.names)
        return [one.name for one in self.table.columns if not one.nullable and one.name in named]

    def incomplete(self) -> np.ndarray:
        found = np.zeros(len(self), dtype=bool)
        for name in self._keys():
            if self[name].null_count:
                found |= self.absent(name)
        return found

    def bare_money(self) -> np.ndarray:
        """Rows with an amount that is added up but without a currency."""
        found = np.zeros(len(self), dtype=bool)
        if not self["currency"].null_count:
            return found
        for column in self.table.columns:
            if column.kind == "money" and column.role != "dimension" and column.name in self.names:
                found |= ~self.absent(column.name)
        return found & self.absent("currency")

    def spent_on_nothing(self) -> np.ndarray:
        """Rows with spend that report zero impressions."""
        return (self.numbers("impressions") == 0) & (self.numbers("spend_original") > 0)

    def clickable(self) -> np.ndarray:
        """Impressions; NaN where there are none but a click or two, which belong to the day before."""
        impressions, clicks = self.numbers("impressions"), self.numbers("clicks")
        if "link_clicks" in self.names:
            clicks = np.fmax(clicks, self.numbers("link_clicks"))
        return np.where((impressions == 0) & (clicks <= LATE_CLICKS), np.nan, impressions)

    def order_revenue(self) -> np.ndarray:
        """Revenue of single orders; NaN for what whole days brought and for negative amounts."""
        revenue = self.numbers("revenue_original")
        return np.where(~self.absent("order_id") & (revenue >= 0), revenue, np.nan)


def _arrow(frame: pd.DataFrame) -> pa.Table:
    return pa.table({str(name): pa.array(frame[name], from_pandas=True) for name in frame.columns})


_MARKED: Mapping[str, Callable[[Columns], np.ndarray]] = {
    MISSING_KEY: Columns.incomplete,
    MONEY_WITHOUT_CURRENCY: Columns.bare_money,
    SPEND_WITHOUT_DELIVERY: Columns.spent_on_nothing,
}
_DERIVED: Mapping[str, Callable[[Columns], np.ndarray]] = {
    CLICKABLE: Columns.clickable,
    ORDER_REVENUE: Columns.order_revenue,
}
