"""Where a project's store lies, and what is known of it without opening it for work.

Belongs here: the difference between files and a server for those who only ask. Not here: opening stores (`warehouse`).
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from smm_assets.errors import StoreError
from smm_assets.settings import EMBEDDED, Project
from smm_assets.warehouse.addresses import Address, address

_PACKAGE = "pip install 'smm-budget[postgres]'"


@dataclass(frozen=True, kw_only=True)
class Publication:
    """The published tables. where: path or address, without secrets; at: when, UTC; size_bytes: None on a server."""

    where: str
    at: datetime
    size_bytes: int | None = None


def server_of(project: Project) -> Address | None:
    """The server's database that holds all tables; None where files do. Raises StoreError without its driver."""
    return None if project.settings.is_on_spark else inner_server_of(project)


def inner_server_of(project: Project) -> Address | None:
    """The server's database that holds ops and state, whatever the engine. Raises StoreError without its driver."""
    if project.settings.store.get_secret_value() == EMBEDDED:
        return None
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise StoreError("the driver of PostgreSQL is not installed", cure=_PACKAGE) from None
    return address(project.settings.store.get_secret_value(), project.home)


def folder_of(project: Project) -> Path:
    """The shared folder of the engine Spark."""
    return (project.home / project.settings.spark.folder).expanduser().resolve()


def place_of(project: Project) -> str:
    """What holds the published tables, as people may see it."""
    if project.settings.is_on_spark:
        return str(folder_of(project))
    server = server_of(project)
    return str(project.published) if server is None else f"schema marts of {server}"


def publication(project: Project) -> Publication | None:
    """What was published last; None when nothing was yet. Raises StoreError when the server cannot be asked."""
    if project.settings.is_on_spark:
        return _files(project)
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


def _files(project: Project) -> Publication | None:
    from smm_assets.warehouse.spark.publications import current

    found = current(folder_of(project))
    return None if found is None else Publication(where=place_of(project), at=found.at, size_bytes=found.size_bytes)
