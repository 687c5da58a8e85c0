"""Small tests (tests.csv): some channels, side by side, over some days, judged by one result.

Belongs here: what the line of a test must hold. Not here: what came out of it (`dbt_like_sql/marts`).
"""

from collections.abc import Collection
from decimal import Decimal
from pathlib import Path

from smm_assets.budget.cells import Cells
from smm_assets.budget.plan import Row
from smm_assets.budget.sheet import read_lines
from smm_assets.errors import Problem
from smm_assets.settings import RESULT_METRICS

COLUMNS = ("id", "channels", "from", "to", "budget", "result", "benchmark")
NEEDED = ("id", "channels", "from", "to")
LEAST_CHANNELS = 2


def read_tests(folder: Path, channels: Collection[str], reporting: str, problems: list[Problem]) -> list[Row]:
    """Rows of seed_test, one per test and channel, in order of the file. What is wrong goes to `problems`.

    reporting: the currency of budgets.
    """
    rows: list[Row] = []
    ids: dict[str, int] = {}
    for line in read_lines(folder, "tests", COLUMNS, NEEDED, problems):
        rows += _rows(Cells(line, problems), ids, channels, reporting)
    return rows


def _rows(cells: Cells, ids: dict[str, int], channels: Collection[str], reporting: str) -> list[Row]:
    start, end = cells.period("from", "to")
    _currency(cells, reporting)
    test = {
        "test_line": cells.line.number,
        "test_id": _id(cells, ids),
        "date_from": start,
        "date_to": end,
        "test_budget": _above_zero(cells, "budget"),
        "result_metric": cells.choice("result", RESULT_METRICS),
        "benchmark": _above_zero(cells, "benchmark"),
    }
    compared = cells.choices("channels", channels, one="channel", least=LEAST_CHANNELS)
    return [{**test, "channel": channel} for channel in compared]


def _id(cells: Cells, ids: dict[str, int]) -> str | None:
    name = cells.text("id")
    if name is None:
        cells.wrong("id", "blank", "a name of the test", "Give each test an id of its own")
        return None
    first = ids.setdefault(name.casefold(), cells.line.number)
    if first != cells.line.number:
        cells.wrong("id", f"'{name}' stands on line {first} already", cure="Give each test an id of its own")
    return name


def _currency(cells: Cells, reporting: str) -> None:
    currency = cells.text("currency")
    if currency is not None and currency.upper() != reporting:
        cells.wrong("currency", f"'{currency}'", reporting, "Convert the budget: it is in the reporting currency")


def _above_zero(cells: Cells, column: str) -> Decimal | None:
    amount = cells.amount(column, least=None)
    if amount is not None and amount <= 0:
        cells.wrong(column, f"{amount}", "an amount above 0", "Leave it blank when none was set")
    return amount
