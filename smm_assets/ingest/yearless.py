"""Days written without a year: which year each one is of, from the order of the rows and the day of the download.

Belongs here: that inference. Not here: days that say their year (`dates`), nor asking the person (`decide`).
"""

import itertools
import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from smm_assets.ingest.headers import plain
from smm_assets.ingest.months import months, safe_day

FRESH = 45  # days: a download ends a day or two before it is dropped in; one that seems older may be years older
_MONTH_FIRST = re.compile(r"^(?P<month>[^\W\d_]{3,12})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?$")
_DAY_FIRST = re.compile(r"^(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:de\s+)?(?P<month>[^\W\d_]{3,12})\.?$")
_EAST = re.compile(r"^(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일]$")


@lru_cache(maxsize=5_000)
def month_and_day(text: str) -> tuple[int, int] | None:
    """(month, day) of "February 28", "8 de marzo" or "2月28日"; None for anything else."""
    for pattern in (_MONTH_FIRST, _DAY_FIRST, _EAST):
        found = pattern.match(plain(text))
        if found:
            word = found.group("month")
            month = int(word) if word.isdigit() else months().get(word.strip("."))
            day = int(found.group("day"))
            return (month, day) if month and 1 <= month <= 12 and safe_day(2024, month, day) else None
    return None


def latest(month: int, day: int, limit: date) -> date:
    """The last such day up to and including `limit`; 29 February may lie years back."""
    for year in range(limit.year, limit.year - 9, -1):
        found = safe_day(year, month, day)
        if found and found <= limit:
            return found
    raise ValueError(f"no {month}/{day} in the years before {limit}")


def years(texts: Sequence[str], downloaded: date) -> dict[str, date]:
    """The day each text means. texts: different ones, in file order, oldest or newest first.

    The newest is the last such day before the download; going back from it each is the last such day before its
    neighbour. Not for texts that are no such days.
    """
    read = {text: found for text in texts if (found := month_and_day(text))}
    ordered = list(read)
    if _newest_first([read[text] for text in ordered]):
        ordered.reverse()
    limit, days = downloaded, {}
    for text in reversed(ordered):
        limit = days[text] = latest(*read[text], limit)
    return days


def _newest_first(days: Sequence[tuple[int, int]]) -> bool:
    """Whether steps from row to row mostly go back; a step over New Year counts by its small size."""
    ordinals = [date(2024, month, day).timetuple().tm_yday for month, day in days]
    steps = [(later - earlier + 183) % 366 - 183 for earlier, later in itertools.pairwise(ordinals)]
    return sum(step < 0 for step in steps) > sum(step > 0 for step in steps)
