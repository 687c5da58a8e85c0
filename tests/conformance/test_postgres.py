"""The example's morning on PostgreSQL: every table, row by row, as on the embedded store; and the commands on it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import psycopg
import pytest
import sqlglot
from sqlalchemy import create_engine, inspect, make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool
from typer.testing import CliRunner

from pipelines.cli.main import app
from pipelines.running import run_daily
from smm_assets.dictionary.collecting import entries
from smm_assets.settings import Project
from smm_assets.simulator import make_demo
from smm_assets.sqlmodels import load_models
from smm_assets.sqlmodels.questions import questions
from smm_assets.warehouse import Store, open_published, open_store
from tests.conformance.comparing import differences, rows_of
from tests.example import AS_OF, NOW, Example
from tests.how_to import page
from tests.postgres import PASSWORD, Server

MODELS = load_models()
BOOKS = {
    "ops.export_file": "file_id, part",
    "ops.quarantined_row": 'file_id, part, row_number, rule, "column"',
    "state.recommendation": "recommendation_id",
    "state.budget_recommendation": "recommendation_id, channel",
    "state.response_curve": "recommendation_id, channel, spend",
    "state.budget_scenario": "recommendation_id, change_pct",
    "state.recommendation_step": "recommendation_id, channel, date",
    "state.recommendation_review": "as_of, objective",
    "state.plan_version": "version",
    "state.test_verdict": "as_of, test_id, channel",
    "state.campaign_action": "as_of, channel, network, account_id, campaign_key",
}
OWN = ("Tables ", "Next:", "Last run ")  # lines that name the place or the hour by the real clock


@pytest.fixture(scope="module")
def on_a_server(tmp_path_factory: pytest.TempPathFactory, postgres_server: Server) -> Iterator[Project]:
    """The example with its store in a database, after the same morning run."""
    folder: Path = tmp_path_factory.mktemp("served") / "shop"
    make_demo(folder)
    url = postgres_server.empty()
    with (folder / "smm.yaml").open("a", encoding="utf-8") as file:
        file.write("\nstore: ${SMM_STORE}\n")
    project = Project.open(folder, environ={"SMM_STORE": url})
    assert run_daily(project, as_of=AS_OF, now=NOW).status == "needs_person"
    yield project
    postgres_server.drop(url)


@pytest.fixture(scope="module")
def compared(example: Example, on_a_server: Project) -> dict[str, tuple[int, list[str]]]:
    """Of each model and book how many rows there are, and what is not alike. The stores are opened once for all."""
    with open_store(example.project) as here, open_store(on_a_server) as there:
        return {
            **{name: _alike(rows_of(here, one), rows_of(there, one)) for name, one in MODELS.items()},
            **{name: _alike(*(_book(store, name) for store in (here, there))) for name in BOOKS},
        }


def _alike(one: pd.DataFrame, other: pd.DataFrame) -> tuple[int, list[str]]:
    return len(one), differences(one, other)


def _book(store: Store, name: str) -> pd.DataFrame:
    """Arrivals are told apart by the folder they came from, which is another one."""
    rows = store.read(f"SELECT * FROM {name} ORDER BY {BOOKS[name]}")
    return rows.drop(columns="arrival_id", errors="ignore")


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(MODELS))
def test_every_model_has_the_same_rows_on_both_engines(compared: dict[str, tuple[int, list[str]]], name: str) -> None:
    assert compared[name][1] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(BOOKS))
def test_decisions_and_books_are_the_same_on_both_engines(
    compared: dict[str, tuple[int, list[str]]], name: str
) -> None:
    count, wrong = compared[name]
    assert count > 0 or name in ("state.response_curve", "state.budget_scenario")
    assert wrong == []


def _smm(project: Project, *words: str) -> str:
    """What a command prints, once it has done its work."""
    url = project.settings.store.get_secret_value()
    env = {"SMM_STORE": url, "NO_COLOR": "1", "COLUMNS": "200"}
    done = CliRunner().invoke(app, [*words, "--home", str(project.home)], env=env)
    assert done.exit_code in (0, 3), (done.output, done.exception)
    assert PASSWORD.split("+")[0] not in done.output
    return done.output


@pytest.mark.slow
@pytest.mark.parametrize("words", [("status", "--full"), ("recommend", "--budget", "120")])
def test_pages_say_the_same_on_both_engines(example: Example, on_a_server: Project, words: tuple[str, ...]) -> None:
    said: list[str] = []
    for project in (example.project, on_a_server):
        text = _smm(project, *words).replace(str(project.home), "HOME").replace(str(project.home.parent), "ABOVE")
        said.append("\n".join(line for line in text.split("\n") if not any(word in line for word in OWN)))
    assert said[0] == said[1]


@pytest.mark.slow
def test_figures_for_programs_are_the_same_on_both_engines(example: Example, on_a_server: Project) -> None:
    found: list[dict[str, Any]] = []
    for project in (example.project, on_a_server):
        text = _smm(project, "status", "--json").replace(str(project.home), "HOME")
        found.append(json.loads(text, parse_float=lambda digits: f"{float(digits):.9g}"))
        for own in ("started_at", "finished_at"):  # by the real clock
            found[-1]["run"].pop(own)
    assert found[0] == found[1]


@pytest.mark.slow
def test_commands_that_read_and_look_work_on_a_server(on_a_server: Project) -> None:
    assert "channel_daily" in _smm(on_a_server, "sql", "SHOW TABLES")
    assert "DECIMAL(18,6)" in _smm(on_a_server, "sql", "DESCRIBE channel_daily")
    assert "Did you mean" in _refusal(on_a_server, "sql", "SELECT spnd FROM channel_daily")
    assert "Did you mean" in _refusal(on_a_server, "sql", "SELECT * FROM chanel_daily")
    assert "cannot be answered: division by zero" in _refusal(on_a_server, "sql", "SELECT 1/0 AS a")
    assert "index.html" in _smm(on_a_server, "report")
    assert "Nothing to load" in _smm(on_a_server, "ingest")
    doctor = _smm(on_a_server, "doctor")
    assert "analysts read as smm_analyst" in doctor
    assert "superuser" not in doctor
    assert "Published      schema marts of postgresql+psycopg://127.0.0.1" in doctor


def _refusal(project: Project, *words: str) -> str:
    env = {"SMM_STORE": project.settings.store.get_secret_value(), "NO_COLOR": "1", "COLUMNS": "200"}
    done = CliRunner().invoke(app, [*words, "--home", str(project.home)], env=env)
    assert done.exit_code == 2, done.output
    assert PASSWORD.split("+")[0] not in done.output
    return done.output


@pytest.mark.slow
def test_no_published_table_or_column_is_without_a_comment_on_the_server(on_a_server: Project) -> None:
    engine = create_engine(on_a_server.settings.store.get_secret_value(), poolclass=NullPool)
    with engine.connect() as connection:
        found = connection.execute(
            text(
                "SELECT n.nspname, c.relname, COALESCE(a.attname, ''), d.description FROM pg_class AS c "
                "JOIN pg_namespace AS n ON n.oid = c.relnamespace CROSS JOIN generate_series(0, 200) AS number "
                "LEFT JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = number AND NOT a.attisdropped "
                "LEFT JOIN pg_description AS d ON d.objoid = c.oid AND d.objsubid = number AND d.classoid = 1259 "
                "WHERE n.nspname IN ('marts', 'bi', 'state', 'ops') AND c.relkind IN ('r', 'v') "
                "AND (number = 0 OR a.attname IS NOT NULL)"
            )
        ).all()
    engine.dispose()
    assert {row[0] for row in found} == {"marts", "bi", "state", "ops"}
    assert len({row[:2] for row in found}) > 90
    assert [tuple(row) for row in found if not row[3]] == []


@pytest.mark.slow
def test_questions_and_example_queries_are_answered_alike_on_the_server(example: Example, on_a_server: Project) -> None:
    asked = {name: (one.sql, one.said_in("postgres")) for name, one in questions().items()}
    asked |= {
        one.full_name: (one.example, sqlglot.transpile(one.example, read="duckdb", write="postgres")[0])
        for one in entries(MODELS)
        if one.schema in ("bi", "marts")
    }
    with open_published(example.project) as here, open_published(on_a_server) as there:
        differing = {}
        for name, (sql, other) in asked.items():
            frames = [here.read(sql), there.read(other)]
            if [*frames[0].columns] != [*frames[1].columns] or len(frames[0]) != len(frames[1]):
                differing[name] = [(list(frame.columns), len(frame)) for frame in frames]
    assert differing == {}


@pytest.mark.slow
def test_a_bi_tools_user_reads_everything_published_and_can_write_nothing(
    on_a_server: Project, postgres_server: Server
) -> None:
    """The user of the how-to on other tools, over the wire as Metabase and Power BI come, and through SQLAlchemy."""
    made = re.findall(r"^((?:CREATE ROLE|GRANT) .*);$", page("connect-other-tools"), re.MULTILINE)
    assert len(made) == 2
    postgres_server.run(*(statement.replace("'…'", "'d4shboard'") for statement in made))
    url = make_url(on_a_server.settings.store.get_secret_value()).set(username="metabase", password="d4shboard")
    with psycopg.connect(url.set(drivername="postgresql").render_as_string(hide_password=False)) as connection:
        found = connection.execute("SELECT table_schema FROM information_schema.tables GROUP BY 1").fetchall()
        assert {"bi", "marts", "state", "ops"} <= {row[0] for row in found}
        assert not {"raw", "staging", "intermediate", "build", "build_bi"} & {row[0] for row in found}
        spend = connection.execute("SELECT SUM(spend) FROM bi.daily_channel WHERE channel = %s", ["meta"]).fetchone()
        assert spend is not None
        assert spend[0] > 0
    engine = create_engine(url, poolclass=NullPool)
    for statement in (
        "DELETE FROM bi.daily_channel",
        "CREATE TABLE bi.x (a INT)",
        "UPDATE state.recommendation SET note = 'x'",
    ):
        with engine.connect() as connection, pytest.raises(DBAPIError, match="permission denied"):
            connection.execute(text(statement))
    comments = {one["name"]: one["comment"] for one in inspect(engine).get_columns("daily_channel", schema="bi")}
    assert comments["channel_label"] == "name of the channel people read"
    engine.dispose()
