"""`smm ui`: the Dagster UI on loopback, with schedules and sensors running.

Belongs here: the port, the message, and ending everything when this command is ended. Not here: the servers
(`pipelines/running.py`).
"""

import signal
import socket
from types import FrameType
from typing import Annotated

import typer

from pipelines.cli.options import HomeOption, open_project
from smm_assets.errors import UsageError

LOOPBACK = "127.0.0.1"


def ui(
    ctx: typer.Context,
    port: Annotated[int, typer.Option(help="Port on this computer.", min=1, max=65535)] = 3000,
    home: HomeOption = None,
) -> None:
    """The Dagster UI with daemon: lineage, runs, schedule and inbox sensor. Ends with Ctrl-C."""
    project = open_project(ctx, home)
    if not is_free(port):
        raise UsageError(
            f"port {port} is in use", cure=f"End what runs there, or take another: smm ui --port {port + 1}"
        )
    from pipelines.running import start_ui

    signal.signal(signal.SIGINT, signal.default_int_handler)  # also where the shell had it ignored (background job)
    signal.signal(signal.SIGTERM, _like_ctrl_c)
    typer.echo(f"Dagster UI: http://{LOOPBACK}:{port} (Ctrl-C ends it)", err=True)
    if start_ui(project, port=port):
        raise typer.Exit(1)


def is_free(port: int) -> bool:
    """Whether a server could listen there now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def _like_ctrl_c(number: int, frame: FrameType | None) -> None:
    """Being told to end (a service manager does) ends the servers too."""
    raise KeyboardInterrupt
