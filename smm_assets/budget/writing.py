"""Seeds into the store: only those that changed, and what their change concerns.

Belongs here: comparing with what is stored, writing, noting changes. Not here: what the rows are (`seeds`).
"""

import hashlib
from collections.abc import Mapping, Sequence

import pandas as pd

from smm_assets.budget.seed_tables import SEEDS, SeedTable
from smm_assets.warehouse.changes import NOTHING, Log, Ranges, merged
from smm_assets.warehouse.store import Store

Rows = Sequence[Mapping[str, object]]


def write_seeds(store: Store, tables: Mapping[str, Rows]) -> None:
    """Put these rows in place of what the seeds hold. tables: by name. Part of the caller's transaction."""
    log = Log(store)
    known = log.seen()
    there = set(store.tables("staging"))
    for name, rows in tables.items():
        table = SEEDS[name]
        frame = _frame(table, rows)
        subject = f"{table.schema}.{name}"
        digest = _digest(table, frame)
        if name in there and known.get(subject, ("", 0))[0] == digest:
            continue
        days = _replaced(store, table, frame, name in there)
        if days is None or days:
            log.note(subject, days)
        log.built(subject, digest, log.newest())


def _frame(table: SeedTable, rows: Rows) -> pd.DataFrame:
    columns = [column.name for column in table.columns]
    return pd.DataFrame([[row.get(column) for column in columns] for row in rows], columns=columns, dtype=object)


def _digest(table: SeedTable, frame: pd.DataFrame) -> str:
    return hashlib.sha256(repr((table, frame.to_numpy().tolist())).encode()).hexdigest()


def _replaced(store: Store, table: SeedTable, frame: pd.DataFrame, is_there: bool) -> Ranges | None:
    """Write the rows; returns the days the change concerns, None for all."""
    before = _stored(store, table) if is_there else None
    store.replace(table.schema, table.name, frame, table.columns, table.description)
    if before is None:
        return None
    after = _stored(store, table)
    gone, added = before - after, after - before
    names = [column.name for column in table.columns]
    if table.day:
        place = names.index(table.day)
        return merged((row[place], row[place]) for row in gone | added)  # type: ignore[misc]
    is_new = bool(table.grows) and all(row[names.index(table.grows)] for row in added)
    return NOTHING if not gone and (is_new or not added) else None


def _stored(store: Store, table: SeedTable) -> set[tuple[object, ...]]:
    frame = store.read(f'SELECT * FROM "{table.schema}"."{table.name}"').astype(object)  # noqa: S608 names are ours
    values = frame.where(frame.notna(), None).itertuples(index=False, name=None)
    return {tuple(row) for row in values}
