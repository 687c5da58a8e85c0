"""Restoring a backup: into the project's store, whichever engine that is, with its archive and the user's files.

Belongs here: the order of it. Not here: the form of the file (`packed`, `contents`), putting the store in place
(`warehouse/replacing`).

Everything is taken out and checked before anything of the project is touched. Archived exports are only ever added.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from smm_assets.backup.contents import Contents, KeptFile, KeptTable
from smm_assets.backup.packed import Packed, opened
from smm_assets.errors import StoreError, UsageError
from smm_assets.schema import RAW_TABLES
from smm_assets.settings import PROJECT_FILE, Project
from smm_assets.warehouse.batches import PIECE
from smm_assets.warehouse.bookkeeping import BOOKKEEPING
from smm_assets.warehouse.columns import ANY_ACCESS, ColumnLike
from smm_assets.warehouse.migrations import MIGRATIONS, SCHEMAS, access_of, migrate
from smm_assets.warehouse.replacing import Replacing, replaced
from smm_assets.warehouse.store import Store

Say = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Restored:
    """What came back. written: the user's files put in place; kept: those that are others today and stayed."""

    made_at: str
    made_with: str
    tables: int
    rows: int
    originals: int
    written: tuple[str, ...]
    kept: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What may be replaced: a store that holds something; files of the user that are others today."""

    store: bool = False
    files: bool = False


def restore(
    home: Path,
    source: Path,
    wish: Wish,
    *,
    environ: Mapping[str, str] | None = None,
    on_wait: Say | None = None,
    say: Say,
) -> Restored:
    """Bring a project folder to what the backup holds; a folder without smm.yaml becomes a project.

    environ: variables smm.yaml names, this process's own when None. Raises UsageError, ConfigurationError or
    StoreError, and then the project is as it was.
    """
    with opened(source, newest=MIGRATIONS[-1].version) as packed:
        made = not home.exists()
        data = home / "data"
        data.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix="restoring-", dir=data))
        try:
            return _restored(home, packed, folder, wish, environ, on_wait, say)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            _tidied(home, made)


def _restored(
    home: Path,
    packed: Packed,
    folder: Path,
    wish: Wish,
    environ: Mapping[str, str] | None,
    on_wait: Say | None,
    say: Say,
) -> Restored:
    kept = packed.contents
    members: tuple[KeptFile | KeptTable, ...] = (*kept.project, *kept.archive, *kept.tables)
    for one in members:
        say(f"checking {one.file}")
        packed.take_out(one.file, folder / one.file, sha256=one.sha256, size_bytes=one.size_bytes)
    written, left = _own_files(home, kept, wish)
    beside = [(folder / one.file, home / one.path) for one in written]
    project = _project(home, {place: new for new, place in beside}, environ)
    how = Replacing(allowed=wish.store, folder=folder, beside=beside, on_wait=on_wait)
    with replaced(project, how) as store:
        with store.transaction():
            _fill(store, kept, folder, say)
            migrate(store)
        _add_to_archive(project, kept, folder)
    return Restored(
        made_at=kept.made_at,
        made_with=kept.made_with,
        tables=len(kept.tables),
        rows=sum(one.rows for one in kept.tables),
        originals=len(kept.archive),
        written=tuple(one.path for one in written),
        kept=tuple(one.path for one in left),
    )


def _own_files(home: Path, kept: Contents, wish: Wish) -> tuple[list[KeptFile], list[KeptFile]]:
    """The user's files to put in place, and those that stay as they are though the backup has others."""
    other = [one for one in kept.project if _digest(home / one.path) != one.sha256]
    written = [one for one in other if wish.files or not (home / one.path).exists()]
    return written, [one for one in other if one not in written]


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _project(home: Path, new: Mapping[Path, Path], environ: Mapping[str, str] | None) -> Project:
    """The project as it will be. new: place → file that is put there."""
    place = home / PROJECT_FILE
    settings = new.get(place, place)
    if not settings.is_file():
        raise UsageError(f"neither {home} nor the backup holds {PROJECT_FILE}", cure="Make a project first: smm init")
    return Project.with_settings(home, settings, environ=environ)


def _fill(store: Store, kept: Contents, folder: Path, say: Say) -> None:
    for schema in SCHEMAS:
        store.execute(f'CREATE SCHEMA IF NOT EXISTS "{schema}"')
    for table in kept.tables:
        say(f"{table.schema}.{table.name}")
        raw = RAW_TABLES.get(table.name) if table.schema == "raw" else None
        access = ANY_ACCESS if raw is None else access_of(raw)
        store.define(table.schema, table.name, table.stored(_nullable(table)), table.description, access)
        rows = sum(store.load(table.schema, table.name, piece) for piece in _pieces(folder / table.file))
        if rows != table.rows:
            raise StoreError(f"{table.schema}.{table.name}: {rows} rows of {table.rows} came back")
    # So that what this software expects is looked at anew: the mark was set by the one that wrote the backup.
    store.execute("UPDATE ops.schema_version SET shape = NULL")


def _nullable(table: KeptTable) -> dict[str, bool]:
    ours: dict[tuple[str, str], Sequence[ColumnLike]] = {(one.schema, one.name): one.columns for one in BOOKKEEPING}
    ours |= {("raw", one.name): one.columns for one in RAW_TABLES.values()}
    return {column.name: column.nullable for column in ours.get((table.schema, table.name), ())}


def _pieces(path: Path) -> Iterator[pa.Table]:
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(PIECE):
            yield pa.Table.from_batches([batch])


def _add_to_archive(project: Project, kept: Contents, folder: Path) -> None:
    """Archived exports have names made of what they hold, so one that is there is the same."""
    for one in kept.archive:
        place = project.archive / one.path
        if _digest(place) != one.sha256:
            place.parent.mkdir(parents=True, exist_ok=True)
            os.replace(folder / one.file, place)


def _tidied(home: Path, made: bool) -> None:
    """Leave no empty folder behind where there was none."""
    if made and not any(path.is_file() for path in home.rglob("*")):
        shutil.rmtree(home, ignore_errors=True)
