"""One amount without a rate: it waits visibly, no sum it belongs to is a part of itself, and its rate frees it."""

import datetime as dt
from decimal import Decimal

import pytest

from smm_assets.budget import seeds
from smm_assets.settings import Project
from smm_assets.sqlmodels import build

DAYS = ("2026-06-12", "2026-06-13", "2026-06-14")
NORTH_PLAN = (
    "period_start,period_end,channel,category,amount,currency\n2026-06-01,2026-06-30,north,promotion,300,EUR\n"
    "2026-06-01,2026-06-30,,content,100,EUR\n"
)


def _two_currencies(world):
    """Three days of an EUR campaign, on the second also one in USD, for which there is no rate."""
    own = {"impressions": 100, "clicks": 10, "link_clicks": 10, "conversions": 2, "conversion_value_original": 30}
    rows = [{"date": day, "spend_original": 5, **own} for day in DAYS]
    dollars = {"date": DAYS[1], "spend_original": 10, "currency": "USD", "campaign_key": "c2", "ad_key": "a2", **own}
    world.export([*rows, dollars])


def _rows(read, sql):
    frame = read(sql)
    return frame.astype(object).where(frame.notna(), None).values.tolist()


def _with_rate(world, text, *marts):
    """The rate arrives, and the next run builds the same tables."""
    (world.home / "fx.csv").write_text(text, encoding="utf-8")
    seeds.load(Project.open(world.home), world.store, dt.date(2026, 6, 15))
    build(world.store, models=world.models, select=[f"+{name}" for name in marts])


def test_an_amount_without_a_rate_is_null_never_one_to_one_never_zero_and_waits_visibly(world):
    _two_currencies(world)
    read = world.build("held_amount")
    assert _rows(read, "SELECT spend, spend_original, currency FROM marts.ad_daily WHERE currency = 'USD'") == [
        [None, Decimal("10"), "USD"]
    ]
    columns = "kind, network, account_id, channel, currency, CAST(period_start AS VARCHAR), held_rows, amount_original"
    assert _rows(read, f"SELECT {columns} FROM marts.held_amount ORDER BY kind") == [
        ["conversion_value", "north", "acc", "north", "USD", DAYS[1], 1, Decimal("30")],
        ["spend", "north", "acc", "north", "USD", DAYS[1], 1, Decimal("10")],
    ]


def test_the_sums_of_its_day_are_null_and_those_of_other_days_stand(world):
    _two_currencies(world)
    read = world.build("channel_daily", "campaign_daily", "decision_history")
    days = "SELECT spend, conversion_value, cpc, roas, conversions FROM marts.channel_daily ORDER BY date"
    assert _rows(read, days) == [
        [Decimal("5"), Decimal("30"), 0.5, 6.0, Decimal("2")],
        [None, None, None, None, Decimal("4")],
        [Decimal("5"), Decimal("30"), 0.5, 6.0, Decimal("2")],
    ]  # fmt: skip
    campaigns = "SELECT campaign_key, spend, cpc FROM marts.campaign_daily WHERE date = '2026-06-13' ORDER BY 1"
    assert _rows(read, campaigns) == [["c1", Decimal("5"), 0.5], ["c2", None, None]]
    assert _rows(read, "SELECT spend, unpriced_currency FROM marts.decision_history ORDER BY date") == [
        [Decimal("5"), None], [None, "USD"], [Decimal("5"), None],
    ]  # fmt: skip


def test_windows_that_hold_it_have_no_sum_of_money_instead_of_a_part_of_one(world):
    """Before, cpc was the spend of two days over the clicks of three: 10 / 40. Shares are of the two days both know."""
    _two_currencies(world)
    world.export([{"date": day, "spend_original": 5, "clicks": 10} for day in DAYS], network="south")
    read = world.build("channel_effectiveness")
    found = _rows(
        read,
        "SELECT channel, days_known, unpriced_days, spend, cpc, cpa, roas, share_of_spend, rate_clicks "
        "FROM marts.channel_effectiveness WHERE \"window\" = '7d' ORDER BY channel",
    )
    assert found == [
        ["north", 2, 1, None, None, None, None, 0.5, 40],
        ["south", 3, 0, Decimal("15"), 0.5, None, None, 0.5, 30],
    ]


def test_a_cost_per_result_takes_results_and_costs_of_the_same_days(world):
    """4 conversions of the two days whose spend is known: 10 / 4. Fully loaded too, not over all 8 conversions."""
    _two_currencies(world)
    world.file("smm.yaml", "name: T\ncurrency: EUR\nobjectives: {sales: {metric: conversions, source: platform}}\n")
    read = world.build("channel_effectiveness")
    found = _rows(
        read,
        "SELECT cost_per_result, fully_loaded_cost_per_result FROM marts.channel_effectiveness WHERE \"window\" = '7d'",
    )
    assert found == [[2.5, 2.5]]


def test_kpis_take_only_days_all_their_metrics_are_known(world):
    """cpc: 10 spent on 20 clicks of two days; the 20 clicks of the day without a rate are left out of both."""
    _two_currencies(world)
    read = world.build("kpi_values")
    sql = "SELECT numerator, denominator, value FROM marts.kpi_values WHERE kpi = 'cpc' AND \"window\" = '7d'"
    assert _rows(read, sql) == [[10.0, 20.0, 0.5]]


def test_budget_counts_its_day_as_not_reported_and_the_split_of_its_month_is_unknown(world):
    _two_currencies(world)
    world.file("plan.csv", NORTH_PLAN)
    read = world.build("budget_adherence", "budget_split")
    spent = (
        "SELECT spend_to_date, unreported_days, unreported_estimate FROM marts.budget_adherence WHERE channel = 'north'"
    )
    assert _rows(read, spent) == [[Decimal("10"), 1, 5.0]]
    split = (
        "SELECT category, actual_amount, actual_share, status FROM marts.budget_split "
        "WHERE planned_amount > 0 ORDER BY category"
    )
    assert _rows(read, split) == [["content", 0.0, None, "no_data"], ["promotion", None, None, "no_data"]]


def test_a_period_in_which_one_row_lacks_its_rate_does_not_hide_its_days(world):
    """Two campaigns over ten days, one in USD: not 20 spent, but nothing known for the plan's days."""
    world.export([{"date": "2026-06-14", "spend_original": 5}])
    period = {"start": "2026-06-01", "end": "2026-06-10", "conversions": 1, "conversion_value_original": 9}
    world.export([{**period, "spend_original": 20}, {**period, "spend_original": 7, "currency": "USD", "ad_key": "a2"}])
    world.file("plan.csv", NORTH_PLAN)
    read = world.build("budget_adherence", "channel_effectiveness", "held_amount")
    assert _rows(read, "SELECT spend_to_date FROM marts.budget_adherence WHERE channel = 'north'") == [[Decimal("5")]]
    sql = "SELECT spend, conversion_value FROM marts.channel_effectiveness WHERE \"window\" = '28d'"
    assert _rows(read, sql) == [[None, None]]
    kinds = (
        "SELECT kind, CAST(period_start AS VARCHAR), CAST(period_end AS VARCHAR) FROM marts.held_amount ORDER BY kind"
    )
    assert _rows(read, kinds) == [
        ["period_conversion_value", "2026-06-01", "2026-06-10"], ["period_spend", "2026-06-01", "2026-06-10"],
    ]  # fmt: skip


def test_own_revenue_and_refunds_of_a_source_are_whole_or_unknown(world):
    order = {"date": "2026-06-14", "traffic_source": "north", "traffic_medium": "cpc", "orders": 1}
    world.export(
        [{**order, "order_id": "1", "revenue_original": 40, "refunds_original": 5, "currency": "EUR"},
         {**order, "order_id": "2", "revenue_original": 0, "refunds_original": 8, "currency": "USD"}],
        table="outcome", network="till",
    )  # fmt: skip
    read = world.build("outcome_daily", "held_amount")
    assert _rows(read, "SELECT orders, revenue, refunds, unpriced_currency FROM marts.outcome_daily") == [
        [Decimal("2"), None, None, "USD"]
    ]
    assert _rows(read, "SELECT kind, amount_original FROM marts.held_amount") == [["refunds", Decimal("8")]]


def test_the_rate_that_arrives_frees_exactly_these_rows(world):
    _two_currencies(world)
    marts = ("channel_daily", "held_amount", "channel_effectiveness")
    read = world.build(*marts)
    before = _rows(read, "SELECT * FROM marts.ad_daily WHERE currency = 'EUR' ORDER BY date")
    _with_rate(world, "date,currency,rate\n2026-06-13,USD,0.90\n", *marts)
    assert _rows(read, "SELECT * FROM marts.ad_daily WHERE currency = 'EUR' ORDER BY date") == before
    assert _rows(read, "SELECT * FROM marts.held_amount") == []
    spend = "SELECT spend, conversion_value FROM marts.channel_daily WHERE date = '2026-06-13'"
    assert _rows(read, spend) == [[Decimal("14.000000"), Decimal("57.000000")]]
    sql = "SELECT spend, unpriced_days FROM marts.channel_effectiveness WHERE \"window\" = '7d'"
    assert _rows(read, sql) == [[Decimal("24"), 0]]


@pytest.mark.parametrize(
    ("first_rate", "held"), [("2026-06-05", [DAYS[1]]), ("2026-06-06", []), ("2026-06-14", [DAYS[1]])]
)
def test_a_rate_holds_for_seven_days_and_never_backwards(world, first_rate, held):
    _two_currencies(world)
    world.file("fx.csv", f"date,currency,rate\n{first_rate},USD,0.90\n")
    read = world.build("held_amount")
    days = _rows(read, "SELECT CAST(period_start AS VARCHAR) FROM marts.held_amount WHERE kind = 'spend'")
    assert [day for (day,) in days] == held
