"""Channels made of several networks, and channels with several objectives: no sum without a part, no result twice."""

from decimal import Decimal

import pandas as pd
import pytest

MERGED = """name: Test
currency: EUR
channels:
  social: {match: [{network: north}, {network: south}]}
objective_rules:
  - {objective: traffic, campaign: "blog*"}
"""
WEEK = ("2026-06-08", "2026-06-14")


def _day(day, **more):
    return {"date": f"2026-06-{day:02d}", "impressions": 1000, **more}


def test_a_metric_that_one_network_of_a_channel_does_not_report_is_unknown_for_the_channel_not_its_parts(world):
    world.file("smm.yaml", MERGED)
    world.export([_day(8, spend_original=30, link_clicks=10, conversions=3)], network="north", period=WEEK)
    world.export([_day(8, spend_original=70, link_clicks=40)], network="south", period=WEEK)
    # the file has a column of leads without any, so north's week has none
    world.export(
        [_day(8, spend_original=5, link_clicks=1, leads=2, campaign_key="c9", ad_key="a9")],
        network="south", account="second", period=WEEK, measures=",spend_original,leads,link_clicks,",
    )  # fmt: skip
    read = world.build("channel_daily", "campaign_effectiveness", "channel_effectiveness")
    days = read("SELECT * FROM marts.channel_daily ORDER BY date")
    first, second = days.iloc[0], days.iloc[1]
    assert (first["spend"], first["link_clicks"], first["is_known"]) == (Decimal(105), 51, True)
    assert first[["conversions", "cpa", "cvr", "leads", "conversions_projected"]].isna().all()
    assert (second["spend"], second["link_clicks"]) == (Decimal(0), 0)
    assert pd.isna(second["conversions"])
    parts = read("""SELECT network, account_id, spend, conversions, cpa, share_of_spend, share_of_results
        FROM marts.campaign_effectiveness WHERE "window" = '7d' ORDER BY 1, 2""")
    assert parts[["spend", "conversions"]].astype(object).where(parts.notna(), None).values.tolist() == [
        [Decimal(30), Decimal(3)],
        [Decimal(70), None],
        [Decimal(5), None],
    ]
    assert parts["cpa"].iloc[0] == pytest.approx(10)
    assert parts["share_of_spend"].tolist() == pytest.approx([30 / 105, 70 / 105, 5 / 105])
    assert parts["share_of_results"].isna().all()
    whole = read(
        """SELECT spend, conversions, cpa, roas FROM marts.channel_effectiveness WHERE "window" = '7d'"""
    ).iloc[0]
    assert whole["spend"] == Decimal(105)
    assert whole[["conversions", "cpa", "roas"]].isna().all()


def test_a_column_without_a_value_is_none_and_an_objective_asks_its_own_accounts_only(world):
    world.file("smm.yaml", MERGED)
    told = [
        _day(8, spend_original=30, conversions=3, campaign_name="Shop"),
        _day(9, spend_original=30, campaign_name="Shop"),
    ]
    world.export(told, network="north", period=WEEK)
    world.export(
        [_day(8, spend_original=50, campaign_name="Shop south", campaign_key="c2")],
        network="south", period=WEEK, measures=",spend_original,impressions,conversions,",
    )  # fmt: skip
    world.export(
        [_day(8, spend_original=20, campaign_name="Blog", campaign_key="c3", link_clicks=9)],
        network="south", account="second", period=WEEK,
    )  # fmt: skip
    read = world.build("channel_effectiveness", "channel_daily")
    rows = read("""SELECT objective, spend, conversions, cpa, share_of_spend FROM marts.channel_effectiveness
        WHERE "window" = '7d' ORDER BY objective""").set_index("objective")
    # sales: north's 3 conversions and none of south's first account, which has the column; 110 / 3
    assert (rows.loc["sales", "spend"], rows.loc["sales", "conversions"]) == (Decimal(110), Decimal(3))
    assert rows.loc["sales", "cpa"] == pytest.approx(110 / 3)
    assert rows.loc["traffic", "spend"] == Decimal(20)
    assert pd.isna(rows.loc["traffic", "conversions"])
    assert pd.isna(read("SELECT conversions FROM marts.channel_daily ORDER BY date").iloc[0]["conversions"])


def test_own_results_count_once_for_the_objective_of_their_campaign_else_for_the_channels_own(world):
    world.file("smm.yaml", MERGED + "objectives:\n  traffic: {metric: orders, source: crm}\n")
    world.export(
        [_day(14, spend_original=60, campaign_name="Shop"),
         _day(14, spend_original=40, campaign_name="Blog June", campaign_key="c2", ad_key="a2")],
        network="north", period=WEEK,
    )  # fmt: skip
    named = ["shop", "SHOP", "c2", "blog July", "elsewhere", None]
    world.export(
        [{"date": "2026-06-14", "order_id": str(n), "traffic_source": "north", "traffic_medium": "cpc", "orders": 1,
          "campaign_name": name} for n, name in enumerate(named)],
        table="outcome", network="till", period=WEEK,
    )  # fmt: skip
    read = world.build("channel_effectiveness", "channel_daily", "ranking_by_definition", "decision_history")
    rows = read("""SELECT objective, spend, results, cost_per_result FROM marts.channel_effectiveness
        WHERE "window" = '7d' ORDER BY objective""").values.tolist()
    # traffic: the key c2 and the name the rule fits; sales: Shop twice, and two that name no campaign of the channel
    assert rows == [
        ["sales", Decimal(60), Decimal(4), pytest.approx(15)],
        ["traffic", Decimal(40), Decimal(2), pytest.approx(20)],
    ]
    assert read("SELECT orders FROM marts.channel_daily WHERE date = '2026-06-14'")["orders"].tolist() == [Decimal(6)]
    # what the channel's money brings is learnt from all of both
    learnt = read("SELECT spend, result FROM marts.decision_history WHERE date = '2026-06-14'")
    assert learnt.values.tolist() == [[Decimal(100), Decimal(6)]]


def test_shares_are_of_the_days_all_channels_tell_of(world):
    world.export([_day(8, spend_original=40, conversions=4), _day(13, spend_original=10, conversions=1)], period=WEEK)
    world.export([_day(13, spend_original=30, conversions=1)], network="south", period=("2026-06-13", "2026-06-14"))
    rows = world.build("channel_effectiveness")(
        """SELECT channel, days_known, days_shared, share_of_spend, share_of_results
        FROM marts.channel_effectiveness WHERE "window" = '7d' ORDER BY channel"""
    ).values.tolist()
    # 13 and 14 June: 10 and 30 spent, one result each
    assert rows == [["north", 7, 2, 0.25, 0.5], ["south", 2, 2, 0.75, 0.5]]
