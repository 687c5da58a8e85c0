"""The `smm` command: which commands there are. Heavy libraries are imported only inside the command that needs them.

Belongs here: registering commands and the entry point. Not here: what a command does (one module each).
"""

import sys
from collections.abc import Callable
from typing import Annotated

import typer

from pipelines.cli import (
    approve,
    backtest,
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
from pipelines.cli.options import HomeOption
from pipelines.cli.quarantine import quarantine

app = typer.Typer(
    name="smm",
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="From social network exports to the next unit of budget: tables, pacing, KPIs and advice with its why.",
    epilog="Exit codes: 0 done · 1 failed · 2 wrong use or configuration · 3 done, but something needs a person.",
)

COMMANDS: dict[str, Callable[..., None]] = {
    "init": init.init,
    "demo": demo.demo,
    "inspect": inspect.inspect,
    "ingest": ingest.ingest,
    "run": run.run,
    "status": status.status,
    "recommend": recommend.recommend,
    "approve": approve.approve,
    "decline": approve.decline,
    "backtest": backtest.backtest,
    "sql": query.sql,
    "export": export.export,
    "report": report.report,
    "doctor": doctor.doctor,
    "ui": ui.ui,
    "new-network": new_network.new_network,
}
for name, command in COMMANDS.items():
    app.command(name)(command)
app.add_typer(quarantine, name="quarantine")
app.add_typer(alerts, name="alerts")
app.add_typer(explain.app, name="explain")
app.add_typer(small_test.app, name="test")


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
    typer.main.get_command(app)()


if __name__ == "__main__":
    main()
