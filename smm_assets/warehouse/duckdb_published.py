"""The published copy, read safely.

Belongs here: opening data/published.duckdb for reading. Not here: how it comes about (`duckdb_publishing`).
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from smm_assets.errors import NothingPublished, StoreError
from smm_assets.warehouse.columns import literal
from smm_assets.warehouse.duckdb_session import Session
from smm_assets.warehouse.parameters import marked
from smm_assets.warehouse.store import NO_PARAMETERS, PUBLISHED_SCHEMAS, ReadOnlyStore

_COPY = "published"
_READS = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)


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
