"""Building the published copy of the embedded store beside the former one and swapping it in.

Belongs here: what the copy holds and how it comes about. Not here: reading it (`duckdb_published`).

The copy begins as the bytes of a file: writing its rows again would cost fifty times as much.
"""

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from smm_assets.errors import StoreError
from smm_assets.warehouse.columns import literal, quoted
from smm_assets.warehouse.duckdb_session import Session, created_schema
from smm_assets.warehouse.store import PUBLISHED_SCHEMAS

MOST_WRITTEN = 50_000
WRITTEN = ("bi",)  # views a dashboard would compute again for each of its tiles
_NEW = "new_copy"
_CURE = "Make room on the disk, then run again; the former copy stays until then"


def publish(session: Session, database: str, source: Path, target: Path, schemas: Sequence[str]) -> None:
    """Build the new copy beside the former one and swap it in; on any error the former one stays.

    source: the session's file. Views of more than MOST_WRITTEN rows stay views, with the tables they read beside them.
    """
    if session.in_transaction:
        raise StoreError("publishing was asked for inside a transaction", cure="Publish after it is finished")
    unknown = [schema for schema in schemas if schema not in PUBLISHED_SCHEMAS]
    if unknown:
        raise StoreError(f"schema {', '.join(unknown)} is not published; published are {', '.join(PUBLISHED_SCHEMAS)}")
    fresh = target.with_name(f"{target.name}.new")
    _remove(fresh)
    try:
        if set(schemas) == set(PUBLISHED_SCHEMAS):
            catalog = _Catalog(session, database)
            session.run("FORCE CHECKPOINT")
            _copied(source, fresh)
            _filled(session, fresh, lambda: _reduced(session, catalog))
        else:
            if target.exists():
                _copied(target, fresh)
            _filled(session, fresh, lambda: _replaced(session, database, schemas))
        _flush(fresh)
        os.replace(fresh, target)
    finally:
        _remove(fresh)


class _Catalog:
    """What there is in the session's file, asked once: each such question looks at all there is in all files."""

    def __init__(self, session: Session, database: str) -> None:
        self._session, self.database = session, database
        self.views = session.views(database)
        self.said = session.comments_of_all(database)

    def read_by(self, view: tuple[str, str]) -> set[tuple[str, str]]:
        """Tables and views a view reads, and those that these read."""
        found: set[tuple[str, str]] = set()
        waiting = [view]
        while waiting:
            select = self.views.get(waiting.pop())
            read = self._session.read_by(select) if select else set()
            waiting += read - found
            found |= read
        return found


def _filled(session: Session, fresh: Path, fill: Callable[[], None]) -> None:
    session.run(f"ATTACH {literal(str(fresh))} AS {_NEW}")
    try:
        with session.transaction():
            fill()
        session.run(f"CHECKPOINT {_NEW}")
    finally:
        session.run(f"DETACH {_NEW}")


def _reduced(session: Session, catalog: _Catalog) -> None:
    """Leave of a copy of all what is published; views become tables, large ones stay with the tables they read."""
    needed: set[tuple[str, str]] = set()
    for schema in PUBLISHED_SCHEMAS:
        session.run(created_schema(_NEW, schema))
    for schema, name in [view for view in catalog.views if view[0] in PUBLISHED_SCHEMAS]:
        read = catalog.read_by((schema, name)) if schema not in WRITTEN else set()
        stays = bool(read) and all(of != "raw" for of, _ in read)  # raw rows are not published
        if stays and _is_large(session, quoted(catalog.database, schema, name)):
            needed |= read
        else:
            session.run(f"DROP VIEW {quoted(_NEW, schema, name)}")
            _write(session, catalog.database, schema, name, catalog.said.get((schema, name), {}))
    for schema in session.schemas(_NEW):
        if schema not in PUBLISHED_SCHEMAS:
            _drop_others(session, schema, needed)


def _drop_others(session: Session, schema: str, needed: set[tuple[str, str]]) -> None:
    there = session.relations(_NEW, schema)
    gone = [(name, kind) for name, kind in there.items() if (schema, name) not in needed]
    session.run("; ".join(f"DROP {kind.upper()} {quoted(_NEW, schema, name)}" for name, kind in gone) or "SELECT 1")
    if len(gone) == len(there) and schema != "main":
        session.run(f"DROP SCHEMA {quoted(_NEW, schema)}")


def _is_large(session: Session, view: str) -> bool:
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {view} LIMIT {MOST_WRITTEN + 1})"  # noqa: S608
    return int(str(session.rows(sql)[0][0])) > MOST_WRITTEN


def _replaced(session: Session, database: str, schemas: Sequence[str]) -> None:
    """Write the tables of these schemas anew; the others stay as last published."""
    said = session.comments_of_all(database)
    for schema in PUBLISHED_SCHEMAS:
        session.run(created_schema(_NEW, schema))
    for schema in schemas:
        for name, kind in session.relations(_NEW, schema).items():
            session.run(f"DROP {kind.upper()} {quoted(_NEW, schema, name)}")
        for name in session.relations(database, schema):
            _write(session, database, schema, name, said.get((schema, name), {}))


def _write(session: Session, database: str, schema: str, name: str, said: Mapping[str, str]) -> None:
    target = quoted(_NEW, schema, name)
    written = [f"CREATE TABLE {target} AS SELECT * FROM {quoted(database, schema, name)}"]  # noqa: S608
    for column, comment in said.items():
        what = f"COLUMN {quoted(_NEW, schema, name, column)}" if column else f"TABLE {target}"
        written.append(f"COMMENT ON {what} IS {literal(comment)}")
    session.run("; ".join(written))


def _copied(source: Path, target: Path) -> None:
    """The file's bytes; in a process of its own, for closing the file here would undo the engine's lock on it."""
    done = subprocess.run(["cp", "--", str(source), str(target)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise StoreError(f"the published copy could not be written ({done.stderr.strip()})", cure=_CURE)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _remove(path: Path) -> None:
    for name in (path, path.with_name(f"{path.name}.wal")):
        name.unlink(missing_ok=True)
