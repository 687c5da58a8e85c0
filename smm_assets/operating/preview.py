"""A few rows of a table as texts, to see at a glance what is in it.

Belongs here: which rows, and how a cell reads. Not here: whole tables (`smm sql`) or spreadsheets (`report`).
"""

from decimal import Decimal
from typing import Any

from smm_assets.report.tables import plain_rows
from smm_assets.report.visible import shortened, visible
from smm_assets.sqlmodels import Model
from smm_assets.warehouse.columns import quoted
from smm_assets.warehouse.store import ReadOnlyStore

ROWS, COLUMNS, LONGEST = 5, 14, 80
FINE = 10_000  # numbers below it are shown to four digits


def preview(store: ReadOnlyStore, model: Model) -> list[dict[str, str]]:
    """A few rows of a model that was built, its first columns: the newest ones, in the order of its grain.

    Of a view any rows: all of it would have to be made to know which are the newest.
    """
    columns = model.columns[:COLUMNS]
    kinds = {column.name: column.kind for column in model.columns}
    order = sorted(model.grain, key=lambda name: kinds[name] != "day")  # the newest day before all else
    by = ", ".join(f"{quoted(name)}{' DESC' if kinds[name] == 'day' else ''}" for name in order)
    names = ", ".join(quoted(column.name) for column in columns)
    sorting = "" if model.materialization == "view" else f"ORDER BY {by}"
    sql = f"SELECT {names} FROM {quoted(model.layer, model.name)} {sorting} LIMIT {ROWS}"  # noqa: S608 our names
    return [
        {column.name: shown(row[column.name], column.kind) for column in columns} for row in plain_rows(store.read(sql))
    ]


def shown(value: Any, kind: str = "") -> str:
    """A cell as people read it: money with two decimals, ratios with four digits, nothing where it is unknown."""
    if value is None:
        return ""
    if kind == "money" and isinstance(value, int | float | Decimal):
        return f"{value:,.2f}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float | Decimal):
        return f"{value:,.4g}" if -FINE < value < FINE else f"{value:,.0f}"
    return shortened(visible(value), LONGEST)
