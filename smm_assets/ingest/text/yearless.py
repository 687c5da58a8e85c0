"""Days written without a year: which year each one is of, from the order of the rows and the day of the download.

Belongs here: that inference. Not here: days that say their year (`dates`), nor asking the person (`calendar`).
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from smm_assets.ingest.text.months import months, safe_day
from smm_assets.ingest.text.plain import plain

SCHEDULED = 60  # days between an upload and the latest moment it may be scheduled for, with some room
FRESH = 45  # days: a download ends a day or two before it is dropped in; one that seems older may be years older
_ORDINAL = r"(?:st|nd|rd|th|er|o|\.)?"
_MONTH_FIRST = re.compile(rf"^(?P<month>[^\W\d_]{{3,12}})\.?\s+(?P<day>\d{{1,2}}){_ORDINAL}$")
_DAY_FIRST = re.compile(rf"^(?P<day>\d{{1,2}}){_ORDINAL}\s+(?:de\s+)?(?P<month>[^\W\d_]{{3,12}})\.?$")
_EAST = re.compile(r"^(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일]$")
_VIETNAMESE = re.compile(r"^(?P<day>\d{1,2})\s+(?:tháng|thg)\s+(?P<month>\d{1,2})$")
_YEAR, _BACK = 366, 9


@lru_cache(maxsize=5_000)
def month_and_day(text: str) -> tuple[int, int] | None:
    """(month, day) of "February 28", "8 de marzo" or "2月28日"; None for anything else."""
    for pattern in (_MONTH_FIRST, _DAY_FIRST, _EAST, _VIETNAMESE):
        found = pattern.match(plain(text))
        if found:
            word = found.group("month")
            month = int(word) if word.isdigit() else months().get(word.strip("."))
            day = int(found.group("day"))
            return (month, day) if month and 1 <= month <= 12 and safe_day(2024, month, day) else None
    return None


def latest(month: int, day: int, limit: date) -> date:
    """The last such day up to and including `limit`; 29 February may lie years back."""
    return next(_occurrences(month, day, limit))


def nearest(text: str, made_on: str) -> date | None:
    """The day of a text without a year, of something made on an ISO day and published soon after.

    Clocks differ by up to a day. None where the text is no such day of the time from then on.
    """
    found, first = month_and_day(text), date.fromisoformat(made_on) - timedelta(days=1)
    days = (first + timedelta(days=number) for number in range(SCHEDULED)) if found else ()
    return next((day for day in days if (day.month, day.day) == found), None)


def _occurrences(month: int, day: int, limit: date) -> Iterator[date]:
    """Such days up to and including `limit`, the last first."""
    for year in range(limit.year, limit.year - _BACK, -1):
        found = safe_day(year, month, day)
        if found and found <= limit:
            yield found


def readings(texts: Sequence[str], limit: date) -> Iterator[dict[str, date]]:
    """Every way to give days their years, the latest first: the day each text means.

    texts: different ones, in file order, oldest or newest first; those that are no such days are left out. None where
    rows go back and forth. The newest is such a day up to `limit`; each before it is the last such day before its
    neighbour, which is never a year away, so that 29 February rules years out.
    """
    read = {text: found for text in texts if (found := month_and_day(text))}
    ordered = _oldest_first(read)
    if not ordered:
        return
    for newest in _occurrences(*read[ordered[-1]], limit):
        days = {ordered[-1]: newest}
        for later, text in itertools.pairwise(reversed(ordered)):
            days[text] = latest(*read[text], days[later])
        if all((days[later] - days[text]).days < _YEAR for text, later in itertools.pairwise(ordered)):
            yield days


def _oldest_first(read: dict[str, tuple[int, int]]) -> list[str]:
    """The texts, oldest first; [] where some rows go on and others back.

    A step is taken the shorter way round the year, so one over New Year is as small as any other.
    """
    ordinals = [date(2024, month, day).timetuple().tm_yday for month, day in read.values()]
    steps = [(later - earlier + 183) % _YEAR - 183 for earlier, later in itertools.pairwise(ordinals)]
    if any(step < 0 for step in steps) and any(step > 0 for step in steps):
        return []
    return list(reversed(read)) if any(step < 0 for step in steps) else list(read)
