"""From SQLite, DuckDB and PostgreSQL into the tables of analysts: the right sums, new versions, and no noise."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from smm_assets.budget import seeds
from smm_assets.ingest.landing.intake import ingest
from smm_assets.settings import Project
from smm_assets.sqlmodels import build, load_models
from smm_assets.warehouse import Store

MONDAY = datetime(2026, 11, 21, 6)
TUESDAY = datetime(2026, 11, 22, 6)


@pytest.fixture(params=["sqlite", "duckdb", "postgres"])
def database(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(request.param)


@pytest.fixture
def project(database: Any, point: Callable[..., Project]) -> Project:
    if not database.schemas:
        return point({"name": "connector", "url": database.url})
    return point(
        {"name": "meta", "url": database.url, "schema": "facebook_ads"},
        {"name": "google", "url": database.url, "schema": "google_ads", "tables": ["campaign_*"]},
    )


def ad_daily(project: Project, store: Store, as_of: date) -> list[tuple[Any, ...]]:
    """(network, day, spend, impressions, clicks, link clicks, conversions) of marts.ad_daily, None as 0."""
    models = load_models(project)
    seeds.load(project, store, as_of)
    build(store, models=models, select=["+ad_daily"])
    measures = ("spend", "impressions", "clicks", "link_clicks", "conversions")
    sums = ", ".join(f"coalesce(sum({name}), 0) AS {name}" for name in measures)
    found = store.read(f"SELECT network, date, {sums} FROM marts.ad_daily GROUP BY ALL ORDER BY network, date")
    return [
        (network, day.isoformat(), *(Decimal(str(value)) for value in values))
        for network, day, *values in found.astype("object").itertuples(index=False, name=None)
    ]


def test_rows_become_the_sums_of_their_days(project: Project, store: Store) -> None:
    rows = ingest(project, store, now=MONDAY)
    assert sorted((row.status, row.network, row.report_name, row.rows_loaded) for row in rows) == [
        ("loaded", "google", "api_campaigns", 2),
        ("loaded", "meta", "marketing_api", 3),
    ]
    assert ad_daily(project, store, MONDAY.date()) == [
        ("google", "2026-11-19", Decimal("20"), 1200, 40, 0, Decimal("3.5")),
        ("meta", "2026-11-19", Decimal("12.345"), 4000, 0, 40, 0),
        ("meta", "2026-11-20", Decimal("27.5"), 6000, 0, 64, 0),
    ]


def test_a_restated_row_is_a_new_version_the_next_day(database: Any, project: Project, store: Store) -> None:
    ingest(project, store, now=MONDAY)
    table = database.name("facebook_ads", "basic_ad")
    database.run(
        f"UPDATE {table} SET spend = 21.75, impressions = 5100, _fivetran_synced = '2026-11-22 04:00:00+00:00' "
        "WHERE ad_id = '8811' AND date = '2026-11-20'"
    )
    rows = ingest(project, store, now=TUESDAY)
    assert sorted((row.status, row.name.split(".")[-2]) for row in rows) == [
        ("loaded", "basic_ad"),
        ("unchanged", "campaign_stats"),
    ]
    versions = store.read(
        "SELECT spend_original FROM raw.ad_delivery WHERE ad_key = '8811' AND period_start = DATE '2026-11-20' "
        "ORDER BY exported_at"
    )["spend_original"]
    assert [str(value) for value in versions] == ["20.500000", "21.750000"]
    assert ("meta", "2026-11-20", Decimal("28.75"), 6100, 0, 64, 0) in ad_daily(project, store, TUESDAY.date())


def test_an_unchanged_table_changes_nothing_and_adds_nothing(database: Any, project: Project, store: Store) -> None:
    ingest(project, store, now=MONDAY)
    counts = """SELECT (SELECT count(*) FROM ops.arrival) AS arrivals, (SELECT count(*) FROM ops.export_file) AS files,
        (SELECT count(*) FROM raw.ad_delivery) AS facts"""
    before = store.read(counts).to_numpy().tolist()
    table = database.name("facebook_ads", "basic_ad")
    database.run(f"UPDATE {table} SET _fivetran_synced = '2026-11-22 04:00:00+00:00'")  # fetched again, found the same
    rows = ingest(project, store, now=TUESDAY)
    assert {row.status for row in rows} == {"unchanged"}
    assert store.read(counts).to_numpy().tolist() == before


def test_no_row_of_a_table_nobody_knows_is_kept(project: Project, store: Store) -> None:
    ingest(project, store, now=MONDAY)
    kept = b"".join(path.read_bytes() for path in project.archive.rglob("*") if path.is_file())
    assert b"8811" in kept
    assert b"someone@example.org" not in kept
    assert not any("lead_contact" in path.name for path in project.archive.rglob("*"))
    assert "lead_contact" not in " ".join(store.read("SELECT name FROM ops.arrival")["name"])


def test_the_connector_says_when_it_wrote_the_rows(project: Project, store: Store) -> None:
    ingest(project, store, now=MONDAY)
    found = store.read("SELECT DISTINCT exported_at, exported_at_basis FROM ops.export_file")
    assert [str(value) for value in found["exported_at"]] == ["2026-11-21 04:00:00"]
    assert list(found["exported_at_basis"]) == ["stated"]
