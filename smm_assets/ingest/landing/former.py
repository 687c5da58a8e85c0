"""What the books said before: rows of the ledger are kept before they are changed or taken away.

Belongs here: copying them to ops.former_row. Not here: changing them (`ledger`, `release`) or telling a past morning
from them (`smm_assets/replay`).
"""

import json
from collections.abc import Mapping
from datetime import datetime

import pandas as pd

from smm_assets.warehouse.bookkeeping.past import KEYS, SINCE
from smm_assets.warehouse.columns import quoted
from smm_assets.warehouse.store import Store


def keep_former(store: Store, table: str, where: Mapping[str, object], *, at: datetime) -> None:
    """Copy the rows of an ops table with these values (column = value); the caller is about to change them.

    at: moment of the change, UTC. Rows that entered the books at that very moment were never known and are not kept.
    """
    condition = " AND ".join(f"{quoted(column)} = :{column}" for column in where)
    since = quoted(SINCE[f"ops.{table}"])
    sql = f"SELECT * FROM {quoted('ops', table)} WHERE {condition} AND {since} < :at"  # noqa: S608 names are ours
    found = store.read(sql, {**where, "at": at}).astype("object")
    rows = found.where(found.notna(), None).to_dict("records")
    kept = [
        {
            "table_name": table,
            "row_key": key_of(table, {str(name): value for name, value in row.items()}),
            "content_json": json.dumps(row, default=str, ensure_ascii=False),
            "replaced_at": at,
        }
        for row in rows
    ]
    if kept:
        store.load("ops", "former_row", pd.DataFrame(kept))


def key_of(table: str, row: Mapping[str, object]) -> str:
    """The key of a row of the books as one text."""
    return json.dumps([None if row[name] is None else str(row[name]) for name in KEYS[table]], ensure_ascii=False)
