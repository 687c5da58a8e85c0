"""The KPI table: own ones first, weeks by the KPI's own formula, targets in words."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from smm_assets.kpis.formula import parse_formula
from smm_assets.report.facts import Kpi
from smm_assets.report.page.sections.kpi import kpi_table
from smm_assets.report.sections.kpi_weeks import KpiWeeks, collect_kpi_weeks, value_of
from smm_assets.report.words import Words

AS_OF = date(2026, 11, 22)


def _kpi(name: str, channel: str, value: float | None, **more: Any) -> Kpi:
    said = {
        "title": name.capitalize(),
        "unit": "money",
        "target": None,
        "status": "no_target",
        "sample_ok": True,
    } | more
    return Kpi(name=name, channel=channel, label=channel.capitalize(), value=value, **said)


@pytest.fixture
def weeks(given, folder) -> KpiWeeks:
    """Search spends 10 a day; 2 conversions a day in the last week, 1 before; the week before last is unknown."""
    days = [
        {
            "channel": "search", "date": AS_OF - timedelta(days=n), "spend": None if 8 <= n <= 14 else 10.0,
            "conversions": 2 if n <= 7 else 1,
        }
        for n in range(56, 0, -1)
    ]  # fmt: skip
    define = {"formula": "spend / conversions", "title": "Cost", "direction": "down", "warn": 6.0, "breach": None}
    kpis = [define | {"kpi": "cost", "target": 5.0}, define | {"kpi": "mine", "target": None}]
    folder.file("kpis.yml").write_text("- name: mine\n  formula: spend / conversions\n", encoding="utf-8")
    return collect_kpi_weeks(folder, given(kpi_values=kpis, channel_daily=days), AS_OF)


def test_weeks_follow_the_formula_and_an_unknown_week_stays_unknown(weeks: KpiWeeks) -> None:
    assert weeks.values[("cost", "search")] == (10.0,) * 6 + (None, 5.0)


def test_own_kpis_stand_first_then_those_with_a_target(weeks: KpiWeeks) -> None:
    kpis = [
        _kpi("other", "search", 1.0),
        _kpi("cost", "search", 5.0, target=5.0, status="good"),
        _kpi("mine", "search", 5.0),
    ]
    table = kpi_table(kpis, ["search"], weeks, Words("EUR"))
    assert [(row.name, row.is_own) for row in table.rows] == [("mine", True), ("cost", False), ("other", False)]


def test_a_cell_tells_value_status_and_few_data_and_draws_its_weeks(weeks: KpiWeeks) -> None:
    kpi = _kpi("cost", "search", 5.0, target=5.0, status="watch", sample_ok=False)
    (cell,) = kpi_table([kpi], ["search"], weeks, Words("EUR")).rows[0].cells
    assert (cell.value, cell.state_words, cell.is_few) == ("5.00", "just off target", True)
    assert cell.spark is not None
    assert "Cost, Search, last 8 weeks: between 5.00 and 10.00, now 5.00" in cell.spark
    (drawn,) = re.findall('<polyline class="line" points="([^"]+)"', cell.spark)
    assert len(drawn.split()) == 6
    assert cell.spark.count('class="aim"') == 1


def test_what_a_kpi_means_is_told_with_its_formula_and_terms(weeks: KpiWeeks) -> None:
    table = kpi_table([_kpi("cost", "search", 5.0, target=5.0, status="good")], [], weeks, Words("EUR"))
    (one,) = table.definitions
    assert (one.title, one.formula) == ("Cost", "spend / conversions")
    assert one.terms == "lower is better, target 5.00, off target beyond 6.00"


def test_a_kpi_without_any_value_is_left_out_unless_it_says_why() -> None:
    silent, noted = _kpi("silent", "search", None), _kpi("noted", "search", None, note="no longer reported")
    other = _kpi("known", "search", 1.0)
    table = kpi_table([silent, noted, other], [], KpiWeeks(), Words("EUR"))
    assert [row.name for row in table.rows] == ["known", "noted"]
    assert table.rows[1].notes == ("no longer reported",)


@for_all(st.lists(st.tuples(st.none() | st.integers(0, 99), st.none() | st.integers(0, 99)), max_size=7))
def test_a_week_counts_only_days_on_which_all_metrics_are_known(days: list[tuple[int | None, int | None]]) -> None:
    rows = [{"spend": spend, "clicks": clicks} for spend, clicks in days]
    known = [(spend, clicks) for spend, clicks in days if spend is not None and clicks is not None]
    below = sum(clicks for _, clicks in known)
    expected = sum(spend for spend, _ in known) * 1000 / below if below else None
    assert value_of(parse_formula("1000 * spend / clicks"), rows) == (pytest.approx(expected) if below else None)


def test_the_number_of_days_is_that_of_known_ones() -> None:
    rows = [{"spend": 4.0}, {"spend": None}, {"spend": 8.0}]
    assert value_of(parse_formula("spend / days"), rows) == 6.0


def test_without_tables_there_are_no_weeks(given, folder) -> None:
    assert collect_kpi_weeks(folder, given(), AS_OF) == KpiWeeks()
