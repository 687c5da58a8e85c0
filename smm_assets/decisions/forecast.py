"""What a recommendation's curves foretell for money that was spent, with an interval for what may come.

Belongs here: expected results of days and their uncertainty. Not here: fitting curves (`allocation`), or what follows
when results leave the interval (`triggers`, `scorecard`).

The interval joins two things: the curve's own uncertainty, the same on every day, and scatter from day to day, which is
the channel's usual one as a multiple of its mean (quasi-Poisson: McCullagh, Nelder, Generalized Linear Models, 1989).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import pandas as pd

COVERAGE = 0.9
SCATTER_DAYS = 56  # days before the recommendation its scatter is learned from
LEAST_DAYS = 7


@dataclass(frozen=True, kw_only=True)
class Curve:
    """Points of one channel's curve: spend a day, expected results a day, ends of their 90 % interval."""

    spend: np.ndarray
    result: np.ndarray
    low: np.ndarray
    high: np.ndarray


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """Expected results of some days; curve_sd: what the curve may be off; scatter_sd: what days may be off."""

    expected: float
    curve_sd: float
    scatter_sd: float

    def interval(self, coverage: float = COVERAGE) -> tuple[float, float]:
        """Ends between which results lie with that probability, never below 0."""
        half = self.half(coverage)
        return max(0.0, self.expected - half), self.expected + half

    def half(self, coverage: float = COVERAGE) -> float:
        """How far results may be off with that probability (normal)."""
        return NormalDist().inv_cdf((1 + coverage) / 2) * math.hypot(self.curve_sd, self.scatter_sd)


def read_curve(points: pd.DataFrame) -> Curve | None:
    """The curve of rows of response_curve of one channel; None when there are none."""
    if points.empty:
        return None
    ordered = points.assign(spend=points["spend"].astype(float)).sort_values("spend")
    columns = {name: ordered[name].astype(float).to_numpy() for name in ("spend", "low", "high")}
    return Curve(result=ordered["expected_result"].astype(float).to_numpy(), **columns)


def forecast(curve: Curve, spends: Sequence[float], completeness: Sequence[float], scatter: float) -> Forecast:
    """Results of days with these spends, as far as they are usually known by now. scatter: variance per result."""
    days, known = np.asarray(spends, dtype=float), np.asarray(completeness, dtype=float)
    expected = float((np.interp(days, curve.spend, curve.result) * known).sum())
    width = (np.interp(days, curve.spend, curve.high) - np.interp(days, curve.spend, curve.low)) * known
    z = NormalDist().inv_cdf((1 + COVERAGE) / 2)
    return Forecast(
        expected=expected,
        curve_sd=float(width.sum()) / (2 * z),
        scatter_sd=math.sqrt(max(0.0, scatter * expected)),
    )


def scatter_of(results: Sequence[float], *, is_count: bool) -> float:
    """Variance of a day's results as a multiple of their mean; counts scatter at least as much as chance makes them."""
    values = np.asarray(results, dtype=float)[-SCATTER_DAYS:]
    least = 1.0 if is_count else 0.0
    if len(values) < LEAST_DAYS or values.mean() <= 0:
        return max(least, 1.0)
    return max(least, float(values.var(ddof=1) / values.mean()))
