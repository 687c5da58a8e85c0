"""What is missing where a header is not wholly that of a known report: needs, near misses, the closest reports.

Belongs here: comparing headers with what reports need, in words. Not here: recognising (`detect`), printing.
"""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from smm_assets.ingest.contract import Report
from smm_assets.ingest.recognition.detect import Candidate, score
from smm_assets.ingest.recognition.headers import lookup, normalised

ALIKE = 0.87
MOST_HEADINGS = 60
_SHORTEST = 4
_WORD_ALIKE = 0.7
_IDEOGRAPHS = "\u2e80"  # from there on one character makes another word
_NAMES_SHOWN = 3


@dataclass(frozen=True, kw_only=True)
class Near:
    """A report a header comes close to.

    score: 100 would be recognised. known: headings it reads. missing: for each need that is not met, header names any
    one of which would meet it. stray: headings it never has, or that split its rows.
    """

    network: str
    report: str
    title: str
    score: float
    known: tuple[str, ...]
    missing: tuple[tuple[str, ...], ...]
    stray: tuple[str, ...]


def near(candidate: Candidate) -> Near:
    """What a candidate knows of its header and what it lacks."""
    report = candidate.report
    return Near(
        network=report.network,
        report=report.name,
        title=report.title,
        score=candidate.score,
        known=tuple(dict.fromkeys(source.heading for source in candidate.sources)),
        missing=tuple(_missing(candidate)),
        stray=tuple(_stray(candidate)),
    )


def put_right(candidates: Sequence[Candidate], slips: Mapping[str, str], reports: Iterable[Report]) -> list[Candidate]:
    """The closest reports once near misses are replaced by what they were probably meant to be; best first."""
    if not candidates or not slips:
        return list(candidates)
    best = candidates[0]
    header = tuple(slips.get(cell.strip(), cell) for cell in best.header)
    scored = [(*score(report, header, ""), report) for report in reports]
    scored.sort(key=lambda item: (-item[0], item[2].network, item[2].name))
    return [
        replace(best, report=report, score=round(points, 2), header=header, sources=tuple(sources))
        for points, sources, report in scored[: len(candidates)]
        if sources
    ]


def did_you_mean(header: Sequence[str], reports: Iterable[Report]) -> dict[str, str]:
    """Headings that no report knows, with the header name of these reports that each is a near miss of.

    Names that are in the header already are nobody's intention. Figures must be the same: 25 % is not meant by 50 %.
    """
    reports = tuple(reports)
    written = {name: name_as_written for report in reports for name, name_as_written in _names(report)}
    there = {normalised(heading).text for heading in header}
    found = {}
    for heading in header[:MOST_HEADINGS]:
        text = normalised(heading).text
        if len(text) < _SHORTEST or text in written:
            continue
        alike = [name for name in written if name not in there and _comparable(name, text)]
        close = difflib.get_close_matches(text, alike, n=_NAMES_SHOWN, cutoff=ALIKE)
        best = next((name for name in close if _slip(name, text)), None)
        if best:
            found[heading.strip()] = written[best]
    return found


def _slip(name: str, text: str) -> bool:
    """Whether letters went wrong, not words: "other clicks" is no slip of "link clicks"."""
    meant, wrote = name.replace("_", " ").split(), text.replace("_", " ").split()
    if "".join(meant) == "".join(wrote):
        return True
    pairs = zip(meant, wrote, strict=False)
    alike = all(difflib.SequenceMatcher(None, *pair).ratio() >= _WORD_ALIKE for pair in pairs)
    return alike and len(meant) == len(wrote) and max(text) < _IDEOGRAPHS


def unread(report: Report, header: Sequence[str], targets: Iterable[str]) -> dict[str, str]:
    """Near misses in the header of a recognised report: only names of columns that it lacks."""
    read = set(targets)
    lacking = {
        name for name, positions in lookup(report).items() if not {report.fields[at].target for at in positions} & read
    }
    return {
        heading: name for heading, name in did_you_mean(header, [report]).items() if normalised(name).text in lacking
    }


def _names(report: Report) -> Iterable[tuple[str, str]]:
    return ((normalised(name).text, name) for field in report.fields for name in field.names)


def _comparable(name: str, text: str) -> bool:
    if abs(len(name) - len(text)) > max(2, len(text) // 5) or (name[0] != text[0] and name[-2:] != text[-2:]):
        return False
    return [mark for mark in name if mark.isdigit()] == [mark for mark in text if mark.isdigit()]


def _missing(candidate: Candidate) -> Iterable[tuple[str, ...]]:
    report, signature = candidate.report, candidate.report.signature
    targets = {source.to for source in candidate.sources} | {source.field.to for source in candidate.sources}
    there = {normalised(cell).text for cell in candidate.header}
    for need in signature.needs:
        alternatives = (need,) if isinstance(need, str) else need
        if not targets.intersection(alternatives):
            yield tuple(_headings(report, alternatives))
    yield from ((name,) for name in signature.all_of if normalised(name).text not in there)
    own = [name for name in signature.header if name]
    if own and "" not in signature.header and not there.intersection(normalised(name).text for name in own):
        yield tuple(own[:_NAMES_SHOWN])


def _headings(report: Report, targets: Sequence[str]) -> list[str]:
    """Header names of some targets, the first of each field first."""
    fields = [field for field in report.fields if field.target in targets or field.to in targets]
    names = [field.names[0] for field in fields if field.names]
    names += [name for field in fields for name in field.names[1:]]
    return list(dict.fromkeys(names))[:_NAMES_SHOWN]


def _stray(candidate: Candidate) -> Iterable[str]:
    signature = candidate.report.signature
    by_name = {normalised(cell).text: cell.strip() for cell in candidate.header if cell.strip()}
    by_target = {source.to: source.heading for source in candidate.sources}
    for name in signature.forbids:
        if name in by_target:
            yield by_target[name]
        elif normalised(name).text in by_name:
            yield by_name[normalised(name).text]
    if signature.only:
        allowed = {normalised(name).text for name in signature.only}
        yield from (cell for name, cell in by_name.items() if name not in allowed)
