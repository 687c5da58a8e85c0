"""Roles and rights on a real server: given where that is permitted, told as SQL where it is not, never twice."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.pool import NullPool
from typer.testing import CliRunner, Result

from pipelines.cli.main import app
from smm_assets.settings import Project
from smm_assets.warehouse import StoredColumn, open_published, open_store
from tests.postgres import PASSWORD, Server, running

SECRET = "corr3ct horse's \\battery"
ONE = (StoredColumn(name="run", kind="count"),)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server of its own: roles belong to a server, and these tests take them away."""
    with running() as found:
        found.run("DROP OWNED BY smm_analyst", database="template_of_stores")
        found.run("DROP ROLE smm_analyst")
        yield found


@pytest.fixture
def place(server: Server, tmp_path: Path) -> Iterator[str]:
    """A database that belongs to nobody in particular, and none of the roles there."""
    url = server.empty()
    name = str(make_url(url).database)
    server.run(f"ALTER DATABASE {name} OWNER TO connector", f"REVOKE ALL ON DATABASE {name} FROM PUBLIC")
    (tmp_path / "smm.yaml").write_text("currency: EUR\nstore: ${SMM_STORE}\n", encoding="utf-8")
    yield name
    server.drop(url)
    for role in ("smm_analyst", "pipeline", "anna"):
        server.run(f"DROP ROLE IF EXISTS {role}")


@pytest.fixture
def doctor(tmp_path: Path, server: Server, place: str) -> Callable[..., Result]:
    """`smm doctor` as a user of the server, the superuser where none is named."""

    def run(*words: str, user: str = "connector", password: str = PASSWORD, typed: str = "") -> Result:
        env = {"SMM_STORE": server.address(place, user, password), "NO_COLOR": "1", "COLUMNS": "200"}
        return CliRunner().invoke(app, ["doctor", *words, "--home", str(tmp_path)], env=env, input=typed)

    return run


def _rows(url: str, sql: str) -> list[tuple[object, ...]]:
    engine = create_engine(url, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(sql))]
    finally:
        engine.dispose()


def _published(project: Project) -> None:
    with open_store(project) as store:
        store.materialize("marts", "first", "SELECT 1 AS run", "table", ONE)
        store.publish()


def test_an_administrator_makes_writer_and_analyst_in_one_go_and_a_second_time_nothing(
    server: Server, place: str, doctor: Callable[..., Result], tmp_path: Path
) -> None:
    asked = ("--grant", "--writer", "pipeline", "--analyst", "anna", "--password-stdin")
    done = doctor(*asked, typed=f"{SECRET}\nanna's\n")
    assert done.exit_code == 0, done.output
    assert SECRET not in done.output
    assert "anna's" not in done.output
    project = server.project(tmp_path, server.address(place, "pipeline", SECRET))
    _published(project)
    anna = server.address(place, "anna", "anna's")
    with open_published(server.project(tmp_path, anna)) as reader:
        assert reader.read("SELECT run FROM first")["run"].tolist() == [1]
    with pytest.raises(ProgrammingError, match="permission denied"):
        _rows(anna, "DELETE FROM state.plan_version RETURNING 1")
    with pytest.raises(ProgrammingError, match="permission denied"):
        _rows(anna, "SELECT * FROM raw.ad_delivery")
    for _ in range(2):
        again = doctor(*asked[:-1], "--json")
        assert again.exit_code == 0
        assert json.loads(again.output) == {"given": [], "lacking": []}
    assert "analysts read as smm_analyst" in doctor(user="pipeline", password=SECRET).output


def test_a_store_an_administrator_made_is_handed_over_with_everything_in_it(
    server: Server, place: str, doctor: Callable[..., Result], tmp_path: Path
) -> None:
    _published(server.project(tmp_path, server.address(place, "connector")))
    server.run("DROP OWNED BY smm_analyst", database=place)
    done = doctor("--grant", "--writer", "pipeline", "--password-stdin", typed=f"{SECRET}\n")
    assert done.exit_code == 0, done.output
    owners = """SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class AS c JOIN pg_namespace AS n
        ON n.oid = relnamespace WHERE nspname IN ('raw', 'build', 'marts', 'ops', 'state') AND relkind IN ('r', 'p')"""
    assert _rows(server.address(place, "connector"), owners) == [("pipeline",)]
    project = server.project(tmp_path, server.address(place, "pipeline", SECRET))
    _published(project)
    with open_published(project) as reader:
        assert reader.read("SELECT current_user AS u")["u"].tolist() == ["smm_analyst"]
        assert reader.read("SELECT COUNT(*) AS n FROM ops.arrival")["n"].tolist() == [0]


def test_rights_somebody_took_away_are_found_and_given_again(
    server: Server, place: str, doctor: Callable[..., Result], tmp_path: Path
) -> None:
    doctor("--grant", "--writer", "pipeline", "--password-stdin", typed=f"{SECRET}\n")
    project = server.project(tmp_path, server.address(place, "pipeline", SECRET))
    _published(project)
    server.run("REVOKE SELECT ON state.plan_version FROM smm_analyst", database=place)
    server.run("ALTER DEFAULT PRIVILEGES FOR ROLE pipeline IN SCHEMA ops REVOKE SELECT ON TABLES FROM smm_analyst",
               database=place)  # fmt: skip
    found = doctor(user="pipeline", password=SECRET)
    assert (
        "rights are missing: analysts may read state; analysts may read tables that come later into ops" in found.output
    )
    assert "smm doctor --grant gives them" in found.output
    done = doctor("--grant", user="pipeline", password=SECRET)
    assert (done.exit_code, done.output.splitlines()) == (
        0,
        ["given  analysts may read state", "given  analysts may read tables that come later into ops"],
    )
    assert "Nothing is missing" in doctor("--grant", user="pipeline", password=SECRET).output


def test_what_a_humble_user_may_not_give_is_printed_for_the_administrator_and_works_when_he_runs_it(
    server: Server, place: str, doctor: Callable[..., Result], tmp_path: Path
) -> None:
    server.run("CREATE ROLE pipeline LOGIN PASSWORD 'humble'", f"GRANT CONNECT ON DATABASE {place} TO pipeline")
    done = doctor("--grant", "--analyst", "anna", "--password-stdin", user="pipeline", password="humble",
                  typed=f"{SECRET}\n")  # fmt: skip
    assert done.exit_code == 3, done.output
    assert "Ask the administrator of the server to run" in done.output
    assert "SCRAM" not in done.output
    asked = [line for line in done.output.splitlines() if line.endswith(";")]
    assert asked == [
        'CREATE ROLE "smm_analyst" NOLOGIN;',
        f'GRANT CREATE ON DATABASE "{place}" TO "pipeline";',
        'GRANT smm_analyst TO "pipeline";',
        "CREATE ROLE \"anna\" LOGIN PASSWORD '…';",
        f'GRANT CONNECT ON DATABASE "{place}" TO "anna";',
        'GRANT smm_analyst TO "anna";',
    ]
    server.run(*asked)
    _published(server.project(tmp_path, server.address(place, "pipeline", "humble")))
    assert doctor("--grant", "--analyst", "anna", user="pipeline", password="humble").exit_code == 0


def test_a_dry_run_prints_the_sql_and_changes_nothing(
    server: Server, place: str, doctor: Callable[..., Result]
) -> None:
    done = doctor("--grant", "--writer", "pipeline", "--analyst", "anna", "--dry-run")
    assert done.exit_code == 0
    assert 'CREATE ROLE "pipeline" LOGIN;' in done.output
    roles = "SELECT rolname FROM pg_roles WHERE rolname IN ('smm_analyst', 'pipeline', 'anna')"
    assert _rows(server.address(place, "connector"), roles) == []


def test_a_user_without_a_password_is_told_how_to_get_one(doctor: Callable[..., Result]) -> None:
    done = doctor("--grant", "--analyst", "anna")
    assert done.exit_code == 0
    assert "no password yet: \\password anna in psql sets one" in done.output


def test_a_password_is_in_no_statement_the_server_logs(
    server: Server, place: str, doctor: Callable[..., Result]
) -> None:
    server.run(f"ALTER DATABASE {place} SET log_statement = 'all'")
    assert doctor("--grant", "--analyst", "anna", "--password-stdin", typed=f"{SECRET}\n").exit_code == 0
    log = Path(str(_rows(server.address(place, "connector"), "SHOW data_directory")[0][0])).parent / "log"
    written = log.read_text(encoding="utf-8")
    assert 'CREATE ROLE "anna" LOGIN PASSWORD' in written
    assert "corr3ct" not in written
    assert _rows(server.address(place, "anna", SECRET), "SELECT 1") == [(1,)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--grant", "--analyst", "smm_analyst"), "smm_analyst is no name for a user"),
        (("--grant", "--writer", "pg_monitor"), "pg_monitor is no name for a user"),
        (("--grant", "--analyst", "connector", "--writer", "shop"), "connector is a superuser"),
        (("--grant", "--analyst", "shop", "--writer", "shop"), "so it is no analyst's login"),
        (("--grant", "--analyst", "anna", "--password-stdin"), "standard input holds no password of anna"),
        (("--analyst", "anna"), "belong to --grant"),
    ],
)
def test_impossible_wishes_are_wrong_use(doctor: Callable[..., Result], words: tuple[str, ...], said: str) -> None:
    done = doctor(*words)
    assert done.exit_code == 2, done.output
    assert said in done.output


def test_a_project_whose_store_is_a_file_has_no_roles(tmp_path: Path) -> None:
    (tmp_path / "smm.yaml").write_text("currency: EUR\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["doctor", "--grant", "--home", str(tmp_path)])
    assert done.exit_code == 2
    assert "the store of this project is a file" in done.output
