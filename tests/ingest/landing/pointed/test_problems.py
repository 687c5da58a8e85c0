"""What cannot be read is one plain problem of its entry, for as long as it lasts; everything else goes on. Databases
are only ever read, and no password is told.
"""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url

from smm_assets.ingest.landing.intake import ingest
from smm_assets.report.arrivals import collect_files
from smm_assets.report.labels import Labels
from smm_assets.report.tables import Tables
from smm_assets.settings import Project
from smm_assets.warehouse import Store

NOW = datetime(2026, 11, 21, 6)
SECRET = "Gehe1m&Wort"
WRITTEN = SECRET.replace("&", "%26")
Point = Callable[..., Project]


def refusals(project: Project, store: Store) -> list[tuple[str, str, str]]:
    tables = Tables(store)
    files = collect_files(tables, Labels(tables, project), None)
    return [(one.name, one.reason, one.cure) for one in files.refused]


def texts(rows: Sequence[Any]) -> str:
    return " ".join(f"{row.name} {row.reason} {row.cure}" for row in rows)


@pytest.mark.parametrize(
    ("url", "words", "cure"),
    [
        (f"postgresql+psycopg://reader:{WRITTEN}@127.0.0.1:1/shop", "127.0.0.1:1/shop", "Check that it runs"),
        (f"postgresql://reader:{WRITTEN}@127.0.0.1:1/shop?application_name={WRITTEN}", "refused", "Check"),
        (f"sqlite:////nowhere/{WRITTEN[:3]}.db", "there is no such file", "Correct the path"),
        ("duckdb:////nowhere/shop.duckdb", "there is no such file", "Correct the path"),
        (
            f"snowflake://reader:{WRITTEN}@account/shop",
            "no driver is installed for 'snowflake'",
            "snowflake-sqlalchemy",
        ),
        (f"mysql+pymysql://reader:{WRITTEN}@h/shop", "no driver is installed", "pip install pymysql"),
        (f"mysql://reader:{WRITTEN}@h/shop", "no driver is installed", "pip install mysqlclient"),
        (f"postgre://reader:{WRITTEN}@h/shop", "no driver is installed for 'postgre'", "postgresql+psycopg://"),
        (f"reader:{WRITTEN}@h", "is no URL of a database", "postgresql+psycopg://"),
        (f"postgresql://reader:{WRITTEN}@h:port/shop", "is no URL of a database", "postgresql+psycopg://"),
    ],
)
def test_a_database_that_cannot_be_opened_is_told_without_secrets(
    url: str, words: str, cure: str, point: Point, store: Store
) -> None:
    project = point({"name": "warehouse", "url": url})
    (row,) = ingest(project, store, now=NOW)
    assert (row.status, row.name) == ("held", "tables warehouse (smm.yaml)")
    assert words in str(row.reason)
    assert cure in str(row.cure)
    assert not any(secret in f"{texts([row])} {project.settings!r}" for secret in (SECRET, WRITTEN))


def test_the_driver_for_postgresql_is_an_extra(point: Point, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    (row,) = ingest(point({"name": "warehouse", "url": f"postgresql+psycopg://a:{WRITTEN}@h/shop"}), store, now=NOW)
    assert "no driver is installed for 'postgresql+psycopg'" in str(row.reason)
    assert row.cure == "pip install 'smm-budget[postgres]'"


def test_a_wrong_password_is_told_and_never_shown(server: str, point: Point, store: Store) -> None:
    url = make_url(server).set(password=SECRET).render_as_string(hide_password=False)
    (row,) = ingest(point({"name": "warehouse", "url": url}), store, now=NOW)
    assert "password authentication failed" in str(row.reason)
    kept = store.read("SELECT * FROM ops.arrival").to_csv() + store.read("SELECT * FROM ops.export_file").to_csv()
    assert not any(secret in texts([row]) + kept for secret in (SECRET, WRITTEN))


def test_other_entries_and_files_go_on(sqlite: Any, point: Point, store: Store) -> None:
    bad = {"name": "bad", "url": "postgresql+psycopg://127.0.0.1:1/shop"}
    project = point(bad, {"name": "good", "url": sqlite.url})
    (Path(project.inbox) / "words.txt").write_text("nothing here\n", encoding="utf-8")
    rows = ingest(project, store, now=datetime(2100, 1, 1))
    assert sorted((row.name, row.status) for row in rows) == [
        ("main.basic_ad.csv", "loaded"),
        ("main.campaign_stats.csv", "loaded"),
        ("tables bad (smm.yaml)", "held"),
        ("words.txt", "unrecognised"),
    ]


def test_what_lacks_is_told_by_name_with_what_is_there(postgres: Any, point: Point, store: Store) -> None:
    entries = [
        {"name": "a", "url": postgres.url, "schema": "facebook"},
        {"name": "b", "url": postgres.url, "schema": "facebook_ads", "tables": ["basic_ads", "demographics_*"]},
        {"name": "c", "url": postgres.url, "schema": "facebook_ads", "tables": ["lead_contact", "basic_ad"]},
        {"name": "d", "url": postgres.url},
    ]
    rows = ingest(point(*entries), store, now=NOW)
    told = {row.name: f"{row.reason}. {row.cure}" for row in rows if row.status == "held"}
    assert list(told) == [
        "tables a (smm.yaml)",
        "tables b (smm.yaml): basic_ads",
        "tables b (smm.yaml): demographics_*",
        "tables c (smm.yaml): lead_contact",
        "tables d (smm.yaml)",
    ]
    said = list(told.values())
    assert "has no schema 'facebook'. There is: facebook_ads" in said[0]
    assert "has no table 'basic_ads' in schema facebook_ads" in said[1]
    assert "lead_contact is not read: no known report has such a header" in said[3]
    assert "no table of schema public has a header that is known here. smm doctor" in said[4]
    assert [row.name for row in rows if row.status == "loaded"] == ["facebook_ads.basic_ad.csv"]


def test_a_table_that_may_not_be_read_stops_no_other(postgres: Any, server: str, point: Point, store: Store) -> None:
    postgres.run(
        "DROP ROLE IF EXISTS reader",
        f"CREATE ROLE reader LOGIN PASSWORD '{SECRET}'",
        "GRANT USAGE ON SCHEMA google_ads TO reader",
        "GRANT SELECT ON google_ads.campaign_stats TO reader",
        "CREATE TABLE google_ads.ad_stats AS SELECT * FROM google_ads.campaign_stats",
    )
    url = make_url(server).set(username="reader", password=SECRET).render_as_string(hide_password=False)
    rows = ingest(point({"name": "w", "url": url, "schema": "google_ads"}), store, now=NOW)
    assert [(row.name, row.status) for row in rows] == [
        ("tables w (smm.yaml): ad_stats", "held"),
        ("google_ads.campaign_stats.csv", "loaded"),
    ]
    assert "permission denied" in str(rows[0].reason)


def test_postgresql_is_opened_for_reading_only(postgres: Any, point: Point, store: Store) -> None:
    postgres.run(
        "CREATE TABLE google_ads.log (at timestamptz)",
        "CREATE FUNCTION google_ads.noted() RETURNS bigint VOLATILE LANGUAGE sql AS "
        "'INSERT INTO google_ads.log VALUES (now()) RETURNING 1'",
        "CREATE VIEW google_ads.stats_view AS SELECT *, google_ads.noted() AS noted FROM google_ads.campaign_stats",
    )
    (row,) = ingest(
        point({"name": "w", "url": postgres.url, "schema": "google_ads", "tables": ["stats_view"]}), store, now=NOW
    )
    assert "read-only transaction" in str(row.reason)


def test_files_are_opened_for_reading_only(sqlite: Any, duckdb: Any, point: Point, store: Store) -> None:
    paths = [Path(make_url(one.url).database or "") for one in (sqlite, duckdb)]
    before = [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]
    for path in paths:
        path.chmod(0o444)
    rows = ingest(
        point({"name": "a", "url": sqlite.url}, {"name": "b", "url": duckdb.url, "schema": "google_ads"}),
        store,
        now=NOW,
    )
    assert [row.status for row in rows] == ["loaded", "loaded", "duplicate"]  # the same rows are the same bytes
    assert [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths] == before
    assert not list(paths[0].parent.glob("*-wal"))


def test_files_are_looked_for_from_the_project_folder(
    sqlite: Any, point: Point, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(make_url(sqlite.url).database or "")
    project = point({"name": "a", "url": f"sqlite:///../{path.name}"})
    monkeypatch.chdir("/")
    assert {row.status for row in ingest(project, store, now=NOW)} == {"loaded"}


def test_a_file_that_is_no_database_is_told(point: Point, store: Store, tmp_path: Path) -> None:
    (tmp_path / "words.db").write_text("words " * 1000, encoding="utf-8")
    entries = [{"name": kind, "url": f"{kind}:///{tmp_path / 'words.db'}"} for kind in ("sqlite", "duckdb")]
    rows = ingest(point(*entries), store, now=NOW)
    assert [row.status for row in rows] == ["held", "held"]
    assert "not a database" in str(rows[0].reason)
    assert "not a valid DuckDB database" in str(rows[1].reason)


def test_a_problem_is_on_the_page_while_it_lasts_and_entered_once(sqlite: Any, point: Point, store: Store) -> None:
    project = point({"name": "w", "url": sqlite.url, "tables": ["basic_ad", "nothing"]})
    for day in range(3):
        ingest(project, store, now=NOW + timedelta(days=day))
        ((name, reason, cure),) = refusals(project, store)
        assert (name, cure) == ("tables w (smm.yaml): nothing", "Correct its name")
        assert "has no table 'nothing'" in reason
    assert len(store.read("SELECT * FROM ops.arrival WHERE sha256 IS NULL")) == 1
    ingest(point({"name": "w", "url": sqlite.url}), store, now=NOW + timedelta(days=3))
    assert refusals(project, store) == []
    ingest(project, store, now=NOW + timedelta(days=4))
    assert len(refusals(project, store)) == 1
    assert len(store.read("SELECT * FROM ops.arrival WHERE sha256 IS NULL")) == 1
