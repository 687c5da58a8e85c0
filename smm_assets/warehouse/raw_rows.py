"""The one way rows enter the raw tables and leave them, so that no day changes without being noted.

Belongs here: adding and taking back raw rows. Not here: what the rows are (`smm_assets/schema`), whose they are
(landing), what is built again (`sqlmodels`).
"""

import datetime as dt

import pandas as pd

from smm_assets.warehouse import changes
from smm_assets.warehouse.columns import quoted
from smm_assets.warehouse.store import Store


def add(store: Store, table: str, rows: pd.DataFrame) -> None:
    """Append rows of a raw table; they must hold period_start."""
    if len(rows):
        store.load("raw", table, rows)
        days = pd.to_datetime(rows["period_start"].astype("object"))
        changes.note(store, f"raw.{table}", [(days.min().date(), days.max().date())])


def take_back(store: Store, table: str, file_id: str, part: str, loaded_at: dt.datetime | None = None) -> None:
    """Remove the rows of a part, or only those stored at that moment."""
    given: dict[str, object] = {"file_id": file_id, "part": part}
    which = "file_id = :file_id AND part = :part"
    if loaded_at is not None:
        which, given = f"{which} AND loaded_at = :at", {**given, "at": loaded_at}
    target = quoted("raw", table)
    bounds = f"SELECT MIN(period_start) AS first, MAX(period_start) AS last FROM {target} WHERE {which}"  # noqa: S608
    first, last = store.read(bounds, given).iloc[0]
    if not pd.isna(first):
        changes.note(store, f"raw.{table}", [(first, last)])
        store.execute(f"DELETE FROM {target} WHERE {which}", given)  # noqa: S608
