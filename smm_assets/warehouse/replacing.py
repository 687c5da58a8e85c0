"""A store that takes the place of a project's own, whole or not at all.

Belongs here: where it is filled on each engine, and putting it in place under the lock. Not here: what it is filled
with (`smm_assets/backup`).
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from smm_assets.errors import UsageError
from smm_assets.settings import Project
from smm_assets.warehouse.addresses import Address
from smm_assets.warehouse.migrations import SCHEMAS
from smm_assets.warehouse.place import server_of
from smm_assets.warehouse.store import Store
from smm_assets.warehouse.swapping import Pair, swapped

_ALL = ("bi", "marts", "intermediate", "staging", "raw", "ops", "state")
_TAKEN = "Add --replace to put the backup in its place; what is there now is gone then"
_HOLDS = ("arrival", "run", "export_file")


@dataclass(frozen=True, kw_only=True)
class Replacing:
    """How a store is replaced. allowed: also one that holds something; folder: an empty one on the project's disk;
    beside: files that are put in place with it.
    """

    allowed: bool
    folder: Path
    beside: Sequence[Pair] = ()
    on_wait: Callable[[str], None] | None = None
    wait_seconds: float = 600


def check_engine(project: Project) -> None:
    """Raises UsageError where tables are files of a shared folder, which are kept by the means of that storage."""
    if project.settings.is_on_spark:
        cure = "Keep copies of spark.folder and of the store by the means of that storage, while no run is at work"
        raise UsageError("backups hold stores that are a file or a PostgreSQL database, not engine: spark", cure=cure)


@contextmanager
def replaced(project: Project, how: Replacing) -> Iterator[Store]:
    """An empty store to fill. When the block ends well it is the project's, and published; when not, nothing changed.

    Who is writing the store is waited for. Raises UsageError when it holds something and that is not allowed.
    """
    check_engine(project)
    aside = how.folder / "former"
    aside.mkdir()
    server = server_of(project)
    filled = _in_file(project, how, aside) if server is None else _on_server(server, how, aside)
    with filled as store:
        yield store


@contextmanager
def _in_file(project: Project, how: Replacing, aside: Path) -> Iterator[Store]:
    from smm_assets.warehouse.duckdb_store import open_duckdb
    from smm_assets.warehouse.lock import held

    fresh, copy = how.folder / project.warehouse.name, how.folder / project.published.name
    with held(project.lock, wait_seconds=how.wait_seconds, on_wait=how.on_wait):
        if project.warehouse.exists() and not how.allowed:
            raise UsageError(f"the project has a store already ({project.warehouse})", cure=_TAKEN)
        store = open_duckdb(fresh, published=copy)
        try:
            yield store
            store.publish()
        finally:
            store.close()
        log = project.warehouse.with_name(f"{project.warehouse.name}.wal")
        pairs: list[Pair] = [(None, log), (fresh, project.warehouse), (copy, project.published), *how.beside]
        with swapped(pairs, aside):
            pass


@contextmanager
def _on_server(place: Address, how: Replacing, aside: Path) -> Iterator[Store]:
    from smm_assets.warehouse.postgres.opening import open_writer

    store = open_writer(place, wait_seconds=how.wait_seconds, on_wait=how.on_wait, migrate=_prepare)
    try:
        if not how.allowed and any(_holds_something(store, name) for name in _HOLDS):
            raise UsageError(f"the project has a store already ({place})", cure=_TAKEN)
        with swapped(how.beside, aside):
            with store.transaction():
                for schema in _ALL:
                    for name in store.tables(schema):
                        store.drop(schema, name)
                yield store
            store.publish()
    finally:
        store.close()


def _prepare(store: Store) -> None:
    """What opening rests on; the tables that are there are about to go."""
    for schema in SCHEMAS:
        store.execute(f'CREATE SCHEMA IF NOT EXISTS "{schema}"')


def _holds_something(store: Store, name: str) -> bool:
    return store.exists("ops", name) and not store.read(f"SELECT 1 AS found FROM ops.{name} LIMIT 1").empty  # noqa: S608
