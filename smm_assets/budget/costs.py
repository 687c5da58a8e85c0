"""What no network reports (costs.csv): content, people, tools, contests, influencers, training.

Belongs here: what a cost line must hold. Not here: the plan, or sums by category (`dbt_like_sql`).
"""

from collections.abc import Collection
from decimal import Decimal
from pathlib import Path

from smm_assets.budget.cells import CATEGORIES, Cells
from smm_assets.budget.plan import Row, converted, money_rate
from smm_assets.budget.rates import MAX_AGE, Rates
from smm_assets.budget.sheet import read_lines
from smm_assets.budget.vat import AS_WRITTEN, TableVat
from smm_assets.errors import Problem

KINDS = ("media", "people", "production", "tool", "fee")
WHO = ("in_house", "freelancer", "agency", "self")
COLUMNS = (
    *("date", "period_start", "period_end", "category", "item", "channel", "kind", "who", "vendor", "hours", "rate"),
    *("amount", "currency", "vat"),
)


def read_costs(
    folder: Path,
    channels: Collection[str],
    rates: Rates,
    problems: list[Problem],
    vat: TableVat = AS_WRITTEN,
) -> list[Row]:
    """Rows of seed_cost in order of the file; empty without the file. What is wrong goes to `problems`."""
    lines = read_lines(folder, "costs", COLUMNS, ("category", "amount", "currency"), problems)
    return [_row(Cells(line, problems), channels, rates, vat) for line in lines]


def _row(cells: Cells, channels: Collection[str], rates: Rates, vat: TableVat) -> Row:
    day = cells.day("date")
    if "date" in cells.line.cells:
        start = end = day
    else:
        start, end = cells.period("period_start", "period_end")
    hours, price = cells.amount("hours"), cells.amount("rate")
    amount = cells.amount("amount", needed=hours is None or price is None, least=None)
    if amount is None and hours is not None and price is not None:
        amount = (hours * price).quantize(Decimal("0.000001"))
    currency = cells.currency()
    rate = money_rate(cells, currency, start, rates, MAX_AGE, vat)
    return {
        "cost_line": cells.line.number,
        "date": day,
        "period_start": start,
        "period_end": end,
        "category": cells.choice("category", CATEGORIES, needed=True),
        "item": cells.text("item"),
        "channel": cells.choice("channel", channels),
        "kind": cells.choice("kind", KINDS),
        "who": cells.choice("who", WHO),
        "vendor": cells.text("vendor"),
        "hours": hours,
        "rate": price,
        "amount": converted(cells, "amount", amount, currency, rate),
        "amount_original": amount,
        "currency": currency,
    }
