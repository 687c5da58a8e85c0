"""Where budgets are kept, how much they are and what runs, by the latest export that tells; and the sheet of changes.

Seven campaigns at 10.00 a day are 70.00; the channel is to spend 84.00, so each gets 12.00, a fifth more.
"""

from decimal import Decimal

import pandas as pd

from smm_assets.report.changes import collect
from smm_assets.report.labels import Labels
from smm_assets.report.set_budgets import UNKNOWN
from smm_assets.report.tables import Tables
from smm_assets.settings import Project
from tests.dbt_like_sql.conftest import NETWORKS
from tests.dbt_like_sql.test_campaign_action import MODELS, acted, recommend

DAYS = [f"2026-06-{day:02d}" for day in range(5, 15)]
PLAN = "period_start,period_end,channel,category,item,amount,currency,target_cost\n"


def rows(key, groups=("",), days=DAYS, **told):
    """A campaign's days, 10.00 a day over its ad groups."""
    return [
        {"date": day, "campaign_key": key, "campaign_id": key, "campaign_name": f"Name of {key}",
         "ad_group_key": group and f"{key}-{group}", "ad_group_name": group or None, "ad_key": f"{key}-{group}",
         "spend_original": str(Decimal(10) / len(groups)), "conversions": 1, "link_clicks": 5, "impressions": 1000,
         "currency": "EUR", **told, **told.get(group, {})}
        for day in days for group in groups
    ]  # fmt: skip


def only_raw(found):
    """Rows without what is no column."""
    return [{key: value for key, value in row.items() if key not in ("one", "two")} for row in found]


def test_a_budget_is_set_where_it_is_kept_and_what_stopped_is_left_alone(world):
    daily = {"budget_type": "daily", "budget_level": "campaign"}
    world.file("plan.csv", PLAN + "2026-06-01,2026-06-30,south,promotion,ads,3000,EUR,30\n")
    found = [
        *rows("whole", budget_original="15", campaign_status="active", **daily),
        *rows("parts", ("one", "two"), budget_level="ad_group", budget_type="daily", one={"budget_original": "8"},
              two={"budget_original": "4", "ad_group_status": "active"}),
        *rows("rests", campaign_status="paused", **daily),
        *rows("whole life", budget_original="300", budget_level="campaign", budget_type="lifetime"),
        *rows("nobody knows"),
        *rows("moved", ("one", "two"), budget_level="ad_group", budget_original="5", budget_type="daily"),
        *rows("told before"),
    ]  # fmt: skip
    # an older export told another budget and that the campaign was off, and a moved one had it on its ad groups
    older = rows("told before", budget_original="20", campaign_status="paused", days=DAYS[:3], **daily)
    older += rows("whole", budget_original="99", campaign_status="ended", days=DAYS[:3], **daily)
    world.export(only_raw(older), network="south", exported="2026-06-08", period=(DAYS[0], DAYS[2]))
    world.export(only_raw(found), network="south", period=("2026-05-01", DAYS[-1]))
    newer = rows("moved", ("one", "two"), days=DAYS[-1:], budget_original="11", **daily)
    world.export(only_raw(newer), network="south", exported="2026-06-15 04:00", period=(DAYS[-1], DAYS[-1]))
    read = world.build(*MODELS, "entity_setting")
    told = read("SELECT * FROM marts.entity_setting").astype(object).set_index(["campaign_key", "ad_group_key"])
    told = told.where(told.notna(), None)
    assert told[["budget_level", "budget_original", "budget_type", "status"]].sort_index().values.tolist() == [
        ["campaign", 11, "daily", None],  # moved
        ["campaign", None, None, None],  # what its ad groups had counts no longer
        ["campaign", None, None, None],
        ["ad_group", None, None, None],  # parts
        ["ad_group", 8, "daily", None],
        ["ad_group", 4, "daily", "active"],
        ["campaign", None, None, "paused"],  # rests
        ["campaign", 20, "daily", "paused"],  # told before
        ["campaign", 15, "daily", "active"],  # whole
        ["campaign", 300, "lifetime", None],  # whole life
    ]

    recommend(world, {"south": ("70.00", "84.00", "increase", "total", "…")})
    actions = acted(world)
    assert set(actions["budget_to"]) == {Decimal("12.00")}
    tables = Tables(world.store)
    lines = collect(tables, Labels(tables, Project.open(world.home)), NETWORKS, "EUR").lines
    sheet = pd.DataFrame(lines).astype(object)
    sheet = sheet.where(sheet.notna(), None)
    shown = {(row["campaign"].removeprefix("Name of "), row["ad_group"]): row for row in sheet.to_dict("records")}
    figures = {key: (row["do"], row["to"], row["budget_now"], row["budget_new"]) for key, row in shown.items()}
    assert figures == {
        # 12.00 for 10.00: a fifth more of each budget
        ("whole", None): ("set budget", 12, 15, 18),
        ("parts", "one"): ("set budget", 6, 8, Decimal("9.60")),
        ("parts", "two"): ("set budget", 6, 4, Decimal("4.80")),
        ("moved", None): ("set budget", 12, 11, Decimal("13.20")),
        ("whole life", None): ("set budget", 12, 300, None),
        ("nobody knows", None): ("set budget", 12, None, None),
        ("told before", None): ("set budget", 12, 20, None),
        ("rests", None): ("leave", 12, None, None),
    }
    assert shown["nobody knows", None]["note"] == UNKNOWN
    assert shown["rests", None]["note"] == "It is paused at the network, so there is nothing to set."
    # it spent after it was said to be paused, so it runs; its budget may be another one by now
    assert shown["told before", None]["note"].startswith("Its budget is that of 8 Jun 2026: look what it is now")
    assert shown["whole", None]["note"] is None
