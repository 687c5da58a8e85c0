"""The best split of an exact total for arbitrary curves: dynamic programming over moves away from a starting split.

Belongs here: pure optimisation in whole cents. Not here: what the values mean (outlook) or whether to move (gate).

Moves are multiples of a grid step and sum to zero, so the total is exact whatever the step. The first pass is exact on
its grid for any shape; later passes are exact on finer grids around the pass before, down to one cent.
"""

from collections.abc import Callable, Sequence

import numpy as np

Value = Callable[[np.ndarray], np.ndarray]
MOVES = 100  # grid steps the widest channel gets in the first pass
FINER = 8  # how much finer each later pass is
WINDOW = 12  # steps to each side in a later pass


def best_split(values: Sequence[Value], start: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Cents per channel maximising the sum of `values`, sum equal to that of `start`, inside low and high.

    values: one vectorised function of cents per channel; start must be feasible. Exact when the widest channel has at
    most MOVES cents of room; else exact on each grid. Ties go to the smaller move from `start`.
    """
    step = coarse_step(low, high)
    split = coarse_split(values, start, low, high, step)
    return polished(values, split, low, high, step)


def coarse_step(low: np.ndarray, high: np.ndarray) -> int:
    """Cents per grid step of the first pass."""
    return max(1, int(np.ceil((high - low).max(initial=0) / MOVES)))


def coarse_split(
    values: Sequence[Value], start: np.ndarray, low: np.ndarray, high: np.ndarray, step: int
) -> np.ndarray:
    """The exact optimum among splits that differ from `start` by multiples of `step`."""
    return _pass(values, start, low, high, step)


def polished(values: Sequence[Value], split: np.ndarray, low: np.ndarray, high: np.ndarray, step: int) -> np.ndarray:
    """`split` improved on finer and finer grids, down to one cent; again on a grid whose window held a channel back."""
    while step > 1:
        step = max(1, step // FINER)
        reach, held_back = WINDOW * step, True
        while held_back:
            found = _pass(values, split, np.maximum(low, split - reach), np.minimum(high, split + reach), step)
            held_back = bool((np.abs(found - split) == reach).any())
            split = found
    return split


def _pass(values: Sequence[Value], start: np.ndarray, low: np.ndarray, high: np.ndarray, step: int) -> np.ndarray:
    down, up = (start - low) // step, (high - start) // step
    tables = [
        value(start[c] + step * np.arange(-down[c], up[c] + 1)) if down[c] + up[c] else np.zeros(1)
        for c, value in enumerate(values)
    ]
    return start + step * best_moves(tables, down)


def best_moves(tables: Sequence[np.ndarray], down: np.ndarray) -> np.ndarray:
    """Moves (channels,) with sum zero and the largest sum of tables; tables[c][j] is the value of move j - down[c].

    Dynamic program over the running sum; states that later channels cannot bring back to zero are left out.
    """
    up = np.array([len(table) for table in tables]) - 1 - down
    lowest, highest = _reachable(down, up)
    best = np.zeros(1)
    choices = []
    for c, table in enumerate(tables):
        states = np.arange(lowest[c + 1], highest[c + 1] + 1)
        before = states[:, None] - np.arange(-down[c], up[c] + 1)[None, :] - lowest[c]
        inside = (before >= 0) & (before < len(best))
        reward = np.where(inside, best[np.where(inside, before, 0)] + _settled(table, int(down[c]))[None, :], -np.inf)
        choices.append(reward.argmax(axis=1))
        best = reward.max(axis=1)
    moves, state = np.zeros(len(tables), dtype=np.int64), 0
    for c in range(len(tables) - 1, -1, -1):
        moves[c] = choices[c][state - lowest[c + 1]] - down[c]
        state -= int(moves[c])
    return moves


def _settled(table: np.ndarray, down: int) -> np.ndarray:
    """Values relative to no move, less a hair per step, so that ties and float noise never cause a move."""
    relative = table - table[down]
    hair = 1e-12 * (np.abs(table).max() + 1e-300)
    return np.asarray(relative - hair * np.abs(np.arange(len(table)) - down))


def _reachable(down: np.ndarray, up: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Lowest and highest useful running sum before each channel and after the last, (channels + 1,)."""
    before_down = np.concatenate([[0], np.cumsum(down)])
    before_up = np.concatenate([[0], np.cumsum(up)])
    after_down, after_up = before_down[-1] - before_down, before_up[-1] - before_up
    return -np.minimum(before_down, after_up), np.minimum(before_up, after_down)
