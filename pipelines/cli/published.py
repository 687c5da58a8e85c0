"""Opening the published tables for a command, of now or of an earlier morning.

Belongs here: which copy a command reads, and having it built when there is none. Not here: how it is built (`replay`)
or read (`smm_assets/warehouse`).
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from pipelines import clock
from pipelines.cli.progress import progress
from smm_assets.errors import UsageError

if TYPE_CHECKING:
    from smm_assets.settings import Project
    from smm_assets.warehouse import ReadOnlyStore

MODES = {
    "replay": "from what had been loaded by {until}",
    "backtest": "from what had been exported by {until}",
}


def _former(project: "Project", copy: Path) -> "Project":
    """The project with another published copy: the one built for an earlier morning, a file whatever the store is."""
    from pydantic import SecretStr

    from smm_assets.settings import EMBEDDED, Project

    class Former(Project):
        published = copy

    return Former(project.home, project.settings.model_copy(update={"store": SecretStr(EMBEDDED), "engine": "store"}))


@contextmanager
def published(project: "Project", as_of: datetime | None) -> Iterator["ReadOnlyStore"]:
    """The current published copy, or the one of the morning asked for, which is built when it is not there.

    Raises UsageError when that morning is not past or lies after today, or nothing is known of it.
    """
    from smm_assets.warehouse import open_published

    read = project
    if as_of is not None:
        with open_published(project) as reader:
            current = built_for(reader)
        if current != as_of.date():
            read = _of_past(project, clock.morning(project, as_of), current)
    with open_published(read) as reader:
        yield reader


def _of_past(project: "Project", morning: date, current: date | None) -> "Project":
    copy = former_copy(project, morning)
    if is_fresh(project, copy):
        return _former(project, copy)
    if current is None or morning > current:
        raise UsageError(
            f"the tables were built for the morning of {current or 'no day yet'}, not of {morning}",
            cure=f"Build them: smm run --as-of {morning}",
        )
    build(project, morning)
    return _former(project, copy)


def build(project: "Project", morning: date) -> None:
    """Build the tables of a past morning beside the current ones. Raises JobFailed when that fails."""
    from pipelines.cli.failure import JobFailed
    from pipelines.cli.replay import run_past

    with progress(f"Building the tables of {morning}") as tell:
        outcome = run_past(project, as_of=morning, now=clock.now(), on_event=tell)
    if outcome.status == "failed":
        raise JobFailed(
            f"the tables of {morning} could not be built: {outcome.message}",
            cure=outcome.cure or f"Try it by itself: smm run --as-of {morning}",
            exit_code=outcome.exit_code or 1,
        )


def is_fresh(project: "Project", copy: Path) -> bool:
    """Whether a copy is there and this software, with this SQL, built it: what was known then changes no more."""
    from smm_assets.replay import built_with

    return any(row["built_with"] == built_with() for row in _replays(project, copy))


def tell_past(project: "Project", morning: date) -> None:
    """On stderr: from what the tables of that morning were built, when they are not the current ones."""
    from smm_assets.replay import Moment

    for row in _replays(project, former_copy(project, morning)):
        moment = Moment(as_of=morning, until=row["known_until"].to_pydatetime(), basis=row["known_until_basis"])
        said = [MODES[row["mode"]].format(until=moment.words(project.zone)), *json.loads(row["remarks_json"])]
        typer.echo(f"Tables of the morning of {morning}, {'; '.join(said)}", err=True)


def _replays(project: "Project", copy: Path) -> list[dict[str, Any]]:
    from smm_assets.warehouse import open_published

    if not copy.is_file():
        return []
    with open_published(_former(project, copy)) as reader:
        if not reader.exists("ops", "replay"):
            return []
        return [
            {str(key): value for key, value in row.items()}
            for row in reader.read("SELECT * FROM ops.replay").to_dict("records")
        ]


def dialect_of(project: "Project") -> str:
    """The dialect of SQL the project's published tables are asked in."""
    return "postgres" if project.settings.is_on_server else "duckdb"


def former_copy(project: "Project", morning: date) -> Path:
    """Where the tables built for an earlier morning are kept."""
    return project.data / "as_of" / f"{morning:%Y-%m-%d}.duckdb"


def past_report(project: "Project", morning: date) -> Path:
    """Where the HTML report of an earlier morning is kept."""
    return project.report / f"{morning:%Y-%m-%d}.html"


def built_for(reader: "ReadOnlyStore") -> date | None:
    """The morning the published tables speak of; None before the first run."""
    from smm_assets.report.summary import morning_of

    return morning_of(reader)
