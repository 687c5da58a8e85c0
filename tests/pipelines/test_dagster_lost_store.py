"""A server that is restarted in the middle of a run: told plainly, tried again, and nothing half done is kept."""

from datetime import date
from pathlib import Path

import dagster as dg
import psycopg
import pytest
from sqlalchemy.engine import make_url

from pipelines.assembly import build_defs
from pipelines.instance import opened_instance
from pipelines.outcome import StepFailure, first_failure
from smm_assets import sqlmodels
from smm_assets.errors import StoreLost
from smm_assets.settings import Project
from smm_assets.warehouse import open_published, open_store

AS_OF = date(2026, 11, 22)


@pytest.fixture
def project(postgres_store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("SMM_STORE", postgres_store)
    (tmp_path / "smm.yaml").write_text("name: Shop\ncurrency: EUR\nstore: ${SMM_STORE}\n", encoding="utf-8")
    return Project.open(tmp_path)


def cut_off(project: Project) -> None:
    """End every connection to the project's database, as a restart of its server does."""
    url = make_url(project.settings.store.get_secret_value()).set(drivername="postgresql")
    with psycopg.connect(url.render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def run(project: Project) -> tuple[dg.DagsterRun, StepFailure | None]:
    """A run as the daemon starts it: how Dagster has it, and what failed."""
    config = {"resources": {"run": {"config": {"home": str(project.home), "as_of": AS_OF.isoformat()}}}}
    job = build_defs(project.home).resolve_job_def("daily")
    with opened_instance(project) as instance:
        run_id = job.execute_in_process(run_config=config, instance=instance, raise_on_error=False).run_id
        record = instance.get_run_by_id(run_id)
        assert record is not None
        return record, first_failure(instance, run_id)


def runs(project: Project) -> list[tuple[str, str]]:
    with open_published(project) as reader:
        found = reader.read("SELECT status, message FROM ops.run ORDER BY started_at")
    return list(zip(found["status"], found["message"], strict=True))


def test_a_run_that_lost_its_server_is_tried_again_and_the_next_one_closes_its_books(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    audit = sqlmodels.audit
    with monkeypatch.context() as patched:
        patched.setattr(sqlmodels, "audit", lambda *asked, **terms: (cut_off(project), audit(*asked, **terms))[1])
        record, failure = run(project)
    assert failure is not None
    assert (failure.step, failure.exit_code, failure.can_pass) == ("models", 1, True)
    assert "connection to" in failure.message
    assert record.tags["dagster/will_retry"] == "true"
    record, failure = run(project)
    assert (record.status, failure) == (dg.DagsterRunStatus.SUCCESS, None)
    assert runs(project) == [("failed", "ended without saying so"), ("done", "")]


def test_a_store_that_lost_its_connection_does_not_go_on_without_its_lock(project: Project) -> None:
    with open_store(project) as store:
        cut_off(project)
        for seen in ("was lost", "was lost before"):
            with pytest.raises(StoreLost, match=seen):
                store.read("SELECT 1 AS x")
