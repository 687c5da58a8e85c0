"""What came of a recommendation, judged by hand: followed or not, the interval, the factor it leads to."""

from dataclasses import replace
from datetime import date, timedelta
from statistics import NormalDist

import numpy as np
import pandas as pd
import pytest

from smm_assets.decisions.forecast import Curve, forecast, scatter_of
from smm_assets.decisions.outcome import Outcome, came, followed
from smm_assets.decisions.past import interval_scale

CURVE = Curve(
    spend=np.array([0.0, 10.0, 20.0]), result=np.array([0.0, 4.0, 6.0]),
    low=np.array([0.0, 3.0, 4.0]), high=np.array([0.0, 5.0, 8.0]),
)  # fmt: skip
Z = NormalDist().inv_cdf(0.95)


def outcome(spend: float, results: list[float], **changes: object) -> Outcome:
    days = pd.DataFrame({
        "date": [date(2026, 11, 16) + timedelta(days=number) for number in range(len(results))],
        "spend": spend, "result": results, "completeness": 1.0,
    })  # fmt: skip
    made = Outcome(
        former=10.0, recommended=12.0, uplift=(0.4, 0.1, 0.7), days=days, before=[4.0] * 30, curve=CURVE, is_count=True
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("spend", "recommended", "expected", "share"),
    [
        (12.0, 12.0, True, 1.0),
        (11.0, 12.0, True, 0.5),
        (10.5, 12.0, False, 0.25),
        (14.5, 12.0, False, 2.25),
        (8.0, 12.0, False, -1.0),
        (8.0, 8.0, True, 1.0),
        (10.9, 10.0, True, None),
        (11.5, 10.0, False, None),
    ],
)
def test_followed_is_seen_from_spend(spend: float, recommended: float, expected: bool, share: float | None) -> None:
    found = followed(outcome(spend, [4.0], recommended=recommended))
    assert found == {"followed": expected, "followed_share": share if share is None else pytest.approx(share)}


def test_without_known_days_nothing_is_said() -> None:
    empty = outcome(12.0, [])
    assert followed(empty) == {"followed": None, "followed_share": None}
    assert set(came(empty).values()) == {None}


def test_what_came_is_held_against_the_curve_at_what_was_spent() -> None:
    found = came(outcome(12.0, [5.0, 4.0]))
    # at 12 a day 4 + 2/10 · 2 = 4.4, so 8.8 in two days; its range 3.2 to 5.6 is 2.4 wide a day
    assert found["expected"] == pytest.approx(8.8)
    half = Z * np.hypot(2 * 2.4 / (2 * Z), np.sqrt(8.8))
    assert (found["expected_low"], found["expected_high"]) == (pytest.approx(8.8 - half), pytest.approx(8.8 + half))
    assert (found["observed"], found["in_interval"]) == (9.0, True)
    # at the former 10 a day 8 would have come, give or take: range 3 to 5, scatter √8
    assert found["observed_uplift"] == pytest.approx(1.0)
    assert found["observed_uplift_high"] - 1.0 == pytest.approx(Z * np.hypot(2 * 2.0 / (2 * Z), np.sqrt(8.0)))
    assert [found[name] for name in ("predicted_uplift", "predicted_low", "predicted_high")] == [0.8, 0.2, 1.4]
    assert came(outcome(12.0, [40.0, 40.0]))["in_interval"] is False


def test_days_still_filling_up_are_held_against_what_is_usually_known_of_them() -> None:
    young = outcome(12.0, [2.0, 2.0])
    found = came(replace(young, days=young.days.assign(completeness=0.5)))
    assert (found["expected"], found["predicted_uplift"]) == (pytest.approx(4.4), pytest.approx(0.4))


def test_a_channel_without_a_curve_only_tells_what_came() -> None:
    found = came(outcome(12.0, [5.0], curve=None, uplift=None))
    assert {name: value for name, value in found.items() if value is not None} == {"observed": 5.0}


def test_scatter_is_learned_from_earlier_days_and_never_below_chance_for_counts() -> None:
    days = [2.0, 6.0] * 10
    assert scatter_of(days, is_count=True) == pytest.approx(float(np.var(days, ddof=1)) / 4)
    assert scatter_of([4.0] * 20, is_count=True) == 1.0
    assert scatter_of([400.0] * 20, is_count=False) == 0.0
    assert scatter_of([4.0] * 3, is_count=False) == 1.0
    assert forecast(CURVE, [10.0], [1.0], 4.0).scatter_sd == pytest.approx(4.0)


def test_a_90_percent_interval_holds_90_percent_of_the_time_when_its_terms_are_true() -> None:
    rng = np.random.default_rng(5)
    held = 0
    for _ in range(600):
        level = rng.normal(1.0, 1 / (Z * 4))  # the curve's own doubt: 4 ± 1 at 10 a day
        results = [float(value) for value in rng.poisson(max(0.0, 4 * level), 7)]
        held += came(outcome(10.0, results))["in_interval"]
    assert 0.86 <= held / 600 <= 0.95


@pytest.mark.parametrize(("judged", "held"), [(0, 0), (10, 10), (50, 45), (50, 50)])
def test_intervals_that_hold_are_left_as_they_are(judged: int, held: int) -> None:
    assert interval_scale(judged, held) == 1.0


def test_intervals_that_held_too_seldom_are_made_wider_by_the_normal_factor() -> None:
    # 6 of 10 held; with 18 of 20 before: (6 + 18) / 30 = 0.8
    expected = NormalDist().inv_cdf(0.95) / NormalDist().inv_cdf(0.9)
    assert interval_scale(10, 6) == pytest.approx(expected, abs=1e-4)
    assert interval_scale(100, 0) == 2.0
    assert [interval_scale(20, held) for held in range(0, 20, 5)] == sorted(
        (interval_scale(20, held) for held in range(0, 20, 5)), reverse=True
    )
