"""Bringing a store to the shape this software expects, and refusing one that is newer.

Belongs here: the ordered migrations and creating what is missing. Not here: what the tables are (`schema.py`,
`bookkeeping.py`). New tables and nullable columns need no migration; anything that changes stored data does.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from smm_assets import schema
from smm_assets.errors import StoreError
from smm_assets.schema import RawTable
from smm_assets.warehouse.bookkeeping import BOOKKEEPING, SCHEMA_VERSION
from smm_assets.warehouse.columns import Access, StoredTable
from smm_assets.warehouse.store import Store

LAKE = "lake"  # what the engine Spark keeps about its files, in the store that holds ops and state
SCHEMAS = ("raw", "staging", "intermediate", "marts", "ops", "state")


@dataclass(frozen=True, kw_only=True)
class Migration:
    """One step of the store's history. apply: changes stored data; runs inside the transaction that records it."""

    version: int
    description: str
    apply: Callable[[Store], None] | None = None


def access_of(table: RawTable) -> Access:
    """How rows of a raw table are looked for: by the days they are about, and by the part of a file they came from."""
    return Access(by="period_start" if table.by_day else "", sought=(("file_id", "part"),))


def _lay_out(store: Store) -> None:
    for table in schema.RAW_TABLES.values():
        store.lay_out("raw", table.name, access_of(table))


MIGRATIONS: tuple[Migration, ...] = (
    Migration(version=1, description="the first shape of raw, ops and state"),
    Migration(version=2, description="raw rows lie by quarters where the engine keeps them apart", apply=_lay_out),
)


def migrate(store: Store, migrations: tuple[Migration, ...] = MIGRATIONS) -> None:
    """Apply what is missing, all or nothing. Raises StoreError when the store was written by a newer version."""
    if store.tables(LAKE):
        raise StoreError(
            "the tables of this project are kept as files for Spark",
            cure="Put engine: spark back into smm.yaml; or make a new project folder and ingest the exports there",
        )
    newest = migrations[-1].version
    with store.transaction():
        found, shape = _state(store)
        if found > newest:
            raise StoreError(
                f"the store has schema version {found}, this software knows versions up to {newest}",
                cure="Install the newer version of the software that wrote it",
            )
        if (found, shape) == (newest, expected_shape()):
            return
        for name in SCHEMAS:
            store.execute(f'CREATE SCHEMA IF NOT EXISTS "{name}"')
        _define(store, SCHEMA_VERSION)
        for migration in migrations:
            if migration.version > found:
                _apply(store, migration)
        _define_all(store)
        mark = "UPDATE ops.schema_version SET shape = :shape WHERE version = :version"
        store.execute(mark, {"shape": expected_shape(), "version": newest})


def expected_shape() -> str:
    """Hash of every table, column, type and comment this software expects, so that opening need not compare them."""
    return hashlib.sha256(repr((schema.RAW_TABLES, BOOKKEEPING)).encode()).hexdigest()


def _state(store: Store) -> tuple[int, str | None]:
    if "shape" not in store.columns(SCHEMA_VERSION.schema, SCHEMA_VERSION.name):
        return 0, None
    rows = store.read("SELECT version, shape FROM ops.schema_version ORDER BY version DESC LIMIT 1")
    return (int(rows["version"].iloc[0]), rows["shape"].iloc[0]) if len(rows) else (0, None)


def _apply(store: Store, migration: Migration) -> None:
    if migration.apply is not None:
        migration.apply(store)
    row = {"version": [migration.version], "description": [migration.description]}
    store.load(SCHEMA_VERSION.schema, SCHEMA_VERSION.name, pd.DataFrame(row))


def _define_all(store: Store) -> None:
    for table in schema.RAW_TABLES.values():
        store.define("raw", table.name, table.columns, f"Grain: {table.grain}", access_of(table))
    for stored in BOOKKEEPING:
        _define(store, stored)


def _define(store: Store, table: StoredTable) -> None:
    store.define(table.schema, table.name, table.columns, table.description)
