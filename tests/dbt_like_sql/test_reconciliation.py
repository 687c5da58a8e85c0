"""Exports of the same delivery are held against each other, and what does not tie is told."""

import datetime as dt
from decimal import Decimal

from smm_assets.sqlmodels import audit

CAMPAIGN = {"level": "campaign", "ad_group_key": "", "ad_key": ""}
NAMED = {"campaign_key": "n:aa", "ad_group_key": "n:bb", "ad_key": "n:cc", "key_quality": "name"}
OLD = "2026-05-20"  # settled on every morning the files of these tests are exported
NAMES = {"shape": "ad/name", "rank": 20}


def compared(read, what="comparison, metric, expected, found, status, explained_by"):
    rows = read(f"SELECT {what} FROM marts.reconciliation ORDER BY period_start, comparison, metric")
    return rows.astype(object).where(rows.notna(), None).values.tolist()


def two_ads_and_an_older_campaign_export(world, *, day=OLD, told="10.05", older="2026-06-10"):
    rows = [{"date": day, "spend_original": "6.00", "ad_key": "a1"}, {"date": day, "spend_original": 4, "ad_key": "a2"}]
    world.export(rows, exported="2026-06-15")
    world.export([{"date": day, "spend_original": told, **CAMPAIGN}], shape="campaign/id", rank=30, exported=older)


def test_an_export_within_rounding_and_the_configured_share_ties(world):
    two_ads_and_an_older_campaign_export(world)
    (row,) = compared(world.build("reconciliation"), "found, difference, tolerance, status, difference_share")
    # Half a cent for each of three rows, and 1 % of the larger figure, 10.05.
    assert row[:4] == [Decimal("10"), Decimal("-0.05"), Decimal("0.015") + Decimal("0.1005"), "ties"]
    assert row[4] == -0.05 / 10.05


def test_a_difference_beyond_that_is_told_with_both_files_and_by_the_audit(world):
    two_ads_and_an_older_campaign_export(world, told="10.40")
    read = world.build("reconciliation")
    assert compared(read) == [["coarser export", "spend_original", Decimal("10.4"), Decimal("10"), "differs", None]]
    assert compared(read, "expected_file_id, file_id") == [["file2", "file1"]]
    results = {result.expectation: result for result in audit(world.store, world.models, dt.datetime(2026, 6, 15))}
    assert not results["exports_reconcile"].success
    assert results["exports_reconcile"].severity == "warning"
    assert "coarser export" in results["exports_reconcile"].observed


def test_the_share_is_the_projects_to_set(world):
    world.file("smm.yaml", "name: Test\ncurrency: EUR\nthresholds: {reconciliation_tolerance: 0.05}\n")
    two_ads_and_an_older_campaign_export(world, told="10.40")
    assert compared(world.build("reconciliation"), "status") == [["ties"]]


def test_exports_of_other_days_may_differ_while_the_network_still_restates_the_day(world):
    two_ads_and_an_older_campaign_export(world, day="2026-06-08", told="10.40", older="2026-06-10")
    assert compared(world.build("reconciliation"), "status, explained_by") == [["explained", "figures still changed"]]


def test_exports_of_the_same_moment_may_not(world):
    world.export([{"date": "2026-06-14", "spend_original": 10}], shape="ad/id")
    world.export([{"date": "2026-06-14", "spend_original": 9, **NAMED}], **NAMES)
    assert compared(world.build("reconciliation"), "comparison, status") == [["names", "differs"]]


def test_late_conversions_may_differ_as_long_as_the_network_lets_them_come_in(world):
    # Exported one day later and long after; the network of these tests settles conversions on the third day.
    ads = {"date": "2026-06-01", "spend_original": 10}
    world.export([{**ads, "conversions": 9}], exported="2026-06-15")
    world.export([{**ads, "conversions": 5, **CAMPAIGN}], shape="campaign/id", rank=30, exported="2026-06-02")
    read = world.build("reconciliation")
    assert compared(read, "metric, status, explained_by") == [
        ["conversions", "explained", "figures still changed"], ["spend_original", "ties", None],
    ]  # fmt: skip


def test_an_export_of_a_part_of_the_campaigns_is_explained_by_that(world):
    world.export([{"date": OLD, "spend_original": 5, "campaign_key": f"c{n}", "ad_key": f"a{n}"} for n in (1, 2)])
    world.export([{"date": OLD, "spend_original": 5, **NAMED}], **NAMES)
    read = world.build("reconciliation")
    assert compared(read, "status, explained_by") == [["explained", "part of the campaigns"]]


def test_conversions_of_other_definitions_are_not_held_against_each_other(world):
    world.export([{"date": OLD, "conversions": 5, "conversion_definition": "meta_purchase", "impressions": 9}])
    row = {"date": OLD, "conversions": 2, "conversion_definition": "meta_lead", "impressions": 9, **NAMED}
    world.export([row], **NAMES)
    read = world.build("reconciliation", "ad_daily")
    assert compared(read, "metric, status, explained_by") == [
        ["conversions", "explained", "other units"], ["impressions", "ties", None],
    ]  # fmt: skip
    assert read("SELECT SUM(conversions) AS n FROM marts.ad_daily")["n"][0] == Decimal("5")


def test_a_breakdown_is_held_against_the_fact_where_it_makes_up_the_whole(world):
    world.export([{"date": OLD, "spend_original": 10, "impressions": 100}])
    ages = {"date": OLD, "breakdown_set": "age"}
    values = [{**ages, "age": "18-24", "spend_original": 6, "impressions": 70},
              {**ages, "age": "25-34", "spend_original": 4, "impressions": 30}]  # fmt: skip
    world.export(values, shape="ad/id/by age")
    words = {"date": OLD, "breakdown_set": "keyword", "keyword": "shoes", "is_partition": False, "spend_original": 1}
    world.export([words], shape="ad/id/by keyword")
    read = world.build("reconciliation")
    assert compared(read, "comparison, breakdown_set, metric, status") == [
        ["breakdown", "age", "impressions", "ties"], ["breakdown", "age", "spend_original", "ties"],
    ]  # fmt: skip


def test_a_period_is_held_against_its_days_once_every_day_is_known(world):
    days = [{"date": f"2026-05-{day:02}", "spend_original": 10} for day in range(1, 32)]
    world.export([{"start": "2026-05-01", "end": "2026-05-31", "spend_original": 330}])
    world.export([{"start": "2026-04-01", "end": "2026-04-30", "spend_original": 500}])
    world.export([*days, {"date": "2026-04-30", "spend_original": 10}], period=("2026-04-30", "2026-05-31"))
    read = world.build("reconciliation")
    assert compared(read, "CAST(period_start AS VARCHAR), comparison, expected, found, status") == [
        ["2026-05-01", "period", Decimal("330"), Decimal("310"), "differs"],
    ]  # fmt: skip


def test_exports_of_a_period_without_days_are_held_against_the_one_that_counts(world):
    month = {"start": "2026-05-01", "end": "2026-05-31"}
    world.export([{**month, "spend_original": 300}], shape="ad/id")
    world.export([{**month, **CAMPAIGN, "spend_original": 340}], shape="campaign/id", rank=30)
    read = world.build("reconciliation")
    assert compared(read) == [["coarser export", "spend_original", Decimal("340"), Decimal("300"), "differs", None]]
