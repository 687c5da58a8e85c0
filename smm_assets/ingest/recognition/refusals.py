"""Why a table is refused before a row of it is read, in words, with the cure.

Belongs here: tables that are empty, wrapped in quotes, known but of no use, or not recognised. Not here: damage found
by reading (`damage`) and open questions (`asking`).
"""

from collections.abc import Sequence

from smm_assets.errors import FileRefused
from smm_assets.ingest.contract import Report
from smm_assets.ingest.files.grid import Grid, Record
from smm_assets.ingest.recognition.detect import Candidate
from smm_assets.ingest.recognition.stacking import dates_for_shares
from smm_assets.ingest.text.plain import blank

AGAIN = "Export the report again and drop the file in unopened"
UNKNOWN = "a network not known here is described in a mapping file: smm inspect FILE --suggest-mapping drafts one"


def empty(records: Sequence[Record]) -> FileRefused | None:
    """The refusal of a table without any text; None for others."""
    if any(not blank(cells) for _, cells in records):
        return None
    return FileRefused("the table is empty", cure=AGAIN, status="empty")


def wrapped(grid: Grid, best: Candidate) -> FileRefused | None:
    """The refusal of a file whose lines went through a program as single cells."""
    if not grid.wrapped:
        return None
    apart = sum(len(cells) != len(best.header) for _, cells in grid.records(best.line) if cells)
    broken = f"{apart} lines do not hold the cells of the header any more" if apart else "no line fell apart"
    return FileRefused(
        "lines were wrapped in one extra pair of quotes, as when a file is imported into a spreadsheet as one column "
        f"and saved again ({broken}); which quotes and line breaks belong to texts can no longer be told",
        cure=AGAIN,
    )


def not_loaded(report: Report, records: Sequence[Record]) -> FileRefused | None:
    """The refusal of a report that is known but not loaded: spoiled by a spreadsheet program, else left out."""
    if not report.refuse:
        return None
    spoiled = dates_for_shares(records)
    if spoiled:
        return FileRefused(spoiled, cure=AGAIN)
    cure = report.advice.get("again", AGAIN)
    return FileRefused(f"{report.title}: {report.refuse}", cure=cure, status="left_out")


def first_filled(records: Sequence[Record]) -> tuple[str, ...]:
    """Cells of the first record with any text."""
    return next((tuple(cells) for _, cells in records if not blank(cells)), ())


def unrecognised(found: Sequence[Candidate], records: Sequence[Record]) -> FileRefused:
    """The refusal of a table no report fits, or two fit alike."""
    if not found:
        seen = ", ".join(cell.strip() for cell in first_filled(records) if cell.strip())[:120]
        return FileRefused(
            f"no known report has such a header; the first line reads: {seen}",
            cure=f"Drop in the export as the network wrote it; {UNKNOWN}",
            status="unrecognised",
        )
    named = " or ".join(f"{item.report.title} (score {item.score:g})" for item in found[:2])
    why = "two reports fit equally well" if found[0].score >= 100 else "no known report fits"
    return FileRefused(
        f"{why}; nearest: {named}. Header seen: {', '.join(cell for cell in found[0].header if cell.strip())[:200]}",
        cure=f"{AGAIN}, without renaming columns; {UNKNOWN}",
        status="unrecognised",
    )
