"""What was worked out from SQL texts, kept between processes as Python keeps compiled modules, beside the texts.

Belongs here: the file and when it is written. Not here: what is worked out (`render`, `lineage`).

A file that cannot be read or written is no reason to complain: everything in it can be worked out again.
"""

import hashlib
import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import sqlglot

import dbt_like_sql

FOLDER = Path(next(iter(dbt_like_sql.__path__))) / "__pycache__"
MOST = 2000


class Kept:
    """Results by what they follow from. name: of the file; version: to be raised when results would be others."""

    def __init__(self, name: str, version: int, folder: Path = FOLDER) -> None:
        self._path = folder / f"{name}.{sys.implementation.cache_tag}.json"
        self._base = f"{version} {sqlglot.__version__}"
        self._found: dict[str, Any] | None = None
        self._used: set[str] = set()
        self._is_new = False

    def of(self, origin: object, work_out: Callable[[], Any]) -> Any:
        """The result that follows from the origin (told apart by its repr); worked out when it is not there."""
        found = self._read()
        key = hashlib.sha256(f"{self._base} {origin!r}".encode()).hexdigest()
        if key not in found:
            found[key] = work_out()
            self._is_new = True
        self._used.add(key)
        return found[key]

    def write(self) -> None:
        """Write the file when something new is known; beyond MOST results only those that were asked for."""
        if not self._is_new or self._found is None or sys.dont_write_bytecode:
            return
        kept = self._found if len(self._found) <= MOST else {key: self._found[key] for key in self._used}
        with suppress(OSError):
            self._path.parent.mkdir(exist_ok=True)
            beside = self._path.with_suffix(f".{os.getpid()}")
            beside.write_text(json.dumps(kept), encoding="utf-8")
            beside.replace(self._path)
        self._is_new = False

    def _read(self) -> dict[str, Any]:
        if self._found is None:
            self._found = {}
            with suppress(OSError, ValueError):
                found = json.loads(self._path.read_text(encoding="utf-8"))
                self._found = found if isinstance(found, dict) else {}
        return self._found
