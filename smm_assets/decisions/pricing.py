"""What a split of money is expected to bring, read from the response curves a recommendation publishes.

Belongs here: curves as straight lines between their points, and the sum over channels. Not here: fitting curves
(`allocation`) or choosing a split (`growing`).

The ends of a sum's range follow the propagation of independent errors (Gauss 1823): distances from the middle add up
as squares, as the channels' curves are drawn independently of each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from smm_assets.decisions.continuing import continued

POINTS = ("spend", "expected_result", "low", "high")
KNOWN = (("current_spend", "expected_result_current"), ("recommended_spend", "expected_result_recommended"))


@dataclass(frozen=True, kw_only=True)
class Brings:
    """Results a day with a 90 % range; spend: the money they are for."""

    spend: Decimal
    expected: float
    low: float
    high: float

    @property
    def cost(self) -> float | None:
        """Money per result; None where no result is expected."""
        return float(self.spend) / self.expected if self.expected > 0 else None


@dataclass(frozen=True, kw_only=True)
class Curve:
    """Points of one channel: spend a day, ascending, with expected results and their range. Flat beyond the last."""

    spend: np.ndarray
    expected: np.ndarray
    low: np.ndarray
    high: np.ndarray

    def at(self, spend: Decimal | float) -> tuple[float, float, float]:
        """(expected, low, high) at a spend."""
        found = (float(np.interp(float(spend), self.spend, line)) for line in (self.expected, self.low, self.high))
        expected, low, high = found
        return expected, min(low, expected), max(high, expected)

    def expected_at_cents(self, cents: np.ndarray) -> np.ndarray:
        """Expected results at spends in cents."""
        return np.asarray(np.interp(np.asarray(cents, dtype=float) / 100.0, self.spend, self.expected))


def read_curves(
    points: pd.DataFrame, lines: pd.DataFrame, reach: Mapping[str, float] | None = None
) -> dict[str, Curve]:
    """Curves by channel. What a line says of today's and of the recommended spend is a point of its curve too.

    reach: spends the curves are to reach; where their points end before, they are continued (`continuing`).
    """
    said, found = {row["channel"]: row for row in lines.to_dict("records")}, {}
    for name, own in points.groupby("channel"):
        told = own.sort_values("spend")[list(POINTS)].astype(float).to_numpy()
        found[str(name)] = _curve(continued(told, (reach or {}).get(str(name), 0.0)), said.get(name, {}))
    return found


def brings(split: Mapping[str, Decimal], curves: Mapping[str, Curve]) -> Brings:
    """What a split brings in the channels that have a curve; the money of the others is left out of `spend`."""
    known = [name for name in split if name in curves]
    found = np.array([curves[name].at(split[name]) for name in known]).reshape(-1, 3)
    expected = float(found[:, 0].sum())
    down, up = (float(np.sqrt(((found[:, 0] - found[:, edge]) ** 2).sum())) for edge in (1, 2))
    return Brings(
        spend=sum((split[name] for name in known), Decimal(0)),
        expected=expected,
        low=max(0.0, expected - down),
        high=expected + up,
    )


def _curve(told: np.ndarray, said: Mapping[Any, Any]) -> Curve:
    """told: (points, POINTS) in ascending order of spend."""
    spend, expected, low, high = told.T
    known = {float(said[at]): float(said[of]) for at, of in KNOWN if not pd.isna(said.get(of))}
    new = {at: of for at, of in known.items() if not np.isclose(spend, at, rtol=0.0, atol=0.001).any()}
    everywhere = np.array(sorted({*spend, *new}))
    middle = [new.get(at, float(np.interp(at, spend, expected))) for at in everywhere]
    return Curve(
        spend=everywhere,
        expected=np.array(middle),
        low=np.interp(everywhere, spend, low),
        high=np.interp(everywhere, spend, high),
    )
