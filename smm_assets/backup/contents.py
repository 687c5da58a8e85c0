"""What a backup says of itself: its versions, tables and files, each with its checksum.

Belongs here: reading and writing that page. Not here: the file around it (`packed`), what goes in (`making`).
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import PurePosixPath
from typing import Any

from smm_assets.errors import StoreError
from smm_assets.warehouse.columns import StoredColumn

FORMAT = 1
PAGE = "smm-backup.json"
TABLES, PROJECT, ARCHIVE = "tables", "project", "archive"
KEPT, PUBLISHED = ("raw", "ops", "state"), ("marts", "bi")
SCHEMAS = (*KEPT, *PUBLISHED)
_BROKEN = "Take another backup; this file was changed or written by something else"


@dataclass(frozen=True, kw_only=True)
class KeptTable:
    """One table: where it lies, its columns as (name, SQL type, comment), rows, and the file of the backup it is in."""

    schema: str
    name: str
    description: str
    columns: tuple[tuple[str, str, str], ...]
    rows: int
    file: str
    sha256: str
    size_bytes: int

    def stored(self, nullable: Mapping[str, bool]) -> tuple[StoredColumn, ...]:
        """Its columns as a store defines them. nullable: of those that are not, False."""
        return tuple(
            StoredColumn(name=name, kind=kind, description=said, nullable=nullable.get(name, True))
            for name, kind, said in self.columns
        )


@dataclass(frozen=True, kw_only=True)
class KeptFile:
    """A file of the project folder or of its archive. path: relative to the folder."""

    path: str
    file: str
    sha256: str
    size_bytes: int


@dataclass(frozen=True, kw_only=True)
class Contents:
    """The page. schema_version: of the store it came from; engine: where that lay; published: whether tables were."""

    format: int
    schema_version: int
    made_with: str
    made_at: str
    engine: str
    published: bool
    tables: tuple[KeptTable, ...]
    project: tuple[KeptFile, ...]
    archive: tuple[KeptFile, ...]

    def written(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


def read_page(text: str | bytes, *, newest: int) -> Contents:
    """The page of a backup. Raises StoreError when it is none, or written by newer software than this."""
    try:
        said: dict[str, Any] = json.loads(text)
        form, version = int(said["format"]), int(said["schema_version"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise StoreError("the page of the backup cannot be read", cure=_BROKEN) from None
    if form > FORMAT or version > newest:
        seen = f"format {form}, store version {version}; this software knows {FORMAT} and {newest}"
        raise StoreError(
            f"the backup was made by newer software (smm {said.get('made_with', '?')}: {seen})",
            cure="Install that version of the software, then repeat",
        )
    try:
        return _contents(said)
    except (KeyError, TypeError, ValueError):
        raise StoreError("the page of the backup is not complete", cure=_BROKEN) from None


def _contents(said: Mapping[str, Any]) -> Contents:
    given = {one.name: said[one.name] for one in fields(Contents)}
    tables = [
        _known(KeptTable(**{**one, "columns": tuple((str(a), str(b), str(c)) for a, b, c in one["columns"])}))
        for one in given["tables"]
    ]
    kept = {part: tuple(_inside(KeptFile(**one)) for one in given[part]) for part in (PROJECT, ARCHIVE)}
    return Contents(**{**given, "tables": tuple(tables), **kept})


def _known(table: KeptTable) -> KeptTable:
    """A table of a schema that backups hold. Raises StoreError."""
    if table.schema not in SCHEMAS:
        raise StoreError(f"the backup holds a table of a schema that is not ours: {table.schema!r}", cure=_BROKEN)
    _check_inside(table.file)
    return table


def _inside(file: KeptFile) -> KeptFile:
    """A file that stays in its folder, in the backup and out of it. Raises StoreError."""
    _check_inside(file.path)
    _check_inside(file.file)
    return file


def _check_inside(text: str) -> None:
    path = PurePosixPath(text)
    if path.is_absolute() or ".." in path.parts or not path.parts or "\\" in text or "\0" in text:
        raise StoreError(f"the backup holds a file that would lie outside the project: {text!r}", cure=_BROKEN)
