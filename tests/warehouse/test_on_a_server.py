"""What is special to a server: who may do what, secrets, readers and writers of several processes, lost connections."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.pool import NullPool

from smm_assets.errors import QueryError, StoreError
from smm_assets.settings import Project, Settings
from smm_assets.warehouse import Store, StoredColumn, open_published, open_store
from smm_assets.warehouse.addresses import address
from smm_assets.warehouse.place import place_of, publication
from smm_assets.warehouse.postgres.publishing import published_at
from smm_assets.warehouse.postgres.session import Session
from tests.postgres import PASSWORD, Server

TWO = tuple(StoredColumn(name=name, kind="count", description=name) for name in ("run", "n"))
NAMES = ("first", "second", "third")


@pytest.fixture
def engine() -> str:
    """All tests here run on a server only."""
    return "postgres"


def _build(store: Store, run: int) -> None:
    for name in NAMES:
        store.materialize("marts", name, f"SELECT {run} AS run, 1 AS n", "table", TWO, "Grain: one row")


def _as(project: Project, user: str, password: str) -> Project:
    url = make_url(project.settings.store.get_secret_value()).set(username=user, password=password)
    settings = Settings.model_validate({"store": url.render_as_string(hide_password=False)})
    return Project(project.home, settings)


def _state(project: Project, sql: str) -> list[object]:
    engine = create_engine(project.settings.store.get_secret_value(), poolclass=NullPool)
    with engine.connect() as connection:
        found = [row[0] for row in connection.execute(text(sql))]
    engine.dispose()
    return found


READER = """
import sys
from pathlib import Path
from smm_assets.settings import Project, Settings
from smm_assets.warehouse import open_published
project = Project(Path(sys.argv[1]), Settings.model_validate({"store": sys.argv[2]}))
seen = set()
for number in range(100_000):
    with open_published(project) as reader:
        runs = [int(reader.read(f"SELECT run FROM {name}")["run"].iloc[0]) for name in ("first", "second", "third")]
    if number == 0:
        print("reading", flush=True)
    assert len(set(runs)) == 1, runs
    assert not seen or runs[0] >= max(seen), (runs, seen)
    seen.add(runs[0])
    if runs[0] == 12:
        break
print(len(seen))
"""


def test_a_reader_of_another_process_sees_one_runs_tables_at_any_moment_of_publishing(
    project: Project, store: Store
) -> None:
    _build(store, 0)
    store.publish()
    command = [sys.executable, "-c", READER, str(project.home), project.settings.store.get_secret_value()]
    other = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdout.readline() == "reading\n"
    for run in range(1, 13):
        _build(store, run)
        store.publish()
    said, failed = other.communicate(timeout=240)
    assert failed == ""
    assert int(said) >= 1
    assert store.read("SELECT COUNT(*) AS n FROM marts.first")["n"].tolist() == [1]


def test_a_question_under_way_while_tables_are_swapped_is_told_that_something_is_published(
    project: Project, store: Store
) -> None:
    """The server knows the new name of a schema at once; what it says of it, only who asks afterwards."""
    store.publish()
    reader = Session(address(project.settings.store.get_secret_value(), project.home), frozen=True)
    with reader.transaction():
        reader.rows("SELECT 1")
        _build(store, 1)
        store.publish()
        assert published_at(reader) is not None
    reader.close()


def test_publishing_waits_for_no_reader_and_no_reader_for_publishing(project: Project, store: Store) -> None:
    _build(store, 1)
    store.publish()
    shell = create_engine(project.settings.store.get_secret_value(), poolclass=NullPool)
    with shell.connect() as analyst:  # leaves its transaction open, as shells and BI tools do
        assert analyst.execute(text("SELECT run FROM marts.first")).scalar() == 1
        _build(store, 2)
        store.publish()
        assert analyst.execute(text("SELECT run FROM marts.first")).scalar() == 2
        with open_published(project) as reader:
            assert reader.read("SELECT run FROM first")["run"].tolist() == [2]
    shell.dispose()
    store.publish()
    former = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'marts\\_before%'"
    assert _state(project, former) == []


def test_a_version_that_is_still_read_is_kept_and_dropped_once_it_is_not(project: Project, store: Store) -> None:
    former = "SELECT COUNT(*) FROM pg_namespace WHERE nspname LIKE 'marts\\_before%'"
    _build(store, 1)
    store.publish()
    with open_published(project) as reader:
        for run in (2, 3):
            _build(store, run)
            store.publish()
        assert reader.read("SELECT run FROM marts.first")["run"].tolist() == [1]
        assert reader.read('SELECT run FROM "marts"."second"')["run"].tolist() == [1]
        assert reader.read("SELECT run FROM third")["run"].tolist() == [1]
        with pytest.raises(StoreError, match="nowhere"):
            reader.read("SELECT run FROM marts.nowhere")
        assert reader.tables("marts") == sorted(NAMES)
        assert _state(project, former) == [1]
    store.publish()
    assert _state(project, former) == [0]


def test_views_for_bi_tools_are_swapped_in_and_dropped_with_the_marts_they_were_made_of(
    project: Project, store: Store
) -> None:
    former = "SELECT COUNT(*) FROM pg_namespace WHERE nspname LIKE 'bi\\_before%'"
    for run in (1, 2):
        _build(store, run)
        store.materialize("bi", "view", "SELECT run, n FROM marts.first", "view", TWO, "Grain: one row")
        store.publish()
        if run == 1:
            reading = open_published(project)
            reader = reading.__enter__()
    both = reader.read("SELECT v.run, f.run AS same FROM bi.view AS v CROSS JOIN marts.first AS f")
    assert both.iloc[0].tolist() == [1, 1]
    assert reader.read("SELECT run FROM view")["run"].tolist() == [1]
    assert (reader.tables("bi"), reader.columns("bi", "view")) == (["view"], {"run": "BIGINT", "n": "BIGINT"})
    assert reader.comments("bi", "view") == {"": "Grain: one row", "run": "run", "n": "n"}
    assert _state(project, former) == [1]
    reading.__exit__(None, None, None)
    with open_published(project) as reader:
        assert reader.read("SELECT run FROM bi.view")["run"].tolist() == [2]
    store.publish()
    assert _state(project, former) == [0]


def test_a_schema_bi_of_somebody_else_is_never_taken(project: Project, store: Store) -> None:
    _build(store, 1)
    shell = create_engine(project.settings.store.get_secret_value(), poolclass=NullPool)
    with shell.begin() as analyst:
        analyst.execute(text("CREATE SCHEMA bi"))
        analyst.execute(text("CREATE TABLE bi.mine AS SELECT 7 AS run"))
    shell.dispose()
    with pytest.raises(StoreError, match="a schema bi of somebody else") as caught:
        store.publish()
    assert "ALTER SCHEMA bi RENAME TO" in str(caught.value.cure)
    assert _state(project, "SELECT run FROM bi.mine") == [7]


def test_a_view_of_somebody_on_published_tables_is_never_dropped(project: Project, store: Store) -> None:
    _build(store, 1)
    store.publish()
    shell = create_engine(project.settings.store.get_secret_value(), poolclass=NullPool)
    with shell.begin() as analyst:
        analyst.execute(text("CREATE SCHEMA reporting"))
        analyst.execute(text("CREATE VIEW reporting.mine AS SELECT run FROM marts.first"))
    shell.dispose()
    _build(store, 2)
    store.publish()
    assert _state(project, "SELECT run FROM reporting.mine") == [1]
    assert _state(project, "SELECT run FROM marts.first") == [2]


WRITER = """
import sys, time
from pathlib import Path
from smm_assets.settings import Project, Settings
from smm_assets.warehouse import StoredColumn, open_store
project = Project(Path(sys.argv[1]), Settings.model_validate({"store": sys.argv[2]}))
one = (StoredColumn(name="run", kind="count"), StoredColumn(name="n", kind="count"))
with open_store(project) as store:
    store.materialize("marts", "first", "SELECT 7 AS run, 1 AS n", "table", one)
    store.materialize("marts", "half", "SELECT 7 AS run, 1 AS n", "table", one)
    with store.transaction():
        store.execute("DELETE FROM ops.arrival")
        print("half way", flush=True)
        time.sleep(600)
"""


def test_a_writer_killed_in_the_middle_leaves_what_was_published_and_a_store_that_works(project: Project) -> None:
    with open_store(project) as store:
        _build(store, 1)
        store.execute("INSERT INTO ops.arrival (arrival_id) VALUES ('x')")
        store.publish()
    command = [sys.executable, "-c", WRITER, str(project.home), project.settings.store.get_secret_value()]
    other = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdout.readline() == "half way\n"
    other.kill()
    other.communicate()
    with open_published(project) as reader:
        assert reader.tables("marts") == sorted(NAMES)
        assert reader.read("SELECT run FROM first")["run"].tolist() == [1]
    with open_store(project, wait_seconds=60) as store:
        assert store.read("SELECT arrival_id FROM ops.arrival")["arrival_id"].tolist() == ["x"]
        _build(store, 2)
        store.publish()
    with open_published(project) as reader:
        assert reader.read("SELECT run FROM first")["run"].tolist() == [2]


def test_two_writers_take_turns(project: Project) -> None:
    order: list[str] = []

    def second() -> None:
        with open_store(project, wait_seconds=60, on_wait=lambda _: order.append("waits")) as store:
            order.append("second")
            store.execute("INSERT INTO ops.arrival (arrival_id) VALUES ('second')")

    with open_store(project) as store:
        thread = threading.Thread(target=second)
        thread.start()
        while not order:
            store.read("SELECT pg_sleep(0.02)")
        order.append("first done")
    thread.join()
    assert order == ["waits", "first done", "second"]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT * FROM pg_ls_dir('/')",
        "SELECT lo_import('/etc/passwd')",
        "COPY (SELECT 1) TO PROGRAM 'cat'",
        "SELECT 1 INTO marts.copied",
        "WITH gone AS (DELETE FROM ops.arrival RETURNING *) SELECT * FROM gone",
        "SELECT nextval('ops.numbers')",
        "SELECT arrival_id FROM ops.arrival FOR UPDATE",
        "SELECT set_config('role', 'none', false)",
        "SELECT \"set_config\"('role', 'none', false)",
        "SELECT U&\"\\0073et_config\"('role', 'none', false)",
        "SELECT query_to_xml('SELECT set_config(''role'', ''none'', false)', true, true, '')",
        "EXPLAIN ANALYZE DELETE FROM ops.arrival",
        "SELECT 1; RESET ROLE",
        "SELECT 1) TO STDOUT; --",
        "RESET ROLE",
        "BEGIN",
        "SELECT * FROM raw.ad_delivery",
        "SELECT * FROM build.first",
    ],
)
def test_sql_on_published_tables_neither_writes_nor_leaves_them(
    project: Project, store: Store, postgres_server: Server, sql: str
) -> None:
    """Also for the server's superuser, who could read files."""
    _build(store, 1)
    store.execute("CREATE SEQUENCE ops.numbers")
    store.execute("INSERT INTO ops.arrival (arrival_id) VALUES ('x')")
    store.publish()
    for asked in (project, _as(project, "connector", PASSWORD)):
        with open_published(asked) as reader:
            with pytest.raises(StoreError):
                reader.read(sql)
            assert reader.read("SELECT arrival_id FROM arrival")["arrival_id"].tolist() == ["x"]
            assert reader.read("SELECT current_user AS u")["u"].tolist() == ["smm_analyst"]


def test_explain_and_describe_answer(project: Project, store: Store) -> None:
    _build(store, 1)
    store.publish()
    with open_published(project) as reader:
        assert "first" in reader.read("EXPLAIN SELECT * FROM marts.first").iloc[0, 0]
        assert reader.read("DESCRIBE marts.first").to_dict("list") == {
            "column_name": ["run", "n"],
            "column_type": ["BIGINT", "BIGINT"],
        }
        with pytest.raises(QueryError, match="nowhere"):
            reader.read("DESCRIBE nowhere")


def test_a_colleague_with_the_role_reads_also_tables_that_come_later_and_nothing_else(
    project: Project, store: Store, postgres_server: Server
) -> None:
    _build(store, 1)
    store.publish()
    colleague = _as(project, "colleague", "c0lleague")
    postgres_server.run("REVOKE smm_analyst FROM colleague")
    with pytest.raises(StoreError), open_published(colleague) as reader:
        reader.read("SELECT run FROM marts.first")
    postgres_server.run("GRANT smm_analyst TO colleague")
    store.define("state", "later", TWO)
    store.materialize("marts", "fourth", "SELECT 1 AS run, 1 AS n", "table", TWO)
    store.publish()
    with open_published(colleague) as reader:
        assert reader.read("SELECT n FROM fourth CROSS JOIN (SELECT COUNT(*) AS m FROM later) AS l").iloc[0, 0] == 1
        with pytest.raises(StoreError, match="permission denied"):
            reader.read("SELECT * FROM raw.post")


def test_who_may_only_read_cannot_open_the_store_for_work(project: Project, postgres_server: Server) -> None:
    with open_store(project) as store:
        store.publish()
    postgres_server.run("GRANT smm_analyst TO colleague")
    reader = _as(project, "colleague", "c0lleague")
    with pytest.raises(StoreError, match="permission denied") as caught, open_store(reader) as store:
        store.execute("DELETE FROM ops.arrival")
    assert "smm doctor" in caught.value.cure


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"password": "wr0ng-secret"}, "password authentication failed.*Correct user and password"),
        ({"database": "nowhere"}, 'database "nowhere" does not exist.*createdb nowhere'),
        ({"port": 1}, "Check that the server runs"),
        ({"username": "nobody_knows"}, "Correct user and password"),
    ],
)
def test_a_server_that_lets_nobody_in_is_told_with_a_cure_and_without_the_password(
    project: Project, change: dict[str, object], said: str
) -> None:
    url = make_url(project.settings.store.get_secret_value()).set(**change)  # type: ignore[arg-type]
    broken = Project(project.home, Settings(store=url.render_as_string(hide_password=False)))
    for opened in (open_store, open_published):
        with pytest.raises(StoreError, match=said) as caught, opened(broken):
            pass
        for secret in (PASSWORD, "Tr0ub4dor", "wr0ng-secret"):
            assert secret not in str(caught.value)
            assert secret not in repr(caught.value.__cause__)
    assert PASSWORD not in repr(broken.settings)
    assert PASSWORD not in place_of(broken)


def test_a_connection_that_is_lost_is_told_and_the_next_one_works(
    project: Project, store: Store, postgres_server: Server
) -> None:
    mine = int(store.read("SELECT pg_backend_pid() AS pid")["pid"].iloc[0])
    postgres_server.run(f"SELECT pg_terminate_backend({mine})")
    with pytest.raises(StoreError, match=r"connection to .* was lost.*nothing half done"):
        store.read("SELECT 1 AS a")
    with open_store(project, wait_seconds=30) as again:
        assert again.exists("ops", "arrival")


def test_when_something_was_published_is_known_without_reading_it(project: Project, store: Store) -> None:
    assert publication(project) is None
    store.publish(("ops",))
    first = publication(project)
    assert first is not None
    assert first.where == place_of(project)
    assert first.size_bytes is None
    (now,) = _state(project, "SELECT CAST(clock_timestamp() AT TIME ZONE 'UTC' AS TIMESTAMP)")
    assert abs((first.at.replace(tzinfo=None) - now).total_seconds()) < 600


@pytest.fixture
def locked_down(postgres_server: Server, tmp_path: Path) -> Iterator[Project]:
    """A project of a user who may make no role, in a database where nobody made one."""
    postgres_server.run("CREATE ROLE humble LOGIN PASSWORD 'humble'")
    url = postgres_server.empty()
    name = make_url(url).database
    postgres_server.run(f"ALTER DATABASE {name} OWNER TO humble")
    yield postgres_server.project(tmp_path / "humble", postgres_server.address(str(name), "humble", "humble"))
    postgres_server.drop(url)
    postgres_server.run("DROP ROLE humble")


def test_without_the_right_to_take_the_role_everything_still_works_and_nothing_can_be_written(
    locked_down: Project,
) -> None:
    with open_store(locked_down) as store:
        _build(store, 1)
        store.publish()
    with open_published(locked_down) as reader:
        assert reader.read("SELECT run FROM first")["run"].tolist() == [1]
        with pytest.raises(StoreError):
            reader.read("WITH gone AS (DELETE FROM ops.arrival RETURNING *) SELECT * FROM gone")


@pytest.mark.parametrize("setting", ["mysql://u:geheim@h/d", "sqlite:///x.db", "", "duckdb:///x", 7])
def test_a_store_of_another_kind_is_refused_without_repeating_it(setting: object) -> None:
    with pytest.raises(ValueError, match="is neither embedded nor the URL") as caught:
        Settings.model_validate({"store": setting})
    assert "geheim" not in caught.value.errors(include_input=False)[0]["msg"]


def test_without_the_driver_the_package_to_install_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    project = Project(tmp_path, Settings.model_validate({"store": "postgresql+psycopg://u:geheim@h/d"}))
    for opened in (open_store, open_published):
        with pytest.raises(StoreError, match=r"pip install 'smm-budget\[postgres\]'") as caught, opened(project):
            pass
        assert "geheim" not in str(caught.value)
