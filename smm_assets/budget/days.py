"""Days and windows models look at, as seen from the morning of as_of.

Belongs here: the calendar and the windows. Not here: which days are known (`dbt_like_sql/intermediate/int_coverage`).
"""

import datetime as dt
from collections.abc import Iterable

AHEAD = 62
WINDOWS = {"7d": 7, "28d": 28, "90d": 90}


def calendar_rows(as_of: dt.date, known: Iterable[dt.date | None]) -> list[dict[str, object]]:
    """Rows of seed_calendar from the earliest known day (at least the longest window) to the latest (or as_of + 62)."""
    days = [day for day in known if day is not None]
    first = min([*days, as_of - dt.timedelta(days=2 * max(WINDOWS.values()))])
    last = max([*days, as_of + dt.timedelta(days=AHEAD)])
    count = (last - first).days + 1
    return [_day(first + dt.timedelta(days=number), as_of) for number in range(count)]


def window_rows(as_of: dt.date) -> list[dict[str, object]]:
    """Rows of seed_window: 7, 28 and 90 days and the month so far, each up to the day before as_of."""
    last = as_of - dt.timedelta(days=1)
    starts = {name: as_of - dt.timedelta(days=length) for name, length in WINDOWS.items()}
    starts["mtd"] = last.replace(day=1)
    return [
        {
            "as_of": as_of,
            "window_name": name,
            "window_start": start,
            "window_end": last,
            "previous_start": start - (as_of - start),
            "previous_end": start - dt.timedelta(days=1),
        }
        for name, start in sorted(starts.items())
    ]


def month_end(day: dt.date) -> dt.date:
    """Last day of the month the day lies in."""
    return (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)


def _day(day: dt.date, as_of: dt.date) -> dict[str, object]:
    return {
        "date": day,
        "weekday": day.weekday(),
        "week_start": day - dt.timedelta(days=day.weekday()),
        "month_start": day.replace(day=1),
        "month_end": month_end(day),
        "is_past": day < as_of,
    }
