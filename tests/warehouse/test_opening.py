"""The lock, versions of the store, damaged and foreign files."""

import json
import subprocess
import sys

import pytest

from smm_assets.errors import StoreBusy, StoreError
from smm_assets.settings import Project
from smm_assets.warehouse import Store, open_store
from smm_assets.warehouse.migrations import MIGRATIONS, Migration, migrate

FILES = pytest.mark.parametrize("engine", ["duckdb"], indirect=True)
HOLD = """
import sys
from pathlib import Path
from smm_assets.settings import Project, Settings
from smm_assets.warehouse import open_store
with open_store(Project(Path(sys.argv[1]), Settings.model_validate_json(sys.argv[2]))):
    print("held", flush=True)
    sys.stdin.readline()
"""
OPENED = """
import resource, sys
from pathlib import Path
from smm_assets.errors import StoreError
from smm_assets.settings import Project
from smm_assets.warehouse import open_store
resource.setrlimit(resource.RLIMIT_AS, ({limit}, resource.RLIM_INFINITY))
try:
    with open_store(Project.open(Path(sys.argv[1]), environ={{}})):
        pass
except StoreError as error:
    print(error.message)
"""
OPEN = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1])
print("open", flush=True)
sys.stdin.readline()
"""


def _other_process(program: str, *arguments: object) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline()
    return process


def _holder(project: Project) -> subprocess.Popen[str]:
    """Another process that has the project's store open."""
    settings = project.settings
    said = {"store": settings.store.get_secret_value(), "engine": settings.engine, "spark": settings.spark.model_dump()}
    return _other_process(HOLD, project.home, json.dumps(said))


def test_a_second_process_waits_with_a_message_and_then_works(project: Project) -> None:
    other = _holder(project)
    messages: list[str] = []

    def told(message: str) -> None:
        messages.append(message)
        other.communicate("go\n")

    with open_store(project, wait_seconds=60, on_wait=told) as store:
        assert store.exists("ops", "arrival")
    assert len(messages) == 1
    assert "waiting" in messages[0]


def test_waiting_too_long_says_the_store_is_busy(project: Project) -> None:
    other = _holder(project)
    with pytest.raises(StoreBusy, match=r"more than 0\.2 s"), open_store(project, wait_seconds=0.2):
        pass
    other.communicate("go\n")


@FILES
def test_a_program_that_opens_the_file_past_our_lock_is_named_as_the_cause(project: Project) -> None:
    with open_store(project):
        pass
    other = _other_process(OPEN, project.warehouse)
    with pytest.raises(StoreBusy, match="another program"), open_store(project, wait_seconds=0.2):
        pass
    other.communicate("go\n")


def test_the_lock_is_free_again_after_an_error(project: Project) -> None:
    with pytest.raises(RuntimeError), open_store(project):
        raise RuntimeError("stop")
    with open_store(project, wait_seconds=0) as store:
        assert store.exists("raw", "ad_delivery")


def test_opening_again_changes_nothing(project: Project) -> None:
    for _ in range(2):
        with open_store(project) as store:
            versions = store.read("SELECT version FROM ops.schema_version")
            assert versions["version"].tolist() == [migration.version for migration in MIGRATIONS]


def test_a_newer_store_is_refused_and_not_touched(project: Project) -> None:
    with open_store(project) as store:
        store.execute("INSERT INTO ops.schema_version (version) VALUES (:v)", {"v": 99})
    with pytest.raises(StoreError, match=r"schema version 99.*newer version"), open_store(project):
        pass


def test_migrations_run_once_in_order_and_all_or_nothing(store: Store) -> None:
    newest = MIGRATIONS[-1].version

    def mark(word: str) -> Migration:
        sql = f"INSERT INTO state.plan_version (content_json) VALUES ('{word}')"
        return Migration(version=newest + (1 if word == "a" else 2), description=word, apply=lambda s: s.execute(sql))

    def fail(_store: Store) -> None:
        raise StoreError("cannot")

    with pytest.raises(StoreError, match="cannot"):
        migrate(store, (*MIGRATIONS, mark("a"), Migration(version=newest + 2, description="b", apply=fail)))
    assert store.read("SELECT * FROM state.plan_version").empty
    for _ in range(2):
        migrate(store, (*MIGRATIONS, mark("a"), mark("b")))
    words = store.read("SELECT content_json FROM state.plan_version")["content_json"].tolist()
    assert words == ["a", "b"]
    assert int(store.read("SELECT max(version) AS v FROM ops.schema_version")["v"].iloc[0]) == newest + 2


def test_an_older_store_gets_new_tables_and_columns_and_keeps_its_rows(project: Project) -> None:
    with open_store(project) as store:
        store.execute("INSERT INTO ops.arrival (arrival_id) VALUES ('x')")
        store.execute("ALTER TABLE ops.arrival DROP COLUMN reason")
        store.execute("DROP TABLE state.response_curve")
        store.execute("UPDATE ops.schema_version SET shape = 'of an older software'")
    with open_store(project) as store:
        assert store.read("SELECT arrival_id FROM ops.arrival WHERE reason IS NULL")["arrival_id"].tolist() == ["x"]
        assert store.exists("state", "response_curve")


@FILES
def test_a_file_that_is_no_warehouse_is_named(project: Project) -> None:
    project.data.mkdir()
    project.warehouse.write_bytes(b"this is not a database" * 1000)
    with pytest.raises(StoreError, match=r"warehouse\.duckdb is not a readable warehouse"), open_store(project):
        pass


def test_a_process_that_is_killed_leaves_its_store_to_the_next(project: Project) -> None:
    other = _holder(project)
    other.kill()
    other.communicate()
    with open_store(project, wait_seconds=30) as store:
        assert store.exists("ops", "arrival")


@FILES
def test_too_little_address_space_is_said_before_the_engine_waits_for_more(project: Project) -> None:
    (project.home / "smm.yaml").write_text("name: Shop\n", encoding="utf-8")
    program = OPENED.format(limit=600 << 20)
    said = subprocess.run(
        [sys.executable, "-c", program, str(project.home)], capture_output=True, text=True, check=False
    )
    assert said.stdout == "this process may have no more than 600 MB of address space; at least 2,000 are needed\n", (
        said.stderr
    )


@FILES
def test_memory_that_is_not_enough_for_a_question_is_said_as_that(store: Store) -> None:
    store.execute("SET memory_limit = '20MB'")
    store.execute("SET max_temp_directory_size = '0MB'")
    with pytest.raises(StoreError) as raised:
        store.read("SELECT array_agg(range) AS a FROM range(10000000)")
    assert (raised.value.message, "larger machine" in raised.value.cure) == ("there is not enough memory", True)
