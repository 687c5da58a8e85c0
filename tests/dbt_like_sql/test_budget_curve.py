"""What the plan asks of each day: versions, flights, weekdays, events, money carried over; and what networks allow.

All of it on the morning of Friday 19 June 2026, data through Thursday the 18th.
"""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

import smm_assets.networks
from smm_assets.ingest.habits import Network
from tests.dbt_like_sql.conftest import NETWORKS

AS_OF = dt.date(2026, 6, 19)
HEAD = "period_start,period_end,channel,category,item,amount,currency\n"
LINES = {
    "north": ("2026-06-01,2026-06-30", 220),
    "south": ("2026-06-01,2026-06-30", 300),
    "west": ("2026-06-11,2026-06-30", 200),
    "east": ("2026-06-11,2026-06-30", 200),
    "ends": ("2026-06-01,2026-06-30", 420),
    "rests": ("2026-06-01,2026-06-30", 300),
    "grows": ("2026-06-01,2026-06-30", 300),
    "flies": ("2026-06-01,2026-06-30", 300),
    "shrinks": ("2026-06-01,2026-06-30", 300),
}
WEEKLY = {"daily_overspend": 1.75, "overspend_window": "week", "window_budgets": 7.0}


@pytest.fixture
def lines(world, monkeypatch):
    """Rows of budget_adherence of the running period, by channel."""
    more = {name: Network(value=name, label=name.capitalize(), kind="ads") for name in (*LINES, "saves", "loses")}
    ruled = {name: replace(more[name], **WEEKLY) for name in ("west", "east")}
    monkeypatch.setattr(smm_assets.networks, "networks", lambda: more | ruled | NETWORKS)
    world.file("smm.yaml", "name: Test\ncurrency: EUR\nrollover: true\n")
    world.file("events.csv", "from,to,channel,kind,spend_factor\n2026-06-15,2026-06-19,south,stock_out,0\n")
    _plan(world, LINES)
    world.build("cost", as_of=dt.date(2026, 6, 8))
    _plan(world, LINES | {"grows": ("2026-06-01,2026-06-30", 600), "shrinks": ("2026-06-01,2026-06-20", 300)})
    world.build("cost", as_of=dt.date(2026, 6, 16))
    _spending(world)
    read = world.build("budget_adherence", "plan", as_of=AS_OF)
    rows = read("SELECT * FROM marts.budget_adherence WHERE period_end >= DATE '2026-06-19'")
    plan = read("SELECT channel, carried_over + flight_amount AS more FROM marts.plan WHERE period_end >= '2026-06-30'")
    assert plan[plan["more"] > 0].sort_values("channel").values.tolist() == [
        ["flies", 100],
        ["loses", 10],
        ["saves", 10],
    ]
    flights = read("SELECT channel, item FROM marts.plan WHERE is_flight").values.tolist()
    assert flights == [["flies", "fair"]]  # the fair's money stands in flight_amount of the line around it
    return {row["channel"]: row for row in rows.to_dict("records")}


def _plan(world, lines):
    text = "".join(f"{days},{channel},promotion,ads,{amount},EUR\n" for channel, (days, amount) in lines.items())
    text += "2026-06-11,2026-06-15,flies,promotion,fair,100,EUR\n"
    for channel in ("saves", "loses"):
        for days, amount in (("01,2026-06-05", 50), ("06,2026-06-10", 50), ("11,2026-06-30", 100)):
            text += f"2026-06-{days},{channel},promotion,ads,{amount},EUR\n"
    world.file("plan.csv", HEAD + text)


def _spending(world):
    """North spends 10 on working days of 13 weeks; the others from 1 June on, by day of the month."""
    start = dt.date(2026, 3, 20)
    days = [start + dt.timedelta(days=n) for n in range((AS_OF - start).days)]
    _export(world, "north", {day: 10 if day.weekday() < 5 else 0 for day in days})
    june = {n: dt.date(2026, 6, n) for n in range(1, 19)}
    _export(world, "south", {day: 12 if n < 15 else 0 for n, day in june.items()})
    _export(world, "west", {june[n]: 15 if 14 <= n <= 17 else 10 for n in range(11, 19)})
    _export(world, "east", {june[n]: 18 if 14 <= n <= 17 else 10 for n in range(11, 19)})
    _export(world, "rests", {day: 10 if n <= 10 else 0 for n, day in june.items()})
    _export(world, "ends", dict.fromkeys(june.values(), 10), {june[n]: 10 for n in range(1, 11)})
    _export(world, "grows", dict.fromkeys(june.values(), 10))
    _export(world, "shrinks", dict.fromkeys(june.values(), 10))
    _export(world, "flies", {day: 30 if 11 <= n <= 15 else 10 for n, day in june.items()})
    _export(world, "saves", {day: 6 if n <= 5 else 12 if n <= 10 else 5.5 for n, day in june.items()})
    _export(world, "loses", {day: 16 if n <= 5 else 8 if n <= 10 else 5.5 for n, day in june.items()})


def _export(world, network, *campaigns):
    rows = [
        {"date": str(day), "campaign_key": f"c{n}", "ad_key": f"a{n}", "spend_original": spend}
        for n, spends in enumerate(campaigns) for day, spend in spends.items()
    ]  # fmt: skip
    world.export(rows, network=network, period=(rows[0]["date"], "2026-06-18"), exported="2026-06-19")


def test_days_are_judged_as_the_plan_has_them_and_networks_by_their_own_rules(lines):
    _check_days(lines)
    _check_rules(lines["west"], lines["east"])
    assert {row["category"] for row in lines.values()} == {"promotion"}


def _check_days(lines):
    def of(channel, *names):
        return tuple(Decimal(str(lines[channel][name])) for name in names)

    money = ("budget", "spend_to_date", "expected_to_date", "projected_spend")
    # 220 over the 22 working days of June, 14 of them by the 18th, 8 to come
    assert of("north", *money) == (220, 140, 140, 220)
    # 300 over the 25 days that are in stock, 14 of them gone, 11 to come
    assert of("south", *money) == (300, 168, 168, 300)
    # 10 a day; from the 16th 300 more over 15 days, 20 a day: 180 + 3 * 20; spending goes on at 10 a day
    assert of("grows", *money) == (600, 180, 240, 300)
    # 10 a day; from the 16th the other 150 of 300 in the five days to the 20th; two days of 10 come
    assert of("shrinks", *money) == (300, 180, 150 + 3 * 30, 200)
    # 10 a day and 20 more on the five days of the fair, all gone
    assert of("flies", *money) == (400, 280, 280, 400)
    # of 20 a day one half has ended: 10 a day come, not the 14.29 of the last 14 days
    assert of("ends", *money) == (420, 280, 252, 400)
    assert lines["ends"]["status"] == "watch"
    assert lines["ends"]["reason"].endswith("; 1 campaign no longer runs")
    # nothing for 8 days: nothing to come
    assert of("rests", *money) == (300, 100, 180, 100)
    assert (lines["rests"]["status"], lines["rests"]["probability_under"]) == ("under", 1)
    assert (
        "; nothing spent since 2026-06-10; needs 16.67 a day, its highest day ever was 10.00"
        in lines["rests"]["reason"]
    )
    # 20 of 50 + 10 of 70 are left over 20 days: (100 + 10) * 8 / 20; a loss is not carried: 0, then 10 of 50
    assert of("saves", "budget", "carried_over", "expected_to_date") == (100, 10, 44)
    assert of("loses", "budget", "carried_over", "expected_to_date") == (100, 10, 44)


def _check_rules(west, east):
    """By Thursday a week from Sunday may hold min(1.75 * 50, 70) = 70 of the plan's 50."""
    assert (west["spend_to_date"], west["expected_to_date"], west["days_above_rule"]) == (100, 80, 0)
    assert west["pace"] > west["tolerance_high"]
    assert west["probability_over"] > 0.99
    assert (west["is_burst"], west["status"]) == (True, "watch")
    assert west["reason"].endswith(
        "West may spend 1.75 times a daily budget on one day, and evens it out by Saturday: the plan still holds"
    )
    # 18 is more than 1.75 * 10
    assert (east["is_burst"], east["days_above_rule"], east["status"]) == (False, 4, "over")
    assert east["reason"].endswith("but 4 days were above that: its budgets are set above the plan")
