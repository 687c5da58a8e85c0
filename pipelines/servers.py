"""The three servers of a production set-up, each a process of its own in the foreground: code, webserver, daemon.

Belongs here: which command each is and how its health is asked. Not here: dagster.yaml (`instance`), units and
containers that start them (`deploy/`), or all of it in one command for a desk (`running`).

The code server listens on a socket of the project folder: whoever may write there may run code as its user anyway,
while a port of loopback would be open to every user of the machine.
"""

import os
import signal
import subprocess
import sys
import urllib.request
from typing import Literal, NoReturn, get_args

from pipelines.instance import LOCATION, MODULE, ROOT, surroundings, write_home, write_yaml
from smm_assets.errors import UsageError
from smm_assets.settings import Project
from smm_assets.warehouse.run_database import check_runs

Server = Literal["code", "webserver", "daemon"]
SERVERS: tuple[Server, ...] = get_args(Server)
LONGEST_SOCKET = 100  # of the 107 bytes an address may have
HEARTBEAT_SECONDS = 180
ANSWER_SECONDS = 10


def start_server(project: Project, server: Server, *, port: int, host: str, read_only: bool = False) -> NoReturn:
    """Become the server. Raises UsageError for a folder too deep for a socket, StoreError without Dagster's storage."""
    prepare(project)
    check_runs(project)
    command = command_of(project, server, port=port, host=host, read_only=read_only)
    os.chdir(project.home)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell ignores it in the background; Dagster ends by it
    os.execve(command[0], command, surroundings(project))


def prepare(project: Project) -> None:
    """Write the files the servers read."""
    write_home(project)
    place = {"socket": socket_of(project), "location_name": LOCATION}
    write_yaml(project.dagster_home / "served.yaml", {"load_from": [{"grpc_server": place}]})


def socket_of(project: Project) -> str:
    """Where the code server listens. Raises UsageError where its path is too long for a socket."""
    path = str(project.dagster_home / "code.sock")
    if len(path.encode()) > LONGEST_SOCKET:
        raise UsageError(
            f"{path} is too long for a socket, at most {LONGEST_SOCKET} bytes", cure="Move the project folder up"
        )
    return path


def command_of(project: Project, server: Server, *, port: int, host: str, read_only: bool = False) -> list[str]:
    """The command of one server."""
    workspace = ["-w", str(project.dagster_home / "served.yaml")]
    if server == "code":
        module = ["-m", MODULE, "--working-directory", str(ROOT), "--location-name", LOCATION]
        said = ["--socket", socket_of(project), *module, "--use-python-environment-entry-point"]
        return _python("dagster", "code-server", "start", *said, "--log-level", "warning")
    if server == "webserver":
        shown = ["--read-only"] if read_only else []
        said = [*workspace, "-h", host, "-p", str(port), *shown]
        return _python("dagster_webserver", *said, "--dagster-log-level", "warning")
    return _python("dagster._daemon", "run", *workspace, "--log-level", "warning")


def is_healthy(project: Project, server: Server, *, port: int, host: str) -> bool:
    """Whether the server is at work: the webserver answers, the code location is served, every daemon beats."""
    if server == "webserver":
        return _answers(f"http://{host}:{port}/server_info")
    if server == "code":
        asked = _python("dagster", "api", "grpc-health-check", "--socket", socket_of(project))
    else:
        asked = _python("dagster._daemon", "liveness-check")
    env = surroundings(project) | {"DAGSTER_DAEMON_HEARTBEAT_TOLERANCE": str(HEARTBEAT_SECONDS)}
    return subprocess.run(asked, env=env, cwd=project.home, capture_output=True, check=False).returncode == 0


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=ANSWER_SECONDS) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _python(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", module, *arguments]
