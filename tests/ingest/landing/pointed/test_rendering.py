"""Values of a database as text: nothing is lost, nothing depends on who reads them or in which order they come."""

import csv
import io
import itertools
import uuid
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from smm_assets.errors import SourceError
from smm_assets.ingest.landing import rendering
from smm_assets.ingest.landing.rendering import csv_of, text_of
from smm_assets.ingest.rows.numbers import reads_as

EAST = timezone(timedelta(hours=3))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("007", "007"),
        (23850000000000001, "23850000000000001"),
        (True, "true"),
        (False, "false"),
        (12.5, "12.5"),
        (1e-05, "0.00001"),
        (1e21, "1000000000000000000000"),
        (float("nan"), ""),
        (Decimal("NaN"), ""),
        (0.1 + 0.2, "0.30000000000000004"),
        (Decimal("76.5300"), "76.53"),
        (Decimal("100.000"), "100"),
        (Decimal("-0.00"), "0"),
        (Decimal("1E+3"), "1000"),
        (Decimal("12345678901234567890.123456789"), "12345678901234567890.123456789"),
        (date(2026, 11, 1), "2026-11-01"),
        (datetime(2026, 11, 1), "2026-11-01 00:00:00"),
        (datetime(2026, 11, 1, 4, 5, 6, 70), "2026-11-01 04:05:06.000070"),
        (datetime(2026, 11, 1, 1, 30, tzinfo=EAST), "2026-10-31 22:30:00+00:00"),
        (time(4, 5), "04:05:00"),
        (b"\x00\xff", "00ff"),
        ({"b": Decimal("1.5"), "a": [None, "ä"]}, '{"a": [null, "ä"], "b": "1.5"}'),
        (uuid.UUID(int=1), "00000000-0000-0000-0000-000000000001"),
    ],
)
def test_a_value_keeps_what_it_says(value: Any, text: str) -> None:
    assert text_of(value) == text


@given(some.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_a_decimal_is_read_back_as_it_was_and_never_taken_for_a_thousand(value: Decimal) -> None:
    text = text_of(value)
    assert Decimal(text) == value
    shape = "".join("9" if sign.isdigit() else sign for sign in text)
    assert reads_as(shape) in ("", ".")


@given(some.floats(allow_nan=False, allow_infinity=False))
def test_a_float_is_read_back_as_it_was(value: float) -> None:
    assert float(text_of(value)) == value


def test_the_order_of_rows_and_the_size_of_pieces_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "_RUN", 20)
    rows = [["b", "1"], ["a", 'say "x"\nand y'], ["a", ""], ["b", "1"], ["", "ö,ü"]]
    made = {
        csv_of(["k", "v"], [order[:cut], order[cut:]])
        for order in map(list, itertools.permutations(rows))
        for cut in (0, 1, 3)
    }
    (data,) = made
    assert sorted(list(csv.reader(io.StringIO(data.decode())))[1:]) == sorted(rows)


def test_a_table_without_rows_is_its_header() -> None:
    assert csv_of(["k", "v,w"], ()) == b'k,"v,w"\n'


def test_more_than_can_be_held_is_told() -> None:
    with pytest.raises(SourceError, match="more than 0 MB"):
        csv_of(["k"], [[["x" * 50]]], most=40)


def test_zoned_moments_are_one_text_in_every_zone() -> None:
    at = datetime(2026, 11, 1, 12, tzinfo=UTC)
    assert text_of(at) == text_of(at.astimezone(EAST))
