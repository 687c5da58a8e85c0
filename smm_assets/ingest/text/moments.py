"""Moments in cells, such as when a post was published: the written clock time, or UTC where the cell says its offset.

Belongs here: reading one such cell. Not here: days of a report (`dates`) and moments in preambles (`periods`).
"""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from smm_assets.ingest.text.dates import read_day
from smm_assets.ingest.text.months import months, safe_day

_CLOCK = re.compile(
    r"(?<!\d)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?\s*(?P<half>[AaPp]\.?[Mm]\.?)?"
    r"\s*(?P<offset>Z|UTC|GMT|[+-]\d{2}:?\d{2})?\s*$"
)
_ISO = re.compile(r"^(\d{4}-\d{2}-\d{2})T")
_WEEKDAY = re.compile(r"^[^\W\d_]{2,10}\.?,?\s+(?=\S)")
_NAMED = re.compile(r"^(?P<month>[^\W\d_]{3,12})\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})$")


@lru_cache(maxsize=50_000)
def read_moment(text: str, order: str = "ymd") -> tuple[date | None, datetime | None]:
    """(day as written, moment) of a cell: "02/19/2014 04:29:18 AM", "2022-02-28 17:39 +0000", "Mon Feb 17 2025".

    The moment is None where the cell says no time of day, both where it is no day at all.
    """
    text = " ".join(_ISO.sub(r"\1 ", text).split())
    clock = _CLOCK.search(text)
    day = _day(text[: clock.start()].strip(" ,") if clock else text, order)
    if day is None or clock is None:
        return day, None
    at = _time(clock)
    return (day, datetime.combine(day, at) - _offset(clock.group("offset"))) if at else (None, None)


@lru_cache(maxsize=50_000)
def says_offset(text: str) -> bool:
    """Whether the cell says how far its clock is from UTC: "2022-02-28 17:39 +0000", "2026-06-01T08:00:00Z"."""
    clock = _CLOCK.search(" ".join(text.split()))
    return bool(clock and clock.group("offset"))


def _day(text: str, order: str) -> date | None:
    found = read_day(text, order)
    if found is None and _WEEKDAY.match(text):
        bare = _WEEKDAY.sub("", text, count=1)
        named = _NAMED.match(bare)
        month = months().get(named.group("month").casefold()) if named else None
        found = safe_day(int(named.group("year")), month, int(named.group("day"))) if named and month else None
        found = found or read_day(bare, order)
    return found


def _time(clock: re.Match[str]) -> time | None:
    hour, minute, second = (int(clock.group(name) or 0) for name in ("hour", "minute", "second"))
    half = (clock.group("half") or "").casefold().replace(".", "")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _offset(text: str | None) -> timedelta:
    if not text or not text.startswith(("+", "-")):
        return timedelta(0)
    digits = text[1:].replace(":", "")
    length = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -length if text.startswith("-") else length
