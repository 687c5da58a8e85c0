"""Followers against their goal, and what is in doubt: by hand, or by another way to the same number."""

import datetime as dt
from decimal import Decimal
from statistics import NormalDist, mean, variance

import pandas as pd
import pytest

SETTINGS = """name: Test
currency: EUR
target_audience: {ages: [21-54], countries: [Germany]}
objective_rules:
  - {campaign: "fans*", objective: audience}
"""
PLAN = "period_start,period_end,channel,category,amount,currency,follower_goal,goal_date\n"
LAST = dt.date(2026, 6, 14)


def _days(values, last=LAST):
    """The values with their days, the last of them on `last`."""
    return [((last - dt.timedelta(days=len(values) - 1 - n)).isoformat(), value) for n, value in enumerate(values)]


def _page(world, network, **metrics):
    rows = [
        {"date": day, "metric": metric, "value": value, "publisher": None}
        for metric, values in metrics.items()
        for day, value in _days(values)
        if value is not None
    ]
    world.export(rows, table="account_metric", network=network)


def _total(start, steps):
    return [start + sum(steps[:n]) for n in range(len(steps) + 1)]


def _row(read, channel, day=LAST):
    where = "channel IS NULL" if channel is None else f"channel = '{channel}'"
    found = read(f"SELECT * FROM marts.audience_growth WHERE {where} AND date = DATE '{day}'")
    assert len(found) == 1
    return found.iloc[0]


def test_growth_goals_and_doubts_of_two_channels(world):
    world.file("smm.yaml", SETTINGS)
    june = "2026-06-01,2026-06-30"
    world.file("plan.csv", PLAN + f"{june},north,content,0,EUR,1180,\n{june},,training,0,EUR,9000,2026-12-31\n")
    steps = [4, 6] * 9 + [4]
    _page(world, "north", followers=_total(1000, steps))
    gained = [5] * 39 + [80]
    reacted = [20] * 33 + [4] * 7
    _page(
        world, "south", followers=_total(2000, gained[1:]), followers_gained=gained, followers_lost=[0] * 40,
        reach=[100] * 40, likes=reacted,
    )  # fmt: skip
    week = [day for day, _ in _days([0] * 7)]
    ads = {"campaign_name": "Fans of mugs", "impressions": 1000, "link_clicks": 20, "spend_original": 10}
    world.export([{"date": day, **ads} for day in week], network="north")
    visits = {"traffic_source": "north", "traffic_medium": "cpc", "sessions": 9}
    world.export([{"date": day, **visits} for day in week], table="outcome", network="meter")
    by_age = {"13-17": 4, "18-24": 3, "25-34": 10, "45-54": 5, "55-64": 2, "unknown": 1}
    people = [{"breakdown_set": "age", "age": age, "spend_original": cost} for age, cost in by_age.items()]
    places = [
        {"breakdown_set": "country", "country": name, "spend_original": cost}
        for name, cost in (("DE", 22), ("Frankreich", 3))
    ]
    for rows, shape in ((people, "ad.id.age"), (places, "ad.id.country")):
        world.export([{"date": str(LAST), **row} for row in rows], network="south", shape=shape)
    read = world.build("audience_growth")

    north = _row(read, "north")
    # 1,000 + 94 of a goal of 1,180 that is due with its plan line on 30 June, 16 days ahead
    assert (north["followers"], north["net"], north["goal"], str(north["goal_date"])[:10]) == (
        1094,
        4,
        1180,
        "2026-06-30",
    )
    assert north["needed_per_day"] == pytest.approx(86 / 16)
    assert north["net_per_day"] == pytest.approx(mean(steps))
    spread = (variance(steps) * (16 + 16**2 / 19)) ** 0.5
    chance = 1 - NormalDist(16 * mean(steps), spread).cdf(86)
    assert north["probability_of_goal"] == pytest.approx(chance, abs=2e-4)
    assert north["reason"] == (
        "1094 of 1180 followers; 5.4 more a day are needed by 2026-06-30; in the last 28 days growth was 4.9 a day"
    )
    assert (north["audience_spend"], north["cost_per_net_follower"]) == (70, pytest.approx(70 / sum(steps[-7:])))
    # 140 clicks, 63 sessions
    assert north["clicks_without_sessions"]
    assert north["doubt"] == "less than half of the clicks paid for arrived on the site"
    early = _row(read, "north", dt.date(2026, 6, 7))
    assert early["reason"].endswith("growth is known on 12 of the last 28 days: too few to tell the chance")
    assert pd.isna(early["probability_of_goal"])

    south = _row(read, "south")
    assert (south["followers"], south["gained"], south["lost"], south["net"]) == (2000 + 38 * 5 + 80, 80, 0, 80)
    assert south["follower_jump"]
    assert south["engagement_collapse"]
    # of the ages 4 + 2 of 25 lie outside 21 to 54, 18-24 only in part; of the countries 3: the more of the two
    assert (south["off_target_spend"], south["off_target_share"]) == (Decimal(6), pytest.approx(6 / 25))
    assert south["doubt"] == (
        "many more than usual began to follow, but no more people saw the page; people react less than half as much as "
        "usual to what they see; at least 6.00 EUR went to people outside the target audience"
    )
    assert south["reason"] == "the plan sets no goal for followers"
    before = _row(read, "south", LAST - dt.timedelta(days=1))
    assert not before["follower_jump"]
    assert pd.isna(before["off_target_spend"])
    assert pd.isna(_row(read, "south", LAST - dt.timedelta(days=30))["follower_jump"])  # only nine days before it

    together = _row(read, None)
    assert (together["followers"], together["goal"]) == (1094 + 2270, 9000)
    assert together["reason"].endswith(" a day; 84 followers of those days came on days in doubt")
    assert _row(read, None, dt.date(2026, 5, 25))["reason"] == "the plan sets no goal for followers"


def test_followers_of_a_channel_are_known_only_where_all_its_pages_that_tell_any_tell_them(world):
    world.file("plan.csv", PLAN + "2026-06-01,2026-06-30,north,content,0,EUR,40,2026-06-10\n")
    rows = [
        {"date": f"2026-06-{day:02}", "metric": "followers", "value": 10 * day, "publisher": page}
        for page, days in (("a", (1, 2, 3, 4)), ("b", (2, 4)))
        for day in days
    ]
    world.export(rows, table="account_metric", exported="2026-06-05")
    gained = [{"date": "2026-06-02", "metric": "followers_gained", "value": 7, "publisher": None}]
    world.export(gained, table="account_metric", network="south", exported="2026-06-05")
    read = world.build("audience_growth")
    found = read("SELECT date, followers, net, reason FROM marts.audience_growth WHERE channel = 'north' ORDER BY date")
    shown = found.astype("object").where(found.notna(), None)[["followers", "net"]].to_numpy().tolist()
    assert shown[:5] == [[10, None], [40, 10], [None, 10], [80, 10], [None, None]]
    assert found["reason"].iloc[3] == "80 followers; the goal of 40 is reached"
    assert set(found["reason"].iloc[4:]) == {"it is not known how many followed at the end of this day"}
    south = read(
        "SELECT gained, lost, net, data_through FROM marts.audience_growth "
        "WHERE channel = 'south' AND date = DATE '2026-06-02'"
    )
    assert south["gained"].tolist() == [7]
    assert south["data_through"].astype("str").tolist() == ["2026-06-02"]
    assert south[["lost", "net"]].isna().all(axis=None)
