"""The how-to on published figures and shared people: its commands are run, no column is left out."""

import re
from pathlib import Path

import pytest

from smm_assets.budget.benchmarks import COLUMNS, METRICS
from tests.how_to import page, said

PAGE = page("compare-with-published-figures")


@pytest.mark.long
def test_the_commands_lead_from_two_tables_of_the_user_to_costs_and_figures_beside_each_other(tmp_path: Path) -> None:
    shown = "".join(said(PAGE, tmp_path))
    lines = shown.split("\n")
    # 420 by 30 and 10 hours; the camera is nobody's
    for line in ("meta,hours,315.000000", "vk,hours,105.000000", "unallocated,unallocated,50.000000"):
        assert line in lines, shown
    # 80 of 10,000 and 60 of 4,000, beside 1.2 % and 14.50; 40 and 20 of 60 are spent
    found = [line.split(",") for line in lines if line.startswith(("facebook,", "instagram,"))]
    assert [[name, *map(float, rest)] for name, *rest in found] == [
        ["facebook", 0.008, 0.012, 14.5, pytest.approx(2 / 3)],
        ["instagram", 0.015, 0.012, 14.5, pytest.approx(1 / 3)],
    ]
    assert "ctr,0.012,association of small shops,2025,own" in lines
    assert "cvr,0.0921,WordStream,2017,shipped" in lines


def test_every_column_and_metric_of_the_table_stands_on_the_page() -> None:
    named = set(re.findall(r"`(\w+)`", PAGE))
    assert {*COLUMNS, *METRICS} <= named
