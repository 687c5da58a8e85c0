"""How noisy a channel's results are from day to day, and which single days are beyond noise.

Belongs here: variance over mean per channel, cutting of outliers. Not here: slow movements (drift, demand).
"""

import numpy as np

WEEK = 7
POOLED_DAYS = 10.0  # days' worth of belief that a channel scatters as the others do
BEYOND = 4.0  # standard deviations above its expectation at which a day's result is cut
ROUNDS = 3


def least(results: np.ndarray) -> float:
    """Least variance over mean: whole counts scatter at least as Poisson counts do."""
    return 1.0 if np.all(results == np.round(results)) else 0.0


def dispersion(seen: np.ndarray, mean: np.ndarray, known: np.ndarray, floor: float) -> np.ndarray:
    """Variance over mean per channel, (channels,), inside weeks, so that slow movements do not count as noise.

    seen, mean, known: (days, channels). Pulled towards the pool; at least `floor`.
    """
    expected, weeks = _level_with_weeks(seen, np.where(known, mean, 0.0), known)
    square = np.where(known, (seen - expected) ** 2, 0.0).sum(axis=0)
    level, days = expected.sum(axis=0), np.maximum(known.sum(axis=0) - weeks, 0.0)
    own = square / np.maximum(level, 1e-12) * known.sum(axis=0)  # variance over mean, times free days
    pool = own[level > 0].sum() / max(days[level > 0].sum(), 1.0)
    mixed = (own + pool * POOLED_DAYS) / (days + POOLED_DAYS)
    average = level / np.maximum(known.sum(axis=0), 1)
    return np.asarray(np.maximum(mixed, np.maximum(floor, 0.001 * average) + 1e-12))


def without_outliers(seen: np.ndarray, mean: np.ndarray, known: np.ndarray, floor: float) -> np.ndarray:
    """Results with days far above their expectation cut to what noise explains, (days, channels)."""
    calm = seen
    for _ in range(ROUNDS):
        expected, _ = _level_with_weeks(calm, np.where(known, mean, 0.0), known)
        spread = np.sqrt(dispersion(calm, mean, known, floor) * expected)
        calm = np.minimum(seen, expected + BEYOND * spread)
    return calm


def _level_with_weeks(seen: np.ndarray, mean: np.ndarray, known: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """`mean` scaled so that each week adds up to what was seen in it; number of weeks with known days."""
    starts = np.arange(0, len(seen), WEEK)
    total = np.add.reduceat(np.where(known, seen, 0.0), starts, axis=0)
    level = np.add.reduceat(mean, starts, axis=0)
    factor = np.where(level > 0, total / np.maximum(level, 1e-300), 0.0)
    weeks = np.add.reduceat(known, starts, axis=0).astype(bool).sum(axis=0)
    return mean * np.repeat(factor, WEEK, axis=0)[: len(seen)], weeks
