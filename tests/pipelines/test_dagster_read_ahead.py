"""Workers of Dagster that read ahead: processes of their own, whose death or absence costs nothing but time."""

import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import dagster as dg
import pandas as pd
import pytest
from dagster._core.definitions.reconstruct import ReconstructableRepository

from pipelines import clock, executors, reading_ahead
from pipelines.assembly import build_defs
from pipelines.cli.serving import workers
from pipelines.instance import opened_instance
from pipelines.plain_values import PlainValues
from smm_assets.ingest.landing import pieces, read_ahead
from smm_assets.ingest.landing.intake import ingest
from smm_assets.ingest.landing.read_ahead import Results
from smm_assets.settings import Project
from smm_assets.warehouse import open_store
from tests.ingest.landing.conftest import LONG_AGO, export
from tests.ingest.landing.test_early import differing, fill, held_in

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SMALL_ROUNDS, KILLED_AT = HERE / "small_rounds.py", "KILLED_AT"
CHANGED = ((pieces, "SMALLEST"), (pieces, "WORTH_IT"), (pieces, "_LEAST_OF_A_PIECE"), (Results, "put"))
GOOD, NOT_READ = 11, 3  # of the files that `fill` drops; an empty one is not even tried
YAML = "name: Shop\ncurrency: EUR\nread_ahead: {by: dagster, pieces: 2}\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose round is worth reading ahead to the code location of `small_rounds`."""
    folder = tmp_path / "home"
    (folder / "inbox").mkdir(parents=True)
    (folder / "smm.yaml").write_text(YAML, encoding="utf-8")
    monkeypatch.setenv("SMM_HOME", str(folder))
    for place, name in CHANGED:  # by the code location of small rounds, which is loaded here too
        monkeypatch.setattr(place, name, getattr(place, name))
    return folder


def filled(home: Path) -> None:
    def drop(name: str, content: str | bytes) -> Path:
        path = home / "inbox" / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        os.utime(path, (LONG_AGO, LONG_AGO))
        return path

    fill(drop, export)


def run(home: Path, at: datetime, **more: str) -> tuple[bool, dict[str, dict[str, Any]]]:
    """Execute the job as a run of the project's instance; whether it succeeded, and what each step says."""
    project = Project.open(home)
    repository = ReconstructableRepository.for_file(str(SMALL_ROUNDS), "defs", str(ROOT))
    config = reading_ahead.terms(project)
    config["ops"]["share_out"]["config"]["at"] = at.isoformat()
    with opened_instance(project) as instance:
        result = dg.execute_job(repository.get_reconstructable_job("read_ahead"), instance, run_config=config)
        said = {}
        for event in result.all_events:
            if event.event_type_value == "STEP_OUTPUT":
                told = event.step_output_data.metadata
                said[str(event.step_key)] = {name: value.value for name, value in told.items()}
        return result.success, said


def loaded(home: Path, at: datetime) -> list[pd.DataFrame]:
    project = Project.open(home)
    with open_store(project) as store:
        ingest(project, store, now=at, pause_seconds=0)
        return held_in(store)


def results(home: Path) -> list[str]:
    folder = home / "data" / read_ahead.FOLDER
    return sorted(path.suffix for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []


@pytest.fixture
def without(home: Path, tmp_path: Path) -> Callable[[datetime], list[pd.DataFrame]]:
    """What a project holds that read the same files one after the other."""

    def make(at: datetime) -> list[pd.DataFrame]:
        beside = tmp_path / "beside"
        (beside / "inbox").mkdir(parents=True)
        (beside / "smm.yaml").write_text("name: Shop\ncurrency: EUR\n", encoding="utf-8")
        filled(beside)
        return loaded(beside, at)

    return make


@pytest.mark.slow
def test_workers_are_processes_of_their_own_and_landing_takes_what_they_read(
    home: Path, without: Callable[[datetime], list[pd.DataFrame]]
) -> None:
    at = clock.now()
    filled(home)
    success, said = run(home, at)
    assert success
    steps = [told for step, told in said.items() if step.startswith("read[")]
    assert len({told["process"] for told in steps} | {os.getpid()}) == 3
    assert sum(told["files"] for told in steps) == said["sum_up"]["files"] == GOOD
    assert (said["sum_up"]["workers"], said["sum_up"]["left"]) == (2, NOT_READ)
    assert said["sum_up"]["rows"] == sum(told["rows"] for told in steps) > 20
    assert len(said["sum_up"]["pieces"].records) == 2
    assert results(home) == [".read"] * GOOD
    assert differing(loaded(home, at), without(at)) == []
    assert results(home) == []


@pytest.mark.slow
def test_a_worker_that_is_killed_leaves_its_files_to_their_turn(
    home: Path, without: Callable[[datetime], list[pd.DataFrame]], monkeypatch: pytest.MonkeyPatch
) -> None:
    at = clock.now()
    filled(home)
    monkeypatch.setenv(KILLED_AT, "day 4.csv")
    success, said = run(home, at)
    assert not success
    assert len([step for step in said if step.startswith("read[")]) == 1
    found = results(home)
    assert ".half" in found
    assert 0 < found.count(".read") < GOOD
    assert differing(loaded(home, at), without(at)) == []
    assert results(home) == []


def job(home: Path) -> dg.JobDefinition:
    found = build_defs(home).resolve_job_def("read_ahead")
    assert isinstance(found, dg.JobDefinition)
    return found


def failure(home: Path) -> str:
    """Why the job fails, as its run says and `smm doctor` knows before."""
    with dg.DagsterInstance.ephemeral() as instance:
        terms = reading_ahead.terms(Project.open(home))
        assert dg.validate_run_config(job(home), terms), "it can be asked for"
        result = job(home).execute_in_process(run_config=terms, instance=instance, raise_on_error=False)
    assert not result.success
    (event,) = [event for event in result.all_events if event.event_type_value == "STEP_FAILURE"]
    data = event.step_failure_data.user_failure_data
    assert data is not None
    (told,) = workers(Project.open(home))
    assert told.state == "bad"
    assert str(data.description).startswith(told.seen)
    assert told.cure
    return str(data.description)


def settings(home: Path, text: str) -> None:
    (home / "smm.yaml").write_text(f"name: Shop\ncurrency: EUR\nruns: postgresql://h/r\nread_ahead: {text}\n", "utf-8")


def test_an_executor_that_is_not_installed_fails_the_run_and_says_what_to_install(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "dagster_k8s", None)
    settings(home, "{by: dagster, executor: k8s, executor_config: {job_image: smm}}")
    said = failure(home)
    assert "read_ahead.executor: k8s needs the package dagster-k8s" in said
    assert "Install it where the code location and the workers run" in said


def test_an_executor_that_is_configured_wrongly_fails_the_run_and_says_which_key(home: Path) -> None:
    settings(home, "{by: dagster, executor_config: {most: 4}}")
    said = failure(home)
    assert said.startswith("smm.yaml, read_ahead.executor_config: ")
    assert "most" in said


def test_every_executor_of_the_settings_is_one_of_dagsters(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each package stands for itself here: only whether the right thing is asked of it can be seen without it."""
    own = {}
    for name, (module, attribute) in executors._PLACES.items():
        own[name] = dg.in_process_executor.configured({}, name=f"{name}_of_{module}")
        monkeypatch.setitem(sys.modules, module, type(sys)(module))
        setattr(sys.modules[module], attribute, own[name])
    for name, executor in own.items():
        settings(home, f"{{by: dagster, executor: {name}}}")
        found = executors.chosen(Project.open(home))
        assert (found.executor, found.lacking) == (executor, "")
        assert job(home).executor_def is executor
    assert executors.chosen(None).executor is dg.multiprocess_executor


def test_the_doctor_says_who_starts_workers_and_nothing_where_none_are_wanted(home: Path) -> None:
    (told,) = workers(Project.open(home))
    assert (told.state, told.seen) == ("good", "large rounds are read ahead, started by multiprocess")
    (home / "smm.yaml").write_text("name: Shop\ncurrency: EUR\n", encoding="utf-8")
    assert list(workers(Project.open(home))) == []


def test_a_round_that_is_not_worth_it_is_nobodys_work(home: Path) -> None:
    filled(home)
    with dg.DagsterInstance.ephemeral() as instance:
        result = job(home).execute_in_process(
            run_config=reading_ahead.terms(Project.open(home)), instance=instance, raise_on_error=False
        )
    assert result.success
    told = next(event for event in result.all_node_events if event.step_key == "sum_up" and event.is_successful_output)
    assert told.step_output_data.metadata["files"].value == 0
    assert results(home) == []


def test_steps_hand_on_text_and_never_pickles(home: Path, tmp_path: Path) -> None:
    """Whoever may write into the folder cannot have code run in a worker."""
    manager = PlainValues(lambda: tmp_path / "steps")
    output = dg.build_output_context(step_key="share_out", name="result", run_id="1", mapping_key="piece_1")
    manager.handle_output(output, '{"files": 1}')
    (path,) = (tmp_path / "steps").iterdir()
    assert path.read_text(encoding="utf-8") == '{"files": 1}'
    assert manager.load_input(dg.build_input_context(upstream_output=output)) == '{"files": 1}'
    manager.handle_output(dg.build_output_context(step_key="sum_up", name="result", run_id="1"), None)
    assert [one.name for one in (tmp_path / "steps").iterdir()] == [path.name]
    assert job(home).resource_defs["io_manager"].description == "Texts in a folder of the project."


@pytest.mark.parametrize("text", ["", "[]", '{"at": "2026-11-22T06:00:00Z"}', '{"at": 1, "files": [], "home": "/"}'])
def test_a_forged_piece_of_work_is_not_done(text: str) -> None:
    with pytest.raises(ValueError, match="Piece"):
        reading_ahead.Piece.model_validate_json(text)


def test_a_hanging_run_is_ended_when_nobody_waits_for_it_any_more_and_none_is_tried_again(home: Path) -> None:
    settings(home, "{by: dagster, wait_minutes: 5}")
    assert (job(home).tags["dagster/max_runtime"], job(home).tags["dagster/max_retries"]) == ("300", "0")
