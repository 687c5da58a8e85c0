"""Expenses: classes that add up, what is not justified first, cost lines of one name together, providers."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from smm_assets.report.page.sections.expenses import expenses_view
from smm_assets.report.sections.expenses import Expenses, collect_expenses
from smm_assets.report.words import Words

AS_OF = date(2026, 11, 22)


def _row(expense: str, name: str, kind: str, expense_class: str, amount: int, **more: Any) -> dict[str, Any]:
    return {
        "window_start": date(2026, 8, 24), "window_end": date(2026, 11, 21), "expense": expense, "name": name,
        "kind": kind, "class": expense_class, "amount": Decimal(amount), "channel": None, "vendor": None,
        "evidence": f"because of {name}",
    } | more  # fmt: skip


@pytest.fixture
def expenses(given, labels) -> Expenses:
    """100 proven, 60 unproven of a course in two lines, 30 and 10 of two campaigns of one name, 5 wasted: 205."""
    rows = [
        _row("c1", "Brand", "campaign", "proven", 100, channel="search"),
        _row("cost 1", "course", "cost", "unproven", 20),
        _row("cost 2", "course", "cost", "unproven", 40),
        _row("c2", "Sale", "campaign", "unproven", 30, channel="search"),
        _row("c3", "Sale", "campaign", "unproven", 10, channel="search"),
        _row("c2", "Sale", "campaign", "wasted", 5, channel="search"),
    ]
    paid = [
        {
            "who": "agency", "vendor": "Nord", "cost": Decimal(500), "posts": 4, "posts_planned": 8.0,
            "cost_per_post": 125.0, "result_metric": "orders", "results": 50.0, "cost_per_result": 10.0,
        },
        {"who": "self", "vendor": None, "cost": Decimal(700), "posts": None, "result_metric": "orders"},
    ]  # fmt: skip
    found = collect_expenses(given(expense_justification=rows, provider_scorecard=paid), labels, AS_OF)
    assert found is not None
    return found


def test_classes_add_up_to_all_money(expenses: Expenses) -> None:
    assert expenses.amounts == {"proven": Decimal(100), "unproven": Decimal(100), "wasted": Decimal(5)}
    assert expenses.total == Decimal(205)


def test_wasted_stands_first_then_the_largest_and_cost_lines_of_one_name_are_one(expenses: Expenses) -> None:
    assert [(one.name, one.expense_class, one.amount) for one in expenses.unjustified] == [
        ("Sale", "wasted", Decimal(5)), ("course", "unproven", Decimal(60)), ("Sale", "unproven", Decimal(30)),
        ("Sale", "unproven", Decimal(10)),
    ]  # fmt: skip


def test_the_bar_shows_every_class_by_its_share_and_says_it_in_words(expenses: Expenses) -> None:
    view = expenses_view(expenses, Words("EUR"))
    assert [(cell.name, cell.amount, cell.share) for cell in view.classes] == [
        ("proven", "€100", "49 %"), ("unproven", "€100", "49 %"), ("wasted", "€5", "2 %"),
    ]  # fmt: skip
    widths = [float(width) for width in re.findall(r' width="([\d.]+)"', view.chart)]
    assert widths == pytest.approx([1000 * 100 / 205 - 2, 1000 * 100 / 205 - 2, 1000 * 5 / 205 - 2], abs=0.06)
    assert "Expenses by class: proven €100 (49 %), unproven €100 (49 %), wasted €5 (2 %)" in view.chart
    assert view.lines[0].evidence == "because of Sale"


def test_providers_stand_with_what_they_cost_and_what_came(expenses: Expenses) -> None:
    self, agency = expenses_view(expenses, Words("EUR")).providers
    assert (self.name, self.who, self.posts, self.per_result) == ("yourself", "", "–", "–")
    assert (agency.name, agency.who, agency.cost) == ("Nord", "agency", "€500")
    assert (agency.posts, agency.per_post, agency.per_result) == ("4 of 8 planned", "€125", "€10.00 each (orders)")


def test_without_any_expense_there_is_no_section(given, labels) -> None:
    assert collect_expenses(given(), labels, AS_OF) is None
