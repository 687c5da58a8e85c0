"""Making Dagster's SQLite files fast enough for a run of many small events.

Belongs here: how its connections behave while a run writes. Not here: the warehouse, nor what is written.

Dagster makes an engine and opens a connection per event, and SQLite by default waits for the disk at every commit: a
hundred assets cost seconds of computing, and tens of seconds on a slow disk. While the block lasts, commits wait only
at checkpoints (a power cut may lose the last events, never damage the file), and one engine per file is kept with its
connections and the statements it has compiled.
"""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

from dagster._core.storage.event_log.sqlite import sqlite_event_log
from dagster._core.storage.runs.sqlite import sqlite_run_storage
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.pool import QueuePool

_MAKERS = (sqlite_event_log, sqlite_run_storage)
for _pools in ("sqlalchemy.pool", f"{__name__}._KeptPool"):
    # What a pool logs of a connection it could not reset, on a full disk, is the error that is raised as well.
    logging.getLogger(_pools).addHandler(logging.NullHandler())


class _KeptPool(QueuePool):
    """Connections that outlive the `dispose` Dagster calls after each use, until it is the end of the block."""

    is_end = False

    def dispose(self) -> None:
        if self.is_end:
            super().dispose()

    def recreate(self) -> "QueuePool":
        return super().recreate() if self.is_end else self


@contextmanager
def quick_sqlite() -> Iterator[None]:
    """Dagster's SQLite files are quick in the block; afterwards all is as before."""
    engines: dict[str, Engine] = {}
    makers = [vars(module)["create_engine"] for module in _MAKERS]
    for module, make in zip(_MAKERS, makers, strict=True):
        vars(module)["create_engine"] = _keeping(engines, make)
    try:
        yield
    finally:
        for module, make in zip(_MAKERS, makers, strict=True):
            vars(module)["create_engine"] = make
        for engine in engines.values():
            cast(_KeptPool, engine.pool).is_end = True
            engine.dispose()


def _keeping(engines: dict[str, Engine], make: Callable[..., Engine]) -> Callable[..., Engine]:
    """Makes an engine per address once; `make` makes it."""

    def kept(url: str, **terms: Any) -> Engine:
        if url not in engines:
            terms["connect_args"] = {**terms.get("connect_args", {}), "check_same_thread": False}
            engines[url] = make(url, **{**terms, "poolclass": _KeptPool, "max_overflow": -1})
            event.listen(engines[url], "connect", _tune)
        return engines[url]

    return kept


def _tune(connection: object, record: object) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous = NORMAL")
