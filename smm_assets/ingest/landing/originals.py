"""What an archived file says at single lines, and what stops one of its parts today.

Belongs here: looking into the archive for a person. Not here: loading anything (`again`), nor words (`pipelines/cli`).
"""

import csv
import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from smm_assets.errors import FileRefused
from smm_assets.ingest.landing import archive
from smm_assets.ingest.landing.accounts import belonging, context_for, hinted
from smm_assets.ingest.landing.inbox import folder_of
from smm_assets.ingest.landing.ledger import Known
from smm_assets.ingest.landing.trial import try_part
from smm_assets.ingest.recognition.examine import Part, examine
from smm_assets.registry import registry
from smm_assets.settings import Project


@dataclass(frozen=True, kw_only=True)
class Originals:
    """A part as it lies in the archive.

    header: its headings, header_row their line. records: text of the lines asked for, by line. refusal: what stops the
    whole part under today's terms, None where nothing does. network: of its report, "" where none fits. is_mapped:
    whether a mapping file reads it.
    """

    header: tuple[str, ...]
    header_row: int | None
    records: Mapping[int, str] = field(default_factory=dict)
    refusal: FileRefused | None = None
    network: str = ""
    is_mapped: bool = False


def originals(project: Project, known: Known, part: str, lines: Collection[int], *, now: datetime) -> Originals | None:
    """The part of a known file; None when it has no such part any more. now: UTC, naive.

    Raises SmmError when the bytes are gone.
    """
    data = archive.kept(project.archive, known.archive_path, known.sha256)
    readable = registry(project)
    seen = examine(known.name, data, reports=readable.reports)
    found = next((one for one in seen.parts if one.part == part), None)
    if found is None:
        return None
    return Originals(
        header=found.header,
        header_row=found.header_row,
        records=_records(found, set(lines)),
        refusal=_refusal(project, known, found, now),
        network=found.report.network if found.report else "",
        is_mapped=found.report is not None and (found.report.network, found.report.name) in readable.mapped,
    )


def _records(part: Part, lines: Collection[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    if part.grid is not None and lines:
        for line, cells in part.grid.records(part.first_line, part.last_line):
            if line in lines:
                found.setdefault(line, _text(cells, part.delimiter or ","))
    return found


def _text(cells: list[str], delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="").writerow(cells)
    return out.getvalue()


def _refusal(project: Project, known: Known, part: Part, now: datetime) -> FileRefused | None:
    accounts = project.settings.accounts
    hint = hinted(accounts, known.hint or folder_of(project, known.path), None)
    context = context_for(known.name, known.seen_at, belonging(part, accounts, hint), known.exported_at)
    try:
        return try_part(part, context, now=now).refusal
    except FileRefused as refused:
        return refused
