"""The how-to on numbers that changed: its commands are run as they stand there."""

import re
from pathlib import Path

import pytest

from tests.how_to import page, said

PAGE = page("correct-past-numbers")


@pytest.mark.long
def test_the_commands_lead_from_a_restatement_over_its_reason_to_a_corrected_day(tmp_path: Path) -> None:
    _, why, right = said(PAGE, tmp_path)
    assert re.findall(r"^2026-06-02\S*,(\w+),([\d.]+),([\d.]+)$", why, re.MULTILINE) == [
        ("conversions", "1.000000", "4.000000"),
        ("spend_original", "12.000000", "11.800000"),
    ]
    newer, older = "Jun-01-2026_Jun-04-2026_900100200300400.csv", "Jun-01-2026_Jun-02-2026_900100200300400.csv"
    assert f"changed: Mugs from 1 to 4 by {newer}" in why
    assert f"before: {older}" in why
    days = re.findall(r"^2026-06-0(\d)\S*,([\d.]+),([\d.]+)$", right, re.MULTILINE)
    assert [(day, float(spend), float(sold)) for day, spend, sold in days] == [
        ("1", 10, 2), ("2", 11.8, 4), ("3", 9, 1), ("4", 9, 0),
    ]  # fmt: skip
