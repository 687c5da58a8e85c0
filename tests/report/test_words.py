"""Amounts, days and counts in words."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.report.visible import visible
from smm_assets.report.words import Words, change, grouped, listed, period, plural, quantity, span


@pytest.mark.parametrize(
    ("value", "said"),
    [(Decimal("1234.5"), "€1,234.50"), (Decimal("-3.456"), "−€3.46"), (Decimal("0"), "€0.00"), (None, "–")],
)
def test_money_has_its_currency_and_its_coins(value: Decimal | None, said: str) -> None:
    assert Words("EUR").money(value) == said


def test_a_currency_without_coins_is_shown_without_them() -> None:
    assert Words("JPY").money(Decimal("1234.5")) == "¥1,234"
    assert Words("JPY").amount(Decimal("1234.5"), exact=True) == "1,234"


@pytest.mark.parametrize(
    ("count", "said"),
    [(1.0, "1 order"), (2.0, "2 orders"), (0.0, "0 orders"), (0.34, "0.3 orders"), (83.2, "83 orders")],
)
def test_results_have_the_right_number(count: float, said: str) -> None:
    assert Words("EUR").results("orders", count) == said


def test_results_that_are_money_are_shown_as_money() -> None:
    assert Words("EUR").results("revenue", 8322.3) == "€8,322 revenue"


@pytest.mark.parametrize(
    ("value", "said"), [(0.2, "+20 %"), (-0.2, "−20 %"), (0.0, "0 %"), (0.001, "0 %"), (-0.001, "0 %"), (None, "–")]
)
def test_a_change_has_a_sign_only_when_something_changed(value: float | None, said: str) -> None:
    assert change(value) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2026, 11, 22), date(2026, 11, 30), "22–30 Nov"),
        (date(2026, 11, 28), date(2026, 12, 4), "28 Nov – 4 Dec"),
        (date(2026, 11, 22), date(2026, 11, 22), "22 Nov"),
    ],
)
def test_spans_are_short(start: date, end: date, said: str) -> None:
    assert span(start, end) == said


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)))
def test_only_whole_months_are_called_by_their_name(day: date) -> None:
    start = day.replace(day=1)
    end = (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    assert period(start, end) == start.strftime("%B")
    assert period(start, end - timedelta(days=1)) != start.strftime("%B")


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=6))
def test_a_grouped_number_reads_back_as_the_rounded_one(value: Decimal) -> None:
    read = Decimal(grouped(value, 2).replace(",", "").replace("−", "-"))
    assert abs(read - value) <= Decimal("0.005")


@given(st.floats(min_value=0, max_value=1e9))
def test_a_count_is_never_off_by_more_than_a_twentieth_above_one_tenth(value: float) -> None:
    read = float(quantity(value).replace(",", ""))
    assert abs(read - value) <= max(0.05 * value + 0.05, 0.5 if value >= 9.95 else 0)


def test_singular_and_plural() -> None:
    assert [plural(n, "file") for n in (0, 1, 2, 1000)] == ["0 files", "1 file", "2 files", "1,000 files"]
    assert [listed(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


@given(st.text())
def test_what_is_shown_holds_no_character_that_acts(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert all(char.isprintable() or char not in "\x1b\n\r\t\u202e\u2028" for char in shown)
