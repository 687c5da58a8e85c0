"""Several exports of the same own results count once: the finest shape of a day is its fact, periods are no days."""

from decimal import Decimal


def sessions(number, **more):
    return {"sessions": number, "traffic_medium": "cpc", **more}


def by_source(day="2026-06-14", number=5, **more):
    return {"date": day, "traffic_source": "north", **sessions(number), **more}


def test_a_table_of_a_period_adds_nothing_to_its_days(world):
    world.export([by_source()], table="outcome", network="meter", shape="traffic_source", rank=40)
    whole = {"start": "2026-06-08", "end": "2026-06-14", "channel_group": "Paid Social", "sessions": 31}
    world.export([whole], table="outcome", network="meter", shape="channel_group", rank=17)
    read = world.build("outcome_daily")
    assert read("SELECT date, sessions FROM marts.outcome_daily")["sessions"].tolist() == [5]


def test_a_table_of_one_day_gives_way_to_a_finer_one_of_that_day_and_stands_in_for_it_on_others(world):
    world.export([by_source()], table="outcome", network="meter", shape="traffic_source", rank=40)
    for day in ("2026-06-13", "2026-06-14"):
        group = {"date": day, "channel_group": "Paid Social", "sessions": 7}
        world.export([group], table="outcome", network="meter", shape="channel_group", rank=17)
    read = world.build("outcome_daily")
    found = read("SELECT CAST(date AS VARCHAR) AS d, sessions FROM marts.outcome_daily ORDER BY date")
    assert found.values.tolist() == [["2026-06-13", 7], ["2026-06-14", 5]]


def test_what_only_a_coarser_export_reports_is_unknown_of_a_channel_and_not_zero(world):
    world.export([{"date": "2026-06-14", "spend_original": 5}])
    world.export([by_source()], table="outcome", network="meter", shape="traffic_source", rank=40)
    total = {"date": "2026-06-14", "sessions": 9, "revenue_original": 300, "orders": 4, "currency": "EUR"}
    world.export([total], table="outcome", network="meter", shape="total", rank=1)
    read = world.build("int_outcome_day")
    found = read("SELECT sessions, orders, revenue FROM intermediate.int_outcome_day WHERE channel = 'north'")
    assert found["sessions"].tolist() == [5]
    assert found[["orders", "revenue"]].isna().all(axis=None)


def test_a_day_without_rows_is_zero_for_what_its_exports_report(world):
    world.export([{"date": "2026-06-14", "spend_original": 5}])
    rows = [by_source("2026-06-12", 3, revenue_original=10, currency="EUR")]
    period = ("2026-06-12", "2026-06-14")
    world.export(rows, table="outcome", network="meter", shape="traffic_source", rank=40, period=period)
    read = world.build("int_outcome_day")
    sql = "SELECT sessions, revenue FROM intermediate.int_outcome_day WHERE channel = 'north' AND date = '2026-06-14'"
    assert read(sql).values.tolist() == [[0, Decimal(0)]]
