"""Formulas are parsed into one sum over another; what cannot be added up is refused with words."""

import math
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from smm_assets.errors import FormulaError
from smm_assets.kpis.definition import Linear
from smm_assets.kpis.formula import names, parse_formula, parsed

METRICS = ("spend", "clicks", "impressions", "conversions")


def value(linear: Linear, sums: dict[str, float]) -> float:
    return sum(float(factor) * (sums[name] if name else 1) for name, factor in linear.factors.items())


@pytest.mark.parametrize(
    ("formula", "top", "bottom"),
    [
        ("spend / conversions", {"spend": 1}, {"conversions": 1}),
        ("1000 * spend / impressions", {"spend": 1000}, {"impressions": 1}),
        ("(conversions - spend) / spend", {"conversions": 1, "spend": -1}, {"spend": 1}),
        ("1 - clicks / impressions", {"impressions": 1, "clicks": -1}, {"impressions": 1}),
        ("clicks / impressions + spend / impressions", {"clicks": 1, "spend": 1}, {"impressions": 1}),
        ("spend", {"spend": 1}, {"": 1}),
        ("-spend / (2 * clicks)", {"spend": -1}, {"clicks": 2}),
        ("spend / 100 + clicks", {"spend": 1, "clicks": 100}, {"": 100}),
    ],
)
def test_a_formula_is_one_sum_over_another(formula, top, bottom):
    ratio = parse_formula(formula)
    assert dict(ratio.top.factors) == top
    assert dict(ratio.bottom.factors) == bottom


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        ("spend * clicks", "cannot be multiplied"),
        ("spend / clicks + spend / impressions", "sum of ratios"),
        ("spend / clicks * impressions / conversions", "cannot be multiplied"),
        ("spend / 0", "division by zero"),
        ("spend / (clicks - clicks)", "division by zero"),
        ("spend / spend", "divides something by itself: it is always 1"),
        ("(spend + clicks) / (2 * clicks + 2 * spend)", "it is always 0.5"),
        ("spend + clicks - clicks", "clicks cancels out"),
        ("0 * spend / clicks", "spend cancels out"),
        ("1000", "uses no metric"),
        ("spend /", "is not a formula"),
        ("(spend + clicks / impressions", "every parenthesis is closed"),
        ("spend ** 2", "not allowed"),
        ("spend if clicks else 0", "not allowed"),
        ("__import__('os').system('x')", "not allowed"),
        ("spend.real", "not allowed"),
        ("'spend'", "not allowed"),
        ("True / spend", "not allowed"),
        ("sum(spend) / clicks", "Leave the function out: every metric is a sum already"),
        ("1,000 * spend / impressions", "without commas"),
        ("1e13 * spend", "too large"),
        ("1e400 * spend", "too large"),
        ("spend" + " + spend" * 200, "formula of 1605 characters"),
    ],
)
def test_what_is_no_ratio_of_sums_is_refused_in_words(formula, message):
    with pytest.raises(FormulaError, match=message):
        parse_formula(formula)


LEAVES = st.one_of(st.sampled_from(METRICS), st.integers(1, 50).map(str))
TREES = st.recursive(
    LEAVES,
    lambda inner: st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
    max_leaves=6,
)


@given(TREES, st.lists(st.integers(1, 1000), min_size=4, max_size=4))
def test_an_accepted_formula_means_what_arithmetic_says(formula, numbers):
    sums = dict(zip(METRICS, map(float, numbers), strict=True))
    try:
        ratio = parse_formula(formula)
    except FormulaError:
        assume(False)
    bottom = value(ratio.bottom, sums)
    assume(abs(bottom) > 1e-9)
    try:
        expected = eval(formula, {"__builtins__": {}}, sums)
    except ZeroDivisionError:
        assume(False)
    assert math.isclose(value(ratio.top, sums) / bottom, expected, rel_tol=1e-6, abs_tol=1e-6)


def test_factors_keep_their_decimals():
    assert parse_formula("0.1 * spend / clicks").top.factors == {"spend": Decimal("0.1")}
    assert parse_formula("0 / clicks").top.constant == 0


def test_names_are_those_that_stand_for_metrics():
    assert names(parsed("sum(spend) / (clicks + spend) * x.y")) == ["clicks", "spend", "x"]
