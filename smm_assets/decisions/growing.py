"""More or less money on top of a split: who takes the difference.

Belongs here: adding and taking away so that no channel moves against the difference, inside the limits of the new
total. Not here: what the limits are (`bounds`), what a split brings (`pricing`), weighing the whole mix anew
(`allocation`).
"""

from collections.abc import Callable, Mapping
from decimal import Decimal

import numpy as np

from smm_assets.allocation import Limits
from smm_assets.allocation.limits import money, read_bounds, spread, with_held
from smm_assets.allocation.solve import best_split
from smm_assets.decisions.pricing import Curve

Split = Mapping[str, Decimal]


def grown(split: Split, limits: Limits, curves: Mapping[str, Curve], *, as_today: bool) -> dict[str, Decimal]:
    """`split` brought to the total of `limits`: raised nowhere when money is taken, cut nowhere when it is added.

    The difference goes where the curves expect most of it; as_today: in proportion to `split`. Channels without a
    curve keep their spend where the others leave room for that. Raises InfeasibleBudget when the limits conflict.
    """
    bounds = read_bounds(limits)
    bounds = with_held(bounds, [name for name in bounds.names if name not in curves])
    before = np.array([int(split[name] * 100) for name in bounds.names], dtype=np.int64)
    low, high = _one_way(before, bounds.low, bounds.high, bounds.total)
    after = _in_proportion(before, low, high, bounds.total)
    if not as_today:
        after = best_split([_value(curves.get(name)) for name in bounds.names], after, low, high)
    return {name: money(cents) for name, cents in zip(bounds.names, after, strict=True)}


def _one_way(before: np.ndarray, low: np.ndarray, high: np.ndarray, total: int) -> tuple[np.ndarray, np.ndarray]:
    """Bounds that let no channel move against the difference; the plain ones where those leave no split."""
    if total >= before.sum():
        floor = np.maximum(before, low)
        fits = bool((floor <= high).all()) and floor.sum() <= total
        return (floor, high) if fits else (low, high)
    ceiling = np.minimum(before, high)
    fits = bool((ceiling >= low).all()) and ceiling.sum() >= total
    return (low, ceiling) if fits else (low, high)


def _in_proportion(before: np.ndarray, low: np.ndarray, high: np.ndarray, total: int) -> np.ndarray:
    """The split nearest to `before` inside the bounds, with the rest of the difference shared in its proportion."""
    near = np.clip(before, low, high)
    missing = total - int(near.sum())
    if missing >= 0:
        return np.asarray(near + spread(missing, high - near, before))
    return np.asarray(near - spread(-missing, near - low, before))


def _value(curve: Curve | None) -> Callable[[np.ndarray], np.ndarray]:
    return curve.expected_at_cents if curve else _nothing


def _nothing(cents: np.ndarray) -> np.ndarray:
    return np.zeros(np.shape(cents))
