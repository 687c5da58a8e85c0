"""Days and windows models look at, as seen from the morning of as_of.

Belongs here: the calendar, the windows and the days they are compared with. Not here: which days are known
(`dbt_like_sql/intermediate/int_coverage`).
"""

import datetime as dt
from collections.abc import Iterable

AHEAD = 62
WINDOWS = {"7d": 7, "28d": 28, "90d": 90}
WEEK, YEAR = 7, 52 * 7


def calendar_rows(as_of: dt.date, known: Iterable[dt.date | None]) -> list[dict[str, object]]:
    """Rows of seed_calendar from the earliest known day (at least the longest window) to the latest (or as_of + 62)."""
    days = [day for day in known if day is not None]
    first = min([*days, as_of - dt.timedelta(days=2 * max(WINDOWS.values()))])
    last = max([*days, as_of + dt.timedelta(days=AHEAD)])
    count = (last - first).days + 1
    return [_day(first + dt.timedelta(days=number), as_of) for number in range(count)]


def window_rows(as_of: dt.date) -> list[dict[str, object]]:
    """Rows of seed_window: 7, 28 and 90 days and the month so far, each up to the day before as_of."""
    return [
        {
            "as_of": as_of,
            "window_name": name,
            "window_start": start,
            "window_end": as_of - dt.timedelta(days=1),
            "previous_start": start - (as_of - start),
            "previous_end": start - dt.timedelta(days=1),
        }
        for name, start in _starts(as_of)
    ]


def comparison_rows(as_of: dt.date) -> list[dict[str, object]]:
    """Rows of seed_comparison: every day of every window with the earlier day it is held against.

    previous: the days just before, as many. same_weekdays: the latest earlier days that fall on the same weekdays and
    not into the window. last_year: 52 weeks before, so on the same weekdays too.
    """
    rows: list[dict[str, object]] = []
    for name, start in _starts(as_of):
        days = [start + dt.timedelta(days=number) for number in range((as_of - start).days)]
        back = {"previous": len(days), "same_weekdays": -(-len(days) // WEEK) * WEEK, "last_year": YEAR}
        for versus, offset in sorted(back.items()):
            key = {"as_of": as_of, "window_name": name, "versus": versus}
            rows += [{**key, "date": day, "date_then": day - dt.timedelta(days=offset)} for day in days]
    return rows


def month_end(day: dt.date) -> dt.date:
    """Last day of the month the day lies in."""
    return (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)


def _starts(as_of: dt.date) -> list[tuple[str, dt.date]]:
    """First days of the windows, by name."""
    starts = {name: as_of - dt.timedelta(days=length) for name, length in WINDOWS.items()}
    starts["mtd"] = (as_of - dt.timedelta(days=1)).replace(day=1)
    return sorted(starts.items())


def _day(day: dt.date, as_of: dt.date) -> dict[str, object]:
    return {
        "date": day,
        "weekday": day.weekday(),
        "week_start": day - dt.timedelta(days=day.weekday()),
        "month_start": day.replace(day=1),
        "month_end": month_end(day),
        "is_past": day < as_of,
    }
