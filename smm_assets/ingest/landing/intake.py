"""Landing: every file of the inbox becomes rows and a ledger entry, or an entry that says why not and what to do.

Belongs here: the round over the files, reading their bytes, and their leaving the inbox. Not here: listing the inbox
(`inbox`), tables of databases (`pulling`), what becomes of content (`filing`). One bad file never stops the others.
"""

from collections.abc import Callable, Collection, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from smm_assets.arrival import remote
from smm_assets.errors import ArrivalError
from smm_assets.ingest.files.content import LARGE, Content, Stored, sha256_of, size_of
from smm_assets.ingest.landing import archive, arrivals, ledger
from smm_assets.ingest.landing.accounts import hinted
from smm_assets.ingest.landing.archive import readable
from smm_assets.ingest.landing.early import Early
from smm_assets.ingest.landing.early_reader import Wanted
from smm_assets.ingest.landing.filing import Filing
from smm_assets.ingest.landing.inbox import Waiting, folder_of, lies_inside, look_at, settled, waiting
from smm_assets.ingest.landing.leaving import left, unchanged
from smm_assets.ingest.landing.ledger import Arrival, LedgerRow
from smm_assets.ingest.landing.pulling import Pulling
from smm_assets.ingest.landing.read_ahead import Results
from smm_assets.ingest.landing.repeats import Repeats
from smm_assets.ingest.landing.staying import WAITS, growing, unreadable
from smm_assets.settings import Account, Project
from smm_assets.warehouse.store import Store


@dataclass(frozen=True, kw_only=True)
class Progress:
    """Where landing is: file `number` of `of`, records of it read so far (0 at its start)."""

    name: str
    number: int
    of: int
    records: int = 0

    def __str__(self) -> str:
        read = f", {self.records:,} records" if self.records else ""
        return f"{self.number}/{self.of} {self.name}{read}"


OnProgress = Callable[[Progress], None]


def ingest(
    project: Project,
    store: Store,
    *,
    now: datetime,
    files: Sequence[Path] | None = None,
    only: Collection[str] = (),
    account: str | None = None,
    on_progress: OnProgress | None = None,
    tell_waiting: bool = False,
    pause_seconds: float = 1.0,
) -> list[LedgerRow]:
    """Load these files, or all that wait in the inbox and the mailbox and the tables smm.yaml points at, one
    transaction each; returns a row for every part seen.

    only: of the inbox only these paths. account: name of the declared account the files belong to where neither content
    nor sub-folder says. Files of the inbox leave it for the archive; others stay where they are. Files still being
    written, which a pause of so many seconds shows, are left alone; with tell_waiting they get a row with status
    "waits", which no table keeps. Tables that are what they were get a row "unchanged", which no table keeps either.
    Held files are tried again first when the declared accounts changed, unrecognised ones and those a mapping read when
    mapping files did. An inbox or mailbox somewhere else that cannot be read is one held row. Raises OSError when inbox
    or archive cannot be used, ConfigurationError when a mapping file is wrong.
    """
    round_ = _Round(project, store, _utc(now), account, on_progress, pause_seconds)
    rows = round_.retry_answered()
    try:
        if files is not None:
            found = [_named(project, path) for path in files]
            return rows + round_.take_all(found, named=True, tell_waiting=tell_waiting)
        arrivals.settle_unread(store)
        rows += round_.take_inbox(frozenset(only), tell_waiting=tell_waiting)
        rows += round_.fetch()
        return rows + round_.pull(rows)
    finally:
        round_.close()


def ingest_mail(
    project: Project, store: Store, *, now: datetime, account: str | None = None, on_progress: OnProgress | None = None
) -> list[LedgerRow]:
    """Load what the mailbox of smm.yaml holds, and nothing else; returns a row for every part seen."""
    return _Round(project, store, _utc(now), account, on_progress).fetch()


def retry_held(
    project: Project,
    store: Store,
    *,
    now: datetime,
    file_ids: Sequence[str] | None = None,
    on_progress: OnProgress | None = None,
) -> list[LedgerRow]:
    """Try refused files again from the archive: these, whatever refused them, or all held ones.

    Returns the rows of every part tried. Parts that were loaded stay as they are.
    """
    round_ = _Round(project, store, _utc(now), None, on_progress)
    if file_ids is None:
        known = ledger.known_files(store, status="held")
    else:
        known = [item for file_id in file_ids for item in ledger.known_files(store, file_id=file_id)]
    return [row for item in known if item.open_parts for row in round_.filing.retry(item)]


class _Round:
    """One round of landing: what all its files share."""

    def __init__(
        self,
        project: Project,
        store: Store,
        now: datetime,
        option: str | None,
        on_progress: OnProgress | None,
        pause_seconds: float = 1.0,
    ) -> None:
        self.project, self.store, self.now, self.option = project, store, now, option
        self.on_progress, self.pause = on_progress, pause_seconds
        self.at = Progress(name="", number=0, of=0)
        self.filing = Filing(project, store, now, self._records)
        self.away = remote.opened(project)
        self.repeats = Repeats(store, self._left)
        self.results = Results(project, self.filing.registry, now)
        self.staging = project.data / "incoming"
        archive.clear_staged(self.staging)

    def close(self) -> None:
        if self.away is not None:
            self.away.close()

    def starts(self, progress: Progress) -> None:
        self.at = progress
        self._records(0)

    def _records(self, count: int) -> None:
        if self.on_progress is not None:
            self.on_progress(replace(self.at, records=count))

    def retry_answered(self) -> list[LedgerRow]:
        """Files whose outcome rested on other declared accounts or mapping files than there are now."""
        known = ledger.revisable_files(self.store)
        return [row for item in known if self.filing.terms.changed(item) for row in self.filing.retry(item)]

    def pull(self, before: Sequence[LedgerRow]) -> list[LedgerRow]:
        """The tables that smm.yaml points at."""

        def on_table(name: str, number: int, of: int) -> None:
            self.starts(Progress(name=name, number=number, of=of))

        return Pulling(self.filing, self.option, on_table).pull({row.file_id for row in before})

    def fetch(self) -> list[LedgerRow]:
        """The attachments that wait in the mailbox, where there is one."""
        if self.project.settings.mailbox is None:
            return []
        from smm_assets.ingest.landing.posting import Posting

        def on_mail(name: str, number: int, of: int) -> None:
            self.starts(Progress(name=name, number=number, of=of))

        return Posting(self.filing, self.option, on_mail).fetch()

    def take_inbox(self, only: Collection[str], *, tell_waiting: bool) -> list[LedgerRow]:
        """What waits in the inbox; one that is somewhere else and cannot be listed costs a row, not the morning."""
        try:
            found = waiting(self.project, clock=lambda: self.now)
            found = [item for item in found if not only or item.path in only]
            rows = self.take_all(found, named=False, tell_waiting=tell_waiting)
            if not only:
                self.results.clear()
            return rows
        except ArrivalError as error:
            return [arrivals.enter_unread(self.store, "inbox (smm.yaml)", error, at=self.now)]

    def take_all(self, found: Sequence[Waiting], *, named: bool, tell_waiting: bool) -> list[LedgerRow]:
        """Files one after the other, but those that were taken before from a place nobody may clear."""
        taken = arrivals.taken(self.store) if self.away is not None and not named else frozenset()
        new = [item for item in found if (readable(item.path), item.listed) not in taken]
        self._clear([item for item in found if (readable(item.path), item.listed) in taken])
        items = settled(new, self.project, now=self.now, pause=self.pause) if new else []
        rows = []
        with self.filing.judge.round(), closing(self._early(items)) as early:
            for number, item in enumerate(items, start=1):
                self.starts(Progress(name=readable(item.name), number=number, of=len(items)))
                rows += [row for row in self.take(item, early, named=named) if tell_waiting or row.status != WAITS]
                self.results.forget(item, self._hint(item))
                self.filing.judge.pause()
            rows += self.repeats.enter()
        changed = self.filing.judge.changed
        return [changed.get((row.file_id, row.part), row) for row in rows]

    def _clear(self, items: Sequence[Waiting]) -> None:
        """Take files away that were taken before, where that failed then; failing again is no news."""
        for item in items:
            left(self.project, self.away, item, [])

    def _early(self, items: Sequence[Waiting]) -> Early:
        """Files on disk are read before their turn where that is worth it and no worker of Dagster has done so."""
        files = [
            Wanted(path=item.path, size=item.size, name=readable(item.name), hint=self._hint(item))
            for item in items
            if item.settled and not item.irregular and "://" not in item.path
            if not self.results.holds(item, self._hint(item))
        ]
        return Early(self.project, self.now, self.filing.registry.fingerprint, files)

    def _hint(self, item: Waiting) -> Account | None:
        return hinted(self.project.settings.accounts, item.account_folder, self.option)

    def take(self, item: Waiting, early: Early, *, named: bool) -> list[LedgerRow]:
        """One file, from looking at it to its leaving the inbox. named: it was asked for, so silence would puzzle."""
        if item.irregular:
            return [unreadable(self.store, item, item.irregular, at=self.now)]
        if not item.settled:
            return [growing(item, at=self.now, named=named)]
        try:
            data = self._read(item)
        except (OSError, ArrivalError) as error:
            why = error.message if isinstance(error, ArrivalError) else error.strerror or error
            return [unreadable(self.store, item, f"it cannot be read ({why})", at=self.now)]
        if data is None:
            return [growing(item, at=self.now, named=named)]
        sha256, hint = sha256_of(data), self._hint(item)
        read, key = early.file(item.path, sha256), (sha256, hint.name if hint else "")
        if self.repeats.knows(key) and not named:
            archive.clear_staged(self.staging)
            return self.repeats.add(item, key, self._arrival(item, data, sha256, ""))
        entered = self.repeats.enter()
        arrival = self._arrival(item, data, sha256, arrivals.next_arrival_id(self.store, readable(item.path)))
        rows: list[LedgerRow] = []
        if named or not arrivals.is_known(self.store, arrival):
            read = read or self.results.found(item, hint, sha256)
            with self.store.sparing() if isinstance(data, Stored) else nullcontext():
                rows = self.filing.file(arrival, data, hint, read=read)
            self.repeats.learn(key, rows)
        archive.clear_staged(self.staging)
        return entered + self._left(item, rows)

    def _left(self, item: Waiting, rows: list[LedgerRow]) -> list[LedgerRow]:
        """Take the file out of the inbox, where it lies in one."""
        return left(self.project, self.away, item, rows) if lies_inside(self.project, item.path) else rows

    def _read(self, item: Waiting) -> Content | None:
        """The bytes of the file; None when it changed while it was read."""
        if self.away is not None and "://" in item.path:
            away = self.away.read(item.path)
            return away if len(away) == item.size else None
        path = Path(item.path)
        data = archive.staged(self.staging, path) if item.size >= LARGE else archive.small(path, item.size)
        return data if size_of(data) == item.size and unchanged(item) else None

    def _arrival(self, item: Waiting, data: Content, sha256: str, arrival_id: str) -> Arrival:
        return Arrival(
            arrival_id=arrival_id,
            path=readable(item.path),
            name=readable(item.name),
            size_bytes=size_of(data),
            seen_at=self.now,
            sha256=sha256,
            listed=item.listed,
        )


def _named(project: Project, path: Path) -> Waiting:
    absolute = path.expanduser().absolute()
    return look_at(absolute, folder_of(project, str(absolute)))


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
