"""One definition also becomes words, checks and lineage."""

from dataclasses import replace
from decimal import Decimal

from smm_assets.kpis.checks import kpi_checks
from smm_assets.kpis.definition import DAYS, Kpi
from smm_assets.kpis.documentation import definitions, made_from
from smm_assets.kpis.formula import parse_formula
from smm_assets.kpis.lineage import origins
from smm_assets.kpis.metrics import LEVELS, vocabulary
from smm_assets.kpis.model import build_model
from smm_assets.sqlmodels.load import ROOT, load_models

FORMULA = "spend / (orders - new_customers)"
KPI = Kpi(
    name="cost_of_regulars",
    title="Cost of regulars",
    formula=FORMULA,
    ratio=parse_formula(FORMULA),
    unit="money",
    kind="money",
    direction="down",
    min_sample={"orders": Decimal("10.0"), DAYS: Decimal(7)},
    owner="Ada | Bo",
    target=Decimal("1200"),
    breach=Decimal("1500.50"),
)


def test_a_definition_is_a_row_of_a_table_in_words():
    row = definitions([KPI]).splitlines()[-1]
    told = "`spend / (orders - new_customers)` | money | lower | 1200, breach 1500.5 | 7 days, 10 orders"
    assert row == (f"| `cost_of_regulars` | {told} | channel_daily: new_customers, orders, spend | Ada \\| Bo |")
    assert row in build_model([KPI], ROOT).documentation


def test_a_breach_is_a_check_and_so_is_a_value_that_cannot_be_negative():
    texts = [check.text for check in kpi_checks([KPI]) if check.severity == "warn"]
    assert texts == ["kpi <> 'cost_of_regulars' OR status <> 'breach' OR NOT sample_ok"]
    plain = replace(KPI, ratio=parse_formula("spend / orders"), breach=None)
    texts = [check.text for check in kpi_checks([plain]) if check.severity == "warn"]
    assert texts == ["kpi <> 'cost_of_regulars' OR value IS NULL OR value >= 0"]


def test_every_word_of_formulas_comes_from_columns_of_exports():
    models = load_models()
    words = vocabulary(models)
    for level in LEVELS:
        found = origins(models, level, words.usable(level))
        assert [name for name, columns in found.items() if not columns] == []
        assert found["spend"] == [
            "raw.ad_delivery.spend_original", "staging.seed_account.vat_factor", "staging.seed_fx.rate",
        ]  # fmt: skip
        assert found["rate_clicks"] == ["raw.ad_delivery.clicks", "raw.ad_delivery.link_clicks"]
    own = origins(models, "channel", KPI.ratio.metrics)
    assert made_from(KPI, own)[:2] == ["new_customers: raw.outcome.new_customers", "orders: raw.outcome.orders"]
