"""Damage that spoils a whole table, told from its survey, each with its true cause and the cure.

Belongs here: files that must not be read row by row. Not here: single bad rows (`convert`) and open questions
(`decide`).
"""

import re
from collections import Counter
from datetime import time

from smm_assets.errors import FileRefused, Problem
from smm_assets.ingest.recognition.examine import Part
from smm_assets.ingest.recognition.headers import currency_codes
from smm_assets.ingest.recognition.refusals import AGAIN
from smm_assets.ingest.rows.asking import held
from smm_assets.ingest.rows.layout import Layout
from smm_assets.ingest.rows.numbers import reads_as
from smm_assets.ingest.rows.survey import Survey
from smm_assets.ingest.text.dates import clock_of
from smm_assets.ingest.text.months import months

TOO_MANY = 0.3
_WHOLE_DAYS = {"midnight": (time(0),), "end": (time(0), time(23, 59))}
_ENDS = ("end", "utc_end")
NEAR_LIMIT = 0.95
_DAY_MONTH = re.compile(
    r"^(?:\d{1,2}[.\-/ ]?([^\W\d_]{3,9})\.?|([^\W\d_]{3,9})\.?[\-/. ]\d{1,2}|\d{1,2}\.\d{1,2}\.\d{2,4})$"
)


def check(part: Part, layout: Layout, found: Survey) -> None:
    """Raise FileRefused for the first damage found; return quietly when the table is sound."""
    again = _cure(layout, found)
    if not found.records:
        raise FileRefused("the table has a header but no rows", cure=again, status="empty")
    for reason in (_cut_off, _at_limit, _dates_for_numbers, _shifted, _ragged, _pivot, _no_numbers):
        why = reason(part, layout, found)
        if why:
            raise FileRefused(why, cure=again)


def _cure(layout: Layout, found: Survey) -> str:
    """How to get a sound file; a file near the network's limit would only be cut off again."""
    advice, limit = layout.report.advice, layout.report.row_limit
    again = advice.get("again", AGAIN)
    return advice.get("limit", again) if limit and found.rows >= NEAR_LIMIT * limit else again


def _cut_off(part: Part, layout: Layout, found: Survey) -> str:
    if part.grid is not None and part.grid.open_quote(found.last_line):
        return f"the file is cut off: the last record{_on(part, found.last_line)} ends inside an open quote"
    if found.last_short and found.short * 2 <= found.rows:
        return f"the file is cut off: the last record{_on(part, found.last_line)} has fewer cells than the header"
    if found.last_short and found.rows == 1:
        return f"the file is cut off: its only record, on line {found.last_line}, has fewer cells than the header"
    return ""


def _line(part: Part, line: int) -> str:
    """A line by its number; nothing where a look at pieces of the file cannot know it."""
    known = part.sampled.known_lines if part.sampled else None
    return f"line {line}" if known is None or line <= known else ""


def _on(part: Part, line: int) -> str:
    return f", on {_line(part, line)}," if _line(part, line) else ""


def _at_limit(part: Part, layout: Layout, found: Survey) -> str:
    limit = 0 if part.sampled else layout.report.row_limit
    if limit and found.rows == limit:
        return f"the file holds exactly {limit:,} rows, which is where the network cuts its export off"
    return ""


def _bad_examples(found: Survey, index: int) -> list[str]:
    return [text for shape, text in found.examples.get(index, {}).items() if reads_as(shape) == "bad"]


def _dates_for_numbers(part: Part, layout: Layout, found: Survey) -> str:
    for source in layout.numeric:
        for text in _bad_examples(found, source.index):
            match = _DAY_MONTH.match(text.strip().casefold())
            word = (match.group(1) or match.group(2) or "") if match else ""
            if match and (not word or word.strip(".") in months()):
                return f"a spreadsheet program turned decimals into dates: column '{source.heading}' holds '{text}'"
    return ""


def _shifted(part: Part, layout: Layout, found: Survey) -> str:
    if found.strays:
        return f"columns are shifted: in {found.strays} rows the currency stands beside its column, not in it"
    codes = currency_codes()
    for source in layout.numeric:
        counts = found.shapes.get(source.index, Counter())
        stray = sum(counts[shape] for shape in counts if found.examples.get(source.index, {}).get(shape) in codes)
        if stray:
            return f"columns are shifted: column '{source.heading}' holds a currency code in {stray} rows"
    numbers = [text for text in found.distinct.get("currency", ()) if re.fullmatch(r"\?[\d., ]+", text)]
    if numbers:
        return f"columns are shifted: the currency column holds '{numbers[0].lstrip('?')}'"
    return ""


def _ragged(part: Part, layout: Layout, found: Survey) -> str:
    if found.long >= 2 and found.long > TOO_MANY * found.rows:
        share = f"{found.long} of {found.rows} rows"
        return f"{share} have more cells than the header: quotes were lost or columns are shifted"
    return ""


def _pivot(part: Part, layout: Layout, found: Survey) -> str:
    if found.nameless > 2 and found.nameless > TOO_MANY * found.records:
        return (
            f"{found.nameless} of {found.records} rows name nothing: this is the pivot layout, which prints a name "
            "once for many rows"
        )
    return ""


def _no_numbers(part: Part, layout: Layout, found: Survey) -> str:
    for source in layout.numeric:
        counts = found.shapes.get(source.index, Counter())
        bad = sum(count for shape, count in counts.items() if reads_as(shape) == "bad")
        if bad >= 2 and bad > TOO_MANY * sum(counts.values()):
            text = next(iter(_bad_examples(found, source.index)), "")
            seen = f"column '{source.heading}' should hold numbers, but {bad} cells do not ('{text[:60]}')"
            return f"{seen}; columns may be shifted"
    return ""


def open_end(part: Part, layout: Layout, found: Survey) -> list[Problem]:
    """A remark where a file ends inside a line: whole files may, but so does one that was cut off."""
    if not part.ends_open:
        return []
    return [
        Problem(
            where=f"{part.file_name} {_line(part, found.last_line)}".strip(),
            seen="the file ends without a line end",
            cure="If its download was cut off, the last figure may be too: compare it with the network's page",
            severity="warning",
        )
    ]


def check_ids(layout: Layout, found: Survey, *, by_id: bool) -> None:
    """Raise FileRefused when ids and days repeat so often that a breakdown unknown here must split the rows."""
    repeated = found.repeated if by_id else 0
    if repeated < 3 or repeated <= TOO_MANY * found.rows:
        return
    known = {source.index for source in layout.sources}
    others = [cell.strip() for index, cell in enumerate(layout.header) if index not in known and cell.strip()]
    raise FileRefused(
        f"{repeated} of {found.rows} rows repeat the ids and days of earlier rows, so the export is split by something "
        f"that is not read here; columns not read: {', '.join(others)[:200] or 'none'}",
        cure="Export again without that breakdown",
    )


def check_supported(layout: Layout) -> None:
    """Raise FileRefused when the table is split by a column the report declares as not read."""
    for source in layout.by_target.get("unsupported", []):
        if not source.field.if_several:
            raise _unsupported(layout, f"the export is split by '{source.heading}', which is not read")

    for target, sources in layout.by_target.items():
        settings = [source for source in sources if source.field.sets]
        for other in settings[1:]:
            if other.field.sets != settings[0].field.sets:
                both = f"'{settings[0].heading}' and '{other.heading}'"
                raise _unsupported(layout, f"the export is split by {both}, of which only one can be read as {target}")


def check_splits(layout: Layout, found: Survey) -> None:
    """Raise FileRefused when rows are split by a column that may hold one value only, or by the hour."""
    for source in layout.by_target.get("unsupported", []):
        values = found.split.get(source.index, set())
        if len(values) > 1:
            seen = " and ".join(f"'{value}'" for value in sorted(values)[:2])
            raise _unsupported(layout, f"the export is split by '{source.heading}' ({seen}), which is not read")
    for source in layout.periods:
        whole = _WHOLE_DAYS.get(source.field.clock)
        for text in found.days.get(source.index, {}) if whole or source.field.clock in _ENDS else ():
            clock = clock_of(text)
            if clock is None and source.field.clock in _ENDS:
                question = f"column '{source.heading}': is '{text}' the last day or the one after? No time of day tells"
                raise held(layout, "period", question, "Export again with the dates as the network writes them")
            if clock is not None and whole and clock.replace(second=0) not in whole:
                raise _unsupported(layout, f"rows do not cover whole days: column '{source.heading}' holds '{text}'")


def _unsupported(layout: Layout, why: str) -> FileRefused:
    cure = layout.report.advice.get("unsupported", "Export again without that breakdown")
    return FileRefused(why, cure=cure, status="unrecognised")
