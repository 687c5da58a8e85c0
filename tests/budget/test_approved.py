"""Approved amounts over the lines of the plan file: as long as the file says what it said then."""

import datetime as dt
from decimal import Decimal

import pytest

from smm_assets.budget.approved import FIRST_OWN_LINE, with_approved
from smm_assets.budget.plan import Row

START, END = dt.date(2026, 11, 1), dt.date(2026, 11, 30)


def line(amount: str, **more: object) -> Row:
    """A line in dollars, one of which is half a euro."""
    made: Row = {
        "plan_line": 2, "period_start": START, "period_end": END, "channel": "meta", "category": "promotion",
        "item": "ads", "amount": Decimal(amount) / 2, "amount_original": Decimal(amount), "currency": "USD",
    }  # fmt: skip
    return made | more


def approval(written: str | None, amount: str, **more: object) -> Row:
    made: Row = {
        "recommendation_id": "r", "channel": "meta", "line_start": START, "line_end": END, "line_item": "ads",
        "line_currency": "USD", "file_amount": None if written is None else Decimal(written),
        "plan_amount": Decimal(amount),
    }  # fmt: skip
    return made | more


def test_the_approved_amount_stands_over_its_line_at_the_lines_rate() -> None:
    (row,) = with_approved([line("600")], [approval("600", "630.50")])
    assert (row["amount_original"], row["amount"]) == (Decimal("630.50"), Decimal("315.25"))


@pytest.mark.parametrize(
    "edited",
    [
        line("610"),
        line("600", currency="EUR"),
        line("600", period_end=dt.date(2026, 11, 29)),
        line("600", channel="vk"),
        line("600", item="contest"),
        line("600", category="content"),
    ],
)
def test_another_line_or_an_edited_one_counts_as_it_stands_in_the_file(edited: Row) -> None:
    assert with_approved([edited], [approval("600", "630.50")]) == [edited]


def test_the_latest_approval_of_a_line_counts() -> None:
    (row,) = with_approved([line("600")], [approval("600", "630"), approval("600", "640")])
    assert row["amount_original"] == 640
    # one made for what the file says no more does not stand in the way of the file
    assert with_approved([line("610")], [approval("600", "630"), approval("600", "640")]) == [line("610")]


def test_a_channel_without_a_line_gets_its_own_until_the_file_has_one() -> None:
    own = approval(None, "70", line_start=dt.date(2026, 11, 22), line_end=dt.date(2026, 11, 28), line_currency="EUR")
    other = line("600", channel="vk")
    kept, made = with_approved([other], [own])
    assert kept == other
    assert (made["plan_line"], made["channel"], made["amount"], made["currency"]) == (FIRST_OWN_LINE, "meta", 70, "EUR")
    assert (made["period_start"], made["period_end"]) == (dt.date(2026, 11, 22), dt.date(2026, 11, 28))
    assert with_approved([line("600")], [own]) == [line("600")]


def test_nothing_approved_changes_nothing() -> None:
    assert with_approved([line("600")], []) == [line("600")]
