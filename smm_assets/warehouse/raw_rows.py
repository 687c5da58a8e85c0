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

# The days are named too, so that a store that keeps far days apart need not look at the others.
_OF_DAYS = "period_start BETWEEN :first AND :last"


def stamped(rows: pa.Table, *, file_id: str, at: dt.datetime) -> pa.Table:
    """Rows of a file with its identity and the moment (UTC) they were loaded."""
    only = pa.DictionaryArray.from_arrays(pa.repeat(pa.scalar(0, pa.int8()), len(rows)), [file_id])
    moment = pa.repeat(pa.scalar(at, pa.timestamp("us")), len(rows))
    return rows.append_column("file_id", only).append_column("loaded_at", moment)


def add(store: Store, table: str, rows: Rows) -> None:
    """Append rows of a raw table; they must hold period_start."""
    if len(rows):
        store.load("raw", table, rows)
        starts = rows["period_start"]
        days = pc.min_max(starts if isinstance(starts, pa.ChunkedArray) else pa.array(starts)).as_py()
        changes.note(store, f"raw.{table}", [(days["min"], days["max"])])


def retract(store: Store, table: str, file_id: str, part: str, *, at: dt.datetime) -> None:
    """The rows of a part count no longer from that moment (UTC) on; they stay, for a past morning knew them."""
    which = "file_id = :file_id AND part = :part AND retracted_at IS NULL"
    given: dict[str, object] = {"file_id": file_id, "part": part}
    days = _noted(store, table, which, given)
    if days:
        sql = f"UPDATE {store.standing(table)} SET retracted_at = :at WHERE {which} AND {_OF_DAYS}"  # noqa: S608
        store.execute(sql, {**given, **days, "at": at})
        store.retract_large(table, file_id, part, at)


def take_back(store: Store, table: str, file_id: str, part: str, loaded_at: dt.datetime) -> None:
    """Remove the rows of a part stored at that moment, before anybody saw them."""
    which = "file_id = :file_id AND part = :part AND loaded_at = :at"
    given: dict[str, object] = {"file_id": file_id, "part": part, "at": loaded_at}
    days = _noted(store, table, which, given)
    if days:
        store.execute(f"DELETE FROM {store.standing(table)} WHERE {which} AND {_OF_DAYS}", {**given, **days})  # noqa: S608
        store.take_back_large(table, file_id, part, loaded_at)


def _noted(store: Store, table: str, which: str, given: dict[str, object]) -> dict[str, object]:
    """Note the days of the rows that are about to change; returns the first and the last, nothing without rows."""
    source = quoted("raw", table)
    # Without the count PostgreSQL would look for the first day along all days instead of by the file.
    sql = f"SELECT MIN(period_start) AS first, MAX(period_start) AS last, COUNT(*) AS n FROM {source} WHERE {which}"  # noqa: S608
    first, last, _ = store.read(sql, given).iloc[0]
    if pd.isna(first):
        return {}
    changes.note(store, f"raw.{table}", [(first, last)])
    return {"first": first, "last": last}
