"""The UI: it serves the project's code location on loopback, and Ctrl-C ends everything it started."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import dagster as dg
import pytest
import yaml

from pipelines.definitions import build_defs
from pipelines.instance import instance_settings, opened_instance
from pipelines.jobs import start_ui
from smm_assets.settings import Project
from smm_assets.warehouse import open_store

ROOT = Path(__file__).parents[2]
ENTRY = "name loadStatus locationOrLoadError { __typename }"
ASKED = f"{{ workspaceOrError {{ ... on Workspace {{ locationEntries {{ {ENTRY} }} }} }} }}"
START = """
import sys
from pipelines.jobs import start_ui
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


@pytest.mark.slow
def test_it_serves_the_code_location_and_ctrl_c_ends_it(project: Project) -> None:
    port = free_port()
    with subprocess.Popen(
        [sys.executable, "-c", START, str(project.home), str(port)],
        cwd=ROOT,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as ui:
        try:
            assert until(lambda: loaded(port), 150)
            os.killpg(ui.pid, signal.SIGINT)
            assert ui.wait(timeout=60) == 0
            assert until(lambda: not locations(port), 10)
        finally:
            if ui.poll() is None:
                os.killpg(ui.pid, signal.SIGKILL)


def test_the_instance_sends_nothing_out_and_runs_one_thing_at_a_time(project: Project) -> None:
    with opened_instance(project) as instance:
        assert not instance.telemetry_enabled
        assert not instance.nux_enabled
        assert instance.get_concurrency_config().run_queue_config.max_concurrent_runs == 1  # type: ignore[union-attr]
        assert instance.is_persistent
    written = yaml.safe_load((project.dagster_home / "dagster.yaml").read_text(encoding="utf-8"))
    assert written == instance_settings(project)


@pytest.mark.parametrize(("locked", "status"), [(False, "FAILURE"), (True, "STARTED")])
def test_a_run_left_over_from_a_crash_does_not_block_the_queue_but_a_working_one_is_left_alone(
    project: Project, monkeypatch: pytest.MonkeyPatch, locked: bool, status: str
) -> None:
    monkeypatch.setattr("pipelines.jobs.serve", lambda *asked: 0)
    job = build_defs(project.home).resolve_job_def("daily")
    with opened_instance(project) as instance:
        left = instance.create_run_for_job(job, status=dg.DagsterRunStatus.STARTED).run_id
    if locked:
        with open_store(project):
            start_ui(project, port=1)
    else:
        start_ui(project, port=1)
    with opened_instance(project) as instance:
        run = instance.get_run_by_id(left)
    assert run is not None
    assert run.status.value == status
