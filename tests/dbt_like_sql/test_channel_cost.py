"""Costs beside media: who works for several channels is split by hours, else by posts, else by nobody."""

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest

import smm_assets.networks
from tests.dbt_like_sql.conftest import NETWORKS

COSTS = """date,period_start,period_end,category,item,channel,kind,who,vendor,hours,amount,currency
,2026-06-08,2026-06-14,content,retainer,,people,agency,Ink,,105,EUR
2026-06-10,,,content,work,north,people,agency,Ink,10,0,EUR
,2026-06-08,2026-06-21,content,work,south,people,agency,Ink,40,0,EUR
,2026-06-13,2026-06-14,content,salary,,people,in_house,Jo,20,80,EUR
2026-06-14,,,research,tool,,tool,,,,70,EUR
2026-06-14,,,promotion,contest,south,fee,,,,50,EUR
"""


# south is there for leads, but its only campaign is for sales: its costs stand where its money is
PROJECT = """name: T
channels: {south: {objective: leads}}
objective_rules: [{objective: sales, channel: south, campaign: "*"}]
"""


def _given(world):
    world.file("smm.yaml", PROJECT)
    world.file("costs.csv", COSTS)
    for network in ("north", "south"):
        row = {"date": "2026-06-14", "spend_original": 100, "conversions": 10, "campaign_name": "Any"}
        world.export([row], network=network, period=("2026-06-08", "2026-06-14"))
    posts = [
        {"start": "2026-06-14", "end": "2026-06-14", "post_id": f"p{number}", "scope": "lifetime", "publisher": None,
         "published_on": dt.date.fromisoformat(day), "grain_": "lifetime", "likes": 1}
        for number, day in enumerate(("2026-06-13", "2026-06-14", "2026-06-14", "2026-06-01"))
    ]  # fmt: skip
    world.export(posts, table="post", network="north", exported="2026-06-15")
    world.export(posts[:1], table="post", network="south", exported="2026-06-15")


def test_people_are_split_by_their_own_hours_else_by_posts_and_nothing_is_lost(world):
    _given(world)
    read = world.build("channel_effectiveness", "channel_cost")
    found = read("""SELECT channel, category, split_by, amount FROM marts.channel_cost
        WHERE "window" = '7d' AND amount <> 0 ORDER BY 1, 2, 3""")
    # Ink: 10 hours for north, and 40 in 14 days for south, 20 of them in the week: 105 is split 1 to 2.
    # Jo declares no channel: three posts of north and one of south on these two days, 80 is split 3 to 1.
    assert [tuple(row) for row in found.values.tolist()] == [
        ("north", "content", "hours", Decimal(35)), ("north", "content", "posts", Decimal(60)),
        ("south", "content", "hours", Decimal(70)), ("south", "content", "posts", Decimal(20)),
        ("south", "promotion", "own", Decimal(50)), ("unallocated", "research", "unallocated", Decimal(70)),
    ]  # fmt: skip
    total = read("""SELECT "window", SUM(amount) AS amount FROM marts.channel_cost GROUP BY "window" ORDER BY 1""")
    assert total["amount"].tolist() == [Decimal(305)] * 4
    rows = read("""SELECT other_costs, shared_costs, cost_per_result, fully_loaded_cost_per_result
        FROM marts.channel_effectiveness WHERE "window" = '7d' ORDER BY channel""")
    # north: (100 + 35 + 60) / 10; south: (100 + 70 + 20 + 50) / 10
    assert rows.values.tolist() == [
        [Decimal(95), Decimal(95), 10.0, pytest.approx(19.5)],
        [Decimal(140), Decimal(90), 10.0, pytest.approx(24.0)],
    ]


def test_posts_of_some_channels_split_nothing_while_another_that_posts_is_not_exported(world, monkeypatch):
    posting = {name: dataclasses.replace(one, kind="mixed") for name, one in NETWORKS.items() if name == "south"}
    monkeypatch.setattr(smm_assets.networks, "networks", lambda: NETWORKS | posting)
    _given(world)
    world.rows["post"] = [row for row in world.rows["post"] if row["network"] == "north"]
    found = world.build("channel_cost")("""SELECT channel, amount FROM marts.channel_cost
        WHERE "window" = '7d' AND split_by IN ('posts', 'unallocated') ORDER BY 1, 2""")
    # 80 of Jo and the tool for 70
    assert found.groupby("channel")["amount"].sum().to_dict() == {"unallocated": Decimal(150)}
