"""What stopped each channel, and what loosening that limit by one unit of money would bring.

Belongs here: binding constraints, marginal returns, shadow prices. Not here: their words (explain).

Prices are finite differences of the objective that was optimised: one small exchange of money with the channel that
loses least or gains most by it, per unit of money.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smm_assets.allocation.gate import Choice
from smm_assets.allocation.limits import Bounds


@dataclass(frozen=True, kw_only=True)
class Price:
    """constraint: minimum, maximum, frozen, hold, evidence or total; shadow: results per unit of money, ≥ 0."""

    constraint: str
    shadow: float


def price_channels(choice: Choice, bounds: Bounds, held: Sequence[bool]) -> list[Price]:
    """One price per channel for the split in `choice`; `bounds` are those that were optimised under."""
    up, down = slopes(choice, small_change(bounds))
    can_rise, can_fall = choice.split < bounds.high, choice.split > bounds.low
    out = []
    for c in range(len(bounds.names)):
        others = np.arange(len(bounds.names)) != c
        takers, givers = up[others & can_rise], down[others & can_fall]
        relax = {
            "maximum": up[c] - givers.min() if givers.size else 0.0,
            "minimum": takers.max() - down[c] if takers.size else 0.0,
            "total": up[can_rise].max() if can_rise.any() else 0.0,
            "evidence": 0.0,
            "hold": 0.0,
        }
        relax["frozen"] = max(relax["maximum"], relax["minimum"])
        constraint = _constraint(choice, bounds, held, c)
        out.append(Price(constraint=constraint, shadow=max(0.0, float(relax[constraint]))))
    return out


def small_change(bounds: Bounds) -> int:
    """Cents by which limits are loosened to see what it brings."""
    return max(1, bounds.total // 2000)


def slopes(choice: Choice, cents: int) -> tuple[np.ndarray, np.ndarray]:
    """Change of the objective per unit of money when a channel gets, or gives up, `cents` more; (channels,) each."""
    spends = np.column_stack([choice.split - cents, choice.split, choice.split + cents])
    rows = [value(np.maximum(row, 0)) for value, row in zip(choice.values, spends, strict=True)]
    values = np.array(rows).reshape(len(rows), 3)
    money = cents / 100.0
    return (values[:, 2] - values[:, 1]) / money, (values[:, 1] - values[:, 0]) / money


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
