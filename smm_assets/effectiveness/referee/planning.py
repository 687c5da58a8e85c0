"""What a test of so much money can tell before it is begun, and what it cannot.

Belongs here: results it buys, the smallest difference it finds, chances of a verdict, money for a given difference. Not
here: what a result costs (the caller knows the shop's history) or words.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from smm_assets.effectiveness.referee.dispersion import usual_dispersion
from smm_assets.effectiveness.referee.evidence import needed_to_pick
from smm_assets.effectiveness.referee.power import LIKELY, Duel, money_needed

RATIOS = (2.0, 1.5)
LARGEST = 50.0
STEPS = 16


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """results: of each channel at its usual rate; the money is split evenly.

    detectable: least times as good a channel must be for the test to find out with probability LIKELY; None above
    LARGEST. as_usual: chance of a verdict if the channels do as they usually do. chances: the same by how many times as
    good the best one is; needed: money of all channels together with which that chance is LIKELY.
    """

    results: tuple[float, ...]
    detectable: float | None
    as_usual: float
    chances: Mapping[float, float]
    needed: Mapping[float, float]


def look_ahead(rates: Sequence[float], budget: float, days: int) -> Outlook:
    """rates: usual results of each channel per unit of money, two channels or more; budget: of all together in so many
    days. More money means more days of the same size.
    """
    size, each, usual = len(rates), budget / len(rates), float(np.mean(rates))
    scatter = usual_dispersion(usual * each / days)

    def chance(ratio: float, money: float) -> float:
        return _told([ratio * usual, *[usual] * (size - 1)], money, scatter)

    def needed(ratio: float) -> float:
        return size * money_needed(lambda money: chance(ratio, money), 0.5 * scatter / usual)

    return Outlook(
        results=tuple(rate * each for rate in rates),
        detectable=_least_ratio(lambda ratio: chance(ratio, each)),
        as_usual=_told(rates, each, scatter),
        chances={ratio: chance(ratio, each) for ratio in RATIOS},
        needed={ratio: needed(ratio) for ratio in RATIOS},
    )


def _told(rates: Sequence[float], each: float, scatter: float) -> float:
    """Chance that the best is told from all others: at least the product of those of the pairs, for the results of the
    best count in all (Esary, Proschan & Walkup 1967).
    """
    ordered = sorted(rates, reverse=True)
    needed = needed_to_pick(len(rates))
    duels = [Duel(better=ordered[0], worse=rate, needed=needed, dispersion=scatter) for rate in ordered[1:]]
    return float(np.prod([duel.power(each) for duel in duels]))


def _least_ratio(chance: Callable[[float], float]) -> float | None:
    if chance(LARGEST) < LIKELY:
        return None
    low, high = 1.0, LARGEST
    for _ in range(STEPS):
        middle = float(np.sqrt(low * high))
        low, high = (low, middle) if chance(middle) >= LIKELY else (middle, high)
    return high
