"""Forgetting what can be made again.

Belongs here: dropping derived tables for a full refresh. Not here: raw rows, the software's own books and decisions,
which are never dropped.
"""

from smm_assets.sqlmodels.model import LAYERS
from smm_assets.warehouse.store import Store


def drop_derived(store: Store) -> None:
    """Drop every seed and model, also those whose SQL file is gone; `raw`, `ops` and `state` stay."""
    with store.transaction():
        for schema in LAYERS:
            for name in store.tables(schema):
                store.drop(schema, name)
