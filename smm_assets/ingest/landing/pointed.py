"""Tables of a database that an entry of smm.yaml points at: which of them are read, by name and header.

Belongs here: choosing tables. Not here: reading their rows (`taking`), the round over the entries and the ledger
(`pulling`), SQL (`warehouse/foreign`). No row of a table is read before its header is recognised.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from smm_assets.ingest.contract import Report
from smm_assets.ingest.landing.rendering import csv_of
from smm_assets.ingest.recognition.examine import Part, examine
from smm_assets.ingest.recognition.headers import match
from smm_assets.ingest.recognition.nearest import Near, near
from smm_assets.settings import TableSource
from smm_assets.warehouse.foreign import ForeignDatabase


@dataclass(frozen=True, kw_only=True)
class Pointed:
    """One table. report: that of its header, None where it is not read; why_not: why it is left out although it is
    known; nearest: the closest report where none fits.
    """

    schema: str
    name: str
    header: tuple[str, ...]
    report: Report | None = None
    why_not: str = ""
    nearest: Near | None = None

    @property
    def place(self) -> str:
        return f"{self.schema}.{self.name}"

    @property
    def file_name(self) -> str:
        return f"{self.place}.csv"

    @property
    def reason(self) -> str:
        """Why it is not read."""
        closest = f"; closest: {self.nearest.title} (score {self.nearest.score:.0f} of 100)" if self.nearest else ""
        return self.why_not or f"no known report has such a header{closest}"

    @property
    def reads(self) -> dict[str, str]:
        """The columns its report reads, by what they are read as."""
        found = match(self.report, self.header) if self.report else []
        return {source.to: self.header[source.index] for source in reversed(found)}

    def column(self, name: str) -> str | None:
        """A column as the table spells it; None when it has none of that name."""
        return next((column for column in self.header if column.casefold() == name), None)


def chosen(source: TableSource, database: ForeignDatabase) -> tuple[str, list[str], list[str]]:
    """(schema, names of the tables an entry means, its names and patterns that no table has).

    Views are meant only where a name or pattern names them.
    """
    schema = database.schema(source.schema_name)
    tables = database.tables(schema)
    if not source.tables:
        return schema, tables, []
    every = sorted({*tables, *database.views(schema)})
    hits = {pattern: [name for name in every if _fits(name, pattern)] for pattern in source.tables}
    wanted = {name for names in hits.values() for name in names}
    return schema, [name for name in every if name in wanted], [pattern for pattern in hits if not hits[pattern]]


def is_named(source: TableSource, name: str) -> bool:
    """Whether an entry names that very table, so that leaving it out would puzzle."""
    return name.casefold() in [pattern.casefold() for pattern in source.tables]


def _fits(name: str, pattern: str) -> bool:
    return fnmatchcase(name.casefold(), pattern.casefold())


def look(database: ForeignDatabase, schema: str, name: str, reports: tuple[Report, ...]) -> Pointed:
    """What a table is, by its header alone. Raises SourceError."""
    header = database.columns(schema, name)
    part = recognised(header, reports)
    found = Pointed(schema=schema, name=name, header=tuple(header))
    if part.report is None or part.header_row is None:
        return replace(found, nearest=near(part.nearest[0]) if part.nearest else None)
    if part.report.refuse:
        return replace(found, why_not=part.report.refuse)
    return replace(found, report=part.report)


def recognised(header: Sequence[str], reports: tuple[Report, ...]) -> Part:
    """A table without rows as the reports see it."""
    return examine("table.csv", csv_of(header, ()), reports=reports).parts[0]
