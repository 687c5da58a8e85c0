"""Names as history, renamed things without ids, and things that only look alike."""

import datetime as dt

import pandas as pd
import pytest

from smm_assets.budget import seeds
from smm_assets.settings import Project
from smm_assets.sqlmodels import audit

EARLY, LATE = "2026-06-12", "2026-06-15"


def test_names_are_kept_as_history_and_reports_show_the_name_of_the_latest_export(world):
    row = {"date": "2026-06-10", "spend_original": 1, "campaign_id": "7", "campaign_key": "7"}
    world.export([{**row, "campaign_name": "Zebra"}], exported=EARLY)
    world.export([{**row, "date": "2026-06-13", "campaign_name": "Ant"}], exported=LATE)
    read = world.build("entity_name", "campaign_daily", "ad_daily")
    names = read(
        "SELECT name, entity_id, first_day, last_day, delivered_from, delivered_to, is_latest FROM marts.entity_name "
        "WHERE level = 'campaign' ORDER BY first_day"
    )
    assert names["name"].tolist() == ["Zebra", "Ant"]
    assert names["entity_id"].tolist() == ["7", "7"]
    assert names["is_latest"].tolist() == [False, True]
    days = names["first_day"].tolist()
    assert days == [dt.date(2026, 6, 12), dt.date(2026, 6, 15)]
    assert names["delivered_to"].tolist() == [dt.date(2026, 6, 10), dt.date(2026, 6, 13)]
    assert read("SELECT DISTINCT campaign_name AS n FROM marts.campaign_daily")["n"].tolist() == ["Ant"]
    facts = read("SELECT campaign_name AS n FROM marts.ad_daily ORDER BY date")
    assert facts["n"].tolist() == ["Zebra", "Ant"]


@pytest.mark.parametrize("late_first", [False, True])
def test_the_latest_name_does_not_depend_on_the_order_of_arrival(world, late_first):
    row = {"date": "2026-06-10", "spend_original": 1}
    exports = [({**row, "campaign_name": "Old"}, EARLY), ({**row, "campaign_name": "New"}, LATE)]
    for given, exported in exports[::-1] if late_first else exports:
        world.export([given], exported=exported, basis="stated")
    read = world.build("campaign_daily", "entity_name", "ad_daily")
    assert read("SELECT campaign_name AS n FROM marts.campaign_daily")["n"].tolist() == ["New"]
    assert read("SELECT campaign_name AS n FROM staging.seed_campaign_name")["n"].tolist() == ["New"]
    latest = read("SELECT name AS n FROM marts.entity_name WHERE is_latest AND level = 'campaign'")
    assert latest["n"].tolist() == ["New"]


def test_a_rename_leaves_the_table_that_facts_of_days_read_as_it_was(world):
    row = {"date": "2026-06-10", "spend_original": 1, "campaign_name": "Old"}
    world.export([row], exported=EARLY)
    read = world.build("ad_daily")
    before = read("SELECT * FROM staging.seed_campaign ORDER BY campaign_key, publisher, campaign_type")
    world.store.execute("UPDATE raw.ad_delivery SET campaign_name = 'New'")
    seeds.load(Project.open(world.home), world.store, dt.date(2026, 6, 15))
    assert read("SELECT campaign_name AS n FROM staging.seed_campaign_name")["n"].tolist() == ["New"]
    after = read("SELECT * FROM staging.seed_campaign ORDER BY campaign_key, publisher, campaign_type")
    pd.testing.assert_frame_equal(before, after)


def test_campaigns_of_the_same_name_in_two_accounts_stay_apart(world):
    for account, key, spend in (("one", "n:1", 3), ("two", "n:2", 4)):
        row = {"date": "2026-06-13", "campaign_key": key, "campaign_name": "Spring", "key_quality": "name"}
        world.export([{**row, "spend_original": spend, "impressions": 100}], account=account, shape="ad/name")
    read = world.build("campaign_daily", "entity_name", "ad_daily")
    found = read("SELECT account_id, campaign_name, spend FROM marts.campaign_daily ORDER BY account_id")
    assert found["account_id"].tolist() == ["one", "two"]
    assert found["campaign_name"].tolist() == ["Spring", "Spring"]
    assert [int(value) for value in found["spend"]] == [3, 4]
    assert len(read("SELECT * FROM marts.entity_name WHERE level = 'campaign' AND is_latest")) == 2


def _named(name, day="2026-06-10", **more):
    """A campaign row of an export without ids; the key stands for the hash of the name."""
    row = {"date": day, "level": "campaign", "campaign_key": f"n:{name}", "campaign_name": name, "key_quality": "name"}
    return {**row, "ad_group_key": "", "ad_key": "", "spend_original": 5, "impressions": 1000, "clicks": 20, **more}


def _counted(world):
    read = world.build("ad_daily", "identity_change")
    facts = read("SELECT campaign_name, spend, impressions FROM marts.ad_daily ORDER BY campaign_name, date")
    return read, {name: int(group["impressions"].sum()) for name, group in facts.groupby("campaign_name")}


def test_a_renamed_campaign_without_ids_does_not_double_its_days_and_the_evidence_is_told(world):
    world.export([_named("Old"), _named("Other", impressions=300)], exported=EARLY, shape="campaign/name")
    world.export([_named("New"), _named("Other", impressions=300)], exported=LATE, shape="campaign/name")
    read, counted = _counted(world)
    assert counted == {"New": 1000, "Other": 300}
    change = read("SELECT * FROM marts.identity_change")
    assert change[["level", "old_name", "new_name"]].to_numpy().tolist() == [["campaign", "Old", "New"]]
    assert (change["rows_matched"].iloc[0], change["impressions"].iloc[0]) == (1, 1000)
    assert str(change["first_day"].iloc[0]) == "2026-06-10"


def test_a_name_that_comes_back_and_a_chain_of_names_count_once(world):
    for exported, name in (("2026-06-11", "A"), ("2026-06-12", "B"), ("2026-06-13", "A")):
        world.export([_named(name)], exported=exported, shape="campaign/name")
    for exported, name in (("2026-06-11", "X"), ("2026-06-12", "Y"), ("2026-06-13", "Z")):
        world.export([_named(name, impressions=70)], exported=exported, shape="campaign/name")
    assert _counted(world)[1] == {"A": 1000, "Z": 70}


def test_two_campaigns_that_one_export_tells_side_by_side_are_two_however_alike(world):
    world.export([_named("One"), _named("Two")], exported=EARLY, shape="campaign/name")
    world.export([_named("Two")], exported=LATE, shape="campaign/name")
    assert _counted(world)[1] == {"One": 1000, "Two": 1000}


def test_a_new_campaign_with_other_delivery_leaves_the_old_one_counted(world):
    world.export([_named("Gone")], exported=EARLY, shape="campaign/name")
    world.export([_named("New", clicks=21)], exported=LATE, shape="campaign/name")
    assert _counted(world)[1] == {"Gone": 1000, "New": 1000}


def test_of_two_alike_old_names_one_new_name_takes_only_one(world):
    world.export([_named("A"), _named("B")], exported=EARLY, shape="campaign/name")
    world.export([_named("C")], exported=LATE, shape="campaign/name")
    counted = _counted(world)[1]
    assert sum(counted.values()) == 2000
    assert "C" in counted


def test_rows_with_ids_are_never_taken_for_renamed(world):
    for exported, key in ((EARLY, "1"), (LATE, "2")):
        row = _named(key, campaign_key=key, campaign_id=key, key_quality="id")
        world.export([row], exported=exported, shape="campaign/id")
    assert _counted(world)[1] == {"1": 1000, "2": 1000}


def test_a_renamed_campaign_takes_its_ads_with_it(world):
    ads = [("Ad 1", 600), ("Ad 2", 400)]
    for exported, name in ((EARLY, "Old"), (LATE, "New")):
        rows = [
            _named(name, level="ad", ad_group_key=f"n:{name}/g", ad_key=f"n:{name}/g/{ad}", ad_name=ad, impressions=n)
            for ad, n in ads
        ]
        world.export(rows, exported=exported, shape="ad/name/in campaign+ad_group")
    read, counted = _counted(world)
    assert counted == {"New": 1000}
    levels = read("SELECT level, rows_matched FROM marts.identity_change ORDER BY level, old_key")
    assert levels.to_numpy().tolist() == [["ad", 1], ["ad", 1], ["ad_group", 2], ["campaign", 2]]


def test_same_named_ads_of_one_export_stay_apart(world):
    rows = [
        _named("C", level="ad", ad_key=f"n:{number}", ad_name="Video", impressions=n)
        for number, n in ((0, 500), (1, 200))
    ]
    world.export(rows, shape="ad/name")
    read = world.build("ad_daily")
    assert read("SELECT impressions AS n FROM marts.ad_daily ORDER BY n")["n"].tolist() == [200, 500]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_same_named_ads_are_told_by_the_latest_export_whatever_the_order_of_its_rows(world, order):
    def ad(number, n):
        return _named("C", level="ad", ad_key=f"n:{number}", ad_name="Video", impressions=n, clicks=n // 10)

    world.export([ad(0, 500), ad(1, 200)], exported=EARLY, shape="ad/name")
    world.export([ad(order[0], 510), ad(order[1], 210)], exported=LATE, shape="ad/name")
    assert _counted(world)[1] == {"C": 720}


def test_of_same_named_ads_the_one_a_later_export_lacks_is_not_counted_from_the_earlier(world):
    """The second ad moved to the first place when the first was deleted: its day must not count twice."""

    def ad(number, n):
        return _named("C", level="ad", ad_key=f"n:{number}", ad_name="Video", impressions=n, clicks=n // 10)

    world.export([ad(0, 500), ad(1, 200)], exported=EARLY, shape="ad/name")
    world.export([ad(0, 200)], exported=LATE, shape="ad/name")
    assert _counted(world)[1] == {"C": 200}


def test_names_are_taken_apart_and_those_outside_the_rule_are_listed(world):
    rule = 'naming:\n  campaign: "{market}_{theme}"\n  values:\n    market: [DE, AT]\n'
    world.file("smm.yaml", f"name: Test\ncurrency: EUR\n{rule}")
    names = {"c1": "de_Mugs", "c2": "DEE_Plates", "c3": "Bowls"}
    world.export(
        [{"date": "2026-06-10", "campaign_key": key, "campaign_name": name, "spend_original": 1}
         for key, name in names.items()]
    )  # fmt: skip
    read = world.build("campaign_name_part", "naming_violation", "ad_daily")
    parts = read("SELECT campaign_key, part, value FROM marts.campaign_name_part ORDER BY 1, 2")
    assert parts.to_numpy().tolist() == [["c1", "market", "DE"], ["c1", "theme", "Mugs"], ["c2", "theme", "Plates"]]
    wrong = read("SELECT campaign_key, part, found, suggestion FROM marts.naming_violation ORDER BY 1, 2")
    assert wrong["campaign_key"].tolist() == ["c2", "c3", "c3"]
    assert wrong["part"].tolist() == ["market", "market", "theme"]
    assert wrong["suggestion"].tolist()[0] == "DE"
    facts = read("SELECT DISTINCT campaign_name AS n FROM marts.ad_daily ORDER BY n")
    assert facts["n"].tolist() == ["Bowls", "DEE_Plates", "de_Mugs"]


def test_the_same_delivery_under_no_account_and_under_one_is_told_as_an_error(world):
    rows = [{"date": f"2026-06-1{day}", "spend_original": day + 1, "impressions": 100 + day} for day in range(3)]
    world.export(rows, account="north:default")
    world.export(rows, account="77")
    world.export([{**rows[0], "impressions": 999}], account="88")
    world.build("ad_daily")
    results = audit(world.store, world.models, dt.datetime(2026, 6, 15, 6), select=["ad_daily"])
    (one,) = [result for result in results if result.expectation == "account_told_twice"]
    assert (one.success, one.severity, one.unexpected_count) == (False, "error", 1)
    assert "account_id: 77, days_told_twice: 3" in one.observed


def test_a_former_name_of_what_counts_under_another_name_is_no_violation(world):
    world.file("smm.yaml", 'name: Test\ncurrency: EUR\nnaming:\n  campaign: "{market}_{theme}"\n')
    world.export([_named("Mugs")], exported=EARLY, shape="campaign/name")
    world.export([_named("DE_Mugs")], exported=LATE, shape="campaign/name")
    read = world.build("naming_violation")
    assert read("SELECT * FROM marts.naming_violation").empty
