"""Publications of a shared folder: each a small file that names tables' files, swapped in at once, forgotten later.

Belongs here: publications and who reads them. Not here: what is published (`publishing`), reading it (`reading`).

Publishing copies no table: a publication names files, which never change. `published.json` says which publication is
the current one. Who reads a publication holds a lock on its file, so its files stay until nobody does.
"""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from smm_assets.errors import NothingPublished, StoreError
from smm_assets.warehouse.spark.names import Key
from smm_assets.warehouse.spark.relations import DataFile, Relation, days_read, relation_read

CURRENT, VERSIONS = "published.json", "publications"


@dataclass(frozen=True, kw_only=True)
class Published:
    """A publication. at: when, UTC; marks: relation → what its rows were known by when they were copied."""

    at: datetime
    relations: Mapping[Key, Relation] = field(default_factory=dict)
    marks: Mapping[Key, str] = field(default_factory=dict)

    @property
    def size_bytes(self) -> int:
        return sum(one.size_bytes for one in self.relations.values())

    def paths(self) -> set[str]:
        return {file.path for one in self.relations.values() for file in one.files}


NOTHING = Published(at=datetime.min.replace(tzinfo=UTC))


def current(root: Path) -> Published | None:
    """The publication that is the current one, without holding it; None before the first."""
    with suppress(NothingPublished), held(root) as (found, _file):
        return found
    return None


class held:
    """Hold the current publication, so that its files stay. Raises NothingPublished."""

    def __init__(self, root: Path) -> None:
        self.published, self._file = _pinned(root)

    def __enter__(self) -> tuple[Published, IO[bytes]]:
        return self.published, self._file

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        self._file.close()


def _pinned(root: Path) -> tuple[Published, IO[bytes]]:
    """Asked again until the one held is still there: the next one may be swapped in meanwhile."""
    while True:
        number = _number(root)
        if number is None:
            raise NothingPublished(f"nothing is published yet in {root}", cure="Run smm run first")
        try:
            file = _path(root, number).open("rb")
        except FileNotFoundError:
            if _number(root) == number:
                raise StoreError(f"{_path(root, number)} is not there", cure="Publish again: smm run") from None
            continue
        fcntl.flock(file, fcntl.LOCK_SH)
        if os.fstat(file.fileno()).st_nlink:
            return _read(file), file
        file.close()


def swap_in(root: Path, relations: Mapping[Key, Relation], marks: Mapping[Key, str]) -> None:
    """Make these the published tables; until the very end the former ones stay."""
    number = max((*_numbers(root), _number(root) or 0), default=0) + 1
    _path(root, number).parent.mkdir(exist_ok=True)
    _put(_path(root, number), _said(relations, marks))
    _put(root / CURRENT, json.dumps({"number": number}).encode())


def still_read(root: Path) -> set[str]:
    """Files of the current publication and of those somebody reads; the others are forgotten."""
    kept: set[str] = set()
    for number in _numbers(root):
        path = _path(root, number)
        with path.open("r+b") as file:
            if number != _number(root) and _is_free(file):
                path.unlink()
            else:
                kept |= _read(file).paths()
    return kept


def _is_free(file: IO[bytes]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _path(root: Path, number: int) -> Path:
    return root / VERSIONS / f"{number:08}.json"


def _numbers(root: Path) -> Sequence[int]:
    return sorted(int(path.stem) for path in (root / VERSIONS).glob("*.json"))


def _number(root: Path) -> int | None:
    try:
        return int(json.loads((root / CURRENT).read_bytes())["number"])
    except FileNotFoundError:
        return None


def _put(path: Path, content: bytes) -> None:
    beside = path.with_name(f"{path.name}.new")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)


def _said(relations: Mapping[Key, Relation], marks: Mapping[Key, str]) -> bytes:
    rows = [
        {
            "schema": schema,
            "name": name,
            "shape": relation.shape_said(),
            "mark": marks.get((schema, name), ""),
            "files": [[one.path, one.rows, one.size_bytes, one.width, one.days_said()] for one in relation.files],
        }
        for (schema, name), relation in sorted(relations.items())
    ]
    return json.dumps(rows, ensure_ascii=False).encode()


def _read(file: IO[bytes]) -> Published:
    """An open publication; it is as old as its file."""
    known = list(_relations(json.loads(file.read())))
    return Published(
        at=datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, UTC),
        relations={one.key: one for one, _mark in known},
        marks={one.key: mark for one, mark in known},
    )


def _relations(rows: Sequence[Mapping[str, object]]) -> Iterator[tuple[Relation, str]]:
    for row in rows:
        files = [
            DataFile(path=path, rows=count, size_bytes=size, width=width, days=days_read(days))
            for path, count, size, width, days in row["files"]  # type: ignore[attr-defined]
        ]
        yield relation_read(str(row["schema"]), str(row["name"]), str(row["shape"]), files), str(row["mark"])
