"""How one seed table is written down.

Belongs here: the constructor and the types the modules beside share. Not here: any table.
"""

from smm_assets.warehouse.columns import StoredColumn, StoredTable

RATE = "DECIMAL(18,12)"


def seed(name: str, description: str, *columns: tuple[str, str, str]) -> StoredTable:
    """A seed with its columns as (name, kind, meaning)."""
    specs = tuple(StoredColumn(name=n, kind=k, description=d) for n, k, d in columns)
    return StoredTable(schema="staging", name=name, description=description, columns=specs)
