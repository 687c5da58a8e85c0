"""smm sql: reads one statement, in four forms, and nothing else."""

import io
import json
import subprocess
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import Result

from pipelines.cli.usual import rounded
from smm_assets.replay import built_with
from smm_assets.settings import Project
from smm_assets.warehouse import open_store

Smm = Callable[..., Result]


@pytest.fixture(scope="module")
def made(new_shop: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    shop = new_shop(tmp_path_factory.mktemp("made") / "shop")
    rows = pd.DataFrame(
        {
            "date": [date(2026, 11, 20), date(2026, 11, 21)],
            "channel": ["a", "=1+1\x1b[2J"],
            "spend": [Decimal("0.1"), None],
            "clicks": pd.array([7, None], dtype="Int64"),
            "ctr": [0.25, float("nan")],
            "at": [datetime(2026, 11, 20, 12, 30), None],
        }
    )
    with open_store(Project.open(shop)) as store:
        store.replace("marts", "channel_daily", rows)
        store.publish()
    return shop


def test_a_table_of_marts_needs_no_schema(smm: Smm, published: Path) -> None:
    result = smm("sql", "SELECT count(*) AS n FROM channel_daily", "--home", published)
    assert result.exit_code == 0
    assert result.stdout.split() == ["n", "2"]


def test_json_is_a_list_of_objects_with_real_types(smm: Smm, published: Path) -> None:
    result = smm("sql", "SELECT * FROM channel_daily ORDER BY date", "--format", "json", "--home", published)
    first, second = json.loads(result.stdout)
    assert first == {
        "date": "2026-11-20", "channel": "a", "spend": 0.1, "clicks": 7, "ctr": 0.25, "at": "2026-11-20T12:30:00"
    }  # fmt: skip
    assert [second[name] for name in ("spend", "clicks", "ctr", "at")] == [None] * 4
    assert smm("sql", "SELECT 1 AS a", "--json", "--home", published).stdout == '[\n  {\n    "a": 1\n  }\n]\n'


def test_no_rows_are_an_empty_list(smm: Smm, published: Path) -> None:
    assert json.loads(smm("sql", "SELECT 1 WHERE false", "--json", "--home", published).stdout) == []


def test_csv_has_empty_cells_for_unknown(smm: Smm, published: Path) -> None:
    result = smm(
        "sql", "SELECT channel, clicks FROM channel_daily ORDER BY date", "--format", "csv", "--home", published
    )
    assert result.stdout.splitlines()[:2] == ["channel,clicks", "a,7"]
    assert result.stdout.splitlines()[2].endswith(",")


def test_parquet_reads_back_equal(published: Path, process: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    import os
    import sys

    statement = "SELECT date, clicks FROM channel_daily ORDER BY date"
    command = [sys.executable, "-m", "pipelines.cli.main", "sql", statement]
    command += ["--format", "parquet", "--home", str(published)]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    out = subprocess.run(command, capture_output=True, check=True, env=env, timeout=60).stdout
    frame = pd.read_parquet(io.BytesIO(out))
    assert frame["clicks"].dropna().tolist() == [7]
    assert frame["date"].tolist() == [date(2026, 11, 20), date(2026, 11, 21)]


def test_a_name_in_a_table_cannot_drive_the_terminal(smm: Smm, published: Path) -> None:
    assert "\x1b" not in smm("sql", "SELECT channel FROM channel_daily", "--home", published).stdout


@pytest.mark.parametrize(
    "statement",
    [
        "SHOW TABLES",
        "DESCRIBE channel_daily",
        "FROM channel_daily",
        "EXPLAIN SELECT 1",
        "explain analyze SELECT * FROM channel_daily",
        "WITH a AS (SELECT 1) SELECT * FROM a",
    ],
)
def test_statements_that_read_are_let_through(smm: Smm, published: Path, statement: str) -> None:
    assert smm("sql", statement, "--home", published).exit_code == 0


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO channel_daily VALUES (1)",
        "DROP TABLE marts.channel_daily",
        "CREATE TABLE x AS SELECT 1",
        "COPY channel_daily TO '/tmp/x.csv'",
        "ATTACH '/tmp/x.duckdb'",
        "PRAGMA database_list",
        "SET memory_limit = '1GB'",
        "INSTALL httpfs",
        "EXPORT DATABASE '/tmp/x'",
        "SELECT 1; SELECT 2",
        "",
        "WITH a AS (INSERT INTO marts.channel_daily VALUES (1) RETURNING *) SELECT * FROM a",
        "SELEC 1",
        ";",
        "EXPLAIN",
        "EXPLAIN DELETE FROM ops.run",
        "EXPLAIN ANALYZE INSERT INTO ops.run VALUES (1)",
        "EXPLAIN EXPLAIN SELECT 1",
        "SELECT * FROM (",
    ],
)
def test_everything_else_is_wrong_use(smm: Smm, published: Path, statement: str) -> None:
    result = smm("sql", statement, "--home", published)
    assert result.exit_code == 2
    assert "what" in result.stderr
    assert "cure" in result.stderr


@pytest.mark.parametrize(
    "statement",
    ["SELECT * FROM '/etc/passwd'", "SELECT * FROM read_text('/etc/passwd')", "SELECT * FROM glob('/*')",
     "SELECT * FROM read_csv('http://localhost/x.csv')"],
)  # fmt: skip
def test_files_and_the_network_are_out_of_reach(smm: Smm, published: Path, statement: str) -> None:
    result = smm("sql", statement, "--home", published)
    assert result.exit_code == 2
    assert "root:" not in result.output
    assert "Traceback" not in result.output


def test_another_morning_than_the_published_one_says_how_to_build_it(smm: Smm, published: Path) -> None:
    result = smm("sql", "SELECT 1", "--as-of", "2026-01-05", "--home", published)
    assert result.exit_code == 2
    assert "smm run --as-of 2026-01-05" in result.stderr


def keep_copy(published: Path, software: str) -> None:
    """A copy of the published tables as that of the morning of 2026-01-05, built by that software."""
    former = published / "data" / "as_of" / "2026-01-05.duckdb"
    former.parent.mkdir()
    entry = {"as_of": date(2026, 1, 5), "known_until": datetime(2026, 1, 5, 5), "known_until_basis": "run"}
    entry |= {"mode": "replay", "built_with": software, "built_at": datetime(2026, 1, 9), "remarks_json": "[]"}
    with open_store(Project.open(published)) as store:
        store.load("ops", "replay", pd.DataFrame([entry]))
        store.publish()
        store.execute("DELETE FROM ops.replay")
    former.write_bytes((published / "data" / "published.duckdb").read_bytes())


def test_a_copy_built_for_an_earlier_morning_is_read(smm: Smm, published: Path) -> None:
    keep_copy(published, built_with())
    result = smm("sql", "SELECT 1", "--as-of", "2026-01-05", "--home", published)
    assert result.exit_code == 0
    assert "Tables of the morning of 2026-01-05, from what had been loaded by" in result.stderr


def test_a_copy_that_other_software_built_is_not_read(smm: Smm, published: Path) -> None:
    keep_copy(published, "another version")
    result = smm("sql", "SELECT 1", "--as-of", "2026-01-05", "--home", published)
    assert result.exit_code == 2
    assert "smm run --as-of 2026-01-05" in result.stderr


def test_the_list_of_tables_names_each_once_with_its_schema(smm: Smm, published: Path) -> None:
    rows = json.loads(smm("sql", "SHOW TABLES", "--json", "--home", published).stdout)
    places = [(row["schema"], row["name"]) for row in rows]
    assert places[0] == ("marts", "channel_daily")
    assert ("state", "recommendation") in places
    assert ("ops", "export_file") in places
    assert len(set(places)) == len(places)


@pytest.mark.parametrize(
    ("statement", "words", "cure"),
    [
        ("SELECT * FROM chanel_daily", "no table chanel_daily", "Did you mean marts.channel_daily?"),
        ("SELECT * FROM mart.channel_daily", "no table", "Did you mean marts.channel_daily?"),
        ("SELECT * FROM pg_clas", "no table pg_clas", "SHOW TABLES"),
        ("SELECT * FROM raw.post", "no table", "SHOW TABLES"),
        ("SELECT spendd FROM channel_daily", "column spendd", "Did you mean spend?"),
        ("SELECT c.spendd FROM channel_daily AS c", "column spendd", "Did you mean spend?"),
        ("SELECT zzz FROM channel_daily", "column zzz", "DESCRIBE marts.channel_daily"),
        ("SELECT nofunction(spend) FROM channel_daily", "nofunction", "Correct the SQL"),
    ],
)
def test_a_wrong_name_is_wrong_use_with_a_suggestion_of_ours(
    smm: Smm, published: Path, statement: str, words: str, cure: str
) -> None:
    result = smm("sql", statement, "--home", published)
    assert result.exit_code == 2
    said = " ".join(result.stderr.split())
    assert words in said
    assert cure in said
    assert "LINE 1" not in said
    assert "pg_class" not in said


def test_no_sql_at_all_is_said_so(smm: Smm, published: Path) -> None:
    assert "there is no SQL" in smm("sql", "", "--home", published).stderr


def test_columns_of_one_name_are_kept_apart_in_every_form(smm: Smm, published: Path) -> None:
    result = smm("sql", "SELECT 1 AS a, 2 AS a, 3 AS a_1, 4 AS a", "--json", "--home", published)
    assert json.loads(result.stdout) == [{"a": 1, "a_2": 2, "a_1": 3, "a_3": 4}]
    assert result.stderr == ""


def test_answers_for_eyes_have_two_places_where_numbers_are_large_and_days_stay_as_they_are() -> None:
    at = datetime(2026, 11, 22, 6)
    frame = pd.DataFrame(
        {
            "amount": pd.Series([Decimal("1199.513369"), Decimal("0.5")], dtype=object),
            "share": pd.Series([Decimal("0.159912345"), None], dtype=object),
            "cost": [27.895721, float("nan")],
            "name": ["a", "b"],
            "at": [at, at],
        }
    )
    shown = rounded(frame)
    assert shown["amount"].tolist() == [Decimal("1199.51"), Decimal("0.50")]
    assert shown["share"].tolist() == [Decimal("0.1599"), None]
    assert shown["cost"].tolist()[0] == 27.9
    assert shown["name"].tolist() == ["a", "b"]
    assert shown["at"].tolist() == [at, at]
