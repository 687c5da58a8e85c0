"""Tables made to a declared shape and filled from frames: what every engine does alike, in the SQL they share.

Belongs here: shape, comments, checks of a load, replacing. Not here: what an engine spells in its own way; that are the
methods marked abstract.
"""

from abc import abstractmethod
from collections.abc import Mapping, Sequence

import pandas as pd

from smm_assets.errors import StoreError
from smm_assets.warehouse import frames
from smm_assets.warehouse.columns import ColumnLike, StoredColumn, comment, definition, literal, quoted, sql_type
from smm_assets.warehouse.store import Store

_NONE: Mapping[str, str] = {}


class DefiningStore(Store):
    """A store whose engine takes CREATE TABLE, ALTER TABLE and COMMENT ON. See `Store`."""

    @abstractmethod
    def _run(self, sql: str) -> None:
        """Run a statement without parameters."""

    @abstractmethod
    def _table(self, schema: str, name: str) -> str:
        """How a table is called in the engine's SQL."""

    @abstractmethod
    def _make_schema(self, schema: str) -> None:
        """Make a schema that is missing."""

    @abstractmethod
    def _append(self, schema: str, table: str, frame: pd.DataFrame, types: Mapping[str, str]) -> None:
        """Store rows whose columns the table has. types: column → SQL type of the table."""

    def _spelled(self, kind: str) -> str:
        """A kind of column as the engine spells its type."""
        return sql_type(kind)

    def _emptied(self, schema: str, table: str, columns: Sequence[ColumnLike]) -> bool:
        """Whether a table of that very shape is there and was emptied instead of being made anew."""
        return False

    def load(self, schema: str, table: str, frame: pd.DataFrame) -> int:
        types = self.columns(schema, table)
        if not types:
            raise StoreError(f"there is no table {schema}.{table} to load into")
        unknown = [str(name) for name in frame.columns if str(name) not in types]
        if unknown:
            raise StoreError(f"{schema}.{table} has no column {', '.join(unknown)}; it has {', '.join(types)}")
        if len(frame):
            self._append(schema, table, frame, types)
        return len(frame)

    def replace(
        self,
        schema: str,
        table: str,
        frame: pd.DataFrame,
        columns: Sequence[ColumnLike] | None = None,
        description: str = "",
    ) -> None:
        declared = columns if columns is not None else _inferred(frame)
        with self.transaction():
            if not self._emptied(schema, table, declared):
                self.drop(schema, table)
            self.define(schema, table, declared, description)
            self.load(schema, table, frame)

    def define(self, schema: str, table: str, columns: Sequence[ColumnLike], description: str = "") -> None:
        with self.transaction():
            existing = self.columns(schema, table)
            if existing:
                self._extend(schema, table, existing, columns)
                self._comment("TABLE", schema, table, columns, description, self.comments(schema, table))
            else:
                self._make_schema(schema)
                self._run(f"CREATE TABLE {self._table(schema, table)} ({definition(columns, self._spelled)})")
                self._comment("TABLE", schema, table, columns, description)

    def _extend(self, schema: str, table: str, existing: Mapping[str, str], columns: Sequence[ColumnLike]) -> None:
        for column in columns:
            wanted = sql_type(column.kind)
            if column.name not in existing:
                added = f"{quoted(column.name)} {self._spelled(column.kind)}"
                self._run(f"ALTER TABLE {self._table(schema, table)} ADD COLUMN {added}")
            elif existing[column.name] != wanted:
                raise StoreError(
                    f"{schema}.{table}.{column.name} is {existing[column.name]} in the store, this software "
                    f"expects {wanted}",
                    cure="Use the version of the software that wrote the store, or ask for a migration",
                )

    def _comment(
        self,
        kind: str,
        schema: str,
        table: str,
        columns: Sequence[ColumnLike],
        description: str,
        present: Mapping[str, str] = _NONE,
    ) -> None:
        """Write the comments that differ from those that are there."""
        place = self._table(schema, table)
        said = [(f"{kind} {place}", "", description)]
        said += [(f"COLUMN {place}.{quoted(column.name)}", column.name, comment(column)) for column in columns]
        statements = [
            f"COMMENT ON {what} IS {literal(text)}" for what, name, text in said if text and present.get(name) != text
        ]
        if statements:
            self._run("; ".join(statements))


def _inferred(frame: pd.DataFrame) -> list[StoredColumn]:
    return [StoredColumn(name=str(name), kind=frames.inferred_type(frame[name])) for name in frame.columns]
