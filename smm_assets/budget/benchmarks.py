"""Published figures to hold one's own against: benchmarks.csv of the project, and the table that is shipped.

Belongs here: what a line must hold, and the shipped table. Not here: which figure fits a channel
(`dbt_like_sql/marts/benchmark`).
"""

import datetime as dt
from collections.abc import Collection, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

from smm_assets.budget.cells import Cells
from smm_assets.budget.plan import Row
from smm_assets.budget.rates import Rates
from smm_assets.budget.sheet import read_lines
from smm_assets.budget.written import parse_number
from smm_assets.errors import Problem
from smm_assets.settings import OBJECTIVES

RATES = ("ctr", "cvr")
PRICES = ("cpc", "cpm", "cpa", "cost_per_result")
METRICS = (*RATES, *PRICES, "roas")
COLUMNS = (
    *("network", "channel", "objective", "industry", "metric", "value", "currency", "source", "year"),
    *("population", "address"),
)
NEEDED = ("metric", "value", "source", "year")
SHIPPED = Path(__file__).with_name("published_benchmarks.csv")
_SIX = Decimal("0.000001")
_HUNDRED = Decimal(100)


def read_benchmarks(
    folder: Path, channels: Collection[str], networks: Collection[str], rates: Rates, problems: list[Problem]
) -> list[Row]:
    """Lines of the folder's table in order; empty without it. What is wrong goes to `problems`.

    Values are as published; `benchmark_rows` converts them.
    """
    rows: list[Row] = []
    lines: dict[tuple[str, ...], int] = {}
    for line in read_lines(folder, "benchmarks", COLUMNS, NEEDED, problems, one_of=("network", "channel")):
        cells = Cells(line, problems)
        row = _row(cells, channels, networks)
        _priced(cells, row, rates)
        key = tuple((cells.text(name) or "").casefold() for name in ("network", "channel", "objective", "metric"))
        first = lines.setdefault(key, line.number)
        if first != line.number:
            cure = "Keep the one of your industry, or the newest"
            cells.wrong("metric", f"the same figure stands on line {first} already", cure=cure)
        rows.append({"benchmark_line": line.number, "origin": "own", **row})
    return rows


@cache
def shipped_benchmarks() -> Sequence[Row]:
    """Lines of the shipped table, as published."""
    problems: list[Problem] = []
    lines = read_lines(SHIPPED.parent, SHIPPED.stem, COLUMNS, NEEDED, problems)
    cells = [Cells(line, problems) for line in lines]
    rows = [{"benchmark_line": one.line.number, "origin": "shipped", **_row(one, None, None)} for one in cells]
    if problems:
        raise ValueError("; ".join(str(problem) for problem in problems))
    return tuple(rows)


def benchmark_rows(own: Sequence[Row], rates: Rates, as_of: dt.date) -> list[Row]:
    """Rows of seed_benchmark: the user's and the shipped ones, prices at the newest rate known on as_of.

    A price without a rate has no value.
    """
    return [{**row, "value": _value(row, rates, as_of)} for row in (*own, *shipped_benchmarks())]


def _row(cells: Cells, channels: Collection[str] | None, networks: Collection[str] | None) -> Row:
    metric = cells.choice("metric", METRICS, needed=True)
    found: Row = {
        "network": cells.text("network") if networks is None else cells.choice("network", networks),
        "channel": cells.text("channel") if channels is None else cells.choice("channel", channels),
        "objective": cells.choice("objective", OBJECTIVES),
        "industry": cells.text("industry"),
        "metric": metric,
        "value_original": _share(cells) if metric in RATES else cells.amount("value", needed=True),
        "currency": cells.currency() if metric in PRICES else None,
        "source": _source(cells),
        "year": _year(cells),
        "population": cells.text("population"),
        "address": cells.text("address"),
    }
    if not {"network", "channel"} & set(cells.line.cells):
        cells.wrong("", "neither network nor channel", "one of them", "Say what the figure speaks of")
    return found


def _share(cells: Cells) -> Decimal | None:
    """A rate of 0 to 1. In a text it needs its percent sign: 0.9 may mean 0.9 % or 90 %."""
    value = cells.line.cells.get("value")
    if isinstance(value, float | int) and not isinstance(value, bool):
        share = Decimal(str(value))
    elif isinstance(value, str) and value.endswith("%"):
        try:
            share = parse_number(value.removesuffix("%").strip()) / _HUNDRED
        except ValueError as error:
            cells.wrong("value", f"'{value}'", "a rate such as 0.9 %", str(error))
            return None
    else:
        cells.wrong("value", f"'{value}'" if value else "blank", "a rate such as 0.9 %", "Write the percent sign")
        return None
    if not 0 <= share <= 1:
        cells.wrong("value", f"'{value}'", "0 % to 100 %")
        return None
    return share


def _source(cells: Cells) -> str | None:
    source = cells.text("source")
    if source is None:
        cells.wrong("source", "blank", "who published the figure", "A figure without a source says nothing")
    return source


def _year(cells: Cells) -> int | None:
    year = cells.count("year")
    if year is None and "year" not in cells.line.cells:
        cells.wrong("year", "blank", "the year of publication such as 2024")
    if year is not None and not 2000 <= year <= 2100:
        cells.wrong("year", f"{year}", "a year such as 2024")
    return year


def _priced(cells: Cells, row: Row, rates: Rates) -> None:
    currency = row["currency"]
    if isinstance(currency, str) and currency != rates.reporting and currency not in rates.quotes:
        cells.wrong(
            "currency", f"no exchange rate for {currency}", cure=f"Add one to fx.csv, or write {rates.reporting}"
        )


def _value(row: Row, rates: Rates, as_of: dt.date) -> Decimal | None:
    original = row["value_original"]
    if not isinstance(original, Decimal) or row["currency"] is None:
        return original if isinstance(original, Decimal) else None
    rate = rates.rate(str(row["currency"]), as_of, max_age=None)
    return None if rate is None else (original * rate).quantize(_SIX, ROUND_HALF_UP)
