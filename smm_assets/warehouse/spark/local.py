"""What is done on this machine without Spark: writing frames as files, small questions, changes of single rows.

Belongs here: DuckDB in memory over the files of tables. Not here: which files those are, the models (`hand`).
"""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pandas as pd
import pyarrow as pa

from smm_assets.errors import StoreError
from smm_assets.warehouse import frames
from smm_assets.warehouse.batches import arrow_schema
from smm_assets.warehouse.columns import literal, quoted
from smm_assets.warehouse.duckdb_session import Session, created_schema
from smm_assets.warehouse.spark.folder import Folder
from smm_assets.warehouse.spark.relations import DataFile, Field, Relation
from smm_assets.warehouse.store import NO_PARAMETERS

_AS_FILE = "(FORMAT parquet, COMPRESSION zstd)"


class Local:
    """An engine of this process over the files. Relations are shown to it as views of their own schema and name."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._session = Session(":memory:")
        self._shown: dict[tuple[str, str], str] = {}

    def frame(self, sql: str, parameters: Mapping[str, object] = NO_PARAMETERS) -> pd.DataFrame:
        return self._session.frame(sql, parameters)

    def few_rows(self, key: tuple[str, str], types: Mapping[str, str], most: int) -> pa.Table | None:
        """All rows of a relation it is shown; None when there are more than `most`. types: column → SQL type."""
        if int(str(self._session.rows(f"SELECT COUNT(*) FROM {quoted(*key)}")[0][0])) > most:  # noqa: S608
            return None
        wanted = arrow_schema(types)
        pieces = list(self._session.batches("memory", *key))
        return pa.concat_tables(pieces).select(wanted.names) if pieces else wanted.empty_table()

    def show(self, relation: Relation, mark: str) -> None:
        """Make a table, or a view whose SELECT this engine knows, visible under its name, unless it is."""
        if self._shown.get(relation.key) == mark:
            return
        body = relation.select or scanned(relation, self._folder.paths(relation.files))
        self.forget(relation.key)
        self._session.run(created_schema(relation.schema))
        self._session.run(f"CREATE VIEW {quoted(*relation.key)} AS {body}")
        self._shown[relation.key] = mark

    def keep(self, key: tuple[str, str], frame: pd.DataFrame, types: Mapping[str, str], mark: str) -> None:
        """Hold rows that lie in no file, as a table of this engine."""
        self.forget(key)
        self._session.run(created_schema(key[0]))
        with self._session.named(frames.to_arrow(frame, types)) as incoming:
            self._session.run(f"CREATE TABLE {quoted(*key)} AS SELECT {_casts(types, frame)} FROM {incoming}")  # noqa: S608
        self._shown[key] = mark

    def has(self, key: tuple[str, str], mark: str) -> bool:
        return self._shown.get(key) == mark

    def forget(self, key: tuple[str, str]) -> None:
        if self._shown.pop(key, None) is not None:
            for kind in ("VIEW", "TABLE"):
                with suppress(StoreError):
                    self._session.run(f"DROP {kind} IF EXISTS {quoted(*key)}")

    def write_kept(self, key: tuple[str, str], fields: Sequence[Field], place: Path) -> tuple[DataFile, ...]:
        """The rows of a relation it is shown, as a file."""
        place.parent.mkdir(parents=True, exist_ok=True)
        path = place.with_suffix(".parquet")
        self._session.run(f"COPY (SELECT * FROM {quoted(*key)}) TO {literal(str(path))} {_AS_FILE}")  # noqa: S608
        return self._folder.written(path, fields)

    def write(self, relation: Relation, rows: pa.Table, place: Path) -> tuple[DataFile, ...]:
        """Rows as a file with all columns of the relation. Raises StoreError for what does not fit."""
        with self._session.named(rows) as incoming:
            self._check_filled(relation, rows.column_names, incoming)
            select = f"SELECT {_casts(relation.types, rows)} FROM {incoming}"  # noqa: S608
            place.parent.mkdir(parents=True, exist_ok=True)
            path = place.with_suffix(".parquet")
            self._session.run(f"COPY ({select}) TO {literal(str(path))} {_AS_FILE}")
        return self._folder.written(path, relation.fields)

    def _check_filled(self, relation: Relation, given: Collection[str], incoming: str) -> None:
        for one in relation.fields:
            if one.nullable:
                continue
            sql = f"SELECT COUNT(*) AS n FROM {incoming} WHERE {quoted(one.name)} IS NULL"  # noqa: S608
            if one.name not in given or self._session.rows(sql)[0][0]:
                raise StoreError(f"{relation.schema}.{relation.name}: column '{one.name}' has a row without a value")

    def changed(self, relation: Relation, sql: str, where: str, parameters: Mapping[str, object]) -> Relation:
        """The table after an UPDATE or DELETE: files with a row it concerns are written anew, the others stay.

        where: its condition, as portable SQL.
        """
        key = relation.key
        concerned = self._concerned(relation, where, parameters)
        left = [file for file in relation.files if file.path not in concerned]
        for file in relation.files:
            if file.path in concerned:
                self.forget(key)
                self._session.run(created_schema(relation.schema))
                rows = scanned(relation.holding([file]), self._folder.paths([file]))
                self._session.run(f"CREATE TABLE {quoted(*key)} AS {rows}")
                self._shown[key] = file.path
                self._session.run(sql, parameters)
                left += self.write_kept(key, relation.fields, self._folder.fresh(*key))
        self.forget(key)
        return relation.holding(left)

    def _concerned(self, relation: Relation, where: str, parameters: Mapping[str, object]) -> set[str]:
        paths = {self._folder.path(file): file.path for file in relation.files}
        if not paths:
            return set()
        rows = scanned(relation, list(paths), and_file=True)
        alias = quoted(relation.name)
        sql = f"SELECT DISTINCT filename FROM ({rows}) AS {alias}{f' WHERE {where}' if where else ''}"  # noqa: S608
        return {paths[str(path)] for path in self._session.frame(sql, parameters)["filename"]}

    def inserted(self, relation: Relation, sql: str, parameters: Mapping[str, object]) -> Relation:
        """The table with what an INSERT puts into it."""
        key = relation.key
        self.forget(key)
        self._session.run(created_schema(relation.schema))
        self._session.run(f"CREATE TABLE {quoted(*key)} AS {scanned(relation.holding([]), [])}")
        self._shown[key] = ""
        try:
            self._session.run(sql, parameters)
            added = self.write_kept(key, relation.fields, self._folder.fresh(*key))
        finally:
            self.forget(key)
        return relation.holding([*relation.files, *added])

    def close(self) -> None:
        self._session.close()


def scanned(relation: Relation, paths: Sequence[str], *, and_file: bool = False) -> str:
    """A SELECT of all columns of files; those no file has yet are NULL. and_file: and each row's file, as filename."""
    width = relation.width if paths else 0
    columns = [
        quoted(one.name) if number < width else f"CAST(NULL AS {one.sql_type}) AS {quoted(one.name)}"
        for number, one in enumerate(relation.fields)
    ]
    if not paths:
        return f"SELECT {', '.join(columns)} WHERE 1 = 0"
    files = ", ".join(literal(path) for path in paths)
    mixed = ", union_by_name = true" if any(file.width != width for file in relation.files) else ""
    named, shown = (", filename = true", ", filename") if and_file else ("", "")
    return f"SELECT {', '.join(columns)}{shown} FROM read_parquet([{files}]{mixed}{named})"  # noqa: S608


def _casts(types: Mapping[str, str], frame: frames.Rows) -> str:
    given = set(frames.names_of(frame))
    return ", ".join(
        f"CAST({quoted(name) if name in given else 'NULL'} AS {kind}) AS {quoted(name)}" for name, kind in types.items()
    )
