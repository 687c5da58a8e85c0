"""Seeds into the store: only those that changed, and what their change concerns.

Belongs here: comparing with what is stored, writing, noting changes. Not here: what the rows are (`seeds`).
"""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import nullcontext

import pandas as pd

from smm_assets.budget.seed_tables import SEEDS, SeedTable
from smm_assets.warehouse.changes import NOTHING, WHOLE, Log, Ranges, Standing, merged
from smm_assets.warehouse.store import Store

Rows = Sequence[Mapping[str, object]]


def write_seeds(store: Store, tables: Mapping[str, Rows]) -> None:
    """Put these rows in place of what the seeds hold. tables: by name. Part of the caller's transaction."""
    log = Log(store)
    there = {name for _, name in store.tables_of(["staging"])}
    for name, rows in tables.items():
        table = SEEDS[name]
        values = [[row.get(column.name) for column in table.columns] for row in rows]
        subject, shape = f"{table.schema}.{name}", f"{_digest(table)} {_digest(values)}"
        before = log.seen()[subject].shape if name in there and subject in log.seen() else ""
        if before == shape:
            continue
        with store.lightly() if before.split(" ")[0] == _digest(table) else nullcontext():
            days = _replaced(store, table, values, name in there)
        log.note(*((subject, days) if days is None or days else (f"{WHOLE}{subject}", None)))
        log.built(subject, Standing(shape=shape, seen=log.newest(), rows=len(rows)))
    log.keep()


def _digest(content: object) -> str:
    return hashlib.sha256(repr(content).encode()).hexdigest()


def _replaced(store: Store, table: SeedTable, values: Sequence[Sequence[object]], is_there: bool) -> Ranges | None:
    """Write the rows; returns the days the change concerns, None for all."""
    names = [column.name for column in table.columns]
    frame = pd.DataFrame(values, columns=names, dtype=object)
    before = _stored(store, table) if is_there and (table.day or table.grows) else None
    store.replace(table.schema, table.name, frame, table.columns, table.description)
    if before is None:
        return None
    after = _stored(store, table)
    gone, added = before - after, after - before
    if table.day:
        place = names.index(table.day)
        return merged((row[place], row[place]) for row in gone | added)  # type: ignore[misc]
    is_new = all(row[names.index(table.grows)] for row in added)
    return NOTHING if not gone and is_new else None


def _stored(store: Store, table: SeedTable) -> set[tuple[object, ...]]:
    frame = store.read(f'SELECT * FROM "{table.schema}"."{table.name}"')  # noqa: S608 names are ours
    return set(zip(*(_values(column) for _, column in frame.items()), strict=True))


def _values(column: pd.Series) -> list[object]:
    """What the column holds, None where it holds nothing."""
    values = column.array.to_numpy(dtype=object, copy=True)
    values[column.isna().to_numpy()] = None
    return list(values)
