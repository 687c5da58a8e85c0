"""One DuckDB connection through SQLAlchemy: opening it, running SQL on it, its errors in our words.

Belongs here: what writing store and published copy have in common. Not here: what is stored.
"""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import cast

import duckdb
import pandas as pd
import pyarrow as pa
from sqlalchemy import URL, Connection, CursorResult, Engine, create_engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from smm_assets.errors import MORE_MEMORY, MORE_ROOM, NO_MEMORY, StoreBusy, StoreError, StoreFull
from smm_assets.warehouse import frames
from smm_assets.warehouse.batches import PIECE, arrow_schema
from smm_assets.warehouse.columns import literal, quoted
from smm_assets.warehouse.duckdb_incoming import Incoming
from smm_assets.warehouse.parameters import escaped
from smm_assets.warehouse.store import NO_PARAMETERS

CLOSED_WORLD: dict[str, object] = {
    "python_enable_replacements": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}

# How new files are written: repeated texts by their distinct ones, in a third less time. DuckDB 1.4 and later read it.
_FILES: dict[str, object] = {"storage_compatibility_version": "v1.4.0"}

_NO_SUCH_TABLE = "Catalog Error: Table with name"


class Session:
    """Runs SQL on one database; transactions nest by joining. Not to be used by several threads at once."""

    def __init__(self, database: str, config: Mapping[str, object] | None = None) -> None:
        self._engine: Engine = create_engine(
            URL.create("duckdb", database=database),
            connect_args={"config": {**CLOSED_WORLD, **_FILES, **(config or {})}},
            poolclass=NullPool,
        )
        self._depth = 0
        self._incoming = Incoming()
        with translated():
            self._connection: Connection = self._engine.connect()

    @property
    def _native(self) -> duckdb.DuckDBPyConnection:
        return cast(duckdb.DuckDBPyConnection, self._connection.connection.driver_connection)

    @property
    def in_transaction(self) -> bool:
        return self._depth > 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A transaction of its own, or part of the one that is open."""
        if self._depth:
            yield
            return
        self._depth += 1
        done = False
        try:
            with translated(), self._connection.begin():
                yield
            done = True
        finally:
            self._depth -= 1
            if not done:
                self._incoming.forget()

    def run(self, sql: str, parameters: Mapping[str, object] = NO_PARAMETERS) -> None:
        """Statements, several with ; between them when there are no parameters."""
        with self.transaction(), translated():
            if parameters:
                self._execute(sql, parameters)
            else:
                self._native.execute(sql)

    def adjust(self, name: str, value: int | str) -> None:
        """Change a setting of the engine, which is part of no transaction."""
        with translated():
            self._native.execute(f"SET {name} = {literal(str(value))}")

    def frame(self, sql: str, parameters: Mapping[str, object] = NO_PARAMETERS) -> pd.DataFrame:
        with self.transaction(), translated():
            found = self._execute(sql, parameters).cursor if parameters else self._native.execute(sql)
            table = found.to_arrow_table()
        return frames.from_arrow(table)

    def rows(self, sql: str, parameters: Mapping[str, object] = NO_PARAMETERS) -> list[tuple[object, ...]]:
        with self.transaction(), translated():
            found = self._execute(sql, parameters) if parameters else self._native.execute(sql)
            return [tuple(row) for row in found.fetchall()]

    def batches(self, database: str, schema: str, table: str) -> Iterator[pa.Table]:
        """All rows of a table, a piece at a time; nothing else may be asked until the end."""
        wanted = arrow_schema(self.columns(database, schema, table))
        with self.transaction(), translated():
            found = self._native.execute(f"SELECT * FROM {quoted(database, schema, table)}")  # noqa: S608
            for batch in found.to_arrow_reader(PIECE):
                yield pa.Table.from_batches([batch]).cast(wanted)

    @contextmanager
    def named(self, rows: pa.Table) -> Iterator[str]:
        """The rows under a name that SQL can read, for the block."""
        with self._incoming.named(self._native, rows) as name:
            yield name

    def relations(self, database: str, schema: str) -> dict[str, str]:
        """Tables and views of a schema of a database: name → "table" or "view", sorted by name."""
        sql = """
            SELECT table_name AS name, 'table' AS kind FROM duckdb_tables()
            WHERE database_name = :database AND schema_name = :schema
            UNION ALL
            SELECT view_name, 'view' FROM duckdb_views() WHERE database_name = :database AND schema_name = :schema
            ORDER BY name"""
        return {str(name): str(kind) for name, kind in self.rows(sql, {"database": database, "schema": schema})}

    def relations_of_all(self, database: str) -> dict[tuple[str, str], str]:
        """(schema, name) → "table" or "view", of every schema of a database: no more work than one of them."""
        sql = """
            SELECT schema_name, table_name, 'table' FROM duckdb_tables() WHERE database_name = :database
            UNION ALL
            SELECT schema_name, view_name, 'view' FROM duckdb_views() WHERE database_name = :database"""
        found = self.rows(sql, {"database": database})
        return {(str(schema), str(name)): str(kind) for schema, name, kind in found}

    def schemas(self, database: str) -> list[str]:
        """Schemas of a database that are not the engine's own, and its `main`."""
        sql = "SELECT DISTINCT schema_name FROM duckdb_schemas() WHERE database_name = :database AND NOT internal"
        return sorted(str(row[0]) for row in self.rows(sql, {"database": database}))

    def views(self, database: str) -> dict[tuple[str, str], str]:
        """(schema, name) → the SELECT of every view of a database, for `read_by`."""
        sql = "SELECT schema_name, view_name, sql FROM duckdb_views() WHERE database_name = :database AND NOT internal"
        found = self.rows(sql, {"database": database})
        return {(str(schema), str(name)): str(made).split(" AS ", 1)[1].rstrip(";") for schema, name, made in found}

    def read_by(self, select: str) -> set[tuple[str, str]]:
        """(schema, name) of what a SELECT reads itself."""
        parsed = self.rows("SELECT CAST(json_serialize_sql(CAST(:sql AS VARCHAR)) AS VARCHAR)", {"sql": select})
        return set(_tables_in(json.loads(str(parsed[0][0]))))

    def is_view(self, database: str, schema: str, name: str) -> bool:
        sql = """
            SELECT 1 FROM duckdb_views()
            WHERE database_name = :database AND schema_name = :schema AND view_name = :name"""
        return bool(self.rows(sql, {"database": database, "schema": schema, "name": name}))

    def columns(self, database: str, schema: str, table: str) -> dict[str, str]:
        """Column name → type; empty where there is no such table. Eight times as fast as asking duckdb_columns()."""
        try:
            found = self.rows(f"DESCRIBE {quoted(database, schema, table)}")
        except StoreError as error:
            if not error.message.startswith(_NO_SUCH_TABLE):
                raise
            return {}
        return {str(row[0]): str(row[1]) for row in found}

    def comments(self, database: str, schema: str, table: str) -> dict[str, str]:
        """Column → comment of one table, its own under ''."""
        return self._comments(database, {"schema": schema, "table": table}).get((schema, table), {})

    def comments_of_all(self, database: str) -> dict[tuple[str, str], dict[str, str]]:
        """(schema, table or view) → column → comment, its own under ''; those that have any."""
        return self._comments(database, {})

    def _comments(self, database: str, of: Mapping[str, str]) -> dict[tuple[str, str], dict[str, str]]:
        wanted = "database_name = :database AND comment IS NOT NULL" + (" AND schema_name = :schema" if of else "")
        only = {name: f" AND {name} = :table" if of else "" for name in ("table_name", "view_name")}
        sql = f"""
            SELECT schema_name, table_name, '' AS name, comment FROM duckdb_tables() WHERE {wanted}{only["table_name"]}
            UNION ALL
            SELECT schema_name, view_name, '', comment FROM duckdb_views() WHERE {wanted}{only["view_name"]}
            UNION ALL
            SELECT schema_name, table_name, column_name, comment FROM duckdb_columns()
            WHERE {wanted}{only["table_name"]}"""  # noqa: S608
        found: dict[tuple[str, str], dict[str, str]] = {}
        for schema, table, name, comment in self.rows(sql, {"database": database, **of}):
            found.setdefault((str(schema), str(table)), {})[str(name)] = str(comment)
        return found

    def close(self) -> None:
        self._connection.close()
        self._engine.dispose()

    def _execute(self, sql: str, parameters: Mapping[str, object]) -> CursorResult:
        """SQL with values; without them it goes to the engine itself: the dialect would look through each word."""
        return self._connection.execute(text(escaped(sql, parameters)), dict(parameters))


def _tables_in(node: object) -> Iterator[tuple[str, str]]:
    """(schema, name) of every table a parsed query names with its schema."""
    if isinstance(node, dict):
        if node.get("type") == "BASE_TABLE" and node.get("schema_name"):
            yield str(node["schema_name"]), str(node["table_name"])
        node = list(node.values())
    if isinstance(node, list):
        for one in node:
            yield from _tables_in(one)


def _lacking(message: str) -> StoreError | None:
    """A disk without room, or memory, in our words; None where the trouble is another one."""
    if message.startswith("Out of Memory Error"):
        return StoreError(NO_MEMORY, cure=MORE_MEMORY)
    if "No space left on device" not in message:
        return None
    place = re.search(r'file "([^"]+)"', message)
    return StoreFull(f"{place[1] if place else 'the warehouse'}: no space left on device", cure=MORE_ROOM)


@contextmanager
def translated() -> Iterator[None]:
    """Errors of the engine become StoreError, a lock of another process StoreBusy."""
    try:
        yield
    except (SQLAlchemyError, duckdb.Error) as error:
        message = str(getattr(error, "orig", None) or error).strip()
        if "Could not set lock on file" in message:
            raise StoreBusy(
                "the warehouse file is open in another program that does not share our lock",
                cure="Close it there (a DuckDB shell, a notebook, a BI tool); read data/published.duckdb instead",
            ) from error
        raise _lacking(message) or StoreError(message) from error
    except RuntimeError as error:
        if str(error) != "Query interrupted":
            raise
        raise KeyboardInterrupt from error  # which is what DuckDB was told


def created_schema(*schema: str) -> str:
    return f"CREATE SCHEMA IF NOT EXISTS {quoted(*schema)}"
