"""Tables made to a declared shape: what engines do alike in the SQL they share.

Belongs here: shape, comments. Not here: what an engine spells in its own way; that are the
methods marked abstract.
"""

from abc import abstractmethod
from collections.abc import Mapping, Sequence

from smm_assets.warehouse.columns import (
    ANY_ACCESS,
    Access,
    ColumnLike,
    comment,
    definition,
    literal,
    quoted,
    sql_type,
)
from smm_assets.warehouse.loading import LoadingStore, check_type

_NONE: Mapping[str, str] = {}


class DefiningStore(LoadingStore):
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

    def _spelled(self, kind: str) -> str:
        """A kind of column as the engine spells its type."""
        return sql_type(kind)

    def define(
        self,
        schema: str,
        table: str,
        columns: Sequence[ColumnLike],
        description: str = "",
        access: Access = ANY_ACCESS,
    ) -> None:
        with self.transaction():
            existing = self.columns(schema, table)
            if existing:
                self._extend(schema, table, existing, columns)
                self._comment("TABLE", schema, table, columns, description, self.comments(schema, table))
            else:
                self._make_schema(schema)
                self._create(schema, table, definition(columns, self._spelled), access)
                self._comment("TABLE", schema, table, columns, description)

    def _create(self, schema: str, table: str, definition: str, access: Access) -> None:
        """Make a table of that column list. access: how it is laid out, where the engine does that."""
        self._run(f"CREATE TABLE {self._table(schema, table)} ({definition})")

    def _extend(self, schema: str, table: str, existing: Mapping[str, str], columns: Sequence[ColumnLike]) -> None:
        for column in columns:
            wanted = sql_type(column.kind)
            if column.name not in existing:
                added = f"{quoted(column.name)} {self._spelled(column.kind)}"
                self._run(f"ALTER TABLE {self._table(schema, table)} ADD COLUMN {added}")
            else:
                check_type(f"{schema}.{table}.{column.name}", existing[column.name], wanted)

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
