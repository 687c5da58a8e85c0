"""Which report a table is: every known report gets a score for every line that could be its header.

Belongs here: scoring headers against signatures. Not here: opening files (`containers`), cutting parts (`examine`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from smm_assets.ingest.contract import Report, Signature
from smm_assets.ingest.files.grid import Grid, Record
from smm_assets.ingest.recognition.headers import Source, lookup, match, normalised

RECOGNISED = 100.0
CLEAR_LEAD = 3.0


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One report on one header line. score: 100 and more when its signature is satisfied; higher is better."""

    report: Report
    score: float
    record: int
    line: int
    header: tuple[str, ...]
    sources: tuple[Source, ...]


class Vocabulary:
    """All header names of some reports, for settling encodings and finding header lines quickly."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self.reports = tuple(reports)
        self.names = frozenset(name for report in reports for name in lookup(report))
        markers = {normalised(name).text for report in reports for name in _markers(report.signature)}
        self.words = self.names | markers
        self._knowing: dict[str, set[int]] = {}
        for number, report in enumerate(self.reports):
            for word in (*lookup(report), *(normalised(name).text for name in _markers(report.signature))):
                self._knowing.setdefault(word, set()).add(number)

    def familiar(self, text: str) -> int:
        """How many known header names the first lines of a text show, whatever its delimiter."""
        cells = re.split(r"[,;\t|\n\r\"]+", text[:20_000])
        return len({cell for cell in cells[:3000] if cell.strip() and normalised(cell).text in self.names})

    def knowing(self, cells: Sequence[str]) -> list[int]:
        """Places of the reports that know any of the cells as a header name; every other one scores nothing."""
        texts = {normalised(cell).text for cell in cells if cell.strip() and len(cell) < 200}
        return sorted(set().union(*(self._knowing.get(text, ()) for text in texts)))

    def header_like(self, cells: Sequence[str]) -> int:
        """How many cells of a record are known header names."""
        return sum(normalised(cell).text in self.words for cell in cells if cell.strip() and len(cell) < 200)


@lru_cache(maxsize=4)
def vocabulary(reports: tuple[Report, ...]) -> Vocabulary:
    """The vocabulary of a registry, made once."""
    return Vocabulary(reports)


def _markers(signature: Signature) -> tuple[str, ...]:
    return (*signature.header, *signature.all_of)


def _satisfied(report: Report, targets: set[str], names: Sequence[str]) -> int:
    """How many needs are met and names of all_of are there."""
    met = sum(normalised(name).text in names for name in report.signature.all_of)
    for need in report.signature.needs:
        alternatives = (need,) if isinstance(need, str) else need
        met += any(target in targets for target in alternatives)
    return met


def _strangers(report: Report, names: Sequence[str]) -> bool:
    """Whether a report whose columns are all known shows one that is not."""
    only = {normalised(name).text for name in report.signature.only}
    return bool(only) and not only.issuperset(names)


def score(report: Report, header: Sequence[str], sheet: str) -> tuple[float, list[Source]]:
    """Score of one header line for one report. Below 100 the signature is not satisfied.

    100 + 6 for each need and each name of all_of + 3 for a header of its own + 1 for each target + up to 5 for the
    share of columns explained + 4 for the sheet name; unmet needs, missing marker, a forbidden column or a stranger
    leave at most 60.
    """
    sources = match(report, header)
    targets = {source.to for source in sources}
    names = [normalised(cell).text for cell in header if cell.strip()]
    signature = report.signature
    met, wanted = _satisfied(report, targets, names), len(signature.needs) + len(signature.all_of)
    own = {normalised(name).text for name in signature.header if name}
    marked = not own or "" in signature.header or bool(own & set(names))
    forbidden = any(name in targets or normalised(name).text in names for name in signature.forbids)
    barred = forbidden or _strangers(report, names)
    explained = len(sources) / len(names) if names else 0.0
    if met < wanted or not marked or barred or not sources:
        share = met / wanted if wanted else 0.0
        return 40.0 * share + 10.0 * explained + (10.0 if own & set(names) else 0.0), sources
    points = RECOGNISED + 6.0 * met + len(targets) + 5.0 * explained
    points += 3.0 if own & set(names) else 0.0
    points += 4.0 if signature.sheet and re.search(signature.sheet, sheet, re.IGNORECASE) else 0.0
    return points, sources


def candidates(grid: Grid, records: Sequence[Record], words: Vocabulary, sheet: str) -> list[Candidate]:
    """Every report's best header line among `records`, best first."""
    best: dict[int, Candidate] = {}
    for position, (line, cells) in enumerate(records):
        if not words.header_like(cells):
            continue
        for number in words.knowing(cells):
            report = words.reports[number]
            points, sources = score(report, cells, sheet)
            if points > 0 and (number not in best or points > best[number].score):
                best[number] = Candidate(
                    report=report,
                    score=round(points, 2),
                    record=position,
                    line=line,
                    header=tuple(cells),
                    sources=tuple(sources),
                )
    return sorted(best.values(), key=lambda item: (-item.score, item.report.network, item.report.name))


def winner(found: Sequence[Candidate]) -> Candidate | None:
    """The candidate that is recognised and clearly ahead of the others; None when nobody is.

    Between equals on different lines, as in a file of several tables, the earliest header is the file's.
    """
    if not found or found[0].score < RECOGNISED:
        return None
    close = [item for item in found if item.score >= RECOGNISED and found[0].score - item.score < CLEAR_LEAD]
    first = min(close, key=lambda item: item.record)
    return first if sum(item.record == first.record for item in close) == 1 else None
