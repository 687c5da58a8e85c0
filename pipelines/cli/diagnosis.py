"""The export doctor: what a file is, how sure that is, what is wrong with it and what to do. Loads nothing.

Belongs here: turning an examination and a trial reading into one diagnosis per part. Not here: recognising and reading
(`smm_assets/ingest`), how much of a file is read (`looking.py`), what to do (`prescription.py`), printing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from pipelines.cli.prescription import advice, meant
from smm_assets.errors import FileRefused
from smm_assets.ingest.contract import Report
from smm_assets.ingest.landing.accounts import Belonging, belonging, context_for
from smm_assets.ingest.landing.trial import try_part
from smm_assets.ingest.recognition.detect import RECOGNISED
from smm_assets.ingest.recognition.examine import Examination, Part
from smm_assets.ingest.recognition.nearest import Near, near, put_right
from smm_assets.ingest.rows.reading import Summary
from smm_assets.networks import reports as registered_reports
from smm_assets.report.words import plural
from smm_assets.settings import Account

MOST_PROBLEMS = 20
EVERYTHING = "everything"


@dataclass(frozen=True, kw_only=True)
class Diagnosis:
    """One part of one file.

    outcome: what landing would do (loadable, held, quarantined, unrecognised, empty); unseen: too large for a quick
    look. header_row, totals_rows: line numbers as a spreadsheet shows them, where they are known. totals_found: how
    many totals rows were seen. rows: records, None where only a part was looked at (sampled; read says which);
    rows_estimated is then what they may be. score: 100 is recognised; sure: the same in words. scores: (report, score),
    best first. nearest: what is close where nothing fits, near misses put right. did_you_mean: heading to the header
    name that is probably meant. evidence: what each column was read as, by heading.
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
    totals_found: int
    rows: int | None
    rows_estimated: int | None
    sampled: bool
    read: str
    sums: dict[str, float]
    problems: tuple[str, ...]
    advice: tuple[str, ...]
    score: float | None
    sure: str
    scores: tuple[tuple[str, float], ...]
    nearest: tuple[Near, ...]
    did_you_mean: Mapping[str, str]
    evidence: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Inside:
    """The project a file is looked at in. reports: those it can read. hint: account the file's folder names."""

    reports: tuple[Report, ...]
    accounts: Sequence[Account]
    hint: Account | None


def diagnose(file: str, found: Examination, *, now: datetime, inside: Inside | None = None) -> list[Diagnosis]:
    """One diagnosis per part. inside: the project whose declared accounts and reports apply, as in landing."""
    doctor = _Doctor(file, found, now, inside)
    return [doctor.part(part) for part in found.parts]


class _Doctor:
    """What all parts of a file share."""

    def __init__(self, file: str, found: Examination, now: datetime, inside: Inside | None) -> None:
        self.file, self.found, self.now = file, found, now
        self.reports = inside.reports if inside else registered_reports()
        self.accounts, self.hint = (inside.accounts, inside.hint) if inside else ((), None)

    def part(self, part: Part) -> Diagnosis:
        owner = belonging(part, self.accounts, self.hint) if part.refusal is None else Belonging()
        summary, refusal, seen = self._tried(part, owner)
        problems = [
            str(problem) for problem in self.found.problems if problem.where in ("", part.part, self.found.name)
        ]
        problems += [refusal.message] if refusal is not None else []
        problems += [owner.remark] if owner.remark else []
        slips = meant(part, self.reports) if refusal is None or refusal.status != "quarantined" else {}
        problems += [f"column '{heading}': did you mean '{name}'?" for heading, name in slips.items()]
        told = advice(part, summary, refusal, unclaimed=owner.account is None and self._declared(part) > 1)
        closest = [near(candidate) for candidate in put_right(part.nearest, slips, self.reports)]
        return _diagnosis(self.file, part, summary, refusal, [*problems, *seen], told, slips, closest)

    def _declared(self, part: Part) -> int:
        """How many accounts of the part's network are declared."""
        return sum(part.report is not None and account.network == part.report.network for account in self.accounts)

    def _tried(self, part: Part, owner: Belonging) -> tuple[Summary | None, FileRefused | None, list[str]]:
        """What reading the part gives: its summary, what refuses it, what is wrong with its rows."""
        if part.refusal is not None:
            return None, part.refusal, []
        try:
            found = try_part(part, context_for(self.found.name, self.now, owner), now=self.now)
        except FileRefused as refused:
            return None, refused, []
        seen = [str(problem) for problem in found.summary.problems]
        return found.summary, found.refusal, [*seen, *found.remarks, *_held_back(found.rejected, _last_known(part))]


def _diagnosis(
    file: str,
    part: Part,
    summary: Summary | None,
    refusal: FileRefused | None,
    problems: list[str],
    told: list[str],
    slips: Mapping[str, str],
    closest: Sequence[Near],
) -> Diagnosis:
    report, sampled = part.report, part.sampled
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
        totals_rows=tuple(line for line in summary.totals_rows if line <= _last_known(part)) if summary else (),
        totals_found=len(summary.totals_rows) if summary else 0,
        rows=summary.rows_read if summary and not sampled else None,
        rows_estimated=_estimated(part, summary),
        sampled=sampled is not None,
        read=sampled.words if sampled else EVERYTHING,
        sums={name: float(value) for name, value in summary.sums.items()} if summary else {},
        problems=tuple(dict.fromkeys(problems)),
        advice=tuple(told),
        score=_score(part),
        sure=_sure(part),
        scores=part.scores,
        nearest=tuple(closest),
        did_you_mean=slips,
        evidence=dict(summary.evidence) if summary else {},
    )


def _last_known(part: Part) -> float:
    """The last line whose number is known."""
    known = part.sampled.known_lines if part.sampled else None
    return float("inf") if known is None else known


def _estimated(part: Part, summary: Summary | None) -> int | None:
    """Records of the whole table, from those of what was looked at, with three telling figures."""
    if part.sampled is None or summary is None:
        return None
    if part.sampled.rows is not None or not part.sampled.share:
        return part.sampled.rows
    about = summary.rows_read / part.sampled.share
    return int(float(f"{about:.2e}"))


def _score(part: Part) -> float | None:
    """Score of the report it is, or of the closest one."""
    own = next((score for title, score in part.scores if part.report and title == part.report.title), None)
    return own if own is not None else (part.scores[0][1] if part.scores else None)


def _sure(part: Part) -> str:
    """How sure it is what the part is, in words. Every known report is scored; 100 means that all it needs is there."""
    rivals = [score for title, score in part.scores if part.report and title != part.report.title]
    if part.report is None:
        fits = sum(score >= RECOGNISED for _, score in part.scores)
        return "undecided" if fits > 1 else ("not known" if part.scores else "nothing like it is known")
    return "clear" if any(score >= RECOGNISED for score in rivals) else "certain"


def _held_back(rejected: pd.DataFrame, last_known: float) -> list[str]:
    """One line per kind of fault. rejected: row_number, rule, column, reason of every fault."""
    faults: dict[tuple[str, str, str], list[int]] = {}
    for row in rejected.to_dict("records"):
        faults.setdefault((row["rule"], row["column"], row["reason"]), []).append(int(row["row_number"]))
    return [_fault(column, reason, lines, last_known) for (_, column, reason), lines in faults.items()][:MOST_PROBLEMS]


def _fault(column: str, reason: str, lines: list[int], last_known: float) -> str:
    where = [f"column {column}"] if column else []
    where += [f"first in line {min(lines)}"] if min(lines) <= last_known else []
    said = f"{plural(len(lines), 'row')} would be held back: {reason}"
    return f"{said} ({', '.join(where)})" if where else said


def _stated(part: Part, end: int) -> date | None:
    return part.preamble.period[end] if part.preamble.period else None
