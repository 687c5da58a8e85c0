"""Cells of a preview."""

from datetime import date
from decimal import Decimal

import pytest

from smm_assets.operating.preview import LONGEST, shown


@pytest.mark.parametrize(
    ("value", "kind", "said"),
    [
        (None, "money", ""),
        (Decimal("1234.500000"), "money", "1,234.50"),
        (Decimal("0.123456"), "decimal", "0.1235"),
        (0.000123456, "ratio", "0.0001235"),
        (123456.7, "ratio", "123,457"),
        (1234567, "count", "1,234,567"),
        (True, "flag", "yes"),
        (date(2026, 11, 22), "day", "2026-11-22"),
    ],
)
def test_a_cell_reads_as_people_write_it(value: object, kind: str, said: str) -> None:
    assert shown(value, kind) == said


def test_text_of_exports_is_made_harmless_and_short() -> None:
    assert shown("a\x1b[31m\nb") == "a [31m b"
    long = shown("x" * 1000)
    assert (len(long), long[-1]) == (LONGEST, "…")
