"""The store: one small interface, and the only doors to DuckDB, PostgreSQL and Spark.

Belongs here: opening a store (with its lock) and the published copy. Not here: what any table means beyond its types
and comments, nor any computation on rows.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from smm_assets.errors import StoreError
from smm_assets.settings import Project
from smm_assets.warehouse.columns import ColumnLike, StoredColumn
from smm_assets.warehouse.lock import held
from smm_assets.warehouse.store import ReadOnlyStore, Store

__all__ = ["ColumnLike", "ReadOnlyStore", "Store", "StoredColumn", "open_published", "open_store"]


@contextmanager
def open_store(
    project: Project, *, wait_seconds: float = 600, on_wait: Callable[[str], None] | None = None
) -> Iterator[Store]:
    """The project's store, opened for writing: takes data/warehouse.lock, migrates, yields, closes.

    Another process at work is waited for (on_wait gets a message once). Raises StoreBusy when it takes longer than
    wait_seconds, StoreError when the store is newer than this software, damaged, or of an engine not available.
    """
    from smm_assets.warehouse.duckdb_store import open_duckdb
    from smm_assets.warehouse.migrations import migrate

    if project.settings.store != "embedded":
        raise StoreError(
            f"smm.yaml asks for a {project.settings.store.partition(':')[0]} store, which this software cannot open",
            cure="Set store: embedded, or leave the key out",
        )
    project.data.mkdir(parents=True, exist_ok=True)
    with held(project.lock, wait_seconds=wait_seconds, on_wait=on_wait):
        store = open_duckdb(project.warehouse, published=project.published)
        try:
            migrate(store)
            yield store
        finally:
            store.close()


@contextmanager
def open_published(project: Project) -> Iterator[ReadOnlyStore]:
    """The published copy, for reading only; needs no lock and never waits, also while a run is writing.

    The copy that was current when it was opened is read until the end, also when a new one is published meanwhile.
    SQL read here can touch neither files nor the network. Raises StoreError when nothing has been published yet.
    """
    from smm_assets.warehouse.duckdb_published import open_reader

    reader = open_reader(project.published)
    try:
        yield reader
    finally:
        reader.close()
