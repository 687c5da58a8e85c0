"""`smm status`: how things stand, read from the published tables.

Belongs here: arguments and printing. Not here: the facts (`smm_assets/report/summary.py`).
"""

import typer

from pipelines.cli.options import HomeOption, JsonOption, open_project
from pipelines.cli.page import render
from pipelines.cli.published import published
from pipelines.cli.steps import next_steps
from pipelines.cli.terminal import print_json, safe, shown
from smm_assets.report.facts import Run
from smm_assets.report.words import long_day


def status(ctx: typer.Context, json: JsonOption = False, home: HomeOption = None) -> None:
    """Data per channel, last run, quarantine, pacing, KPIs and advice as last published."""
    from smm_assets.report.summary import collect

    project = open_project(ctx, home)
    with published(project, None) as reader:
        summary = collect(project, reader)
    if json:
        print_json(summary)
        return
    steps = next_steps(project, summary)
    for line in render(summary, home=shown(project.home), next_steps=steps, complete=True):
        typer.echo(line)
    typer.echo(safe(_last_run(summary.run)))


def _last_run(run: Run | None) -> str:
    if run is None:
        return "Last run: none recorded"
    when = f"{run.started_at:%Y-%m-%d %H:%M} UTC" if run.started_at else "at an unknown time"
    words = {"done": "done", "needs_person": "done, something needs a person"}.get(run.status, run.status)
    message = f": {run.message}" if run.message and run.status == "failed" else ""
    return f"Last run {when} for {long_day(run.as_of)}, {words}{message}"
