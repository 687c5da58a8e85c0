"""`smm run`: the whole daily job, then the page.

Belongs here: arguments, the page and the exit code. Not here: the job (`pipelines/running.py`).
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines import clock
from pipelines.cli.failure import NEEDS_PERSON, JobFailed
from pipelines.cli.manual import DONE, FAILED, NEEDS_HELP, WRONG_USE, more
from pipelines.cli.options import AsOfOption, HomeOption, JsonOption, open_project
from pipelines.cli.progress import progress
from pipelines.cli.published import past_report, published, tell_past
from pipelines.cli.replay import is_past, run_past
from pipelines.cli.steps import next_steps, waited_for
from pipelines.cli.terminal import print_json, show_line, shown
from smm_assets.errors import ConfigurationError, Problem, SmmError

if TYPE_CHECKING:
    from pipelines.outcome import RunOutcome
    from smm_assets.warehouse import ReadOnlyStore

A_CLOCK_SET_RIGHT = timedelta(hours=1)  # what setting it right may take back, and no run lasts
CURE = "Nothing half done is kept; the tables of the last good run stay. smm doctor checks the surroundings"


EXAMPLES = more(
    "smm run",
    "smm run --home clients/cafe",
    "smm run --as-of 2026-11-15  # a past morning, beside the current tables",
    "smm run --full-refresh  # every table anew, from the raw rows",
    exits=(DONE, FAILED, WRONG_USE, NEEDS_HELP),
)


def run(
    ctx: typer.Context,
    as_of: AsOfOption = None,
    full_refresh: Annotated[
        bool, typer.Option("--full-refresh", help="Rebuild every table from the raw rows.")
    ] = False,
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Do the whole daily job: load, tables, KPIs, advice, report.

    Prints what came of it on one page. With --as-of of a past morning the tables of then are built beside the current
    ones, which stay.
    """
    project = open_project(ctx, home)
    morning, started = clock.morning(project, as_of), clock.now()
    past = as_of is not None and is_past(project, morning)
    with progress("Running the daily job") as tell:
        from pipelines.running import run_daily

        if past:
            outcome = run_past(project, as_of=morning, now=started, on_event=tell)
        else:
            outcome = run_daily(project, as_of=morning, now=started, full_refresh=full_refresh, on_event=tell)
    if outcome.status == "failed":
        raise _failed(outcome)
    from smm_assets.report import build
    from smm_assets.report.summary import collect

    with published(project, as_of if past else None) as reader:
        summary = collect(project, reader, morning, since=started.replace(tzinfo=None))
        for line in clock_behind(reader, started):
            show_line(line, err=True)
        if past:
            build(project, reader, morning, name=past_report(project, morning).name)
    if json:
        from pipelines.cli.as_columns import as_columns

        print_json(as_columns(summary))
    else:
        from pipelines.cli.page import render

        steps = next_steps(project, summary, past=morning if past else None)
        first = waited_for(project, summary)
        for line in render(summary, home=shown(project.home), next_steps=steps, first=first):
            show_line(line)
    if past:
        tell_past(project, morning)
    if summary.needs_person:
        raise typer.Exit(NEEDS_PERSON)


def clock_behind(reader: "ReadOnlyStore", started: datetime) -> list[str]:
    """What is said where an earlier run began later than this one by the clock of this machine; else nothing."""
    sql = "SELECT MAX(started_at) AS at FROM ops.run WHERE started_at > :later"
    later = started.replace(tzinfo=None) + A_CLOCK_SET_RIGHT
    found = reader.read(sql, {"later": later})["at"].iloc[0]
    if found is None or found != found:  # NaT is not equal to itself
        return []
    return [
        f"Beware: the clock of this machine says {started:%d %b %Y %H:%M} UTC, but an earlier run began at "
        f"{found:%d %b %Y %H:%M}. Set it right: which morning it is, and which of two exports is newer, go by it"
    ]


def _failed(outcome: "RunOutcome") -> SmmError:
    """What is wrong in the user's own files as the list it is; anything else with the step it happened in."""
    if outcome.is_list:
        told = [line.partition(": ") for line in outcome.message.split("\n") if line.strip()]
        return ConfigurationError([Problem(where=where, seen=seen) for where, _, seen in told])
    step = f"the job failed in {outcome.failed_step}: " if outcome.failed_step else "the job failed: "
    step = "" if outcome.exit_code == ConfigurationError.exit_code else step
    return JobFailed(f"{step}{outcome.message}", cure=outcome.cure or CURE, exit_code=outcome.exit_code or 1)
