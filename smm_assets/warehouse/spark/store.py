"""The store of the engine Spark, written by the one process that holds the inner store's lock.

Belongs here: the Store interface on files. Not here: the inner store, which holds ops, state and the catalogue; which
tables there are (`migrations`); the published tables (`publishing`, `reading`).
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import pandas as pd

from smm_assets.errors import StoreError
from smm_assets.settings.engine import SparkTerms
from smm_assets.warehouse.columns import ANY_ACCESS, Access, ColumnLike, sql_type
from smm_assets.warehouse.frames import Rows
from smm_assets.warehouse.loading import LoadingStore, check_type
from smm_assets.warehouse.selecting import DayRanges
from smm_assets.warehouse.spark import building, feeding, publishing
from smm_assets.warehouse.spark.books import INNER_SCHEMAS, Books
from smm_assets.warehouse.spark.catalogue import Catalogue
from smm_assets.warehouse.spark.folder import Folder
from smm_assets.warehouse.spark.hand import Hand
from smm_assets.warehouse.spark.local import Local
from smm_assets.warehouse.spark.names import Key, is_spark
from smm_assets.warehouse.spark.relations import Relation
from smm_assets.warehouse.spark.shown import Shown
from smm_assets.warehouse.spark.types import frame as frame_of
from smm_assets.warehouse.store import NO_PARAMETERS, PUBLISHED_SCHEMAS, Store

_MEGA = 1024**2
_NAME = r'(?:"((?:[^"]|"")+)"|(\w+))'
_CHANGE = re.compile(rf"\s*(INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+{_NAME}\s*\.\s*{_NAME}", re.IGNORECASE)
_SCHEMA = re.compile(rf"\s*CREATE\s+SCHEMA\s+IF\s+NOT\s+EXISTS\s+{_NAME}\s*;?\s*", re.IGNORECASE)


class SparkStore(LoadingStore):
    """See `Store`. inner: holds ops, state and the catalogue; said: file that takes what Spark itself writes."""

    dialect = "spark"
    asked_in = "duckdb"  # which is translated for Spark where much has to be read

    def __init__(self, inner: Store, folder: Folder, terms: SparkTerms, said: Path) -> None:
        self._inner, self._terms, self._said = inner, terms, said
        self._folder = folder
        self._catalogue = Catalogue(inner)
        self._books = Books(inner)
        self._local = Local(self._folder)
        self._shown = Shown(self._catalogue, self._books, self._folder, self._local, lambda: self._hand)
        self._in_transaction = False

    @cached_property
    def _hand(self) -> Hand:
        return Hand(self._terms, self._said)

    def read(self, sql: str, parameters: Mapping[str, object] = NO_PARAMETERS) -> pd.DataFrame:
        keys = self._shown.mentioned(sql)
        read = self._shown.size_bytes(keys)
        if is_spark(sql) or read > self._terms.small_mb * _MEGA:
            return frame_of(self._hand.rows(*self._shown.asked(sql, parameters), reads_bytes=read))
        if keys and all(key in self._books for key in keys):
            return self._inner.read(sql, parameters)
        self._shown.to_local(sql)
        return self._local.frame(sql, parameters)

    def execute(self, sql: str, parameters: Mapping[str, object] = NO_PARAMETERS) -> None:
        made = _SCHEMA.fullmatch(sql)
        if made and (made[1] or made[2]) not in INNER_SCHEMAS:
            return
        with self.transaction():
            found = _CHANGE.match(sql)
            key = (found[2] or found[3], found[4] or found[5]) if found else ("", "")
            if found and key in self._catalogue:
                self._change(found[1].split()[0].upper(), key, sql, parameters)
                return
            self._inner.execute(sql, parameters)
            if found:
                self._books.touch([key])
            else:
                self._books.forget()

    def _change(self, verb: str, key: Key, sql: str, parameters: Mapping[str, object]) -> None:
        self._shown.to_local(sql, beside=key)
        relation = self._catalogue[key]
        if verb == "INSERT":
            self._catalogue.put(self._local.inserted(relation, sql, parameters))
        else:
            self._catalogue.put(self._local.changed(relation, sql, feeding.condition(sql), parameters))

    def tables(self, schema: str) -> list[str]:
        if schema in INNER_SCHEMAS:
            return self._inner.tables(schema)
        return sorted(name for where, name in self._catalogue if where == schema)

    def filled(self, tables: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
        inner = {place for place in tables if place[0] in INNER_SCHEMAS}
        return self._inner.filled(inner) | {place for place in set(tables) - inner if self._has_rows(place)}

    def _has_rows(self, key: Key) -> bool:
        """Of a view it is not known, and so counts as having some."""
        return self._catalogue[key].is_view or self._catalogue[key].rows > 0

    def columns(self, schema: str, table: str) -> dict[str, str]:
        if schema in INNER_SCHEMAS:
            return self._inner.columns(schema, table)
        found = self._catalogue.get((schema, table))
        return found.types if found else {}

    def comments(self, schema: str, table: str) -> dict[str, str]:
        if schema in INNER_SCHEMAS:
            return self._inner.comments(schema, table)
        found = self._catalogue.get((schema, table))
        return dict(found.comments) if found else {}

    @contextmanager
    def transaction(self) -> Iterator[None]:
        if self._in_transaction:
            yield
            return
        former, done = self._catalogue.kept(), False
        self._in_transaction = True
        try:
            with self._inner.transaction():
                yield
                self._catalogue.flush()
            done = True
        finally:
            self._in_transaction = False
            if not done:
                self._catalogue.restore(former)
                self._books.forget()

    def load(self, schema: str, table: str, frame: Rows) -> int:
        if schema not in INNER_SCHEMAS:
            return super().load(schema, table, frame)
        with self.transaction():
            self._books.touch([(schema, table)])
            return self._inner.load(schema, table, frame)

    def _append(self, schema: str, table: str, frame: Rows, types: Mapping[str, str]) -> None:
        with self.transaction():
            relation = self._catalogue[(schema, table)]
            self._catalogue.put(feeding.fed(relation, frame, self._local, self._folder))

    def replace(
        self,
        schema: str,
        table: str,
        frame: pd.DataFrame,
        columns: Sequence[ColumnLike] | None = None,
        description: str = "",
    ) -> None:
        if schema not in INNER_SCHEMAS:
            super().replace(schema, table, frame, columns, description)
            return
        with self.transaction():
            self._inner.replace(schema, table, frame, columns, description)
            self._books.forget()

    def define(
        self,
        schema: str,
        table: str,
        columns: Sequence[ColumnLike],
        description: str = "",
        access: Access = ANY_ACCESS,
    ) -> None:
        with self.transaction():
            if schema in INNER_SCHEMAS:
                self._inner.define(schema, table, columns, description, access)
                self._books.forget()
                return
            known = self._catalogue.get((schema, table)) or Relation(schema=schema, name=table, fields=())
            fields = list(known.fields)
            for column in columns:
                if column.name in known.types:
                    check_type(f"{schema}.{table}.{column.name}", known.types[column.name], sql_type(column.kind))
                else:
                    new = not known.fields
                    fields.append(building.field_of(column, nullable=column.nullable if new else True))
            self._catalogue.put(building.shaped(known, fields).saying(building.said(columns, description)))

    def materialize(
        self,
        schema: str,
        name: str,
        select: str,
        kind: str,
        columns: Sequence[ColumnLike],
        description: str = "",
    ) -> int:
        with self.transaction():
            made = self._builder.made((schema, name), select, kind, columns, description)
            self._catalogue.put(made)
            return made.rows

    def refresh(
        self,
        schema: str,
        name: str,
        select: str,
        columns: Sequence[ColumnLike],
        time_column: str,
        ranges: DayRanges,
    ) -> int:
        with self.transaction():
            before = self._catalogue[(schema, name)]
            after, inserted = self._builder.refreshed(before, select, columns, time_column, ranges)
            self._catalogue.put(after)
            return inserted

    @cached_property
    def _builder(self) -> building.Builder:
        return building.Builder(self._shown, self._folder, self._local, lambda: self._hand)

    def drop(self, schema: str, name: str) -> None:
        with self.transaction():
            if schema in INNER_SCHEMAS:
                self._inner.drop(schema, name)
                self._books.forget()
            else:
                self._catalogue.remove((schema, name))

    def publish(self, schemas: Sequence[str] = PUBLISHED_SCHEMAS) -> None:
        if self._in_transaction:
            raise StoreError("publishing was asked for inside a transaction", cure="Publish after it is finished")
        publishing.publish(self._folder, self._catalogue, self._books, self._shown, schemas, self._inner.comments)

    def let_go(self) -> None:
        """Close what is its own; the inner store is closed by who opened it."""
        self._local.close()

    def close(self) -> None:
        self.let_go()
        self._inner.close()
