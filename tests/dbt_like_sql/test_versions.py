"""Which version of a row counts: the newest, measure by measure, whatever order they came in; what changed is listed."""

from decimal import Decimal

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
