"""The project's own Dagster instance: where runs, cursors and logs are kept, and the servers over it.

Belongs here: dagster.yaml, the instance, the UI and daemon processes. Not here: what is run.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import dagster as dg
import yaml

import pipelines
from pipelines.pools import concurrency
from pipelines.quick_sqlite import quick_sqlite
from pipelines.retrying import run_retries
from pipelines.run_storage import claim, keep_connections, storage_named, storage_settings, storage_variable
from smm_assets.settings import Project
from smm_assets.warehouse.lock import held

LONGEST_RUN_SECONDS = 4 * 3600
GRACE_SECONDS = 10
OPENING_SECONDS = 120
TICKS_KEPT_DAYS = {"skipped": 1, "failure": 30, "started": 1, "success": 90}
MODULE, LOCATION = "pipelines.definitions", "smm"
ROOT = Path(next(iter(pipelines.__path__))).parent


def instance_settings(project: Project) -> dict[str, Any]:
    """Content of dagster.yaml: nothing leaves the machine, one run at a time writes the store.

    Old ticks are purged; a run that outlives every sensible one no longer blocks the queue.
    """
    return {
        "telemetry": {"enabled": False},
        "python_logs": {"python_log_level": "INFO"},  # at DEBUG each event of a run is a line of the terminal too
        "nux": {"enabled": False},
        "concurrency": concurrency(),
        "run_retries": run_retries(),
        "run_monitoring": {"enabled": True, "max_runtime_seconds": LONGEST_RUN_SECONDS},
        "retention": {
            kind: {"purge_after_days": TICKS_KEPT_DAYS} for kind in ("schedule", "sensor", "auto_materialize")
        },
        "compute_logs": {
            "module": "dagster._core.storage.noop_compute_log_manager",
            "class": "NoOpComputeLogManager",
        },
        **storage_settings(project),
    }


@contextmanager
def opened_instance(project: Project) -> Iterator[dg.DagsterInstance]:
    """The instance kept in data/dagster; its dagster.yaml is written anew, so that it follows this software."""
    write_home(project)
    with quick_sqlite(), storage_named(project), ExitStack() as closing:
        # One process at a time: two that make the storage at once would stop each other.
        with held(project.dagster_home / "opening.lock", wait_seconds=OPENING_SECONDS):
            instance = closing.enter_context(dg.DagsterInstance.from_config(str(project.dagster_home)))
            keep_connections(instance)
            claim(project, instance)
        yield instance


def serve(project: Project, port: int, host: str) -> int:
    """Web server and daemon on this machine until they end or are stopped; returns the exit code.

    Takes over SIGINT and SIGTERM of this process for good: both end the servers, also when it was started in the
    background, where a shell has SIGINT ignored by all that is started there.
    """
    write_home(project)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    command = servers(project, port, host)
    with subprocess.Popen(command, env=surroundings(project), cwd=project.home) as process:
        signal.signal(signal.SIGTERM, lambda number, frame: process.terminate())
        try:
            return process.wait()
        except KeyboardInterrupt:
            return _stopped(process)


def servers(project: Project, port: int, host: str) -> list[str]:
    """The command that starts web server and daemon over the project's workspace."""
    workspace = str(project.dagster_home / "workspace.yaml")
    places = ["-w", workspace, "-p", str(port), "-h", host]
    return [sys.executable, "-m", "dagster", "dev", *places, "--log-level", "warning"]


def _stopped(process: subprocess.Popen[bytes]) -> int:
    """Ctrl-C reaches the servers too and they end by themselves; those that were not reached are told."""
    for tell in (process.terminate, process.kill):
        try:
            process.wait(timeout=GRACE_SECONDS)
            return 0
        except subprocess.TimeoutExpired:
            tell()
    process.wait()
    return 0


def surroundings(project: Project) -> dict[str, str]:
    """The environment of servers, and of the runs they start."""
    return {
        **os.environ,
        **storage_variable(project),
        "DAGSTER_HOME": str(project.dagster_home),
        "SMM_HOME": str(project.home),
        "DAGSTER_DISABLE_TELEMETRY": "yes",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")])),
        "PYTHONWARNINGS": "ignore",
    }


def write_home(project: Project) -> None:
    """Write dagster.yaml and workspace.yaml anew where they changed."""
    home = project.dagster_home
    home.mkdir(parents=True, exist_ok=True)
    location = {"module_name": MODULE, "working_directory": str(ROOT), "location_name": LOCATION}
    write_yaml(home / "dagster.yaml", instance_settings(project))
    write_yaml(home / "workspace.yaml", {"load_from": [{"python_module": location}]})


def write_yaml(path: Path, content: dict[str, Any]) -> None:
    """Write a file anew where it says anything else."""
    text = yaml.safe_dump(content, sort_keys=False)
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        fresh = path.with_suffix(f".{os.getpid()}")  # servers that start at the same time read a whole file
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)
