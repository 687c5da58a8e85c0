"""What every shipped model keeps: described, typed, portable, small, right on empty tables, traced to its columns."""

import datetime as dt
from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

from smm_assets.budget import seeds
from smm_assets.settings import Project
from smm_assets.sqlmodels import audit, build, column_lineage, load_audits, load_models, render
from smm_assets.sqlmodels.lineage import schema_of
from smm_assets.sqlmodels.portable import findings
from smm_assets.sqlmodels.render import tree
from smm_assets.warehouse import open_store
from smm_assets.warehouse.bookkeeping import BOOKKEEPING
from smm_assets.warehouse.store import PUBLISHED_SCHEMAS

MODELS = load_models()
SCHEMA = schema_of(MODELS)
CONTRACT = {
    "ad_daily": "date network channel publisher account_id account_name campaign_id campaign_name ad_group_id "
    "ad_group_name ad_id ad_name level key_quality is_residual objective currency spend spend_original impressions "
    "clicks link_clicks conversions conversion_value leads video_views engagements result_type results "
    "attribution_setting report_timezone file_id row_number exported_at loaded_at",
    "ad_period": "period_start period_end network channel spend",
    "account_daily": "network account_id date metric channel value unit is_additive",
    "outcome_daily": "source channel date sessions users orders new_customers revenue refunds leads is_paid",
    "cost": "date period_start period_end category item channel kind who vendor amount",
    "channel_daily": "channel date spend impressions clicks link_clicks click_kind conversions conversion_value "
    "engagements ctr cpc cpm cvr cpa roas conversions_completeness conversions_projected conversions_low "
    "conversions_high data_through",
    "campaign_daily": "channel campaign_id date spend ctr cpa roas",
    "channel_effectiveness": "as_of window channel objective result_metric result_source ctr ctr_low ctr_high results "
    "cost_per_result cost_per_result_low cost_per_result_high fully_loaded_cost_per_result benchmark share_of_spend "
    "share_of_results rank comparability data_through",
    "channel_compare": "as_of window channel versus spend spend_then spend_change conversions conversions_then "
    "conversions_change cpa_then roas_change data_through",
    "blended": "as_of window marketing_spend revenue revenue_per_spend new_customers cost_per_new_customer "
    "smm_share_of_revenue smm_share_of_marketing smm_share_of_revenue_target smm_share_of_marketing_target",
    "publisher_effectiveness": "as_of window publisher objective result_metric result_source ctr ctr_low ctr_high cvr "
    "cvr_low cvr_high results cost_per_result cost_per_result_low cost_per_result_high fully_loaded_cost_per_result "
    "benchmark share_of_spend share_of_results rank comparability data_through",
    "budget_adherence": "as_of period_start period_end channel category budget spend_to_date unreported_estimate "
    "data_through expected_to_date pace variance projected_spend projected_low projected_high needed_per_day "
    "highest_day_ever probability_over tolerance_low tolerance_high status reason",
    "budget_split": "as_of period category target_share planned_share actual_share actual_amount "
    "amount_to_target status",
    "expense_justification": "as_of expense kind channel amount class evidence data_through",
    "provider_scorecard": "as_of who vendor cost posts posts_planned results cost_per_result audience_quality",
    "kpi_values": "as_of window channel campaign kpi value numerator denominator target status sample_ok",
    "data_coverage": "network account_id date rows files status",
    "fetch_list": "network account_id report period_start period_end settings data_through",
    "content_effectiveness": "as_of channel dimension value posts er_reach er_reach_low er_reach_high er_impressions "
    "er_impressions_low er_impressions_high er_followers er_followers_low er_followers_high data_through",
    "posting_adherence": "channel week planned published regularity data_through",
    "audience_growth": "channel date followers gained lost net goal goal_date needed_per_day probability_of_goal "
    "cost_per_net_follower follower_jump clicks_without_sessions engagement_collapse off_target_spend data_through",
    "competitor_share": "as_of page share_of_interactions share_of_posts followers",
    "mood_daily": "channel date positive neutral negative negative_share negative_share_low negative_share_high",
    "ad_breakdown_daily": "date breakdown_set age gender country region placement device segment spend",
    "ad_breakdown_period": "period_start period_end breakdown_set age gender segment spend",
}


@pytest.mark.parametrize("name", sorted(MODELS))
def test_every_model_says_what_it_is(name):
    model = MODELS[name]
    assert "Grain" in model.description
    assert model.grain
    assert model.owner
    assert model.checks
    assert all(column.description and column.kind for column in model.columns)


@pytest.mark.parametrize("name", sorted(MODELS))
def test_every_model_is_portable_and_parses_in_every_dialect(name):
    model = MODELS[name]
    assert findings(model, SCHEMA) == []
    for dialect in ("duckdb", "postgres", "spark"):
        parsed = sqlglot.parse_one(render(model, dialect), read=dialect)
        assert [item.alias_or_name for item in parsed.selects] == [column.name for column in model.columns]


@pytest.mark.parametrize("name", sorted(set(MODELS) - {"kpi_values"}))
def test_models_stay_small(name):
    model = MODELS[name]
    assert model.path.read_text(encoding="utf-8").count("\n") <= 80
    assert len(list(tree(model).find_all(exp.CTE))) <= 6


@pytest.mark.parametrize("name", sorted(MODELS))
def test_no_model_adds_up_numbers_it_first_turned_into_doubles(name):
    summed = [one.this for one in tree(MODELS[name]).find_all(exp.Sum)]
    assert [one.sql() for one in summed for cast in one.find_all(exp.Cast) if _is_double(cast, one)] == []


def _is_double(cast, summed):
    """Whether the value summed rests on a double that no decimal rounds again."""
    outer = [cast, *(node for node in _above(cast, summed) if isinstance(node, exp.Cast))]
    return cast.is_type("double") and not any(node.is_type("decimal") for node in outer)


def _above(node, top):
    while node is not top:
        node = node.parent
        yield node


@pytest.mark.parametrize("table", sorted(CONTRACT))
def test_marts_have_the_columns_analysts_rely_on(table):
    assert set(CONTRACT[table].split()) <= {column.name for column in MODELS[table].columns}


def test_models_build_on_empty_tables_with_the_types_they_declare_and_pass_their_checks(tmp_path: Path):
    (tmp_path / "smm.yaml").write_text("name: Empty\n")
    project = Project.open(tmp_path)
    with open_store(project) as store:
        seeds.load(project, store, dt.date(2026, 6, 15))
        built = build(store)
        places = {one.name: place for place, one in enumerate(built)}
        assert sorted(one.name for one in built) == sorted(MODELS)
        assert all(places[ref] < places[name] for name, model in MODELS.items() for ref in model.refs if ref in places)
        for model in MODELS.values():
            assert list(store.columns(model.layer, model.name)) == [column.name for column in model.columns]
        results = audit(store, MODELS, dt.datetime(2026, 6, 15))
        assert [result for result in results if not result.success] == []
        recorded = store.read("SELECT COUNT(*) AS n FROM ops.validation_result")["n"][0]
    assert recorded == len(results)
    assert {result.expectation for result in results} >= {query.name for query in load_audits(MODELS)}


def test_every_column_of_every_model_is_traced_to_columns_that_exist():
    known = {
        f"{schema}.{table}": set(columns)
        for schema, tables in SCHEMA.mapping.items()
        for table, columns in tables.items()
    }
    lineage = column_lineage(MODELS)
    for name, columns in lineage.items():
        assert list(columns) == [column.name for column in MODELS[name].columns]
        for origins in columns.values():
            for table, column in origins:
                assert column in known[table], (name, table, column)
    assert lineage["channel_daily"]["cpa"] == [
        ("intermediate.int_channel_objective_day", "conversions"),
        ("intermediate.int_channel_objective_day", "spend"),
    ]
    assert ("intermediate.int_ad_fact", "spend_original") in lineage["int_ad_day"]["spend"]
    assert ("staging.seed_fx", "rate") in lineage["int_ad_day"]["spend"]


def test_a_select_that_yields_other_columns_than_declared_is_refused(tmp_path: Path, folder):
    from smm_assets.errors import ModelError

    models = load_models(root=folder(bad="SELECT 1 AS other"))
    (tmp_path / "smm.yaml").write_text("name: Empty\n")
    with open_store(Project.open(tmp_path)) as store, pytest.raises(ModelError, match=r"staging/bad\.sql.*id"):
        build(store, models=models)


def _numbers(columns):
    return [column for column in columns if column.kind not in ("text", "day", "moment", "flag")]


@pytest.mark.parametrize("name", sorted(name for name, model in MODELS.items() if model.layer in PUBLISHED_SCHEMAS))
def test_every_number_of_a_published_model_says_its_unit(name):
    assert [column.name for column in _numbers(MODELS[name].columns) if not column.unit] == []


def test_every_table_of_the_books_says_what_it_holds_and_in_which_units():
    assert [table.name for table in BOOKKEEPING if not table.description] == []
    columns = [(f"{table.schema}.{table.name}", column) for table in BOOKKEEPING for column in table.columns]
    assert [(table, one.name) for table, one in columns if not one.description] == []
    numbers = [(table, one.name) for table, one in columns if one in _numbers([one]) and not one.unit]
    assert numbers == []


def test_views_for_bi_tools_need_no_join_and_no_word_that_must_be_quoted():
    """Money has its currency beside it, keys their labels; whoever draws a chart needs one table."""
    views = {name: model for name, model in MODELS.items() if model.layer == "bi"}
    assert len(views) >= 10
    for name, model in views.items():
        columns = {column.name for column in model.columns}
        for key in ("channel", "network", "account_id", "kpi", "status", "action", "verdict", "class"):
            label = f"{key.removesuffix('_id')}_label"
            assert key not in columns or label in columns or key == "account_id", (name, key)
        if any(column.unit.startswith("reporting currency") for column in model.columns):
            assert "currency" in columns, name
        assert not columns & {"window", "order", "user", "column", "group"}, name
