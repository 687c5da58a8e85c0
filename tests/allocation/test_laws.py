"""What must hold for every recommendation, whatever the data."""

from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smm_assets.allocation import InfeasibleBudget, Limits, recommend
from smm_assets.allocation.solve import best_split
from tests.allocation.histories import THREE, limits_around, simulated, usual_limits

HISTORY = simulated(THREE)
PLAIN = recommend(HISTORY, usual_limits(THREE))
COLUMNS = [
    "channel", "current_spend", "recommended_spend", "change", "change_pct", "action", "expected_result_current",
    "expected_result_recommended", "uplift", "uplift_low", "uplift_high", "marginal_return_current",
    "marginal_return_recommended", "binding_constraint", "shadow_price", "trust", "reason",
]  # fmt: skip


def spends(rec: Any) -> dict[str, Decimal]:
    return dict(zip(rec.frame["channel"], rec.frame["recommended_spend"], strict=True))


amounts = st.decimals(min_value=0, max_value=500, places=2)


@st.composite
def any_limits(draw: st.DrawFn) -> Limits:
    channels = {}
    for name in ["search", "video", "feed", "unseen"]:
        low, current, high = sorted(draw(st.tuples(amounts, amounts, amounts)))
        channels[name] = {"current": current, "low": low, "high": high, "frozen": draw(st.booleans())}
    return Limits(total=draw(st.none() | amounts), channels=channels)


@settings(max_examples=40)
@given(limits=any_limits(), seed=st.integers(0, 2))
def test_the_total_is_met_to_the_cent_inside_all_bounds_or_refused(limits: Limits, seed: int) -> None:
    try:
        rec = recommend(HISTORY, limits, seed=seed)
    except InfeasibleBudget:
        return
    split = spends(rec)
    total = limits.total if limits.total is not None else sum(row["current"] for row in limits.channels.values())
    assert sum(split.values()) == total
    for name, row in limits.channels.items():
        if row["frozen"]:
            assert split[name] == row["current"]
        else:
            assert row["low"] <= split[name] <= row["high"]


@settings(max_examples=25)
@given(limits=any_limits())
def test_a_recommendation_never_claims_to_be_worse_than_keeping(limits: Limits) -> None:
    try:
        rec = recommend(HISTORY, limits)
    except InfeasibleBudget:
        return
    assert rec.uplift >= 0
    assert rec.uplift_low <= rec.uplift <= rec.uplift_high
    assert rec.keep == (rec.uplift == 0)
    mean = rec.frame["expected_result_recommended"].astype(float).sum()
    assert np.isfinite(mean)


def test_the_frame_has_the_columns_of_the_mart_and_money_with_cents() -> None:
    rec = recommend(HISTORY, usual_limits(THREE))
    assert list(rec.frame.columns) == COLUMNS
    for name in ("current_spend", "recommended_spend", "change"):
        assert all(isinstance(v, Decimal) and v.as_tuple().exponent == -2 for v in rec.frame[name])
    assert list(rec.frame["channel"]) == list(THREE)
    assert (rec.frame["change"] == rec.frame["recommended_spend"] - rec.frame["current_spend"]).all()


def test_the_curves_have_the_columns_of_the_mart_and_rise_with_spend() -> None:
    curves = recommend(HISTORY, usual_limits(THREE)).curves
    assert list(curves.columns) == [
        "channel", "spend", "expected_result", "low", "high", "marginal_result", "is_observed_range",
    ]  # fmt: skip
    for _, curve in curves.groupby("channel"):
        assert curve["expected_result"].is_monotonic_increasing
        assert ((curve["low"] <= curve["expected_result"]) & (curve["expected_result"] <= curve["high"])).all()
        assert curve["is_observed_range"].any()
        assert not curve["is_observed_range"].all()


def test_the_same_seed_gives_the_same_answer_and_the_bank_is_not_changed() -> None:
    first, second = (recommend(HISTORY, usual_limits(THREE), seed=7) for _ in range(2))
    pd.testing.assert_frame_equal(first.frame, second.frame)
    assert first.uplift == second.uplift
    assert first.uplift_low == second.uplift_low


@settings(max_examples=10)
@given(order=st.permutations(list(THREE)), shuffle=st.integers(0, 1000))
def test_order_of_channels_and_rows_does_not_matter(order: list[str], shuffle: int) -> None:
    usual = {name: THREE[name][0] for name in order}
    mixed = HISTORY.sample(frac=1, random_state=shuffle)
    other = recommend(mixed, limits_around(usual))
    assert spends(PLAIN) == spends(other)
    assert PLAIN.uplift == other.uplift
    assert PLAIN.uplift_high == other.uplift_high


@settings(max_examples=10)
@given(names=st.lists(st.text(min_size=1, max_size=8), min_size=3, max_size=3, unique=True))
def test_names_of_channels_do_not_matter(names: list[str]) -> None:
    new = dict(zip(THREE, names, strict=True))
    usual = {new[name]: THREE[name][0] for name in THREE}
    other = recommend(HISTORY.assign(channel=HISTORY["channel"].map(new)), limits_around(usual))
    assert list(spends(PLAIN).values()) == list(spends(other).values())
    assert PLAIN.probability_better == other.probability_better


@pytest.mark.parametrize("rate", [0.1, 100.0, 90.0])
def test_the_currency_does_not_matter_beyond_rounding(rate: float) -> None:
    plain = PLAIN
    usual = {name: rate * THREE[name][0] for name in THREE}
    other = recommend(HISTORY.assign(spend=HISTORY["spend"] * rate), limits_around(usual))
    for name, amount in spends(plain).items():
        assert float(spends(other)[name]) / rate == pytest.approx(float(amount), abs=0.6)
    assert other.uplift == pytest.approx(plain.uplift, abs=2e-3)


@pytest.mark.parametrize("unit", [0.001, 50.0])
def test_the_unit_of_revenue_does_not_matter(unit: float) -> None:
    money_back = HISTORY.assign(result=HISTORY["result"] * 17.37)
    plain = recommend(money_back, usual_limits(THREE))
    other = recommend(money_back.assign(result=money_back["result"] * unit), usual_limits(THREE))
    assert other.uplift == pytest.approx(plain.uplift, abs=2e-3)


def test_days_from_as_of_on_are_ignored() -> None:
    cut = pd.Timestamp("2025-05-01")
    later = HISTORY.assign(result=np.where(HISTORY["date"] >= cut, 0, HISTORY["result"]))
    early = HISTORY[HISTORY["date"] < cut]
    seen = recommend(later, usual_limits(THREE), as_of="2025-05-01")
    assert spends(seen) == spends(recommend(early, usual_limits(THREE)))


def test_more_days_of_the_same_kind_narrow_the_interval() -> None:
    widths = []
    for days in (30, 120, 480):
        recs = [recommend(simulated(THREE, days, seed), usual_limits(THREE)) for seed in range(3)]
        curves = [rec.curves[rec.curves["is_observed_range"]] for rec in recs]
        widths.append(np.mean([((c["high"] - c["low"]) / c["expected_result"]).mean() for c in curves]))
    assert widths[0] > widths[1] > widths[2]


def test_the_safe_profile_claims_more_certainty_or_keeps() -> None:
    for seed in range(4):
        history = simulated(THREE, 40, seed)
        rec = recommend(history, usual_limits(THREE), profile="safe")
        assert rec.keep or rec.probability_better >= 0.9


def test_shadow_prices_agree_with_a_bound_one_unit_wider_or_a_total_one_unit_higher() -> None:
    limits = usual_limits(THREE)
    rec = recommend(HISTORY, limits)
    assert not rec.keep
    assert rec.diagnostics["risk_weight"] == 0.0
    checked = set()
    for row in rec.frame.to_dict("records"):
        kind, wider = row["binding_constraint"], {n: dict(r) for n, r in limits.channels.items()}
        checked.add(kind)
        if kind in ("maximum", "minimum"):
            wider[row["channel"]]["high" if kind == "maximum" else "low"] += 0.5 if kind == "maximum" else -0.5
        more = recommend(HISTORY, Limits(total=Decimal("170.5") if kind == "total" else None, channels=wider))
        gained = more.frame["expected_result_recommended"].sum() - rec.frame["expected_result_recommended"].sum()
        assert row["shadow_price"] == pytest.approx(gained / 0.5, rel=0.01)
    assert checked >= {"maximum", "total"}


@settings(max_examples=20)
@given(data=st.data())
def test_more_money_or_room_never_lowers_the_optimum(data: st.DataObject) -> None:
    steps = st.lists(st.integers(0, 1000), min_size=61, max_size=61)
    tables = [np.cumsum(data.draw(steps)) / 1e3 for _ in range(3)]
    values = [lambda x, t=t: t[np.asarray(x, int)] for t in tables]
    start, low, high = np.array([20, 20, 20]), np.array([14, 14, 14]), np.array([26, 26, 26])

    def best(start: np.ndarray, low: np.ndarray, high: np.ndarray) -> float:
        return float(sum(value(x) for value, x in zip(values, best_split(values, start, low, high), strict=True)))

    before = best(start, low, high)
    assert best(start + np.array([3, 0, 0]), low, high) >= before - 1e-9
    assert best(start, low - 2, high + 3) >= before - 1e-9


def test_more_money_never_lowers_what_is_expected() -> None:
    results = [
        recommend(HISTORY, usual_limits(THREE, total=total)).frame["expected_result_recommended"].sum()
        for total in (150, 160, 170, 180, 190)
    ]
    assert results == sorted(results)


def test_an_unknown_profile_is_refused_by_name() -> None:
    with pytest.raises(Exception, match="balanced, safe"):
        recommend(HISTORY, usual_limits(THREE), profile="wild")
