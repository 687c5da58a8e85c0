"""Commands beside commands, and beside Dagster's daemon: each of them real processes with the project's own books.

Four `smm run` at once, and files dropped under a daemon while commands take them in too, on either engine; only with
SMM_ATTACKS=all, for they take minutes. Mornings without these books stand in `test_crash`.
"""

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import pytest

from pipelines.instance import opened_instance, surroundings
from pipelines.running import make_ready
from smm_assets.settings import Project
from smm_assets.warehouse import open_published, open_store
from tests.attacks.hostile import ads, settings
from tests.attacks.morning import project_in
from tests.attacks.watching import watched
from tests.forked import smm
from tests.stopping import stopped

PATIENCE, DAYS, MANY = 240.0, 7, 4
ENDED = (dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED)
WELL = {0, 3}  # 3: something waits for a person
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.environ.get("SMM_ATTACKS") != "all", reason="takes minutes: with SMM_ATTACKS=all"),
]


@pytest.fixture
def project(tmp_path: Path, kept_in: str) -> Project:
    home = tmp_path / "shop"
    (home / "inbox").mkdir(parents=True)
    text = settings(name="Shop", meta="Meta", other="Other") + "store: ${STORE}\n"
    (home / "smm.yaml").write_text(text, encoding="utf-8")
    project = project_in(home, kept_in)
    drop(project, 0)
    return project


def drop(project: Project, number: int) -> None:
    """Put an export of a campaign of its own into the inbox."""
    path = Path(project.inbox) / f"{number}.csv"
    text = ads((f"Plain {number}",), days=DAYS).replace("12020001", f"1202{number + 1:04}")
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1_700_000_000 + number, 1_700_000_000 + number))


def started(kept_in: str, words: Sequence[str]) -> list[subprocess.Popen[str]]:
    """The commands, all at once."""
    env = {**os.environ, "STORE": kept_in}
    return [
        subprocess.Popen(
            f"exec {smm()} {said}", shell=True, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for said in words
    ]


def ended(commands: Sequence[subprocess.Popen[str]]) -> list[str]:
    """What those said that did not end well."""
    said = [(command.communicate(timeout=PATIENCE), command.returncode) for command in commands]
    return [f"{code}: {out}{err}" for (out, err), code in said if code not in WELL or "Traceback" in err]


def read(project: Project, sql: str) -> list[tuple[str, ...]]:
    with open_published(project) as reader:
        return [tuple(str(value) for value in row) for row in reader.read(sql).itertuples(index=False)]


def taken_once(project: Project, files: int) -> None:
    """What must hold however many asked for it: each file once, its rows once, and the tables of these rows."""
    counts = {"ops.arrival": files, "ops.export_file": files, "raw.ad_delivery": files * DAYS}
    with open_store(project) as store:
        assert {name: int(store.read(f"SELECT COUNT(*) AS n FROM {name}")["n"].iloc[0]) for name in counts} == counts
    assert read(project, "SELECT COUNT(*) AS n FROM marts.ad_daily") == [(str(files * DAYS),)]
    assert list(Path(project.inbox).iterdir()) == []


def books(project: Project) -> Counter[tuple[str, str]]:
    """Dagster's: of which job which status."""
    with opened_instance(project) as instance:
        return Counter((run.job_name, run.status.value) for run in instance.get_runs())


def test_runs_that_begin_at_once_all_end_well_and_every_export_is_taken_in_once(project: Project, kept_in: str) -> None:
    assert ended(started(kept_in, [f"run --home {project.home}"] * MANY)) == []
    taken_once(project, 1)
    assert books(project) == {("daily", "SUCCESS"): MANY}
    runs = read(project, "SELECT run_id, status FROM ops.run")
    assert [status for _, status in runs] == ["done"] * MANY


def test_commands_beside_a_daemon_that_takes_in_the_same_files_leave_what_one_alone_leaves(
    project: Project, kept_in: str
) -> None:
    """A file is dropped and a command begins: at once, when the sensor has asked for a run, while that run works."""
    assert ended(started(kept_in, [f"run --home {project.home}"])) == []
    words, wrong = [f"run --home {project.home}", f"ingest --home {project.home}"], list[str]()
    with daemon(project, kept_in), watched(project.home, kept_in) as seen:
        for number, moment in enumerate((None, "QUEUED", "STARTED", "STARTED"), start=1):
            drop(project, number)
            if moment is not None:
                wait_for(f"a run that is {moment}", lambda moment=moment: moment in under_way(project))
            wrong += ended(started(kept_in, words))
            wait_for("nothing to be under way", lambda: not under_way(project))
        wait_for("what was taken in to be in the tables", lambda: read(project, IN_TABLES) == [("5",)])
        wait_for("nothing to be under way", lambda: not under_way(project))
    assert wrong == []
    assert seen.error == ""
    taken_once(project, 5)
    assert {status for _, status in books(project)} == {"SUCCESS"}
    assert {job for job, _ in books(project)} >= {"daily", "arrivals"}
    before = read(project, EVERYTHING)
    assert ended(started(kept_in, [f"run --full-refresh --home {project.home}"])) == []
    assert read(project, EVERYTHING) == before


IN_TABLES = "SELECT COUNT(DISTINCT campaign_name) AS n FROM marts.ad_daily"
EVERYTHING = "SELECT * FROM marts.ad_daily ORDER BY date, campaign_name"


@contextmanager
def daemon(project: Project, kept_in: str) -> Iterator[None]:
    """Dagster's daemon over the project's workspace, as `smm ui` starts it, without the web server."""
    make_ready(project)
    workspace = project.dagster_home / "workspace.yaml"
    command = [sys.executable, "-m", "dagster._daemon", "run", "-w", str(workspace)]
    env = surroundings(project) | {"STORE": kept_in}
    with (project.home / "daemon.log").open("wb") as log:
        working = subprocess.Popen(command, env=env, cwd=project.home, start_new_session=True, stdout=log, stderr=log)
        try:
            yield
        finally:
            stopped(working, 60)


def under_way(project: Project) -> set[str]:
    """The statuses of runs that have not ended."""
    waiting = [status for status in dg.DagsterRunStatus if status not in ENDED]
    with opened_instance(project) as instance:
        return {run.status.value for run in instance.get_runs(dg.RunsFilter(statuses=waiting))}


def wait_for(what: str, ready: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not ready():
        assert time.monotonic() < deadline, f"waited {PATIENCE:.0f} s for {what}"
        time.sleep(0.3)
