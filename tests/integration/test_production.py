"""The production set-up at work: the units' own commands on a project whose tables and runs PostgreSQL keeps.

One set-up for all: the three servers as deploy/systemd starts them, a read-only page, and the proxies with the files of
deploy/proxy before it, all on loopback.
"""

import base64
import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import create_engine
from sqlalchemy import text as statement
from sqlalchemy.pool import NullPool

from tests.deploy import units
from tests.deploy.proxies import PROXIES, SECRET, caddy, nginx
from tests.postgres import PASSWORD, Server

pytestmark = pytest.mark.slow
pytest.importorskip("dagster_postgres", reason="the extra postgres is not installed")
CLIENT = "shop"
PATIENCE = 180.0
COMPOSE = yaml.safe_load((units.ROOT / "deploy/docker/compose.yaml").read_text(encoding="utf-8"))
STATE = """{
  workspaceOrError { ... on Workspace { locationEntries { name loadStatus locationOrLoadError { __typename } } } }
  instance { daemonHealth { allDaemonStatuses { daemonType healthy required } } }
}"""
LAUNCH = """mutation ($given: ExecutionParams!) { launchRun(executionParams: $given) {
  __typename ... on LaunchRunSuccess { run { runId } } ... on PythonError { message }
} }"""
GIVEN = {
    "selector": {"repositoryLocationName": "smm", "repositoryName": "__repository__", "pipelineName": "alerts"},
    "runConfigData": "{}",
}


@dataclass(frozen=True)
class Installed:
    """One client on this machine. port: of its page; processes: by unit name."""

    home: Path
    smm: Path
    environ: dict[str, str]
    database: str
    port: int
    read_only_port: int
    processes: dict[str, subprocess.Popen[bytes]]

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        engine = create_engine(self.database, poolclass=NullPool)
        with engine.connect() as connection:
            return [tuple(row) for row in connection.execute(statement(query))]

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.smm), *words], env=self.environ, capture_output=True, text=True, timeout=120, check=False
        )


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_for(what: str, ready: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not ready():
        assert time.monotonic() < deadline, f"waited {PATIENCE:.0f} s for {what}"
        time.sleep(1)


def asked(port: int, query: str, **variables: Any) -> dict[str, Any]:
    body = json.dumps({"query": query, "variables": variables}).encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/graphql", data=body, headers={"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return dict(json.load(answer)["data"])


@contextmanager
def started(command: list[str], environ: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with (
        log.open("wb") as out,
        subprocess.Popen(command, env=environ, stdout=out, stderr=out, start_new_session=True) as process,
    ):
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, postgres_server: Server) -> Iterator[Installed]:
    """Folders, variables and processes as the units lay them out, below a folder instead of /."""
    root = tmp_path_factory.mktemp("prod")
    home, smm, file = root / "srv/smm" / CLIENT, root / "opt/smm/bin/smm", root / "etc" / f"{CLIENT}.env"
    for folder in (home, smm.parent, file.parent):
        folder.mkdir(parents=True)
    (home / "smm.yaml").write_text("name: Shop\nstore: ${SMM_STORE}\nruns: ${SMM_RUNS}\n", encoding="utf-8")
    smm.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pipelines.cli.main "$@"\n', encoding="utf-8")
    smm.chmod(0o755)
    database, port, read_only = postgres_server.store(), free_port(), free_port()
    example = (units.SYSTEMD / "client.env").read_text(encoding="utf-8")
    example = example.replace("postgresql://shop:change-me@127.0.0.1/shop", database).replace("3001", str(port))
    file.write_text(example, encoding="utf-8")
    own = {name: value for name, value in os.environ.items() if not name.startswith(("SMM_", "DAGSTER_"))}
    own["PYTHONPATH"] = os.pathsep.join([str(units.ROOT), os.environ.get("PYTHONPATH", "")])
    processes: dict[str, subprocess.Popen[bytes]] = {}
    with ExitStack() as stack:
        for name in units.SERVICES:
            unit = units.read(name, CLIENT)
            known = {k: v.replace("/srv/smm", str(home.parent)) for k, v in units.variables(unit, file).items()}
            words = [word.replace("/opt/smm/bin/smm", str(smm)) for word in units.command(unit, known)]
            environ = own | known
            processes[name] = stack.enter_context(started(words, environ, root / f"{name}.log"))
        viewers = [str(smm), "ui", "--only", "webserver", "--read-only", "--port", str(read_only)]
        stack.enter_context(started(viewers, environ, root / "viewers.log"))
        yield Installed(home, smm, environ, database, port, read_only, processes)
    postgres_server.drop(database)


def is_up(port: int) -> bool:
    try:
        state = asked(port, STATE)
    except OSError:
        return False
    entries = state["workspaceOrError"]["locationEntries"]
    daemons = [one for one in state["instance"]["daemonHealth"]["allDaemonStatuses"] if one["required"]]
    return (
        [(one["name"], one["loadStatus"], one["locationOrLoadError"]["__typename"]) for one in entries]
        == [("smm", "LOADED", "RepositoryLocation")]
        and len(daemons) > 4
        and all(one["healthy"] for one in daemons)
    )


def test_the_page_answers_the_code_is_served_and_every_daemon_is_healthy(installed: Installed) -> None:
    wait_for("page, code location and daemons", lambda: is_up(installed.port))
    served = yaml.safe_load((installed.home / "data/dagster/served.yaml").read_text(encoding="utf-8"))
    assert served["load_from"][0]["grpc_server"]["socket"] == str(installed.home / "data/dagster/code.sock")
    assert (installed.home / "data/dagster/code.sock").is_socket()


@pytest.mark.parametrize("service", ["code", "webserver", "daemon"])
def test_the_health_checks_of_the_containers_say_so(installed: Installed, service: str) -> None:
    wait_for("page, code location and daemons", lambda: is_up(installed.port))
    kind, program, *words = COMPOSE["services"][service]["healthcheck"]["test"]
    assert (kind, program) == ("CMD", "smm")
    done = installed.run(*[word.replace("3000", str(installed.port)) for word in words])
    assert (done.returncode, done.stdout) == (0, f"{service}: well\n"), done.stderr


def test_a_run_asked_for_in_the_page_is_queued_done_and_kept_in_postgresql(installed: Installed) -> None:
    wait_for("page, code location and daemons", lambda: is_up(installed.port))
    launched = asked(installed.port, LAUNCH, given=GIVEN)["launchRun"]
    assert launched["__typename"] == "LaunchRunSuccess", launched
    run = launched["run"]["runId"]
    query = f"SELECT status FROM runs WHERE run_id = '{run}'"
    wait_for("the run", lambda: installed.rows(query)[0][0] in ("SUCCESS", "FAILURE", "CANCELED"))
    assert installed.rows(query) == [("SUCCESS",)]
    steps = f"SELECT count(*) FROM event_logs WHERE run_id = '{run}' AND dagster_event_type = 'STEP_SUCCESS'"
    assert installed.rows(steps) == [(1,)]
    assert not list(installed.home.rglob("*.db")), "no file of SQLite beside"


def test_the_password_stands_in_no_file_and_on_no_command_line(installed: Installed) -> None:
    wait_for("page, code location and daemons", lambda: is_up(installed.port))
    files = [path for path in installed.home.parents[2].rglob("*") if path.is_file() and path.parent.name != "etc"]
    assert {"dagster.yaml", "served.yaml", "workspace.yaml"} <= {path.name for path in files}
    assert [path for path in files if PASSWORD.encode() in path.read_bytes()] == []
    for process in installed.processes.values():
        assert PASSWORD.encode() not in Path(f"/proc/{process.pid}/cmdline").read_bytes()


def test_who_may_only_look_can_start_nothing(installed: Installed) -> None:
    wait_for("the page of viewers", lambda: is_up(installed.read_only_port))
    refused = asked(installed.read_only_port, LAUNCH, given=GIVEN)["launchRun"]
    assert refused["__typename"] == "UnauthorizedError"


@pytest.fixture(scope="module", params=[nginx, caddy])
def proxy(
    request: pytest.FixtureRequest, installed: Installed, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[int]:
    """The port of a proxy with the file as it is delivered, but for its own places and the port behind it."""
    name = request.param.__name__
    if PROXIES[name] is None or shutil.which("openssl") is None:
        pytest.skip(f"needs {name} and openssl")
    folder, port = tmp_path_factory.mktemp(name), free_port()
    key = ["-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", *key]
    subprocess.run(made, check=True, capture_output=True)
    environ = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with started(request.param(folder, port, installed.port), environ, folder / "log"):
        wait_for(name, lambda: listens(port))
        yield port


def answer(port: int, path: str, password: str, *headers: str) -> tuple[int, str]:
    """Status and the beginning of what comes back, over TLS as a browser asks."""
    said = base64.b64encode(f"anna:{password}".encode()).decode()
    lines = [f"GET {path} HTTP/1.1", "Host: shop.example.org", *headers]
    lines += [f"Authorization: Basic {said}"] if password else []
    lines += [] if headers else ["Connection: close"]
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with (
        socket.create_connection(("127.0.0.1", port), timeout=60) as plain,
        context.wrap_socket(plain, server_hostname="shop.example.org") as secured,
    ):
        secured.sendall("\r\n".join([*lines, "", ""]).encode())
        got = b""
        while (more := secured.recv(65536)) and not (headers and b"\r\n\r\n" in got + more):
            got += more
        got += more
    text = got.decode("utf-8", "replace")
    return int(text.split(" ", 2)[1]), text


def test_the_proxy_lets_in_who_has_the_password_and_nobody_else(installed: Installed, proxy: int) -> None:
    wait_for("page, code location and daemons", lambda: is_up(installed.port))
    upgrade = (
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Protocol: graphql-ws",
    )
    for path, more in (("/", ()), ("/graphql", upgrade), ("/server_info", ())):
        assert answer(proxy, path, "", *more)[0] == 401
        assert answer(proxy, path, "guessed", *more)[0] == 401
    assert answer(proxy, "/server_info", SECRET)[0] == 200
    assert 'id="initialization-data"' in answer(proxy, "/", SECRET)[1]
    status, said = answer(proxy, "/graphql", SECRET, *upgrade)
    assert status == 101
    assert "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" in said, "what RFC 6455 answers to this key"


def test_told_to_end_they_end_well_and_the_check_says_that_they_are_gone(installed: Installed) -> None:
    wait_for("page, code location and daemons", lambda: is_up(installed.port))
    for process in installed.processes.values():
        process.terminate()
    for name, process in installed.processes.items():
        assert process.wait(timeout=60) == 0, name
    done = installed.run("ui", "--only", "code", "--check")
    assert (done.returncode, done.stderr) == (1, "code: not well\n")
