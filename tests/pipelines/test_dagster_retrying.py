"""Which failed runs are tried again: those whose failure can pass, later each time, and no others."""

from collections.abc import Callable
from pathlib import Path

import dagster as dg
import pytest

from pipelines.alerts import build_failed_runs
from pipelines.assembly import build_defs
from pipelines.instance import opened_instance
from pipelines.retrying import RETRY_NUMBER, wait, wait_seconds
from smm_assets.errors import ConfigurationError, Problem, StoreBusy, StoreLost
from smm_assets.ingest.landing import intake as landing
from smm_assets.settings import Project
from tests.pipelines.failing import told_of_failure


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("CHAT", "json://127.0.0.1:9/")
    target = "alerts: {targets: [{name: me, url: '${CHAT}'}]}\n"
    (tmp_path / "smm.yaml").write_text(f"name: Shop\ncurrency: EUR\n{target}", encoding="utf-8")
    return Project.open(tmp_path)


def raising(error: Exception) -> Callable[..., None]:
    def raise_it(*args: object, **terms: object) -> None:
        raise error

    return raise_it


def failed(project: Project, instance: dg.DagsterInstance) -> dg.ExecuteInProcessResult:
    config = {"resources": {"run": {"config": {"home": str(project.home)}}}}
    job = build_defs(project.home).resolve_job_def("arrivals")
    result = job.execute_in_process(instance=instance, run_config=config, raise_on_error=False)
    assert not result.success
    return result


def is_tried_again(instance: dg.DagsterInstance, run_id: str) -> bool:
    run = instance.get_run_by_id(run_id)
    assert run is not None
    return run.tags["dagster/will_retry"] == "true"


@pytest.mark.parametrize(
    ("error", "again"),
    [
        (StoreLost("the server was restarted"), True),
        (ConfigurationError([Problem(where="plan.csv line 2", seen="nonsense")]), False),
        (ZeroDivisionError("a defect"), False),
    ],
)
def test_a_failed_step_is_tried_again_only_where_that_can_pass_and_is_told_only_where_it_is_not(
    project: Project, monkeypatch: pytest.MonkeyPatch, error: Exception, again: bool
) -> None:
    monkeypatch.setattr(landing, "ingest", raising(error))
    with opened_instance(project) as instance:
        result = failed(project, instance)
        assert is_tried_again(instance, result.run_id) == again
        assert isinstance(told_of(project, instance, result), dg.SkipReason if again else dg.RunRequest)


def told_of(
    project: Project, instance: dg.DagsterInstance, result: dg.ExecuteInProcessResult
) -> dg.SkipReason | dg.RunRequest:
    """What the sensor on failed runs makes of one."""
    sensor = build_failed_runs(build_defs(project.home).resolve_job_def("alerts"), project.home)
    return sensor(told_of_failure(instance, result))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("name", "tags", "said"),
    [("daily", {}, ""), ("daily", {"dagster/partition": "2026-11-22"}, "Nobody waits"), ("tidy", {}, "Nobody waits")],
)
def test_a_failed_back_fill_or_tidying_is_nobodys_morning(
    project: Project, name: str, tags: dict[str, str], said: str
) -> None:
    @dg.op
    def broken() -> None:
        raise ZeroDivisionError

    @dg.job(name=name, tags=tags)
    def made() -> None:
        broken()

    with opened_instance(project) as instance:
        told = told_of(project, instance, made.execute_in_process(instance=instance, raise_on_error=False))
    assert said in str(getattr(told, "skip_message", ""))
    assert isinstance(told, dg.SkipReason if said else dg.RunRequest)


@pytest.mark.parametrize(("error", "again"), [(StoreBusy("held by another process"), True), (None, False)])
def test_a_run_that_cannot_begin_is_tried_again_when_its_store_is_busy_but_not_with_a_wrong_smm_yaml(
    project: Project, monkeypatch: pytest.MonkeyPatch, error: Exception | None, again: bool
) -> None:
    with opened_instance(project) as instance:
        if error is None:
            (project.home / "smm.yaml").write_text("currency: nonsense\n", encoding="utf-8")
        else:
            monkeypatch.setattr("pipelines.resources.open_store", raising(error))
        config = {"resources": {"run": {"config": {"home": str(project.home)}}}}
        job = build_defs(project.home).resolve_job_def("arrivals")
        assert not job.execute_in_process(instance=instance, run_config=config, raise_on_error=False).success
        (run,) = instance.get_runs()
        assert is_tried_again(instance, run.run_id) == again


def test_each_try_waits_longer_than_the_one_before_and_the_first_not_at_all() -> None:
    waits = [wait_seconds({}), *(wait_seconds({RETRY_NUMBER: str(number)}) for number in (1, 2))]
    assert waits == [0, 30, 120]
    slept: list[float] = []
    said: list[str] = []
    wait({}, said.append, slept.append)
    assert (slept, said) == ([], [])
    wait({RETRY_NUMBER: "2"}, said.append, slept.append)
    assert slept == [120]
    assert "waiting 120 s" in said[0]


def test_a_run_that_waits_for_its_next_try_counts_as_alive(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[list[str]] = []
    alive = project.dagster_home / "alive"
    monkeypatch.setattr("pipelines.resources.wait", lambda *asked: held.append([one.stem for one in alive.iterdir()]))
    with opened_instance(project) as instance:
        config = {"resources": {"run": {"config": {"home": str(project.home)}}}}
        job = build_defs(project.home).resolve_job_def("arrivals")
        result = job.execute_in_process(instance=instance, run_config=config, tags={RETRY_NUMBER: "1"})
    assert held == [[result.run_id]]
