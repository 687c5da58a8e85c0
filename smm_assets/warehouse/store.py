"""The store's interface, the same for every engine. Nothing outside `warehouse/` knows which engine it is.

Belongs here: what callers may do with a store. Not here: any engine's SQL (`duckdb_store`, `postgres`) or table
content.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from smm_assets.warehouse.columns import ANY_ACCESS, Access, ColumnLike

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from smm_assets.warehouse.frames import Rows

NO_PARAMETERS: Mapping[str, object] = MappingProxyType({})
PUBLISHED_SCHEMAS = ("marts", "bi", "state", "ops")


class ReadOnlyStore(ABC):
    """Tables that can be read. Results: decimals are Decimal, days datetime.date, moments datetime64 (UTC, naive),
    counts Int64, flags boolean, texts str; SQL NULL is None, NaN, NaT or NA of that type. Sums of counts are Int64.

    dialect: "duckdb", "postgres" or "spark", for rendering models. Not to be used by several threads at once.
    """

    dialect: str

    @property
    def asked_in(self) -> str:
        """The dialect of what is given to `read`, where rendered SQL is asked rather than built."""
        return self.dialect

    @abstractmethod
    def read(self, sql: str, parameters: Mapping[str, object] = NO_PARAMETERS) -> "pd.DataFrame":
        """Rows of a query; values go in as :name parameters. Raises StoreError with the engine's message."""

    @abstractmethod
    def tables(self, schema: str) -> list[str]:
        """Names of tables and views of a schema, sorted; empty when the schema does not exist."""

    def tables_of(self, schemas: Collection[str]) -> set[tuple[str, str]]:
        """(schema, name) of the tables and views of several schemas."""
        return {(schema, name) for schema in schemas for name in self.tables(schema)}

    @abstractmethod
    def columns(self, schema: str, table: str) -> dict[str, str]:
        """Column name → SQL type, in table order; empty when the table does not exist."""

    @abstractmethod
    def comments(self, schema: str, table: str) -> dict[str, str]:
        """Column name → comment, and the table's own under the key ''; only those that have one."""

    def batches(self, schema: str, table: str) -> "Iterator[pa.Table]":
        """All rows of a table, as Arrow of the types in `batches.arrow_schema`; engines yield them a piece at a time.

        Nothing else may be asked of the store until the end.
        """
        from smm_assets.warehouse import frames
        from smm_assets.warehouse.batches import arrow_schema

        types = self.columns(schema, table)
        rows = self.read(f'SELECT * FROM "{schema}"."{table}"')  # noqa: S608 names are ours
        yield frames.to_arrow(rows, types).cast(arrow_schema(types))

    @abstractmethod
    def close(self) -> None:
        """Let go of the store; it cannot be used afterwards."""

    def exists(self, schema: str, table: str) -> bool:
        """Whether a table or view of that name is there."""
        return table in self.tables(schema)

    def filled(self, tables: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
        """Those of the tables, given as (schema, name), that have rows; all of them must be there."""
        named = enumerate(tables := sorted(tables))
        looks = [f'(SELECT {place} AS place FROM "{schema}"."{name}" LIMIT 1)' for place, (schema, name) in named]  # noqa: S608
        found = self.read(" UNION ALL ".join(looks))["place"].tolist() if looks else []
        return {tables[place] for place in found}


class Store(ReadOnlyStore):
    """Tables that can be read and written. Every method is atomic; `transaction` makes several calls atomic."""

    @abstractmethod
    def execute(self, sql: str, parameters: Mapping[str, object] = NO_PARAMETERS) -> None:
        """Run one statement; values go in as :name parameters. Raises StoreError with the engine's message."""

    @abstractmethod
    def load(self, schema: str, table: str, frame: "Rows") -> int:
        """Append the frame or Arrow table, columns by name; returns rows appended. Columns the frame lacks become NULL.

        Types come from the table: decimals and floats enter DECIMAL exactly as they print, rounded half away from zero
        to its places; zoned moments become UTC. Raises StoreError for columns the table lacks and for values that do
        not fit, naming the column.
        """

    @abstractmethod
    def replace(
        self,
        schema: str,
        table: str,
        frame: "pd.DataFrame",
        columns: Sequence[ColumnLike] | None = None,
        description: str = "",
    ) -> None:
        """Create the table or replace it by this content. Types from `columns`, else inferred from the frame."""

    @abstractmethod
    def define(
        self,
        schema: str,
        table: str,
        columns: Sequence[ColumnLike],
        description: str = "",
        access: Access = ANY_ACCESS,
    ) -> None:
        """Create the table empty when it is missing, with comments; add nullable columns it lacks. Never drops.

        access: how a table that is made is laid out. Raises StoreError when a column that is there has another type.
        """

    @abstractmethod
    def materialize(
        self,
        schema: str,
        name: str,
        select: str,
        kind: str,
        columns: Sequence[ColumnLike],
        description: str = "",
    ) -> int:
        """Create or replace a table or view (kind) from a SELECT, each column cast to its type; returns its rows.

        A view's rows are not counted (0). Raises StoreError when the SELECT yields other columns than declared.
        """

    @abstractmethod
    def refresh(
        self,
        schema: str,
        name: str,
        select: str,
        columns: Sequence[ColumnLike],
        time_column: str,
        ranges: Sequence[tuple[date, date]],
    ) -> int:
        """Make the rows of some days of a table anew from a SELECT; returns the rows inserted.

        ranges: first and last days, both included. Rows whose time_column (a day, or the day of a moment) lies in none
        of them stay as they are, and such rows of the SELECT are left out. Raises StoreError as `materialize` does.
        """

    def lay_out(self, schema: str, table: str, access: Access) -> bool:
        """Lay out a table that is there as `define` would have made it; rows stay. Returns whether they were moved."""
        return False

    def standing(self, table: str) -> str:
        """What UPDATE and DELETE of a raw table's rows name in SQL: those an engine keeps apart are not among them."""
        return f'"raw"."{table}"'

    def retract_large(self, table: str, file_id: str, part: str, at: datetime) -> int:
        """Rows of a part that an engine keeps apart count no longer from then (UTC) on; returns how many files."""
        return 0

    def take_back_large(self, table: str, file_id: str, part: str, loaded_at: datetime) -> int:
        """Remove rows of a part that an engine keeps apart, stored at that moment (UTC); returns how many files."""
        return 0

    @abstractmethod
    def drop(self, schema: str, name: str) -> None:
        """Drop a table or view when it is there."""

    def sparing(self) -> AbstractContextManager[None]:
        """What is stored in the block is kept in memory as little as the engine can."""
        return nullcontext()

    def lightly(self) -> AbstractContextManager[None]:
        """What is materialized, refreshed or replaced in the block is there with the same columns, of the same SELECT
        and description, and is little: engines may leave out what only new tables or many rows need.
        """
        return nullcontext()

    @abstractmethod
    def transaction(self) -> AbstractContextManager[None]:
        """All calls in the block or none; used inside another one it joins that. Any exception rolls back."""

    @abstractmethod
    def publish(self, schemas: Sequence[str] = PUBLISHED_SCHEMAS) -> None:
        """Swap in a new read-only copy with these schemas as they are now and the others as last published.

        Readers that hold the former copy keep it. Raises StoreError inside a transaction.
        """
