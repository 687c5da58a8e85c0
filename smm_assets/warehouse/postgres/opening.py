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
        waiting.hold(session, wait_seconds=wait_seconds, on_wait=on_wait)
        store = PostgresStore(session)
        if not catalog.schema_number(session, MARTS):
            session.run(f"CREATE SCHEMA {MARTS}")
        migrate(store)
        letters.provide(session)
        analysts.admit(session)
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
