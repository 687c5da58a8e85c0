"""The shared folder: where files of tables lie, and what their footers say.

Belongs here: paths, footers, flushing, removing what nothing refers to. Not here: which files a table consists of
(`catalogue`), what is in them.

A file is written under a name nobody had before and never changed afterwards; it belongs to a table once the
catalogue says so. What no catalogue and no publication names is left over and may go.
"""

import os
import re
import uuid
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from smm_assets.errors import StoreError
from smm_assets.warehouse.spark.relations import DataFile, Field

TABLES, OWNER = "files", "owner"
_PLAIN = re.compile(r"\W+")
_DATED = ("DATE", "TIMESTAMP")


class Folder:
    """The folder in which the tables of one store lie, alike for this process and every worker of Spark."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def prepare(self) -> None:
        """Make it when it is missing. Raises StoreError when it cannot be written."""
        try:
            (self.root / TABLES).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{self.root} cannot be written ({error.strerror})", cure=CURE) from error
        if not os.access(self.root / TABLES, os.W_OK | os.X_OK):
            raise StoreError(f"{self.root} cannot be written", cure=CURE)

    def owner(self) -> str | None:
        """Mark of the project whose tables it holds; None when nobody's."""
        path = self.root / OWNER
        return path.read_text(encoding="utf-8").strip() if path.is_file() else None

    def claim(self, mark: str) -> None:
        """Make it the folder of the project of that mark."""
        (self.root / OWNER).write_text(f"{mark}\n", encoding="utf-8")
        _flush(self.root / OWNER)

    def fresh(self, schema: str, name: str) -> Path:
        """A place nobody used before, for new files of a table. It is not made."""
        return self.root / TABLES / _plain(schema) / _plain(name) / uuid.uuid4().hex

    def path(self, file: DataFile) -> str:
        return str(self.root / file.path)

    def paths(self, files: Iterable[DataFile]) -> list[str]:
        return [self.path(one) for one in files]

    def written(self, place: Path, fields: Sequence[Field]) -> tuple[DataFile, ...]:
        """The files with rows that were written to a place, flushed to the disk."""
        found = sorted(place.rglob("*.parquet")) if place.is_dir() else [place]
        measured = [self._measured(path, fields) for path in found]
        for folder in {path.parent for path in found} | {place.parent}:
            _flush(folder)
        return tuple(one for one in measured if one.rows)

    def _measured(self, path: Path, fields: Sequence[Field]) -> DataFile:
        _flush(path)
        with pq.ParquetFile(path) as file:
            about = file.metadata
        dated = [one.name for one in fields if one.sql_type in _DATED]
        spans = {name: span for name in dated if (span := _span(about, name)) is not None}
        return DataFile(
            path=path.relative_to(self.root).as_posix(),
            rows=about.num_rows,
            size_bytes=path.stat().st_size,
            width=len(fields),
            days=spans,
        )

    def sweep(self, kept: Collection[str]) -> None:
        """Remove every file of tables whose path is not among those, and folders that are empty then."""
        for here, _folders, files in os.walk(self.root / TABLES, topdown=False):
            place = Path(here)
            for name in files:
                if (place / name).relative_to(self.root).as_posix() not in kept:
                    (place / name).unlink(missing_ok=True)
            if place != self.root / TABLES and not any(place.iterdir()):
                place.rmdir()


CURE = "Make the folder, and give yourself and the workers of Spark the right to write there"


def _plain(name: str) -> str:
    return _PLAIN.sub("_", name)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _span(about: pq.FileMetaData, column: str) -> tuple[date, date] | None:
    """First and last day of a column by the footer; None where it does not say, or where a row has none."""
    place = about.schema.to_arrow_schema().get_field_index(column)
    if place < 0 or not about.num_rows:
        return None
    groups = [about.row_group(number).column(place).statistics for number in range(about.num_row_groups)]
    if any(found is None or not found.has_min_max or not found.has_null_count or found.null_count for found in groups):
        return None
    try:
        return min(_day(found.min) for found in groups), max(_day(found.max) for found in groups)
    except (pa.ArrowException, ValueError, OverflowError):
        return None


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value
