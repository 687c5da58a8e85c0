"""How spend moved in the past: budgets set for weeks, delivery that wobbles, ramps, pauses, chasing of returns.

Belongs here: spend per day relative to a channel's usual day. Not here: what it brought (worlds).
"""

import numpy as np


def planned(rng: np.random.Generator, days: int, count: int, steps: tuple[float, float], jitter: float) -> np.ndarray:
    """Relative spend (days, channels): each channel has a habit of its own; `steps` is the range of log step sizes."""
    plan = np.empty((days, count))
    for c in range(count):
        habit = rng.choice(4, p=(0.5, 0.2, 0.15, 0.15))
        size = rng.uniform(*steps)
        plan[:, c] = (_blocks, _ramp, _wander, _campaigns)[habit](rng, days, size)
    return plan * np.exp(rng.normal(0.0, jitter, (days, count)))


def _blocks(rng: np.random.Generator, days: int, size: float) -> np.ndarray:
    length = int(rng.integers(7, 35))
    levels = np.exp(rng.normal(0.0, size, days // length + 2))
    return np.repeat(levels, length)[int(rng.integers(length)) :][:days]


def _ramp(rng: np.random.Generator, days: int, size: float) -> np.ndarray:
    """Growing or shrinking month by month."""
    line = np.linspace(-1.0, 1.0, days) * rng.choice([-1.0, 1.0]) * 1.5 * size
    month = np.arange(days) // 30 * 30
    return np.exp(line[month])


def _wander(rng: np.random.Generator, days: int, size: float) -> np.ndarray:
    """Looked at every few days and changed a little."""
    weeks = days // 4 + 2
    walk = np.cumsum(rng.normal(0.0, 0.45 * size, weeks))
    walk -= np.linspace(0.0, 0.8 * walk[-1], weeks)
    return np.exp(np.repeat(walk - walk.mean(), 4)[:days])


def _campaigns(rng: np.random.Generator, days: int, size: float) -> np.ndarray:
    """A base with campaigns of one to three weeks on top."""
    plan = np.ones(days)
    for _ in range(max(1, days // 45)):
        start, length = int(rng.integers(days)), int(rng.integers(6, 22))
        plan[start : start + length] *= np.exp(rng.uniform(1.0, 2.5) * size)
    return plan


def chasing(rng: np.random.Generator, plan: np.ndarray, returns: np.ndarray, strength: float) -> np.ndarray:
    """Every week money follows last week's observed return: more where it was above the others'.

    returns: (days, channels) noisy results per money at the planned spend.
    """
    days, count = plan.shape
    tilt = np.zeros(count)
    out = plan.copy()
    for start in range(7, days, 7):
        seen = np.log(returns[start - 7 : start].mean(axis=0) + 1e-9)
        tilt = 0.8 * tilt + strength * np.clip(seen - seen.mean(), -0.5, 0.5)
        out[start : start + 7] *= np.exp(tilt)
    return out


def paused(rng: np.random.Generator, plan: np.ndarray) -> np.ndarray:
    """Every channel rests for some whole weeks, never at the end."""
    out = plan.copy()
    for c in range(plan.shape[1]):
        for _ in range(int(rng.integers(1, 4))):
            start = int(rng.integers(0, max(1, len(plan) - 28)))
            out[start : start + int(rng.integers(7, 15)), c] = 0.0
    return out
