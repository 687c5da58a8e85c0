"""Making Dagster's SQLite files fast enough for a run of many small events.

Belongs here: how its connections behave while a run writes. Not here: the warehouse, nor what is written.

Dagster opens a connection per event, and SQLite by default waits for the disk at every commit and tidies its journal at
every last close: a hundred assets cost tens of seconds on a slow disk. While the block lasts, commits wait only at
checkpoints (a power cut may lose the last events, never damage the file) and one idle connection per file is kept open.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event
from sqlalchemy.engine import Engine


@contextmanager
def quick_sqlite() -> Iterator[None]:
    """Every SQLite connection SQLAlchemy opens in the block is a quick one; afterwards all is as before."""
    kept: dict[str, sqlite3.Connection] = {}

    def tune(connection: object, record: object) -> None:
        if isinstance(connection, sqlite3.Connection):
            connection.execute("PRAGMA synchronous = NORMAL")
            _keep_open(kept, str(connection.execute("PRAGMA database_list").fetchone()[2]))

    event.listen(Engine, "connect", tune)
    try:
        yield
    finally:
        event.remove(Engine, "connect", tune)
        for connection in kept.values():
            connection.close()


def _keep_open(kept: dict[str, sqlite3.Connection], path: str) -> None:
    """Touch the idle connection of the file: it counts as open only once it has read."""
    if path:
        if path not in kept:
            kept[path] = sqlite3.connect(path, check_same_thread=False)
        kept[path].execute("PRAGMA user_version").fetchone()
