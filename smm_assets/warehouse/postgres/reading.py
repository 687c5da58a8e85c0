"""Published tables of a PostgreSQL store, read safely: one version of them, one moment, no writing, no files.

Belongs here: the session of a reader. Not here: how versions come and go (`publishing`).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

import pandas as pd
import pyarrow as pa

from smm_assets.errors import NothingPublished, QueryError, StoreError
from smm_assets.warehouse.batches import arrow_schema
from smm_assets.warehouse.columns import quoted
from smm_assets.warehouse.postgres import catalog
from smm_assets.warehouse.postgres.analysts import ROLE, may_become
from smm_assets.warehouse.postgres.draining import drained
from smm_assets.warehouse.postgres.names import with_schemas, words
from smm_assets.warehouse.postgres.publishing import BI, MARTS, beside, pin_key, published_at
from smm_assets.warehouse.postgres.session import Session
from smm_assets.warehouse.store import NO_PARAMETERS, PUBLISHED_SCHEMAS, ReadOnlyStore

# Functions that run a text as SQL or change the terms of the session: the way out of a role for a powerful user.
_REFUSED = re.compile(r"set_config|(query|cursor)_to_xml\w*|ts_stat|ts_rewrite|dblink\w*|crosstab\w*|connectby|[uU]&.*")
_EXPLAIN = re.compile(r"\s*EXPLAIN\b", re.IGNORECASE)
_DESCRIBE = re.compile(r'\s*DESCRIBE\s+(?:TABLE\s+)?(?:"?(\w+)"?\.)?"?(\w+)"?\s*;?\s*', re.IGNORECASE)
_ONLY = "Ask one SELECT statement"
_Found = TypeVar("_Found")


class PublishedTables(ReadOnlyStore):
    """See `ReadOnlyStore`. Takes SELECT statements only. The version of marts that was current when it was opened is
    read until the end; decisions and books as they stood at that moment.
    """

    dialect = "postgres"

    def __init__(self, session: Session) -> None:
        self._session = session
        self._version, self._views = self._pinned()
        self._name = MARTS
        self._role = may_become(session)
        self._open = session.transaction()
        self._open.__enter__()
        if self._role:
            session.run(f"SET LOCAL ROLE {ROLE}")

    def _pinned(self) -> tuple[int, int]:
        """Hold the current version, so that it is not dropped: asked again until the one held is the current one.
        Returns the numbers of its schemas marts and bi.
        """
        while True:
            if published_at(self._session) is None:
                raise NothingPublished(f"nothing is published yet in {self._session.place}", cure="Run smm run first")
            number = catalog.schema_number(self._session, MARTS)
            self._session.rows("SELECT pg_advisory_lock_shared(:key)", {"key": pin_key(number)})
            views = catalog.schema_number(self._session, BI)
            if catalog.schema_number(self._session, MARTS) == number:
                return number, views
            self._session.rows("SELECT pg_advisory_unlock_shared(:key)", {"key": pin_key(number)})

    def read(self, sql: str, parameters: Mapping[str, object] = NO_PARAMETERS) -> pd.DataFrame:
        described = _DESCRIBE.fullmatch(sql)
        if described:
            return self._described(described[1], described[2])
        refused = [word for word in words(sql) if _REFUSED.fullmatch(word)]
        if refused:
            raise QueryError(f"{refused[0]} may not be used on the published tables", cure=_ONLY)
        return self._steady(lambda: self._answer(with_schemas(sql, self._places()), parameters))

    def _steady(self, ask: Callable[[], _Found]) -> _Found:
        """An answer of the version that is held: a version is renamed once, when the next one is swapped in, so an
        answer counts when the name is still the same afterwards."""
        while True:
            before = self._name
            try:
                with self._session.attempt():
                    self._session.run(f"SET LOCAL search_path = {quoted(before)}, {quoted(beside(before))}, state, ops")
                    found: _Found | QueryError = ask()
            except QueryError as error:
                found = error
            self._name = catalog.schema_name(self._session, self._version) if before == MARTS else before
            if self._name == before:
                if isinstance(found, QueryError):
                    said = found.message.replace(before, MARTS).replace(beside(before), BI)
                    raise QueryError(said, cure=found.cure)
                return found

    def _places(self) -> dict[str, str]:
        return {} if self._name == MARTS else {MARTS: self._name, BI: beside(self._name)}

    def _answer(self, sql: str, parameters: Mapping[str, object]) -> pd.DataFrame:
        """A cursor is declared for a SELECT alone, whatever the text says: the server sees to that."""
        if _EXPLAIN.match(sql):
            return self._session.single(sql)
        declared = f"DECLARE published NO SCROLL CURSOR FOR\n{sql.strip().rstrip(';')}\n"
        if parameters:
            self._session.run(declared, parameters)
        else:
            self._session.single(declared)
        found = self._session.single("FETCH ALL FROM published")
        self._session.run("CLOSE published")
        return found

    def _described(self, schema: str | None, table: str) -> pd.DataFrame:
        schemas = [schema.lower()] if schema else PUBLISHED_SCHEMAS
        found = next((kinds for where in schemas if (kinds := self.columns(where, table.lower()))), None)
        if found is None:
            raise QueryError(f'relation "{table}" does not exist')
        return pd.DataFrame({"column_name": list(found), "column_type": list(found.values())})

    def _number(self, schema: str) -> int:
        if schema not in PUBLISHED_SCHEMAS:
            return 0
        versions = {MARTS: self._version, BI: self._views}
        return versions[schema] if schema in versions else catalog.schema_number(self._session, schema)

    def tables(self, schema: str) -> list[str]:
        return list(catalog.relations(self._session, self._number(schema)))

    def columns(self, schema: str, table: str) -> dict[str, str]:
        return catalog.columns(self._session, self._number(schema), table)

    def batches(self, schema: str, table: str) -> Iterator[pa.Table]:
        wanted = arrow_schema(self.columns(schema, table))
        source = quoted(catalog.schema_name(self._session, self._number(schema)), table)
        return drained(self._session.drain(f"COPY (SELECT * FROM {source}) TO STDOUT (FORMAT csv)"), wanted)  # noqa: S608

    def comments(self, schema: str, table: str) -> dict[str, str]:
        return catalog.comments(self._session, self._number(schema), table)

    def close(self) -> None:
        try:
            self._open.__exit__(None, None, None)
        except StoreError:
            pass
        finally:
            self._session.close()
