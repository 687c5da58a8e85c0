"""Files that came before their mapping, and mappings that change: what is read again, when, and what stays.

Belongs here: the ledger and the raw tables. Not here: how a mapped file is read (`test_engine`).
"""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from smm_assets.budget import seeds
from smm_assets.errors import ConfigurationError
from smm_assets.ingest.landing import filing
from smm_assets.ingest.landing.intake import ingest
from smm_assets.ingest.landing.release import release_rows
from smm_assets.settings import Account, Project, Settings
from smm_assets.warehouse import Store, open_store

NOW = datetime(2026, 6, 20, 6)
TEXT = "Datum;Kampagne;Kosten;Einblendungen\n2026-06-01;A;1,50;10\n2026-06-02;A;2,50;20\n"
MAPPING = """
label: Adland
report: ads
columns: {day: Datum, campaign_name: Kampagne, spend_original: Kosten, impressions: Einblendungen}
currency: EUR
outcome_sources: ["adland*"]
"""
PLAN = (
    "period_start,period_end,channel,category,item,amount,currency\n"
    "2026-06-01,2026-06-30,adland,promotion,,{amount},EUR\n"
)
Drop = Callable[[str, str], Path]
Map = Callable[[str], None]


@pytest.fixture(scope="module")
def empty_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = Project(tmp_path_factory.mktemp("empty"), Settings())
    with open_store(project):
        pass
    return project.warehouse


@pytest.fixture
def project(tmp_path: Path, empty_warehouse: Path) -> Project:
    project = Project(tmp_path, Settings())
    for folder in (project.data, tmp_path / "inbox", tmp_path / "mappings"):
        folder.mkdir(parents=True)
    shutil.copy(empty_warehouse, project.warehouse)
    return project


@pytest.fixture
def store(project: Project) -> Iterator[Store]:
    with open_store(project) as opened:
        yield opened


@pytest.fixture
def drop(project: Project) -> Drop:
    def put(name: str, text: str) -> Path:
        path = Path(project.inbox) / name
        path.write_text(text, encoding="utf-8")
        os.utime(path, (1_700_000_000, 1_700_000_000))
        return path

    return put


@pytest.fixture
def describe(project: Project) -> Map:
    """describe(text): the mapping file adland.yml says this; an empty text takes it away."""

    def write(text: str) -> None:
        path = project.home / "mappings" / "adland.yml"
        path.write_text(text, encoding="utf-8") if text else path.unlink()

    return write


def statuses(project: Project, store: Store) -> list[str]:
    return [row.status for row in ingest(project, store, now=NOW)]


def spent(store: Store) -> list[str]:
    sql = "SELECT spend_original AS s FROM raw.ad_delivery WHERE retracted_at IS NULL ORDER BY 1"
    return [f"{value:.2f}" for value in store.read(sql)["s"]]


def test_an_unrecognised_file_loads_by_itself_when_its_mapping_appears(
    project: Project, store: Store, drop: Drop, describe: Map
) -> None:
    drop("june.csv", TEXT)
    (row,) = ingest(project, store, now=NOW)
    assert row.status == "unrecognised"
    assert "smm inspect FILE --suggest-mapping" in str(row.cure)
    describe(MAPPING)
    (row,) = ingest(project, store, now=NOW)
    assert (row.status, row.network, row.report_name, row.rows_loaded) == ("loaded", "adland", "adland", 2)
    assert spent(store) == ["1.50", "2.50"]
    assert store.read("SELECT outcome FROM ops.arrival")["outcome"].tolist() == ["loaded"]
    assert ingest(project, store, now=NOW) == []


def test_a_file_that_stays_unrecognised_is_looked_at_once_per_change_of_mappings(
    project: Project, store: Store, drop: Drop, describe: Map, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop("recipe.csv", "flour,eggs\n1,2\n")
    assert statuses(project, store) == ["unrecognised"]
    looked: list[str] = []
    honest = filing.examine
    monkeypatch.setattr(
        filing, "examine", lambda name, data, **known: looked.append(name) or honest(name, data, **known)
    )
    assert statuses(project, store) == []
    describe(MAPPING)
    assert statuses(project, store) == ["unrecognised"]
    assert statuses(project, store) == []
    describe(MAPPING + "missing: [x]\n")
    assert statuses(project, store) == ["unrecognised"]
    assert statuses(project, store) == []
    assert looked == ["recipe.csv", "recipe.csv"]


def test_a_held_file_is_tried_again_when_the_mapping_answers_its_question(
    project: Project, store: Store, drop: Drop, describe: Map
) -> None:
    describe(MAPPING.replace("currency: EUR\n", ""))
    drop("june.csv", TEXT)
    assert statuses(project, store) == ["held"]
    assert statuses(project, store) == []
    describe(MAPPING)
    assert statuses(project, store) == ["loaded"]


def test_a_declared_account_answers_for_a_mapped_network_too(
    project: Project, store: Store, drop: Drop, describe: Map
) -> None:
    describe(MAPPING.replace("currency: EUR\n", ""))
    drop("june.csv", TEXT)
    assert statuses(project, store) == ["held"]
    account = Account(name="shop", network="adland", account_id="7", currency="CHF")
    declared = Project(project.home, Settings(accounts=(account,)))
    (row,) = ingest(declared, store, now=NOW)
    assert (row.status, row.account, row.currency) == ("loaded", "7", "CHF")


def test_a_corrected_mapping_reads_again_what_the_wrong_one_had_loaded(
    project: Project, store: Store, drop: Drop, describe: Map
) -> None:
    describe(MAPPING.replace("spend_original: Kosten", "spend_original: {names: Kosten, scale: 100}"))
    drop("june.csv", TEXT)
    assert statuses(project, store) == ["loaded"]
    assert spent(store) == ["150.00", "250.00"]
    describe(MAPPING)
    (row,) = ingest(project, store, now=NOW)
    assert (row.status, row.rows_loaded) == ("loaded", 2)
    assert spent(store) == ["1.50", "2.50"]
    assert store.read("SELECT count(*) AS n FROM ops.export_file")["n"].iloc[0] == 1
    assert statuses(project, store) == []


def test_a_mapping_taken_away_leaves_what_it_loaded(project: Project, store: Store, drop: Drop, describe: Map) -> None:
    describe(MAPPING)
    drop("june.csv", TEXT)
    assert statuses(project, store) == ["loaded"]
    describe("")
    assert statuses(project, store) == []
    assert spent(store) == ["1.50", "2.50"]


def test_another_mapping_does_not_touch_what_is_loaded(
    project: Project, store: Store, drop: Drop, describe: Map
) -> None:
    describe(MAPPING)
    drop("june.csv", TEXT)
    assert statuses(project, store) == ["loaded"]
    other = "report: organic_metric\ncolumns: {day: Tag, followers: Fans}\n"
    (project.home / "mappings" / "fans.yml").write_text(other, encoding="utf-8")
    assert statuses(project, store) == []


def test_a_wrong_mapping_stops_before_anything_is_touched(
    project: Project, store: Store, drop: Drop, describe: Map
) -> None:
    path = drop("june.csv", TEXT)
    describe("report: adds\n")
    with pytest.raises(ConfigurationError):
        ingest(project, store, now=NOW)
    assert path.exists()
    assert store.read("SELECT count(*) AS n FROM ops.arrival")["n"].iloc[0] == 0


def test_a_wrong_mapping_is_told_together_with_a_wrong_plan_and_its_channel_is_not_called_unknown(
    project: Project, store: Store, describe: Map
) -> None:
    describe(MAPPING + "decimal: ;\n")
    plan = PLAN.format(amount="x")
    (project.home / "plan.csv").write_text(plan, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        seeds.check(project, store)
    said = [str(problem) for problem in caught.value.problems]
    assert len(said) == 2
    assert said[0].startswith("mappings/adland.yml line 7, key decimal")
    assert said[1].startswith("plan.csv line 2, column amount")


def test_a_mapped_network_has_its_channel_its_label_and_its_sources_in_the_seeds(
    project: Project, store: Store, drop: Drop, describe: Map
) -> None:
    describe(MAPPING)
    drop("june.csv", TEXT)
    ingest(project, store, now=NOW)
    plan = PLAN.format(amount=90)
    (project.home / "plan.csv").write_text(plan, encoding="utf-8")
    seeds.load(project, store, date(2026, 6, 20))
    channel = store.read("SELECT channel, label, network FROM staging.seed_channel").to_dict("records")
    assert channel == [{"channel": "adland", "label": "Adland", "network": "adland"}]
    network = store.read("SELECT kind, click_kind FROM staging.seed_network WHERE network = 'adland'")
    assert network.to_dict("records") == [{"kind": "ads", "click_kind": "all"}]
    plan_rows = store.read("SELECT channel, awaits_ads FROM staging.seed_plan").to_dict("records")
    assert plan_rows == [{"channel": "adland", "awaits_ads": True}]


def test_rows_held_back_are_released_under_the_mapping(
    project: Project, store: Store, drop: Drop, describe: Map
) -> None:
    describe(MAPPING)
    late = "".join(f"2026-06-{day:02};A;1;10\n" for day in range(3, 12)) + "2026-06-25;A;7;70\n"
    drop("june.csv", TEXT + late)
    (row,) = ingest(project, store, now=NOW)
    assert (row.status, row.rows_quarantined) == ("loaded", 1)
    (released,) = release_rows(project, store, now=datetime(2026, 6, 26), file_ids=[row.file_id])
    assert (released.released, released.still_held) == (1, 0)
    assert "7.00" in spent(store)
