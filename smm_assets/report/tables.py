"""Rows of published tables as plain Python values, tolerant of tables that do not exist yet.

Belongs here: reading and the conversion of single cells. Not here: what the values mean.
"""

import math
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[str, Any]
_UNKNOWN = ("NAType", "NaTType")  # of pandas, which commands that only complete words must not load


class Reader(Protocol):
    """Anything that answers SQL: the store, or the published copy."""

    def read(self, sql: str, parameters: Mapping[str, object] = ...) -> "pd.DataFrame": ...

    def tables(self, schema: str) -> list[str]: ...


class Tables:
    """The published tables of one reader. A table that is not there yet has no rows."""

    def __init__(self, reader: Reader) -> None:
        from smm_assets.warehouse.store import PUBLISHED_SCHEMAS

        self._reader = reader
        self._known = {schema: set(reader.tables(schema)) for schema in PUBLISHED_SCHEMAS}

    def has(self, table: str) -> bool:
        """Whether schema.table exists."""
        schema, _, name = table.partition(".")
        return name in self._known.get(schema, set())

    def rows(self, table: str, sql: str, parameters: Mapping[str, object] | None = None) -> list[dict[str, Any]]:
        """Rows of a query on `table` (schema.table), or none when that table is missing."""
        if not self.has(table):
            return []
        return plain_rows(self._reader.read(sql, parameters or {}))

    def first(self, table: str, sql: str, parameters: Mapping[str, object] | None = None) -> dict[str, Any]:
        """The first row of a query, or an empty one."""
        found = self.rows(table, sql, parameters)
        return found[0] if found else {}


def plain_rows(frame: "pd.DataFrame") -> list[dict[str, Any]]:
    """Rows of a query as plain Python values; unknown ones are None."""
    return [{str(key): _plain(value) for key, value in row.items()} for row in frame.to_dict("records")]


def _plain(value: Any) -> Any:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if type(value).__name__ in _UNKNOWN:
        return None
    if hasattr(value, "to_pydatetime"):
        return value.to_pydatetime()
    return value.item() if hasattr(value, "item") else value


def money(value: Any) -> Decimal | None:
    """An amount, exact."""
    return None if value is None else Decimal(str(value))


def number(value: Any) -> float | None:
    """A ratio or a count of results."""
    return None if value is None else float(value)


def whole(value: Any) -> int:
    """A count; unknown counts as none."""
    return 0 if value is None else int(value)


def text(value: Any) -> str:
    """A text; unknown is empty."""
    return "" if value is None else str(value)


def day(value: Any) -> date | None:
    """A calendar day."""
    if value is None:
        return None
    return value.date() if isinstance(value, datetime) else date.fromisoformat(str(value)[:10])


def certain_day(value: Any) -> date:
    """A calendar day of a column that is never null."""
    found = day(value)
    if found is None:
        raise ValueError("a day was expected in a column that is never null")
    return found
