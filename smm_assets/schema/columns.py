"""What a raw table is made of: columns with kind, role and meaning, and those that every raw table has.

Belongs here: the types, provenance and origin. Not here: the tables (`paid`, `organic`, `own`).
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "day", "moment", "money", "decimal", "share", "count", "flag"]
Role = Literal["provenance", "key", "dimension", "measure", "non_additive"]


@dataclass(frozen=True, kw_only=True)
class Column:
    """One canonical column. money: DECIMAL(18,6) in `currency`; decimal: DECIMAL(18,6); share: DECIMAL(18,6), 0 to 1
    whatever the file writes; count: BIGINT; day: DATE; moment: TIMESTAMP. unit: what one of a number is, in words.
    """

    name: str
    kind: Kind
    role: Role
    description: str
    unit: str = ""
    nullable: bool = True


@dataclass(frozen=True, kw_only=True)
class RawTable:
    """One append-only table of the raw schema; every row is one version of one source record or part of it.

    by_day: rows come day by day and in great numbers, so that a store does well to keep far days apart.
    """

    name: str
    grain: str
    columns: tuple[Column, ...]
    by_day: bool = False

    def names(self, *roles: Role) -> list[str]:
        """Column names in table order, of the given roles or of all."""
        return [column.name for column in self.columns if not roles or column.role in roles]

    def __getitem__(self, name: str) -> Column:
        return {column.name: column for column in self.columns}[name]


Row = tuple[str, Kind, str] | tuple[str, Kind, str, str]


def columns(role: Role, *rows: Row, nullable: bool = True) -> tuple[Column, ...]:
    """Columns of a role as (name, kind, meaning) and, of numbers, their unit."""
    return tuple(
        Column(name=n, kind=k, role=role, description=d, unit="".join(u), nullable=nullable) for n, k, d, *u in rows
    )


PROVENANCE = columns(
    "provenance",
    ("file_id", "text", "SHA-256 of account and bytes of the file the row came from"),
    ("part", "text", "archive member, sheet or table inside the file; empty for a plain file"),
    ("row_number", "count", "line of the row in its part as a spreadsheet shows it (first line is 1)", "line"),
    ("exported_at", "moment", "when the network wrote the export, UTC, as well as it is known"),
    ("exported_at_basis", "text", "what exported_at rests on: stated, file_name, period_end or arrival"),
    ("loaded_at", "moment", "when the row entered the store, UTC"),
    nullable=False,
) + columns(
    "provenance",
    (
        "retracted_at",
        "moment",
        "when its file was read anew, so that the row counts no longer, UTC; null while it does",
    ),
)

ORIGIN = columns(
    "key",
    ("row_key", "text", "128-bit hash of the natural key; versions of one fact share it"),
    ("network", "text", "network value of the contract: meta, google, tiktok, vk, ga4, shop …"),
    ("report", "text", "report kind: ads, ads_breakdown, organic_metric, outcome …"),
    ("account_id", "text", "account as the network or smm.yaml names it, else <network>:default"),
    ("grain", "text", "day or period"),
    ("period_start", "day", "first reporting day of the row; the day itself for daily rows"),
    ("period_end", "day", "last reporting day of the row, inclusive"),
    nullable=False,
)
