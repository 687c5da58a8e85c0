"""What waits in the inbox: looking, never opening or moving.

Belongs here: listing files of a local or remote inbox and telling finished from growing ones. Not here: reading them
(`landing`) or keeping them (`archive`). Links and special files are named, not followed.
"""

import os
import stat
import time
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from smm_assets.arrival import remote
from smm_assets.settings import Project

_UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".tmp", ".temp", ".filepart", ".swp")
_TEMPORARY_PREFIXES = (".", "~$", "_tmp")
_NOT_EXPORTS = ("desktop.ini", "thumbs.db")
Looks = MutableMapping[str, tuple[int, float, datetime]]


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One file. path: absolute path or URL. account_folder: first sub-folder of the inbox it lies in ("" none).

    modified_at: UTC. etag: what a remote store says of its content, or what tells a local file from any other. settled:
    it stopped changing. irregular: why it cannot be read at all ("" when it can).
    """

    path: str
    name: str
    account_folder: str
    size: int
    modified_at: datetime
    etag: str = ""
    settled: bool = False
    irregular: str = ""

    @property
    def listed(self) -> str:
        """What its listing says of it as one text: another one means that it is another file now."""
        return f"{self.size} {self.modified_at.isoformat()} {self.etag}".rstrip()


def waiting(
    project: Project, *, clock: Callable[[], datetime], settle_seconds: float = 10, looks: Looks | None = None
) -> list[Waiting]:
    """Files in the inbox, sorted by path; an inbox that does not exist is empty.

    A file is settled when it was not modified for settle_seconds, or looked the same at an earlier look (kept in
    `looks` by the caller) at least that long ago. Raises OSError when the inbox cannot be listed, ArrivalError when a
    remote one cannot.
    """
    now = _utc(clock())
    return [_judged(item, now, settle_seconds, looks) for item in sorted(_listed(project), key=lambda item: item.path)]


def settled(items: Sequence[Waiting], project: Project, *, now: datetime, pause: float = 1.0) -> list[Waiting]:
    """Those of the items that are finished: untouched for 10 s at `now`, else unchanged over a pause."""
    quiet = [_judged(item, _utc(now), 10, None) for item in items]
    if all(item.settled for item in quiet):
        return quiet
    time.sleep(pause)
    is_of_inbox = "://" not in project.inbox or any("://" in item.path for item in items)
    again = {item.path: item for item in _listed(project)} if is_of_inbox else {}
    again |= {item.path: look_at(Path(item.path), item.account_folder) for item in items if item.path not in again}
    return [replace(item, settled=item.settled or _same(item, again.get(item.path))) for item in quiet]


def look_at(path: Path, account_folder: str = "") -> Waiting:
    """A local file as it is now, not followed when it is a link."""
    irregular, size, modified, very = "", 0, 0.0, ""
    try:
        found = path.lstat()
        size, modified, very = found.st_size, found.st_mtime, f"{found.st_ino}-{found.st_ctime_ns}"
        if stat.S_ISLNK(found.st_mode):
            irregular = "it is a symbolic link; links are not followed"
        elif not stat.S_ISREG(found.st_mode):
            irregular = "it is no regular file"
    except OSError as error:
        irregular = f"it cannot be looked at ({error.strerror})"
    return Waiting(
        path=str(path),
        name=path.name,
        account_folder=account_folder,
        size=size,
        modified_at=_moment(modified),
        etag=very,
        irregular=irregular,
    )


def folder_of(project: Project, path: str) -> str:
    """First sub-folder of the inbox that path lies in; "" when it lies directly in it or elsewhere."""
    inside = _inside(project, path)
    return inside[0] if len(inside) > 1 else ""


def lies_inside(project: Project, path: str) -> bool:
    """Whether the path is in the inbox."""
    return bool(_inside(project, path))


def _inside(project: Project, path: str) -> tuple[str, ...]:
    root, here = PurePosixPath(project.inbox), PurePosixPath(path)
    return here.relative_to(root).parts if here.is_relative_to(root) else ()


def _listed(project: Project) -> Iterator[Waiting]:
    away = remote.opened(project)
    if away is None:
        yield from _local(Path(project.inbox))
        return
    try:
        yield from _remote(away)
    finally:
        away.close()


def _local(root: Path) -> Iterator[Waiting]:
    shut: list[OSError] = []
    for folder, folders, names in os.walk(root, followlinks=False, onerror=shut.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = Path(folder).relative_to(root).parts
        linked = [name for name in folders if os.path.islink(f"{folder}/{name}")]  # raises nothing
        for name in (*names, *linked):
            if not _temporary(name):
                yield look_at(Path(folder) / name, inside[0] if inside else "")
    for error in shut:
        if not isinstance(error, FileNotFoundError):
            yield _shut(root, error)


def _shut(root: Path, error: OSError) -> Waiting:
    """A folder nobody can look into, for else what lies in it would be missed without a word. Raises its error where
    it is the inbox itself.
    """
    path = Path(error.filename)
    if path == root:
        raise error
    inside = path.relative_to(root).parts
    return replace(look_at(path, inside[0]), irregular=f"it cannot be looked into ({error.strerror})")


def _remote(away: remote.RemoteInbox) -> Iterator[Waiting]:
    for item in away.listing():
        if any(part.startswith(".") for part in item.inside) or _temporary(item.inside[-1]):
            continue
        yield Waiting(
            path=item.url,
            name=item.inside[-1],
            account_folder=item.inside[0] if len(item.inside) > 1 else "",
            size=item.size,
            modified_at=item.modified_at,
            etag=item.etag,
            irregular="it is a symbolic link; links are not followed" if item.is_link else "",
        )


def _temporary(name: str) -> bool:
    low = name.lower()
    return low.startswith(_TEMPORARY_PREFIXES) or low.endswith(_UNFINISHED) or low in _NOT_EXPORTS


def _judged(item: Waiting, now: datetime, seconds: float, looks: Looks | None) -> Waiting:
    quiet = (now - item.modified_at).total_seconds() >= seconds
    if looks is not None:
        size, modified, since = looks.get(item.path, (-1, -1.0, now))
        if (size, modified) != (item.size, item.modified_at.timestamp()):
            since = now
        looks[item.path] = (item.size, item.modified_at.timestamp(), since)
        quiet = quiet or (now - since).total_seconds() >= seconds > 0
    return replace(item, settled=quiet or bool(item.irregular))


def _same(before: Waiting, after: Waiting | None) -> bool:
    return after is not None and before.listed == after.listed


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
