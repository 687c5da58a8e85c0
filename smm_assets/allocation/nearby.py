"""The optima next to a found one: how its split shifts when a limit or the total is changed a little.

Belongs here: optimisation close to a start, in fractions of a cent, for many changed limits at once. Not here: the
search over all splits (solve) and what a shift is worth (prices).

Newton's method with bounds: each round replaces every value by the parabola that touches it where the split stands,
and solves that exactly. Where a value bends upwards the parabola is turned over, which shortens the step and still
ends where no exchange gains anything.
"""

from collections.abc import Sequence

import numpy as np

from smm_assets.allocation.solve import Value

ROUNDS = 40
HALVINGS = 60
FINE = 16.0  # parts of a change over which slopes are measured
REACH = 8.0  # changes that a channel may move in one round
ENOUGH = 1e-4  # of a change: smaller moves end the search


def nearby_optima(
    values: Sequence[Value], start: np.ndarray, low: np.ndarray, high: np.ndarray, total: np.ndarray, change: float
) -> np.ndarray:
    """Cents (cases, channels) that maximise the sum of `values` near `start`, case by case.

    start: (channels,), an optimum before the change; low, high: (cases, channels); total: (cases,), between their sums;
    change: cents by which limits and totals differ from those of `start`.
    """
    split = np.clip(np.asarray(start, dtype=float), low, high)
    for _ in range(ROUNDS):
        slope, bend = _parabolas(values, split, np.any(low < high, axis=0), change / FINE)
        least, most = low - split, high - split
        gap = (total - split.sum(axis=1))[:, None]
        reach = REACH * change + np.abs(gap)
        moves = _shared(slope, bend, np.maximum(least, -reach), np.minimum(most, reach), gap)
        split = np.clip(split + moves, low, high)
        if np.abs(moves).max(initial=0.0) <= ENOUGH * change:
            break
    return split


def _parabolas(
    values: Sequence[Value], split: np.ndarray, movable: np.ndarray, step: float
) -> tuple[np.ndarray, np.ndarray]:
    """Slope per cent and bend (positive, falling slope per cent) of every value at every split, (cases, channels)."""
    slope, bend = np.zeros(split.shape), np.zeros(split.shape)
    for c in (int(column) for column in np.flatnonzero(movable)):
        middle = np.maximum(split[:, c], step)
        below, here, above = values[c](np.concatenate([middle - step, middle, middle + step])).reshape(3, -1)
        slope[:, c], bend[:, c] = (above - below) / (2.0 * step), np.abs(below - 2.0 * here + above) / step**2
    return slope, np.maximum(bend, 1e-9 * np.abs(slope).max(initial=0.0) / step + 1e-300)


def _shared(slope: np.ndarray, bend: np.ndarray, least: np.ndarray, most: np.ndarray, gap: np.ndarray) -> np.ndarray:
    """Moves between `least` and `most` with sum `gap` that gain most along the parabolas: all end at one slope."""
    lower, upper = ((slope - bend * edge) for edge in (most, least))
    lower, upper = lower.min(axis=1, keepdims=True), upper.max(axis=1, keepdims=True)
    for _ in range(HALVINGS):
        middle = (lower + upper) / 2.0
        too_much = np.clip((slope - middle) / bend, least, most).sum(axis=1, keepdims=True) > gap
        lower, upper = np.where(too_much, middle, lower), np.where(too_much, upper, middle)
    return np.clip((slope - (lower + upper) / 2.0) / bend, least, most)
