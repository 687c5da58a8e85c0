"""Opening the published tables for a command, of now or of an earlier morning.

Belongs here: which copy a command reads. Not here: how it is read (`smm_assets/warehouse`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from smm_assets.errors import UsageError

if TYPE_CHECKING:
    from smm_assets.settings import Project
    from smm_assets.warehouse import ReadOnlyStore


def _former(project: "Project", copy: Path) -> "Project":
    """The project with another published copy: the one built for an earlier morning, a file whatever the store is."""
    from pydantic import SecretStr

    from smm_assets.settings import EMBEDDED, Project

    class Former(Project):
        published = copy

    return Former(project.home, project.settings.model_copy(update={"store": SecretStr(EMBEDDED)}))


@contextmanager
def published(project: "Project", as_of: datetime | None) -> Iterator["ReadOnlyStore"]:
    """The current published copy, or the one built for the morning asked for. Raises UsageError when there is none."""
    from smm_assets.warehouse import open_published

    if as_of is None:
        with open_published(project) as reader:
            yield reader
        return
    morning = as_of.date()
    copy = former_copy(project, morning)
    if copy.is_file():
        with open_published(_former(project, copy)) as reader:
            yield reader
        return
    with open_published(project) as reader:
        built = built_for(reader)
        if built != morning:
            raise UsageError(
                f"the tables were built for the morning of {built or 'no day yet'}, not of {morning}",
                cure=f"Build them: smm run --as-of {morning}",
            )
        yield reader


def dialect_of(project: "Project") -> str:
    """The dialect of SQL the project's published tables are asked in."""
    return "duckdb" if project.settings.is_embedded else "postgres"


def former_copy(project: "Project", morning: date) -> Path:
    """Where the tables built for an earlier morning are kept."""
    return project.data / "as_of" / f"{morning:%Y-%m-%d}.duckdb"


def built_for(reader: "ReadOnlyStore") -> date | None:
    """The morning the published tables speak of; None before the first run."""
    from smm_assets.report.summary import morning_of

    return morning_of(reader)
