"""The rows of a recommendation, from curves made by hand."""

from collections.abc import Callable

import numpy as np
import pytest

from smm_assets.allocation import Limits
from smm_assets.allocation.curves import draw_bank
from smm_assets.allocation.explain import Unit
from smm_assets.allocation.gate import keep_mix
from smm_assets.allocation.limits import read_bounds
from smm_assets.allocation.outlook import SAMPLES, Outlook
from smm_assets.allocation.prices import Price
from smm_assets.allocation.tables import Findings, channel_table
from smm_assets.allocation.trust import Standing

SEEN = Standing(trust="full", days=30, spend=3000.0, results=1000.0, gap=0.0, lowest=0.0, highest=200.0)


def outlook(results: Callable[[np.ndarray], np.ndarray]) -> Outlook:
    """results: expected results at a spend in whole money."""
    return Outlook(
        mean=lambda cents: results(cents / 100.0), risk=np.zeros_like, bank=draw_bank(0), reference=10_000.0,
        draw=np.zeros(SAMPLES, dtype=int), level=np.ones(SAMPLES),
    )  # fmt: skip


def test_the_next_ten_are_read_off_the_curve_however_steep_it_starts() -> None:
    """8 · √x: from 0 to 10 it rises by 8 · 3.162 = 25.3, from 90 to 100 by 8 · (10 − 9.487) = 4.1. The third brings 0.3
    each and 3 for ten more. Ten times the slope at 0 would be far more than 25."""
    limits = Limits(channels={"new": {"current": 0}, "usual": {"current": 90}, "straight": {"current": 50}})
    roots = [outlook(lambda x: 8.0 * np.sqrt(x)) for _ in range(2)]
    bounds = read_bounds(limits)
    found = Findings(
        bounds=bounds, choice=keep_mix(bounds.current), outlooks=[*roots, outlook(lambda x: 0.3 * x)],
        standings=[SEEN] * 3, prices=[Price(constraint="evidence", shadow=0.0)] * 3, inflation=1.0, quotes=[""] * 3,
        note=None, unit=Unit(),
    )  # fmt: skip
    frame = channel_table(found).set_index("channel")
    assert 10 * frame.loc["new", "marginal_return_recommended"] > 60
    assert frame.loc["straight", "marginal_return_recommended"] == pytest.approx(0.3)
    assert "The next 10 bring about 25 results here, about 4.1 results in usual." in frame.loc["new", "reason"]
    assert "The next 10 bring about 4.1 results here, about 25 results in new." in frame.loc["usual", "reason"]
    assert "The next 10 bring about 3 results here, about 25 results in new." in frame.loc["straight", "reason"]
