"""Every version of the files a user writes, kept in state.project_file, and putting them back as they were.

Belongs here: which files these are, noticing that one changed, writing a folder of a past morning. Not here: reading
them (`settings`, `budget`, `mappings`). They hold no secrets: smm.yaml names variables of the environment instead.
"""

import base64
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pandas as pd

from smm_assets.warehouse.store import ReadOnlyStore, Store

TABLES = ("plan", "costs", "events", "tests", "post_tags", "mood", "benchmarks", "fx")
NAMES = ("smm.yaml", "kpis.yml", *(f"{name}{suffix}" for name in TABLES for suffix in (".csv", ".xlsx")))
LARGEST = 8_000_000  # bytes; a plan or a table of rates is a thousandth of it
_NEWEST = """
SELECT file, sha256, content_base64, size_bytes FROM (
    SELECT file, sha256, content_base64, size_bytes,
        ROW_NUMBER() OVER (PARTITION BY file ORDER BY seen_at DESC, sha256) AS place
    FROM state.project_file WHERE seen_at <= :until) AS version
WHERE place = 1 ORDER BY file
"""
_FIRST = "SELECT MIN(seen_at) AS at FROM state.project_file"
FOREVER = datetime(9999, 1, 1)


def keep_files(store: Store, home: Path, *, now: datetime) -> list[str]:
    """Append the files of the project that changed since they were last kept, also those that are gone; their names."""
    known = store.read(_NEWEST, {"until": FOREVER}).set_index("file")["sha256"].to_dict()
    there = {str(path.relative_to(home).as_posix()): path.read_bytes() for path in user_files(home)}
    rows = [_row(name, data, now) for name, data in there.items() if known.get(name) != sha256(data).hexdigest()]
    gone = [name for name, digest in known.items() if name not in there and not pd.isna(digest)]
    rows += [_row(str(name), None, now) for name in gone]
    if rows:
        store.load("state", "project_file", pd.DataFrame(rows))
    return sorted(str(row["file"]) for row in rows)


def user_files(home: Path) -> Iterator[Path]:
    """The files of a project that its user writes, smm.yaml first."""
    yield from (home / name for name in NAMES if (home / name).is_file())
    yield from sorted(path for path in (home / "mappings").rglob("*") if path.is_file())


def _row(name: str, data: bytes | None, now: datetime) -> dict[str, object]:
    kept = data is not None and len(data) <= LARGEST
    return {
        "file": name,
        "seen_at": now.replace(tzinfo=None),
        "sha256": None if data is None else sha256(data).hexdigest(),
        "size_bytes": None if data is None else len(data),
        "content_base64": base64.b64encode(data or b"").decode("ascii") if kept else None,
    }


def restore_files(store: ReadOnlyStore, home: Path, folder: Path, *, until: datetime) -> list[str]:
    """Write the project's files as they were at that moment into the folder; returns what a reader has to know.

    Before the first moment any file was kept, each is its oldest known version; without any, as it is in home today.
    A file that had not been seen yet, while others had, was not there.
    """
    first = store.read(_FIRST)["at"].iloc[0]
    if pd.isna(first):
        _write_all(folder, {str(path.relative_to(home).as_posix()): path.read_bytes() for path in user_files(home)})
        return ["no version of smm.yaml, plan and costs was kept; they are used as they are today"]
    early = pd.Timestamp(first).to_pydatetime() > until
    found = store.read(_OLDEST if early else _NEWEST, {} if early else {"until": until})
    contents, remarks = _contents(found, home)
    _write_all(folder, contents)
    if early:
        remarks.append(f"smm.yaml, plan and costs are those first kept, on {pd.Timestamp(first):%d %b %Y}")
    return remarks


_OLDEST = """
SELECT file, sha256, content_base64, size_bytes FROM (
    SELECT file, sha256, content_base64, size_bytes,
        ROW_NUMBER() OVER (PARTITION BY file ORDER BY seen_at, sha256) AS place
    FROM state.project_file WHERE sha256 IS NOT NULL) AS version
WHERE place = 1 ORDER BY file
"""


def _contents(found: pd.DataFrame, home: Path) -> tuple[dict[str, bytes], list[str]]:
    contents: dict[str, bytes] = {}
    remarks: list[str] = []
    for name, digest, text in zip(found["file"], found["sha256"], found["content_base64"], strict=True):
        if not pd.isna(text):
            contents[str(name)] = base64.b64decode(str(text))
        elif not pd.isna(digest) and (home / str(name)).is_file():
            contents[str(name)] = (home / str(name)).read_bytes()
            remarks.append(f"{name} was too large to be kept and is used as it is today")
        elif not pd.isna(digest):
            remarks.append(f"{name} was too large to be kept and is gone; it is left out")
    return contents, remarks


def _write_all(folder: Path, contents: dict[str, bytes]) -> None:
    for name, data in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
