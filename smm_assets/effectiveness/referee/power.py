"""How likely more money settles which of two channels is better, and how much money does.

Belongs here: the chance that the evidence of `evidence` reaches what a verdict needs, summed exactly over the counts to
come: their number is Poisson, the better channel's part of them binomial. Only the last day is looked at; a verdict on
an earlier one comes on top. Not here: words.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, gammaln, xlogy

from smm_assets.effectiveness.referee.evidence import averaged, tilt
from smm_assets.effectiveness.referee.terms import Floats

LIKELY = 0.8
NODES = 81
STEPS = 6


@dataclass(frozen=True, kw_only=True)
class Duel:
    """Two channels as they look: rates in results per unit of money, with results and money so far.

    needed: log evidence a verdict takes; dispersion: how much more than Poisson counts scatter.
    """

    better: float
    worse: float
    needed: float
    better_results: float = 0.0
    worse_results: float = 0.0
    better_money: float = 0.0
    worse_money: float = 0.0
    dispersion: float = 1.0

    def power(self, more: float) -> float:
        """Probability that the better one is told apart once each of them has had so much more money."""
        expected = (self.better + self.worse) * more / self.dispersion
        to_come = _counts_to_come(expected)
        weights = np.exp(xlogy(to_come, expected) - expected - gammaln(to_come + 1))
        least = self._least(to_come, more)
        share = self.better / (self.better + self.worse)
        told = _at_least(least, to_come, share)
        return float((weights * told).sum() / weights.sum())

    def _least(self, to_come: NDArray[np.int64], more: float) -> NDArray[np.int64]:
        """Of so many results to come, how many must be the better one's; one more than all where no number suffices."""
        low, high = np.full_like(to_come, -1), to_come + 1
        while (high - low > 1).any():
            middle = (low + high) // 2
            enough = self._reached(middle, to_come - middle, more)
            low, high = np.where(enough, low, middle), np.where(enough, middle, high)
        return np.maximum(high, 0)

    def _reached(self, better: NDArray[np.int64], worse: NDArray[np.int64], more: float) -> NDArray[np.bool_]:
        first: Floats = self.better_results / self.dispersion + np.maximum(better, 0)
        second: Floats = self.worse_results / self.dispersion + np.maximum(worse, 0)
        money = self.better_money + more
        share = np.asarray(money / (money + self.worse_money + more))
        return np.asarray((averaged(tilt(first, second, share)) >= self.needed) & (better >= 0))


def _at_least(least: NDArray[np.int64], tried: NDArray[np.int64], share: float) -> Floats:
    """Chance that of so many at least so many are of one kind, whose share is `share` (0 < share < 1)."""
    within = betainc(np.maximum(least, 1), np.maximum(tried - least + 1, 1), share)  # NIST DLMF 8.17.5
    return np.where(least < 1, 1.0, np.where(least > tried, 0.0, within))


def money_needed(power: Callable[[float], float], first: float, most: float = math.inf, aim: float = LIKELY) -> float:
    """Least money of each channel with which `power` reaches the aim, to about 1 %; infinite when more than `most`.

    first: a sum to start from, small.
    """
    high = first
    while power(high) < aim:
        high *= 2
        if high > 2 * most:
            return math.inf
    low = high / 2
    for _ in range(STEPS):
        middle = float(np.sqrt(low * high))
        low, high = (low, middle) if power(middle) >= aim else (middle, high)
    return high if high <= most else math.inf


def _counts_to_come(expected: float) -> NDArray[np.int64]:
    """Numbers of results that may well come, at most NODES of them."""
    spread = 6 * np.sqrt(expected) + 6
    ends = max(0.0, np.floor(expected - spread)), np.ceil(expected + spread)
    return np.unique(np.linspace(*ends, NODES).round().astype(np.int64))
