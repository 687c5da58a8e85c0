"""Opening a PostgreSQL store for writing or for reading.

Belongs here: the order of it. Not here: each step (`session`, `waiting`, `analysts`, `reading`).
"""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime

from smm_assets.errors import StoreError
from smm_assets.warehouse.addresses import Address
from smm_assets.warehouse.postgres import analysts, catalog, letters, waiting
from smm_assets.warehouse.postgres.publishing import MARTS, published_at, tidy
from smm_assets.warehouse.postgres.reading import PublishedTables
from smm_assets.warehouse.postgres.session import Session
from smm_assets.warehouse.postgres.store import PostgresStore
from smm_assets.warehouse.store import Store

# For the writing session alone. Models join tables by several columns that say almost the same; the server takes each
# for news, expects one row where there are thousands, and joins them one by one; a hash is never much worse.
# Memory: what sorting and hashing of one writer need, unless the server or the URL of store: gives more.
_AT_WORK = """
SET enable_nestloop = off;
SELECT set_config(name, CAST(floor_kb AS TEXT) || 'kB', FALSE) FROM pg_catalog.pg_settings
INNER JOIN (VALUES ('work_mem', 65536), ('maintenance_work_mem', 262144)) AS needed (known, floor_kb) ON known = name
WHERE CAST(setting AS BIGINT) < floor_kb"""


def open_writer(
    place: Address,
    *,
    wait_seconds: float,
    on_wait: Callable[[str], None] | None,
    migrate: Callable[[Store], None],
) -> PostgresStore:
    """The store, locked until it is closed, and brought to the shape this software expects."""
    with ExitStack() as closing:
        session = Session(place)
        closing.callback(session.close)
        session.run(_AT_WORK)
        waiting.hold(session, wait_seconds=wait_seconds, on_wait=on_wait)
        store = PostgresStore(session)
        is_new = not catalog.schema_number(session, MARTS)
        if is_new:
            session.run(f"CREATE SCHEMA {MARTS}")
        migrate(store)
        letters.provide(session)
        analysts.admit(session)
        if is_new:
            analysts.open_schema(session, MARTS)
        tidy(session)
        closing.pop_all()
    return store


def open_reader(place: Address) -> PublishedTables:
    """The published tables. Raises NothingPublished when there are none yet, StoreError when they cannot be read."""
    session = Session(place, frozen=True)
    try:
        return PublishedTables(session)
    except StoreError:
        session.close()
        raise


def last_published(place: Address) -> datetime | None:
    """When something was published last, UTC; None when nothing ever was. Raises StoreError."""
    session = Session(place, frozen=True)
    try:
        at = published_at(session)
        return None if at is None else at.replace(tzinfo=UTC)
    finally:
        session.close()
