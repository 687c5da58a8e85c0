"""What becomes of one file's bytes: identity, account, parts, archive, ledger, all in one transaction.

Belongs here: new content, known content that arrives again, refused content that is tried again, and reading that
fails inside. Not here: the inbox and its order (`landing`), storing rows (`storing`), the ledger's tables (`ledger`).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from smm_assets.errors import StoreFull
from smm_assets.ingest.files.content import Content, sha256_of
from smm_assets.ingest.landing import archive, ledger
from smm_assets.ingest.landing.accounts import Belonging, belonging, context_for, hinted
from smm_assets.ingest.landing.early import early_reading, examined_early
from smm_assets.ingest.landing.early_reader import ReadFile
from smm_assets.ingest.landing.faults import BROKEN, cure_of, words
from smm_assets.ingest.landing.inbox import folder_of
from smm_assets.ingest.landing.ledger import Arrival, Known, LedgerRow
from smm_assets.ingest.landing.second_judge import SecondJudge
from smm_assets.ingest.landing.storing import retract, store_part
from smm_assets.ingest.landing.terms import Terms, nobody
from smm_assets.ingest.recognition.examine import Examination, examine
from smm_assets.registry import registry
from smm_assets.settings import Account, Project
from smm_assets.warehouse.store import Store

OnRecords = Callable[[int], None]


def file_identity(account: Account, data: Content) -> str:
    """SHA-256 of an account from outside the content and of the bytes; a file without one goes by its bytes alone."""
    return sha256_of(data, (account.account_id or account.name).encode())


class Filing:
    """Files the content of exports into one store at one moment. on_records is told the records read of a part.

    Raises ConfigurationError when a mapping file of the project is wrong.
    """

    def __init__(self, project: Project, store: Store, now: datetime, on_records: OnRecords) -> None:
        self.project, self.store, self.now, self.on_records = project, store, now, on_records
        self.accounts: Sequence[Account] = project.settings.accounts
        self.registry = registry(project)
        self.terms = Terms(accounts=self.accounts, registry=self.registry)
        self.judge = SecondJudge(store, now)

    def file(
        self,
        arrival: Arrival,
        data: Content,
        hint: Account | None,
        *,
        returns: bool = False,
        read: ReadFile | None = None,
    ) -> list[LedgerRow]:
        """Enter an arrival and load what can be loaded; nothing of it is stored when that fails half way.

        returns: should the content be known, it stands in its place again after other content stood there, so that its
        rows are the newest once more. read: what another process read of it; where that breaks, it is read here.
        """
        try:
            with self.judge.file(), self.store.transaction():
                rows = self._entered(arrival, data, hint, returns, read)
                self.judge.end_of_file(rows)
                return rows
        except StoreFull:  # the file waits
            raise
        except BROKEN as error:
            if read is not None:
                return self.file(arrival, data, hint, returns=returns)
            with self.store.transaction():
                return self._failed(arrival, data, error)

    def retry(self, known: Known, hint: Account | None = None) -> list[LedgerRow]:
        """Try the refused parts of an archived file again, and those a changed mapping had read; how it stands is left
        alone when that fails. hint: the account it is said to belong to, where that is not the one it came with.
        """
        hint = hint or hinted(self.accounts, known.hint or folder_of(self.project, known.path), None)
        try:
            data = archive.kept(self.project.archive, known.archive_path, known.sha256)
            with self.judge.file(), self.store.transaction():
                rows = self._tried(known, data, hint, self.terms.changed(known))
                self.judge.end_of_file(rows)
                ledger.revise(self.store, known, at=self.now)
                return rows
        except StoreFull:  # the file waits
            raise
        except BROKEN as error:
            base = self._base(known.file_id, known.arrival_id, known.name, known.archive_path)
            return [replace(base, status="quarantined", reason=words(error), cure=cure_of(error))]

    def _entered(
        self, arrival: Arrival, data: Content, hint: Account | None, returns: bool, read: ReadFile | None
    ) -> list[LedgerRow]:
        same = ledger.known_files(self.store, sha256=str(arrival.sha256))
        known = _match(same, hint)
        again = self._returned if returns else self._again
        if known is not None:
            return again(known, data, hint, arrival)
        seen, belongings = self._seen(arrival, data, hint, read)
        used = hint if any(found.basis == "hint" for found in belongings.values()) else None
        if same and used is None:
            return again(same[0], data, hint, arrival)
        path = archive.keep(self.project.archive, arrival.name, data, str(arrival.sha256), self.now)
        file_id = file_identity(used, data) if used is not None else str(arrival.sha256)
        base = self._base(file_id, arrival.arrival_id, arrival.name, path)
        rows = self._parts(seen, belongings, base, (), (arrival.seen_at, arrival.exported_at), read)
        ledger.record_parts(self.store, rows)
        self._arrived(replace(arrival, account=used.name if used else None), *ledger.outcome(_statuses(rows)))
        return rows

    def _seen(
        self, arrival: Arrival, data: Content, hint: Account | None, read: ReadFile | None
    ) -> tuple[Examination, dict[str, Belonging]]:
        """What the content is and whose; as another process found out, where it was asked for the very same."""
        asked = None if read is None else (read.wanted.name, read.wanted.hint, read.at, None)
        if read is not None and asked == (arrival.name, hint, arrival.seen_at, arrival.exported_at):
            found = examined_early(read, self.registry.reports)
            if found is not None:
                return found, {path: part.owner for path, part in read.parts.items()}
        seen = examine(arrival.name, data, reports=self.registry.reports)
        return seen, self._belongings(seen, hint)

    def _again(self, known: Known, data: Content, hint: Account | None, arrival: Arrival) -> list[LedgerRow]:
        """Known content arrived again: parts that were refused are tried again, under the name it has now, which may
        say what the former one left open; what was loaded stays.
        """
        if self._nameless(known) and hint is not None:
            return self._claimed(known, data, hint, arrival)
        rows = self._tried(replace(known, name=arrival.name), data, hint) if known.open_parts else []
        if any(row.status != known.statuses.get(row.part) for row in rows):
            self._arrived(arrival, *ledger.revise(self.store, known, at=self.now))
            return rows
        still = next((f"; still {row.status}: {row.reason}" for row in rows), "")
        told = replace(
            self._base(known.file_id, arrival.arrival_id, arrival.name, known.archive_path),
            status="duplicate",
            reason=f"the same content arrived before as {known.name}{still}",
            cure=next((row.cure for row in rows if row.status not in ledger.NEEDS_NOBODY), None),
        )
        self._arrived(arrival, "duplicate", told.reason)
        return [told]

    def _claimed(self, known: Known, data: Content, hint: Account, arrival: Arrival) -> list[LedgerRow]:
        """Content that was loaded for no account arrived again as an account's: its rows become that account's."""
        current = replace(known, name=arrival.name, arrival_id=arrival.arrival_id)
        rows = self._tried(current, data, hint, self._nameless(known))
        self._arrived(replace(arrival, account=hint.name), *ledger.outcome(_statuses(rows)))
        return rows

    def _nameless(self, known: Known) -> list[str]:
        """Loaded parts whose rows are of no account, though some are declared for the network now."""
        networks = {account.network for account in self.accounts}
        loaded = [part for part, status in known.statuses.items() if status == "loaded"]
        return [
            part
            for part in loaded
            if known.reports[part][0] in networks and known.accounts[part] == nobody(known.reports[part][0])
        ]

    def _returned(self, known: Known, data: Content, hint: Account | None, arrival: Arrival) -> list[LedgerRow]:
        """Known content is the newest again: its rows are read anew, as of now, in place of what they were."""
        loaded = [part for part, status in known.statuses.items() if status == "loaded"]
        known = replace(known, seen_at=arrival.seen_at, exported_at=arrival.exported_at)
        current = replace(known, arrival_id=arrival.arrival_id)
        rows = self._tried(current, data, hint, loaded)
        self._arrived(replace(arrival, account=known.hint), *ledger.outcome(_statuses(rows)))
        return rows

    def _tried(self, known: Known, data: Content, hint: Account | None, changed: Sequence[str] = ()) -> list[LedgerRow]:
        """Read the refused parts of a known file again and enter what became of them in place of what was.

        changed: parts to be read anew although they were loaded. The file stays as old as it was when it first arrived:
        reading it later makes none of its rows newer.
        """
        seen = examine(known.name, data, reports=self.registry.reports)
        loaded = [part for part, status in known.statuses.items() if status == "loaded" and part not in changed]
        for part in changed:
            retract(self.store, known.file_id, part, at=self.now)
        ledger.forget_parts(self.store, known.file_id, [*known.open_parts, *changed], at=self.now)
        base = self._base(known.file_id, known.arrival_id, known.name, known.archive_path)
        belongings = self._belongings(seen, hint)
        rows = self._parts(seen, belongings, base, loaded, (known.seen_at, known.exported_at))
        ledger.record_parts(self.store, rows)
        if hint is not None and any(found.basis == "hint" for found in belongings.values()):
            ledger.entrust(self.store, known.arrival_id, hint.name)
        return rows

    def _parts(
        self,
        seen: Examination,
        belongings: dict[str, Belonging],
        base: LedgerRow,
        loaded: Sequence[str],
        moments: tuple[datetime, datetime | None],
        read: ReadFile | None = None,
    ) -> list[LedgerRow]:
        """moments: when the file arrived, and when its source said it wrote it."""
        rows = []
        for part in seen.parts:
            if part.part in loaded:
                continue
            found = belongings[part.part]
            remarks = [str(problem) for problem in seen.problems if problem.where in ("", part.part, seen.name)]
            own = replace(base, part=part.part, problems=tuple(filter(None, (*remarks, found.remark))))
            context = context_for(seen.name, moments[0], found, moments[1])
            early = early_reading(part, context, read)
            assert early or part.grid or part.refusal, "a part without its text was not read early"
            row = store_part(
                self.store,
                early or part,
                context,
                own,
                judge=self.judge,
                now=self.now,
                on_batch=self.on_records,
            )
            rows.append(replace(row, asked_with=self.terms.of(row)))
        return rows

    def _belongings(self, seen: Examination, hint: Account | None) -> dict[str, Belonging]:
        return {part.part: belonging(part, self.accounts, hint) for part in seen.parts}

    def _failed(self, arrival: Arrival, data: Content, error: BaseException) -> list[LedgerRow]:
        """Reading or storing broke down: the file is set aside whole, with the reason."""
        reason = words(error)
        same = ledger.known_files(self.store, sha256=str(arrival.sha256))
        path = archive.keep(self.project.archive, arrival.name, data, str(arrival.sha256), self.now)
        base = self._base(str(arrival.sha256), arrival.arrival_id, arrival.name, path)
        row = replace(base, status="quarantined", reason=reason, cure=cure_of(error))
        if not same:
            ledger.record_parts(self.store, [row])
        self._arrived(arrival, "quarantined", reason)
        return [row]

    def _base(self, file_id: str, arrival_id: str, name: str, archive_path: str) -> LedgerRow:
        return LedgerRow(
            file_id=file_id,
            part="",
            arrival_id=arrival_id,
            name=name,
            status="",
            loaded_at=self.now,
            archive_path=archive_path,
        )

    def _arrived(self, arrival: Arrival, outcome: str, reason: str | None) -> None:
        ledger.record_arrival(self.store, replace(arrival, outcome=outcome, reason=reason))


def _match(same: Sequence[Known], hint: Account | None) -> Known | None:
    """The known file an arrival of the same bytes is, as far as the ledger alone can tell.

    Without a hint it is the one that is known. A hint that was there before, or a file that came without one, is it
    too, so that the same rows are never loaded for two accounts by moving a file. Else the content has to tell.
    """
    if hint is None:
        return same[0] if same else None
    return next((known for known in same if known.hint in (hint.name, None)), None)


def _statuses(rows: Iterable[LedgerRow]) -> list[tuple[str, str | None]]:
    return [(row.status, row.reason) for row in rows]
