"""What stopped each channel, and what loosening that limit by one unit of money would bring.

Belongs here: binding constraints, marginal returns, shadow prices. Not here: their words (explain).

A price is a finite difference: one small exchange of money, per unit of money, with the channel that by what was
optimised loses least or gains most by it. It is told in expected results, which is what people can check.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smm_assets.allocation.gate import Choice
from smm_assets.allocation.limits import Bounds
from smm_assets.allocation.solve import Value

Slopes = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True, kw_only=True)
class Price:
    """constraint: minimum, maximum, frozen, hold, evidence or total; shadow: results per unit of money, ≥ 0."""

    constraint: str
    shadow: float


def price_channels(choice: Choice, means: Sequence[Value], bounds: Bounds, held: Sequence[bool]) -> list[Price]:
    """One price per channel for the split in `choice`; `bounds` are those that were optimised under.

    means: expected result of every channel as a function of cents.
    """
    cents = small_change(bounds)
    wanted, told = (slopes(values, choice.split, cents) for values in (choice.values, means))
    out = []
    for c in range(len(bounds.names)):
        constraint = _constraint(choice, bounds, held, c)
        out.append(Price(constraint=constraint, shadow=max(0.0, _relaxed(constraint, c, wanted, told, choice, bounds))))
    return out


def _relaxed(constraint: str, c: int, wanted: Slopes, told: Slopes, choice: Choice, bounds: Bounds) -> float:
    """Results per unit of money that loosening the constraint of channel c brings."""
    others = np.arange(len(bounds.names)) != c
    givers = np.flatnonzero(others & (choice.split > bounds.low))
    takers = np.flatnonzero(others & (choice.split < bounds.high))
    (want_up, want_down), (up, down) = wanted, told
    gains = []
    if constraint in ("maximum", "frozen") and len(givers):
        gains.append(up[c] - down[givers[np.argmin(want_down[givers])]])
    if constraint in ("minimum", "frozen") and len(takers):
        gains.append(up[takers[np.argmax(want_up[takers])]] - down[c])
    if constraint == "total" and (choice.split < bounds.high).any():
        rising = np.flatnonzero(choice.split < bounds.high)
        gains.append(up[rising[np.argmax(want_up[rising])]])
    return float(max(gains, default=0.0))


def small_change(bounds: Bounds) -> int:
    """Cents by which limits are loosened to see what it brings."""
    return max(1, bounds.total // 2000)


def slopes(values: Sequence[Value], split: np.ndarray, cents: int) -> Slopes:
    """Change of `values` per unit of money when a channel gets, or gives up, `cents` more; (channels,) each."""
    spends = np.column_stack([split - cents, split, split + cents])
    rows = [value(np.maximum(row, 0)) for value, row in zip(values, spends, strict=True)]
    found = np.array(rows).reshape(len(rows), 3)
    money = cents / 100.0
    return (found[:, 2] - found[:, 1]) / money, (found[:, 1] - found[:, 0]) / money


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
