"""Facts about what more or less money would bring: points of curves, and other totals.

Belongs here: their frozen types, and what a curve says between its points. Not here: reading them (`advice`) or wording
(`other_totals`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class CurvePoint:
    """Expected results per day at a spend per day, with a likely range; observed: inside what was ever spent."""

    spend: float
    result: float
    low: float
    high: float
    observed: bool


@dataclass(frozen=True, kw_only=True)
class OtherTotal:
    """What another total a day would bring, results per day. change_pct: in whole per cent of the recommended total.

    next_results: of `next_money` more; difference: who takes it; beyond: channels never seen so high; note: why it is
    not possible (results are None then), or which running test it leaves short.
    """

    change_pct: int
    total: Decimal
    results: float | None
    low: float | None
    high: float | None
    cost: float | None
    next_money: int
    next_results: float | None
    difference: str
    beyond: str
    note: str


@dataclass(frozen=True, kw_only=True)
class TotalPoint:
    """Expected results a day of one total, with a likely range. is_advice: the recommended total itself.

    total, results: the same as texts, to stand below and above.
    """

    low: float
    middle: float
    high: float
    is_advice: bool
    total: str = ""
    results: str = ""


def last_slope(points: Sequence[CurvePoint]) -> float:
    """Results that one unit of money more brings where a curve of at least two points ends."""
    before, last = points[-2:]
    return (last.result - before.result) / (last.spend - before.spend)


def result_at(points: Sequence[CurvePoint], spend: float) -> float:
    """The result a curve expects at a spend, between its points on a straight line, beyond them that of the last."""
    before = [point for point in points if point.spend <= spend]
    after = [point for point in points if point.spend >= spend]
    if not before or not after:
        return (before or after)[-1].result if points else 0.0
    left, right = before[-1], after[0]
    if right.spend == left.spend:
        return left.result
    part = (spend - left.spend) / (right.spend - left.spend)
    return left.result + part * (right.result - left.result)
