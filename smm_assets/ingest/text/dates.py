"""Days in cells: the order of day and month decided from the whole column.

Belongs here: reading day columns. Not here: periods in preambles (`periods`) and what a missing day means (`timing`).
"""

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache, partial

from smm_assets.ingest.contract import Field
from smm_assets.ingest.text.months import days_in, safe_day

_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_HOUR = re.compile(r"^(\d{4})-?(\d{2})-?(\d{2})(?:[T ]|(?=\d\d))(\d{1,2})(?::\d{2}.*)?$")
_PARTS = re.compile(r"^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?:[T ,].*)?$")
_RANGE = re.compile(r"^(.*\d)\s*(?:\s[-–—]\s|\s(?:to|bis|по|до|～)\s|～|\.\.)\s*(\d.*|\w.*\d)$")
_CLOCK = re.compile(r"\d[T ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?")
ORDERS = ("dmy", "mdy")

Period = tuple[date, date]  # first and last day, both in it


def day_order(texts: Iterable[str]) -> str:
    """Order the texts of one column share: "ymd", "dmy", "mdy", or "?" when both of the last two read them all."""
    seen = {"ymd"}
    first = second = 0
    doubtful = False
    for text in texts:
        found = _PARTS.match(text.strip())
        if not found:
            continue
        if found.group(2) == ".":
            seen.add("dmy")
        doubtful = True
        first, second = max(first, int(found.group(1))), max(second, int(found.group(3)))
    if not doubtful:
        return "ymd"
    if "dmy" in seen or (first > 12 >= second):
        return "dmy"
    if second > 12 >= first:
        return "mdy"
    return "?" if max(first, second) <= 12 else "dmy"


def order_within(texts: Iterable[str], start: date, end: date) -> str:
    """The one order that puts every day of the column into a stated period; "?" when both or none do."""
    kept = list(texts)
    fitting = []
    for order in ORDERS:
        days = [read_day(text, order) for text in kept]
        if all(day is not None and start <= day <= end for day in days):
            fitting.append(order)
    return fitting[0] if len(fitting) == 1 else "?"


@lru_cache(maxsize=20_000)
def read_day(text: str, order: str = "ymd") -> date | None:
    """One day; None when the text is no day or the calendar has none such. A time of day is dropped."""
    text = text.strip()
    found = _ISO.match(text) or _COMPACT.match(text)
    if found:
        return safe_day(int(found.group(1)), int(found.group(2)), int(found.group(3)))
    found = _PARTS.match(text)
    if found:
        year = int(found.group(4))
        year = year + 2000 if year < 100 else year
        first, second = int(found.group(1)), int(found.group(3))
        day, month = (second, first) if order == "mdy" else (first, second)
        return safe_day(year, month, day)
    days = list(days_in(text))
    return days[0][0] if len(days) == 1 else None


def clock_of(text: str) -> time | None:
    """The time of day beside a day, on the 24-hour clock; None where there is none."""
    found = _CLOCK.search(text)
    hour, minute, second = (int(group or 0) for group in found.groups()) if found else (24, 0, 0)
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def read_last_day(text: str, order: str = "ymd") -> date | None:
    """The last day of a span that ends at this moment: midnight ends the day before."""
    day = read_day(text, order)
    return day - timedelta(days=1) if day and clock_of(text) in (None, time(0)) else day


def read_day_begun(text: str, order: str = "ymd") -> date | None:
    """The day that began at this moment of UTC somewhere: the one whose midnight is nearest, up to 12 hours away."""
    day = read_day(text, order)
    moment = datetime.combine(day, clock_of(text) or time(0)) if day else None
    return (moment + timedelta(hours=12)).date() if moment else None


def read_day_ended(text: str, order: str = "ymd") -> date | None:
    """The day that ended at this moment of UTC somewhere: the next one began then."""
    following = read_day_begun(text, order)
    return following - timedelta(days=1) if following else None


def day_reader(field: Field, order: str) -> Callable[[str], date | None]:
    """How a column's cells become days."""
    readers = {"end": read_last_day, "utc": read_day_begun, "utc_end": read_day_ended}
    return partial(readers.get(field.clock, read_day), order=order)


def read_hour(text: str) -> date | None:
    """The day of YYYYMMDDHH or 2026-06-01 13:00:00."""
    found = _HOUR.match(text.strip())
    return safe_day(int(found.group(1)), int(found.group(2)), int(found.group(3))) if found else None


def hour_of(text: str) -> str | None:
    """The hour, 00 to 23, of YYYYMMDDHH or 2026-06-01 13:00:00."""
    found = _HOUR.match(text.strip())
    return found.group(4).zfill(2) if found and int(found.group(4)) < 24 else None


def far_apart(days: Sequence[date]) -> bool:
    """Whether days begin weeks or months; the first of more than three may begin in the middle of one."""
    later = days[1:] if len(days) > 3 else days
    weeks = all((after - before).days % 7 == 0 for before, after in itertools.pairwise(later))
    return weeks or all(day.day == 1 for day in days[1:])


def split_range(text: str) -> tuple[str, str] | None:
    """The two ends of "2026-06-01 - 2026-06-26"; a single day is both; None when it is no range."""
    found = _RANGE.match(text.strip())
    if found:
        return found.group(1), found.group(2)
    return (text, text) if read_day(text, "dmy") or read_day(text, "mdy") else None


def day_number(day: date | None) -> int | None:
    """Days since 1970, as Arrow's date32 stores them."""
    return None if day is None else (day - date(1970, 1, 1)) // timedelta(days=1)
