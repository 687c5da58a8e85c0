"""Days in cells and periods in preambles."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.ingest.recognition.periods import file_name_moment, period_in, read_preamble
from smm_assets.ingest.text.dates import (
    clock_of,
    day_order,
    hour_of,
    order_within,
    read_day,
    read_day_begun,
    read_day_ended,
    read_hour,
    read_last_day,
    split_range,
)

DAYS = st.dates(min_value=date(2005, 1, 1), max_value=date(2035, 12, 31))
WRITTEN = {"ymd": ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y-%m-%dT01:00:00"), "dmy": ("%d.%m.%Y",)}


@given(DAYS, st.sampled_from([(order, form) for order, forms in WRITTEN.items() for form in forms]))
def test_days_in_forms_without_doubt_are_read_back(day, habit):
    order, form = habit
    assert day_order([day.strftime(form)]) == order
    assert read_day(day.strftime(form), order) == day


@given(st.lists(DAYS, min_size=1, max_size=30), st.sampled_from([("dmy", "%d/%m/%Y"), ("mdy", "%m/%d/%Y")]))
def test_slashed_days_are_read_back_or_the_order_stays_open(days, habit):
    order, form = habit
    texts = [day.strftime(form) for day in days]
    told = day_order(texts)
    assert told in (order, "?")
    assert told == order or all(day.day <= 12 for day in days)
    assert [read_day(text, order) for text in texts] == days


def test_a_stated_period_settles_the_order():
    assert order_within(["01/05/2026", "02/05/2026"], date(2026, 5, 1), date(2026, 5, 31)) == "dmy"
    assert order_within(["05/05/2026"], date(2026, 5, 1), date(2026, 5, 31)) == "?"


@pytest.mark.parametrize("text", ["2026-02-30", "31.04.2026", "20261301", "yesterday", "12"])
def test_impossible_days_are_no_days(text):
    assert read_day(text, "dmy") is None


def test_hours_and_ranges_lead_to_days():
    assert read_hour("2024041623") == date(2024, 4, 16)
    assert split_range("2024-03-01 - 2024-03-11") == ("2024-03-01", "2024-03-11")


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("July 8, 2025 - July 31, 2025", (2025, 7, 8), (2025, 7, 31)),
        ("1 May 2026 - 8 May 2026", (2026, 5, 1), (2026, 5, 8)),
        ("2026年1月1日 - 2026年3月31日", (2026, 1, 1), (2026, 3, 31)),
        ("20251201-20251231", (2025, 12, 1), (2025, 12, 31)),
        ("1 мая 2026 г. - 8 мая 2026 г.", (2026, 5, 1), (2026, 5, 8)),
        ("1. März 2026 – 31. März 2026", (2026, 3, 1), (2026, 3, 31)),
        ("1 de janeiro de 2026 - 31 de janeiro de 2026", (2026, 1, 1), (2026, 1, 31)),
        ("1 févr. 2026 - 28 févr. 2026", (2026, 2, 1), (2026, 2, 28)),
        ("01.06.2026 - 30.06.2026", (2026, 6, 1), (2026, 6, 30)),
        ("Nov 3, 2025", (2025, 11, 3), (2025, 11, 3)),
    ],
)
def test_periods_above_the_header_are_understood_in_many_languages(line, start, end):
    assert period_in(line) == (date(*start), date(*end))


@pytest.mark.parametrize(
    "line", ["All time", "全期間", "Campaign report", "Best of 2026", "May 3, 2026 was a good day"]
)
def test_lines_without_a_period_state_none(line):
    assert period_in(line) is None


def test_a_commented_preamble_gives_period_account_and_title():
    said = read_preamble(
        [["# ---"], ["# Account: Brightleaf"], ["# Start date: 20230708"], ["# End date: 20240304"], [""]]
    )
    assert said.period == (date(2023, 7, 8), date(2024, 3, 4))
    assert said.account_name == "Brightleaf"
    assert said.title == ""


def test_a_padded_preamble_gives_title_and_period():
    said = read_preamble([["Weekly view", "", ""], ["March 1, 2026 - May 31, 2026", "", ""]])
    assert (said.title, said.period) == ("Weekly view", (date(2026, 3, 1), date(2026, 5, 31)))


def test_moments_in_preamble_and_file_name_are_found():
    assert read_preamble([["Report generated: 2026-07-01 10:22"]]).exported_at == datetime(2026, 7, 1, 10, 22)
    assert file_name_moment("cards(2026-05-24_07_16_32).zip") == datetime(2026, 5, 24, 7, 16, 32)
    assert file_name_moment("company_content_1742193384396.xls") == datetime(2025, 3, 17, 6, 36, 24, 396000)
    assert file_name_moment("Ads-Feb-11-2021-Mar-11-2024.xlsx") is None


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2026-06-14 00:00:00 AST", date(2026, 6, 13)),
        ("2026-07-01 00:00", date(2026, 6, 30)),
        ("2026-06-14 23:59:59", date(2026, 6, 14)),
        ("2026-06-14 00:00:01", date(2026, 6, 14)),
        ("yesterday", None),
    ],
)
def test_a_span_ends_at_its_moment_so_midnight_is_the_day_before(text, last):
    assert read_last_day(text) == last


@given(DAYS, st.integers(min_value=-11, max_value=12))
def test_a_day_is_known_by_the_utc_moment_at_which_it_began(day, offset):
    began = datetime(day.year, day.month, day.day) - timedelta(hours=offset)
    assert read_day_begun(began.strftime("%Y-%m-%dT%H:%M:%S")) == day


@given(DAYS, st.integers(min_value=-11, max_value=12))
def test_a_day_is_known_by_the_utc_moment_at_which_it_ended(day, offset):
    ended = datetime(day.year, day.month, day.day) + timedelta(days=1) - timedelta(hours=offset)
    assert read_day_ended(ended.strftime("%Y-%m-%dT%H:%M:%S")) == day


def test_what_is_no_day_did_not_end():
    assert read_day_ended("soon") is None


@pytest.mark.parametrize("text", ["2026-06-14", "June 2026", "2026-06-14 25:00"])
def test_a_day_without_time_of_day_has_no_clock(text):
    assert clock_of(text) is None


@pytest.mark.parametrize("text", ["2024041605", "2024-04-16 05:00:00", "2024-04-16 5:00:00", "2024-04-16T05:30"])
def test_hours_have_two_digits_however_they_are_written(text):
    assert (read_hour(text), hour_of(text)) == (date(2024, 4, 16), "05")


@pytest.mark.parametrize("text", ["20240416", "202404165", "2024-04-16", "2024-04-16 25:00:00"])
def test_what_says_no_hour_has_none(text):
    assert hour_of(text) is None
