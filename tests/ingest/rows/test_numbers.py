"""Number columns: what is written in any habit is read back exactly, and what is open is not guessed."""

from collections import Counter
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.ingest.rows.numbers import decimals_shown, exact, prepared, shapes, verdict, whole

HABITS = [
    (".", ","),
    (".", ""),
    (",", "."),
    (",", " "),
    (",", "\u00a0"),
    (",", "\u202f"),
    (".", "'"),
    (".", "’"),
    (",", ""),
]
AMOUNTS = st.decimals(min_value=-999_999_999, max_value=999_999_999, places=2)


def written(value: Decimal, mark: str, group: str) -> str:
    whole_part, _, rest = f"{abs(value):.2f}".partition(".")
    pieces = []
    while whole_part:
        pieces.insert(0, whole_part[-3:])
        whole_part = whole_part[:-3]
    return ("-" if value < 0 else "") + group.join(pieces) + mark + rest


def read(texts: list[str | None], decimal: str | None = None) -> list[Decimal | None]:
    values = prepared(pa.array(texts, pa.string()))
    numbers, bad = exact(values, decimal or verdict(shapes(values)).decimal or ".")
    assert not bad.any()
    return numbers.to_pylist()


@given(st.lists(AMOUNTS, min_size=1, max_size=20), st.sampled_from(HABITS))
def test_amounts_written_in_a_habit_are_read_back_exactly(amounts, habit):
    texts = [written(amount, *habit) for amount in amounts]
    assert read(texts) == amounts


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=20), st.sampled_from([",", ".", " ", "'", "\u202f"]))
def test_grouped_counts_are_read_back_once_the_other_mark_is_the_decimal_one(counts, group):
    texts = [f"{count:,}".replace(",", group) for count in counts]
    assert read(texts, decimal="," if group == "." else ".") == counts


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$26,447.66", "26447.66"),
        ("1 234,50 ₽", "1234.5"),
        ("1.234,50 €", "1234.5"),
        ("USD 12.50", "12.5"),
        ("R$ 1.500,00", "1500"),
        ("120,50 zł", "120.5"),
        ("(12.50)", "-12.5"),
        ("12.50-", "-12.5"),
        ("−7.25", "-7.25"),
        ("- 7.25", "-7.25"),
        ("+3.50", "3.5"),
        ("11.52%", "0.1152"),
        ("7.48E-6", "0.000007"),
        ("1.5e+3", "1500"),
        ("0.123456789012345", "0.123457"),
        ("１２３．５０", "123.5"),
        ("12,34,567.80", "1234567.8"),
        (".5", "0.5"),
    ],
)
def test_single_texts_are_understood(text, value):
    assert read([text]) == [Decimal(value)]


@pytest.mark.parametrize(
    ("texts", "decimal"),
    [
        (["1,234", "5,678.90"], "."),
        (["1.234", "5.678,90"], ","),
        (["1,234,567"], "."),
        (["1.234.567"], ","),
        (["0,123", "1,234"], ","),
        (["1,5"], ","),
        (["1234,567"], ","),
        (["1 234,56"], ","),
    ],
)
def test_the_whole_column_tells_its_decimal_mark(texts, decimal):
    assert verdict(shapes(prepared(pa.array(texts)))).decimal == decimal


@pytest.mark.parametrize("text", ["1,234", "12.345", "999,000"])
def test_a_lone_thousand_or_fraction_stays_open(text):
    found = verdict(shapes(prepared(pa.array([text]))))
    assert found.decimal == ""
    assert found.ambiguous in {",", "."}


def test_commas_and_points_used_alike_as_decimal_marks_are_a_mixture():
    assert verdict(Counter({"9.99": 5, "9,99": 5})).mixed
    assert not verdict(Counter({"9.99": 50, "9,99": 1})).mixed


@pytest.mark.parametrize("text", ["abc", "3.apr", "1,2,3", "12.34.56", "--5", "1e99", "Using campaign budget", "EUR"])
def test_what_is_no_number_is_called_bad_and_never_a_null(text):
    values = prepared(pa.array([text]))
    numbers, bad = exact(values, ".")
    assert bad.tolist() == [True]
    assert numbers.to_pylist() == [None]


def test_amounts_beyond_what_the_store_holds_are_bad_not_cut():
    numbers, bad = exact(prepared(pa.array(["999999999999.99", "1000000000000"])), ".")
    assert bad.tolist() == [False, True]
    assert numbers.to_pylist() == [Decimal("999999999999.99"), None]


def test_a_count_with_a_fraction_is_told_apart():
    numbers, _ = exact(prepared(pa.array(["33.00", "33.5"])), ".")
    counts, fractional = whole(numbers)
    assert counts.to_pylist() == [33, None]
    assert fractional.tolist() == [False, True]


def test_shown_decimals_are_counted_behind_the_mark():
    assert decimals_shown(shapes(pa.array(["1,234", "2.50", "3.125"])), ".") == 3
    assert decimals_shown(shapes(pa.array(["1,234", "17"])), ".") == 0
