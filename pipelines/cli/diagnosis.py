"""The export doctor: what a file is, how sure that is, what is wrong with it and what to do. Loads nothing.

Belongs here: turning an examination and a trial reading into one diagnosis per part. Not here: recognising and reading
(`smm_assets/ingest`), nor printing (`inspect.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from smm_assets.errors import FileRefused, Problem
from smm_assets.ingest.accounts import Belonging, belonging, context_for
from smm_assets.ingest.contract import Report
from smm_assets.ingest.examine import Part, examine
from smm_assets.ingest.reading import Summary
from smm_assets.ingest.trial import try_part
from smm_assets.report.words import plural
from smm_assets.settings import Account

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


@dataclass(frozen=True, kw_only=True)
class Inside:
    """The project a file is looked at in. reports: those it can read. hint: account the file's folder names.

    now: moment of the checks, UTC.
    """

    reports: tuple[Report, ...]
    accounts: Sequence[Account]
    hint: Account | None
    now: datetime


def diagnose(file: str, name: str, data: bytes, *, now: datetime, inside: Inside | None = None) -> list[Diagnosis]:
    """One diagnosis per part. inside: the project whose declared accounts and checks apply, as in landing."""
    found = examine(name, data, reports=inside.reports if inside else None)
    remarks = [_say(problem) for problem in found.problems]
    return [_part(file, name, part, now, inside, remarks) for part in found.parts]


def _part(file: str, name: str, part: Part, now: datetime, inside: Inside | None, remarks: list[str]) -> Diagnosis:
    refusal, summary = part.refusal, None
    problems, advice, bad = list(remarks), [], []
    owner = belonging(part, inside.accounts, inside.hint) if inside else Belonging()
    if refusal is None:
        try:
            context = context_for(name, now, owner.account)
            found = try_part(part, context, checked_at=inside.now if inside else None)
            refusal, summary = found.refusal, found.summary
            bad = [*found.remarks, *_held_back(found.rejected)]
        except FileRefused as refused:
            refusal = refused
    if refusal is not None:
        problems.append(refusal.message)
        advice.append(refusal.cure)
    problems += [owner.remark] if owner.remark else []
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


def _held_back(rejected: pd.DataFrame) -> list[str]:
    """One line per kind of fault. rejected: row_number, rule, column, reason of every fault."""
    faults: dict[tuple[str, str, str], list[int]] = {}
    for row in rejected.to_dict("records"):
        faults.setdefault((row["rule"], row["column"], row["reason"]), []).append(int(row["row_number"]))
    return [
        f"{plural(len(lines), 'row')} would be held back: {reason} "
        f"({f'column {column}, ' if column else ''}first in line {min(lines)})"
        for (_, column, reason), lines in faults.items()
    ][:MOST_PROBLEMS]


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
