"""What came of a file: for every part how much of it was read, or why it was refused. Anything else is a finding.

Belongs here: reading one file in several ways and what must hold each time. Not here: the process it happens in
(`worker`).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

from smm_assets.errors import FileRefused
from smm_assets.ingest.contract import FileContext
from smm_assets.ingest.files import blocks, content, texts
from smm_assets.ingest.files.content import Content, Stored
from smm_assets.ingest.landing.trial import try_part
from smm_assets.ingest.recognition.examine import Part, examine
from smm_assets.ingest.rows import records, spool

NOW = datetime(2026, 7, 15, 6)
# Words of the interpreter and of libraries, which tell a person nothing.
INTERNAL = re.compile(
    r"Traceback|object has no|NoneType|out of range|not subscriptable|pyarrow|<class|Errno|KeyError|internal account"
)
CITED = re.compile(r"(?<=\()(['\"]).*?\1(?=\))|(['\"])(?:(?! is ).)*?\2(?= of\?)", re.DOTALL)
# Pieces so small that small files have many, as large files have of the true ones.
SMALL = (
    (blocks, "BLOCK", 4_000),
    (blocks, "_LOOK", 4_000),
    (content, "PIECE", 777),
    (texts, "_PIECE", 777),
    (records, "GROUP", 7),
    (spool, "IN_MEMORY", 2_000),
)
WAYS = ("on disk", "in small blocks", "record by record")
Outcome = tuple[Any, ...]
Read = tuple[list[Outcome], list[str], bool]


@dataclass(frozen=True, kw_only=True)
class Judged:
    """wrong: what must not be; empty when all is well. outcomes: a word for each part."""

    wrong: tuple[str, ...]
    outcomes: tuple[str, ...]


def judged(name: str, data: bytes, folder: Path, ways: Sequence[str] = WAYS) -> Judged:
    """Read the file as it is; where it is a text also in these other ways, which must say the same."""
    found, wrong, is_text = _outcomes(name, data)
    for way in ways if is_text else ():
        other, faults, _ = _in_way(way, name, data, folder)
        wrong += [f"{way}: {fault}" for fault in faults]
        pairs = [(own, theirs) for own, theirs in zip_longest(found, other) if _uncited(own) != _uncited(theirs)]
        wrong += [f"{way}: {theirs} instead of {own}" for own, theirs in pairs]
    return Judged(wrong=tuple(wrong), outcomes=tuple(str(item[1]) for item in found))


def _uncited(outcome: Outcome | None) -> Outcome | None:
    """The outcome without the cell a refusal names as an example: of several wrong ones any will do."""
    return outcome and tuple(CITED.sub("…", part) if isinstance(part, str) else part for part in outcome)


def _in_way(way: str, name: str, data: bytes, folder: Path) -> Read:
    if way == "record by record":
        with set_to([*SMALL, (records, "can_cut", lambda grid: False)]):
            return _outcomes(name, data)
    path = folder / "large.csv"
    path.write_bytes(data)
    with set_to(SMALL):
        return _outcomes(name, Stored(path=path, size=len(data)) if way == "on disk" else data)


@contextmanager
def set_to(values: Sequence[tuple[Any, str, Any]]) -> Iterator[None]:
    """Attributes of modules set to something else meanwhile."""
    before = [(module, name, getattr(module, name)) for module, name, _ in values]
    try:
        for module, name, value in values:
            setattr(module, name, value)
        yield
    finally:
        for module, name, value in before:
            setattr(module, name, value)


def _outcomes(name: str, data: Content) -> Read:
    """What came of each part, what was wrong, and whether it is a text."""
    parts = examine(name, data).parts
    found = [_outcome(part, name) for part in parts]
    wrong = [fault for _, faults in found for fault in faults]
    is_text = any(part.grid is not None and part.grid.text.size for part in parts)
    return [outcome for outcome, _ in found], wrong if parts else ["no part at all"], is_text


def _outcome(part: Part, name: str) -> tuple[Outcome, list[str]]:
    context = FileContext(name=name, arrived_at=NOW, currency="EUR")
    try:
        trial = try_part(part, context, now=NOW)
    except FileRefused as refused:
        return (part.part, refused.status, str(refused)), told(refused)
    summary = trial.summary
    counts = (summary.rows_read, summary.rows_skipped_total, summary.rows_accepted, summary.rows_rejected)
    refused_later = trial.refusal
    status = refused_later.status if refused_later else "loaded"
    faults = told(refused_later) if refused_later else []
    if summary.rows_read != sum(counts[1:]):
        faults += [f"of {summary.rows_read} records, totals, accepted and rejected ones are {counts[1:]}"]
    figures = sorted((metric, str(value)) for metric, value in summary.sums.items())
    rejected = Counter(trial.rejected["rule"]) if len(trial.rejected) else {}
    said = sorted(str(problem) for problem in summary.problems)
    return (part.part, status, counts, figures, sorted(rejected.items()), said), faults


def told(refused: FileRefused) -> list[str]:
    """What is wrong with the words of a refusal."""
    if not refused.message.strip() or not refused.cure.strip():
        return [f"refused without reason or cure: {refused}"]
    return [f"refused in words of a program: {refused}"] if INTERNAL.search(str(refused)) else []
