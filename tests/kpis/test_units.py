"""A formula has one unit, and its entry declares that one; a name that does not add up is refused with its reason."""

import pytest

from smm_assets.errors import FormulaError
from smm_assets.kpis.alike import KINDS, check_kinds
from smm_assets.kpis.formula import parse_formula, parsed
from smm_assets.kpis.metrics import LEVELS, vocabulary
from smm_assets.kpis.thresholds import check_sign
from smm_assets.kpis.units import unit_fault, unit_of
from smm_assets.sqlmodels.load import ROOT, folder_models
from tests.kpis.words import WORDS

USABLE = WORDS.usable("channel")


@pytest.mark.parametrize(
    ("formula", "unit"),
    [
        ("spend", "money"),
        ("spend / conversions", "money"),
        ("1000 * spend / impressions", "money"),
        ("(revenue - spend) / orders", "money"),
        ("spend / days", "money"),
        ("conversions / spend", "count"),
        ("orders / days", "count"),
        ("orders", "count"),
        ("1000 * conversions / impressions", "count"),
        ("100 * clicks / impressions", "count"),
        ("days / orders", "days"),
        ("conversions / clicks", "ratio"),
        ("impressions / clicks", "ratio"),
        ("revenue / spend", "ratio"),
        ("(0.3 * revenue - spend) / spend", "ratio"),
        ("1 - link_clicks / clicks", "ratio"),
        ("(clicks + engagements) / impressions", "ratio"),
    ],
)
def test_the_unit_follows_from_the_units_of_the_sums(formula, unit):
    assert unit_of(parse_formula(formula), USABLE) == unit


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        ("(spend + clicks) / impressions", "unlike units are added: clicks is a count, spend is money"),
        ("(spend + 100) / orders", "100 is a plain number, spend is money"),
        ("1 + spend / orders", "unlike units are added"),
        ("clicks / impressions + spend / impressions", "unlike units are added"),
        ("(spend + days) / orders", "days is a number of days"),
        ("1000 / impressions", "a plain number divided by impressions has no unit"),
        ("days", "days alone"),
    ],
)
def test_a_sum_of_unlike_units_has_no_unit(formula, message):
    with pytest.raises(FormulaError, match=message):
        unit_of(parse_formula(formula), USABLE)


def _refusal(check):
    """What a check says against a formula, in one sentence; empty when it says nothing."""
    try:
        check()
    except FormulaError as error:
        return f"{error.message}; expected {error.expected}. {error.cure}"
    return ""


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ("(impressions + orders) / days", "impressions counts impressions, orders counts sales"),
        ("orders + 0.2 * leads", "orders counts sales, 0.2 * leads counts leads"),
        ("orders / days + leads / days", "Divide one by the other, or make a KPI of each"),
        ("spend / (clicks + orders)", "clicks counts interactions or visits, orders counts sales"),
        ("(engagements + clicks + sessions) / impressions", "sessions counts visits"),
        ("(sessions - orders) / sessions", "Write 1 - orders / sessions"),
    ],
)
def test_unlike_counts_are_not_added(formula, told):
    assert told in _refusal(lambda: check_kinds(parsed(formula), USABLE))


@pytest.mark.parametrize(
    "formula",
    [
        "(clicks + engagements) / impressions",
        "1 - orders / sessions",
        "100 - 100 * orders / sessions",
        "(link_clicks - sessions) / link_clicks",
        "(conversions - orders) / orders",
        "(orders - new_customers) / spend",
    ],
)
def test_counts_of_one_kind_are_added_and_set_against_each_other(formula):
    assert _refusal(lambda: check_kinds(parsed(formula), USABLE)) == ""


def test_every_count_of_the_daily_tables_has_a_kind():
    words = vocabulary(folder_models(ROOT))
    counts = {name for level in LEVELS for name, one in words.usable(level).items() if one.kind == "count"}
    assert counts == set(KINDS)


@pytest.mark.parametrize("formula", ["-spend / clicks", "spend / -clicks", "0 - orders", "-(spend + revenue) / days"])
def test_a_minus_that_only_turns_a_kpi_round_is_refused(formula):
    assert "never gives more than 0: a minus turns it round" in _refusal(lambda: check_sign(parse_formula(formula)))


@pytest.mark.parametrize(
    "formula", ["spend - revenue", "1 - clicks / impressions", "-spend + revenue", "-spend / -clicks"]
)
def test_a_minus_that_takes_something_away_is_arithmetic(formula):
    assert _refusal(lambda: check_sign(parse_formula(formula))) == ""


@pytest.mark.parametrize(
    ("formula", "declared", "told"),
    [
        ("spend / orders", "ratio", "the formula gives money; expected money, in the reporting currency"),
        ("spend / orders", "orders", "the formula gives money"),
        ("spend / orders", "EUR", "expected money, in the reporting currency"),
        ("spend / orders", "mony", "Did you mean money?"),
        ("orders / sessions", "%", "Write unit: ratio; it is shown in percent"),
        ("orders / sessions", "count", "the formula gives ratio"),
        ("100 * revenue / spend", "ratio", "Leave the 100 or 1000 out"),
        ("1000 * orders / sessions", "ratio", "the formula gives count"),
        ("1000 * orders / sessions", "people", "the formula gives count"),
        ("1000 * orders / sessions", "cuont", "Did you mean count?"),
        ("1000 * orders / sessions", "$", "the formula gives count"),
        ("1000 * orders / sessions", "orders; DROP TABLE x", "the formula gives count"),
        ("days / orders", "count", "the formula gives days"),
    ],
)
def test_another_unit_than_the_formula_gives_is_refused(formula, declared, told):
    ratio = parse_formula(formula)
    fault = unit_fault(declared, unit_of(ratio, USABLE), ratio)
    assert fault is not None
    assert told in f"{fault.message}; expected {fault.expected}. {fault.cure}"


@pytest.mark.parametrize(
    ("formula", "declared"),
    [
        ("orders / days", "count"),
        ("orders / days", "orders"),
        ("1000 * orders / sessions", "new accounts"),
        ("orders / spend", "Bestellungen"),
        ("days / orders", "days"),
    ],
)
def test_a_count_may_be_called_by_what_is_counted(formula, declared):
    ratio = parse_formula(formula)
    assert unit_fault(declared, unit_of(ratio, USABLE), ratio) is None


@pytest.mark.parametrize(
    ("name", "level", "told"),
    [
        ("conversion", "channel", "unknown metric 'conversion'. Did you mean conversions?"),
        ("Spend", "channel", "Did you mean spend?"),
        ("zebra", "channel", "expected clicks, conversion_value, conversions"),
        ("ctr", "channel", "expected the sums it is made of (clicks / impressions)"),
        ("pace", "channel", "ratios of days cannot be added up"),
        ("reach", "channel", "counts people, who never add up across days, campaigns or placements"),
        ("users", "campaign", "reach_low and reach_high of the table reach"),
        ("spend_original", "channel", "mixed currencies are never added up"),
        ("conversion_value_original", "channel", "Use conversion_value"),
        ("orders", "campaign", "known per channel, not per campaign"),
        ("likes", "channel", "not known per channel and day"),
        ("conversions_projected", "channel", "cannot be added up over days"),
    ],
)
def test_a_name_that_does_not_add_up_is_refused_with_its_reason(name, level, told):
    fault = WORDS.refusal(name, level)
    assert fault is not None
    expected = f"; expected {fault.expected}" if fault.expected else ""
    assert told in f"{fault.message}{expected}. {fault.cure}"


def test_names_that_add_up_are_used():
    assert WORDS.refusal("orders", "channel") is None
    assert WORDS.refusal("days", "campaign") is None
