"""A process that reads exports which another one will load.

Belongs here: what it is asked, what it answers, and the reading, up to rows that are judged. Not here: who asks
(`early`; workers of Dagster read in the same way, `read_ahead`), anything that is written. It gets pickles on standard
input and answers on standard output: first the project and the moment (UTC), then files; None for one that cannot be
read, which the asking process then finds out itself.
"""

import hashlib
import pickle
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import IO

import pyarrow as pa

from smm_assets.errors import FileRefused, Problem
from smm_assets.ingest.contract import FileContext
from smm_assets.ingest.landing.accounts import Belonging, belonging, context_for
from smm_assets.ingest.landing.archive import small
from smm_assets.ingest.landing.faults import BROKEN
from smm_assets.ingest.recognition.examine import Part, examine
from smm_assets.ingest.rows.apply import read_part
from smm_assets.ingest.rows.layout import Layout
from smm_assets.ingest.rows.reading import Batch, Summary
from smm_assets.registry import Registry, registry
from smm_assets.settings import Account, Project
from smm_assets.validation import Verdict, validate
from smm_assets.warehouse.lean import lean

Judged = Sequence[tuple[Batch, Verdict[pa.Table] | None]]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A file to read: its path and size, the name and the account it is read under."""

    path: str
    size: int
    name: str
    hint: Account | None


@dataclass(frozen=True, kw_only=True)
class ReadPart:
    """What reading a part gave, what it was taken for and whose. table: the raw table of its rows; judged: without a
    verdict where that is left to who loads it.
    """

    network: str
    report_name: str
    table: str
    header: tuple[str, ...]
    owner: Belonging
    context: FileContext
    summary: Summary
    judged: Judged


@dataclass(frozen=True, kw_only=True)
class ReadFile:
    """The parts of a file that could be read. fingerprint: of the mapping files that were known; at: the moment (UTC).

    is_whole: whether these are all its parts; problems: remarks on the file as a whole.
    """

    wanted: Wanted
    at: datetime
    sha256: str
    fingerprint: str
    parts: Mapping[str, ReadPart] = field(default_factory=dict)
    is_whole: bool = False
    problems: tuple[Problem, ...] = ()


def read_file(project: Project, known: Registry, wanted: Wanted, now: datetime, *, is_judged: bool = True) -> ReadFile:
    """Read a file as landing would. is_judged: judge its rows too. Raises what reading raises."""
    data = small(Path(wanted.path), wanted.size)
    parts: dict[str, ReadPart] = {}
    seen = examine(wanted.name, data, reports=known.reports)
    for part in seen.parts:
        owner = belonging(part, project.settings.accounts, wanted.hint)
        read = _read(part, owner, context_for(wanted.name, now, owner), judge=now if is_judged else None)
        if read is not None:
            parts[part.part] = read
    return ReadFile(
        wanted=wanted,
        at=now,
        sha256=hashlib.sha256(data).hexdigest(),
        fingerprint=known.fingerprint,
        parts=parts,
        is_whole=len(parts) == len(seen.parts),
        problems=seen.problems,
    )


def _read(part: Part, owner: Belonging, context: FileContext, *, judge: datetime | None) -> ReadPart | None:
    """judge: the moment as of which rows are judged."""
    if part.report is None:
        return None
    try:
        reading = read_part(part, context)
        judged = [_judged(batch, reading.layout, judge) for batch in reading.batches()]
    except FileRefused:
        return None
    return ReadPart(
        network=part.report.network,
        report_name=part.report.name,
        table=part.report.table.name,
        header=part.header,
        owner=owner,
        context=context,
        summary=reading.summary,
        judged=judged,
    )


def _judged(batch: Batch, layout: Layout, now: datetime | None) -> tuple[Batch, Verdict[pa.Table] | None]:
    """A batch in few bytes, and what became of it; rows that are all good are sent once."""
    rows = lean(batch.rows)
    if now is None:
        return replace(batch, rows=rows), None
    verdict = validate(batch.rows, layout.table, layout.report, now=now)
    good = rows if verdict.good is batch.rows else lean(verdict.good)
    return replace(batch, rows=rows), replace(verdict, good=good)


def serve(asked: IO[bytes], answers: IO[bytes]) -> None:
    """Answer until nothing is asked any more."""
    project, now = pickle.load(asked)
    known = registry(project)
    while True:
        try:
            wanted = pickle.load(asked)
        except EOFError:
            return
        try:
            found = read_file(project, known, wanted, now)
        except (*BROKEN, OSError):  # the asking process meets it too, and tells it
            found = None
        pickle.dump(found, answers, protocol=5)
        answers.flush()


def main() -> None:
    """The process, until whoever started it closes its input."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asks decides when to end
    pa.set_cpu_count(1)
    serve(sys.stdin.buffer, sys.stdout.buffer)
