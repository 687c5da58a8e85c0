"""The embedded store: one DuckDB file, opened by the one process that holds the lock.

Belongs here: the Store interface in DuckDB's SQL. Not here: locking (`lock.py`), which tables exist (`migrations.py`),
the published copy (`duckdb_publishing.py`).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime
from functools import cached_property
from pathlib import Path

import pandas as pd
import pyarrow as pa

try:
    import resource
except ImportError:  # Windows knows no such limits
    resource = None  # type: ignore[assignment]

from smm_assets.errors import StoreError
from smm_assets.warehouse import frames
from smm_assets.warehouse.columns import ColumnLike, quoted
from smm_assets.warehouse.defining import DefiningStore
from smm_assets.warehouse.duckdb_casts import cast, cast_as_found
from smm_assets.warehouse.duckdb_large import BASE, LargeParts
from smm_assets.warehouse.duckdb_publishing import publish
from smm_assets.warehouse.duckdb_session import Session, created_schema
from smm_assets.warehouse.selecting import DayRanges, check_kind, check_yielded, within
from smm_assets.warehouse.store import NO_PARAMETERS, PUBLISHED_SCHEMAS

# With 700 MB DuckDB 1.5 was seen to wait for ever for a thread it could not start, with 1,300 OpenBLAS to ask for ever.
_LEAST_SPACE = 2000 << 20
_SPARING = "512MB"
_MANY_ROWS = 10_000
LARGE_FROM = 10_000
_NO_SUCH_SCHEMA = "Catalog Error: Schema with name"
_OTHER_KIND = "Catalog Error: Existing object"


def open_duckdb(
    path: Path, *, published: Path, large: Path | None = None, large_from: int = LARGE_FROM
) -> "DuckdbStore":
    """Open or create the file. Raises StoreBusy when another program has it open, StoreError when it is damaged.

    large: folder for batches of at least large_from raw rows; without one, all rows stand in the file.
    """
    _bounded()
    try:
        return DuckdbStore(path, published, large, large_from)
    except StoreError as error:
        if "not a valid DuckDB database" in error.message or "Serialization Error" in error.message:
            raise StoreError(
                f"{path} is not a readable warehouse file ({error.message.splitlines()[0]})",
                cure="Put back a copy of it, or move it away and run smm ingest on the archived exports again",
            ) from error
        raise


def _bounded() -> None:
    """Raises StoreError where so little address space is allowed that a run would wait for more without end."""
    if resource is None:
        return
    allowed = resource.getrlimit(resource.RLIMIT_AS)[0]
    if allowed != resource.RLIM_INFINITY and allowed < _LEAST_SPACE:
        most, needed = allowed >> 20, _LEAST_SPACE >> 20
        raise StoreError(
            f"this process may have no more than {most:,} MB of address space; at least {needed:,} are needed",
            cure="Raise the limit, then run the same command again: ulimit -v unlimited",
        )


class DuckdbStore(DefiningStore):
    """See `Store`. path: the warehouse file. published: where publish() puts the analysts' copy. See `open_duckdb`."""

    dialect = "duckdb"

    def __init__(self, path: Path, published: Path, large: Path | None, large_from: int) -> None:
        self._path, self._published = path, published
        self._session = Session(str(path))
        self._database = str(self._session.rows("SELECT current_database()")[0][0])
        self._large = None if large is None else LargeParts(self._session, self._database, large, large_from)
        if self._large is not None:
            self._opened(self._large)

    def _opened(self, large: LargeParts) -> None:
        try:
            large.open()
        except StoreError:
            self.close()
            raise

    def read(self, sql: str, parameters: Mapping[str, object] = NO_PARAMETERS) -> pd.DataFrame:
        return self._session.frame(sql, parameters)

    def execute(self, sql: str, parameters: Mapping[str, object] = NO_PARAMETERS) -> None:
        self._session.run(sql, parameters)

    def tables(self, schema: str) -> list[str]:
        return list(self._session.relations(self._database, schema))

    def tables_of(self, schemas: Collection[str]) -> set[tuple[str, str]]:
        return {place for place in self._session.relations_of_all(self._database) if place[0] in schemas}

    def exists(self, schema: str, table: str) -> bool:
        return bool(self.columns(schema, table))

    def columns(self, schema: str, table: str) -> dict[str, str]:
        return self._session.columns(self._database, schema, table)

    def batches(self, schema: str, table: str) -> Iterator[pa.Table]:
        return self._session.batches(self._database, schema, table)

    def comments(self, schema: str, table: str) -> dict[str, str]:
        apart = schema == "raw" and self._large is not None and self._large.has(table)
        return self._session.comments(self._database, BASE if apart else schema, table)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        done = False
        try:
            with self._session.transaction():
                yield
            done = True
        finally:
            if not done and self._large is not None:
                self._large.forget()

    def standing(self, table: str) -> str:
        return self._table("raw", table)

    def retract_large(self, table: str, file_id: str, part: str, at: datetime) -> int:
        return 0 if self._large is None else self._large.retract(table, file_id, part, at)

    def take_back_large(self, table: str, file_id: str, part: str, loaded_at: datetime) -> int:
        return 0 if self._large is None else self._large.take_back(table, file_id, part, loaded_at)

    @contextmanager
    def sparing(self) -> Iterator[None]:
        before = str(self._session.rows("SELECT current_setting('memory_limit')")[0][0])
        self._session.adjust("memory_limit", _SPARING)
        try:
            yield
        finally:
            self._session.adjust("memory_limit", before)

    def _run(self, sql: str) -> None:
        self._session.run(sql)

    def _table(self, schema: str, name: str) -> str:
        return self._large.base_of(name) if schema == "raw" and self._large is not None else quoted(schema, name)

    def _extend(self, schema: str, table: str, existing: Mapping[str, str], columns: Sequence[ColumnLike]) -> None:
        super()._extend(schema, table, existing, columns)
        if schema == "raw" and self._large is not None:
            self._large.forget()
            if self._large.has(table):
                self._large.show(table)

    def _make_schema(self, schema: str) -> None:
        self._session.run(created_schema(schema))

    def _append(self, schema: str, table: str, frame: frames.Rows, types: Mapping[str, str]) -> None:
        rows, names = frames.to_arrow(frame, types), frames.names_of(frame)
        if (
            schema == "raw"
            and self._large is not None
            and self._large.takes(rows)
            and self._large.add(table, rows, types)
        ):
            return
        casts = ", ".join(f"CAST({quoted(name)} AS {types[name]})" for name in names)
        target = f"{self._table(schema, table)} ({', '.join(quoted(name) for name in names)})"
        with self._session.named(rows) as incoming, self._alone(len(frame)):
            self._session.run(f"INSERT INTO {target} SELECT {casts} FROM {incoming}")  # noqa: S608

    @contextmanager
    def _alone(self, rows: int) -> Iterator[None]:
        """Rows of one row group are written by one thread; others would only wait for it, at half its cost each."""
        with nullcontext() if rows < _MANY_ROWS else self._by_one_thread():
            yield

    @contextmanager
    def _by_one_thread(self) -> Iterator[None]:
        self._session.adjust("threads", 1)
        try:
            yield
        finally:
            self._session.adjust("threads", self._threads)

    @cached_property
    def _threads(self) -> int:
        """As many as the engine chose."""
        return int(str(self._session.rows("SELECT current_setting('threads')")[0][0]))

    @contextmanager
    def lightly(self) -> Iterator[None]:
        _ = self._threads
        self._is_light = True
        try:
            with self._by_one_thread():
                yield
        finally:
            self._is_light = False

    def _emptied(self, schema: str, table: str, columns: Sequence[ColumnLike]) -> bool:
        if self._is_light:
            self._session.run(f"DELETE FROM {quoted(schema, table)}")  # noqa: S608
        return self._is_light

    def materialize(
        self,
        schema: str,
        name: str,
        select: str,
        kind: str,
        columns: Sequence[ColumnLike],
        description: str = "",
    ) -> int:
        check_kind(f"{schema}.{name}", kind)
        with self.transaction():
            rows = self._checked(schema, name, select, columns)
            if self._is_light and kind == "table":  # its comments stay, which are as much work as its rows
                return self._filled_again(schema, name, rows, columns)
            made = self._made(kind.upper(), schema, name, rows)
            self._comment(kind.upper(), schema, name, columns, description)
            return int(str(made[0][0])) if kind == "table" else 0

    def _made(self, kind: str, schema: str, name: str, rows: str) -> list[tuple[object, ...]]:
        """Make a table or view in place of what has its name; asking the catalogue first would cost more."""
        made = f"CREATE OR REPLACE {kind} {quoted(schema, name)} AS {rows}"
        try:
            return self._session.rows(made)
        except StoreError as error:
            if error.message.startswith(_NO_SUCH_SCHEMA):
                self._make_schema(schema)
            elif error.message.startswith(_OTHER_KIND):
                self.drop(schema, name)
            else:
                raise
            return self._session.rows(made)

    def refresh(
        self,
        schema: str,
        name: str,
        select: str,
        columns: Sequence[ColumnLike],
        time_column: str,
        ranges: DayRanges,
    ) -> int:
        days = within(time_column, ranges)
        with self.transaction():
            rows = self._checked(schema, name, select, columns)
            return self._filled_again(schema, name, rows, columns, f" WHERE {days}")

    def _filled_again(self, schema: str, name: str, rows: str, columns: Sequence[ColumnLike], where: str = "") -> int:
        table, names = quoted(schema, name), ", ".join(quoted(column.name) for column in columns)
        again = f"DELETE FROM {table}{where}; INSERT INTO {table} ({names}) {rows}{where}"  # noqa: S608
        return int(str(self._session.rows(again)[0][0]))

    def _checked(self, schema: str, name: str, select: str, columns: Sequence[ColumnLike]) -> str:
        """A SELECT of the given one's rows, each column cast to its type, once its columns are the declared ones."""
        body = select.strip().rstrip(";")
        if self._is_light:  # they were, when it was made first
            return f"SELECT {', '.join(map(cast_as_found, columns))} FROM (\n{body}\n) AS model"  # noqa: S608
        yielded = {str(row[0]): str(row[1]) for row in self._session.rows(f"DESCRIBE\n{body}")}
        check_yielded(f"{schema}.{name}", list(yielded), columns)
        casts = ", ".join(cast(column, yielded[column.name]) for column in columns)
        return f"SELECT {casts} FROM (\n{body}\n) AS model"  # noqa: S608

    def drop(self, schema: str, name: str) -> None:
        kind = "VIEW" if self._session.is_view(self._database, schema, name) else "TABLE"
        self._session.run(f"DROP {kind} IF EXISTS {quoted(schema, name)}")

    def publish(self, schemas: Sequence[str] = PUBLISHED_SCHEMAS) -> None:
        publish(self._session, self._database, self._path, self._published, schemas)

    def close(self) -> None:
        self._session.close()
