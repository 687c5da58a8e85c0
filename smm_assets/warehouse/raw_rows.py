"""The one way rows enter the raw tables and leave them, so that no day changes without being noted.

Belongs here: adding, retracting and taking back raw rows. Not here: what the rows are (`smm_assets/schema`), whose they
are (landing), what is built again (`sqlmodels`).
"""

import datetime as dt

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from smm_assets.warehouse import changes
from smm_assets.warehouse.columns import quoted
from smm_assets.warehouse.frames import Rows
from smm_assets.warehouse.store import Store


def stamped(rows: pa.Table, *, file_id: str, at: dt.datetime) -> pa.Table:
    """Rows of a file with its identity and the moment (UTC) they were loaded."""
    only = pa.DictionaryArray.from_arrays(pa.repeat(pa.scalar(0, pa.int8()), len(rows)), [file_id])
    moment = pa.repeat(pa.scalar(at, pa.timestamp("us")), len(rows))
    return rows.append_column("file_id", only).append_column("loaded_at", moment)


def add(store: Store, table: str, rows: Rows) -> None:
    """Append rows of a raw table; they must hold period_start."""
    if len(rows):
        store.load("raw", table, rows)
        days = pc.min_max(pa.array(rows["period_start"])).as_py()
        changes.note(store, f"raw.{table}", [(days["min"], days["max"])])


def retract(store: Store, table: str, file_id: str, part: str, *, at: dt.datetime) -> None:
    """The rows of a part count no longer from that moment (UTC) on; they stay, for a past morning knew them."""
    which = "file_id = :file_id AND part = :part AND retracted_at IS NULL"
    given: dict[str, object] = {"file_id": file_id, "part": part}
    if _noted(store, table, which, given):
        sql = f"UPDATE {quoted('raw', table)} SET retracted_at = :at WHERE {which}"  # noqa: S608 names are ours
        store.execute(sql, {**given, "at": at})


def take_back(store: Store, table: str, file_id: str, part: str, loaded_at: dt.datetime) -> None:
    """Remove the rows of a part stored at that moment, before anybody saw them."""
    which = "file_id = :file_id AND part = :part AND loaded_at = :at"
    given: dict[str, object] = {"file_id": file_id, "part": part, "at": loaded_at}
    if _noted(store, table, which, given):
        store.execute(f"DELETE FROM {quoted('raw', table)} WHERE {which}", given)  # noqa: S608 names are ours


def _noted(store: Store, table: str, which: str, given: dict[str, object]) -> bool:
    """Note the days of the rows that are about to change; False when there are none."""
    source = quoted("raw", table)
    sql = f"SELECT MIN(period_start) AS first, MAX(period_start) AS last FROM {source} WHERE {which}"  # noqa: S608
    first, last = store.read(sql, given).iloc[0]
    if pd.isna(first):
        return False
    changes.note(store, f"raw.{table}", [(first, last)])
    return True
