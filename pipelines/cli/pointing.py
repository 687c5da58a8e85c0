"""The check of `smm doctor` on databases that smm.yaml points at: each entry, and every table it leaves alone.

Belongs here: looking and saying what to do. Not here: the other checks (`checkup.py`), taking rows (`ingest`).
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipelines.cli.finding import Finding
from smm_assets.errors import SourceError

if TYPE_CHECKING:
    from smm_assets.ingest.contract import Report
    from smm_assets.ingest.landing.pointed import Pointed
    from smm_assets.settings import Project, TableSource
    from smm_assets.warehouse.foreign import ForeignDatabase

CHECK = "Tables"


def tables(project: "Project") -> Iterator[Finding]:
    """One finding for each entry, and one for each table that is not read. Reads headers, no rows."""
    if not project.settings.tables:
        return
    from smm_assets.registry import registry
    from smm_assets.warehouse.foreign import open_foreign

    reports = registry(project, []).reports
    for source in project.settings.tables:
        try:
            with open_foreign(source.url.get_secret_value(), home=project.home) as database:
                yield from _entry(source, database, reports)
        except SourceError as error:
            yield _bad(source, error)


def _entry(source: "TableSource", database: "ForeignDatabase", reports: "tuple[Report, ...]") -> Iterator[Finding]:
    from smm_assets.ingest.landing.pointed import chosen, is_named, look
    from smm_assets.ingest.landing.pulling import not_read, not_there

    schema, names, missing = chosen(source, database)
    found, failed = [], [not_there(database, schema, pattern) for pattern in missing]
    for name in names:
        try:
            found.append(look(database, schema, name, reports))
        except SourceError as error:
            failed.append(error)
    yield _reached(source, f"{database}, schema {schema}", found)
    strange = [table for table in found if table.report is None]
    unknown = [table for table in strange if is_named(source, table.name) and not table.why_not]
    yield from (_bad(source, error) for error in (*failed, *map(not_read, unknown)))
    for table in strange:
        if table not in unknown:
            yield Finding(check=CHECK, state="good", seen=f"{source.name}: leaves {table.place} alone: {table.reason}")


def _reached(source: "TableSource", where: str, found: "Sequence[Pointed]") -> Finding:
    read = [f"{table.name} ({table.report.title})" for table in found if table.report]
    seen = f"{source.name}: {where}, reads {', '.join(read) or 'no table'}"
    cure = "" if read else "Correct schema, or name other tables"
    return Finding(check=CHECK, state="good" if read else "bad", seen=seen, cure=cure)


def _bad(source: "TableSource", error: SourceError) -> Finding:
    return Finding(check=CHECK, state="bad", seen=f"{source.name}: {error.message}", cure=error.cure)
