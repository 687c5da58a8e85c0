"""Where a project's store lies, and what is known of it without opening it for work.

Belongs here: the difference between files and a server for those who only ask. Not here: opening stores (`warehouse`).
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from smm_assets.errors import StoreError
from smm_assets.settings import Project
from smm_assets.warehouse.addresses import Address, address

_PACKAGE = "pip install 'smm-budget[postgres]'"


@dataclass(frozen=True, kw_only=True)
class Publication:
    """The published tables. where: path or address, without secrets; at: when, UTC; size_bytes: None on a server."""

    where: str
    at: datetime
    size_bytes: int | None = None


def server_of(project: Project) -> Address | None:
    """The server's database that `store:` names; None for the embedded store. Raises StoreError without its driver."""
    if project.settings.is_embedded:
        return None
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise StoreError("the driver of PostgreSQL is not installed", cure=_PACKAGE) from None
    return address(project.settings.store.get_secret_value(), project.home)


def place_of(project: Project) -> str:
    """What holds the published tables, as people may see it."""
    server = server_of(project)
    return str(project.published) if server is None else f"schema marts of {server}"


def publication(project: Project) -> Publication | None:
    """What was published last; None when nothing was yet. Raises StoreError when the server cannot be asked."""
    server = server_of(project)
    if server is None:
        return _file(project.published)
    from smm_assets.warehouse.postgres.opening import last_published

    at = last_published(server)
    return None if at is None else Publication(where=place_of(project), at=at)


def _file(path: Path) -> Publication | None:
    if not path.is_file():
        return None
    found = path.stat()
    at = datetime.fromtimestamp(found.st_mtime, UTC)
    return Publication(where=str(path), at=at, size_bytes=found.st_size)
