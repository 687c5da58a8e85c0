"""The published copy: building and swapping it in, and reading it safely.

Belongs here: everything about data/published.duckdb. Not here: what the tables in it mean.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from smm_assets.errors import NothingPublished, StoreError
from smm_assets.warehouse.columns import literal, quoted
from smm_assets.warehouse.duckdb_session import Session
from smm_assets.warehouse.parameters import marked
from smm_assets.warehouse.store import NO_PARAMETERS, PUBLISHED_SCHEMAS, ReadOnlyStore

_NEW, _FORMER, _COPY = "new_copy", "former_copy", "published"
_READS = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)


def publish(session: Session, database: str, target: Path, schemas: Sequence[str]) -> None:
    """Build the new copy beside the former one and swap it in; on any error the former one stays."""
    if session.in_transaction:
        raise StoreError("publishing was asked for inside a transaction", cure="Publish after it is finished")
    unknown = [schema for schema in schemas if schema not in PUBLISHED_SCHEMAS]
    if unknown:
        raise StoreError(f"schema {', '.join(unknown)} is not published; published are {', '.join(PUBLISHED_SCHEMAS)}")
    fresh = target.with_name(f"{target.name}.new")
    _remove(fresh)
    try:
        _build(session, database, fresh, target if target.exists() else None, schemas)
        _flush(fresh)
        os.replace(fresh, target)
    finally:
        _remove(fresh)


def _build(session: Session, database: str, fresh: Path, former: Path | None, schemas: Sequence[str]) -> None:
    session.run(f"ATTACH {literal(str(fresh))} AS {_NEW}")
    attached = [_NEW]
    try:
        if former is not None:
            session.run(f"ATTACH {literal(str(former))} AS {_FORMER} (READ_ONLY)")
            attached.append(_FORMER)
        with session.transaction():
            for schema in PUBLISHED_SCHEMAS:
                session.run(f"CREATE SCHEMA {quoted(_NEW, schema)}")
                source = database if schema in schemas else _FORMER
                if source in (database, *attached):
                    _copy_schema(session, source, schema)
    finally:
        for name in reversed(attached):
            session.run(f"DETACH {name}")


def _copy_schema(session: Session, source: str, schema: str) -> None:
    said = session.comments_of_all(source, schema)
    for name in session.relations(source, schema):
        target = quoted(_NEW, schema, name)
        copied = [f"CREATE TABLE {target} AS SELECT * FROM {quoted(source, schema, name)}"]  # noqa: S608
        for column, comment in said.get(name, {}).items():
            what = f"COLUMN {quoted(_NEW, schema, name, column)}" if column else f"TABLE {target}"
            copied.append(f"COMMENT ON {what} IS {literal(comment)}")
        session.run("; ".join(copied))


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _remove(path: Path) -> None:
    for name in (path, path.with_name(f"{path.name}.wal")):
        name.unlink(missing_ok=True)


def open_reader(path: Path) -> "PublishedStore":
    """Open the published copy. Raises NothingPublished when there is none yet, StoreError when it cannot be read."""
    if not path.is_file():
        raise NothingPublished(f"nothing is published yet ({path} does not exist)", cure="Run smm run first")
    return PublishedStore(path)


class PublishedStore(ReadOnlyStore):
    """See `ReadOnlyStore`. Takes SELECT statements only; files, network and settings are out of reach of the SQL.

    The copy is attached to a private in-memory instance, so that a later copy can be opened in the same process.
    """

    dialect = "duckdb"

    def __init__(self, path: Path) -> None:
        self._session = Session(":memory:", {"temp_directory": str(path.with_name("published.tmp"))})
        self._session.run(f"ATTACH {literal(str(path))} AS {_COPY} (READ_ONLY)")
        self._session.run(f"SET search_path = {literal(','.join(self._schemas()))}")
        self._session.run("SET enable_external_access = false")
        self._session.run("SET lock_configuration = true")

    def _schemas(self) -> list[str]:
        """Schemas of the copy that hold anything: one published by a former version may lack the newest."""
        return [f"{_COPY}.{schema}" for schema in PUBLISHED_SCHEMAS if self._session.relations(_COPY, schema)]

    def read(self, sql: str, parameters: Mapping[str, object] = NO_PARAMETERS) -> pd.DataFrame:
        only_select(marked(sql, parameters, "$"))
        return self._session.frame(sql, parameters)

    def tables(self, schema: str) -> list[str]:
        return list(self._session.relations(_COPY, schema))

    def columns(self, schema: str, table: str) -> dict[str, str]:
        return self._session.columns(_COPY, schema, table)

    def batches(self, schema: str, table: str) -> Iterator[pa.Table]:
        return self._session.batches(_COPY, schema, table)

    def comments(self, schema: str, table: str) -> dict[str, str]:
        return self._session.comments(_COPY, schema, table)

    def close(self) -> None:
        self._session.close()


def only_select(sql: str) -> None:
    """Raises StoreError unless a text is one SELECT."""
    try:
        kinds = [statement.type for statement in duckdb.extract_statements(sql)]
    except duckdb.Error as error:
        raise StoreError(str(error).strip(), cure="Correct the SQL") from error
    if len(kinds) != 1 or kinds[0] not in _READS:
        raise StoreError("the published tables can only be read", cure="Ask one SELECT statement")
