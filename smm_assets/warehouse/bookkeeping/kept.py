"""How one table of the software's own books is written down.

Belongs here: the constructor the modules beside use. Not here: any table.
"""

from smm_assets.warehouse.columns import StoredColumn, StoredTable


def kept(schema: str, name: str, description: str, *columns: tuple[str, str, str]) -> StoredTable:
    """A table with its columns as (name, kind, meaning)."""
    specs = tuple(StoredColumn(name=n, kind=k, description=d) for n, k, d in columns)
    return StoredTable(schema=schema, name=name, description=description, columns=specs)
