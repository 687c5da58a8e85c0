"""Names as history, renamed things without ids, and things that only look alike."""

import datetime as dt

import pandas as pd
import pytest

from smm_assets.budget import seeds
from smm_assets.settings import Project

EARLY, LATE = "2026-06-12", "2026-06-15"


def test_names_are_kept_as_history_and_reports_show_the_name_of_the_latest_export(world):
    row = {"date": "2026-06-10", "spend_original": 1, "campaign_id": "7", "campaign_key": "7"}
    world.export([{**row, "campaign_name": "Zebra"}], exported=EARLY)
    world.export([{**row, "date": "2026-06-13", "campaign_name": "Ant"}], exported=LATE)
    read = world.build("entity_name", "campaign_daily")
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
    read = world.build("campaign_daily", "entity_name")
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
    read = world.build("campaign_daily", "entity_name")
    found = read("SELECT account_id, campaign_name, spend FROM marts.campaign_daily ORDER BY account_id")
    assert found["account_id"].tolist() == ["one", "two"]
    assert found["campaign_name"].tolist() == ["Spring", "Spring"]
    assert [int(value) for value in found["spend"]] == [3, 4]
    assert len(read("SELECT * FROM marts.entity_name WHERE level = 'campaign' AND is_latest")) == 2
