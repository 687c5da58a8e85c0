"""The media plan (plan.csv or plan.xlsx) as checked lines in the reporting currency.

Belongs here: what a plan line must hold. Not here: whether spend keeps to it (`dbt_like_sql/marts/budget_adherence`).
"""

import datetime as dt
from collections.abc import Collection
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from smm_assets.budget.cells import CATEGORIES, Cells
from smm_assets.budget.rates import Rates
from smm_assets.budget.sheet import read_lines
from smm_assets.budget.vat import AS_WRITTEN, TableVat
from smm_assets.errors import Problem
from smm_assets.settings import OBJECTIVES

COLUMNS = (
    *("period_start", "period_end", "channel", "category", "item", "amount", "currency", "objective", "target_cost"),
    *("min", "max", "locked", "posts_per_week", "follower_goal", "goal_date", "vat"),
)
NEEDED = ("period_start", "period_end", "category", "amount", "currency")
Row = dict[str, object]
_SIX = Decimal("0.000001")


def read_plan(
    folder: Path,
    channels: Collection[str],
    rates: Rates,
    problems: list[Problem],
    vat: TableVat = AS_WRITTEN,
) -> list[Row]:
    """Rows of seed_plan in order of the file; empty without a plan. What is wrong goes to `problems`.

    Amounts are in the reporting currency and, by `vat`, net or gross as reports are.
    """
    lines = read_lines(folder, "plan", COLUMNS, NEEDED, problems)
    rows = [_row(Cells(line, problems), channels, rates, vat) for line in lines]
    if lines:
        _overlaps(lines[0].file, rows, problems)
    return rows


def converted(cells: Cells, column: str, amount: Decimal | None, currency: str | None, rate: Decimal | None) -> object:
    """The amount in the reporting currency, to 6 places; a missing rate is a problem naming currency and day."""
    if amount is None or currency is None or rate is None:
        return None
    return (amount * rate).quantize(_SIX, ROUND_HALF_UP)


def money_rate(
    cells: Cells, currency: str | None, day: dt.date | None, rates: Rates, max_age: int | None, vat: TableVat
) -> Decimal | None:
    """What the line's amounts are multiplied by: exchange rate, and value added tax where reports take it otherwise.

    A missing rate is a problem that names currency and day.
    """
    taxed = vat.factor(cells)
    if currency is None or day is None:
        return None
    rate = rates.rate(currency, day, max_age=max_age)
    if rate is None:
        cells.wrong("currency", f"no exchange rate for {currency} on {day}", cure="Add it to fx.csv")
    return None if rate is None or taxed is None else rate * taxed


def _row(cells: Cells, channels: Collection[str], rates: Rates, vat: TableVat) -> Row:
    start, end = cells.period("period_start", "period_end")
    currency = cells.currency()
    rate = money_rate(cells, currency, start, rates, None, vat)
    amount = cells.amount("amount", needed=True)
    low, high = cells.amount("min"), cells.amount("max")
    if low is not None and high is not None and low > high:
        cells.wrong("min", f"min {low} is above max {high}", cure="Swap the two")

    def money(column: str, value: Decimal | None) -> object:
        return converted(cells, column, value, currency, rate)

    return {
        "plan_line": cells.line.number,
        "period_start": start,
        "period_end": end,
        "channel": cells.choice("channel", channels),
        "category": cells.choice("category", CATEGORIES, needed=True),
        "item": cells.text("item"),
        "amount": money("amount", amount),
        "amount_original": amount,
        "currency": currency,
        "objective": cells.choice("objective", OBJECTIVES),
        "target_cost": money("target_cost", cells.amount("target_cost")),
        "low_amount": money("min", low),
        "high_amount": money("max", high),
        "locked": cells.flag("locked"),
        "posts_per_week": cells.amount("posts_per_week"),
        "follower_goal": cells.count("follower_goal"),
        "goal_date": cells.day("goal_date"),
    } | vat.noted(cells)


def _overlaps(file: str, rows: list[Row], problems: list[Problem]) -> None:
    """Two lines of the same channel, category and item may not share a day: the money would count twice."""
    groups: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        if row["period_start"] is not None and row["period_end"] is not None:
            item = str(row["item"] or "").casefold()
            groups.setdefault((row["channel"], row["category"], item), []).append(row)
    for group in groups.values():
        for place, row in enumerate(group):
            for other in group[:place]:
                if row["period_start"] <= other["period_end"] and other["period_start"] <= row["period_end"]:  # type: ignore[operator]
                    seen = f"its period overlaps line {other['plan_line']} of the same channel, category and item"
                    cure = "Change the days, or give the lines different items"
                    problems.append(Problem(where=f"{file} line {row['plan_line']}", seen=seen, cure=cure))
                    break
