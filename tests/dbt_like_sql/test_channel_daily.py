"""Known days without delivery are zero, unknown days are null, late metrics say what is still to come."""

import datetime as dt
from decimal import Decimal

import pytest


def _days(read, columns):
    frame = read(f"SELECT CAST(date AS VARCHAR) AS d, {columns} FROM marts.channel_daily ORDER BY channel, date")
    return frame.astype(object).where(frame.notna(), None).values.tolist()


def test_a_covered_day_without_rows_is_zero_and_an_uncovered_day_is_unknown(world):
    world.export([{"date": "2026-06-09", "spend_original": 5, "impressions": 10}], period=("2026-06-09", "2026-06-11"))
    read = world.build("channel_daily")
    assert _days(read, "spend, impressions, is_known") == [
        ["2026-06-09", Decimal("5"), 10, True],
        ["2026-06-10", Decimal("0"), 0, True],
        ["2026-06-11", Decimal("0"), 0, True],
        ["2026-06-12", None, None, False],
        ["2026-06-13", None, None, False],
        ["2026-06-14", None, None, False],
    ]
    through = read("SELECT DISTINCT CAST(data_through AS VARCHAR) AS d FROM marts.channel_daily")
    assert through["d"].tolist() == ["2026-06-11"]


def test_a_metric_no_export_reports_is_unknown_not_zero(world):
    world.export([{"date": "2026-06-13", "spend_original": 5, "impressions": 10, "conversions": 1},
                  {"date": "2026-06-14", "spend_original": 5, "impressions": 10}])  # fmt: skip
    read = world.build("channel_daily")
    assert _days(read, "conversions, leads, cpa, ctr") == [
        ["2026-06-13", Decimal("1"), None, 5.0, None],
        ["2026-06-14", Decimal("0"), None, None, None],
    ]


def test_today_never_counts_and_a_day_exported_before_its_end_is_not_covered(world):
    rows = [{"date": day, "spend_original": 5} for day in ("2026-06-12", "2026-06-13", "2026-06-14", "2026-06-15")]
    world.export(rows[:2], exported="2026-06-13 05:00", basis="stated")
    world.export(rows[2:], exported="2026-06-16")
    read = world.build("channel_daily")
    assert _days(read, "spend") == [
        ["2026-06-12", Decimal("5")], ["2026-06-13", None], ["2026-06-14", Decimal("5")],
    ]  # fmt: skip


def test_a_channel_of_two_accounts_is_known_only_when_both_are(world):
    world.export([{"date": "2026-06-13", "spend_original": 5}, {"date": "2026-06-14", "spend_original": 5}])
    world.export([{"date": "2026-06-13", "spend_original": 2, "ad_key": "b1"}], account="second")
    read = world.build("channel_daily")
    assert _days(read, "spend") == [["2026-06-13", Decimal("7")], ["2026-06-14", None]]


ENDED = "name: Test\ncurrency: EUR\naccounts: [{name: Old, network: north, account_id: second, ended: 2026-06-12}]\n"


def test_an_account_that_ended_needs_no_export_of_later_days(world):
    """Known through its last day; afterwards the channel's spend is that of the other account."""
    days = ("2026-06-11", "2026-06-12", "2026-06-13", "2026-06-14")
    world.export([{"date": day, "spend_original": 5, "conversions": 2} for day in days])
    world.export([{"date": "2026-06-11", "spend_original": 2, "ad_key": "b1"}], account="second")
    world.file("smm.yaml", ENDED)
    read = world.build("channel_daily", "data_coverage")
    assert _days(read, "spend") == [
        ["2026-06-11", Decimal("7")], ["2026-06-12", None], ["2026-06-13", Decimal("5")], ["2026-06-14", Decimal("5")],
    ]  # fmt: skip
    coverage = read(
        "SELECT CAST(date AS VARCHAR) AS d, status FROM marts.data_coverage WHERE account_id = 'second' ORDER BY date"
    )
    assert [row[0] for row in coverage.values.tolist()] == ["2026-06-11", "2026-06-12"]


def test_a_channel_whose_only_account_ended_spends_nothing_afterwards(world):
    world.export([{"date": "2026-05-01", "spend_original": 2}], account="second")
    world.file("smm.yaml", ENDED.replace("2026-06-12", "2026-05-01"))
    read = world.build("channel_daily")
    assert _days(read, "spend")[-1] == ["2026-06-14", Decimal("0")]


def test_a_restated_day_replaces_the_former_one(world):
    world.export([{"date": "2026-06-13", "spend_original": 5, "conversions": 1}], exported="2026-06-14")
    world.export([{"date": "2026-06-13", "spend_original": "5.50", "conversions": 3}], exported="2026-06-15")
    read = world.build("channel_daily")
    assert _days(read, "spend, conversions")[0] == ["2026-06-13", Decimal("5.5"), Decimal("3")]


def test_fresh_days_carry_what_is_expected_once_they_have_settled(world):
    world.export(
        [{"date": day, "spend_original": 5, "conversions": 4} for day in ("2026-06-12", "2026-06-13", "2026-06-14")]
    )
    read = world.build("channel_daily")
    rows = _days(read, "conversions_completeness, conversions_projected, conversions_low, conversions_high")
    # completeness by age: 0.5, 0.8, 1; spread 1.644854 * sqrt((4 + 1) * (1 - k)) / k
    spread = {0.5: 1.644854 * 2.5**0.5 / 0.5, 0.8: 1.644854 * 1.0 / 0.8, 1.0: 0.0}
    for (day, complete, projected, low, high), expected in zip(rows, (1.0, 0.8, 0.5), strict=True):
        assert complete == expected, day
        assert float(projected) == pytest.approx(4 / expected)
        assert float(low) == pytest.approx(max(4, 4 / expected - spread[expected]), abs=1e-5)
        assert float(high) == pytest.approx(4 / expected + spread[expected], abs=1e-5)


def test_a_day_that_was_never_exported_again_stays_immature(world):
    world.export([{"date": "2026-06-01", "spend_original": 5, "conversions": 4}], exported="2026-06-02")
    read = world.build("channel_daily", "data_coverage")
    assert _days(read, "conversions_completeness")[0] == ["2026-06-01", 0.5]


def test_ratios_use_link_clicks_where_a_network_reports_them(world):
    world.export([{"date": "2026-06-14", "spend_original": 10, "impressions": 1000, "clicks": 50, "link_clicks": 20,
                   "conversions": 2, "conversion_value_original": 80}])  # fmt: skip
    world.export([{"date": "2026-06-14", "spend_original": 10, "impressions": 1000, "clicks": 50}], network="south")
    read = world.build("channel_daily")
    rows = read("SELECT channel, click_kind, ctr, cpc, cpm, cvr, cpa, roas FROM marts.channel_daily ORDER BY channel")
    assert rows.iloc[0].tolist() == ["north", "link", 0.02, 0.5, 10.0, 0.1, 5.0, 8.0]
    assert rows.iloc[1].tolist()[:5] == ["south", "all", 0.05, 0.2, 10.0]


def test_channels_follow_rules_of_the_project_before_those_of_networks(world):
    world.file("smm.yaml", "name: T\nchannels:\n  brand:\n    match:\n      - {network: north, campaign: '*brand*'}\n")
    brand = {"date": "2026-06-14", "spend_original": 1, "campaign_name": "My Brand"}
    world.export([brand, {**brand, "spend_original": 2, "campaign_key": "c2", "campaign_name": "Other"}])
    read = world.build("channel_daily", "campaign_daily")
    assert read("SELECT channel, spend FROM marts.channel_daily ORDER BY channel").values.tolist() == [
        ["brand", Decimal("1")], ["north", Decimal("2")],
    ]  # fmt: skip
    campaigns = read("SELECT channel, campaign_key, campaign_name, spend FROM marts.campaign_daily ORDER BY channel")
    assert campaigns.values.tolist() == [
        ["brand", "c1", "My Brand", Decimal("1")], ["north", "c2", "Other", Decimal("2")],
    ]  # fmt: skip


def test_campaigns_show_their_latest_name_on_every_day(world):
    world.export([{"date": "2026-06-13", "spend_original": 1, "campaign_name": "Old"}], exported="2026-06-14")
    world.export([{"date": "2026-06-14", "spend_original": 1, "campaign_name": "New"}], exported="2026-06-15")
    read = world.build("campaign_daily", "ad_daily")
    assert read("SELECT DISTINCT campaign_name AS n FROM marts.campaign_daily")["n"].tolist() == ["New"]
    names = read("SELECT campaign_name AS n FROM marts.ad_daily ORDER BY date")
    assert names["n"].tolist() == ["Old", "New"]


def test_own_orders_are_zero_on_covered_days_and_null_on_others(world):
    world.export([{"date": day, "spend_original": 5} for day in ("2026-06-12", "2026-06-13", "2026-06-14")])
    order = {"order_id": "1", "traffic_source": "north_ads", "traffic_medium": "cpc", "orders": 1,
             "revenue_original": 40, "currency": "EUR"}  # fmt: skip
    world.export(
        [{"date": "2026-06-12", **order}], table="outcome", network="till", period=("2026-06-12", "2026-06-13")
    )
    read = world.build("channel_daily", "outcome_daily")
    assert _days(read, "orders, revenue, own_source") == [
        ["2026-06-12", Decimal("1"), Decimal("40"), "crm"],
        ["2026-06-13", Decimal("0"), Decimal("0"), "crm"],
        ["2026-06-14", None, None, "crm"],
    ]


def test_own_results_no_rule_knows_stay_visible_as_unattributed(world):
    for number, (source, medium) in enumerate((("north", "cpc"), ("north", "referral"), ("elsewhere", "cpc"))):
        world.export([{"date": "2026-06-14", "order_id": str(number), "traffic_source": source, "orders": 1,
                       "traffic_medium": medium}], table="outcome", network="till")  # fmt: skip
    read = world.build("outcome_daily")
    rows = read("SELECT channel, is_paid, orders FROM marts.outcome_daily ORDER BY channel, is_paid DESC")
    assert rows.values.tolist() == [
        ["north", True, Decimal("1")], ["north", False, Decimal("1")], ["unattributed", True, Decimal("1")],
    ]  # fmt: skip


def test_users_are_never_added_up(world):
    rows = [{"date": "2026-06-14", "traffic_source": "north", "traffic_medium": "cpc", "users": n, "sessions": n,
             "promo_code": str(n)} for n in (3, 4)]  # fmt: skip
    world.export(rows, table="outcome", network="meter")
    read = world.build("outcome_daily")
    frame = read("SELECT sessions, users FROM marts.outcome_daily")
    assert frame["sessions"].tolist() == [7]
    assert frame["users"].isna().tolist() == [True]


def test_coverage_says_complete_immature_missing_and_stale(world):
    rows = [{"date": day, "spend_original": 5} for day in ("2026-06-01", "2026-06-03", "2026-06-05")]
    world.export(rows[:1], exported="2026-06-12")
    world.export(rows[1:], exported="2026-06-06", period=("2026-06-03", "2026-06-05"))
    read = world.build("data_coverage")
    found = read("SELECT CAST(date AS VARCHAR) AS d, status, rows AS n FROM marts.data_coverage ORDER BY date")
    assert found.values.tolist()[:7] == [
        ["2026-06-01", "complete", 1], ["2026-06-02", "missing", 0], ["2026-06-03", "immature", 1],
        ["2026-06-04", "immature", 0], ["2026-06-05", "immature", 1], ["2026-06-06", "stale", 0],
        ["2026-06-07", "stale", 0],
    ]  # fmt: skip
    assert len(found) == (dt.date(2026, 6, 14) - dt.date(2026, 6, 1)).days + 1


def test_values_of_pages_keep_their_unit_and_whether_they_add_up(world):
    world.export([{"date": "2026-06-14", "metric": "reach", "value": 120, "unit": "people", "is_additive": False,
                   "publisher": "gram"}], table="account_metric")  # fmt: skip
    read = world.build("account_daily")
    rows = read("SELECT channel, publisher, metric, value, unit, is_additive FROM marts.account_daily")
    assert rows.values.tolist() == [["north", "gram", "reach", Decimal("120"), "people", False]]
