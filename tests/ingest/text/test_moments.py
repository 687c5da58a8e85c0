"""Moments in cells: clock times as written, UTC where the cell states its offset."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.ingest.text.moments import read_moment

MOMENTS = st.datetimes(min_value=datetime(2005, 1, 1), max_value=datetime(2035, 12, 31)).map(
    lambda moment: moment.replace(microsecond=0)
)


@given(MOMENTS, st.sampled_from(["%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%SZ"]))
def test_moments_in_forms_without_doubt_are_read_back(moment, form):
    assert read_moment(moment.strftime(form)) == (moment.date(), moment)


@given(MOMENTS, st.sampled_from([("mdy", "%m/%d/%Y %I:%M:%S %p"), ("dmy", "%d.%m.%Y %H:%M:%S")]))
def test_the_order_of_the_column_and_the_half_of_the_day_are_kept(moment, habit):
    order, form = habit
    assert read_moment(moment.strftime(form), order) == (moment.date(), moment)


@given(MOMENTS, st.integers(-12 * 4, 14 * 4))
def test_a_stated_offset_leads_to_utc_and_leaves_the_day_as_written(moment, quarters):
    hours, minutes = divmod(abs(quarters) * 15, 60)
    text = f"{moment:%Y-%m-%d %H:%M:%S} {'-' if quarters < 0 else '+'}{hours:02d}{minutes:02d}"
    assert read_moment(text) == (moment.date(), moment - timedelta(minutes=15 * quarters))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2022-02-28 17:39 +0000", datetime(2022, 2, 28, 17, 39)),
        ("02/19/2014 12:05:00 AM", datetime(2014, 2, 19, 0, 5)),
        ("02/19/2014 12:05 p.m.", datetime(2014, 2, 19, 12, 5)),
        ("2026-01-05T10:00:00.123Z", datetime(2026, 1, 5, 10)),
        ("Aug 3, 2025, 9:07 AM", datetime(2025, 8, 3, 9, 7)),
        ("Mon Feb 17 2025 08:15", datetime(2025, 2, 17, 8, 15)),
    ],
)
def test_moments_as_networks_write_them(text, moment):
    assert read_moment(text, "mdy") == (moment.date(), moment)


@pytest.mark.parametrize("text", ["2026-01-05", "Mon Feb 17 2025", "Feb 17, 2025", "17 février 2025"])
def test_a_day_without_a_time_of_day_is_no_moment(text):
    day, moment = read_moment(text)
    assert isinstance(day, date)
    assert moment is None


@pytest.mark.parametrize(
    "text", ["2026-02-30 10:00", "2026-02-03 25:00", "10:00", "soon", "2026-02-03 10:75", "July 16"]
)
def test_what_is_no_moment_of_the_calendar_is_neither(text):
    assert read_moment(text) == (None, None)
