"""A recommendation from the morning it is made: steps, days it stands, approval in the plan, what came of it."""

import datetime as dt
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from smm_assets.decisions import made_in, review_morning
from smm_assets.decisions.approval import approve, decline
from smm_assets.decisions.record import record
from smm_assets.decisions.scorecard import score
from smm_assets.decisions.wish import Wish
from smm_assets.errors import UsageError
from smm_assets.settings import Project
from smm_assets.sqlmodels import build

MONDAY = dt.date(2026, 6, 15)
READS = ("channel", "decision_caution", "decision_history", "organic_demand", "plan", "anomaly")
DECIDED = ("recommendation", "recommendation_step", "recommendation_review", "recommendation_scorecard")
PLAN = (
    "period_start,period_end,channel,category,item,amount,currency\n"
    "2026-06-01,2026-06-30,north,promotion,ads,{},EUR\n2026-06-01,2026-06-30,south,promotion,ads,300,EUR\n"
)


def deliver(world, day: dt.date, days: int = 1) -> None:
    """North and south spend about 10 a day each, south brings twice as much for it; settled."""
    rng = np.random.default_rng(day.toordinal())
    for network, strength in (("north", 1.0), ("south", 2.0)):
        rows = []
        for age in range(days, 0, -1):
            spend = round(float(rng.uniform(7, 13)), 2)
            rows.append({
                "date": (day - dt.timedelta(days=age)).isoformat(), "spend_original": spend, "impressions": 900,
                "conversions": int(rng.poisson(strength * spend**0.6)), "attribution_setting": "1d",
            })  # fmt: skip
        world.export(rows, network=network, exported=day.isoformat())


def morning(world, as_of: dt.date):
    """What the daily job does of it."""
    read = world.build(*READS, "budget_adherence", as_of=as_of)
    return read, decided(world, as_of)


def decided(world, as_of: dt.date):
    project = Project.open(world.home)
    score(world.store, as_of)
    now = dt.datetime.combine(as_of, dt.time(5), tzinfo=dt.UTC)
    reviewed = review_morning(project, world.store, as_of, now=now)
    record(world.store, reviewed, as_of)
    build(world.store, models=world.models, select=[*DECIDED, "budget_recommendation"])
    return made_in(reviewed)


def at(day: dt.date) -> dict[str, object]:
    moment = dt.datetime.combine(day, dt.time(9), tzinfo=dt.UTC)
    return {"currency": "EUR", "max_step": Decimal("0.2"), "today": day, "now": moment}


def test_a_recommendation_stands_is_approved_counts_in_the_plan_and_is_judged(world) -> None:
    world.file("smm.yaml", "name: Test\ncurrency: EUR\nchannels:\n  south: {high: 12.5}\n")
    world.file("plan.csv", PLAN.format(300))
    deliver(world, MONDAY, days=55)
    read, (made,) = morning(world, MONDAY)
    name = made.recommendation_id
    header = read("SELECT * FROM marts.recommendation").iloc[0]
    assert (header["status"], header["trigger_name"], header["interval_scale"]) == ("proposed", "first", 1.0)
    assert pd.Timestamp(header["review_on"]).date() == dt.date(2026, 6, 22)
    steps = read("SELECT * FROM marts.recommendation_step ORDER BY date, channel")
    # 15 to 30 June, and every day's budgets are the day's money
    assert steps["date"].nunique() == 16
    assert set(steps.groupby("date")["daily_budget"].sum()) == {header["total_per_day"]}
    assert [str(day)[:10] for day in steps["data_through"]] == ["2026-06-14"] * 32
    again = decided(world, MONDAY)
    assert [one.recommendation_id for one in again] == [name]

    _refused(world, name)
    approved = approve(world.store, name[:16], Wish(), **at(MONDAY))
    before = {"north": 300, "south": 300}
    lines = read("SELECT * FROM state.budget_recommendation").set_index("channel")
    expected = {
        channel: (before[channel] + lines["period_amount"][channel] - lines["plan_left"][channel]).quantize(
            Decimal("0.01")
        )
        for channel in before
    }
    assert approved.version == 2
    kept = read("SELECT channel, file_amount, plan_amount FROM state.approval ORDER BY channel")
    assert kept.values.tolist() == [[channel, 300, amount] for channel, amount in expected.items()]
    with pytest.raises(UsageError, match="was approved on Mon 15 Jun already"):
        decline(world.store, name, "no", now=at(MONDAY)["now"])

    deliver(world, MONDAY + dt.timedelta(days=1))
    read, made_now = morning(world, MONDAY + dt.timedelta(days=1))
    assert made_now == []
    review = read("SELECT * FROM marts.recommendation_review ORDER BY as_of").to_dict("records")
    assert [(row["recommendation_id"], row["is_new"], row["trigger_name"]) for row in review] == [
        (name, True, "first"), (name, False, "none")
    ]  # fmt: skip
    assert review[1]["summary"].startswith("Unchanged since Mon 15 Jun, approved; to be looked at again on Mon 22 Jun.")
    plan = read("SELECT channel, amount, amount_original FROM marts.plan ORDER BY channel")
    assert plan.values.tolist() == [[channel, amount, amount] for channel, amount in expected.items()]
    assert abs(sum(plan["amount"]) - 600) <= Decimal("0.02")
    adherence = read("SELECT channel, budget, expected_to_date FROM marts.budget_adherence ORDER BY channel")
    assert adherence[["channel", "budget"]].values.tolist() == [[one, amount] for one, amount in expected.items()]
    # 14 days by the first plan, one by the approved one: 10 a day, then what it adds spread over 16 days
    for row in adherence.to_dict("records"):
        added = float(expected[row["channel"]] - 300)
        assert float(row["expected_to_date"]) == pytest.approx(150 + added / 16, abs=1e-4)
    versions = read("SELECT version, origin FROM state.plan_version ORDER BY version").astype(object)
    assert versions.where(versions.notna(), None).values.tolist() == [[1, None], [2, name]]

    world.file("plan.csv", PLAN.format(360))
    deliver(world, MONDAY + dt.timedelta(days=2))
    read, (third,) = morning(world, MONDAY + dt.timedelta(days=2))
    assert third.header["trigger_name"] == "budget"
    assert "the plan of North for 1 Jun to 30 Jun is now 360.00 EUR (before: 300.00 EUR)" in third.header["summary"]
    # whoever edits a line has decided anew; south's stays as it was approved
    plan = dict(read("SELECT channel, amount FROM marts.plan").values.tolist())
    assert plan == {"north": 360, "south": expected["south"]}
    steps = third.steps.sort_values("date")
    # until a week has passed the approved budgets go on, grown with the money alike: south, of which more than half was
    # approved, then meets its most of 12.50 a day; today's spend alone would say less for it
    today = steps[steps["date"] == dt.date(2026, 6, 17)].set_index("channel")["daily_budget"]
    assert approved.budgets["south"] > approved.budgets["north"]
    assert dict(today) == {"south": Decimal("12.50"), "north": third.header["total_per_day"] - Decimal("12.50")}
    changed = steps.loc[steps["step"] > 0, "date"]
    assert changed.empty or changed.iloc[0] == dt.date(2026, 6, 22)
    card = read("SELECT * FROM marts.recommendation_scorecard ORDER BY recommendation_id, channel").to_dict("records")
    assert [(row["recommendation_id"], row["channel"], row["days_known"]) for row in card] == [
        (name, "north", 2), (name, "south", 2)
    ]  # fmt: skip
    day = read("SELECT channel, date, spend, conversions FROM marts.channel_daily WHERE date >= '2026-06-15'")
    for row in card:
        own = day[day["channel"] == row["channel"]]
        assert row["observed"] == own["conversions"].sum()
        assert row["mean_spend"] == pytest.approx(float(own["spend"].sum()) / 2)
        assert row["in_interval"] == (row["expected_low"] <= row["observed"] <= row["expected_high"])


def _refused(world, name: str) -> None:
    """What cannot be is refused, and nothing is written."""
    wrong = [
        ("2026-06-15-sale", Wish(channels=("nort",)), "no channel nort"),
        ("2026-06-16-sales", Wish(), "there is no recommendation 2026-06-16-sales"),
        (name, Wish(amounts={"south": Decimal(13)}), "above the most of 12.50 for South"),
        (name, Wish(amounts={"north": Decimal(50)}), "not enough money: that takes"),
        (name, Wish(channels=("South",), amounts={"north": Decimal(5)}), "which --channel does not"),
    ]
    for asked, wish, said in wrong:
        with pytest.raises(UsageError, match=said):
            approve(world.store, asked, wish, **at(MONDAY))
    with pytest.raises(UsageError, match="its days ended on Tue 30 Jun"):
        approve(world.store, name, Wish(), **at(dt.date(2026, 7, 1)))
    with pytest.raises(UsageError, match="no reason"):
        decline(world.store, name, " ", now=at(MONDAY)["now"])
    assert world.store.read("SELECT * FROM state.approval").empty
    assert list(world.store.read("SELECT status FROM state.recommendation")["status"]) == ["proposed"]
