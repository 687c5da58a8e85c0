"""Bytes to recognised tables: what a file is, before anything is read out of it.

Belongs here: the pure look at a file that `smm inspect` shows and landing starts from. Not here: reading rows
(`apply`), the ledger, the clock.
"""

import csv
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from smm_assets.errors import FileRefused, Problem
from smm_assets.ingest.contract import Preamble, Report
from smm_assets.ingest.files.containers import Opened, open_content
from smm_assets.ingest.files.content import Content
from smm_assets.ingest.files.glance import Sampled
from smm_assets.ingest.files.grid import Grid, Record, tidy_grid, uncut
from smm_assets.ingest.recognition.detect import Candidate, Vocabulary, candidates, vocabulary, winner
from smm_assets.ingest.recognition.headers import Source, match
from smm_assets.ingest.recognition.language import header_language
from smm_assets.ingest.recognition.periods import read_preamble
from smm_assets.ingest.recognition.refusals import AGAIN, empty, first_filled, not_loaded, unrecognised, wrapped
from smm_assets.ingest.recognition.siblings import with_lent_periods
from smm_assets.ingest.recognition.silence import nothing_delivered, without_table
from smm_assets.ingest.recognition.stacking import dates_for_shares, is_stacked, own_title, tables
from smm_assets.networks import reports as registered_reports

NOTHING_SAID = Preamble()


@dataclass(frozen=True, kw_only=True)
class Part:
    """One table of a file: an archive member, a sheet, a stacked block, or the whole of a plain file (part "").

    report: None when unrecognised. scores: (title, score) of the best candidates, best first. header_row: line number
    of the header. header: where no report fits, the line that looks most like one. first_line, last_line: where its
    records lie (last_line None: to the end). locale: language of the header. refusal: why it cannot be read as it is.
    nearest: where no report fits, the closest ones. sampled: that only a part of the table was looked at. cut: its
    records once they were read, which is for `rows/spool` alone.
    """

    part: str
    report: Report | None = None
    scores: tuple[tuple[str, float], ...] = ()
    encoding: str = ""
    delimiter: str = ""
    locale: str = ""
    header_row: int | None = None
    header: tuple[str, ...] = ()
    preamble: Preamble = NOTHING_SAID
    refusal: FileRefused | None = None
    sources: tuple[Source, ...] = ()
    first_line: int = 1
    last_line: int | None = None
    grid: Grid | None = field(default=None, repr=False)
    file_name: str = ""
    nearest: tuple[Candidate, ...] = field(default=(), repr=False)
    sampled: Sampled | None = None
    cut: dict[int, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def is_reshaped(self) -> bool:
        """Whether the report put the table into another shape; its grid then holds its records and nothing else."""
        return self.grid is not None and bool(self.grid.lines)

    @property
    def ends_open(self) -> bool:
        """Whether the file ends in this table, inside a line."""
        return self.grid is not None and self.last_line is None and self.grid.ends_open


@dataclass(frozen=True, kw_only=True)
class Examination:
    """What a file holds. problems: remarks on the file as a whole, none of which stops its parts."""

    name: str
    encoding: str
    parts: tuple[Part, ...]
    problems: tuple[Problem, ...] = ()


def examine(
    name: str,
    data: Content,
    *,
    reports: tuple[Report, ...] | None = None,
    most: int | None = None,
    sampled: Sampled | None = None,
) -> Examination:
    """Look at a file. Pure: no disk, no clock. reports: the reports to consider (default: all registered).

    most: look at about so many bytes of what an archive holds. sampled: says that `data` is a part of the file only.
    """
    words = vocabulary(registered_reports() if reports is None else reports)
    parts: list[Part] = []
    problems: list[Problem] = []
    for opened in open_content(name, data, words.familiar, most=most):
        if opened.repaired:
            seen = "UTF-8 text had been saved a second time; it was put right"
            problems.append(Problem(where=opened.part or name, seen=seen, severity="warning"))
        found = _parts(opened, words)
        parts.extend(replace(part, sampled=opened.sampled or sampled) for part in found)
    named = tuple(replace(part, file_name=name) for part in with_lent_periods(_without_empty_sheets(parts), name))
    return Examination(name=name, encoding=named[0].encoding if named else "", parts=named, problems=tuple(problems))


def _without_empty_sheets(parts: list[Part]) -> list[Part]:
    kept = [part for part in parts if part.refusal is None or part.refusal.status != "empty" or not part.part]
    empty = FileRefused("the file holds no table", cure=AGAIN, status="empty")
    return kept or parts[:1] or [Part(part="", refusal=empty)]


def _parts(opened: Opened, words: Vocabulary) -> list[Part]:
    if opened.refusal is not None:
        return [Part(part=opened.part, encoding=opened.encoding, refusal=opened.refusal)]
    try:
        grid, found = _best_cut(opened, words)
        best = winner(found)
        blocks = list(tables(grid)) if best is not None and is_stacked(best, found) else []
        if len(blocks) > 1:
            parts = _stacked_parts(opened, grid, blocks, words)
            spoiled = dates_for_shares(itertools.chain.from_iterable(blocks))
            return [replace(part, refusal=FileRefused(spoiled, cure=AGAIN)) for part in parts] if spoiled else parts
        part = _part(opened, grid, list(grid.sample), found, words, opened.part)
        return _with_others(opened, grid, part, best) if best and best.report.beside else [part]
    except csv.Error as error:
        return [Part(part=opened.part, encoding=opened.encoding, refusal=uncut(error))]


def _best_cut(opened: Opened, words: Vocabulary) -> tuple[Grid, list[Candidate]]:
    """The delimiter under which a report is recognised best; the most regular cut where none is."""
    sheet = opened.part.rsplit("/", 1)[-1]
    tried = [(grid, candidates(grid, grid.sample, words, sheet)) for grid in opened.grids]
    return max(tried, key=lambda item: item[1][0].score if item[1] else 0.0)


def _stacked_parts(opened: Opened, grid: Grid, blocks: list[list[Record]], words: Vocabulary) -> list[Part]:
    parts: list[Part] = []
    sheet = opened.part.rsplit("/", 1)[-1]
    for number, records in enumerate(blocks, start=1):
        found = candidates(grid, records[:40], words, sheet)
        part = _part(opened, grid, records, found, words, "", last_line=records[-1][0])
        part = _of_account(part, parts[0].preamble.account_name if parts else None)
        title = part.preamble.title or own_title(records[0][1], part.header) or f"table {number}"
        taken = {other.part for other in parts}
        path = f"{opened.part}/{title}" if opened.part else title
        path = path if path not in taken else f"{path} ({number})"
        parts.append(replace(part, part=path, last_line=None if part.is_reshaped else records[-1][0]))
    return parts


def _of_account(part: Part, name: str | None) -> Part:
    """The part with the account that the first table of the file names, where it names none itself."""
    stated = part.preamble.account_name or name
    return replace(part, preamble=replace(part.preamble, account_name=stated)) if stated else part


def _part(
    opened: Opened,
    grid: Grid,
    records: Sequence[Record],
    found: list[Candidate],
    words: Vocabulary,
    name: str,
    *,
    last_line: int | None = None,
) -> Part:
    best = winner(found)
    scores = tuple((candidate.report.title, candidate.score) for candidate in found[:5])
    kind = opened.encoding if grid.cells else grid.delimiter
    if best is None:
        silent = without_table(records, words)
        preamble = read_preamble([cells for _, cells in (records if silent else records[:3])])
        why = empty(records) or (nothing_delivered(silent, preamble) if silent else unrecognised(found, records))
        return Part(
            part=name,
            report=silent,
            scores=scores,
            encoding=opened.encoding,
            delimiter=kind,
            refusal=why,
            preamble=preamble,
            header=found[0].header if found else first_filled(records),
            nearest=tuple(found[:3]),
        )
    above = [cells for _, cells in records[: best.record]]
    refusal = wrapped(grid, best) or not_loaded(best.report, records)
    part = _recognised(opened, grid, best, scores, above, name)
    if best.report.reshape and refusal is None:
        return _reshaped(part, grid, best, last_line)
    first = _line_after(records, best)
    return replace(part, refusal=refusal, sources=best.sources, first_line=first, grid=grid)


def _recognised(
    opened: Opened,
    grid: Grid,
    best: Candidate,
    scores: tuple[tuple[str, float], ...],
    above: list[list[str]],
    name: str,
) -> Part:
    """What header and preamble say, before the records are looked for."""
    return Part(
        part=name,
        report=best.report,
        scores=scores,
        encoding=opened.encoding,
        delimiter=opened.encoding if grid.cells else grid.delimiter,
        locale=header_language(best.header),
        header_row=best.line,
        header=best.header,
        preamble=read_preamble(above, best.report.preamble_order),
    )


def _reshaped(part: Part, grid: Grid, best: Candidate, last_line: int | None) -> Part:
    """A table that its report turns into a tidy one before it is read."""
    assert best.report.reshape is not None
    try:
        header, records = best.report.reshape(list(grid.records(best.line, last_line)))
    except FileRefused as refused:
        return replace(part, refusal=refused)
    tidy = tidy_grid(records, like=grid)
    return replace(part, header=tuple(header), sources=tuple(match(best.report, header)), grid=tidy)


def _with_others(opened: Opened, grid: Grid, part: Part, best: Candidate) -> list[Part]:
    """The part and those of the reports beside its own; without the ones that have no records of the table."""
    above = [cells for _, cells in grid.sample[: best.record]]
    parts = [part]
    for report in best.report.beside:
        name = f"{part.part}/{report.title}" if part.part else report.title
        own = replace(best, report=report)
        parts.append(_reshaped(_recognised(opened, grid, own, part.scores, above, name), grid, own, None))
    kept = [one for one in parts if one.refusal is not None or one.is_reshaped]
    return kept or parts[:1]


def _line_after(records: Sequence[Record], best: Candidate) -> int:
    following = best.record + 1
    return records[following][0] if following < len(records) else best.line + 1
