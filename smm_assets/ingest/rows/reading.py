"""What reading a part yields: batches of canonical rows, rejected rows, and a summary for the ledger.

Belongs here: the shapes handed to landing. Not here: how they are made (`apply`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa

from smm_assets.errors import Problem
from smm_assets.ingest.rows.arrays import series


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Some records of a part.

    rows: accepted rows with the canonical columns in schema order and its exact types, without file_id and loaded_at.
    A record that holds several facts has a row for each. rejected: row_number, rule, column, value, reason, severity;
    one row a fault. rows_read: all records; rows_skipped_total: totals among them.
    """

    rows: pa.Table
    rejected: pd.DataFrame
    rows_read: int
    rows_skipped_total: int

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The accepted rows as pandas: text, and what holds nothing at all, is `str`, all else Arrow-backed."""
        return pd.DataFrame({name: series(self.rows[name].combine_chunks()) for name in self.rows.column_names})

    @property
    def rows_accepted(self) -> int:
        """Records with at least one accepted row."""
        lines = self.rows["row_number"].to_numpy()
        steps = np.diff(lines)
        if (steps < 0).any():
            return len(np.unique(lines))
        return int((steps > 0).sum()) + min(len(lines), 1)

    @property
    def rows_rejected(self) -> int:
        """Records with at least one fault."""
        return int(self.rejected["row_number"].nunique())


@dataclass(frozen=True, kw_only=True)
class Control:
    """One measure of the file's own totals row beside the sum of its accepted rows.

    line: number of the totals row. tolerance: how far the two may be apart, from the decimals shown. rejected: records
    that were left out of the sum.
    """

    metric: str
    line: int
    total: Decimal
    stated: Decimal
    tolerance: Decimal
    rejected: int = 0

    @property
    def holds(self) -> bool:
        return abs(self.total - self.stated) <= self.tolerance

    @property
    def seen(self) -> str:
        left_out = f" ({self.rejected} rows were rejected)" if self.rejected else ""
        return f"the rows add up to {self.total:f}{left_out}"

    @property
    def expected(self) -> str:
        return f"{self.stated:f} as the file's own totals row says"


@dataclass(kw_only=True)
class Summary:
    """What the ledger keeps about a part; final when all batches were consumed.

    period_start, period_end: days the rows report on and, where lines above the header state a period, that period.
    currency: the one code of the rows, several joined by "+". sums: additive measures of the accepted rows by column,
    or by metric where the table holds metrics; none for a measure no row reports. control: the same from the totals
    row. control_difference = sum - control_total. controls: the comparison of every measure in both. totals_rows: line
    numbers of totals. evidence: what numbers and days of each column were read as, by heading.
    excerpt: the line of the file that says that rows were left out; "" where none does.
    """

    network: str
    report: str
    report_name: str
    level: str
    grain: str = ""
    account_id: str = ""
    account_name: str | None = None
    period_start: date | None = None
    period_end: date | None = None
    currency: str = ""
    encoding: str = ""
    locale: str = ""
    exported_at: datetime | None = None
    exported_at_basis: str = ""
    shape: str = ""
    shape_rank: int = 0
    rows_read: int = 0
    rows_accepted: int = 0
    rows_rejected: int = 0
    rows_skipped_total: int = 0
    sums: dict[str, Decimal] = field(default_factory=dict)
    control: dict[str, Decimal] = field(default_factory=dict)
    controls: list[Control] = field(default_factory=list)
    control_metric: str = ""
    control_total: Decimal | None = None
    control_difference: Decimal | None = None
    totals_rows: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    evidence: Mapping[str, str] = field(default_factory=dict)
    excerpt: str = ""
