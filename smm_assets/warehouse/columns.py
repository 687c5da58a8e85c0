"""Types of stored columns: canonical kinds to SQL types, and how a table of ours is described.

Belongs here: the kinds, their SQL spelling per dialect, the small spec types. Not here: which tables exist
(`smm_assets/schema.py`, `bookkeeping.py`) or how values of a frame become these types (`frames.py`).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from smm_assets.errors import StoreError

_DUCKDB: Mapping[str, str] = {
    "text": "VARCHAR",
    "day": "DATE",
    "moment": "TIMESTAMP",
    "money": "DECIMAL(18,6)",
    "decimal": "DECIMAL(18,6)",
    "share": "DECIMAL(18,6)",
    "count": "BIGINT",
    "flag": "BOOLEAN",
    "ratio": "DOUBLE",
}
_SPELLINGS: Mapping[str, str] = {
    "string": "text",
    "str": "text",
    "varchar": "text",
    "date": "day",
    "timestamp": "moment",
    "bigint": "count",
    "integer": "count",
    "int": "count",
    "boolean": "flag",
    "bool": "flag",
    "double": "ratio",
    "float": "ratio",
    "number": "ratio",
}
_DECIMAL = re.compile(r"(?:decimal|numeric)\s*\(\s*(\d+)\s*,\s*(\d+)\s*\)")


class ColumnLike(Protocol):
    """What the store needs to know of a column; `smm_assets.schema.Column` is one."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def description(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def nullable(self) -> bool: ...


@dataclass(frozen=True, kw_only=True)
class StoredColumn:
    """A column of a table that is not a raw one. kind: a canonical kind, "ratio" (DOUBLE) or an SQL type name; unit:
    what one of it is, in words.
    """

    name: str
    kind: str
    description: str = ""
    unit: str = ""
    nullable: bool = True


@dataclass(frozen=True, kw_only=True)
class Access:
    """How rows of a table are looked for; each engine makes of it what serves there.

    by: a day column whose far days are seldom read together, "" for none; sought: columns rows are found by, in sets.
    """

    by: str = ""
    sought: tuple[tuple[str, ...], ...] = ()


ANY_ACCESS = Access()


@dataclass(frozen=True, kw_only=True)
class StoredTable:
    """A table the software itself keeps: where it lies, its grain in words, its columns."""

    schema: str
    name: str
    description: str
    columns: tuple[StoredColumn, ...]


def sql_type(kind: str) -> str:
    """SQL type of a kind (text, day, moment, money, decimal, count, flag, ratio) or of an SQL type name.

    Raises StoreError for anything else.
    """
    asked = kind.strip().lower()
    asked = _SPELLINGS.get(asked, asked)
    if asked in _DUCKDB:
        return _DUCKDB[asked]
    exact = _DECIMAL.fullmatch(asked)
    if exact:
        return f"DECIMAL({int(exact[1])},{int(exact[2])})"
    known = ", ".join(sorted(_DUCKDB))
    raise StoreError(f"unknown column type '{kind}'; known are {known} and DECIMAL(p,s)", cure="Correct the type")


def quoted(*names: str) -> str:
    """Identifiers quoted and joined by dots: quoted("raw", "x") is '"raw"."x"'."""
    return ".".join('"' + name.replace('"', '""') + '"' for name in names)


def literal(text: str) -> str:
    """Text as an SQL string literal, for the few statements that take no parameters (comments, ATTACH)."""
    return "'" + text.replace("'", "''") + "'"


def comment(column: ColumnLike) -> str:
    """What the store itself says of a column: its meaning and, of numbers, their unit."""
    unit = f" [{column.unit}]" if column.unit and column.description else ""
    return f"{column.description}{unit}"


def definition(columns: Sequence[ColumnLike], spelled: Callable[[str], str] = sql_type) -> str:
    """The column list of a CREATE TABLE. spelled: kind of a column → SQL type of the engine."""
    return ", ".join(
        f"{quoted(column.name)} {spelled(column.kind)}{'' if column.nullable else ' NOT NULL'}" for column in columns
    )
