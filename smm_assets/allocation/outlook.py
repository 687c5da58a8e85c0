"""What a channel may bring at any spend inside its bounds: mean, risk and joint samples, from its posterior.

Belongs here: turning weights on curves into functions of cents. Not here: fitting them, choosing among spends.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.interpolate import PchipInterpolator

from smm_assets.allocation.curves import Bank, between
from smm_assets.allocation.posterior import Posterior

SAMPLES = 2000


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """One channel at recent demand. Spend in cents per day, results in the objective's unit per day.

    mean: expected result; risk: variance of the difference to the result at the base spend, inside the bounds; both
    vectorised. reference: cents that are 1.0 in the bank. draw: (SAMPLES,) indices into the bank; level: (SAMPLES,)
    result at reference spend.
    """

    mean: Callable[[np.ndarray], np.ndarray]
    risk: Callable[[np.ndarray], np.ndarray]
    bank: Bank
    reference: float
    draw: np.ndarray
    level: np.ndarray

    def expected(self, cents: np.ndarray) -> np.ndarray:
        """Expected result at any spend, (len(cents),)."""
        inside = np.minimum(np.asarray(cents, dtype=float), self.reference * self.bank.nodes[-1])
        return np.asarray(self.mean(inside))

    def samples(self, cents: np.ndarray) -> np.ndarray:
        """Joint samples of the result at several spends, (SAMPLES, len(cents))."""
        left, right = between(self.bank.nodes, np.asarray(cents, dtype=float) / self.reference)
        rows = self.draw[:, None]
        values = self.bank.value[rows, left] * (1.0 - right) + self.bank.value[rows, left + 1] * right
        return np.asarray(values * self.level[:, None])


def build_outlook(
    bank: Bank, posterior: Posterior, reference: float, base: int, low: int, high: int, rng: np.random.Generator
) -> Outlook:
    """Outlook with risk measured from `base` cents, between `low` and `high` and a little around.

    reference: cents per day that are 1.0 in the bank.
    """
    level = posterior.log_level
    first = posterior.weight * np.exp(level + 0.5 * posterior.level_sd**2)
    second = posterior.weight * np.exp(2.0 * level + 2.0 * posterior.level_sd**2)
    used = _nodes_between(bank, min(low, base) / reference, max(high, base) / reference)
    left, right = between(bank.nodes, np.array([base / reference]))
    usual = bank.value[:, left] * (1.0 - right) + bank.value[:, left + 1] * right
    away = bank.value[:, used] - usual
    variance = np.maximum(second @ away**2 - (first @ away) ** 2, 0.0)
    draw, noise = _resample(posterior.weight, rng)
    return Outlook(
        mean=PchipInterpolator(bank.nodes * reference, first @ bank.value),
        risk=PchipInterpolator(bank.nodes[used] * reference, variance),
        bank=bank,
        reference=reference,
        draw=draw,
        level=np.exp(level[draw] + posterior.level_sd * noise),
    )


def _nodes_between(bank: Bank, low: float, high: float) -> slice:
    """Nodes that enclose these relative spends, and one more to each side for small changes of a limit."""
    first = int(np.searchsorted(bank.nodes, low)) - 3
    last = int(np.searchsorted(bank.nodes, high)) + 3
    return slice(max(0, min(first, len(bank.nodes) - 8)), min(len(bank.nodes), max(last, 8)))


def _resample(weight: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Systematic resampling of the bank in random order, with one standard normal per sample."""
    ticks = (np.arange(SAMPLES) + rng.random()) / SAMPLES
    draw = np.minimum(np.searchsorted(np.cumsum(weight), ticks), len(weight) - 1)
    return rng.permutation(draw), rng.standard_normal(SAMPLES)
