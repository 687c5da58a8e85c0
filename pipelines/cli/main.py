"""The `smm` command: which commands there are. Heavy libraries are imported only inside the command that needs them.

Belongs here: registering commands and the entry point. Not here: what a command does (one module each).
"""

import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Annotated

import typer

from pipelines.cli import (
    approve,
    backtest,
    backup,
    demo,
    doctor,
    explain,
    export,
    ingest,
    init,
    inspect,
    new_network,
    query,
    recommend,
    report,
    run,
    small_test,
    status,
    ui,
)
from pipelines.cli.alerts import alerts
from pipelines.cli.failure import Commands, report_crash
from pipelines.cli.manual import DONE, FAILED, HELP_NAMES, NEEDS_HELP, WRONG_USE, more
from pipelines.cli.options import HomeOption
from pipelines.cli.quarantine import quarantine
from pipelines.cli.terminal import is_colourful

PROGRAM = "smm"

START, DAILY, EXPORTS = "Start", "Every day", "Exports, and what is held back"
DECIDE, LOOK, KEEP, BUILD = "Decide", "Look into", "Keep safe", "For developers"
PANELS = (START, DAILY, EXPORTS, DECIDE, LOOK, KEEP, BUILD)

app = typer.Typer(
    name=PROGRAM,
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": HELP_NAMES},
    help="From social network exports to the next unit of budget: tables, pacing, KPIs and advice with its why.",
    epilog=more(
        "smm demo my-demo  # a shop to try things with",
        "smm init myshop  # a project of your own",
        "smm run --home myshop",
        "smm status --home myshop",
        exits=(DONE, FAILED, WRONG_USE, NEEDS_HELP),
    ),
)

COMMANDS: tuple[tuple[str, str, Callable[..., None], str], ...] = (
    (START, "init", init.init, init.EXAMPLES),
    (START, "demo", demo.demo, demo.EXAMPLES),
    (START, "doctor", doctor.doctor, doctor.EXAMPLES),
    (DAILY, "run", run.run, run.EXAMPLES),
    (DAILY, "status", status.status, status.EXAMPLES),
    (DAILY, "report", report.report, report.EXAMPLES),
    (DAILY, "ui", ui.ui, ui.EXAMPLES),
    (EXPORTS, "inspect", inspect.inspect, inspect.EXAMPLES),
    (EXPORTS, "ingest", ingest.ingest, ingest.EXAMPLES),
    (DECIDE, "recommend", recommend.recommend, recommend.EXAMPLES),
    (DECIDE, "approve", approve.approve, approve.APPROVE),
    (DECIDE, "decline", approve.decline, approve.DECLINE),
    (DECIDE, "backtest", backtest.backtest, backtest.EXAMPLES),
    (LOOK, "sql", query.sql, query.EXAMPLES),
    (LOOK, "export", export.export, export.EXAMPLES),
    (KEEP, "backup", backup.backup, backup.BACKUP),
    (KEEP, "restore", backup.restore, backup.RESTORE),
    (BUILD, "new-network", new_network.new_network, new_network.EXAMPLES),
)
for panel, name, command, ending in COMMANDS:
    app.command(name, rich_help_panel=panel, epilog=ending)(command)
app.add_typer(alerts, name="alerts", rich_help_panel=DAILY)
app.add_typer(quarantine, name="quarantine", rich_help_panel=EXPORTS)
app.add_typer(small_test.app, name="test", rich_help_panel=DECIDE)
app.add_typer(explain.app, name="explain", rich_help_panel=LOOK)


def print_version(asked: bool) -> None:
    """Answer --version and stop."""
    if asked:
        from importlib.metadata import version

        typer.echo(f"smm {version('smm-budget')}")
        raise typer.Exit


@app.callback()
def everywhere(
    ctx: typer.Context,
    home: HomeOption = None,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", is_eager=True, callback=print_version)
    ] = False,
) -> None:
    """Options that may also stand before the command."""
    ctx.obj = home


def main() -> None:
    """Entry point of the `smm` script."""
    sys.excepthook = report_crash
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with suppress(OSError):  # of a stream that was given another end since
                stream.reconfigure(errors="replace")  # what a terminal has no letter for is ?, not a traceback
    if not is_colourful(sys.stdout):
        os.environ["_TYPER_FORCE_DISABLE_TERMINAL"] = "1"  # else help pages keep bold letters
    typer.main.get_command(app)(prog_name=PROGRAM)


if __name__ == "__main__":
    main()
