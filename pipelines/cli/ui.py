"""`smm ui`: the Dagster UI on loopback, with schedules and sensors running.

Belongs here: the port and the message. Not here: the servers (`pipelines/jobs.py`).
"""

from typing import Annotated

import typer

from pipelines.cli.options import HomeOption, open_project


def ui(
    ctx: typer.Context,
    port: Annotated[int, typer.Option(help="Port on this computer.", min=1, max=65535)] = 3000,
    home: HomeOption = None,
) -> None:
    """The Dagster UI with daemon: lineage, runs, schedule and inbox sensor. Ends with Ctrl-C."""
    project = open_project(ctx, home)
    from pipelines.jobs import start_ui

    typer.echo(f"Dagster UI: http://127.0.0.1:{port} (Ctrl-C ends it)", err=True)
    code = start_ui(project, port=port)
    if code:
        raise typer.Exit(1)
