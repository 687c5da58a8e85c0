"""Making a backup: tables, archived exports and the user's files, as they are at one moment.

Belongs here: what goes in. Not here: the form of the file (`packed`, `contents`).

Kept are the tables that cannot be made again (raw, ops, state) and those that were published, so that a restored
project can be read at once. What lies between, and what models noted of it, is made anew by the next run.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import pyarrow.parquet as pq

from smm_assets.backup.contents import (
    ARCHIVE,
    FORMAT,
    KEPT,
    PROJECT,
    PUBLISHED,
    TABLES,
    Contents,
    KeptFile,
    KeptTable,
)
from smm_assets.backup.packed import Packing, packing
from smm_assets.errors import NothingPublished, UsageError
from smm_assets.replay.files import user_files
from smm_assets.settings import Project
from smm_assets.warehouse import ReadOnlyStore, open_published, open_store
from smm_assets.warehouse.batches import arrow_schema
from smm_assets.warehouse.migrations import MIGRATIONS
from smm_assets.warehouse.replacing import check_engine

MADE_ANEW = ("ops.change", "ops.model_build")
Say = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Made:
    """A backup that was written. originals: archived exports; project_files: those the user writes."""

    file: str
    size_bytes: int
    tables: int
    rows: int
    originals: int
    project_files: int


def make(
    project: Project, target: Path, *, now: datetime, overwrite: bool = False, on_wait: Say | None = None, say: Say
) -> Made:
    """Write a backup. Whoever is writing the store is waited for, and nobody writes it meanwhile.

    Raises UsageError when there is nothing to back up, or the file is there and is not to be overwritten.
    """
    check_engine(project)
    if target.exists() and not overwrite:
        raise UsageError(f"{target} is there already", cure="Name another file, or add --overwrite")
    if not target.parent.is_dir():
        raise UsageError(f"there is no folder {target.parent}", cure="Make it first, or name another file")
    if project.settings.is_embedded and not project.warehouse.is_file():
        raise UsageError("there is nothing to back up yet", cure="Run the daily job first: smm run")
    with open_store(project, on_wait=on_wait) as store, packing(target) as out:
        tables = [_table(out, store, schema, name, say) for schema in KEPT for name in store.tables(schema)]
        read = list(_published(project, out, say))
        contents = Contents(
            format=FORMAT,
            schema_version=MIGRATIONS[-1].version,
            made_with=version("smm-budget"),
            made_at=f"{now:%Y-%m-%dT%H:%M:%SZ}",
            engine=store.dialect,
            published=bool(read),
            tables=(*tables, *read),
            project=tuple(_files(out, project.home, _own_files(project), PROJECT)),
            archive=tuple(_files(out, project.archive, _archived(project, say), ARCHIVE)),
        )
        out.finish(contents)
    return Made(
        file=str(target),
        size_bytes=target.stat().st_size,
        tables=len(contents.tables),
        rows=sum(one.rows for one in contents.tables),
        originals=len(contents.archive),
        project_files=len(contents.project),
    )


def _published(project: Project, out: Packing, say: Say) -> Iterator[KeptTable]:
    try:
        with open_published(project) as reader:
            for schema in PUBLISHED:
                for name in reader.tables(schema):
                    yield _table(out, reader, schema, name, say)
    except NothingPublished:
        return


def _table(out: Packing, store: ReadOnlyStore, schema: str, name: str, say: Say) -> KeptTable:
    say(f"{schema}.{name}")
    types, said, rows = store.columns(schema, name), store.comments(schema, name), 0
    file = f"{TABLES}/{schema}.{name}.parquet"
    with (
        out.member(file, squeeze=False) as target,
        pq.ParquetWriter(target, arrow_schema(types), compression="zstd") as writer,
    ):
        if f"{schema}.{name}" not in MADE_ANEW:
            for piece in store.batches(schema, name):
                writer.write_table(piece)
                rows += len(piece)
    return KeptTable(
        schema=schema,
        name=name,
        description=said.get("", ""),
        columns=tuple((column, kind, said.get(column, "")) for column, kind in types.items()),
        rows=rows,
        file=file,
        sha256=target.sha256,
        size_bytes=target.size,
    )


def _own_files(project: Project) -> Iterator[Path]:
    """What the user writes, and the name by which a database of runs knows this project."""
    yield from user_files(project.home)
    identity = project.dagster_home / "identity"
    if identity.is_file():
        yield identity


def _archived(project: Project, say: Say) -> Iterator[Path]:
    for path in sorted(project.archive.rglob("*")):
        if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
            say(path.name)
            yield path


def _files(out: Packing, home: Path, paths: Iterator[Path], part: str) -> Iterator[KeptFile]:
    for path in paths:
        relative = path.relative_to(home).as_posix()
        digest, size = out.copy(path, f"{part}/{relative}")
        yield KeptFile(path=relative, file=f"{part}/{relative}", sha256=digest, size_bytes=size)
