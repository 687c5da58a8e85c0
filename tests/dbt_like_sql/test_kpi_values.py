"""KPI values are ratios of sums over days on which every metric of the formula is known."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

import smm_assets.networks
from smm_assets.ingest.habits import Retired

KPI = """- name: cost_per_lead_thousand
  title: Cost per lead
  formula: spend / leads
  unit: money
  direction: down
  target: 10
  warn: 12
  minimum: {leads: 3}
"""


def _value(world, kpi):
    read = world.build("kpi_values")
    return read(f"""SELECT * FROM marts.kpi_values WHERE kpi = '{kpi}' AND "window" = '7d'""").iloc[0]


@pytest.mark.parametrize(
    ("spend", "leads", "status", "sample_ok"),
    [
        (30, 3, "good", True),
        (44, 4, "watch", True),
        (60, 3, "bad", True),
        (20, 2, "good", False),
        (20, 0, "no_data", False),
    ],
)
def test_status_follows_target_and_warning_and_small_samples_are_marked(world, spend, leads, status, sample_ok):
    world.file("kpis.yml", KPI)
    world.export([{"date": "2026-06-14", "spend_original": spend, "leads": leads}])
    row = _value(world, "cost_per_lead_thousand")
    assert (row["status"], row["sample_ok"], row["numerator"], row["denominator"]) == (status, sample_ok, spend, leads)


def test_days_on_which_a_metric_is_unknown_do_not_count(world):
    world.export([{"date": "2026-06-13", "spend_original": 10, "impressions": 1000, "engagements": 40}])
    world.export([{"date": "2026-06-14", "spend_original": 90, "impressions": 9000}])
    assert _value(world, "engagement_rate")["value"] == 0.04


def test_a_ratio_over_a_window_is_not_the_mean_of_daily_ratios(world):
    world.export([{"date": "2026-06-13", "impressions": 1000, "link_clicks": 100},
                  {"date": "2026-06-14", "impressions": 9000, "link_clicks": 180}])  # fmt: skip
    assert _value(world, "ctr")["value"] == pytest.approx(0.028)


MIXED = """- name: exact
  title: Exact
  formula: {formula}
  unit: money
  direction: down
"""


@pytest.mark.parametrize(
    ("formula", "numerator"),
    [
        ("spend / impressions", 0.6),
        ("(spend + 2.5 * impressions - 0.1) / leads", 15.5),
        ("(1000 * spend + conversion_value) / leads", 600.3),
        ("(spend / 0.3 + impressions / 0.7) / leads", pytest.approx(0.6 + 6 * 0.3 / 0.7)),
    ],
)
def test_sums_of_money_are_exact_alone_and_beside_counts_and_numbers(world, formula, numerator):
    world.file("kpis.yml", MIXED.format(formula=formula))
    days = zip(("0.1", "0.2", "0.3"), ("2026-06-12", "2026-06-13", "2026-06-14"), strict=True)
    told = {"impressions": 2, "leads": 1, "conversion_value_original": Decimal("0.1")}
    world.export([{"date": day, "spend_original": Decimal(spend), **told} for spend, day in days])
    assert _value(world, "exact")["numerator"] == numerator


def test_the_projects_own_entry_replaces_a_shipped_one(world):
    own = "formula: 1000 * spend / impressions, unit: money, direction: down, target: 5"
    world.file("kpis.yml", f"- {{name: cpm, title: CPM, {own}}}\n")
    world.export([{"date": "2026-06-14", "spend_original": 4, "impressions": 1000}])
    row = _value(world, "cpm")
    assert (row["value"], row["target"], row["status"]) == (4.0, 5.0, "good")


@pytest.fixture
def without_clicks(world, monkeypatch):
    """North stopped reporting link clicks on 13 June."""
    gone = Retired(
        table="ad_delivery",
        column="link_clicks",
        since=dt.date(2026, 6, 13),
        why="taps replaced them",
        source="invented",
    )
    known = smm_assets.networks.networks()
    monkeypatch.setattr(
        smm_assets.networks, "networks", lambda: {**known, "north": replace(known["north"], retired=(gone,))}
    )
    return world


def test_a_kpi_that_uses_a_retired_metric_says_so(without_clicks):
    without_clicks.export([{"date": "2026-06-12", "impressions": 1000, "link_clicks": 50}])
    row = _value(without_clicks, "ctr")
    assert row["note"] == "North reports no link clicks since 2026-06-13: taps replaced them"


def test_other_kpis_and_other_networks_say_nothing_of_a_retired_metric(without_clicks):
    rows = [{"date": "2026-06-12", "impressions": 1000, "link_clicks": 50, "spend_original": 5}]
    without_clicks.export(rows)
    without_clicks.export(rows, network="south")
    read = without_clicks.build("kpi_values")
    found = read("""SELECT DISTINCT channel, kpi FROM marts.kpi_values WHERE note IS NOT NULL ORDER BY 1, 2""")
    assert set(found["channel"]) == {"north"}
    assert set(found["kpi"]) >= {"ctr", "cpc", "cvr"}
    assert not set(found["kpi"]) & {"cpm", "roas"}
