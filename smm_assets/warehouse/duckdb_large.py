"""Large batches of raw rows as Parquet files beside the DuckDB file, where writing them costs a fifth.

Belongs here: writing such files, their list, and the view that makes them and the other rows one table. Not here: which
rows those are about (`raw_rows`), the Store interface (`duckdb_store`).

A raw table that has files is a view over its rows in the DuckDB file, which then stand in the schema `raw_base`, and
those of the files. The list of files is a table and changes with everything else in one transaction: a file that is not
listed was never loaded and is removed when the store is opened.
"""

import os
import uuid
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from smm_assets.errors import StoreError, StoreFull
from smm_assets.warehouse.batches import arrow_schema
from smm_assets.warehouse.columns import literal, quoted
from smm_assets.warehouse.duckdb_session import Session, created_schema
from smm_assets.warehouse.lean import lean

BASE = "raw_base"
_LIST = quoted(BASE, "file")
_LISTED = f"""CREATE TABLE IF NOT EXISTS {_LIST} (
    table_name VARCHAR, name VARCHAR, file_id VARCHAR, part VARCHAR, loaded_at TIMESTAMP, retracted_at TIMESTAMP,
    columns VARCHAR)"""
_SOUGHT = ["network", "account_id", "period_start", "period_end", "exported_at", "loaded_at", "file_id", "part"]
_ONE = ("file_id", "part", "loaded_at")  # what all rows of a file have in common
_RETRACTED = "retracted_at"  # said of a whole file, in the list
_OF_PART = "table_name = :table AND file_id = :file_id AND part = :part"
_OF_TABLE = "database_name = :database AND schema_name = :schema AND table_name = :table"
_CURE = "Put data/raw back from a backup; or remove data/raw and data/warehouse.duckdb and run smm ingest data/archive"


class LargeParts:
    """The files of one store. Not to be used by several threads at once."""

    def __init__(self, session: Session, database: str, folder: Path, from_rows: int) -> None:
        self._session, self._database, self._from_rows = session, database, from_rows
        self._folder = folder.absolute()  # views are read from wherever the process is
        self._is_listed: bool | None = None
        self._there: set[str] = set()
        self._filled: dict[str, list[str]] = {}

    def open(self) -> None:
        """Remove what was never loaded, find files in a folder that was moved. Raises StoreError where one is gone."""
        self._session.run("SET parquet_metadata_cache = true")  # files never change
        if not self._listed():
            _remove_others(self._folder, set())
            return
        rows = self._session.rows(f"SELECT table_name, name FROM {_LIST} ORDER BY 1, 2")  # noqa: S608
        named = {str(name) for _, name in rows}
        missing = sorted(name for name in named if not (self._folder / name).is_file())
        if missing:
            seen = f"{len(missing)} of {len(named)} files with raw rows are gone from {self._folder}"
            raise StoreError(f"{seen}, the first is {missing[0]}", cure=_CURE)
        _remove_others(self._folder, named)
        for table, name in {str(table): str(name) for table, name in rows}.items():
            if self._path(name) not in self._text_of(table):
                self.show(table)

    def base_of(self, table: str) -> str:
        """What holds those rows of a raw table that stand in the DuckDB file."""
        return quoted(BASE if self.has(table) else "raw", table)

    def has(self, table: str) -> bool:
        """Whether a raw table has, or had, files."""
        if table not in self._there and self._listed() and self._session.columns(self._database, BASE, table):
            self._there.add(table)
        return table in self._there

    def takes(self, rows: pa.Table) -> bool:
        """Whether these rows are to be a file: many, all of one part, none retracted."""
        return (
            len(rows) >= self._from_rows
            and _is_missing(rows, _RETRACTED)
            and all(name in rows.column_names and _is_one(rows[name]) for name in _ONE)
        )

    def add(self, table: str, rows: pa.Table, types: Mapping[str, str]) -> bool:
        """Write rows to a file and list it; False, and nothing done, when values are not of their column's type."""
        rows = lean(rows.drop_columns([_RETRACTED] if _RETRACTED in rows.column_names else []))
        wanted = _wanted(rows, types)
        try:
            typed = pa.table([_typed(rows[field.name], field.type) for field in wanted], wanted)
        except pa.ArrowInvalid:
            return False
        if not all(name in rows.column_names and typed[name].null_count == 0 for name in self._needed(table)):
            return False
        first = {name: typed[name][0].as_py() for name in _ONE}
        name = f"{table}-{first['file_id'][:16]}-{uuid.uuid4().hex}.parquet"
        _write(typed, self._folder / name)
        given = {"table": table, "name": name, "columns": "\n".join(typed.column_names), **first}
        with self._session.transaction():
            if not self.has(table):
                self._set_up(table)
            insert = f"INSERT INTO {_LIST} VALUES (:table, :name, :file_id, :part, :loaded_at, NULL, :columns)"  # noqa: S608
            self._session.run(insert, given)
            self.show(table)
        return True

    def retract(self, table: str, file_id: str, part: str, at: datetime) -> int:
        """See `raw_rows.retract`."""
        sql = f"UPDATE {_LIST} SET retracted_at = :at WHERE {_OF_PART} AND retracted_at IS NULL"  # noqa: S608
        return self._changed(sql, table, {"file_id": file_id, "part": part, "at": at})

    def take_back(self, table: str, file_id: str, part: str, loaded_at: datetime) -> int:
        """See `raw_rows.take_back`."""
        sql = f"DELETE FROM {_LIST} WHERE {_OF_PART} AND loaded_at = :at"  # noqa: S608
        return self._changed(sql, table, {"file_id": file_id, "part": part, "at": loaded_at})

    def show(self, table: str) -> None:
        """Make the view anew of what is listed and of the columns the table has."""
        columns = list(self._session.columns(self._database, BASE, table))
        found = self._session.rows(
            f"""SELECT columns, retracted_at, list(name ORDER BY name) FROM {_LIST}
            WHERE table_name = :table GROUP BY 1, 2 ORDER BY 1, 2""",  # noqa: S608
            {"table": table},
        )
        types = self._session.columns(self._database, BASE, table)
        parts = [f"SELECT {', '.join(map(quoted, columns))} FROM {quoted(BASE, table)}"]  # noqa: S608
        for has, retracted_at, names in found:
            given = dict.fromkeys(str(has).split("\n"), "")
            told = "" if retracted_at is None else literal(str(retracted_at))
            cells = [_cell(name, types[name], given, told) for name in columns]
            paths = ", ".join(map(self._path, names))  # type: ignore[call-overload]
            parts.append(f"SELECT {', '.join(cells)} FROM read_parquet([{paths}], hive_partitioning = false)")  # noqa: S608
        self._session.run(f"CREATE OR REPLACE VIEW {quoted('raw', table)} AS {' UNION ALL '.join(parts)}")

    def _changed(self, sql: str, table: str, given: Mapping[str, object]) -> int:
        if not self.has(table):
            return 0
        changed = int(str(self._session.rows(sql, {"table": table, **given})[0][0]))
        if changed:
            self.show(table)
        return changed

    def _set_up(self, table: str) -> None:
        """The table's rows move to where the view finds them."""
        said = self._session.comments(self._database, "raw", table)
        base, own = quoted(BASE, table), quoted("raw", table)
        made = self._session.rows(f"SELECT sql FROM duckdb_tables() WHERE {_OF_TABLE}", self._of(table, "raw"))  # noqa: S608
        shape = str(made[0][0]).partition("(")[2]
        self._session.run(created_schema(BASE))
        self._session.run(f"{_LISTED}; CREATE TABLE {base} ({shape}")
        self._session.run(f"INSERT INTO {base} SELECT * FROM {own}; DROP TABLE {own}")  # noqa: S608
        places = {name: f"COLUMN {base}.{quoted(name)}" if name else f"TABLE {base}" for name in said}
        for name, text in said.items():
            self._session.run(f"COMMENT ON {places[name]} IS {literal(text)}")

    def _needed(self, table: str) -> list[str]:
        """Columns that no row may lack."""
        if table not in self._filled:
            self._filled[table] = self._not_nullable(table)
        return self._filled[table]

    def _not_nullable(self, table: str) -> list[str]:
        sql = f"SELECT column_name FROM duckdb_columns() WHERE {_OF_TABLE} AND NOT is_nullable"  # noqa: S608
        schema = BASE if self.has(table) else "raw"
        return [str(row[0]) for row in self._session.rows(sql, self._of(table, schema))]

    def _of(self, table: str, schema: str) -> dict[str, object]:
        return {"database": self._database, "schema": schema, "table": table}

    def _listed(self) -> bool:
        if not self._is_listed:
            self._is_listed = bool(self._session.columns(self._database, BASE, "file"))
        return self._is_listed

    def forget(self) -> None:
        """After a transaction that was undone, or tables of another shape."""
        self._is_listed = None
        self._there.clear()
        self._filled.clear()

    def _path(self, name: str) -> str:
        """A file as SQL names it."""
        return literal(str(self._folder / name))

    def _text_of(self, table: str) -> str:
        sql = "SELECT sql FROM duckdb_views() WHERE schema_name = 'raw' AND view_name = :table"
        return str(self._session.rows(sql, {"table": table})[0][0])


def _cell(name: str, kind: str, given: Mapping[str, str], retracted_at: str) -> str:
    if name in given:
        return quoted(name)
    value = retracted_at if name == _RETRACTED and retracted_at else "NULL"
    return f"CAST({value} AS {kind}) AS {quoted(name)}"


def _is_missing(rows: pa.Table, name: str) -> bool:
    return name not in rows.column_names or rows[name].null_count == len(rows)


def _is_one(column: pa.ChunkedArray) -> bool:
    """Whether all values are the same one."""
    if column.null_count or not all(_distinct(chunk) == 1 for chunk in column.chunks):
        return False
    return len({chunk[0].as_py() for chunk in column.chunks}) == 1


def _distinct(values: pa.Array) -> int:
    coded = values.indices if pa.types.is_dictionary(values.type) else values
    return int(pc.count_distinct(coded).as_py())


def _wanted(rows: pa.Table, types: Mapping[str, str]) -> pa.Schema:
    """The Arrow types of the columns in the store; texts that come by their distinct ones stay so."""
    wanted = arrow_schema({name: types[name] for name in rows.column_names})
    for place, field in enumerate(wanted):
        if pa.types.is_string(field.type) and pa.types.is_dictionary(rows[field.name].type):
            wanted = wanted.set(place, field.with_type(pa.dictionary(rows[field.name].type.index_type, pa.string())))
    return wanted


def _typed(column: pa.ChunkedArray, wanted: pa.DataType) -> pa.ChunkedArray:
    """The column in that type. Raises ArrowInvalid unless its values are of that kind and fit exactly."""
    kinds = (pa.types.is_decimal, pa.types.is_integer, pa.types.is_string, pa.types.is_null)
    if column.type != wanted and not any(
        same(column.type) and (same(wanted) or same is pa.types.is_null) for same in kinds
    ):
        raise pa.ArrowInvalid(f"{column.type} is not {wanted}")
    if pa.types.is_dictionary(wanted):
        return pa.chunked_array([_coded(chunk) for chunk in column.chunks], wanted)
    return column.cast(wanted)


def _coded(texts: pa.DictionaryArray) -> pa.DictionaryArray:
    """The same texts by a list of different ones, none of it missing: what a Parquet file can hold."""
    known = texts.dictionary
    if known.null_count == 0 and len(known.unique()) == len(known):
        return texts
    return texts.dictionary_decode().dictionary_encode().cast(texts.type)


def _write(rows: pa.Table, path: Path) -> None:
    """Written to the end and to the disk, before anything refers to it."""
    coded = [field.name for field in rows.schema if pa.types.is_dictionary(field.type)]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            pq.write_table(
                rows, file, compression="zstd", compression_level=1, use_dictionary=coded,
                write_statistics=_SOUGHT,
                store_decimal_as_integer=True, store_schema=False, row_group_size=len(rows),
            )  # fmt: skip
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        if path.parent.is_dir():
            path.unlink(missing_ok=True)
        seen = f"raw rows cannot be written to {path.parent} ({error.strerror or error})"
        raise StoreFull(seen, cure="Make room on the disk, or make the folder writable, then run again") from error


def _remove_others(folder: Path, named: set[str]) -> None:
    for path in _files(folder):
        if path.name not in named:
            path.unlink(missing_ok=True)


def _files(folder: Path) -> Iterator[Path]:
    yield from folder.glob("*.parquet") if folder.is_dir() else ()
