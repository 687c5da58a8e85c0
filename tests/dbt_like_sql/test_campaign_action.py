"""What is to be done with each campaign: figures, verdicts and money as the tables hold them, worked out by hand."""

import datetime as dt
from decimal import Decimal

import pandas as pd
import pytest
from scipy.stats import chi2

from smm_assets.campaigns import act
from smm_assets.report.changes import collect
from smm_assets.report.exporting import read_table
from smm_assets.report.labels import Labels
from smm_assets.report.set_budgets import UNKNOWN
from smm_assets.report.tables import Tables
from smm_assets.settings import Project
from smm_assets.sqlmodels import audit, build
from smm_assets.warehouse import changes
from tests.dbt_like_sql.conftest import AS_OF, NETWORKS

DAYS = [f"2026-{stamp:%m-%d}" for stamp in pd.date_range("2026-05-26", "2026-06-14")]  # 20 days
MODELS = ("int_campaign_running", "int_campaign_evidence", "campaign_action", "ad_daily", "channel")
PLAN = "period_start,period_end,channel,category,item,amount,currency,target_cost\n"
PLAN += "2026-06-01,2026-06-30,north,promotion,ads,3000,EUR,10\n"


def deliver(world, campaigns, *, network="north", days=DAYS, currency="EUR", **more):
    """Campaigns by key: (spend a day, results in all of the last days, clicks a day)."""
    rows = [
        {"date": day, "campaign_key": key, "campaign_id": key, "campaign_name": f"Name of {key}", "ad_key": key,
         "spend_original": spend, "conversions": 1 if len(days) - number <= results else 0, "link_clicks": clicks,
         "impressions": 1000, "currency": currency, **more}
        for key, (spend, results, clicks) in campaigns.items()
        for number, day in enumerate(days)
    ]  # fmt: skip
    world.export(rows, network=network, period=("2026-05-01", days[-1]))


def recommend(world, lines, objective="sales"):
    """A recommendation of the morning: channel → (current, recommended, action, binding constraint, reason)."""
    world.store.load("state", "recommendation", pd.DataFrame([
        {"recommendation_id": f"r-{objective}", "as_of": AS_OF, "objective": objective, "status": "proposed",
         "period_end": pd.Timestamp("2026-06-30").date(), "created_at": pd.Timestamp("2026-06-15 06:00")}
    ]))  # fmt: skip
    world.store.load("state", "budget_recommendation", pd.DataFrame([
        {"recommendation_id": f"r-{objective}", "channel": channel, "current_spend": Decimal(current),
         "recommended_spend": Decimal(to), "action": action, "binding_constraint": bound, "reason": why}
        for channel, (current, to, action, bound, why) in lines.items()
    ]))  # fmt: skip


def adds_up(world):
    results = audit(world.store, world.models, dt.datetime(2026, 6, 15), select=["campaign_action"])
    return {one.expectation: one.success for one in results}["campaigns_add_up"]


def acted(world):
    act(world.store, AS_OF, Project.open(world.home).settings, NETWORKS)
    build(world.store, models=world.models, select=["campaign_action", "budget_recommendation"])
    return world.store.read("SELECT * FROM marts.campaign_action").set_index("campaign_key")


def test_verdicts_figures_and_money_of_a_channel_with_a_target(world):
    """Target 10.00. 20 days each; the youngest results settle 50 % after a day, 80 % after two (network north)."""
    world.file("plan.csv", PLAN)
    deliver(world, {
        "good": ("5", 18, 20),     # 100.00 for 18
        "fair": ("8", 16, 20),     # 160.00 for 16
        "dear": ("10", 6, 20),     # 200.00 for 6
        "idle": ("2", 0, 2),       # 40.00 for none: four targets
        "clicks": ("1", 0, 20),    # 20.00 for none, but 400 clicks
    })  # fmt: skip
    deliver(world, {"young": ("3", 5, 20)}, days=DAYS[-5:])
    read = world.build(*MODELS)
    total = read("SELECT SUM(budget_from) AS s FROM intermediate.int_campaign_running")["s"][0]
    # 5 + 8 + 10 + 2 + 1 a day, and 3 on five of seven days
    assert total == pytest.approx(Decimal("28.142857"), abs=Decimal("0.00001"))
    recommend(world, {"north": ("28.14", "29.00", "increase", "total", "…")})
    found = acted(world)
    assert found["verdict"].to_dict() == {
        "good": "scale", "fair": "keep", "dear": "pause", "idle": "pause", "clicks": "fix", "young": "cannot_tell_yet",
    }  # fmt: skip
    assert found["budget_from"].astype(float).to_dict() == {
        "good": 5, "fair": 8, "dear": 10, "idle": 2, "clicks": 1, "young": pytest.approx(15 / 7, abs=0.006),
    }  # fmt: skip
    # idle and dear give 12.00 back, and there are 0.86 more. Largest step of 20 % of 29.00 / 28.14 of today:
    # good 6.18, fair 9.89; the other 9.79 stays on the dear one
    step = 29.00 / 28.14 * 1.2
    money = found["budget_to"].astype(float)
    assert money["good"] == pytest.approx(5 * step, abs=0.01)
    assert money["fair"] == pytest.approx(8 * step, abs=0.01)
    assert (money["idle"], money["clicks"]) == (0, 1)
    assert money["dear"] == pytest.approx(29 - 13 * step - 1 - 2.14, abs=0.02)
    assert found["budget_to"].sum() == Decimal("29.00")
    assert set(found["channel_rest"]) == {0}
    assert adds_up(world)
    world.store.execute("UPDATE marts.campaign_action SET budget_to = budget_to + 0.01 WHERE campaign_key = 'good'")
    changes.note(world.store, "marts.campaign_action", None)
    assert not adds_up(world)
    # the way to 29.00 leads over 28.50 a day, which is what the campaigns get first
    world.store.load("state", "recommendation_step", pd.DataFrame([
        {"recommendation_id": "r-sales", "channel": "north", "date": AS_OF, "daily_budget": Decimal("28.50")}
    ]))  # fmt: skip
    assert acted(world)["budget_to"].sum() == Decimal("28.50")
    assert adds_up(world)
    good = found.loc["good"]
    # of 100.00, 5.00 are known to 50 % and 5.00 to 80 %: 96.50 have had their say
    assert good["cost_per_result"] == pytest.approx(96.5 / 18)
    assert good["cost_per_result_high"] == pytest.approx(96.5 / (chi2.ppf(0.05, 36) / 2), rel=1e-6)
    assert good["cost_per_result_low"] == pytest.approx(96.5 / (chi2.ppf(0.95, 38) / 2), rel=1e-6)
    assert (good["target"], good["window"], good["campaign_name"]) == (10, "28d", "Name of good")
    said = found["reason"]
    assert said["good"] == (
        "18 conversions for €100.00 in 28 days, €5.36 each, late ones allowed for, at worst €8.29. "
        "The target is €10.00. Raise it from €5.00 to €6.18 a day."
    )
    assert said["fair"].endswith("It takes its part of the raise of North.")
    assert "at least three times the target of €10.00. Switch it off." in said["idle"]
    assert said["clicks"].startswith("400 clicks in 28 days brought no conversions")
    assert "The others can take no more at once: lower it to €9.79 a day" in said["dear"]
    assert "It first ran on 10 Jun and is still learning." in said["young"]


def test_without_a_target_campaigns_are_held_against_each_other_within_their_objective(world):
    """a: 60.00 for 20; b: 160.00 for 16, c: 100.00 for 3; d has another objective and nobody beside it."""
    world.file(
        "smm.yaml",
        "name: T\ncurrency: EUR\nobjective_rules:\n  - {campaign: '*of d', objective: traffic}\n"
        "target_audience: {ages: 18-54}\n",
    )
    deliver(world, {"a": ("3", 20, 20), "b": ("8", 16, 20), "c": ("5", 3, 20), "d": ("4", 0, 20)}, network="south")
    d = {"date": DAYS[-1], "campaign_key": "d", "campaign_id": "d", "ad_key": "d", "breakdown_set": "age"}
    people = [{**d, "age": age, "spend_original": spend} for age, spend in (("13-17", 1), ("25-34", 3))]
    world.export(people, network="south", shape="ad.id.age")
    # an account in zloty whose channel waits for data, one the user froze
    world.file("fx.csv", "date,currency,rate\n2026-05-01,PLN,0.25\n2026-06-14,PLN,0.25\n")
    deliver(world, {"z": ("40", 5, 20)}, currency="PLN")
    world.build(*MODELS)
    late = "Don't touch: data only through 14 Jun. An export of 15 Jun unlocks advice."
    recommend(world, {
        "south": ("20.00", "20.00", "keep", "evidence", "…"), "north": ("10.00", "10.00", "hold", "hold", late),
    })  # fmt: skip
    found = acted(world)
    # a: others pay 260 / 19 = 13.68; c: others 220 / 36 = 6.11 against 33.33
    assert found["verdict"].to_dict() == {
        "a": "scale", "b": "keep", "c": "pause", "d": "cannot_tell_yet", "z": "cannot_tell_yet",
    }  # fmt: skip
    assert found.loc["a", "compared_with"] == pytest.approx(260 / 19)
    assert found["target"].isna().all()
    # c gives its 5.00: a takes 0.60, b 1.60, and 2.80 stay on c
    assert found["budget_to"].astype(float).to_dict() == {"a": 3.6, "b": 9.6, "c": 2.8, "d": 4, "z": 10}
    told = world.store.read("SELECT campaign_key, off_target_share FROM intermediate.int_campaign_running")
    assert dict(zip(told["campaign_key"], told["off_target_share"].fillna(-1), strict=True)) == {
        "a": -1, "b": -1, "c": -1, "d": 0.25, "z": -1,
    }  # fmt: skip
    assert "neither a target nor another campaign" in found.loc["d", "reason"]
    assert found.loc["z", "reason"] == late
    assert (found.loc["z", "currency"], found.loc["z", "rate"]) == ("PLN", 0.25)
    assert str(found.loc["z", "rate_date"])[:10] == "2026-06-14"
    # what to change: 40.00 zloty a day stay; c falls to 2.80
    project = Project.open(world.home)
    tables = Tables(world.store)
    changes = collect(tables, Labels(tables, project), NETWORKS, "EUR")
    told = {(line["campaign"][-1], line["level"]): line for line in changes.lines}
    assert [(told[key, "campaign"]["from"], told[key, "campaign"]["to"]) for key in "acz"] == [
        (Decimal("3.00"), Decimal("3.60")), (Decimal("5.00"), Decimal("2.80")), (Decimal("40.00"), Decimal("40.00")),
    ]  # fmt: skip
    assert [told[key, "campaign"]["do"] for key in "acdz"] == ["set budget", "set budget", "leave", "leave"]
    # no export tells where budgets are kept: one line each, which says so where there is something to set
    assert {level for _, level in told} == {"campaign"}
    assert told["c", "campaign"]["note"] == UNKNOWN
    assert told["z", "campaign"]["note"] is None
    assert set(found["budget_level"]) == {"unknown"}
    sheet = read_table(world.store, "marts", "campaign_action", world.models)
    assert [row["campaign_key"] for row in sheet.rows] == ["z", "a", "b", "c", "d"]  # by channel
    assert (sheet.columns["budget_to"], sheet.columns["rate_date"], sheet.columns["campaign_id"]) == (
        "money", "day", "text",
    )  # fmt: skip
    # the same morning again replaces what was kept
    assert acted(world)["verdict"].to_dict() == found["verdict"].to_dict()
