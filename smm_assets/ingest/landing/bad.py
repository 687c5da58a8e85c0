"""Bad records of one part, counted: how many, why most often, and whether so many that none should be loaded.

Belongs here: that one judgement, alike for landing and for a look beforehand. Not here: finding faults (`convert`, the
validation) and storing them (`storing`).
"""

from dataclasses import dataclass, field

import pandas as pd

WORST_SHARE = 0.5


@dataclass(kw_only=True)
class BadRecords:
    """records: read so far, totals not counted. held_back: those with a fault."""

    records: int = 0
    held_back: int = 0
    faults: list[pd.DataFrame] = field(default_factory=list)

    def add(self, records: int, rejected: pd.DataFrame) -> None:
        """Count a batch. rejected: row_number, rule, column, reason of its faults."""
        self.records += records
        self.held_back += int(rejected["row_number"].nunique())
        self.faults.append(rejected.drop_duplicates(["row_number", "rule"])[["column", "reason"]])

    @property
    def too_many(self) -> bool:
        return self.held_back > WORST_SHARE * self.records

    def words(self) -> str:
        """Why none of the part is loaded; there must be a fault."""
        column, reason = pd.concat(self.faults).value_counts().index[0]
        most = f"{reason}, column {column}" if column else str(reason)
        return f"{self.held_back} of {self.records} rows are bad (most often: {most}), so none was loaded"


def nothing_inside(records: int) -> str:
    """Why a part without rows is empty. records: those it has, all of them totals."""
    return "the export holds no rows beside totals" if records else "the export holds no rows"
