"""One DuckDB connection through SQLAlchemy: opening it, running SQL on it, its errors in our words.

Belongs here: what writing store and published copy have in common. Not here: what is stored.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import duckdb
import pandas as pd
from sqlalchemy import URL, Connection, CursorResult, Engine, create_engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from smm_assets.errors import StoreBusy, StoreError
from smm_assets.warehouse import frames
from smm_assets.warehouse.columns import quoted
from smm_assets.warehouse.parameters import escaped
from smm_assets.warehouse.store import NO_PARAMETERS

_CLOSED_WORLD = {
    "python_enable_replacements": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


class Session:
    """Runs SQL on one database; transactions nest by joining. Not to be used by several threads at once."""

    def __init__(self, database: str, config: Mapping[str, object] | None = None) -> None:
        self._engine: Engine = create_engine(
            URL.create("duckdb", database=database),
            connect_args={"config": {**_CLOSED_WORLD, **(config or {})}},
            poolclass=NullPool,
        )
        self._depth = 0
        with translated():
            self._connection: Connection = self._engine.connect()

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
        try:
            with translated(), self._connection.begin():
                yield
        finally:
            self._depth -= 1

    def run(self, sql: str, parameters: Mapping[str, object] = NO_PARAMETERS) -> None:
        with self.transaction(), translated():
            self._execute(sql, parameters)

    def frame(self, sql: str, parameters: Mapping[str, object] = NO_PARAMETERS) -> pd.DataFrame:
        with self.transaction(), translated():
            table = self._execute(sql, parameters).cursor.to_arrow_table()
        return frames.from_arrow(table)

    def rows(self, sql: str, parameters: Mapping[str, object] = NO_PARAMETERS) -> list[tuple[object, ...]]:
        with self.transaction(), translated():
            return [tuple(row) for row in self._execute(sql, parameters).fetchall()]

    @contextmanager
    def registered(self, name: str, data: object) -> Iterator[None]:
        """The data under a name that SQL can read, for the block."""
        native = self._connection.connection.driver_connection
        native.register(name, data)  # type: ignore[union-attr]
        try:
            yield
        finally:
            native.unregister(name)  # type: ignore[union-attr]

    def relations(self, database: str, schema: str) -> dict[str, str]:
        """Tables and views of a schema of a database: name → "table" or "view", sorted by name."""
        sql = """
            SELECT table_name AS name, 'table' AS kind FROM duckdb_tables()
            WHERE database_name = :database AND schema_name = :schema
            UNION ALL
            SELECT view_name, 'view' FROM duckdb_views() WHERE database_name = :database AND schema_name = :schema
            ORDER BY name"""
        return {str(name): str(kind) for name, kind in self.rows(sql, {"database": database, "schema": schema})}

    def columns(self, database: str, schema: str, table: str) -> dict[str, str]:
        sql = """
            SELECT column_name, data_type FROM duckdb_columns()
            WHERE database_name = :database AND schema_name = :schema AND table_name = :table ORDER BY column_index"""
        found = self.rows(sql, {"database": database, "schema": schema, "table": table})
        return {str(name): str(kind) for name, kind in found}

    def comments(self, database: str, schema: str, table: str) -> dict[str, str]:
        sql = """
            SELECT '' AS name, comment FROM duckdb_tables()
            WHERE database_name = :database AND schema_name = :schema AND table_name = :table
            UNION ALL
            SELECT '', comment FROM duckdb_views()
            WHERE database_name = :database AND schema_name = :schema AND view_name = :table
            UNION ALL
            SELECT column_name, comment FROM duckdb_columns()
            WHERE database_name = :database AND schema_name = :schema AND table_name = :table"""
        found = self.rows(sql, {"database": database, "schema": schema, "table": table})
        return {str(name): str(comment) for name, comment in found if comment is not None}

    def close(self) -> None:
        self._connection.close()
        self._engine.dispose()

    def _execute(self, sql: str, parameters: Mapping[str, object]) -> CursorResult:
        if not parameters:
            return self._connection.exec_driver_sql(sql)
        return self._connection.execute(text(escaped(sql, parameters)), dict(parameters))


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
        raise StoreError(message) from error


def created_schema(schema: str) -> str:
    return f"CREATE SCHEMA IF NOT EXISTS {quoted(schema)}"
