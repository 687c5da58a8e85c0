"""Opening a store of the engine Spark for writing.

Belongs here: the order of it, and whether folder and inner store belong together. Not here: each step.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pandas as pd

from smm_assets.errors import StoreError
from smm_assets.settings import Project
from smm_assets.warehouse.columns import StoredColumn, StoredTable
from smm_assets.warehouse.duckdb_store import open_duckdb
from smm_assets.warehouse.lock import held
from smm_assets.warehouse.migrations import LAKE
from smm_assets.warehouse.place import folder_of, inner_server_of
from smm_assets.warehouse.spark.folder import Folder
from smm_assets.warehouse.spark.store import SparkStore
from smm_assets.warehouse.store import Store

OWNER = StoredTable(
    schema=LAKE,
    name="owner",
    description="Mark of the shared folder these books are about. Grain: one row",
    columns=(StoredColumn(name="mark", kind="text", description="what the folder's file owner says too"),),
)


@contextmanager
def open_writer(
    project: Project,
    *,
    wait_seconds: float,
    on_wait: Callable[[str], None] | None,
    migrate: Callable[[Store], None],
) -> Iterator[Store]:
    """The store, locked by the lock of the inner one until the block ends, in the shape this software expects."""
    server = inner_server_of(project)
    with ExitStack() as closing:
        if server is None:
            closing.enter_context(held(project.lock, wait_seconds=wait_seconds, on_wait=on_wait))
            inner: Store = open_duckdb(project.warehouse, published=project.published)
            closing.callback(inner.close)
            store = _store(project, inner, migrate)
        else:
            from smm_assets.warehouse.postgres.opening import open_writer as open_server

            opened: list[SparkStore] = []
            inner = open_server(
                server,
                wait_seconds=wait_seconds,
                on_wait=on_wait,
                migrate=lambda found: opened.append(_store(project, found, migrate)),
            )
            closing.callback(inner.close)
            store = opened[0]
        closing.callback(store.let_go)
        yield store


def _store(project: Project, inner: Store, migrate: Callable[[Store], None]) -> SparkStore:
    if inner.tables("raw"):
        raise StoreError(
            "the tables of this project are kept without Spark so far",
            cure="Leave out engine in smm.yaml; or make a new project folder for Spark and ingest the exports there",
        )
    folder = Folder(folder_of(project))
    folder.prepare()
    _check_owner(inner, folder)
    store = SparkStore(inner, folder, project.settings.spark, project.data / "spark.log")
    migrate(store)
    return store


def _check_owner(inner: Store, folder: Folder) -> None:
    """Two projects in one folder would remove each other's files."""
    if not inner.exists(OWNER.schema, OWNER.name):
        inner.define(OWNER.schema, OWNER.name, OWNER.columns, OWNER.description)
    known = inner.read("SELECT mark FROM lake.owner")["mark"].tolist()
    found = folder.owner()
    if found is None and not known:
        mark = uuid.uuid4().hex
        folder.claim(mark)
        inner.load(OWNER.schema, OWNER.name, pd.DataFrame({"mark": [mark]}))
    elif found is None or found not in known:
        raise StoreError(
            f"{folder.root} holds tables of another project" if found else f"{folder.root} holds no tables any more",
            cure="Give spark.folder in smm.yaml a folder of this project's own, or put back the one it had",
        )
