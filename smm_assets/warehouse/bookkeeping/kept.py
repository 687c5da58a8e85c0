"""How one table of the software's own books is written down.

Belongs here: the constructor the modules beside use. Not here: any table.
"""

from smm_assets.warehouse.columns import StoredColumn, StoredTable

Row = tuple[str, str, str] | tuple[str, str, str, str]


def kept(schema: str, name: str, description: str, *columns: Row) -> StoredTable:
    """A table with its columns as (name, kind, meaning) and, of numbers, their unit."""
    specs = tuple(StoredColumn(name=n, kind=k, description=d, unit="".join(u)) for n, k, d, *u in columns)
    return StoredTable(schema=schema, name=name, description=description, columns=specs)
