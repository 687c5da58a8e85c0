"""`smm status`: how things stand, read from the published tables; of one project, or of several in a line each.

Belongs here: arguments and printing. Not here: the facts (`smm_assets/report/summary.py`, `overview.py`), looking at
several folders (`folders.py`).
"""

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines import clock
from pipelines.cli.manual import DONE, more
from pipelines.cli.options import HomeOption, JsonOption, open_project
from pipelines.cli.published import published
from pipelines.cli.steps import next_steps, waited_for, where, worth_typing
from pipelines.cli.terminal import console, print_json, show_line, shown
from smm_assets.errors import UsageError
from smm_assets.report.words import long_day

if TYPE_CHECKING:
    from smm_assets.report.facts import Run

SEVERAL = "smm status --all clients/*"


EXAMPLES = more(
    "smm status",
    "smm status --full  # every line of every section",
    "smm status --all clients/*  # several projects, a line each",
    "smm status --json",
    exits=(DONE, "with --all: 1 one failed or cannot be read", "3 one needs a person"),
)


def status(
    ctx: typer.Context,
    folders: Annotated[
        list[Path] | None, typer.Argument(metavar="DIR...", help="With --all: the project folders.")
    ] = None,
    all_: Annotated[
        bool,
        typer.Option(
            "--all",
            help="One line for each folder. Exit code 1 when one failed or cannot be read, else 3 when one needs a "
            "person, else 0.",
        ),
    ] = False,
    full: Annotated[bool, typer.Option("--full", help="Every line of every section, however many.")] = False,
    env_dir: Annotated[
        Path | None,
        typer.Option("--env-dir", metavar="DIR", help="With --all: DIR/NAME.env holds the variables of folder NAME."),
    ] = None,
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """See on one screen how everything stands.

    Data, money and advice per channel, exports to fetch, KPIs, and what needs you, as last published.
    """
    if all_ and home is not None:
        raise UsageError("--home names one project, --all asks several", cure=f"Leave --home out: {SEVERAL}")
    if all_:
        _several(folders or [], env_dir, json=json)
        return
    if folders or env_dir:
        raise UsageError("folders and --env-dir go with --all", cure=f"One project: --home DIR; several: {SEVERAL}")
    _one(ctx, home, json=json, full=full)


def _one(ctx: typer.Context, home: Path | None, *, json: bool, full: bool) -> None:
    from smm_assets.report.summary import collect

    project = open_project(ctx, home)
    with published(project, None) as reader:
        summary = collect(project, reader)
    if json:
        from pipelines.cli.as_columns import as_columns

        print_json(as_columns(summary))
        return
    home_shown, first = shown(project.home), waited_for(project, summary)
    if full:
        from pipelines.cli.page import render

        steps = next_steps(project, summary)
        for line in render(summary, home=home_shown, next_steps=steps, first=first, complete=True):
            show_line(line)
        show_line(_last_run(summary.run, waits=summary.needs_person))
        return
    from pipelines.cli.status_page import lines

    told = lines(
        summary,
        console(wide=False),
        home=home_shown,
        first=first,
        zone=project.zone,
        where=where(project),
        next_steps=worth_typing(project, summary),
    )
    typer.echo("\n".join(told), color=True)  # colours are there only where they may be


def _several(folders: list[Path], env_dir: Path | None, *, json: bool) -> None:
    from pipelines.cli.folders import look_at
    from pipelines.cli.overview_page import COLOURS, STATES, lines
    from smm_assets.report.overview import exit_code

    if not folders:
        raise UsageError("--all names no folder", cure=SEVERAL)
    if env_dir is not None and not env_dir.is_dir():
        raise UsageError(f"{env_dir} is no folder", cure="Name the folder that holds NAME.env of each project")
    found = look_at(folders, now=clock.now(), env_dir=env_dir)
    if json:
        print_json(found)
    else:
        screen = console()
        width = shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else None
        for one, line in zip(found, lines(found, width), strict=True):
            state = STATES[one.state]
            screen.print(state, style=COLOURS[one.state], end="")
            screen.print(line.removeprefix(state), markup=False)
    raise typer.Exit(exit_code(found))


def _last_run(run: "Run | None", *, waits: bool) -> str:
    if run is None:
        return "Last run: none recorded"
    when = f"{run.started_at:%Y-%m-%d %H:%M} UTC" if run.started_at else "at an unknown time"
    ended = "needs_person" if run.status == "done" and waits else run.status
    words = {"done": "done", "needs_person": "done, something needs a person"}.get(ended, ended)
    message = f": {run.message}" if run.message and run.status == "failed" else ""
    return f"Last run {when} for {long_day(run.as_of)}, {words}{message}"
