"""Weeks, months, quarters and years named in cells become their first and last day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.ingest.text.spans import span_of, within

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("text", "span", "first", "last"),
    [
        ("Week of Jun 1, 2026", "week", date(2026, 6, 1), date(2026, 6, 7)),
        ("2026-12-28", "week", date(2026, 12, 28), date(2027, 1, 3)),
        ("28.12.2026", "week", date(2026, 12, 28), date(2027, 1, 3)),
        ("2024-02-01", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-02", "month", date(2026, 2, 1), date(2026, 2, 28)),
        ("June 2026", "month", date(2026, 6, 1), date(2026, 6, 30)),
        ("junho de 2026", "month", date(2026, 6, 1), date(2026, 6, 30)),
        ("июнь 2026 г.", "month", date(2026, 6, 1), date(2026, 6, 30)),
        ("2026年6月", "month", date(2026, 6, 1), date(2026, 6, 30)),
        ("4th quarter 2023", "quarter", date(2023, 10, 1), date(2023, 12, 31)),
        ("Q1 2026", "quarter", date(2026, 1, 1), date(2026, 3, 31)),
        ("2. Quartal 2026", "quarter", date(2026, 4, 1), date(2026, 6, 30)),
        ("3º trimestre de 2026", "quarter", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-07-01", "quarter", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026", "year", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_cell_names_its_span(text, span, first, last):
    assert span_of(text, span, "dmy") == (first, last)


@pytest.mark.parametrize(
    ("text", "span"),
    [("Total", "week"), ("5th quarter 2026", "quarter"), ("2026-13", "month"), ("Sunday", "week"), ("", "month")],
)
def test_what_names_no_span_is_none(text, span):
    assert span_of(text, span) is None


@given(DAYS, st.sampled_from(["week", "month", "quarter", "year"]))
def test_a_span_begins_with_its_day_and_ends_the_day_before_the_next(day, span):
    day = day if span == "week" else day.replace(day=1)
    first, last = span_of(day.isoformat(), span)
    assert first == day
    assert (last - first).days in {
        "week": [6],
        "month": range(27, 31),
        "quarter": range(88, 92),
        "year": range(364, 366),
    }[span]


def test_a_span_ends_where_the_period_ends_and_stays_whole_where_they_do_not_meet():
    week = (date(2026, 6, 1), date(2026, 6, 7))
    assert within(week, (date(2026, 6, 3), date(2026, 6, 30))) == (date(2026, 6, 3), date(2026, 6, 7))
    assert within(week, (date(2026, 5, 1), date(2026, 6, 2))) == (date(2026, 6, 1), date(2026, 6, 2))
    assert within(week, (date(2026, 7, 1), date(2026, 7, 2))) == week
    assert within(week, None) == week
