"""Every expense of the last 90 days has a class and a reason, and the amounts are all the money there was."""

import datetime as dt
from decimal import Decimal

import pytest
from scipy.stats import chi2

from smm_assets.sqlmodels import audit
from smm_assets.warehouse import changes

PLAN = (
    "period_start,period_end,channel,category,item,amount,currency,target_cost,posts_per_week\n"
    "2026-06-01,2026-06-30,north,promotion,ads,500,EUR,5,\n"
    "2026-06-01,2026-06-30,south,promotion,ads,500,EUR,,\n"
    "2026-06-01,2026-06-30,,content,,1000,EUR,,\n"
    "2026-06-01,2026-06-10,north,content,,50,EUR,,7\n"
)
AUTHORS = ((1, "ann"), (2, "Ann"), (3, "Bo"), (4, "Bo"), (5, "Ann"))
COSTS = "date,period_start,period_end,category,item,channel,kind,who,vendor,amount,currency\n"


def _ads(world, campaigns, *, network="north", day="2026-06-10"):
    rows = [
        {"date": day, "campaign_key": key, "campaign_name": key, "ad_key": key, "spend_original": spend,
         "conversions": results, "link_clicks": 100}
        for key, (spend, results) in campaigns.items()
    ]  # fmt: skip
    world.export(rows, network=network, period=("2026-05-20", "2026-06-14"))


def _of(read, columns, where="TRUE"):
    rows = read(f"SELECT expense, test_id, {columns} FROM marts.expense_justification WHERE {where}")
    keyed = rows.set_index(["expense", "test_id"])
    return {key if key[1] else key[0]: tuple(row) for key, row in zip(keyed.index, keyed.values.tolist(), strict=True)}


def test_every_unit_of_money_has_a_class_and_they_add_up(world):
    world.file("plan.csv", PLAN)
    world.file(
        "costs.csv",
        COSTS
        + ",2026-06-01,2026-06-30,content,texts,,people,in_house,Mia,100,EUR\n"  # 14 of 30 days, within the plan
        + "2026-06-02,,,content,film,north,production,agency,Sun,60,EUR\n"  # the plan holds 50 by the 10th
        + "2026-06-03,,,training,course,,fee,self,,40,EUR\n"  # nothing planned
        + "2026-06-05,,,promotion,contest,north,media,self,,20,EUR\n"  # on a day of the test
        + "2026-06-20,,,content,texts,,people,in_house,Mia,9,EUR\n",  # still to come
    )
    world.file("tests.csv", "id,channels,from,to,budget\nhats,north;south,2026-06-05,2026-06-06,50\n")
    _ads(world, {"good": ("100", 40), "idle": ("15", 0), "new": ("14.99", 0), "fair": ("50", 8), "dear": ("100", 2)})
    _ads(world, {"one": ("6", 1)})
    world.export([{"date": "2026-06-05", "campaign_key": "good", "campaign_name": "good", "spend_original": 7}])
    world.export([{"start": "2026-04-01", "end": "2026-04-07", "campaign_key": "dear", "spend_original": "30"}])
    _ads(world, {"far": ("11", 3)}, network="south")
    read = world.build("expense_justification")
    found = _of(read, "class, amount")
    assert found == {
        "campaign north acc good": ("proven", Decimal("100")),
        ("campaign north acc good", "hats"): ("on_test", Decimal("7")),
        "campaign north acc idle": ("wasted", Decimal("15")),
        "campaign north acc new": ("unproven", Decimal("14.99")),
        "campaign north acc fair": ("unproven", Decimal("50")),
        "campaign north acc dear": ("unproven", Decimal("130")),
        "campaign north acc one": ("unproven", Decimal("6")),
        "campaign south acc far": ("unproven", Decimal("11")),
        "cost 2": ("maintenance", Decimal("46.666667")),
        "cost 3": ("unproven", Decimal("60")),
        "cost 4": ("unproven", Decimal("40")),
        ("cost 5", "hats"): ("on_test", Decimal("20")),
    }
    money = read("SELECT SUM(amount) AS a FROM intermediate.int_money_item WHERE last_day < DATE '2026-06-15'")
    assert sum(amount for _, amount in found.values()) == money["a"][0] == Decimal("500.656667")
    words = {key: text for key, (text,) in _of(read, "evidence").items()}
    fair = read("SELECT * FROM marts.expense_justification WHERE name = 'fair'").iloc[0]
    assert fair["cost_per_result_low"] == pytest.approx(50 / (chi2.ppf(0.95, 2 * 9) / 2), rel=0.01)  # exact Poisson
    assert fair["cost_per_result_high"] == pytest.approx(50 / (chi2.ppf(0.05, 2 * 8) / 2), rel=0.01)
    assert words["campaign north acc good"].startswith(
        "brought 40 conversions by the count of North for 100.00 EUR, 2.50 each"
    )
    assert words["campaign north acc good"].endswith(" at most: below the target of 5.00")
    assert words["campaign north acc idle"] == (
        "spent 15.00 EUR and brought no conversions by the count of North; "
        "that is at least three times the target of 5.00"
    )
    assert "less than three times the target" in words["campaign north acc new"]
    assert words["campaign north acc one"].startswith(
        "brought 1 conversion by the count of North for 6.00 EUR; with luck "
    )
    assert (
        "with luck allowed for, anything from 3.47 to 12.57, and the target is 5.00" in words["campaign north acc fair"]
    )
    assert words["campaign north acc dear"].endswith(" at least: above the target of 5.00")
    assert "give its plan line a target_cost" in words["campaign south acc far"]
    assert words["cost 2"] == "content and upkeep, within the plan"
    assert words["cost 3"] == "content and upkeep, above the plan"
    assert words["cost 4"] == "training, not in the plan; no file tells what it brings"


def test_own_orders_are_shared_by_what_the_network_reports_and_providers_stand_beside_them(world):
    """30 paid orders, of 90 conversions 60, 30 and 0: 20, 10 and 0 orders. With 5 organic ones 35 for the provider."""
    world.file(
        "plan.csv",
        PLAN.replace("2026-06-10,north,content,,50", "2026-06-30,north,content,,500")
        + "2026-06-10,2026-06-30,south,content,,70,EUR,,3.5\n"
        + "2026-06-12,2026-06-12,,content,campaign day,1,EUR,,14\n",
    )
    world.file(
        "costs.csv",
        COSTS
        + "2026-06-01,,,content,texts,north,people,freelancer,Ann,90,EUR\n"
        + ",2026-06-04,2026-06-13,content,pictures,,people,agency,Bo,50,EUR\n"
        + "2026-06-02,,,content,texts,south,people,agency,Bo,5,EUR\n"
        + "2026-06-01,,,content,planning board,,tool,self,,6,EUR\n"
        + "2026-06-08,,,content,texts,south,people,in_house,Ann,20,EUR\n"
        + ",2026-06-08,2026-07-07,research,analysis,,people,in_house,Jo,300,EUR\n",
    )
    _ads(world, {"c1": ("100", 60), "c2": ("40", 30), "c3": ("15", 0)})
    orders = [
        {"date": "2026-06-12", "order_id": f"{medium}{n}", "traffic_source": "north", "orders": 1,
         "traffic_medium": medium}
        for medium, count in (("cpc", 30), ("organic", 5)) for n in range(count)
    ]  # fmt: skip
    world.export(orders, table="outcome", network="till", period=("2026-05-20", "2026-06-14"))
    visits = {"date": "2026-06-10", "traffic_source": "north", "traffic_medium": "cpc", "sessions": 240}
    world.export([visits], table="outcome", network="meter", period=("2026-06-10", "2026-06-10"))
    tags = "".join(f"https://north.example/p/{post},warm,hats,{who}\n" for post, who in AUTHORS)
    world.file("post_tags.csv", "permalink,tone,theme,author\n" + tags)
    posts = [
        {"date": "2026-06-12", "post_id": f"p{n}", "permalink": f"https://north.example/p/{n}", "grain_": "lifetime",
         "scope": "lifetime", "published_on": published}
        for n, published in enumerate(("2026-06-01", "2026-06-09", "2026-06-03", "2026-06-05", "2026-05-31"), 1)
    ]  # fmt: skip
    world.export(posts, table="post", exported="2026-06-13")
    read = world.build("expense_justification", "provider_scorecard")
    found = _of(read, "results, cost_per_result, class", "kind = 'campaign'")
    assert found["campaign north acc c1"] == (20, 5, "unproven")
    assert found["campaign north acc c2"] == (10, 4, "unproven")
    assert found["campaign north acc c3"][::2] == (0, "wasted")
    rows = read("SELECT *, who || COALESCE(' ' || vendor, '') AS name FROM marts.provider_scorecard").set_index("name")
    ann, jo, bo = rows.loc["freelancer Ann"], rows.loc["in_house Jo"], rows.loc["agency Bo"]
    assert (ann["who"], ann["cost"], ann["posts"], ann["cost_per_post"]) == ("freelancer", 90, 2, 45)
    assert ann["posts_planned"] == 14  # one a day from the 1st, when she was first paid, to the 14th
    # south from the 2nd, everything from the 4th: post 3 of north came before, post 4 after
    assert (bo["cost"], bo["posts"]) == (55, 1)
    # a shared cost: north's one a day from the 4th to the 14th, south's half a post a day from the 10th on; on the
    # 12th the plan has a number for all channels together, two a day
    assert bo["posts_planned"] == (11 - 1) + (2.5 - 0.5) + 2
    other_ann = rows.loc["in_house Ann"]  # paid for south, where none of Ann's posts is
    assert (other_ann["posts"], other_ann["posts_planned"]) == (0, 2.5)
    assert rows.loc["self", ["posts", "posts_planned"]].isna().all()  # a tool writes no posts
    assert (ann["result_metric"], ann["results"], ann["cost_per_result"]) == ("orders", 35, pytest.approx(90 / 35))
    assert ann["audience_quality"] == pytest.approx(240 / 300)
    assert jo["cost"] == 70  # 7 of 30 days at 10 a day
    assert jo[["posts", "posts_planned"]].isna().all()
    assert (str(jo["first_day"])[:10], jo["results"]) == ("2026-06-08", 35)
    assert _adds_up(world)
    world.store.execute("UPDATE marts.expense_justification SET amount = amount - 0.000001 WHERE kind = 'cost'")
    changes.note(world.store, "marts.expense_justification", None)
    assert not _adds_up(world)


def _adds_up(world):
    results = audit(world.store, world.models, dt.datetime(2026, 6, 15), select=["expense_justification"])
    return {one.expectation: one.success for one in results}["expenses_add_up"]


def _by(world, dimension, told):
    """A breakdown of ad spend: campaign, day, which people, amount."""
    rows = [
        {"date": day, "campaign_key": key, "campaign_name": key, "ad_key": key, "breakdown_set": dimension,
         dimension: bucket, "spend_original": spend, "row_key": f"{key} {day} {bucket}"}
        for key, day, bucket, spend in told
    ]  # fmt: skip
    world.export(rows, period=("2026-05-20", "2026-06-14"), shape=f"ad.id.{dimension}", rank=40)


def test_what_went_to_people_outside_the_target_audience_is_wasted_and_the_parts_are_the_spend(new_world):
    """Of 100 for ages 4 + 20 lie outside 21 to 54; 25 told of a campaign that spent 20 are 20; a test stays a test.

    Of a third campaign countries tell most, 9 of 30; what is told of the whole account names no campaign.
    """
    with new_world() as world:
        world.file("smm.yaml", "name: Test\ncurrency: EUR\ntarget_audience: {ages: [21-54], countries: [Germany]}\n")
        world.file("plan.csv", PLAN)
        world.file("tests.csv", "id,channels,from,to,budget\nhats,north;south,2026-06-05,2026-06-06,50\n")
        _ads(world, {"good": ("100", 40), "astray": ("20", 0), "abroad": ("30", 1)})
        _ads(world, {"good": ("7", 0)}, day="2026-06-05")
        ages = {"13-17": 4, "18-24": 6, "25-34": 64, "55-64": 20, "unknown": 6}
        day = "2026-06-10"
        told = [("good", day, age, spend) for age, spend in ages.items()]
        _by(
            world,
            "age",
            [*told, ("astray", day, "55-64", 25), ("good", "2026-06-05", "55-64", 7), ("abroad", day, "65+", 1)],
        )
        _by(world, "country", [("good", day, "DE", 97), ("good", day, "FR", 3), ("astray", day, "DE", 20)])
        _by(world, "country", [("abroad", day, "FR", 9), ("abroad", day, "DE", 21)])
        whole = {"date": day, "level": "account", "breakdown_set": "region/age", "region": "Bern", "age": "65+"}
        account = {"campaign_key": "", "ad_group_key": "", "ad_key": "", "spend_original": 150}
        world.export([whole | account], shape="account.region.age", rank=10)
        read = world.build("expense_justification", "audience_growth")
        rows = read("SELECT * FROM marts.expense_justification")
        audience = read(
            f"SELECT off_target_spend, off_target_share FROM marts.audience_growth WHERE date = DATE '{day}'"
        )
        assert _adds_up(world)
    found = {
        (row["name"], row["test_id"], row["part"]): (row["class"], row["amount"], row["evidence"])
        for row in rows.to_dict("records")
    }
    assert {key: told[:2] for key, told in found.items()} == {
        ("good", "", ""): ("proven", 76),
        ("good", "", "off_target"): ("wasted", 24),
        ("good", "hats", ""): ("on_test", 7),
        ("astray", "", "off_target"): ("wasted", 20),
        ("abroad", "", ""): ("unproven", 21),
        ("abroad", "", "off_target"): ("wasted", 9),
    }
    # as the breakdowns tell it: 24 of 100, 25 of 25, 9 of 30
    assert audience["off_target_spend"].tolist() == [58]
    assert audience["off_target_share"].tolist() == pytest.approx([58 / 155])
    # what it brought, it brought for all its money: 100 / 40
    assert found["good", "", ""][2].startswith("brought 40 conversions by the count of North for 100.00 EUR, 2.50 each")
    assert found["good", "", ""][2].endswith(
        "; 24.00 EUR went to people outside the target audience, in a row of its own"
    )
    assert found["good", "", "off_target"][2] == (
        "at least 24.00 EUR of its spend went to people outside the target audience: aged 55-64, aged 13-17"
    )
    assert found["abroad", "", "off_target"][2].endswith(
        "9.00 EUR of its spend went to people outside the target audience: in FR"
    )
    assert found["astray", "", "off_target"][2] == (
        "at least 20.00 EUR of its spend went to people outside the target audience: aged 55-64"
    )
    assert "audience" not in found["good", "hats", ""][2]
