"""Whether one channel is surely better than another, on whatever morning one looks.

Belongs here: the mixture sequential ratio test (Robbins, Ann. Math. Stat. 1970; Johari et al., KDD 2017; Howard et al.,
Ann. Stat. 2021) and what it makes of a test of several channels. Of the results two channels have together on a day,
those of the first are binomial whatever the demand of that day; the likelihood ratio of "r times as good" against "no
better", averaged over r above 1, is a non-negative supermartingale while the first is no better. By Ville's inequality
it ever exceeds 1/a with probability a at most, so daily looks cost nothing. Not here: chances and losses (`rates`).
"""

import numpy as np
from numpy.typing import NDArray

from smm_assets.effectiveness.referee.terms import Counted, Floats

WRONG_PICKS = 0.10
TYPICAL_RATIO = np.log(2.0)
LOG_RATIOS: Floats = np.linspace(0.01, 3.0, 300)
_PULL = np.exp(-((LOG_RATIOS / TYPICAL_RATIO) ** 2) / 2)
WEIGHTS: Floats = _PULL / _PULL.sum()
PICK, DROP, OPEN = "pick", "drop", "cannot_tell_yet"


def tilt(better: Floats, worse: Floats, share: Floats) -> Floats:
    """Log likelihood ratio of each of LOG_RATIOS against 1, along a new axis. share: of the money, the better one's."""
    together = (better + worse)[..., None]
    return better[..., None] * LOG_RATIOS - together * np.log1p(share[..., None] * np.expm1(LOG_RATIOS))


def averaged(tilts: Floats) -> Floats:
    """Log of the ratio averaged over LOG_RATIOS, which lie along the last axis."""
    peak = tilts.max(axis=-1, keepdims=True)
    return np.asarray(peak[..., 0] + np.log(np.exp(tilts - peak) @ WEIGHTS))


def evidence(counted: Counted, dispersion: float) -> Floats:
    """Log evidence that the channel of the row is better than that of the column; from days on which both had money.

    Where counts scatter more than Poisson the log likelihood is divided by the dispersion (quasi-likelihood, Wedderburn
    1974).
    """
    size = counted.spend.shape[1]
    found = np.zeros((size, size))
    for row in range(size):
        for column in range(size):
            if row != column:
                found[row, column] = _of_pair(counted, row, column, dispersion)
    return found


def _of_pair(counted: Counted, better: int, worse: int, dispersion: float) -> float:
    days = side_by_side(counted, better, worse)
    counts, money = np.maximum(counted.results[days], 0.0), counted.exposure[days]
    share = money[:, better] / (money[:, better] + money[:, worse])
    tilts = tilt(counts[:, better], counts[:, worse], share)
    return float(averaged(tilts.sum(axis=0) / dispersion))


def side_by_side(counted: Counted, one: int, other: int) -> NDArray[np.bool_]:
    """Days on which both channels are known and had money."""
    both = counted.known[:, one] & counted.known[:, other]
    exposure = np.where(np.isfinite(counted.exposure), counted.exposure, 0.0)
    return both & (exposure[:, one] > 0) & (exposure[:, other] > 0)


def needed_to_pick(channels: int) -> float:
    """Log evidence against each other channel from which one is picked: by chance any of them is with WRONG_PICKS."""
    return float(np.log(channels / WRONG_PICKS))


def needed_to_drop(channels: int) -> float:
    """Log evidence against one channel from which it is dropped; there are more pairs that could be wrong."""
    return float(np.log(channels * (channels - 1) / WRONG_PICKS))


def verdicts(found: Floats) -> list[str]:
    """What is to be done with each channel: pick one that surely beats all others, drop those surely beaten."""
    size = len(found)
    others = ~np.eye(size, dtype=bool)
    picked = [bool((found[row][others[row]] >= needed_to_pick(size)).all()) for row in range(size)]
    if any(picked):
        return [PICK if best else DROP for best in picked]
    return [DROP if (found[others[:, row], row] >= needed_to_drop(size)).any() else OPEN for row in range(size)]
