"""Calendar and windows as seen from a morning."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from smm_assets.budget.days import calendar_rows, comparison_rows, window_rows

MORNING = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))


def test_windows_end_the_day_before():
    rows = {row["window_name"]: (row["window_start"], row["previous_start"], row["previous_end"])
            for row in window_rows(dt.date(2026, 6, 15))}  # fmt: skip
    day = dt.date
    assert rows["7d"] == (day(2026, 6, 8), day(2026, 6, 1), day(2026, 6, 7))
    assert rows["28d"] == (day(2026, 5, 18), day(2026, 4, 20), day(2026, 5, 17))
    assert rows["mtd"] == (day(2026, 6, 1), day(2026, 5, 18), day(2026, 5, 31))


def test_on_the_first_of_a_month_the_month_so_far_is_the_last_one():
    rows = {row["window_name"]: row for row in window_rows(dt.date(2026, 7, 1))}
    assert (rows["mtd"]["window_start"], rows["mtd"]["window_end"]) == (dt.date(2026, 6, 1), dt.date(2026, 6, 30))


@given(MORNING)
def test_the_window_before_is_as_long_and_touches(morning):
    for row in window_rows(morning):
        length = row["window_end"] - row["window_start"]
        assert row["window_end"] == morning - dt.timedelta(days=1)
        assert row["previous_end"] - row["previous_start"] == length
        assert row["previous_end"] + dt.timedelta(days=1) == row["window_start"]


@given(MORNING, st.lists(MORNING, max_size=4))
def test_the_calendar_holds_every_known_day_once(morning, known):
    rows = calendar_rows(morning, known)
    days = [row["date"] for row in rows]
    assert days == [days[0] + dt.timedelta(days=number) for number in range(len(days))]
    assert set(known) <= set(days)
    assert morning + dt.timedelta(days=62) in days
    assert all(row["is_past"] == (row["date"] < morning) for row in rows)
    for row in rows[:: max(1, len(rows) // 50)]:
        assert (row["week_start"].weekday(), row["month_start"].day) == (0, 1)
        assert (row["month_end"] + dt.timedelta(days=1)).day == 1


@given(MORNING)
def test_every_day_of_a_window_is_held_against_an_earlier_one_outside_it(morning):
    starts = {row["window_name"]: row["window_start"] for row in window_rows(morning)}
    rows = comparison_rows(morning)
    assert len({(row["window_name"], row["versus"], row["date"]) for row in rows}) == len(rows)
    for row in rows:
        back = (row["date"] - row["date_then"]).days
        assert row["date_then"] < starts[row["window_name"]] <= row["date"] < morning
        assert row["versus"] == "previous" or back % 7 == 0
        assert row["versus"] != "last_year" or back == 364


def test_same_weekdays_are_the_latest_that_do_not_touch_the_window():
    back = {
        (row["window_name"], row["versus"]): (row["date"] - row["date_then"]).days
        for row in comparison_rows(dt.date(2026, 6, 15))
    }
    same = {name: days for (name, versus), days in back.items() if versus == "same_weekdays"}
    assert same == {"7d": 7, "28d": 28, "90d": 91, "mtd": 14}
    assert back["mtd", "previous"] == 14
