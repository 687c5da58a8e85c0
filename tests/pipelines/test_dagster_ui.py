"""The UI: it serves the project's code location on loopback, and Ctrl-C ends everything it started."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import pytest
import yaml

from pipelines.assembly import build_defs
from pipelines.instance import instance_settings, opened_instance
from pipelines.pulse import beating
from pipelines.running import start_ui
from smm_assets.assets.keys import LEDGER
from smm_assets.settings import Project

ROOT = Path(__file__).parents[2]
ENTRY = "name loadStatus locationOrLoadError { __typename }"
ASKED = f"{{ workspaceOrError {{ ... on Workspace {{ locationEntries {{ {ENTRY} }} }} }} }}"
START = """
import sys
from pipelines.pulse import beating
from pipelines.running import start_ui
from smm_assets.settings import Project
sys.exit(start_ui(Project.open(sys.argv[1]), int(sys.argv[2])))
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "smm.yaml").write_text("name: Shop\ncurrency: EUR\n", encoding="utf-8")
    return Project.open(tmp_path)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def until(ready: Callable[[], bool], seconds: float) -> bool:
    """Whether it became true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if ready():
            return True
        time.sleep(0.5)
    return False


def locations(port: int) -> list[dict[str, object]]:
    body = json.dumps({"query": ASKED}).encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/graphql", data=body, headers={"content-type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return list(json.load(answer)["data"]["workspaceOrError"]["locationEntries"])
    except OSError:
        return []


def loaded(port: int) -> bool:
    found = locations(port)
    return [(one["name"], one["loadStatus"], one["locationOrLoadError"]) for one in found] == [
        ("smm", "LOADED", {"__typename": "RepositoryLocation"})
    ]


def children(pid: int) -> set[int]:
    """Processes below this one, however deep (Linux; elsewhere none is seen)."""
    found = {int(word) for path in Path(f"/proc/{pid}/task").glob("*/children") for word in path.read_text().split()}
    return found | {deeper for child in found for deeper in children(child)}


@pytest.mark.slow
def test_it_serves_the_code_location_and_ctrl_c_ends_it_and_all_it_started(project: Project) -> None:
    port = free_port()
    with started(project, port) as ui:
        assert until(lambda: loaded(port), 150)
        below = children(ui.pid)
        os.killpg(ui.pid, signal.SIGINT)
        assert ui.wait(timeout=60) == 0
        assert until(lambda: not any(Path(f"/proc/{child}").exists() for child in below), 30)


def test_started_in_the_background_it_ends_when_it_is_terminated(project: Project) -> None:
    """A stand-in for the servers takes SIGTERM as SIGINT, as they do: ignored when the shell had SIGINT ignored."""
    served = (
        "import os, signal, time; signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGINT)); "
        "open('new', 'w').write(str(os.getpid())); os.replace('new', 'ready'); time.sleep(600)"
    )
    stand_in = f"import pipelines.instance as i; i.servers = lambda *asked: [sys.executable, '-c', {served!r}]"
    ignored = "import signal, sys; signal.signal(signal.SIGINT, signal.SIG_IGN)"
    with started(project, free_port(), before=f"{ignored}\n{stand_in}") as ui:
        assert until((project.home / "ready").exists, 60)
        child = int((project.home / "ready").read_text(encoding="utf-8"))
        ui.terminate()
        ui.wait(timeout=60)
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)


@contextmanager
def started(project: Project, port: int, before: str = "") -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-c", f"{before}\n{START}", str(project.home), str(port)]
    with subprocess.Popen(
        command, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as ui:
        try:
            yield ui
        finally:
            if ui.poll() is None:
                os.killpg(ui.pid, signal.SIGKILL)


def test_the_instance_sends_nothing_out_and_lets_one_run_at_a_time_write_the_store(project: Project) -> None:
    with opened_instance(project) as instance:
        assert not instance.telemetry_enabled
        assert not instance.nux_enabled
        pools = instance.get_concurrency_config().pool_config
        assert (pools.default_pool_limit, str(pools.pool_granularity)) == (1, "PoolGranularity.RUN")
        assert instance.is_persistent
    written = yaml.safe_load((project.dagster_home / "dagster.yaml").read_text(encoding="utf-8"))
    assert written == instance_settings(project)


def test_a_run_the_daemon_asks_for_is_recorded_whole_and_leaves_the_terminal_alone(
    project: Project, capfd: pytest.CaptureFixture[str]
) -> None:
    job = build_defs(project.home).resolve_implicit_global_asset_job_def()
    with opened_instance(project) as instance:
        run_id = job.execute_in_process(instance=instance, asset_selection=[LEDGER]).run_id
        seen = {entry.dagster_event.event_type_value for entry in instance.all_logs(run_id) if entry.dagster_event}
    assert {"PIPELINE_START", "STEP_START", "ASSET_MATERIALIZATION", "STEP_SUCCESS", "PIPELINE_SUCCESS"} <= seen
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(("is_alive", "status"), [(False, "FAILURE"), (True, "STARTED")])
def test_a_run_left_over_from_a_crash_does_not_block_the_queue_but_a_working_one_is_left_alone(
    project: Project, monkeypatch: pytest.MonkeyPatch, is_alive: bool, status: str
) -> None:
    monkeypatch.setattr("pipelines.running.serve", lambda *asked: 0)
    job = build_defs(project.home).resolve_job_def("daily")
    with opened_instance(project) as instance:
        left = instance.create_run_for_job(job, status=dg.DagsterRunStatus.STARTED).run_id
    with beating(project, left):
        pulse = project.dagster_home / "alive" / f"{left}.lock"
        if is_alive:
            start_ui(project, port=1)
    if not is_alive:
        pulse.touch()  # as a killed process leaves it: there, and held by nobody
        start_ui(project, port=1)
    with opened_instance(project) as instance:
        run = instance.get_run_by_id(left)
    assert run is not None
    assert run.status.value == status
