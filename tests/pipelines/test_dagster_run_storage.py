"""Runs in PostgreSQL: Dagster's books are kept there, the address stands in no file, and projects do not mix."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool
from typer.testing import CliRunner

from pipelines.cli.main import app
from pipelines.instance import instance_settings, opened_instance, surroundings
from pipelines.run_storage import OWNER, VARIABLE
from smm_assets.errors import StoreError, UsageError
from smm_assets.settings import Project, Settings
from tests.postgres import PASSWORD, Server

pytest.importorskip("dagster_postgres", reason="the extra postgres is not installed")


@pytest.fixture(scope="module")
def url(postgres_server: Server) -> Iterator[str]:
    """A database both a project's tables and its runs may be kept in."""
    made = postgres_server.store()
    yield made
    postgres_server.drop(made)


def project(folder: Path, url: str) -> Project:
    folder.mkdir(exist_ok=True)
    return Project(folder, Settings.model_validate({"runs": url, "store": url}))


def answer(url: str, query: str) -> list[tuple[object, ...]]:
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def free(url: str) -> None:
    """As the message says, where the books hold anything yet."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        if connection.execute(text("SELECT to_regclass('kvs')")).scalar():
            connection.execute(text("DELETE FROM kvs WHERE key = :key"), {"key": OWNER})


def test_books_are_kept_in_the_database_of_the_tables_and_the_password_in_no_file(tmp_path: Path, url: str) -> None:
    @dg.op
    def work() -> None:
        pass

    @dg.job
    def one() -> None:
        work()

    shop = project(tmp_path / "shop", url)
    before = dict(os.environ)
    with opened_instance(shop) as instance:
        done = one.execute_in_process(instance=instance)
        passed_on = instance.get_ref().to_dict()
    assert done.success
    assert answer(url, "SELECT run_id, status FROM runs") == [(done.run_id, "SUCCESS")]
    assert answer(url, "SELECT count(*) FROM event_logs WHERE dagster_event_type = 'STEP_SUCCESS'") == [(1,)]
    assert PASSWORD not in str(passed_on), "what the daemon hands on to runs, on their command line"
    assert dict(os.environ) == before
    files = [path for path in shop.home.rglob("*") if path.is_file()]
    assert {path.name for path in files} == {"dagster.yaml", "workspace.yaml", "identity", "opening.lock"}
    assert all(PASSWORD not in path.read_text(encoding="utf-8") for path in files)
    assert surroundings(shop)[VARIABLE].startswith("postgresql+psycopg2://")


def test_another_project_is_refused_and_its_own_is_known_again(tmp_path: Path, url: str) -> None:
    shop, other = project(tmp_path / "shop", url), project(tmp_path / "other", url)
    free(url)
    for _ in range(2):
        with opened_instance(shop):
            pass
    with pytest.raises(UsageError, match="keeps the runs of another project") as caught, opened_instance(other):
        pass
    assert f"delete the row {OWNER} of its table kvs" in caught.value.cure
    free(url)
    with opened_instance(other):
        pass


def test_two_projects_share_a_database_in_schemas_of_their_own(tmp_path: Path, url: str) -> None:
    engine = create_engine(url, poolclass=NullPool)
    for name in ("ann", "bob"):
        with engine.begin() as connection:
            connection.execute(text(f"CREATE SCHEMA {name}_runs"))
        with opened_instance(project(tmp_path / name, f"{url}?options=-csearch_path%3D{name}_runs")) as instance:
            instance.daemon_cursor_storage.set_cursor_values({"whose": name})
    kept = [answer(url, f"SELECT value FROM {name}_runs.kvs WHERE key = 'whose'") for name in ("ann", "bob")]
    assert kept == [[("ann",)], [("bob",)]]


def test_a_database_that_cannot_be_reached_is_told_without_its_password(tmp_path: Path) -> None:
    away = project(tmp_path / "shop", f"postgresql://shop:{PASSWORD}@127.0.0.1:1/shop")
    with pytest.raises(StoreError, match=r"^runs: .*refused") as caught, opened_instance(away):
        pass
    assert PASSWORD not in str(caught.value)
    assert "URL of runs:" in caught.value.cure


def test_without_an_address_nothing_changes(tmp_path: Path) -> None:
    plain = Project(tmp_path, Settings())
    assert "storage" not in instance_settings(plain)
    assert VARIABLE not in surroundings(plain)


def test_the_doctor_says_when_runs_cannot_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "smm.yaml").write_text("runs: ${SMM_RUNS}\n", encoding="utf-8")
    (tmp_path / "inbox").mkdir()
    monkeypatch.setenv("SMM_RUNS", f"postgresql://shop:{PASSWORD}@127.0.0.1:1/shop")
    result = CliRunner().invoke(app, ["doctor", "--json", "--home", str(tmp_path)])
    (found,) = [one for one in json.loads(result.stdout) if one["check"] == "Runs"]
    assert (result.exit_code, found["state"]) == (1, "bad")
    assert PASSWORD not in result.output
