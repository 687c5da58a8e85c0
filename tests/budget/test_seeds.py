"""Seed tables are typed with and without files; wrong files write nothing; every plan version is kept."""

import datetime as dt

import pytest

from smm_assets.budget import seeds
from smm_assets.budget.seed_tables import SEEDS
from smm_assets.errors import ConfigurationError
from smm_assets.settings import Project
from smm_assets.warehouse import open_store
from smm_assets.warehouse.columns import sql_type

AS_OF = dt.date(2026, 6, 15)
PLAN = "period_start,period_end,category,amount,currency\n2026-06-01,2026-06-30,content,{},EUR\n"


@pytest.fixture
def project(tmp_path):
    (tmp_path / "smm.yaml").write_text("name: T\n")
    return Project.open(tmp_path)


def test_every_seed_is_there_and_typed_when_the_user_has_no_files(project):
    with open_store(project) as store:
        seeds.load(project, store, AS_OF)
        for table in SEEDS.values():
            found = store.columns("staging", table.name)
            assert found == {column.name: sql_type(column.kind) for column in table.columns}
        settings = store.read("SELECT as_of, known_until, reporting_currency FROM staging.seed_settings")
    assert settings["as_of"].tolist() == [AS_OF]
    assert settings["reporting_currency"].tolist() == ["EUR"]
    assert settings["known_until"].isna().all()


def test_problems_of_all_files_come_together_and_nothing_is_written(project):
    (project.home / "plan.csv").write_text(PLAN.format("ten"))
    (project.home / "costs.csv").write_text("category,amount,currency,date\nfood,1,EUR,2026-06-01\n")
    (project.home / "fx.csv").write_text("date,currency,rate\n2026-06-01,USD,x\n")
    (project.home / "events.csv").write_text("from,kind\nsoon,holiday\n")
    (project.home / "kpis.yml").write_text("- {name: a, formula: spent / orders, unit: x, direction: up}\n")
    with open_store(project) as store:
        with pytest.raises(ConfigurationError) as caught:
            seeds.load(project, store, AS_OF)
        assert store.tables("staging") == []
    files = {problem.where.split()[0] for problem in caught.value.problems}
    assert files == {"plan.csv", "costs.csv", "fx.csv", "events.csv", "kpis.yml"}


def test_a_plan_is_logged_when_its_content_changed(project):
    moments = [dt.datetime(2026, 6, day, 5) for day in (15, 16, 17, 18)]
    with open_store(project) as store:
        for amount, moment in zip((100, 100, 120, None), moments, strict=True):
            plan = project.home / "plan.csv"
            plan.write_text(PLAN.format(amount)) if amount else plan.unlink()
            seeds.load(project, store, moment.date(), now=moment)
        log = store.read("SELECT version, valid_from, loaded_at, content_json FROM state.plan_version ORDER BY version")
    assert log["version"].tolist() == [1, 2, 3]
    assert log["loaded_at"].tolist() == [moments[0], moments[2], moments[3]]
    assert '"amount_original": "120"' in log["content_json"][1]
    assert log["content_json"][2] == "[]"
