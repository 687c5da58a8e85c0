"""Seed tables are typed with and without files; wrong files write nothing; every plan version is kept."""

import datetime as dt

import pandas as pd
import pytest

from smm_assets.budget import seeds
from smm_assets.budget.seed_tables import SEEDS
from smm_assets.errors import ConfigurationError
from smm_assets.schema import POST
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
        settings = store.read("SELECT as_of, reporting_currency FROM staging.seed_settings")
    assert settings["as_of"].tolist() == [AS_OF]
    assert settings["reporting_currency"].tolist() == ["EUR"]


def test_problems_of_all_files_come_together_and_nothing_is_written(project):
    (project.home / "plan.csv").write_text(PLAN.format("ten"))
    (project.home / "costs.csv").write_text("category,amount,currency,date\nfood,1,EUR,2026-06-01\n")
    (project.home / "fx.csv").write_text("date,currency,rate\n2026-06-01,USD,x\n")
    (project.home / "events.csv").write_text("from,kind\nsoon,holiday\n")
    (project.home / "tests.csv").write_text("id,channels,from,to\nt,meta,2026-06-01,2026-06-02\n")
    (project.home / "post_tags.csv").write_text("permalink,tone\nnowhere,dry\n")
    (project.home / "mood.csv").write_text("day,channel,positive\n2026-06-01,meta,-1\n")
    (project.home / "kpis.yml").write_text("- {name: a, formula: spent / orders, unit: x, direction: up}\n")
    with open_store(project) as store:
        with pytest.raises(ConfigurationError) as caught:
            seeds.load(project, store, AS_OF)
        assert store.tables("staging") == []
    files = {problem.where.split()[0] for problem in caught.value.problems}
    tables = {"plan.csv", "costs.csv", "fx.csv", "events.csv", "tests.csv", "post_tags.csv", "mood.csv"}
    assert files == {*tables, "kpis.yml"}
    assert caught.value.exit_code == 2


def test_one_wrong_line_of_one_file_stops_a_run_before_it_touched_a_table(project):
    (project.home / "plan.csv").write_text(PLAN.format(100))
    (project.home / "mood.csv").write_text("day,channel,positive\n2026-06-01,meta,1\n2026-06-01,meta,1\n")
    with open_store(project) as store:
        for read in (lambda: seeds.check(project, store), lambda: seeds.load(project, store, AS_OF)):
            with pytest.raises(
                ConfigurationError, match=r"mood.csv line 3: meta on 2026-06-01 stands on line 2 already"
            ):
                read()
        assert store.tables("staging") == []
        assert len(store.read("SELECT * FROM state.plan_version")) == 0


def test_events_tests_tags_and_mood_reach_their_tables(project):
    (project.home / "events.csv").write_text("from,kind,text\n2026-06-03,price,Shipping is free\n")
    (project.home / "tests.csv").write_text(
        "id,channels,from,to,budget,result\nJune,meta;tiktok,2026-06-01,2026-06-14,200,orders\n"
    )
    (project.home / "post_tags.csv").write_text("permalink,tone\nhttps://www.instagram.com/p/Cx/?igsh=a,dry\n")
    (project.home / "mood.csv").write_text("day,channel,positive,negative\n2026-06-01,meta,12,0\n")
    day = dt.date
    expected = {
        "seed_event": [(2, day(2026, 6, 3), day(2026, 6, 3), None, "price", "Shipping is free", None)],
        "seed_test": [
            (2, "June", channel, day(2026, 6, 1), day(2026, 6, 14), 200, "orders", None)
            for channel in ("meta", "tiktok")
        ],
        "seed_post_tag": [(2, "https://www.instagram.com/p/Cx/?igsh=a", "instagram.com/p/Cx", "dry", None, None)],
        "seed_mood": [(2, day(2026, 6, 1), "meta", 12, None, 0)],
    }
    with open_store(project) as store:
        counts = seeds.load(project, store, AS_OF)
        for name, rows in expected.items():
            assert counts[name] == len(rows)
            found = store.read(f"SELECT * FROM staging.{name}").astype(object)
            assert [tuple(row) for row in found.where(found.notna(), None).values.tolist()] == rows


def test_a_channel_that_only_a_test_names_is_a_channel(project):
    with open_store(project) as store:
        seeds.load(project, store, AS_OF)
        assert store.read("SELECT channel FROM staging.seed_channel").empty
        (project.home / "tests.csv").write_text("id,channels,from,to\nt,meta;vk,2026-06-01,2026-06-14\n")
        seeds.load(project, store, AS_OF)
        found = store.read("SELECT channel FROM staging.seed_channel ORDER BY channel")
    assert found["channel"].tolist() == ["meta", "vk"]


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


def test_tags_meet_the_posts_of_exports_whatever_the_spelling_of_the_address(project):
    (project.home / "post_tags.csv").write_text(
        "permalink,tone\ninstagram.com/p/Cx,dry\nhttps://m.vk.com/wall-1_2?utm_source=mail,funny\n"
    )
    exported = [
        "https://www.instagram.com/p/Cx/",
        "https://www.instagram.com/p/Cy/",
        "https://vk.com/wall-1_2",
        "(none)",
    ]
    with open_store(project) as store:
        store.load("raw", "post", pd.DataFrame([_post(number, link) for number, link in enumerate(exported, 2)]))
        seeds.load(project, store, AS_OF)
        found = store.read(
            "SELECT p.permalink, t.tone FROM raw.post AS p "
            "INNER JOIN staging.seed_permalink AS l ON l.permalink = p.permalink "
            "LEFT JOIN staging.seed_post_tag AS t ON t.permalink_key = l.permalink_key ORDER BY p.row_number"
        )
    assert found["permalink"].tolist() == exported[:3]
    assert found["tone"].fillna("").tolist() == ["dry", "", "funny"]


def _post(number: int, permalink: str) -> dict[str, object]:
    """One row of raw.post; what does not matter here is filled in."""
    fill = {"text": "x", "day": AS_OF, "moment": pd.Timestamp("2026-06-15 05:00"), "count": number}
    needed = {column.name: fill[column.kind] for column in POST.columns if not column.nullable}
    return {**needed, "row_key": str(number), "permalink": permalink}
