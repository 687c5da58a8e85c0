"""A tiny world for given/expect tests: raw rows by hand, the project's files, models built in a real store.

Expected values are the same on the embedded store and on PostgreSQL. Every test runs on the former; on the latter runs
the first of each file, and all of them where SMM_ENGINES=all. What the two make of the whole example, and of days told
again, is compared table by table in `tests/conformance`.
"""

import datetime as dt
import itertools
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from shutil import copyfile
from typing import Any

import pandas as pd
import pytest
from pydantic import SecretStr

import smm_assets.networks
from smm_assets.budget import seeds
from smm_assets.ingest.habits import Maturity, Network
from smm_assets.schema import RAW_TABLES
from smm_assets.settings import Project
from smm_assets.sqlmodels import Model, build, load_models
from smm_assets.warehouse import Store, open_store, raw_rows
from tests.postgres import Server

AS_OF = dt.date(2026, 6, 15)
LATE = (Maturity(metrics=("conversions",), by_age=(0.5, 0.8, 1.0), source="invented for tests"),)
NETWORKS = {
    "north": Network(value="north", label="North", kind="ads", late=LATE, outcome_sources=("north*",)),
    "south": Network(value="south", label="South", kind="ads", outcome_sources=("south*",)),
    "till": Network(value="till", label="Till", kind="outcome", measured_by="crm"),
    "meter": Network(value="meter", label="Meter", kind="outcome", measured_by="analytics"),
}


KINDS = {
    "ad_delivery": "ads",
    "outcome": "outcome",
    "account_metric": "organic_metric",
    "post": "organic_post",
    "audience": "organic_audience",
    "competitor": "organic_competitor",
}


PROJECT = "name: Test\ncurrency: EUR\n"
HERE = Path(__file__).parent
WHOLE = os.environ.get("SMM_ENGINES") == "all"
BEGUN = "template_of_worlds"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL the first test of a file that runs on both engines: that its models are the same there,
    `tests/conformance` shows.
    """
    first: dict[Path, str] = {}
    left_out = []
    for item in items:
        engine = "" if WHOLE or HERE not in item.path.parents else _engine(item)
        if engine:
            name = item.name.split("[")[0]
            left_out += [item] if first.setdefault(item.path, name) != name and engine == "postgres" else []
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def _engine(item: pytest.Item) -> str:
    """The engine a test of both is to run on; empty for a test that names its engine, or has none."""
    named = any(mark.args[0] == "engine" for mark in item.iter_markers("parametrize"))
    given = getattr(item, "callspec", None)
    return "" if named or given is None else str(given.params.get("engine", ""))


class World:
    """Collects what is given, then builds the models a test asks for.

    begun: file of an embedded store to start from, which holds the seeds of a project without files.
    """

    def __init__(self, home: Path, kept_in: str, begun: Path | None = None) -> None:
        self.home, self.kept_in, self.begun = home, kept_in, begun
        self.rows: dict[str, list[dict[str, Any]]] = {name: [] for name in RAW_TABLES}
        self.parts: list[dict[str, Any]] = []
        self.arrivals: list[dict[str, Any]] = []
        self.known: list[dict[str, Any]] = []
        self.numbers = itertools.count(2)
        self.files: dict[str, str] = {"smm.yaml": PROJECT}
        self.closing = ExitStack()
        self.store: Store | None = None

    def file(self, name: str, text: str) -> None:
        self.files[name] = text

    def export(
        self,
        rows: list[dict[str, Any]],
        *,
        table: str = "ad_delivery",
        network: str = "north",
        period: tuple[str, str] | None = None,
        exported: str = "2026-06-15",
        shape: str = "ad.id",
        rank: int = 50,
        basis: str = "period_end",
        account: str = "acc",
        loaded: str = "2026-06-15 05:00",
        **told: Any,
    ) -> str:
        """One loaded file. Rows: date (or start, end) and whatever matters; the rest is filled in.

        told: more columns of its row in the ledger (report_name, rows_read, excerpt …).
        """
        file_id = f"file{len(self.known) + len(self.parts) + 1}"
        base = {
            "file_id": file_id,
            "part": "",
            "exported_at": pd.Timestamp(exported),
            "exported_at_basis": basis,
            "loaded_at": pd.Timestamp(loaded),
            "network": network,
            "report": KINDS.get(table, table),
            "account_id": account,
        }
        if table in ("ad_delivery", "outcome"):
            base |= {"shape": shape, "shape_rank": rank}
        stored = [{**base, **_dated(row), "row_number": next(self.numbers)} for row in rows]
        stored = [_keyed(row, table) for row in stored]
        self.rows[table] += stored
        starts = [row["period_start"] for row in stored]
        ends = [row["period_end"] for row in stored]
        first, last = (dt.date.fromisoformat(day) for day in period) if period else (min(starts), max(ends))
        self.parts.append(
            {
                "file_id": file_id,
                "part": "",
                "name": f"{file_id}.csv",
                "network": network,
                "report": base["report"],
                "account": account,
                "grain": stored[0]["grain"] if stored else "day",
                "period_start": first,
                "period_end": last,
                "exported_at": base["exported_at"],
                "exported_at_basis": basis,
                "loaded_at": base["loaded_at"],
                "status": "loaded",
                **told,
            }
        )
        return file_id

    def build(self, *marts: str, as_of: dt.date = AS_OF) -> Callable[[str], pd.DataFrame]:
        """Load, seed and build the marts with all they read; returns a function that answers SQL.

        Called again it adds what was given since, as another morning of the same project would. built: the last build.
        """
        for name, text in self.files.items():
            (self.home / name).write_text(text, encoding="utf-8")
        found = Project.open(self.home)
        kept_in = {"store": SecretStr(self.kept_in)}
        project = Project(self.home, found.settings.model_copy(update=kept_in))
        if self.store is None and self.begun is not None:
            project.warehouse.parent.mkdir(parents=True, exist_ok=True)
            copyfile(self.begun, project.warehouse)
        self.store = self.store or self.closing.enter_context(_opened(project))
        for table, rows in self.rows.items():
            if rows:
                raw_rows.add(self.store, table, pd.DataFrame(rows))
                rows.clear()
        if self.parts:
            self.store.load("ops", "export_file", pd.DataFrame(self.parts))
        if self.arrivals:
            self.store.load("ops", "arrival", pd.DataFrame(self.arrivals))
        self.arrivals.clear()
        self.known += self.parts
        self.parts.clear()
        seeds.load(project, self.store, as_of)
        self.models = {name: _wordless(model) for name, model in load_models(project).items()}
        with self.store.transaction():
            self.built = build(self.store, models=self.models, select=[f"+{name}" for name in marts])
        return self.store.read


@contextmanager
def _opened(project: Project) -> Iterator[Store]:
    """The project's store; of an embedded one the file is not put in order at the end, since nobody opens it again."""
    with open_store(project) as store:
        if store.dialect == "duckdb":
            store.execute("PRAGMA disable_checkpoint_on_shutdown")
            store.execute("SET threads = 1")
        yield store


def _wordless(model: Model) -> Model:
    """The model without descriptions: to write them beside each column takes as long as to make the rows."""
    return replace(model, description="", columns=tuple(replace(each, description="") for each in model.columns))


def _dated(row: Mapping[str, Any]) -> dict[str, Any]:
    row = dict(row)
    start = row.pop("start", None) or row.get("date")
    end = row.pop("end", None) or row.pop("date", None) or start
    row.pop("date", None)
    days = dt.date.fromisoformat(start), dt.date.fromisoformat(end)
    grain = row.pop("grain_", None) or ("day" if days[0] == days[1] else "period")
    return {**row, "period_start": days[0], "period_end": days[1], "grain": grain}


def _keyed(row: dict[str, Any], table: str) -> dict[str, Any]:
    if table == "ad_delivery":
        defaults = {"campaign_key": "c1", "ad_group_key": "g1", "ad_key": "a1", "level": "ad", "key_quality": "id"}
        row = {**defaults, "breakdown_set": "", "currency": "EUR", **row}
    keys = ("network", "account_id", "period_start", "period_end", "level", "campaign_key", "ad_group_key", "ad_key")
    more = ("publisher", "attribution_setting", "result_type", "breakdown_set", "age", "gender", "metric", "order_id")
    more += ("post_id", "scope", "audience", "dimension", "bucket", "gender", "page")
    rest = ("traffic_source", "traffic_medium", "campaign_name" if table == "outcome" else "", "promo_code", "shape")
    return {**row, "row_key": row.get("row_key") or "|".join(str(row.get(key, "")) for key in (*keys, *more, *rest))}


def _seeded(folder: Path, kept_in: str) -> Project:
    """A project whose store holds the seeds of a project without files."""
    (folder / "smm.yaml").write_text(PROJECT, encoding="utf-8")
    found = Project.open(folder)
    project = Project(folder, found.settings.model_copy(update={"store": SecretStr(kept_in)}))
    with pytest.MonkeyPatch.context() as patched, open_store(project) as store:
        patched.setattr(smm_assets.networks, "networks", lambda: NETWORKS)
        seeds.load(project, store, AS_OF)
    return project


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """File of an embedded store that worlds start from."""
    return _seeded(tmp_path_factory.mktemp("begun"), "embedded").warehouse


@pytest.fixture(scope="session")
def begun_server(postgres_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """The server, with a database that worlds start from."""
    _seeded(tmp_path_factory.mktemp("begun"), postgres_server.store(name=BEGUN))
    return postgres_server


@pytest.fixture
def postgres_store(begun_server: Server) -> Iterator[str]:
    url = begun_server.store(BEGUN)
    yield url
    begun_server.drop(url)


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept_in: str, begun: Path) -> Iterator[World]:
    monkeypatch.setattr(smm_assets.networks, "networks", lambda: NETWORKS)
    made = World(tmp_path, kept_in, begun if kept_in == "embedded" else None)
    yield made
    made.closing.close()


@pytest.fixture
def new_world(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str, begun: Path, request: pytest.FixtureRequest
) -> Callable[[], AbstractContextManager[World]]:
    """Another world each time, for tests that need one for every example."""
    monkeypatch.setattr(smm_assets.networks, "networks", lambda: NETWORKS)
    numbers = itertools.count()

    @contextmanager
    def made() -> Iterator[World]:
        home = tmp_path / f"world{next(numbers)}"
        home.mkdir()
        server = None if engine == "duckdb" else request.getfixturevalue("begun_server")
        kept_in = "embedded" if server is None else server.store(BEGUN)
        world = World(home, kept_in, begun if server is None else None)
        with world.closing:
            yield world
        if server is not None:
            server.drop(kept_in)

    return made
