"""Curves beyond their last point: exact for curves whose elasticity is a straight line, careful for all others."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.decisions.continuing import MORE, continued

SPEND = np.linspace(0, 60, 25)


def rows(expected: np.ndarray) -> np.ndarray:
    return np.column_stack([SPEND[: len(expected)], expected, 0.8 * expected, 1.5 * expected])


def test_a_power_curve_goes_on_as_itself() -> None:
    more = continued(rows(3 * SPEND**0.6), 90.0)
    assert len(more) == 25 + MORE
    assert more[-1, :2] == pytest.approx([90, 3 * 90**0.6])
    # the lower end stays at the last point's, the upper one keeps its distance
    assert more[-1, 2:] == pytest.approx([0.8 * 3 * 60**0.6, 1.5 * 3 * 90**0.6])


def test_an_elasticity_that_falls_goes_on_falling_down_to_nothing() -> None:
    spend = np.maximum(SPEND, 1e-9)
    expected = np.exp(1.2 * np.log(spend) - 0.12 * np.log(spend) ** 2)  # elasticity 1.2 − 0.24 log(spend)
    more = continued(rows(expected), 1000.0)
    top = np.exp(1.2 / 0.24)  # where it is 0: about 148
    tall = float(np.exp(1.2 * np.log(top) - 0.12 * np.log(top) ** 2))
    assert more[-1, 1] == pytest.approx(tall, rel=1e-6)
    at = more[25 + 0, 0]
    assert more[25, 1] == pytest.approx(float(np.exp(1.2 * np.log(at) - 0.12 * np.log(at) ** 2)) if at < top else tall)


def test_a_saturating_curve_is_met_within_half_a_per_cent_half_as_far_again() -> None:
    more = continued(rows(20 * SPEND / (SPEND + 40)), 90.0)
    assert more[-1, 1] == pytest.approx(20 * 90 / 130, rel=0.005)


@pytest.mark.parametrize("expected", [np.zeros(25), SPEND[:5] / 10, np.maximum(SPEND - 55, 0)])
def test_where_nothing_can_be_said_more_money_brings_nothing_more(expected: np.ndarray) -> None:
    assert continued(rows(expected), 90.0)[-1, 1] == expected[-1]


def test_a_curve_that_reaches_far_enough_stays_as_it_is() -> None:
    own = rows(SPEND)
    assert continued(own, 60.0) is own
    assert continued(own, 0.0) is own


@given(st.lists(st.floats(0, 5), min_size=2, max_size=30), st.floats(1, 500))
def test_a_continued_curve_never_falls(rises: list[float], reach: float) -> None:
    expected = np.cumsum(rises)
    own = np.column_stack([np.arange(len(rises)) * 2.5, expected, expected, expected])
    more = continued(own, reach)
    assert (np.diff(more[:, 0]) > 0).all()
    assert (np.diff(more[:, 1]) >= -1e-9).all()
    assert (more[:, 2] <= more[:, 1] + 1e-9).all()
    assert (more[:, 1] <= more[:, 3] + 1e-9).all()
