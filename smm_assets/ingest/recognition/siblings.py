"""Tables that say their period only on another sheet of the same file or in another member of the same archive.

Belongs here: lending the days of one table to another as its period. Not here: periods a table states itself
(`periods`).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from smm_assets.ingest.recognition.periods import named_period
from smm_assets.ingest.text.dates import Period, day_order, far_apart, read_day

if TYPE_CHECKING:
    from smm_assets.ingest.recognition.examine import Part


def with_lent_periods(parts: "Sequence[Part]", file_name: str = "") -> "list[Part]":
    """Parts, those of a report with `period_of` and no period of their own with that of the table named.

    A period stated by the name of the file, or of the archive's member, is their own.
    """
    lenders = {part.report.name: part for part in parts if part.report and part.refusal is None}
    return [_with_period(part, lenders, file_name) for part in parts]


def _with_period(part: "Part", lenders: "dict[str, Part]", file_name: str) -> "Part":
    lender = lenders.get(part.report.period_of) if part.report else None
    if lender is None or part.report is None or part.preamble.period is not None:
        return part
    if named_period(part.report, part.part, file_name):
        return part
    return replace(part, preamble=replace(part.preamble, period=_days_of(lender)))


def _days_of(part: "Part") -> Period | None:
    """First and last day of a table's day column; None where day and month could be either, or weeks are meant."""
    source = next((source for source in part.sources if source.to == "day"), None)
    if source is None or part.grid is None:
        return None
    records = part.grid.records(part.first_line, part.last_line)
    texts = {cells[source.index].strip() for _, cells in records if source.index < len(cells)} - {""}
    order = day_order(texts)
    order = source.field.order if order == "?" else order
    days: set[date] = {day for text in texts if (day := read_day(text, order))} if order else set()
    if part.report and part.report.starts and len(days) > 1 and far_apart(sorted(days)):
        return None
    return (min(days), max(days)) if days else None
