"""`smm doctor`: configuration, connections, permissions, versions.

Belongs here: printing the findings and the exit code. Not here: the checks (`checkup.py`), giving rights
(`granting.py`).
"""

from typing import Annotated

import typer

from pipelines import clock
from pipelines.cli.checkup import of_project, surroundings
from pipelines.cli.finding import Finding
from pipelines.cli.granting import Asked, grant
from pipelines.cli.manual import more
from pipelines.cli.options import HomeOption, JsonOption, open_project
from pipelines.cli.terminal import aligned, console, print_json, safe
from smm_assets.errors import ConfigurationError, Problem, UsageError

MARKS = {"good": "[green]good [/]", "watch": "[yellow]watch[/]", "bad": "[bold red]bad  [/]"}


EXAMPLES = more(
    "smm doctor",
    "smm doctor --home clients/cafe",
    "smm doctor --grant --dry-run",
    "smm doctor --grant --analyst anna",
    exits=(
        "0 all is good",
        "1 something is not",
        "2 only the configuration is not",
        "3 rights are left that the administrator of the server has to give",
    ),
)


def doctor(
    ctx: typer.Context,
    do_grant: Annotated[
        bool, typer.Option("--grant", help="Make or repair roles and rights on the project's PostgreSQL server.")
    ] = False,
    writer: Annotated[
        str, typer.Option(metavar="USER", help="With --grant: the user the daily job connects as, else that of store:.")
    ] = "",
    analyst: Annotated[
        str, typer.Option(metavar="USER", help="With --grant: a person's login that may read and nothing else.")
    ] = "",
    password_stdin: Annotated[
        bool,
        typer.Option("--password-stdin", help="Passwords of new users, one a line, from standard input."),
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="With --grant: print the SQL, run nothing.")] = False,
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Check configuration, connections, permissions and versions.

    Says what is good, and what to do about the rest. Changes nothing, but for --grant: that gives roles and rights on
    a PostgreSQL server, and prints the SQL of those the user of store: may not give.
    """
    if do_grant:
        asked = Asked(writer=writer, analyst=analyst, from_stdin=password_stdin, dry_run=dry_run, json=json)
        grant(open_project(ctx, home), asked)
        return
    if writer or analyst or password_stdin or dry_run:
        raise UsageError("--writer, --analyst, --password-stdin and --dry-run belong to --grant", cure="Add --grant")
    found = list(surroundings()) + _project(ctx, home)
    if json:
        print_json(found)
    else:
        _show(found)
    bad = [one for one in found if one.state == "bad"]
    if bad:
        raise typer.Exit(2 if all(one.check in ("Configuration", "Project") for one in bad) else 1)


def _project(ctx: typer.Context, home: HomeOption) -> list[Finding]:
    try:
        project = open_project(ctx, home)
    except UsageError as error:
        named = home or ctx.obj
        return [Finding(check="Project", state="bad" if named else "watch", seen=error.message, cure=error.cure)]
    except ConfigurationError as error:
        return [Finding(check="Configuration", state="bad", seen=_seen(one), cure=one.cure) for one in error.problems]
    return list(of_project(project, clock.now()))


def _seen(problem: Problem) -> str:
    return f"{problem.where}: {problem.seen}" + (f"; expected {problem.expected}" if problem.expected else "")


def _show(found: list[Finding]) -> None:
    screen = console()
    lines = aligned(["", ""], [[one.check, safe(one.seen)] for one in found])[1:]
    for one, line in zip(found, lines, strict=True):
        screen.print(MARKS[one.state], end=" ")
        screen.print(line, markup=False)
        if one.cure and one.state != "good":
            screen.print(f"      cure: {safe(one.cure)}", markup=False)
