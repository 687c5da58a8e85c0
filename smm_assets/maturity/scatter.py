"""How far single days stray from the curve, learned from restatements the curve was not fitted to.

Belongs here: dispersion and spread by age. Not here: the curve (`growth`) and the interval made of both (`interval`).

If reports arrive independently, what is still to come given C known reports is negative binomial with shape C + 1/2
(Jeffreys' prior for the day's level) and success probability p = completeness: mean (C + 1/2)(1 - p) / p and variance
(C + 1/2) q with q = |1 - p| / p². Real reports come in bursts, so the variance is learned: days are put into two
halves, the curve of one half predicts what the other half's days grew to, and the squares of what it missed by give
a dispersion over all ages (quasi-Poisson) and, shrunk to it, a variance per known report at each age (Mack 1993).
"""

import numpy as np

from smm_assets.maturity.curve import HORIZON
from smm_assets.maturity.growth import Pairs, learn_growth

START = 0.5  # reports added to those known, so that a day without any has a future
PRIOR_DISPERSION = 20.0  # squared misses of a Poisson world that stand beside those seen
PRIOR_SPREAD = 100.0  # known reports at an age before its own misses outweigh the dispersion of all ages
LEAST_DISPERSION, MOST_DISPERSION = 0.5, 25.0


def learn_scatter(steps: Pairs, totals: Pairs, curve: np.ndarray, default: np.ndarray) -> tuple[float, np.ndarray]:
    """(dispersion, spread by age). steps: consecutive versions; totals: each version with the last one of its day."""
    missed, expected, reports = np.zeros(HORIZON), np.zeros(HORIZON), np.zeros(HORIZON)
    for half in (0, 1):
        other = learn_growth(steps.only(steps.day % 2 != half), default)[0]
        seen = _enough(totals.only(totals.day % 2 == half), other)
        known = seen.known + START
        squares = (seen.later - seen.known - known * (_at(other, seen.end) / _at(other, seen.start) - 1.0)) ** 2
        share = _thinning(other, seen.start, seen.end)
        drawn = np.where(share > 1e-9, _thinning(other, seen.start) / np.maximum(share, 1e-9), 1.0)
        missed += _by_age(seen, squares * drawn)
        expected += _by_age(seen, known * share * drawn)
        reports += _by_age(seen, known)
    pooled = (missed.sum() + PRIOR_DISPERSION) / (expected.sum() + PRIOR_DISPERSION)
    dispersion = float(np.clip(pooled, LEAST_DISPERSION, MOST_DISPERSION))
    usual = dispersion * _thinning(curve, np.arange(1, HORIZON + 1))
    variance = (missed + PRIOR_SPREAD * usual) / (reports + PRIOR_SPREAD)
    return dispersion, np.sqrt(variance)


def _thinning(curve: np.ndarray, start: np.ndarray, end: np.ndarray | None = None) -> np.ndarray:
    """q of the module's formula for growth from start to end (None: to the final value)."""
    last = np.ones(len(start)) if end is None else _at(curve, end)
    first = _at(curve, start)
    return np.asarray(np.abs(last - first) * last / first**2)


def _enough(pairs: Pairs, curve: np.ndarray) -> Pairs:
    """Pairs whose second version has at least half of the growth still expected; others say little of the rest."""
    return pairs.only(_thinning(curve, pairs.start, pairs.end) >= 0.5 * _thinning(curve, pairs.start))


def _at(curve: np.ndarray, age: np.ndarray) -> np.ndarray:
    return np.asarray(curve[age - 1])


def _by_age(pairs: Pairs, values: np.ndarray) -> np.ndarray:
    order = np.lexsort((values, pairs.start))
    return np.bincount(pairs.start[order] - 1, weights=values[order], minlength=HORIZON)
