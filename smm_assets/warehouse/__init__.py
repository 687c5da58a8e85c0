"""The store: one small interface, and the only doors to DuckDB, PostgreSQL and Spark.

Belongs here: opening a store (with its lock) and the published tables, whatever the engine. Not here: what any table
means beyond its types and comments, nor any computation on rows. Engines are loaded by whoever opens one.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from smm_assets.settings import Project
from smm_assets.warehouse.columns import ColumnLike, StoredColumn
from smm_assets.warehouse.store import ReadOnlyStore, Store

__all__ = ["ColumnLike", "ReadOnlyStore", "Store", "StoredColumn", "open_published", "open_store"]


@contextmanager
def open_store(
    project: Project, *, wait_seconds: float = 600, on_wait: Callable[[str], None] | None = None
) -> Iterator[Store]:
    """The project's store, opened for writing: takes its lock, migrates, yields, closes.

    Another process at work is waited for (on_wait gets a message once). Raises StoreBusy when it takes longer than
    wait_seconds, StoreError when the store is newer than this software, damaged, or cannot be reached.
    """
    from smm_assets.warehouse.lock import held
    from smm_assets.warehouse.migrations import migrate
    from smm_assets.warehouse.place import server_of

    project.data.mkdir(parents=True, exist_ok=True)
    if project.settings.is_on_spark:
        from smm_assets.warehouse.spark import opening

        with opening.open_writer(project, wait_seconds=wait_seconds, on_wait=on_wait, migrate=migrate) as store:
            yield store
        return
    server = server_of(project)
    if server is not None:
        from smm_assets.warehouse.postgres.opening import open_writer

        store = open_writer(server, wait_seconds=wait_seconds, on_wait=on_wait, migrate=migrate)
        try:
            yield store
        finally:
            store.close()
        return
    from smm_assets.warehouse.duckdb_store import open_duckdb

    with held(project.lock, wait_seconds=wait_seconds, on_wait=on_wait):
        store = open_duckdb(project.warehouse, published=project.published, large=project.large)
        try:
            migrate(store)
            yield store
        finally:
            store.close()


@contextmanager
def open_published(project: Project) -> Iterator[ReadOnlyStore]:
    """The published tables, for reading only; needs no lock and never waits, also while a run is writing.

    The version that was current when they were opened is read until the end, also when a new one is published
    meanwhile. SQL read here can touch neither files nor the network. Raises NothingPublished before the first run.
    """
    from smm_assets.warehouse.place import server_of

    server = server_of(project)
    if project.settings.is_on_spark:
        from smm_assets.warehouse.place import folder_of
        from smm_assets.warehouse.spark.reading import PublishedFiles

        reader: ReadOnlyStore = PublishedFiles(folder_of(project))
    elif server is not None:
        from smm_assets.warehouse.postgres.opening import open_reader as open_tables

        reader = open_tables(server)
    else:
        from smm_assets.warehouse.duckdb_published import open_reader

        reader = open_reader(project.published)
    try:
        yield reader
    finally:
        reader.close()
