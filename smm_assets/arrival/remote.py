"""A remote inbox: the one door to fsspec. Listing, reading and removing files behind a URL.

Belongs here: connecting with what smm.yaml says. Not here: which files are finished or what becomes of them
(`ingest/landing`), checking an SFTP server's identity (`sftp`), the words for what went wrong (`trouble`).
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import fsspec
from fsspec.utils import infer_storage_options

from smm_assets.arrival.trouble import in_words
from smm_assets.settings import InboxAccess, Project

SECONDS = 15
FOLDERS = ("sftp", "ssh", "file", "local", "memory")  # of others a folder exists only as the start of names
_MOMENTS = ("mtime", "LastModified", "last_modified", "updated", "created")
_NEVER = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A file as its listing tells it. inside: folders and name below the inbox; etag: what the store says of its
    content, "" where it says nothing.
    """

    url: str
    inside: tuple[str, ...]
    size: int
    modified_at: datetime
    etag: str = ""
    is_link: bool = False


class RemoteInbox:
    """Files below one URL. Connects when first asked for something; every method raises ArrivalError."""

    def __init__(self, url: str, access: InboxAccess, home: Path) -> None:
        self.url, self.access, self.home = url.rstrip("/"), access, home
        self._files: Any = None
        self._root = ""

    def listing(self) -> list[Listed]:
        """Every file, in the order of its store; nothing is kept from an earlier look."""
        with self._told():
            files = self._opened()
            if self._is_of_folders:
                files.ls(self._root, detail=False)  # a folder that is gone is an error, not an empty inbox
            found = files.find(self._root, detail=True)
            if not found and not self._is_of_folders:
                files.ls(self._root.split("/")[0], detail=False)
            return [self._listed(path, info) for path, info in found.items()]

    def read(self, url: str) -> bytes:
        """The bytes of a file."""
        with self._told():
            return bytes(self._opened().cat_file(self._path(url)))

    def remove(self, url: str, *, size: int, modified_at: datetime, etag: str) -> None:
        """Take a file away for good, if it is still what its listing said: a newer one of that name stays."""
        with self._told():
            files, path = self._opened(), self._path(url)
            now = self._listed(path, files.info(path))
            is_same = now.etag == etag if etag else now.modified_at == modified_at
            if is_same and now.size == size:
                files.rm_file(path)

    def close(self) -> None:
        """End the connection, where there is one."""
        client = getattr(self._files, "client", None)
        if client is not None and hasattr(client, "close"):
            client.close()
        self._files = None

    @property
    def protocol(self) -> str:
        return self.url.partition("://")[0]

    @property
    def _is_of_folders(self) -> bool:
        return self.protocol in FOLDERS

    @contextmanager
    def _told(self) -> Iterator[None]:
        with in_words(self.url):
            yield

    def _opened(self) -> Any:
        if self._files is None:
            self._files, self._root = self._connected()
        return self._files

    def _connected(self) -> tuple[Any, str]:
        if self.protocol in ("sftp", "ssh"):
            from smm_assets.arrival.sftp import connect

            return connect(self.url, self.access, self.home, SECONDS), _sftp_root(self.url)
        given = _s3(self.access) if self.protocol in ("s3", "s3a") else {}
        files, root = fsspec.core.url_to_fs(self.url, skip_instance_cache=True, use_listings_cache=False, **given)
        return files, str(root)

    def _listed(self, path: str, info: Mapping[str, Any]) -> Listed:
        relative = path[len(self._root) :].lstrip("/")
        return Listed(
            url=f"{self.url}/{relative}",
            inside=tuple(part for part in relative.split("/") if part) or (path,),
            size=int(info.get("size") or 0),
            modified_at=_modified(info),
            etag=str(info.get("ETag") or info.get("etag") or "").strip('"'),
            is_link=info.get("type") == "link",
        )

    def _path(self, url: str) -> str:
        return f"{self._root.rstrip('/')}/{url[len(self.url) + 1 :]}"


def opened(project: Project) -> RemoteInbox | None:
    """The project's inbox where it is a remote one."""
    url = project.inbox
    return RemoteInbox(url, project.settings.inbox_access, project.home) if "://" in url else None


def _sftp_root(url: str) -> str:
    return str(infer_storage_options(url)["path"]).rstrip("/") or "/"


def _s3(access: InboxAccess) -> dict[str, Any]:
    """What S3 is told; nothing where the environment is to decide. A dead server costs seconds, not minutes."""
    secrets = {"key": access.key, "secret": access.secret, "token": access.token}
    given: dict[str, Any] = {name: one.get_secret_value() for name, one in secrets.items() if one is not None}
    if access.endpoint:
        given["endpoint_url"] = access.endpoint
    if access.region:
        given["client_kwargs"] = {"region_name": access.region}
    patience = {"connect_timeout": SECONDS, "read_timeout": 2 * SECONDS, "retries": {"max_attempts": 1}}
    return {**given, "config_kwargs": patience}


def _modified(info: Mapping[str, Any]) -> datetime:
    for key in _MOMENTS:
        value = info.get(key)
        if isinstance(value, datetime):
            return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        if isinstance(value, int | float):
            return datetime.fromtimestamp(float(value), UTC)
        if isinstance(value, str):
            return datetime.fromisoformat(value.replace("Z", "+00:00")).astimezone(UTC)
    return _NEVER
