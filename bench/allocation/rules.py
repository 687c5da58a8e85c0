"""Simple rules people use, judged in the same run: average returns, the best average, one least-squares curve.

Belongs here: baselines from history and limits alone. Not here: the method under test, the truth.
"""

from collections.abc import Callable

import numpy as np

from bench.allocation.worlds import World
from smm_assets.allocation.solve import best_split

Family = tuple[np.ndarray, Callable[[np.ndarray, float], np.ndarray]]
GRIDS: dict[str, Family] = {
    "power": (np.linspace(0.1, 1.0, 19), lambda x, p: x**p),
    "log": (np.exp(np.linspace(-3.0, 3.0, 25)), lambda x, half: np.log1p(x / half)),
    "hill": (np.exp(np.linspace(-3.0, 3.0, 25)), lambda x, half: x / (x + half)),
}


def proportional(world: World) -> np.ndarray:
    """Spend in proportion to today's spend times average return, bent into the bounds; cents."""
    want = world.base * np.maximum(_returns(world), 1e-12)
    return _into_bounds(world, want * world.base.sum() / max(want.sum(), 1e-12))


def best_average(world: World) -> np.ndarray:
    """Everything the bounds allow to the best average return, then the next; cents."""
    split, left = world.low.copy(), int(world.base.sum() - world.low.sum())
    for c in np.argsort(-_returns(world)):
        part = min(left, int(world.high[c] - world.low[c]))
        split[c], left = split[c] + part, left - part
    return split


def least_squares(world: World, family: str) -> np.ndarray:
    """One curve per channel by least squares over the days, then the exact optimum of these curves; cents."""
    values = [_fitted(world, name, family) for name in world.names]
    return best_split(values, world.base, world.low, world.high)


def _fitted(world: World, name: str, family: str) -> Callable[[np.ndarray], np.ndarray]:
    rows = world.history[world.history["channel"] == name]
    spend, result = rows["spend"].to_numpy(float), rows["result"].to_numpy(float)
    usual = max(float(np.median(spend)), 0.01)
    grid, curve = GRIDS[family]
    fits = []
    for parameter in grid:
        shape = curve(spend / usual, parameter)
        level = float(shape @ result / max(float(shape @ shape), 1e-12))
        fits.append((float(((result - level * shape) ** 2).sum()), level, parameter))
    _, level, parameter = min(fits)
    return lambda cents: np.asarray(level * curve(np.asarray(cents) / (100.0 * usual), parameter))


def _returns(world: World) -> np.ndarray:
    sums = world.history.groupby("channel")[["spend", "result"]].sum().reindex(world.names)
    return (sums["result"] / sums["spend"].clip(lower=1e-9)).to_numpy()


def _into_bounds(world: World, want: np.ndarray) -> np.ndarray:
    total, low, high = world.base.sum(), 0.0, 1000.0
    for _ in range(60):
        factor = 0.5 * (low + high)
        if np.clip(want * factor, world.low, world.high).sum() > total:
            high = factor
        else:
            low = factor
    return np.clip(want * low, world.low, world.high)


RULES: dict[str, Callable[[World], np.ndarray]] = {
    "average": proportional,
    "best": best_average,
    "power": lambda world: least_squares(world, "power"),
    "log": lambda world: least_squares(world, "log"),
    "hill": lambda world: least_squares(world, "hill"),
}
