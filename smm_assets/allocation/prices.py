"""What stopped each channel, and what loosening that limit by one unit of money would bring.

Belongs here: binding constraints and shadow prices. Not here: their words (explain), finding optima (solve, nearby).

A price is a finite difference of the optimum: the limit is loosened by a small change, the best split is found again,
and the difference in expected results, which is what people can check, is told per unit of money. What is held: the
weight of risk, the mix that risk is measured from, all other limits, and the decision to move or to keep. So prices are
0 where today's mix is kept. They are 0 as well where loosening would bring less risk only, where nobody can give or
take the money, and for a channel whose results are unknown, frozen or on hold.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smm_assets.allocation.gate import Choice
from smm_assets.allocation.limits import Bounds
from smm_assets.allocation.nearby import nearby_optima
from smm_assets.allocation.solve import Value


@dataclass(frozen=True, kw_only=True)
class Price:
    """constraint: minimum, maximum, frozen, hold, evidence or total; shadow: results per unit of money, ≥ 0."""

    constraint: str
    shadow: float


def price_channels(choice: Choice, means: Sequence[Value], bounds: Bounds, held: Sequence[bool]) -> list[Price]:
    """One price per channel for the split in `choice`; `bounds` are those that were optimised under.

    means: expected result of every channel as a function of cents.
    """
    constraints = [_constraint(choice, bounds, held, c) for c in range(len(bounds.names))]
    loosened = ["hold" if unknown else kind for kind, unknown in zip(constraints, held, strict=True)]
    shadows = np.zeros(len(constraints)) if choice.keep else _shadows(choice, means, bounds, loosened)
    return [Price(constraint=kind, shadow=float(price)) for kind, price in zip(constraints, shadows, strict=True)]


def _shadows(choice: Choice, means: Sequence[Value], bounds: Bounds, constraints: Sequence[str]) -> np.ndarray:
    """Results per unit of money, (channels,): case 0 is the optimum as it is, case c + 1 has channel c loosened."""
    change = small_change(bounds)
    low, high, total = _loosened(bounds, constraints, change)
    splits = nearby_optima(choice.values, choice.split, low, high, total, change)
    results = sum((mean(splits[:, c]) for c, mean in enumerate(means)), np.zeros(len(total)))
    loosened_by = np.where(total[1:] > bounds.total, total[1:] - bounds.total, change) / 100.0
    return np.maximum(0.0, (results[1:] - results[0]) / loosened_by)


def _loosened(bounds: Bounds, constraints: Sequence[str], change: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """low and high (channels + 1, channels) and total (channels + 1,) in cents: nobody spends less than nothing,
    and the total grows no further than the maximums let it."""
    kinds = np.array(["", *constraints])
    own = np.eye(len(kinds), len(constraints), k=-1, dtype=bool)
    lower = own & np.isin(kinds, ("minimum", "frozen"))[:, None]
    higher = own & np.isin(kinds, ("maximum", "frozen"))[:, None]
    low = np.where(lower, np.maximum(bounds.low - change, 0), bounds.low)
    high = np.where(higher, bounds.high + change, bounds.high)
    room = int(bounds.high.sum()) - bounds.total
    return low, high, bounds.total + np.where(kinds == "total", min(change, room), 0)


def small_change(bounds: Bounds) -> int:
    """Cents by which limits are loosened to see what it brings."""
    return max(1, bounds.total // 2000)


def _constraint(choice: Choice, bounds: Bounds, held: Sequence[bool], c: int) -> str:
    if bounds.frozen[c]:
        return "frozen"
    if held[c]:
        return "hold"
    if choice.keep:
        return "evidence"
    if choice.split[c] >= bounds.high[c]:
        return "maximum"
    if choice.split[c] <= bounds.low[c]:
        return "minimum"
    return "total"
