"""How one seed table is written down.

Belongs here: the constructor and the types the modules beside share. Not here: any table.
"""

from dataclasses import dataclass

from smm_assets.warehouse.columns import StoredColumn, StoredTable

RATE = "DECIMAL(18,12)"


@dataclass(frozen=True, kw_only=True)
class SeedTable(StoredTable):
    """A seed, and what a change of its rows concerns: rows of the same days (day: its day column), nothing where rows
    are only added because they speak of keys no table has yet (grows), else all that reads it.
    """

    day: str = ""
    grows: bool = False


def seed(name: str, description: str, *columns: tuple[str, str, str], day: str = "", grows: bool = False) -> SeedTable:
    """A seed with its columns as (name, kind, meaning)."""
    specs = tuple(StoredColumn(name=n, kind=k, description=d) for n, k, d in columns)
    return SeedTable(schema="staging", name=name, description=description, columns=specs, day=day, grows=grows)
