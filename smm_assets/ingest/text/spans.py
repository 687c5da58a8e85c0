"""Weeks, months, quarters and years named in cells: "Week of Jun 1, 2026", "June 2026", "2nd quarter 2026".

Belongs here: the days such a cell covers. Not here: single days and ranges with two ends (`dates`), nor which column
holds spans (`networks/`).
"""

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

from smm_assets.ingest.text.dates import Period, read_day
from smm_assets.ingest.text.months import days_in, months, safe_day
from smm_assets.ingest.text.plain import plain

_QUARTERS = (
    re.compile(r"^(?P<part>[1-4])(?:st|nd|rd|th|\.)?\s*(?:quarter|quartal|trimestre|квартал|кв\.?)\s*(?P<year>\d{4})"),
    re.compile(r"^(?P<part>[1-4])\s*(?:º|o)\s*trimestre\s*(?:de\s*)?(?P<year>\d{4})$"),
    re.compile(r"^q(?P<part>[1-4])[\s,/-]*(?P<year>\d{4})$"),
    re.compile(r"^(?P<year>\d{4})[\s/-]*q(?P<part>[1-4])$"),
    re.compile(r"^(?P<year>\d{4})\s*年\s*(?:第\s*)?(?P<part>[1-4])\s*四半期$"),
)
_MONTHS = (
    re.compile(r"^(?P<year>\d{4})[-/.](?P<part>\d{1,2})$"),
    re.compile(r"^(?P<year>\d{4})\s*年\s*(?P<part>\d{1,2})\s*月$"),
    re.compile(r"^(?P<part>[^\W\d_]{3,12})\.?,?\s+(?:de\s+)?(?P<year>\d{4})(?:\s*г\.?)?$"),
)
_YEARS = (re.compile(r"^(?P<year>\d{4})\s*(?:年|г\.?|год)?$"),)
_PATTERNS = {"quarter": _QUARTERS, "month": _MONTHS, "year": _YEARS}
_LENGTHS = {"month": 1, "quarter": 3, "year": 12}


@lru_cache(maxsize=5_000)
def span_of(text: str, span: str, order: str = "ymd") -> Period | None:
    """First and last day of the week, month, quarter or year a cell names in words or by its first day, else None."""
    first = _named(plain(text), span) or read_day(text, order) or _only_day(text)
    if first is None:
        return None
    if span == "week":
        return first, first + timedelta(days=6)
    return first, _last_of_month(first, _LENGTHS[span] - 1)


def within(span: Period, period: Period | None) -> Period:
    """The part of a span that lies in a table's own period; the span itself where they do not meet."""
    if period is None or span[1] < period[0] or period[1] < span[0]:
        return span
    return max(span[0], period[0]), min(span[1], period[1])


def _named(text: str, span: str) -> date | None:
    for pattern in _PATTERNS.get(span, ()):
        found = pattern.match(text)
        if found:
            part = found.groupdict().get("part", "1")
            number = int(part) if part.isdigit() else months().get(part, 0)
            return safe_day(int(found.group("year")), number * 3 - 2 if span == "quarter" else number, 1)
    return None


def _only_day(text: str) -> date | None:
    days = list(days_in(text))
    return days[0][0] if len(days) == 1 else None


def _last_of_month(first: date, later: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + later, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])
