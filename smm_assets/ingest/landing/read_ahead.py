"""Exports that workers read before their turn, on this machine or another: what they leave in a folder of the project.

Belongs here: reading them, the folder, and which result is one of which file. Not here: the bytes of a result
(`result_format`), who the workers are (`pipelines`), reading ahead by processes of this one (`early`).

A result is named after all that could make another reading differ: the code and its libraries, the mapping files, the
declared accounts, the day (UTC), the place, size and age of the file, its name and the account it is read under. One
that is not found was read in another way, or not at all: then the file is read in its turn as if nobody had.
"""

import hashlib
import json
import os
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path, PurePath
from uuid import uuid4

from smm_assets.ingest.files.content import LARGE
from smm_assets.ingest.landing.accounts import Belonging, context_for, declared_hash, hinted
from smm_assets.ingest.landing.archive import readable, unfollowed
from smm_assets.ingest.landing.early_reader import ReadFile, ReadPart, Wanted, read_file
from smm_assets.ingest.landing.faults import BROKEN
from smm_assets.ingest.landing.inbox import Waiting, folder_of, lies_inside, look_at
from smm_assets.ingest.landing.pieces import is_read_early
from smm_assets.ingest.landing.result_format import Batches, FileSaid, NotReadable, packed, unpacked
from smm_assets.own_code import code_fingerprint
from smm_assets.registry import Registry
from smm_assets.settings import Account, Project

FOLDER = "read_ahead"
LARGEST_RESULT = 2 * LARGE  # bytes; most results are smaller than their export
_ENDING, _HALF = ".read", ".half"


@dataclass(frozen=True, kw_only=True)
class PieceRead:
    """What became of a piece of work: files and records read, and files left to their turn."""

    files: int = 0
    rows: int = 0
    left: int = 0


class Results:
    """What workers read for a project. now, moment: when files are read (UTC)."""

    def __init__(self, project: Project, known: Registry, now: datetime) -> None:
        self.folder = project.data / FOLDER
        self._project, self._known = project, known
        self.moment = now.astimezone(UTC).replace(tzinfo=None) if now.tzinfo else now

    @cached_property
    def _terms(self) -> str:
        accounts = declared_hash(self._project.settings.accounts, self._known.fingerprint)
        return f"{code_fingerprint()} {accounts} {self.moment.date()}"

    def key(self, item: Waiting, hint: Account | None) -> str:
        """What a result is named after. hint: the account the file is read under."""
        place = PurePath(item.path)
        inside = str(place.relative_to(self._project.inbox)) if place.is_relative_to(self._project.inbox) else item.path
        said = [self._terms, inside, item.size, item.modified_at.isoformat(), hint.name if hint else None]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:40]

    def holds(self, item: Waiting, hint: Account | None) -> bool:
        """Whether there is a result for the file, without looking into it."""
        return self._is_there and self._path(item, hint).is_file()

    def put(self, item: Waiting, hint: Account | None, read: ReadFile) -> bool:
        """Keep what was read of a file; False where nothing of it may be kept. Raises OSError, ValueError.

        A part that nothing but its arrival dates has the moment of landing in each row, so it is left to its turn.
        """
        kept = {path: part for path, part in read.parts.items() if part.summary.exported_at_basis != "arrival"}
        if not kept:
            return False
        whole = read.is_whole and len(kept) == len(read.parts)
        data = packed(self.key(item, hint), replace(read, parts=kept, is_whole=whole))
        if len(data) > LARGEST_RESULT:
            return False
        self.folder.mkdir(parents=True, exist_ok=True)
        half = self.folder / f"{uuid4().hex}{_HALF}"
        try:
            with half.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            half.replace(self._path(item, hint))
        finally:
            half.unlink(missing_ok=True)
        return True

    def found(self, item: Waiting, hint: Account | None, sha256: str) -> ReadFile | None:
        """What was read of a file of these bytes; None where nothing was, or where it cannot be relied on."""
        if not self._is_there:
            return None
        try:
            with unfollowed(self._path(item, hint)) as file:
                said, batches = unpacked(file.read(LARGEST_RESULT))
        except (OSError, NotReadable):
            return None
        if (said.key, said.sha256) != (self.key(item, hint), sha256):
            return None
        return self._as_read(item, hint, said, batches)

    def forget(self, item: Waiting, hint: Account | None) -> None:
        """Remove the result of a file whose turn is over."""
        if self._is_there:
            _removed(self._path(item, hint))

    def clear(self, keep: Collection[Waiting] = ()) -> None:
        """Remove all that lies there but results of these files: old, left over, half written."""
        kept = {self._path(item, hint_of(self._project, item)) for item in keep}
        for path in self.folder.iterdir() if self._is_there else ():
            if path not in kept:
                _removed(path)

    @property
    def _is_there(self) -> bool:
        return self.folder.is_dir() and not self.folder.is_symlink()

    def _path(self, item: Waiting, hint: Account | None) -> Path:
        return self.folder / f"{self.key(item, hint)}{_ENDING}"

    def _as_read(self, item: Waiting, hint: Account | None, said: FileSaid, batches: Batches) -> ReadFile | None:
        accounts: dict[str | None, Account | None] = {None: None}
        accounts |= {account.name: account for account in self._project.settings.accounts}
        if any(part.account not in accounts for part in said.parts):
            return None
        name, parts = readable(item.name), {}
        for part, own in zip(said.parts, batches, strict=True):
            owner = Belonging(account=accounts[part.account], basis=part.basis, remark=part.remark)
            parts[part.part] = ReadPart(
                network=part.network,
                report_name=part.report_name,
                table=part.table,
                header=part.header,
                owner=owner,
                context=context_for(name, self.moment, owner),
                summary=part.summary,
                judged=[(batch, None) for batch in own],
            )
        return ReadFile(
            wanted=Wanted(path=item.path, size=item.size, name=name, hint=hint),
            at=self.moment,
            sha256=said.sha256,
            fingerprint=self._known.fingerprint,
            parts=parts,
            is_whole=said.is_whole,
            problems=said.problems,
        )


def hint_of(project: Project, item: Waiting) -> Account | None:
    """The account a file of the inbox is read under, as its folder says."""
    return hinted(project.settings.accounts, item.account_folder, None)


def still_to_read(project: Project, known: Registry, items: Sequence[Waiting], now: datetime) -> list[Waiting]:
    """Those of the files that nobody has read; what lies there of other files is removed."""
    results = Results(project, known, now)
    results.clear(keep=items)
    return [item for item in items if not results.holds(item, hint_of(project, item))]


def read_piece(project: Project, known: Registry, paths: Sequence[str], now: datetime) -> PieceRead:
    """Read files of the inbox and keep what they hold, each by itself; what cannot be is left to landing, which then
    tells what is wrong with it.
    """
    results, told = Results(project, known, now), PieceRead()
    for path in paths:
        item = look_at(Path(path), folder_of(project, path))
        is_wanted = is_read_early(item.size) and not item.irregular and lies_inside(project, path)
        rows = _kept(project, known, results, item) if is_wanted else None
        left = rows is None
        told = replace(told, files=told.files + (not left), rows=told.rows + (rows or 0), left=told.left + left)
    return told


def _kept(project: Project, known: Registry, results: Results, item: Waiting) -> int | None:
    """The records read of a file; None where it is left to its turn."""
    hint = hint_of(project, item)
    wanted = Wanted(path=item.path, size=item.size, name=readable(item.name), hint=hint)
    try:
        read = read_file(project, known, wanted, results.moment, is_judged=False)
        if results.put(item, hint, read):
            return sum(part.summary.rows_read for part in read.parts.values())
    except (*BROKEN, OSError):  # landing meets it too
        pass
    return None


def _removed(path: Path) -> None:
    with suppress(OSError):  # a folder, or another process was faster
        path.unlink(missing_ok=True)
