"""`smm ui`: the Dagster UI on loopback, with schedules and sensors running; or one of its servers by itself.

Belongs here: options, the message, and ending everything when this command is ended. Not here: the servers
(`pipelines/running.py`, `pipelines/servers.py`).
"""

import signal
import socket
from ipaddress import ip_address
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pipelines.cli.manual import DONE, WRONG_USE, more
from pipelines.cli.options import HomeOption, JsonOption, open_project
from pipelines.cli.terminal import print_json
from smm_assets.errors import UsageError

if TYPE_CHECKING:
    from smm_assets.settings import Project

LOOPBACK = "127.0.0.1"
WARNING = (
    "Warning: anybody who reaches {address} can look at everything, start runs and change settings; there is no login. "
    "docs/how-to/put-authentication-before-the-ui.md puts one before it"
)
SEEN = "Warning: anybody who reaches {address} can look at everything; there is no login"


EXAMPLES = more(
    "smm ui",
    "smm ui --port 3001",
    "smm ui --only webserver --read-only  # for a service manager",
    "smm ui --only daemon --check",
    exits=(DONE, "1 failed, or not well", WRONG_USE),
)


def ui(
    ctx: typer.Context,
    port: Annotated[int, typer.Option(help="Port on this computer.", min=1, max=65535)] = 3000,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Address to listen on; another than loopback lets others in.")
    ] = LOOPBACK,
    only: Annotated[
        Literal["code", "webserver", "daemon"] | None,
        typer.Option(help="This server alone, in the foreground, for a service manager: all three make the UI."),
    ] = None,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="With --only webserver: nobody can start or change anything.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="With --only: start nothing; exit code 1 when that server is not well.")
    ] = False,
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Open the Dagster UI: runs, lineage, schedules, sensors.

    The daily job and the look into the inbox run by themselves as long as it does. Ctrl-C ends it.
    """
    project = open_project(ctx, home)
    if only is None and check:
        raise UsageError("--check asks one server", cure="Name it: --only code, webserver or daemon")
    if only != "webserver" and read_only:
        raise UsageError("--read-only is of the webserver alone", cure="smm ui --only webserver --read-only")
    if json and not check:
        raise UsageError("--json tells what --check finds", cure="smm ui --only webserver --check --json")
    if only is not None and check:
        _check(project, only, port, host, json=json)
        return
    if only in (None, "webserver"):
        _look_before(port, host, read_only=read_only)
    if only is None:
        _all_of_it(project, port, host)
    else:
        _one(project, only, port, host, read_only=read_only)


def _look_before(port: int, host: str, *, read_only: bool) -> None:
    """Refuse a port that is taken; say where it will be, and who can come there."""
    if not is_free(port, host):
        raise UsageError(
            f"port {port} is in use", cure=f"End what runs there, or take another: smm ui --port {port + 1}"
        )
    if not _is_loopback(host):
        typer.echo((SEEN if read_only else WARNING).format(address=f"{host}:{port}"), err=True)


def _all_of_it(project: "Project", port: int, host: str) -> None:
    from pipelines.running import start_ui

    signal.signal(signal.SIGINT, signal.default_int_handler)  # also where the shell had it ignored (background job)
    signal.signal(signal.SIGTERM, _like_ctrl_c)
    typer.echo(f"Dagster UI: http://{host}:{port} (Ctrl-C ends it)", err=True)
    if start_ui(project, port=port, host=host):
        raise typer.Exit(1)


def _one(
    project: "Project", only: Literal["code", "webserver", "daemon"], port: int, host: str, *, read_only: bool
) -> None:
    """Become that server."""
    from pipelines.servers import start_server

    if only == "daemon":
        from pipelines.running import make_ready

        make_ready(project)
    start_server(project, only, port=port, host=host, read_only=read_only)


def _check(
    project: "Project", only: Literal["code", "webserver", "daemon"], port: int, host: str, *, json: bool
) -> None:
    from pipelines.servers import is_healthy

    where = LOOPBACK if host in ("0.0.0.0", "::") else host
    well = is_healthy(project, only, port=port, host=where)
    if json:
        print_json({"server": only, "well": well})
    else:
        typer.echo(f"{only}: {'well' if well else 'not well'}", err=not well)
    if not well:
        raise typer.Exit(1)


def is_free(port: int, host: str = LOOPBACK) -> bool:
    """Whether a server could listen there now."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except socket.gaierror:
            raise UsageError(f"{host} is no address", cure="Write one of this computer, such as 127.0.0.1") from None
        except OSError:
            return False
    return True


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _like_ctrl_c(number: int, frame: FrameType | None) -> None:
    """Being told to end (a service manager does) ends the servers too."""
    raise KeyboardInterrupt
