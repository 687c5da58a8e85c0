"""What a model that is made by days may read, and what its front matter must say."""

import dataclasses
import datetime as dt

import pytest
import sqlglot
from sqlglot import exp

from smm_assets.errors import ModelError
from smm_assets.sqlmodels import load_models
from smm_assets.sqlmodels.load import resolve
from smm_assets.sqlmodels.parse import parse_model
from smm_assets.sqlmodels.render import render

MODELS = load_models()
FRONT = """/* ---
description: A probe. Grain - date.
grain: [date]
owner: analytics
columns: [date, {{n: {{type: count, description: number}}}}]
checks: [{{not_null: [date]}}]
{more}
--- */
SELECT date, COUNT(*) AS n FROM ref('int_ad_day') GROUP BY date
"""
GLOSSARY = {"date": {"type": "day", "description": "day"}}


def _parsed(tmp_path, more: str):
    return parse_model(tmp_path / "probe.sql", FRONT.format(more=more), "intermediate", GLOSSARY)


def test_a_model_by_days_may_not_read_one_that_belongs_to_no_day():
    model = dataclasses.replace(
        MODELS["int_ad_day"], name="probe", sql="SELECT date FROM ref('channel_daily')", refs=("channel_daily",)
    )
    with pytest.raises(ModelError, match=r"channel_daily.*belong to no day"):
        resolve({**MODELS, "probe": model})


def test_a_model_by_days_may_not_read_the_books():
    model = dataclasses.replace(MODELS["int_ad_day"], name="probe", refs=(), sources=(("ops", "export_file"),))
    with pytest.raises(ModelError, match=r"ops\.export_file"):
        resolve({**MODELS, "probe": model})


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("materialization: incremental", "needs a time_column"),
        ("materialization: incremental\ntime_column: n", "no column of type day"),
        ("materialization: incremental\ntime_column: when", "no column of type day"),
        ("lookback: 3", "beside a time_column"),
        ("materialization: incremental\ntime_column: date\nlookback: -1", "days from 0"),
        ("materialization: snapshot", "expected table, view or incremental"),
    ],
)
def test_front_matter_that_cannot_be_meant_is_refused_with_its_line(tmp_path, more, said):
    with pytest.raises(ModelError, match=said) as told:
        _parsed(tmp_path, more)
    assert "probe.sql line " in str(told.value)


def test_time_column_and_lookback_are_read(tmp_path):
    model = _parsed(tmp_path, "materialization: incremental\ntime_column: date\nlookback: 6")
    assert (model.materialization, model.time_column, model.lookback) == ("incremental", "date", 6)


def test_the_large_tables_are_made_by_days():
    by_days = {name for name, model in MODELS.items() if model.time_column}
    assert by_days >= {"stg_ad_delivery", "stg_outcome", "stg_account_metric", "int_ad_day", "int_ad_breakdown_day",
                       "int_campaign_day", "int_outcome_fact"}  # fmt: skip


@pytest.mark.parametrize("dialect", ["duckdb", "postgres", "spark"])
def test_days_stand_in_the_text_of_every_dialect_for_each_table_that_has_days(dialect):
    model = MODELS["stg_ad_place"]
    days = ((dt.date(2026, 5, 1), dt.date(2026, 5, 3)), (dt.date(2026, 6, 9), dt.date(2026, 6, 9)))
    dated = {("raw", "ad_delivery"): "period_start"}
    text = render(model, dialect, days=days, inputs=dated)
    once = sqlglot.parse_one(text, read=dialect)
    narrowed = [where for where in once.find_all(exp.Where) if next(where.find_all(exp.Between), None)]
    assert len(narrowed) == model.sql.count("source('raw', 'ad_delivery')") == 2
    wanted = ["2026-05-01", "2026-05-03", "2026-06-09", "2026-06-09"]
    for where in narrowed:
        assert [literal.this for literal in where.find_all(exp.Literal)] == wanted
        assert {column.name for column in where.find_all(exp.Column)} == {"period_start"}
    assert render(model, dialect, days=days[:1], inputs=dated) != text, "the days are those of each reading"


def test_without_a_table_that_has_days_the_text_is_that_of_all_days():
    model = MODELS["stg_ad_place"]
    days = ((dt.date(2026, 5, 1), dt.date(2026, 5, 3)),)
    assert "BETWEEN" not in render(model, "duckdb", days=days, inputs={})
