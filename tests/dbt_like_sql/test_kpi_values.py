"""KPI values are ratios of sums over days on which every metric of the formula is known."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

import smm_assets.networks
from smm_assets.explain.kpi import explain_kpi
from smm_assets.ingest.habits import Retired
from smm_assets.report.tables import Tables
from smm_assets.settings import Project
from smm_assets.sqlmodels import audit

KPI = """- name: cost_per_lead_thousand
  title: Cost per lead
  formula: spend / leads
  unit: money
  direction: down
  level: campaign
  target: 10
  warn: 12
  min_sample: {leads: 3}
"""


def _value(world, kpi):
    read = world.build("kpi_values")
    return read(f"""SELECT * FROM marts.kpi_values WHERE kpi = '{kpi}' AND "window" = '7d'""").iloc[0]


CAMPAIGNS = [
    (30, 3, "good", True),
    (44, 4, "watch", True),
    (60, 3, "bad", True),
    (20, 2, "good", False),
    (20, 0, "no_data", False),
]


def test_status_follows_target_and_warning_and_small_samples_are_marked(world):
    world.file("kpis.yml", KPI)
    keys = {"campaign_key", "ad_group_key", "ad_key"}
    world.export([
        {"date": "2026-06-14", "spend_original": spend, "leads": leads, **dict.fromkeys(keys, f"c{number}")}
        for number, (spend, leads, *_) in enumerate(CAMPAIGNS)
    ])  # fmt: skip
    read = world.build("kpi_values")
    rows = read("""SELECT campaign, numerator, denominator, status, sample_ok FROM marts.kpi_values
        WHERE kpi = 'cost_per_lead_thousand' AND "window" = '7d' ORDER BY campaign""")
    assert [tuple(row)[1:] for row in rows.itertuples(index=False)] == CAMPAIGNS


def test_days_on_which_a_metric_is_unknown_do_not_count(world):
    world.export([{"date": "2026-06-13", "spend_original": 10, "impressions": 1000, "engagements": 40}])
    world.export([{"date": "2026-06-14", "spend_original": 90, "impressions": 9000}])
    assert _value(world, "engagement_rate")["value"] == 0.04


def test_a_ratio_over_a_window_is_not_the_mean_of_daily_ratios(world):
    world.export([{"date": "2026-06-13", "impressions": 1000, "link_clicks": 100},
                  {"date": "2026-06-14", "impressions": 9000, "link_clicks": 180}])  # fmt: skip
    assert _value(world, "ctr")["value"] == pytest.approx(0.028)


EXACT = [
    ("spend / impressions", "money", 0.6),
    ("2.5 - impressions / leads", "ratio", 1.5),  # 2.5 * 3 - 6
    ("(1000 * spend + conversion_value) / leads", "money", 600.3),
    ("(spend / 0.3 + conversion_value / 0.7) / leads", "money", pytest.approx(0.6 + 0.3 * 0.3 / 0.7)),
]


def test_sums_of_money_are_exact_alone_and_times_numbers(world):
    entry = "- {{name: k{}, formula: {}, unit: {}, direction: down, min_sample: {{leads: 1}}}}\n"
    told = enumerate(EXACT)
    world.file("kpis.yml", "".join(entry.format(number, formula, unit) for number, (formula, unit, _) in told))
    days = zip(("0.1", "0.2", "0.3"), ("2026-06-12", "2026-06-13", "2026-06-14"), strict=True)
    rows = {"impressions": 2, "leads": 1, "conversion_value_original": Decimal("0.1")}
    world.export([{"date": day, "spend_original": Decimal(spend), **rows} for spend, day in days])
    read = world.build("kpi_values")
    found = read("""SELECT kpi, numerator FROM marts.kpi_values WHERE "window" = '7d' AND kpi LIKE 'k_' ORDER BY kpi""")
    assert list(found["numerator"]) == [numerator for *_, numerator in EXACT]


def test_the_projects_own_entry_replaces_a_shipped_one(world):
    own = "formula: 1000 * spend / impressions, unit: money, direction: down, target: 5, min_sample: {days: 1}"
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
    rows = read("SELECT channel, kpi, value, reason FROM marts.kpi_values ORDER BY 1, 2")
    assert (rows["value"].isna() == rows["reason"].notna()).all()
    unknown = {"on no day of the window is all it needs known"}
    assert set(rows.loc[(rows["channel"] == "south") & (rows["kpi"] == "roas"), "reason"]) == unknown
    found = read("""SELECT DISTINCT channel, kpi FROM marts.kpi_values WHERE note IS NOT NULL ORDER BY 1, 2""")
    assert set(found["channel"]) == {"north"}
    assert set(found["kpi"]) >= {"ctr", "cpc", "cvr"}
    assert not set(found["kpi"]) & {"cpm", "roas"}


MANY = """
- {name: daily, formula: spend / days, unit: money, direction: up, min_sample: {days: 2}, owner: Ada}
- {name: leads_daily, formula: leads / days, unit: leads, direction: up, min_sample: {impressions: 5000}}
- {name: broken, formula: spend / leads, unit: money, direction: down, target: 5, breach: 9, min_sample: {leads: 1}}
- {name: thin, formula: spend / leads, unit: money, direction: down, target: 5, breach: 7, min_sample: {leads: 2}}
- {name: low, formula: leads / spend, unit: count, direction: up, target: 0.5, breach: 0.2, min_sample: {leads: 1}}
- {name: held, formula: leads / spend, unit: count, direction: up, target: 0.5, breach: 0.05, min_sample: {leads: 1}}
- {name: near, formula: leads / spend, unit: count, direction: up, target: 0.105, breach: 0.05, min_sample: {leads: 1}}
- {name: close, formula: leads / spend, unit: count, direction: up, target: 0.5, breach: 0.48, min_sample: {leads: 1}}
- {name: of_campaign, formula: spend / days, unit: money, direction: up, level: campaign, min_sample: {days: 3}}
- {name: lost, formula: (revenue - spend) / spend, unit: ratio, direction: up, min_sample: {orders: 1}}
"""


@pytest.fixture
def many(world):
    """Leads are known of the 13th alone: 1 for 10.00; the 14th costs 50.00 and has most impressions."""
    world.file("kpis.yml", MANY)
    world.export([{"date": "2026-06-13", "spend_original": 10, "leads": 1, "impressions": 1000}])
    world.export([{"date": "2026-06-14", "spend_original": 50, "impressions": 9000}])
    read = world.build("kpi_values")
    rows = read("""SELECT * FROM marts.kpi_values WHERE "window" = '7d'""")
    return world, rows.set_index("kpi")


def test_days_thresholds_samples_and_checks_of_kpis_follow_their_definitions(many):
    world, rows = many

    def told(name, *columns):
        return tuple(rows.loc[name, list(columns)])

    # 60.00 on the two days whose spend is known; one lead on the one day whose leads are known
    assert told("daily", "numerator", "denominator", "value", "sample_ok", "owner") == (60, 2, 30, True, "Ada")
    assert told("of_campaign", "campaign", "value", "sample_ok") == ("c1", 30, False)
    # the 9,000 impressions of the day without leads stand behind no lead
    assert told("leads_daily", "value", "sample_ok", "unit", "status") == (1, False, "leads", "no_target")
    assert told("broken", "value", "status", "breach", "formula") == (10, "breach", 9, "spend / leads")
    # warn is a tenth beyond the target, but not beyond the breach
    assert told("thin", "status", "warn", "sample_ok") == ("breach", 5.5, False)
    assert told("low", "value", "status", "warn") == (0.1, "breach", 0.45)
    assert told("held", "status", "warn") == ("bad", 0.45)
    assert told("near", "status") == ("watch",)
    assert told("close", "warn") == (0.48,)
    assert told("lost", "status", "sample_ok") == ("no_data", False)
    found = audit(world.store, world.models, dt.datetime(2026, 6, 15, 5), select=["kpi_values"], audits=())
    broken = {(one.expected, one.unexpected_count, one.severity) for one in found if not one.success}
    assert {(text.partition(" OR ")[0], severity) for text, _, severity in broken} == {
        (f"kpi <> '{name}'", "warning") for name in ("broken", "low", "close")
    }

    (value,) = [
        one for one in explain_kpi(Tables(world.store), Project.open(world.home), "leads_daily") if one.window == "7d"
    ]
    assert (value.numerator, value.denominator, value.ties, value.days_used) == (1, 1, True, 1)
    assert [(one.date.day, one.unknown) for one in value.left_out if one.date.day > 12] == [(14, ("leads",))]
    assert value.made_from == ("days: marts.channel_daily.date", "leads: raw.ad_delivery.leads")
    spent = explain_kpi(Tables(world.store), Project.open(world.home), "broken")[0].made_from
    assert spent[1].startswith("spend: raw.ad_delivery.spend_original, ")
