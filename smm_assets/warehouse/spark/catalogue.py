"""The books on the tables: which there are, and which files each consists of. They are the truth; files are not.

Belongs here: keeping them in the inner store, as part of its transactions. Not here: the files (`folder`).

Because the books lie in the database that holds ops and state too, one transaction of that database decides about
everything: after a crash a table has its old files or its new ones, together with what was noted about them.
"""

from collections.abc import Iterator, Mapping

import pandas as pd

from smm_assets.warehouse.columns import StoredColumn, StoredTable
from smm_assets.warehouse.migrations import LAKE
from smm_assets.warehouse.spark.names import Key
from smm_assets.warehouse.spark.relations import DataFile, Relation, days_read, relation_read
from smm_assets.warehouse.store import Store


def _column(name: str, kind: str, description: str) -> StoredColumn:
    return StoredColumn(name=name, kind=kind, description=description)


RELATION = StoredTable(
    schema=LAKE,
    name="relation",
    description="Tables and views kept as files of the shared folder. Grain: schema_name, name",
    columns=(
        _column("schema_name", "text", "schema"),
        _column("name", "text", "table or view"),
        _column("shape_json", "text", "columns, comments and, of a view, its SELECT"),
    ),
)
FILE = StoredTable(
    schema=LAKE,
    name="file",
    description="Files the tables consist of. Grain: path",
    columns=(
        _column("schema_name", "text", "schema"),
        _column("name", "text", "table"),
        _column("path", "text", "from the shared folder"),
        _column("rows", "count", "rows in it"),
        _column("size_bytes", "count", "its size"),
        _column("width", "count", "how many of the table's columns it has"),
        _column("days_json", "text", "first and last day by column"),
    ),
)


class Catalogue(Mapping[Key, Relation]):
    """Relations by schema and name. Changes are written by `flush` and forgotten by `restore`."""

    def __init__(self, inner: Store) -> None:
        self._inner = inner
        for table in (RELATION, FILE):
            if not inner.exists(table.schema, table.name):
                inner.define(table.schema, table.name, table.columns, table.description)
        self._kept = _read(inner)
        self._now = dict(self._kept)

    def __getitem__(self, key: Key) -> Relation:
        return self._now[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._now)

    def __len__(self) -> int:
        return len(self._now)

    def put(self, relation: Relation) -> None:
        self._now[relation.key] = relation

    def remove(self, key: Key) -> None:
        self._now.pop(key, None)

    def paths(self) -> set[str]:
        """Every file that belongs to a table."""
        return {file.path for relation in self._now.values() for file in relation.files}

    def flush(self) -> None:
        """Write down what changed; part of the inner store's transaction."""
        changed = [key for key in {*self._kept, *self._now} if self._kept.get(key) is not self._now.get(key)]
        for key in changed:
            self._write(self._kept.get(key), self._now.get(key))
        self._kept = dict(self._now)

    def restore(self, former: Mapping[Key, Relation]) -> None:
        """Forget changes that were not written, or not kept; former: as `kept` gave it before."""
        self._kept = dict(former)
        self._now = dict(former)

    def kept(self) -> Mapping[Key, Relation]:
        """As written down last."""
        return self._kept

    def _write(self, before: Relation | None, now: Relation | None) -> None:
        if before is None or now is None or before.shape_said() != now.shape_said():
            self._write_shape(before, now)
        old = {file.path for file in before.files} if before else set()
        new = {file.path for file in now.files} if now else set()
        self._remove_files(before, sorted(old - new))
        if now is not None and new - old:
            added = [_row(now, file) for file in now.files if file.path not in old]
            self._inner.load(LAKE, FILE.name, pd.DataFrame(added))

    def _write_shape(self, before: Relation | None, now: Relation | None) -> None:
        if before is not None:
            where = "WHERE schema_name = :schema AND name = :name"
            self._inner.execute(f"DELETE FROM lake.relation {where}", {"schema": before.schema, "name": before.name})  # noqa: S608
        if now is not None:
            row = {"schema_name": now.schema, "name": now.name, "shape_json": now.shape_said()}
            self._inner.load(LAKE, RELATION.name, pd.DataFrame([row]))

    def _remove_files(self, before: Relation | None, paths: list[str]) -> None:
        if before is None or not paths:
            return
        own: dict[str, object] = {"schema": before.schema, "name": before.name}
        where = "WHERE schema_name = :schema AND name = :name"
        if len(paths) == len(before.files):
            self._inner.execute(f"DELETE FROM lake.file {where}", own)  # noqa: S608
            return
        for path in paths:
            self._inner.execute(f"DELETE FROM lake.file {where} AND path = :path", {**own, "path": path})  # noqa: S608


def _row(relation: Relation, file: DataFile) -> dict[str, object]:
    return {
        "schema_name": relation.schema,
        "name": relation.name,
        "path": file.path,
        "rows": file.rows,
        "size_bytes": file.size_bytes,
        "width": file.width,
        "days_json": file.days_said(),
    }


def _read(inner: Store) -> dict[Key, Relation]:
    files: dict[Key, list[DataFile]] = {}
    for row in inner.read("SELECT * FROM lake.file ORDER BY path").to_dict("records"):
        files.setdefault((str(row["schema_name"]), str(row["name"])), []).append(
            DataFile(
                path=str(row["path"]),
                rows=int(row["rows"]),
                size_bytes=int(row["size_bytes"]),
                width=int(row["width"]),
                days=days_read(str(row["days_json"])),
            )
        )
    found = {}
    for row in inner.read("SELECT * FROM lake.relation").to_dict("records"):
        key = (str(row["schema_name"]), str(row["name"]))
        found[key] = relation_read(*key, str(row["shape_json"]), files.get(key, []))
    return found
