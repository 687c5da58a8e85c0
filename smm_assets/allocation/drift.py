"""The slow drift of one channel that spend and shared demand do not explain: creative wear, competition, season.

Belongs here: the blocks of days inside which a channel stands still, and how far it may wander or jump between them.
Not here: what curves say about the blocks (posterior), movements shared by all channels (demand).

The drift is a random walk anchored at the last day, so a channel's level always means *now*. Days far back then
inform the level less, and slow movements of spend that coincide with slow movements of results prove less.
"""

from dataclasses import dataclass

import numpy as np

SIZES = (0.002, 0.006, 0.015)  # candidate standard deviations of the log drift over one day
SHORTEST, MOST = 7, 30  # days in a block at least; blocks at most
FEWEST = 12.0  # independent results a block needs for its logarithm to be nearly normal
JUMP = 0.5  # standard deviation of the log of an abrupt change
JUMPS = 0.3  # abrupt changes of a channel in a year


@dataclass(frozen=True, kw_only=True)
class Blocks:
    """member: (days, blocks) 1.0 where a day belongs to a block; age: (blocks,) mean days before the last day."""

    member: np.ndarray
    age: np.ndarray


def cut_blocks(independent: np.ndarray) -> Blocks:
    """Blocks of whole days from the newest back, each long enough and with enough `independent` results (days,)."""
    days = len(independent)
    length = max(SHORTEST, int(np.ceil(days / MOST)))
    block, number, results, size = np.zeros(days, dtype=int), 0, 0.0, 0
    for age, value in enumerate(independent[::-1]):
        if size >= length and results >= FEWEST:
            number, results, size = number + 1, 0.0, 0
        block[days - 1 - age] = number
        results, size = results + float(value), size + 1
    if number and (results < FEWEST or size < length):
        block[block == number] = number - 1
    member = (block[:, None] == np.arange(block.max(initial=0) + 1)).astype(float)
    return Blocks(member=member, age=np.arange(days)[::-1] @ member / member.sum(axis=0))


def drift_models(age: np.ndarray, noise: np.ndarray, gap: np.ndarray) -> list[tuple[np.ndarray, float]]:
    """Covariances of the blocks' logs with their prior chances: walks of every size, alone and with the one abrupt
    change that explains `gap` (blocks,) best."""
    walks = [noise + size**2 * np.minimum(age[:, None], age[None, :]) for size in SIZES]
    jumped = -np.expm1(-JUMPS * age.max() / 365.0)
    models = [(walk, (1.0 - jumped) / len(SIZES)) for walk in walks]
    if len(age) > 2 and jumped > 0:
        before = _best_jump(walks[0], gap)
        jump = JUMP**2 * np.outer(before, before)
        models += [(walk + jump, jumped / len(SIZES) / (len(age) - 1)) for walk in walks]
    return models


def _best_jump(walk: np.ndarray, gap: np.ndarray) -> np.ndarray:
    """Blocks (0/1) before the change of level that explains `gap` best around an unknown level.

    Each change adds one rank to the covariance, so its inverse follows from the walk's (Sherman and Morrison 1950).
    """
    count = len(gap)
    before = (np.arange(count)[None, :] >= np.arange(1, count)[:, None]).astype(float)
    inverse = np.linalg.inv(walk)
    felt = before @ inverse
    size = 1.0 / JUMP**2 + (felt * before).sum(axis=1)
    on_gap, on_level = felt @ gap, felt.sum(axis=1)
    level = inverse.sum() - on_level**2 / size
    pull = inverse.sum(axis=0) @ gap - on_level * on_gap / size
    fit = gap @ inverse @ gap - on_gap**2 / size - pull**2 / level
    return before[int(np.argmin(fit + np.log(level) + np.log(size)))]
