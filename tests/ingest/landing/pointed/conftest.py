"""Databases as a connector fills them: SQLite and DuckDB files, and a real PostgreSQL; a project that points at them.

Belongs here: making them and their invented rows. Not here: expected values; those stand in each test.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from smm_assets.settings import Project, Settings
from smm_assets.warehouse import Store, open_store
from tests.postgres import Server

ACCOUNTS = [
    {"name": "Mug ads", "network": "meta", "account_id": "900100", "currency": "EUR"},
    {"name": "Mug search", "network": "google", "account_id": "700200", "currency": "EUR"},
]
BASIC_AD = """{schema}basic_ad (ad_id varchar(40), date date, account_id bigint, impressions bigint,
    inline_link_clicks bigint, spend decimal(12, 3), reach bigint, _fivetran_synced {moment})"""
CAMPAIGN_STATS = """{schema}campaign_stats (_fivetran_id varchar(40), customer_id bigint, date date,
    _fivetran_synced {moment}, ad_network_type varchar(40), clicks bigint, conversions float8,
    conversions_value float8, cost_micros bigint, device varchar(40), id bigint, impressions bigint)"""


class Database:
    """A database of a connector. url: with its password."""

    def __init__(self, url: str, *, schemas: bool = True, moment: str = "timestamp with time zone") -> None:
        self.url, self.schemas, self.moment = url, schemas, moment

    def run(self, *statements: str) -> None:
        """Run statements in one transaction."""
        engine = create_engine(self.url, poolclass=NullPool)
        with engine.begin() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
        engine.dispose()

    def name(self, schema: str, table: str) -> str:
        return f"{schema}.{table}" if self.schemas else table

    def fill(self) -> None:
        """Two tables with rows, and one of people that nobody may read."""
        made = ["CREATE SCHEMA facebook_ads", "CREATE SCHEMA google_ads"] if self.schemas else []
        shapes = [("facebook_ads", BASIC_AD), ("google_ads", CAMPAIGN_STATS)]
        for schema, shape in shapes:
            made.append("CREATE TABLE " + shape.format(schema=f"{schema}." * self.schemas, moment=self.moment))
        people = self.name("facebook_ads", "lead_contact")
        made += [f"CREATE TABLE {people} (email varchar(80), phone varchar(40))"]
        made += [f"INSERT INTO {people} VALUES ('someone@example.org', '+1 555 0100')"]
        self.run(*made)
        self.basic_ad(("8811", "2026-11-19", 4000, 40, "12.345", 3100), ("8811", "2026-11-20", 5000, 55, "20.5", 3900))
        self.basic_ad(("8812", "2026-11-20", 1000, 9, "7", 800))
        self.campaign_stats(("2026-11-19", 30, 2.5, 60.25, 15_250_000, "MOBILE", 900))
        self.campaign_stats(("2026-11-19", 10, 1.0, 20.0, 4_750_000, "DESKTOP", 300))

    def basic_ad(self, *rows: Sequence[object], synced: str = "2026-11-21 04:00:00+00:00") -> None:
        """Rows: ad, day, impressions, link clicks, spend, reach."""
        table = self.name("facebook_ads", "basic_ad")
        for ad, day, shown, clicks, spend, reach in rows:
            self.run(
                f"INSERT INTO {table} VALUES ('{ad}', '{day}', 900100, {shown}, {clicks}, {spend}, {reach}, '{synced}')"
            )

    def campaign_stats(self, *rows: Sequence[object], synced: str = "2026-11-21 04:00:00+00:00") -> None:
        """Rows: day, clicks, conversions, their value, cost in micros, device, impressions."""
        table = self.name("google_ads", "campaign_stats")
        for day, clicks, conversions, value, micros, device, shown in rows:
            self.run(
                f"INSERT INTO {table} VALUES ('x{day}{device}', 700200, '{day}', '{synced}', 'SEARCH', {clicks}, "
                f"{conversions}, {value}, {micros}, '{device}', 5501, {shown})"
            )


@pytest.fixture(scope="session")
def server(postgres_server: Server) -> str:
    """URL of a PostgreSQL of our own that asks for a password."""
    return postgres_server.url


@pytest.fixture
def sqlite(tmp_path: Path) -> Database:
    """Its file has one schema only, and keeps days as text."""
    made = Database(f"sqlite:///{tmp_path / 'connector.sqlite'}", schemas=False, moment="text")
    made.fill()
    return made


@pytest.fixture
def duckdb(tmp_path: Path) -> Database:
    made = Database(f"duckdb:///{tmp_path / 'connector.duckdb'}")
    made.fill()
    return made


@pytest.fixture
def postgres(server: str) -> Iterator[Database]:
    made = Database(server)
    made.fill()
    yield made
    made.run("DROP SCHEMA facebook_ads CASCADE", "DROP SCHEMA google_ads CASCADE")


@pytest.fixture(scope="session")
def empty_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = Project(tmp_path_factory.mktemp("empty"), Settings())
    with open_store(project):
        pass
    return project.warehouse


@pytest.fixture
def point(tmp_path: Path, empty_warehouse: Path) -> Callable[..., Project]:
    """point(*entries): a project with these entries under tables; the same folder each time."""

    def make(*entries: dict[str, object], accounts: Sequence[dict[str, str]] = ACCOUNTS) -> Project:
        home = tmp_path / "home"
        if not home.exists():
            (home / "data").mkdir(parents=True)
            (home / "inbox").mkdir()
            shutil.copy(empty_warehouse, home / "data" / "warehouse.duckdb")
        return Project(home, Settings.model_validate({"accounts": list(accounts), "tables": list(entries)}))

    return make


@pytest.fixture
def store(point: Callable[..., Project]) -> Iterator[Store]:
    with open_store(point()) as opened:
        yield opened
