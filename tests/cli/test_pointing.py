"""Databases that smm.yaml points at, from the command line: what is said, exit codes, and no password anywhere."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Smm = Callable[..., Result]
SECRET = "Gehe1mWort"
TABLE = """CREATE TABLE basic_ad (ad_id text, date date, account_id text, impressions int, inline_link_clicks int,
    spend real, _fivetran_synced timestamp);
    INSERT INTO basic_ad VALUES ('8811', '2026-11-19', '900100', 4000, 40, 12.5, '2026-11-21 04:00:00');
    CREATE TABLE ad_history (id text, account_id text, name text, effective_status text);"""
ACCOUNT = "accounts:\n  - {name: Mug ads, network: meta, account_id: '900100', currency: EUR}\n"


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "connector.sqlite"
    with sqlite3.connect(path) as made:
        made.executescript(TABLE)
    made.close()
    monkeypatch.setenv("WAREHOUSE_URL", f"sqlite:///{path}")
    monkeypatch.setenv("SERVER_URL", f"postgresql+psycopg://reader:{SECRET}@127.0.0.1:1/shop")
    return path


def say(shop: Path, *entries: str) -> None:
    """Add entries under tables to smm.yaml."""
    lines = "".join(f"  - {entry}\n" for entry in entries)
    with (shop / "smm.yaml").open("a", encoding="utf-8") as file:
        file.write(f"{ACCOUNT}tables:\n{lines}")


GOOD = "name: connector\n    url: ${WAREHOUSE_URL}"
BAD = "name: server\n    url: ${SERVER_URL}"


@pytest.mark.usefixtures("database")
def test_ingest_says_loaded_and_then_unchanged_in_one_line(smm: Smm, shop: Path) -> None:
    say(shop, GOOD)
    first = smm("ingest", "--home", shop)
    assert first.exit_code == 0, first.output
    assert "loaded        main.basic_ad.csv  1 record" in first.stdout
    again = smm("ingest", "--home", shop)
    assert (again.exit_code, again.stdout) == (0, "unchanged     main.basic_ad.csv\n")


@pytest.mark.usefixtures("database")
def test_a_server_that_does_not_answer_needs_a_person_and_stops_nothing(smm: Smm, shop: Path) -> None:
    say(shop, BAD, GOOD)
    result = smm("ingest", "--home", shop, "--json")
    assert result.exit_code == 3
    rows = json.loads(result.stdout)
    assert [(row["name"], row["status"]) for row in rows] == [
        ("tables server (smm.yaml)", "held"),
        ("main.basic_ad.csv", "loaded"),
    ]
    assert "127.0.0.1:1/shop" in rows[0]["reason"]
    assert SECRET not in result.output


@pytest.mark.usefixtures("database")
def test_doctor_opens_every_entry_and_lists_what_is_left_alone(smm: Smm, shop: Path) -> None:
    say(shop, GOOD, BAD, "name: named\n    url: ${WAREHOUSE_URL}\n    tables: [basic_ad, ad_history, nothing]")
    result = smm("doctor", "--home", shop, "--json")
    assert result.exit_code == 1
    found = [(one["state"], one["seen"]) for one in json.loads(result.stdout) if one["check"] == "Tables"]
    assert [state for state, _ in found] == ["good", "good", "bad", "good", "bad", "bad"]
    assert "reads basic_ad (Marketing API, ads by day)" in found[0][1]
    assert "connector: leaves main.ad_history alone: no known report has such a header; closest: " in found[1][1]
    assert "server: postgresql+psycopg://127.0.0.1:1/shop: " in found[2][1]
    assert "named: " in found[4][1]
    assert "has no table 'nothing'" in found[4][1]
    assert "main.ad_history is not read" in found[5][1]
    assert SECRET not in result.output


def test_doctor_says_nothing_of_tables_where_no_entry_is(smm: Smm, shop: Path) -> None:
    assert "Tables" not in smm("doctor", "--home", shop).stdout


@pytest.mark.usefixtures("database")
def test_a_wrong_entry_is_a_mistake_of_configuration(smm: Smm, shop: Path) -> None:
    say(shop, f"{GOOD}\n    day: 3")
    result = smm("ingest", "--home", shop)
    assert result.exit_code == 2
    assert "Did you mean days?" in result.stderr
    assert not (shop / "data").exists()


@pytest.mark.long
@pytest.mark.usefixtures("database")
def test_the_daily_job_reads_tables_and_a_past_morning_does_not(smm: Smm, shop: Path) -> None:
    say(shop, BAD, GOOD)
    result = smm("run", "--home", shop, "--as-of", "2026-11-21")
    assert result.exit_code == 3, result.output
    assert "tables server (smm.yaml)" in result.stdout
    shown = smm("sql", "--home", shop, "SELECT spend, impressions FROM ad_daily")
    assert "12.5" in shown.stdout
    status = smm("status", "--home", shop)
    assert "tables server (smm.yaml)" in status.stdout
    past = smm("run", "--home", shop, "--as-of", "2026-11-20")
    arrivals = smm("sql", "--home", shop, "SELECT count(*) AS n FROM ops.arrival", "--format", "csv")
    assert arrivals.stdout.split() == ["n", "2"]
    files = [path for path in shop.rglob("*") if path.is_file()]
    assert not [path for path in files if SECRET.encode() in path.read_bytes()]
    assert SECRET not in result.output + status.output + past.output
