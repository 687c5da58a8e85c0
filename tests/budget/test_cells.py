"""Cells of a user's own table: numbers and days are read when they mean one thing only."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.budget.written import parse_day, parse_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1350", "1350"), ("1350.00", "1350"), ("12,5", "12.5"), ("1.234,56", "1234.56"), ("1,234.56", "1234.56"),
        ("1 234,5", "1234.5"), ("1\u00a0234.5", "1234.5"), ("1'234'567", "1234567"), ("0,125", "0.125"),
        ("1.234.567", "1234567"), ("-3,5", "-3.5"), ("1234,567", "1234.567"), (1234.5, "1234.5"), (7, "7"),
    ],
)  # fmt: skip
def test_a_number_that_means_one_thing_is_read(text, number):
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["1,234", "1.234", "12,345", "999.000"])
def test_a_number_that_may_mean_two_is_asked_about(text):
    with pytest.raises(ValueError, match="It may mean"):
        parse_number(text)


@pytest.mark.parametrize("text", ["ten", "12 EUR", "€5", "1,23,456.7", "1.2.3", "nan", "inf", "1e99", "", "--5", True])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match="Write"):
        parse_number(text)


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=2),
    st.sampled_from([(",", "."), (".", ","), (" ", ","), ("'", ".")]),
)
def test_a_number_written_with_two_decimals_comes_back(number, marks):
    group, point = marks
    text = f"{number:,.2f}".replace(",", "\x00").replace(".", point).replace("\x00", group)
    assert parse_number(text) == number


@pytest.mark.parametrize("text", ["2026-11-30", "30.11.2026", "2026-11-30 00:00:00"])
def test_days_are_read_in_two_ways(text):
    assert parse_day(text) == dt.date(2026, 11, 30)


@pytest.mark.parametrize("text", ["11/30/2026", "2026-13-01", "30.02.2026", "November", "20261130"])
def test_other_days_are_refused(text):
    assert parse_day(text) is None
