"""Days without a year: restored exactly while the download is fresh, asked where it is not."""

import calendar
import itertools
from datetime import date, datetime, timedelta

import pytest
from babel import Locale
from hypothesis import example, given
from hypothesis import strategies as st

from smm_assets import schema
from smm_assets.errors import FileRefused
from smm_assets.ingest.contract import Field, Report, Signature
from smm_assets.ingest.text.yearless import FRESH, latest, month_and_day, nearest, readings

MONTHS = list(calendar.month_name)[1:]
MESES = list(Locale("es").months["format"]["wide"].values())
WRITTEN = (
    lambda day: f"{MONTHS[day.month - 1]} {day.day}",
    lambda day: f"{day.day} de {MESES[day.month - 1]}",
    lambda day: f"{day.month}月{day.day}日",
)
ENDS = st.dates(min_value=date(2015, 1, 1), max_value=date(2035, 12, 31))


def restored(days, written, downloaded, *, newest_first):
    shown = [written(day) for day in (reversed(days) if newest_first else days)]
    return next(readings(shown, downloaded)) == {written(day): day for day in days}


@given(ENDS, st.integers(1, 365), st.integers(0, FRESH), st.booleans(), st.sampled_from(WRITTEN))
@example(date(2024, 3, 1), 365, 0, True, WRITTEN[0])
@example(date(2024, 2, 29), 365, FRESH, False, WRITTEN[0])
@example(date(2026, 1, 1), 2, 1, False, WRITTEN[1])
def test_a_run_of_days_is_restored_from_a_fresh_download(end, length, age, newest_first, written):
    days = [end - timedelta(days=back) for back in range(length)][::-1]
    assert restored(days, written, end + timedelta(days=age), newest_first=newest_first)


@given(ENDS, st.lists(st.integers(1, 150), max_size=40), st.integers(0, FRESH), st.booleans())
def test_gaps_of_months_change_nothing(end, gaps, age, newest_first):
    back = [0, *itertools.accumulate(gaps)]
    days = [end - timedelta(days=number) for number in back if number < 365][::-1]
    assert restored(days, WRITTEN[0], end + timedelta(days=age), newest_first=newest_first)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("February 28", (2, 28)),
        ("28 February", (2, 28)),
        ("8 de Marzo", (3, 8)),
        ("31 de julho", (7, 31)),
        ("1er mars", (3, 1)),
        ("3. Dezember", (12, 3)),
        ("8 марта", (3, 8)),
        ("2월 28일", (2, 28)),
        ("5 tháng 11", (11, 5)),
        ("February 29", (2, 29)),
        ("February 30", None),
        ("28 February 2026", None),
        ("2026-02-28", None),
        ("Total", None),
        ("May", None),
    ],
)
def test_days_without_a_year_in_many_languages(text, found):
    assert month_and_day(text) == found


def test_a_leap_day_rules_out_the_years_that_have_none():
    texts = ["February 28", "February 29", "March 1"]
    assert next(readings(texts, date(2024, 3, 2)))["March 1"] == date(2024, 3, 1)
    assert next(readings(texts, date(2026, 3, 2)))["March 1"] == date(2024, 3, 1)
    assert [max(days.values()).year for days in readings(texts, date(2026, 3, 2))] == [2024, 2020]


def test_rows_that_go_back_and_forth_have_no_reading():
    assert not list(readings(["March 1", "March 3", "March 2"], date(2026, 3, 4)))


def test_the_last_such_day_and_the_nearest_to_an_upload():
    assert latest(2, 29, date(2026, 1, 1)) == date(2024, 2, 29)
    assert latest(1, 1, date(2026, 1, 1)) == date(2026, 1, 1)
    assert nearest("December 31", "2026-01-01") == date(2025, 12, 31)
    assert nearest("January 12", "2025-12-20") == date(2026, 1, 12)
    assert nearest("June 1", "2025-12-20") is None


def made_at(link):
    return datetime.fromisoformat(link.rsplit("/", 1)[-1])


DAYS = Report(
    network="tiktok",
    report="organic_metric",
    name="days",
    title="Days",
    table=schema.ACCOUNT_METRIC,
    fields=(Field(to="day", names=("Date",)), Field(to="value", fact={"metric": "likes"}, names=("Likes",))),
    signature=Signature(needs=("day",)),
    needs_currency=False,
)
POSTS = Report(
    network="tiktok",
    report="organic_post",
    name="posts",
    title="Posts",
    table=schema.POST,
    fields=(
        Field(to="day", names=("Time",)),
        Field(to="permalink", names=("Link",), born=made_at),
        Field(to="published_at", names=("Posted",)),
        Field(to="likes", names=("Likes",)),
    ),
    signature=Signature(needs=("day",)),
    needs_currency=False,
)
WEEK = "Date,Likes\n" + "".join(f"February {day},1\n" for day in range(21, 28))


def days_of(found):
    return [str(day) for day in found.frame["period_start"]]


def test_a_fresh_file_is_read_and_says_what_its_years_rest_on(read_as):
    found = read_as(DAYS, WEEK, arrived=date(2026, 3, 1))
    assert (days_of(found)[0], days_of(found)[-1]) == ("2026-02-21", "2026-02-27")
    assert "the day it arrived" in found.summary.evidence["Date"]
    assert str(found.summary.exported_at) == "2026-02-28 00:00:00"


def test_a_day_that_has_not_come_yet_on_the_clock_of_the_file_room_is_still_today(read_as):
    found = read_as(DAYS, "Date,Likes\nMarch 1,3\n", arrived=date(2026, 2, 28))
    assert days_of(found) == ["2026-03-01"]


@pytest.mark.parametrize("name", ["Overview 2026-02-28.csv", "Overview_2026-02-21_1772272774_tea.csv"])
def test_the_day_of_the_download_in_the_name_settles_an_old_file(read_as, name):
    found = read_as(DAYS, WEEK, name=name, arrived=date(2027, 11, 22))
    assert days_of(found)[-1] == "2026-02-27"
    assert "in its name" in found.summary.evidence["Date"]


@pytest.mark.parametrize(
    ("name", "arrived"),
    [
        ("Overview.csv", date(2026, 11, 22)),
        ("Overview_2026-02-21.csv", date(2026, 11, 22)),  # the first day of the range says no last one
        ("Overview 2026-12-01.csv", date(2026, 12, 2)),
    ],
)
def test_an_old_file_is_asked_about(read_as, name, arrived):
    with pytest.raises(FileRefused, match="which year is 'February 27'") as refused:
        read_as(DAYS, WEEK, name=name, arrived=arrived)
    assert refused.value.status == "held"
    assert "download" in refused.value.cure


@pytest.mark.parametrize("above", ["", "Date of the day,9\n"])
def test_a_file_of_more_than_a_year_is_asked_about_also_when_it_begins_with_no_day(read_as, above):
    text = f"Date,Likes\n{above}March 1,1\nMarch 2,2\nMarch 1,3\nMarch 2,4\n"
    for chunk_rows in (1, 100):
        with pytest.raises(FileRefused, match="more than a year"):
            read_as(DAYS, text, arrived=date(2026, 3, 3), chunk_rows=chunk_rows)


def test_days_out_of_order_are_asked_about(read_as):
    with pytest.raises(FileRefused, match="neither only rise nor only fall"):
        read_as(DAYS, "Date,Likes\nMarch 1,1\nMarch 3,2\nMarch 2,4\n", arrived=date(2026, 3, 4))


POSTED = "Time,Link,Posted,Likes\nFebruary 28,https://a/2026-02-01T21:16:43,February 1,3\n"


def test_the_newest_post_settles_the_year_where_only_one_lies_between_it_and_the_arrival(read_as):
    found = read_as(POSTS, POSTED, arrived=date(2026, 11, 22))
    assert days_of(found) == ["2026-02-28"]
    assert "between 2026-02-01" in found.summary.evidence["Time"]


def test_the_newest_post_does_not_settle_a_year_of_two(read_as):
    with pytest.raises(FileRefused, match="which year"):
        read_as(POSTS, POSTED, arrived=date(2027, 11, 22))


def test_a_post_is_of_the_day_it_says_and_of_the_moment_of_its_id_unless_it_was_scheduled(read_as):
    lines = ("https://a/2026-01-02T01:08:27,January 1,3", "https://a/2026-01-02T08:00:00,January 20,4")
    text = "Time,Link,Posted,Likes\n" + "".join(f"February 28,{line}\n" for line in lines)
    frame = read_as(POSTS, text, arrived=date(2026, 3, 1)).frame
    assert [str(day) for day in frame["published_on"]] == ["2026-01-01", "2026-01-20"]
    assert str(frame["published_at"][0]) == "2026-01-02 01:08:27"
    assert frame["published_at"].isna().tolist() == [False, True]
