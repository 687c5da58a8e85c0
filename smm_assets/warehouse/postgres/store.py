"""The store on a PostgreSQL server, written by the one process that holds its advisory lock.

Belongs here: the Store interface in PostgreSQL's SQL. Not here: the lock (`waiting`), which tables there are
(`migrations`), the published tables (`publishing`, `reading`).

What SQL and callers call marts and bi lies in schemas build and build_bi; the schemas marts and bi themselves hold what
was published last.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from smm_assets.errors import StoreError
from smm_assets.warehouse.batches import arrow_schema
from smm_assets.warehouse.columns import Access, ColumnLike, quoted, sql_type
from smm_assets.warehouse.defining import DefiningStore
from smm_assets.warehouse.frames import Rows, names_of
from smm_assets.warehouse.postgres import analysts, catalog, indexes, quarters
from smm_assets.warehouse.postgres.draining import drained
from smm_assets.warehouse.postgres.feeding import fed, pieces
from smm_assets.warehouse.postgres.growth import Growth
from smm_assets.warehouse.postgres.names import with_schemas
from smm_assets.warehouse.postgres.publishing import publish
from smm_assets.warehouse.postgres.session import Session
from smm_assets.warehouse.postgres.types import cast, stored_type
from smm_assets.warehouse.selecting import DayRanges, check_kind, check_yielded, within
from smm_assets.warehouse.store import NO_PARAMETERS, PUBLISHED_SCHEMAS

WORKING = {"marts": "build", "bi": "build_bi"}
OURS = ("raw", "staging", "intermediate", *WORKING, *WORKING.values(), "ops", "state")


class PostgresStore(DefiningStore):
    """See `Store`."""

    dialect = "postgres"

    def __init__(self, session: Session) -> None:
        self._session = session
        self._growth = Growth(session)
        self._parted_by: dict[tuple[str, str], str] = {}

    def read(self, sql: str, parameters: Mapping[str, object] = NO_PARAMETERS) -> pd.DataFrame:
        return self._session.frame(with_schemas(sql, WORKING), parameters)

    def execute(self, sql: str, parameters: Mapping[str, object] = NO_PARAMETERS) -> None:
        self._session.run(with_schemas(sql, WORKING), parameters)

    def tables(self, schema: str) -> list[str]:
        return list(catalog.relations(self._session, self._number(schema)))

    def columns(self, schema: str, table: str) -> dict[str, str]:
        return catalog.columns(self._session, self._number(schema), table)

    def batches(self, schema: str, table: str) -> Iterator[pa.Table]:
        wanted = arrow_schema(self.columns(schema, table))
        source = _table(schema, table)
        return drained(self._session.drain(f"COPY (SELECT * FROM {source}) TO STDOUT (FORMAT csv)"), wanted)  # noqa: S608

    def comments(self, schema: str, table: str) -> dict[str, str]:
        return catalog.comments(self._session, self._number(schema), table)

    def _number(self, schema: str) -> int:
        return catalog.schema_number(self._session, _place(schema))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self._session.transaction():
            yield

    def _run(self, sql: str) -> None:
        self._session.run(sql)

    def _table(self, schema: str, name: str) -> str:
        return _table(schema, name)

    def _spelled(self, kind: str) -> str:
        return stored_type(kind)

    def _append(self, schema: str, table: str, frame: Rows, types: Mapping[str, str]) -> None:
        target = f"{_table(schema, table)} ({', '.join(map(quoted, names_of(frame)))})"
        rows = fed(frame, types)
        self._make_room(schema, table, rows)
        self._session.feed(f"COPY {target} FROM STDIN (FORMAT csv)", pieces(rows))

    def _make_room(self, schema: str, table: str, rows: pa.Table) -> None:
        """Partitions for the days of rows that are about to come, where the table lies in partitions."""
        if (schema, table) not in self._parted_by:
            self._parted_by[schema, table] = catalog.parted_by(self._session, self._number(schema), table)
        by = self._parted_by[schema, table]
        if not by:
            self._growth.note(_place(schema), table, len(rows))
        elif by in rows.column_names:
            days = pc.unique(rows.column(by).cast(pa.date32()).drop_null()).to_pylist()
            for part in quarters.make_room(self._session, schema, table, days):
                self._growth.note(schema, part, len(rows), whole=table)

    def replace(
        self,
        schema: str,
        table: str,
        frame: pd.DataFrame,
        columns: Sequence[ColumnLike] | None = None,
        description: str = "",
    ) -> None:
        with self.transaction():
            super().replace(schema, table, frame, columns, description)
            self._session.run(f"ANALYZE {_table(schema, table)}")

    def _create(self, schema: str, table: str, definition: str, access: Access) -> None:
        quarters.create(self._session, _place(schema), table, definition, access)

    def lay_out(self, schema: str, table: str, access: Access) -> bool:
        with self.transaction():
            former = quarters.taken_apart(self._session, schema, table, access)
            if former:
                self.drop(schema, former)
                self._parted_by.clear()
            if self.exists(schema, table):
                quarters.index(self._session, schema, table, access)
            return bool(former)

    def _emptied(self, schema: str, table: str, columns: Sequence[ColumnLike]) -> bool:
        """Empty a table that is of that shape already; views that read it need not be made again then."""
        shape = [(column.name, sql_type(column.kind)) for column in columns]
        same = self._kind(schema, table) == "table" and list(self.columns(schema, table).items()) == shape
        if same:
            indexes.let_go(self._session, _place(schema), table)
            self._session.run(f"TRUNCATE {_table(schema, table)}")
        return same

    def _kind(self, schema: str, name: str) -> str | None:
        return catalog.relations(self._session, self._number(schema)).get(name)

    def _make_schema(self, schema: str) -> None:
        if not self._number(schema):
            self._session.run(f"CREATE SCHEMA {quoted(_place(schema))}")

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
            self._growth.look()
            count = self._fill(schema, name, kind, self._checked(schema, name, select, columns), columns)
            self._comment(kind.upper(), schema, name, columns, description, self.comments(schema, name))
            return count if kind == "table" else 0

    def _fill(self, schema: str, name: str, kind: str, rows: str, columns: Sequence[ColumnLike]) -> int:
        if kind == "table" and self._emptied(schema, name, columns):
            names = ", ".join(quoted(column.name) for column in columns)
            count = self._session.run(f"INSERT INTO {_table(schema, name)} ({names}) {rows}")
        else:
            self._make_schema(schema)
            self.drop(schema, name)
            count = self._session.run(f"CREATE {kind.upper()} {_table(schema, name)} AS {rows}")
        if kind == "table":
            self._session.run(f"ANALYZE {_table(schema, name)}")
        return count

    def refresh(
        self,
        schema: str,
        name: str,
        select: str,
        columns: Sequence[ColumnLike],
        time_column: str,
        ranges: DayRanges,
    ) -> int:
        days, names = within(time_column, ranges), ", ".join(quoted(column.name) for column in columns)
        with self.transaction():
            self._growth.look()
            rows = self._checked(schema, name, select, columns)
            indexes.by_day(self._session, _place(schema), name, time_column)
            self._session.run(f"DELETE FROM {_table(schema, name)} WHERE {days}")  # noqa: S608
            return self._session.run(f"INSERT INTO {_table(schema, name)} ({names}) {rows} WHERE {days}")

    def _checked(self, schema: str, name: str, select: str, columns: Sequence[ColumnLike]) -> str:
        """A SELECT of the given one's rows, each column cast to its type, once its columns are the declared ones."""
        body = with_schemas(select.strip().rstrip(";"), WORKING)
        yielded = self._session.yielded(body)
        check_yielded(f"{schema}.{name}", list(yielded), columns)
        casts = ", ".join(cast(column, yielded[column.name]) for column in columns)
        return f"SELECT {casts} FROM (\n{body}\n) AS model"  # noqa: S608

    def drop(self, schema: str, name: str) -> None:
        kind = self._kind(schema, name)
        if kind is None:
            return
        readers = catalog.views_on(self._session, self._number(schema), name)
        strange = [f"{where}.{view}" for where, view in readers if where not in OURS]
        if strange:
            raise StoreError(
                f"{schema}.{name} cannot be made anew: {', '.join(strange)} reads it",
                cure="Drop that view; query the tables of marts instead",
            )
        self._session.run(f"DROP {kind.upper()} {_table(schema, name)}{' CASCADE' if readers else ''}")

    def publish(self, schemas: Sequence[str] = PUBLISHED_SCHEMAS) -> None:
        analysts.admit(self._session)
        publish(self._session, WORKING, schemas)

    def close(self) -> None:
        self._session.close()


def _place(schema: str) -> str:
    return WORKING.get(schema, schema)


def _table(schema: str, name: str) -> str:
    return quoted(_place(schema), name)
