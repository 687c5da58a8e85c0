"""The export doctor: what a file is, how sure that is, what is wrong with it and what to do. Loads nothing.

Belongs here: turning an examination and a trial reading into one diagnosis per part. Not here: recognising and reading
(`smm_assets/ingest`), nor printing (`inspect.py`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from smm_assets.errors import FileRefused, Problem
from smm_assets.ingest.apply import read_part
from smm_assets.ingest.contract import FileContext
from smm_assets.ingest.examine import Part, examine
from smm_assets.ingest.reading import Summary
from smm_assets.report.words import plural

MOST_PROBLEMS = 20


@dataclass(frozen=True, kw_only=True)
class Diagnosis:
    """One part of one file. outcome: what landing would do (loadable, held, quarantined, unrecognised, empty).

    header_row, totals_rows: line numbers as a spreadsheet shows them. scores: (report, score), best first.
    """

    file: str
    part: str
    recognised: bool
    outcome: str
    network: str | None
    report: str | None
    title: str | None
    level: str | None
    grain: str | None
    account: str | None
    period_start: date | None
    period_end: date | None
    currency: str | None
    encoding: str | None
    locale: str | None
    header_row: int | None
    totals_rows: tuple[int, ...]
    rows: int | None
    sums: dict[str, float]
    problems: tuple[str, ...]
    advice: tuple[str, ...]
    scores: tuple[tuple[str, float], ...]


Context = Callable[[Part, FileContext], FileContext]


def diagnose(file: str, name: str, data: bytes, context: FileContext, supply: Context | None = None) -> list[Diagnosis]:
    """One diagnosis per part. supply: adds what a declared account knows beyond the file."""
    found = examine(name, data)
    remarks = [_say(problem) for problem in found.problems]
    return [_part(file, part, supply(part, context) if supply else context, remarks) for part in found.parts]


def _part(file: str, part: Part, context: FileContext, remarks: list[str]) -> Diagnosis:
    refusal, summary = part.refusal, None
    bad: list[str] = []
    if refusal is None:
        try:
            summary, bad = _trial(part, context)
        except FileRefused as refused:
            refusal = refused
    problems, advice = list(remarks), []
    if refusal is not None:
        problems.append(refusal.message)
        advice.append(refusal.cure)
    if summary is not None:
        problems += [_say(problem) for problem in summary.problems] + bad
    advice += _advice(part, summary, refusal)
    return _diagnosis(file, part, summary, refusal, problems, advice)


def _diagnosis(
    file: str, part: Part, summary: Summary | None, refusal: FileRefused | None, problems: list[str], advice: list[str]
) -> Diagnosis:
    report = part.report
    return Diagnosis(
        file=file,
        part=part.part,
        recognised=report is not None,
        outcome=refusal.status if refusal else "loadable",
        network=report.network if report else None,
        report=(summary.report if summary else report.report) if report else None,
        title=report.title if report else None,
        level=(summary.level or None) if summary else None,
        grain=(summary.grain or None) if summary else None,
        account=(summary.account_id or None) if summary else None,
        period_start=summary.period_start if summary else _stated(part, 0),
        period_end=summary.period_end if summary else _stated(part, 1),
        currency=(summary.currency or None) if summary else None,
        encoding=part.encoding or None,
        locale=part.locale or None,
        header_row=part.header_row,
        totals_rows=tuple(summary.totals_rows) if summary else (),
        rows=summary.rows_read if summary else None,
        sums={name: float(value) for name, value in summary.sums.items()} if summary else {},
        problems=tuple(dict.fromkeys(problems)),
        advice=tuple(dict.fromkeys(text for text in advice if text)),
        scores=part.scores,
    )


def _trial(part: Part, context: FileContext) -> tuple[Summary, list[str]]:
    """Read the whole part and keep only what was found out. Raises FileRefused."""
    reading = read_part(part, context)
    faults: dict[tuple[str, str, str], list[int]] = {}
    for batch in reading.batches():
        for row in batch.rejected.to_dict("records"):
            faults.setdefault((row["rule"], row["column"], row["reason"]), []).append(int(row["row_number"]))
    problems = [
        f"{plural(len(lines), 'row')} would be held back: {reason} (column {column}, first in line {min(lines)})"
        for (_, column, reason), lines in faults.items()
    ]
    return reading.summary, problems[:MOST_PROBLEMS]


def _advice(part: Part, summary: Summary | None, refusal: FileRefused | None) -> list[str]:
    if part.report is None:
        return []
    topics = []
    if refusal is not None and refusal.status == "quarantined":
        topics.append("again")
    if summary is not None and summary.grain == "period":
        topics.append("day")
    if summary is not None and summary.shape.split("/")[1:2] == ["name"]:
        topics.append("ids")
    return [part.report.advice[topic] for topic in topics if topic in part.report.advice]


def _say(problem: Problem) -> str:
    return str(problem)


def _stated(part: Part, end: int) -> date | None:
    return part.preamble.period[end] if part.preamble.period else None
