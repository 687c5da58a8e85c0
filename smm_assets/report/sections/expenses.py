"""Facts about whether every expense is justified, and about those who are paid.

Belongs here: money of the last 90 days by class, lines that are not justified, providers. Not here: pacing (`money`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from smm_assets.report.labels import Labels
from smm_assets.report.tables import Row, Tables, day, money, number, text

CLASSES = ("proven", "on_test", "maintenance", "unproven", "wasted")
UNJUSTIFIED = ("wasted", "unproven")


@dataclass(frozen=True, kw_only=True)
class ExpenseLine:
    """A campaign, or all cost lines of one name and vendor together. evidence: as the table tells it."""

    name: str
    label: str
    vendor: str
    kind: str
    expense_class: str
    amount: Decimal
    evidence: str


@dataclass(frozen=True, kw_only=True)
class Provider:
    """Somebody who is paid. who: in_house, freelancer, agency or self."""

    who: str
    vendor: str
    cost: Decimal | None
    posts: float | None
    posts_planned: float | None
    cost_per_post: float | None
    metric: str
    results: float | None
    cost_per_result: float | None


@dataclass(frozen=True, kw_only=True)
class Expenses:
    """All money of a window by class, in the order of CLASSES; unjustified: wasted, then unproven, largest first."""

    first: date | None
    last: date | None
    amounts: dict[str, Decimal]
    unjustified: tuple[ExpenseLine, ...]
    providers: tuple[Provider, ...]

    @property
    def total(self) -> Decimal:
        return sum(self.amounts.values(), Decimal(0))


def collect_expenses(tables: Tables, labels: Labels, as_of: date) -> Expenses | None:
    """Expenses of the last 90 days; None where nothing was spent."""
    rows = tables.rows(
        "marts.expense_justification",
        "SELECT * FROM marts.expense_justification WHERE as_of = :as_of",
        {"as_of": as_of},
    )
    providers = tables.rows(
        "marts.provider_scorecard", "SELECT * FROM marts.provider_scorecard WHERE as_of = :as_of", {"as_of": as_of}
    )
    if not rows and not providers:
        return None
    sums = {name: sum((_amount(row) for row in rows if row["class"] == name), Decimal(0)) for name in CLASSES}
    lines = _lines([row for row in rows if row["class"] in UNJUSTIFIED], labels)
    return Expenses(
        first=day(rows[0].get("window_start")) if rows else None,
        last=day(rows[0].get("window_end")) if rows else None,
        amounts={name: amount for name, amount in sums.items() if amount},
        unjustified=tuple(lines),
        providers=_providers(providers),
    )


def _amount(row: Row) -> Decimal:
    return money(row.get("amount")) or Decimal(0)


def _lines(rows: Sequence[Row], labels: Labels) -> list[ExpenseLine]:
    """Campaigns one by one, cost lines of the same name, vendor and class as one."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        single = text(row["expense"]) if row["kind"] == "campaign" else ""
        same = (row["class"], row["kind"], row.get("name"), row.get("vendor"), row.get("channel"), single)
        groups.setdefault(tuple(map(text, same)), []).append(row)
    lines = [_line(group, labels) for group in groups.values()]
    return sorted(lines, key=lambda one: (UNJUSTIFIED.index(one.expense_class), -one.amount, one.name))


def _line(rows: Sequence[Row], labels: Labels) -> ExpenseLine:
    largest = max(rows, key=_amount)
    channel = text(largest.get("channel"))
    return ExpenseLine(
        name=text(largest.get("name")) or text(largest["expense"]),
        label=labels.channel(channel) if channel else "",
        vendor=text(largest.get("vendor")),
        kind=text(largest["kind"]),
        expense_class=text(largest["class"]),
        amount=sum((_amount(row) for row in rows), Decimal(0)),
        evidence=text(largest.get("evidence")),
    )


def _providers(rows: Sequence[Row]) -> tuple[Provider, ...]:
    found = (
        Provider(
            who=text(row.get("who")),
            vendor=text(row.get("vendor")),
            cost=money(row.get("cost")),
            posts=number(row.get("posts")),
            posts_planned=number(row.get("posts_planned")),
            cost_per_post=number(row.get("cost_per_post")),
            metric=text(row.get("result_metric")),
            results=number(row.get("results")),
            cost_per_result=number(row.get("cost_per_result")),
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda one: (-(one.cost or 0), one.vendor)))
