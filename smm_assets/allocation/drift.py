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
JUMP_PRIOR = 0.1  # chance of one abrupt change in the history


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
    walks = [noise + _wander(age, size) for size in SIZES]
    models = [(walk, (1.0 - JUMP_PRIOR) / len(SIZES)) for walk in walks]
    if len(age) > 2:
        jump = max((_jump_before(age, block) for block in range(1, len(age))), key=lambda j: _fit(walks[0] + j, gap))
        models += [(walk + jump, JUMP_PRIOR / len(SIZES) / (len(age) - 1)) for walk in walks]
    return models


def _fit(covariance: np.ndarray, gap: np.ndarray) -> float:
    """Log density of `gap` around an unknown level."""
    inverse = np.linalg.inv(covariance)
    ones = inverse.sum(axis=0)
    fit = gap @ inverse @ gap - (ones @ gap) ** 2 / ones.sum()
    return float(-0.5 * (fit + np.log(ones.sum()) - np.linalg.slogdet(inverse)[1]))


def _wander(age: np.ndarray, size: float) -> np.ndarray:
    """Covariance (blocks, blocks) of the log drift of a random walk that is 0 at the last day."""
    return size**2 * np.minimum(age[:, None], age[None, :])


def _jump_before(age: np.ndarray, block: int) -> np.ndarray:
    """Covariance of a change of level that all blocks from `block` back have in common."""
    before = (np.arange(len(age)) >= block).astype(float)
    return JUMP**2 * np.outer(before, before)
