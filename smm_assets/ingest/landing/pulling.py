"""The round over the databases that smm.yaml points at: every table that is read arrives like a file.

Belongs here: entries and their problems, what is already known, handing over to `filing`. Not here: which tables are
read (`pointed`), their rows (`taking`). One bad entry or table never stops the others.
"""

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime

from smm_assets.errors import SourceError
from smm_assets.ingest.landing import arrivals, ledger
from smm_assets.ingest.landing.accounts import hinted
from smm_assets.ingest.landing.archive import readable
from smm_assets.ingest.landing.filing import Filing
from smm_assets.ingest.landing.ledger import Arrival, LedgerRow
from smm_assets.ingest.landing.pointed import Pointed, chosen, is_named, look
from smm_assets.ingest.landing.taking import Content, content
from smm_assets.settings import Account, TableSource
from smm_assets.warehouse.foreign import ForeignDatabase, open_foreign

UNCHANGED = "unchanged"
DOCTOR = "smm doctor lists its tables with the closest report of each"
OnTable = Callable[[str, int, int], None]


class Pulling:
    """One round. account: name of the account that rows belong to where neither they nor their entry say one.

    on_table: told (name, number, of) of each table before it is read.
    """

    def __init__(self, filing: Filing, account: str | None, on_table: OnTable) -> None:
        self.filing, self.account, self.on_table = filing, account, on_table
        self.project, self.store, self.now = filing.project, filing.store, filing.now
        self.tried: Collection[str] = ()

    def pull(self, tried: Collection[str]) -> list[LedgerRow]:
        """Read every entry; returns a row for every part seen. tried: files that were tried again in this round."""
        self.tried = tried
        arrivals.settle_unread(self.store)
        return [row for source in self.project.settings.tables for row in self._entry(source)]

    def _entry(self, source: TableSource) -> Iterator[LedgerRow]:
        try:
            with open_foreign(source.url.get_secret_value(), home=self.project.home) as database:
                yield from self._tables(source, database)
        except SourceError as error:
            yield self._unread(source, "", error)

    def _tables(self, source: TableSource, database: ForeignDatabase) -> Iterator[LedgerRow]:
        schema, names, missing = chosen(source, database)
        for pattern in missing:
            yield self._unread(source, pattern, not_there(database, schema, pattern))
        seen = [*missing]
        for number, name in enumerate(names, start=1):
            self.on_table(f"{schema}.{name}", number, len(names))
            rows = self._table(source, database, schema, name)
            seen += [name] if rows is not None else []
            yield from rows or ()
        if not seen:
            lacks = f"{database}: no table of schema {schema} has a header that is known here"
            yield self._unread(source, "", SourceError(lacks, cure=DOCTOR))

    def _table(self, source: TableSource, database: ForeignDatabase, schema: str, name: str) -> list[LedgerRow] | None:
        """Rows of one table; None when it is left alone because no report knows it and no entry names it."""
        try:
            table = look(database, schema, name, self.filing.registry.reports)
            if table.report is not None:
                return self._arrives(source, database, table)
            if not is_named(source, name):
                return None
            if table.why_not:
                return [self._told(table.file_name, "left_out", reason=table.why_not)]
            return [self._unread(source, name, not_read(table))]
        except SourceError as error:
            return [self._unread(source, name, error)]

    def _arrives(self, source: TableSource, database: ForeignDatabase, table: Pointed) -> list[LedgerRow]:
        found = content(database, table, self.filing.registry.reports, days=source.days, today=self.now.date())
        if not found.rows:
            return [self._told(table.file_name, "empty")]
        path = f"{source.name}: {database} {table.place}"
        hint = hinted(self.project.settings.accounts, source.account or "", self.account)
        before = arrivals.newest_at(self.store, path)
        arrival = self._arrival(path, table, found, before)
        if before.get("sha256") == arrival.sha256:
            return self._known(table, str(arrival.sha256), hint)
        return self.filing.file(arrival, found.data, hint, returns=bool(before))

    def _arrival(self, path: str, table: Pointed, found: Content, before: Mapping[str, object]) -> Arrival:
        """What came after something else is newer than that, whatever the connector says."""
        moment = min(found.exported_at or self.now, self.now)
        last = before.get("exported_at")
        return Arrival(
            arrival_id=arrivals.next_arrival_id(self.store, path),
            path=readable(path),
            name=readable(table.file_name),
            size_bytes=len(found.data),
            seen_at=self.now,
            sha256=hashlib.sha256(found.data).hexdigest(),
            exported_at=self.now if isinstance(last, datetime) and moment <= last else moment,
        )

    def _known(self, table: Pointed, sha256: str, hint: Account | None) -> list[LedgerRow]:
        """A table that is what it was; where it was refused it is tried again, which adds nothing to the ledger."""
        same = [known for known in ledger.known_files(self.store, sha256=sha256) if known.file_id not in self.tried]
        refused = [known for known in same if known.open_parts]
        if refused or not same:
            return [row for known in refused for row in self.filing.retry(known, hint)]
        return [self._told(table.file_name, UNCHANGED)]

    def _unread(self, source: TableSource, table: str, error: SourceError) -> LedgerRow:
        """What could not be read is entered once and needs a person for as long as it fails."""
        entry = f"tables {source.name} (smm.yaml)"
        name = readable(f"{entry}: {table}" if table else entry)
        return arrivals.enter_unread(self.store, name, error, at=self.now)

    def _told(self, name: str, status: str, reason: str | None = None) -> LedgerRow:
        return LedgerRow(
            file_id="", part="", arrival_id="", name=readable(name), status=status, loaded_at=self.now, reason=reason
        )


def not_read(table: Pointed) -> SourceError:
    """That a table which an entry names is not read, and what to do."""
    cure = "Take it out of the list, or describe it in a mapping file"
    return SourceError(f"{table.place} is not read: {table.reason}", cure=cure)


def not_there(database: ForeignDatabase, schema: str, pattern: str) -> SourceError:
    """That no table has a name or fits a pattern of an entry."""
    return SourceError(f"{database} has no table '{pattern}' in schema {schema}", cure="Correct its name")
