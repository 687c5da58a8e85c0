"""What is learned follows from the versions alone: worked by hand, and laws for any of them."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smm_assets.ingest.habits import Maturity, Network
from smm_assets.maturity import HORIZON, PAID, defaults, interval, learn
from smm_assets.maturity.curve import drawn_out
from smm_assets.maturity.evidence import pairs_of, report_worth
from smm_assets.maturity.growth import learn_growth
from smm_assets.maturity.versions import compared

MONDAY = dt.date(2026, 6, 1)
HALF = drawn_out((0.5, 1.0))
DEFAULT = {("north", "conversions"): HALF}


def seen(*days: dict[int, float], metric: str = "conversions", account: str = "a") -> pd.DataFrame:
    """Versions of consecutive days: age → value."""
    rows = [
        ("north", account, MONDAY + dt.timedelta(days=number), age, value)
        for number, versions in enumerate(days)
        for age, value in sorted(versions.items())
    ]
    frame = pd.DataFrame(rows, columns=["network", "account_id", "day", "age", metric])
    return frame.assign(
        exported_at=[day + dt.timedelta(days=age) for day, age in zip(frame.day, frame.age, strict=True)]
    )


def curve_of(versions: pd.DataFrame, default=DEFAULT, metric: str = "conversions"):
    (found,) = [one for one in learn(versions, default) if one.metric == metric]
    return found


def test_the_pooled_factor_is_worked_by_hand():
    """Two days grow from 30 to 40 and from 50 to 60; the default is worth 20 final reports of which 10 are known."""
    pairs, _ = pairs_of(seen({1: 30, 2: 40}, {1: 50, 2: 60}), "conversions")
    curve, behind = learn_growth(pairs, HALF)
    assert curve[0] == pytest.approx((30 + 50 + 10) / (40 + 60 + 20))
    assert curve[1:].tolist() == [1.0] * (HORIZON - 1)
    assert behind[0] == 120
    alone, _ = learn_growth(pairs, HALF, prior=0.0)
    assert alone[0] == pytest.approx(0.8)


def test_growth_between_exports_days_apart_is_shared_out_as_other_days_grew():
    """Half of the growth from age 1 to 3 came on each step elsewhere; a day seen at 1 and 3 only tells the sum."""
    pairs, _ = pairs_of(seen({1: 800, 2: 900, 3: 1000}, {1: 80, 3: 100}), "conversions")
    curve, _ = learn_growth(pairs, np.ones(HORIZON), prior=0.0)
    assert curve[:3].tolist() == pytest.approx([0.8, 0.9, 1.0], abs=1e-9)


def test_a_network_that_takes_back_is_more_than_complete_at_first():
    found = curve_of(seen(*[{1: 120, 4: 100}] * 40), default={})
    assert found.completeness[0] == pytest.approx(1.2, abs=0.01)
    assert found.can_fall[0]
    assert not found.can_fall[3:].any()


def test_a_metric_seen_only_once_and_without_a_default_has_no_curve():
    assert learn(seen({1: 5}, {2: 7}), {}) == []


def test_one_version_of_each_day_leaves_the_default():
    found = curve_of(seen({1: 5}, {2: 7}))
    assert (found.basis, found.days, found.exports) == ("default", 0, 0)
    assert found.completeness.tolist() == HALF.tolist()


def test_days_and_exports_of_the_evidence_are_counted():
    """Two days, seen on the mornings of the 2nd, 3rd and 4th; the third day once only."""
    found = curve_of(seen({1: 5, 2: 6, 3: 6}, {1: 4, 2: 4}, {4: 4}))
    assert (found.basis, found.days, found.exports) == ("learned", 2, 3)


def test_an_export_of_another_selection_is_no_evidence():
    """A file filtered to one campaign holds a tenth of the day's spend."""
    whole, part = {"spend": 100.0, "conversions": 10.0}, {"spend": 10.0, "conversions": 1.0}
    day = {"network": "north", "account_id": "a", "day": MONDAY}
    rows = [{**day, "age": age, **value} for age, value in ((1, whole), (2, whole), (3, part))]
    versions = pd.DataFrame(rows).assign(impressions=np.nan)
    assert compared(versions, PAID)["age"].tolist() == [1, 2]


def test_what_the_default_leaves_open_closes_evenly_until_the_horizon():
    drawn = drawn_out((0.7, 0.9))
    steps = np.diff(drawn[1:])
    assert drawn[-1] == 1.0
    assert steps.tolist() == pytest.approx([0.1 / (HORIZON - 2)] * (HORIZON - 2))


def test_value_is_as_late_as_conversions_where_a_network_says_nothing_of_it():
    late = (Maturity(metrics=("conversions",), by_age=(0.5, 1.0), source="test"),)
    found = defaults({"north": Network(value="north", label="N", kind="ads", late=late)})
    assert found["north", "conversion_value"].tolist() == found["north", "conversions"].tolist()


def test_a_report_of_money_is_worth_the_mean_amount_and_a_quarter():
    versions = seen({1: 4, 2: 5}, {1: 5}).assign(conversion_value=[200.0, 250.0, 250.0])
    assert report_worth(versions, "conversion_value") == pytest.approx(1.25 * 500 / 10)


DAYS = st.lists(
    st.dictionaries(st.integers(1, 12), st.integers(0, 60).map(float), min_size=1, max_size=5), min_size=1, max_size=8
)


@settings(max_examples=60)
@given(DAYS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_digit(days, random):
    versions = seen(*days)
    order = list(range(len(versions)))
    random.shuffle(order)
    first, second = curve_of(versions), curve_of(versions.iloc[order].reset_index(drop=True))
    for name in ("completeness", "spread", "uncertainty", "can_fall"):
        assert getattr(first, name).tolist() == getattr(second, name).tolist()


@settings(max_examples=60)
@given(DAYS, st.sampled_from([0.5, 2.0, 128.0]))
def test_another_currency_gives_the_same_curve(days, rate):
    """Powers of two, so that not even rounding differs."""
    versions = seen(*days).assign(conversion_value=lambda rows: rows["conversions"] * 40.0)
    other = versions.assign(conversion_value=versions["conversion_value"] * rate)
    start = {("north", "conversion_value"): HALF}
    first, second = (curve_of(rows, start, "conversion_value") for rows in (versions, other))
    assert first.completeness.tolist() == second.completeness.tolist()
    assert first.spread.tolist() == second.spread.tolist()


@settings(max_examples=60)
@given(DAYS)
def test_curves_are_finite_and_clamped_and_end_final(days):
    found = curve_of(seen(*days))
    for name in ("completeness", "spread", "uncertainty"):
        assert np.isfinite(getattr(found, name)).all()
        assert (getattr(found, name) >= 0).all()
    assert ((found.completeness >= 0.02) & (found.completeness <= 1.5)).all()
    assert found.completeness[-1] == 1.0
    assert (found.low <= found.completeness).all()
    assert (found.completeness <= found.high).all()


@settings(max_examples=40)
@given(st.lists(st.floats(0.05, 1.0), min_size=3, max_size=9), st.integers(50, 5000))
def test_exact_evidence_gives_the_exact_curve_whatever_the_exports_skipped(shares, final):
    """Every day ends at the same figure and follows the same curve; some days were seen at every second age only."""
    truth = drawn_out((*sorted(shares), 1.0))
    ages = range(1, len(shares) + 3)
    every = [{age: final * truth[age - 1] for age in ages}] * 2
    some = [{age: final * truth[age - 1] for age in ages if age % 2}] * 2
    pairs, _ = pairs_of(seen(*every, *some), "conversions")
    curve, _ = learn_growth(pairs, np.ones(HORIZON), prior=0.0)
    assert curve.tolist() == pytest.approx(truth.tolist(), rel=1e-6)


@settings(max_examples=40)
@given(st.integers(1, 30), st.floats(0.1, 0.9))
def test_evidence_that_says_what_the_default_says_moves_nothing(days, share):
    default = drawn_out((share, 1.0))
    found = curve_of(seen(*[{1: 40 * share, 2: 40.0}] * days), {("north", "conversions"): default})
    assert found.completeness.tolist() == pytest.approx(default.tolist(), abs=1e-9)


def test_more_evidence_moves_further_from_the_default_and_is_surer():
    few, many = (curve_of(seen(*[{1: 9.0, 2: 10.0}] * days)) for days in (1, 50))
    assert 0.5 < few.completeness[0] < many.completeness[0] < 0.9
    assert many.uncertainty[0] < few.uncertainty[0]


KNOWN = st.floats(0, 5000, allow_nan=False)


@settings(max_examples=200)
@given(KNOWN, st.floats(0.05, 1.4), st.floats(0, 3), st.floats(0, 0.5), st.booleans())
def test_intervals_hold_the_projection_and_start_at_what_is_known_unless_it_is_taken_back(
    known, completeness, spread, uncertainty, can_fall
):
    low, high = interval(known, completeness, spread, uncertainty, can_fall or completeness > 1)
    assert low <= known / completeness + 1e-9
    assert high >= known / completeness - 1e-9
    assert low >= (0 if can_fall or completeness > 1 else known) - 1e-9


@settings(max_examples=100)
@given(KNOWN, st.floats(0.3, 0.99), st.floats(0.01, 2))
def test_more_known_never_lowers_the_upper_end(known, completeness, spread):
    ends = [interval(value, completeness, spread, 0.05, False)[1] for value in (known, known + 1)]
    assert ends[0] <= ends[1]


def test_a_day_without_a_known_conversion_may_still_get_some():
    low, high = interval(0.0, 0.5, 2**0.5, 0.0, False)
    assert low == 0.0
    assert 0.5 < high < 2.0
    assert interval(7.0, 1.0, 0.0, 0.0, False) == (7.0, 7.0)
