"""Quantiles as tables of Student's t print them."""

import pytest

from smm_assets.effectiveness.student import MOST_DEGREES, student_rows


def test_quantiles_are_those_of_printed_tables_and_fall_to_the_normal_one() -> None:
    found = {row["degrees"]: row["quantile"] for row in student_rows()}
    printed = {1: 6.314, 2: 2.920, 5: 2.015, 10: 1.812, 30: 1.697, 120: 1.658}
    assert {degrees: found[degrees] for degrees in printed} == pytest.approx(printed, abs=5e-4)
    assert sorted(found.values(), reverse=True) == [found[degrees] for degrees in range(1, MOST_DEGREES + 1)]
    assert found[MOST_DEGREES] == pytest.approx(1.644854, abs=0.004)
