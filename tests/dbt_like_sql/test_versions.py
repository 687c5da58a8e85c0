"""Which version of a row counts: the newest, measure by measure, in any order of arrival; what changed is listed."""

from datetime import timedelta
from decimal import Decimal

import pandas as pd

DAY = "2026-06-01"


def measures(read, *names):
    frame = read(f"SELECT {', '.join(names)} FROM staging.stg_ad_delivery ORDER BY row_key")
    return [tuple(None if value != value or value is None else value for value in row) for row in frame.values.tolist()]


def test_a_later_export_with_fewer_columns_takes_no_measure_away(world):
    world.export([{"date": DAY, "spend_original": 5, "clicks": 9, "conversions": 2}], exported="2026-06-02")
    world.export([{"date": DAY, "spend_original": 6, "clicks": 10}], exported="2026-06-03")
    read = world.build("stg_ad_delivery")
    assert measures(read, "spend_original", "clicks", "conversions") == [(Decimal(6), 10, Decimal(2))]


def test_a_blank_cell_of_an_export_that_reports_the_measure_is_a_real_null(world):
    world.export([{"date": DAY, "spend_original": 5, "conversions": 2}], exported="2026-06-02")
    later = [{"date": DAY, "spend_original": 6}, {"date": DAY, "ad_key": "a2", "spend_original": 1, "conversions": 1}]
    world.export(later, exported="2026-06-03")
    read = world.build("stg_ad_delivery")
    assert measures(read, "spend_original", "conversions") == [(Decimal(6), None), (Decimal(1), Decimal(1))]


def test_a_header_that_names_a_measure_reports_it_though_every_cell_is_blank(world):
    world.export([{"date": DAY, "spend_original": 5, "conversions": 2}], exported="2026-06-02")
    world.export([{"date": DAY, "spend_original": 6}], exported="2026-06-03")
    world.parts[1]["measures"] = ",spend_original,conversions,"
    read = world.build("stg_ad_delivery")
    assert measures(read, "spend_original", "conversions") == [(Decimal(6), None)]


def test_of_three_versions_each_measure_comes_from_the_newest_that_reports_it(world):
    world.export([{"date": DAY, "spend_original": 5, "clicks": 9, "conversions": 2}], exported="2026-06-02")
    world.export([{"date": DAY, "spend_original": 6, "conversions": 3}], exported="2026-06-03")
    world.export([{"date": DAY, "spend_original": 7}], exported="2026-06-04")
    read = world.build("stg_ad_delivery")
    assert measures(read, "spend_original", "clicks", "conversions") == [(Decimal(7), 9, Decimal(3))]


def test_of_two_exports_of_one_moment_the_fuller_one_counts_for_days_only_fill_up(world):
    for first, second in ((4, 7), (7, 4)):
        for conversions in (first, second):
            row = {"date": DAY, "campaign_key": f"c{first}", "spend_original": 5, "conversions": conversions}
            world.export([row], exported="2026-06-02 10:00")
    read = world.build("stg_ad_delivery")
    assert measures(read, "conversions") == [(Decimal(7),), (Decimal(7),)]


def test_own_results_keep_measures_a_later_export_does_not_report(world):
    full = {"date": DAY, "sessions": 40, "orders": 2, "revenue_original": 80}
    world.export([full], table="outcome", network="meter", exported="2026-06-02")
    world.export([{"date": DAY, "sessions": 44}], table="outcome", network="meter", exported="2026-06-03")
    read = world.build("stg_outcome")
    found = read("SELECT sessions, orders, revenue_original FROM staging.stg_outcome").iloc[0]
    assert found.tolist() == [44, Decimal(2), Decimal(80)]


def test_retracted_rows_count_no_longer_but_stay(world):
    world.export([{"date": DAY, "spend_original": 5}], exported="2026-06-02")
    world.export([{"date": DAY, "spend_original": 9}], exported="2026-06-03")
    for row in world.rows["ad_delivery"][1:]:
        row["retracted_at"] = row["loaded_at"]
    read = world.build("stg_ad_delivery")
    assert measures(read, "spend_original") == [(Decimal(5),)]
    assert read("SELECT count(*) AS n FROM raw.ad_delivery")["n"].iloc[0] == 2


def changes(read):
    sql = (
        "SELECT metric, old, new, old_file, new_file, changed_at, is_new_row FROM marts.number_change ORDER BY 1, 4, 5"
    )
    return [
        (
            row["metric"],
            *(None if row[name] is None else int(row[name]) for name in ("old", "new")),
            row["old_file"] if isinstance(row["old_file"], str) else None,
            row["new_file"],
            row["changed_at"].day,
            bool(row["is_new_row"]),
        )
        for row in read(sql).to_dict("records")
    ]


def test_only_what_a_newer_version_changed_is_listed_with_both_files(world):
    world.export([{"date": DAY, "spend_original": 5, "conversions": 2}], exported="2026-06-02")
    world.export([{"date": DAY, "spend_original": 5, "conversions": 3}], exported="2026-06-03")
    world.export([{"date": DAY, "spend_original": 5, "conversions": 3}], exported="2026-06-04")
    world.export([{"date": DAY, "spend_original": 6, "conversions": 3}], exported="2026-06-05")
    read = world.build("number_change")
    assert changes(read) == [
        ("conversions", 2, 3, "file1", "file2", 3, False),
        ("spend_original", 5, 6, "file3", "file4", 5, False),
    ]


def test_a_row_that_comes_to_a_day_an_earlier_export_had_is_a_change_from_nothing(world):
    world.export([{"date": DAY, "spend_original": 5}], exported="2026-06-02")
    later = [{"date": DAY, "spend_original": 5}, {"date": DAY, "ad_key": "a2", "spend_original": 2}]
    world.export([*later, {"date": "2026-06-02", "spend_original": 7}], exported="2026-06-03")
    read = world.build("number_change")
    assert changes(read) == [("spend_original", None, 2, None, "file2", 3, True)]


def test_another_shape_of_the_same_day_changes_nothing(world):
    world.export([{"date": DAY, "spend_original": 5}], exported="2026-06-02")
    whole = {"date": DAY, "level": "campaign", "ad_group_key": "", "ad_key": "", "spend_original": 6}
    world.export([whole], exported="2026-06-03", shape="campaign.id", rank=40)
    assert changes(world.build("number_change")) == []


def test_an_older_version_that_comes_late_changes_nothing(world):
    world.export([{"date": DAY, "spend_original": 5}], exported="2026-06-04")
    world.export([{"date": DAY, "spend_original": 4}], exported="2026-06-03")
    for row in world.rows["ad_delivery"][1:]:
        row["loaded_at"] += timedelta(days=1)
    assert changes(world.build("number_change")) == []


def test_a_measure_that_appears_or_is_left_out_is_no_change_but_a_blanked_one_is(world):
    world.export([{"date": DAY, "spend_original": 5}], exported="2026-06-02")
    world.export([{"date": DAY, "spend_original": 5, "conversions": 2}], exported="2026-06-03")
    world.export([{"date": DAY, "spend_original": 5}], exported="2026-06-04")
    read = world.build("number_change")
    assert changes(read) == []
    told = ",spend_original,conversions,"
    world.export([{"date": DAY, "spend_original": 5}], exported="2026-06-05", measures=told)
    read = world.build("number_change")
    assert changes(read) == [("conversions", 2, None, "file2", "file4", 5, False)]


def test_own_results_and_values_of_pages_are_followed_too(world):
    for exported, orders, value in (("2026-06-02", 2, 10), ("2026-06-03", 3, 11)):
        own = {"date": DAY, "sessions": 9, "orders": orders}
        world.export([own], table="outcome", network="meter", exported=exported)
        page = {"date": DAY, "metric": "likes", "unit": "count", "is_additive": True, "value": value}
        world.export([page], table="account_metric", exported=exported)
    assert changes(world.build("number_change")) == [
        ("likes", 10, 11, "file2", "file4", 3, False),
        ("orders", 2, 3, "file1", "file3", 3, False),
    ]


DAY_BEFORE, MORNING = "2026-06-14 05:00", "2026-06-15 05:00"


def test_an_export_of_the_same_period_that_arrives_later_counts_though_its_figures_are_lower(world):
    first = [{"date": DAY, "spend_original": 20, "clicks": 9}, {"date": DAY, "ad_key": "a2", "spend_original": 20}]
    world.export(first, exported="2026-06-02", loaded=DAY_BEFORE)
    world.build("number_change")
    world.export([{"date": DAY, "spend_original": 12, "clicks": 9}, first[1]], exported="2026-06-02", loaded=MORNING)
    read = world.build("number_change", "ad_daily")
    assert measures(read, "spend_original", "file_id") == [(Decimal(12), "file2"), (Decimal(20), "file2")]
    assert changes(read) == [("spend_original", 20, 12, "file1", "file2", 2, False)]


def test_of_exports_without_a_moment_that_arrive_in_one_run_the_fuller_row_counts(world):
    for spend in (12, 20, 7):
        world.export([{"date": DAY, "spend_original": spend}], exported="2026-06-02", loaded=MORNING)
    assert measures(world.build("stg_ad_delivery"), "spend_original") == [(Decimal(20),)]


def test_a_stated_moment_is_not_beaten_by_a_later_arrival(world):
    row = {"date": DAY, "spend_original": 20}
    later = {"date": DAY, "spend_original": 12}
    for basis in ("stated", "file_name"):
        for told, loaded in ((row, DAY_BEFORE), (later, MORNING)):
            world.export([{**told, "campaign_key": basis}], exported="2026-06-03", loaded=loaded, basis=basis)
    for basis, exported, loaded, told in (
        ("stated", "2026-06-03", DAY_BEFORE, row),
        ("period_end", "2026-06-02", MORNING, later),
    ):
        world.export([{**told, "campaign_key": "two"}], exported=exported, loaded=loaded, basis=basis)
    assert measures(world.build("stg_ad_delivery"), "spend_original") == [(Decimal(20),)] * 3


def test_where_one_of_two_exports_does_not_state_the_moment_the_later_arrival_counts(world):
    bases = ("stated", "period_end")
    for basis, loaded, spend in zip(bases, (DAY_BEFORE, MORNING), (20, 12), strict=True):
        world.export([{"date": DAY, "spend_original": spend}], exported="2026-06-02", loaded=loaded, basis=basis)
    for basis, loaded, spend in zip(bases, (MORNING, DAY_BEFORE), (13, 20), strict=True):
        row = {"date": DAY, "campaign_key": "c2", "spend_original": spend}
        world.export([row], exported="2026-06-02", loaded=loaded, basis=basis)
    assert measures(world.build("stg_ad_delivery"), "spend_original") == [(Decimal(12),), (Decimal(13),)]


def test_exports_that_state_their_moment_keep_their_order_beside_one_that_does_not(world):
    told = (("stated", "2026-06-13 05:00", 20), ("period_end", DAY_BEFORE, 30), ("stated", MORNING, 12))
    for basis, loaded, spend in told:
        world.export([{"date": DAY, "spend_original": spend}], exported="2026-06-02", loaded=loaded, basis=basis)
    assert measures(world.build("stg_ad_delivery"), "spend_original") == [(Decimal(20),)]


def test_reading_a_file_again_makes_none_of_its_rows_newer(world):
    world.export([{"date": DAY, "spend_original": 20}], exported="2026-06-02", loaded=MORNING)
    world.export([{"date": DAY, "spend_original": 12}], exported="2026-06-02", loaded=DAY_BEFORE)
    for number, seen in enumerate((DAY_BEFORE, MORNING)):
        world.parts[number]["arrival_id"] = f"arrival{number}"
        world.arrivals.append({"arrival_id": f"arrival{number}", "seen_at": pd.Timestamp(seen)})
    assert measures(world.build("stg_ad_delivery"), "spend_original") == [(Decimal(12),)]


def test_own_results_values_of_pages_and_audiences_follow_the_order_of_arrival_too(world):
    for loaded, number in ((DAY_BEFORE, 9), (MORNING, 4)):
        own = {"date": DAY, "orders": number}
        world.export([own], table="outcome", network="meter", exported="2026-06-02", loaded=loaded)
        page = {"date": DAY, "metric": "likes", "unit": "count", "is_additive": True, "value": number}
        world.export([page], table="account_metric", exported="2026-06-02", loaded=loaded)
        bucket = {"date": DAY, "audience": "followers", "dimension": "age", "bucket": "18-24", "people": number}
        world.export([bucket], table="audience", exported="2026-06-02", loaded=loaded)
    read = world.build("number_change", "stg_outcome", "stg_account_metric", "stg_audience")
    assert int(read("SELECT orders FROM staging.stg_outcome")["orders"].iloc[0]) == 4
    assert int(read("SELECT value FROM staging.stg_account_metric")["value"].iloc[0]) == 4
    assert int(read("SELECT people FROM staging.stg_audience")["people"].iloc[0]) == 4
    assert [change[:5] for change in changes(read)] == [
        ("likes", 9, 4, "file2", "file5"),
        ("orders", 9, 4, "file1", "file4"),
    ]
