"""Month names of many languages, and days written in words or figures.

Belongs here: reading one day or one moment out of text whose order of day and month is not in doubt. Not here: deciding
that order for a whole column (`dates`) or finding a period in a preamble (`periods`).
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from itertools import chain

from babel import Locale

from smm_assets.ingest.text.plain import plain

LANGUAGES: tuple[str, ...] = (
    "en",
    "ru",
    "uk",
    "de",
    "fr",
    "es",
    "pt",
    "it",
    "pl",
    "nl",
    "tr",
    "vi",
    "cs",
    "sv",
    "da",
    "nb",
    "fi",
    "el",
)
LANGUAGES += ("bg", "ro", "hu", "id")
_EXTRA = {"sept": 9, "mrz": 3, "янв": 1, "фев": 2, "мар": 3, "апр": 4, "май": 5, "мая": 5, "июн": 6, "июл": 7, "авг": 8}
_EXTRA |= {"сен": 9, "сент": 9, "окт": 10, "ноя": 11, "нояб": 11, "дек": 12, "яну": 1, "юни": 6, "юли": 7, "сеп": 9}
_EXTRA |= {"ное": 11}

_ISO = r"(?P<y1>\d{4})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})(?!\d)"
_EAST = r"(?P<y2>\d{4})\s*[年년]\s*(?P<m2>\d{1,2})\s*[月월]\s*(?P<d2>\d{1,2})\s*[日일]"
_COMPACT = r"(?<!\d)(?P<y3>(?:19|20)\d{2})(?P<m3>0[1-9]|1[0-2])(?P<d3>0[1-9]|[12]\d|3[01])(?!\d)"
_DOTTED = r"(?<!\d)(?P<d4>\d{1,2})\.(?P<m4>\d{1,2})\.(?P<y4>\d{4})(?!\d)"
_NAMED = r"(?P<n5>[^\W\d_]{3,12})\.?[\s_-]+(?P<d5>\d{1,2})(?:st|nd|rd|th)?,?[\s_-]+(?P<y5>\d{4})(?!\d)"
_DAY_FIRST = (
    r"(?<!\d)(?P<d6>\d{1,2})(?:st|nd|rd|th|\.)?[\s_-]+(?:de\s+)?"
    r"(?P<n6>[^\W\d_]{3,12})\.?,?[\s_-]+(?:de\s+)?(?P<y6>\d{4})"
)
_SLASHED = r"(?<!\d)(?P<a7>\d{1,2})/(?P<b7>\d{1,2})/(?P<y7>\d{4})(?!\d)"
_ANY_DAY = re.compile("|".join((_ISO, _EAST, _COMPACT, _DOTTED, _NAMED, _DAY_FIRST, _SLASHED)))
_MOMENT = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[T _](\d{1,2})[:_.-](\d{2})(?:[:_.-](\d{2}))?")


@cache
def months() -> dict[str, int]:
    """Month name or abbreviation, case folded and without a dot, to its number; the earlier language wins."""
    found = dict(_EXTRA)
    for language in LANGUAGES:
        for name, number in _of_language(language).items():
            found.setdefault(name, number)
    return found


def month_named(name: str) -> int | None:
    """What `months` holds of a name; languages after the first that has it are not looked at."""
    languages = (_of_language(language) for language in LANGUAGES)
    return next((known[name] for known in chain((_EXTRA,), languages) if name in known), None)


@cache
def _of_language(language: str) -> dict[str, int]:
    found: dict[str, int] = {}
    calendar = Locale.parse(language).months
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in calendar[context][width].items():
                found.setdefault(plain(name).strip(". "), int(number))
    return {name: number for name, number in found.items() if not name.isdigit()}


def safe_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _read(found: re.Match[str]) -> date | None:
    groups = {name: value for name, value in found.groupdict().items() if value is not None}
    kind = next(iter(groups))[-1]
    year = int(groups["y" + kind])
    if kind == "7":
        first, second = int(groups["a7"]), int(groups["b7"])
        if first <= 12 and second <= 12 and first != second:
            return None
        return safe_day(year, second, first) if first > 12 else safe_day(year, first, second)
    day = int(groups["d" + kind])
    month = month_named(plain(groups["n" + kind]).strip(".")) if "n" + kind in groups else int(groups["m" + kind])
    return safe_day(year, month, day) if month else None


def days_in(text: str) -> Iterator[tuple[date, str]]:
    """Every day written in `text` without doubt, with the words it was read from, left to right."""
    for found in _ANY_DAY.finditer(text):
        day = _read(found)
        if day:
            yield day, found.group(0)


def moment_in(text: str) -> datetime | None:
    """The first date with a time of day in `text` (2026-05-24 07:16:32, 2026-05-24_07_16_32), taken as UTC."""
    for found in _MOMENT.finditer(text):
        year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
        if safe_day(year, month, day) and hour < 24 and minute < 60 and second < 60:
            return datetime(year, month, day, hour, minute, second)
    return None
