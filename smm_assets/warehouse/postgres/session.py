"""One PostgreSQL connection through SQLAlchemy: opening it, running SQL on it, feeding rows into it.

Belongs here: what writing store and published tables have in common. Not here: what is stored.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pandas as pd
import psycopg
from sqlalchemy import Connection, CursorResult, Engine, create_engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from smm_assets.errors import StoreError, StoreLost
from smm_assets.warehouse.addresses import Address
from smm_assets.warehouse.parameters import escaped
from smm_assets.warehouse.postgres import types
from smm_assets.warehouse.postgres.errors import AGAIN, refused, translated
from smm_assets.warehouse.store import NO_PARAMETERS

OLDEST = 14
WAIT_SECONDS = 15
# Plans of small tables are not worth compiling; a server that lost its client should notice within two minutes.
_TERMS = """
SET TIME ZONE 'UTC'; SET datestyle = 'ISO, YMD'; SET extra_float_digits = 1;
SET jit = off; SET client_min_messages = 'warning'; SET lock_timeout = '60s';
SET tcp_keepalives_idle = 60; SET tcp_keepalives_interval = 15; SET tcp_keepalives_count = 4
"""


class Session:
    """Runs SQL on one database; transactions nest by joining. Not to be used by several threads at once.

    frozen: one moment of the database for the whole session, and no writing. Raises StoreError when nobody answers.
    """

    def __init__(self, place: Address, *, frozen: bool = False) -> None:
        self.place = place
        given = {"connect_timeout": WAIT_SECONDS, "application_name": "smm"}
        arguments = {name: value for name, value in given.items() if name not in place.url.query}
        self._engine: Engine = create_engine(place.url, poolclass=NullPool, connect_args=arguments)
        self._depth = 0
        try:
            self._connection: Connection = self._engine.connect()
        except (SQLAlchemyError, psycopg.Error) as error:
            raise refused(place, error) from None
        if frozen:
            self._connection = self._connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        self._check_version()
        self.run(_TERMS)

    def _check_version(self) -> None:
        found = self._driver.info.server_version
        if found < OLDEST * 10_000:
            self.close()
            raise StoreError(
                f"{self.place} is PostgreSQL {found // 10_000}, this software needs {OLDEST} or later",
                cure="Use a newer server",
            )

    @property
    def version(self) -> int:
        """Main version of the server."""
        return self._driver.info.server_version // 10_000

    @property
    def in_transaction(self) -> bool:
        return self._depth > 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A transaction of its own, or part of the one that is open."""
        if self._depth:
            yield
            return
        if self._connection.invalidated:  # a new connection would write without the lock the old one held
            raise StoreLost(f"the connection to {self.place} was lost before", cure=AGAIN)
        self._depth += 1
        try:
            with translated(self.place), self._connection.begin():
                yield
        finally:
            self._depth -= 1

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Part of the open transaction that can fail without ending it."""
        with translated(self.place), self._connection.begin_nested():
            yield

    def run(self, sql: str, parameters: Mapping[str, object] = NO_PARAMETERS) -> int:
        """Rows that were changed; -1 where the statement changes none."""
        with self.transaction(), translated(self.place):
            return self._execute(sql, parameters).rowcount

    def frame(self, sql: str, parameters: Mapping[str, object] = NO_PARAMETERS) -> pd.DataFrame:
        with self.transaction(), translated(self.place):
            cursor: Any = self._execute(sql, parameters).cursor
            if cursor is None or cursor.description is None:
                return pd.DataFrame()
            return types.frame(cursor.description, cursor.fetchall())

    def rows(self, sql: str, parameters: Mapping[str, object] = NO_PARAMETERS) -> list[tuple[object, ...]]:
        with self.transaction(), translated(self.place):
            return [tuple(row) for row in self._execute(sql, parameters).fetchall()]

    def yielded(self, sql: str) -> dict[str, int]:
        """Columns of a query, without running it: name → number of its type."""
        with self.transaction(), translated(self.place):
            cursor: Any = self._execute(f"SELECT * FROM (\n{sql}\n) AS model LIMIT 0", {}).cursor  # noqa: S608
            return {column.name: column.type_code for column in cursor.description}

    def single(self, sql: str) -> pd.DataFrame:
        """Rows of a text that must be one statement: the server itself refuses a second one."""
        with self.transaction(), translated(self.place), self._driver.cursor() as cursor:
            cursor.execute(sql.encode(), prepare=True)
            return types.frame(cursor.description or [], cursor.fetchall() if cursor.description else [])

    def feed(self, statement: str, pieces: Iterable[bytes]) -> None:
        """COPY … FROM STDIN with these bytes."""
        with (
            self.transaction(),
            translated(self.place),
            self._driver.cursor() as cursor,
            cursor.copy(statement.encode()) as copy,
        ):
            for piece in pieces:
                copy.write(piece)

    def drain(self, statement: str) -> Iterator[bytes]:
        """What COPY … TO STDOUT says, in pieces."""
        with (
            self.transaction(),
            translated(self.place),
            self._driver.cursor() as cursor,
            cursor.copy(statement.encode()) as copy,
        ):
            for piece in copy:
                yield bytes(piece)

    def scrambled(self, password: str, user: str) -> str:
        """A password as the server keeps it, so that neither its log nor ours ever holds the password itself."""
        with translated(self.place):
            return self._driver.pgconn.encrypt_password(password.encode(), user.encode(), b"scram-sha-256").decode()

    def close(self) -> None:
        self._connection.close()
        self._engine.dispose()

    @property
    def _driver(self) -> "psycopg.Connection[Any]":
        return self._connection.connection.driver_connection  # type: ignore[return-value]

    def _execute(self, sql: str, parameters: Mapping[str, object]) -> CursorResult[Any]:
        if not parameters:
            return self._connection.exec_driver_sql(sql, execution_options={"no_parameters": True})
        return self._connection.execute(text(escaped(sql, parameters)), dict(parameters))
