"""What a channel may bring at any spend inside its bounds: mean, risk and joint samples, from its posterior.

Belongs here: turning weights on curves into functions of cents. Not here: fitting them, choosing among spends.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.interpolate import PchipInterpolator

from smm_assets.allocation.curves import Bank, between, interpolation
from smm_assets.allocation.posterior import Posterior

POINTS = 49  # spends per channel at which the bank is read exactly
SAMPLES = 2000


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """One channel at recent demand. Spend in cents per day, results in the objective's unit per day.

    mean: expected result; risk: variance of the difference to the result at the base spend; both vectorised.
    mean_at_nodes: expected result on the bank's nodes; reference: spend that is 1.0 there, in cents.
    draw: (SAMPLES,) indices into the bank; level: (SAMPLES,) result at reference spend.
    """

    mean: Callable[[np.ndarray], np.ndarray]
    risk: Callable[[np.ndarray], np.ndarray]
    bank: Bank
    reference: float
    draw: np.ndarray
    level: np.ndarray
    mean_at_nodes: np.ndarray

    def expected(self, cents: np.ndarray) -> np.ndarray:
        """Expected result at any spend, also outside the bounds, (len(cents),); `mean` is smoother inside them."""
        return np.asarray(
            interpolation(self.bank.nodes, np.asarray(cents, dtype=float) / self.reference) @ self.mean_at_nodes
        )

    def samples(self, cents: np.ndarray) -> np.ndarray:
        """Joint samples of the result at several spends, (SAMPLES, len(cents))."""
        left, right = between(self.bank.nodes, np.asarray(cents, dtype=float) / self.reference)
        rows = self.draw[:, None]
        values = self.bank.value[rows, left] * (1.0 - right) + self.bank.value[rows, left + 1] * right
        return np.asarray(values * self.level[:, None])


def build_outlook(
    bank: Bank, posterior: Posterior, reference: float, base: int, low: int, high: int, rng: np.random.Generator
) -> Outlook:
    """Outlook between `low` and `high` cents, and a margin around, with risk measured from `base` cents.
    reference: cents per day that are 1.0 in the bank."""
    margin = max(0.05 * max(high, base), 2.0)
    bottom, top = max(0.0, min(low, base) - margin), max(high, base) + margin
    points = np.unique(np.concatenate([bottom + (top - bottom) * np.linspace(0.0, 1.0, POINTS) ** 1.5, [float(base)]]))
    left, right = between(bank.nodes, points / reference)
    values = bank.value[:, left] * (1.0 - right) + bank.value[:, left + 1] * right
    level = posterior.log_level
    first = posterior.weight * np.exp(level + 0.5 * posterior.level_sd**2)
    second = posterior.weight * np.exp(2.0 * level + 2.0 * posterior.level_sd**2)
    away = values - values[:, [int(np.argmin(np.abs(points - base)))]]
    variance = np.maximum(second @ away**2 - (first @ away) ** 2, 0.0)
    draw, noise = _resample(posterior.weight, rng)
    return Outlook(
        mean=PchipInterpolator(points, first @ values),
        risk=PchipInterpolator(points, variance),
        bank=bank,
        reference=reference,
        draw=draw,
        mean_at_nodes=first @ bank.value,
        level=np.exp(level[draw] + posterior.level_sd * noise),
    )


def _resample(weight: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Systematic resampling of the bank in random order, with one standard normal per sample."""
    ticks = (np.arange(SAMPLES) + rng.random()) / SAMPLES
    draw = np.minimum(np.searchsorted(np.cumsum(weight), ticks), len(weight) - 1)
    return rng.permutation(draw), rng.standard_normal(SAMPLES)
