"""Databases of other people, for reading only: which tables there are, their columns, their rows in pieces.

Belongs here: opening them by SQLAlchemy, SELECT, their errors in our words. Not here: which tables are wanted and what
becomes of the rows (`ingest/landing/pointed`, `ingest/landing/pulling`). Values come as the driver gives them.
"""

import difflib
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import duckdb
from sqlalchemy import Connection, Engine, Select, column, create_engine, inspect, or_, select, table, text
from sqlalchemy.exc import NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from smm_assets.errors import SourceError
from smm_assets.warehouse.addresses import FORMS, Address, address

PIECE = 20_000
WAIT_SECONDS = 15
_BROKEN = (SQLAlchemyError, duckdb.Error, sqlite3.Error, OSError, ValueError, OverflowError)
# Drivers that would wait for a silent host for minutes.
_PATIENT = {"psycopg", "psycopg2", "pymysql", "mysqldb", "mysqlconnector", "mariadbconnector"}
_PACKAGES = {
    "psycopg": "'smm-budget[postgres]'",
    "psycopg2": "psycopg2-binary",
    "MySQLdb": "mysqlclient",
    "snowflake": "snowflake-sqlalchemy",
    "bigquery": "sqlalchemy-bigquery",
    "redshift": "sqlalchemy-redshift",
    "databricks": "databricks-sqlalchemy",
    "clickhouse": "clickhouse-sqlalchemy",
    "trino": "trino",
}
_SCHEMA = re.compile(r'^.*?\.(?:"([^"]+)"|([^".]+))$')
Rows = Sequence[Sequence[Any]]


class ForeignDatabase:
    """An open database. Every method raises SourceError when it fails."""

    def __init__(self, connection: Connection, place: Address) -> None:
        self._connection, self._place = connection, place

    def __str__(self) -> str:
        """Its address as people may see it."""
        return str(self._place)

    def schema(self, wanted: str | None) -> str:
        """The schema as the database spells it; without one wanted its default. Raises SourceError when it lacks."""
        with self._plainly():
            found = inspect(self._connection)
            names = sorted({self._bare(name) for name in found.get_schema_names()})
            usual = found.default_schema_name or next(iter(names), "")
        if wanted is None or wanted in names:
            return wanted or usual
        same = [name for name in names if name.casefold() == wanted.casefold()]
        if not same:
            close = difflib.get_close_matches(wanted, names, n=1) or names[:8]
            raise SourceError(f"{self._place} has no schema '{wanted}'", cure=f"There is: {', '.join(close)}")
        return same[0]

    def _bare(self, name: str) -> str:
        """A schema's name alone; DuckDB's dialect says database.schema, odd names in quotes."""
        return _SCHEMA.sub(r"\1\2", name) if self._place.backend == "duckdb" else name

    def tables(self, schema: str) -> list[str]:
        """Names of the tables of a schema, sorted."""
        with self._plainly():
            return sorted(inspect(self._connection).get_table_names(schema=schema))

    def views(self, schema: str) -> list[str]:
        """Names of its views, kept ones too, sorted."""
        with self._plainly():
            found = inspect(self._connection)
            names = set(found.get_view_names(schema=schema))
            with suppress(NotImplementedError):
                names |= set(found.get_materialized_view_names(schema=schema))
            return sorted(names)

    def columns(self, schema: str, name: str) -> list[str]:
        """Names of a table's columns, in its order. No row is read."""
        with self._plainly():
            query = select(text("*")).select_from(table(name, schema=schema)).limit(0)
            with self._connection.execute(query) as result:
                return list(result.keys())

    def values(self, schema: str, name: str, of: str) -> Iterator[Any]:
        """The distinct values of a column, in no order."""
        query: Select[*tuple[Any, ...]] = select(column(of)).select_from(table(name, schema=schema)).distinct()
        for piece in self._read(query):
            yield from (row[0] for row in piece)

    def rows(
        self, schema: str, name: str, columns: Sequence[str], *, since: tuple[str, object] | None = None
    ) -> Iterator[Rows]:
        """Rows of a table in pieces. since: (column, value): only rows with that value or more in it, or with none."""
        query: Select[*tuple[Any, ...]] = select(*(column(one) for one in columns)).select_from(
            table(name, schema=schema)
        )
        if since is not None:
            query = query.where(or_(column(since[0]) >= since[1], column(since[0]).is_(None)))
        return self._read(query)

    def _read(self, query: Select[*tuple[Any, ...]]) -> Iterator[Rows]:
        with self._plainly(), self._connection.execute(query, execution_options={"yield_per": PIECE}) as result:
            yield from result.partitions()

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        """A failed statement ends its transaction, so that the next one can be run."""
        try:
            yield
        except _BROKEN as error:
            with suppress(*_BROKEN):
                self._connection.rollback()
            raise _told(self._place, error) from None


@contextmanager
def open_foreign(url: str, *, home: Path) -> Iterator[ForeignDatabase]:
    """Open the database of a URL for reading; files are looked for from `home`.

    Raises SourceError when the URL is none, its driver lacks, or nobody answers; no text of it holds a secret.
    """
    place = address(url, home)
    if place.file and not Path(place.file).is_file():
        raise SourceError(f"{place}: there is no such file", cure="Correct the path, or make the file first")
    engine = _engine(place)
    try:
        with _connected(engine, place) as connection:
            yield ForeignDatabase(connection, place)
    finally:
        engine.dispose()


def _engine(place: Address) -> Engine:
    try:
        return create_engine(place.url, poolclass=NullPool, **_read_only(place))
    except NoSuchModuleError:
        known = _PACKAGES.get(place.backend)
        cure = f"pip install {known}" if known else f"Write the URL as {FORMS}, or install the dialect of that name"
        raise SourceError(f"no driver is installed for '{place.url.drivername}'", cure=cure) from None
    except ImportError as error:
        name = (error.name or place.url.get_driver_name()).partition(".")[0]
        cure = f"pip install {_PACKAGES.get(name, name)}"
        raise SourceError(f"no driver is installed for '{place.url.drivername}' ({name})", cure=cure) from None
    except _BROKEN as error:
        raise _told(place, error) from None


def _read_only(place: Address) -> dict[str, Any]:
    """What keeps a database of that kind from being written, or made, by us; and from keeping us waiting."""
    if place.backend == "sqlite" and place.file:
        return {"creator": partial(sqlite3.connect, f"file:{quote(place.file)}?mode=ro", uri=True)}
    if place.backend == "duckdb" and place.file:
        return {"connect_args": {"read_only": True, "config": {"autoinstall_known_extensions": False}}}
    if place.url.get_driver_name() in _PATIENT and "connect_timeout" not in place.url.query:
        return {"connect_args": {"connect_timeout": WAIT_SECONDS}}
    return {}


def _connected(engine: Engine, place: Address) -> Connection:
    try:
        connection = engine.connect()
        if place.backend == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    except _BROKEN as error:
        raise _told(place, error) from None
    return connection


def _told(place: Address, error: BaseException) -> SourceError:
    said = str(getattr(error, "orig", None) or error).strip() or type(error).__name__
    first = place.without_secrets(" ".join(said.split()))[:300].rstrip(". ")
    cure = "Check that it runs, that the URL is right, and that its user may read the tables"
    return SourceError(f"{place}: {first}", cure=cure)
