"""What the user allows: the total and, per channel, today's spend and its bounds, turned into whole cents.

Belongs here: reading amounts, rounding them once, refusing limits nobody can meet. Not here: which amounts inside
the limits are best (solve), and what keeping today's mix means (mix).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal, InvalidOperation
from typing import Any

import numpy as np

from smm_assets.errors import SmmError

CENT = Decimal("0.01")
NOISE = Decimal("0.000001")  # binary floats such as 0.1 + 0.2 must not move a bound by a cent
KEYS = frozenset({"current", "low", "high", "frozen", "low_is_step", "high_is_step"})


class InfeasibleBudget(SmmError, ValueError):
    """No split of the total respects all limits; the message names the limits in conflict."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What may be moved, in money per day of the reporting currency.

    total: money to spend per day over all channels; None keeps the sum of `current`.
    channels: name → {"current": …, "low": …, "high": …, "frozen": bool}. `low` defaults to 0, `high` to the total,
    `frozen` to False; `low_is_step` / `high_is_step` say that the bound is the largest step allowed at once rather than
    a limit of the user's, which only changes how it is named. Amounts may be Decimal, int, float or text; they are
    rounded to cents, bounds inwards.
    """

    total: Decimal | float | int | str | None = None
    channels: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """Limits in whole cents per day, one array element per channel in the order of `names`."""

    names: tuple[str, ...]
    total: int
    current: np.ndarray
    low: np.ndarray
    high: np.ndarray
    frozen: np.ndarray
    low_is_step: np.ndarray
    high_is_step: np.ndarray

    def take(self, order: Sequence[int]) -> "Bounds":
        """The same bounds with channels in another order."""
        rows = np.asarray(order, dtype=int)
        return replace(
            self,
            names=tuple(self.names[i] for i in order),
            current=self.current[rows],
            low=self.low[rows],
            high=self.high[rows],
            frozen=self.frozen[rows],
            low_is_step=self.low_is_step[rows],
            high_is_step=self.high_is_step[rows],
        )


def read_bounds(limits: Limits) -> Bounds:
    """Cents of `limits`, checked. Raises InfeasibleBudget with every conflict found."""
    names = tuple(limits.channels)
    rows = [_read_channel(name, limits.channels[name]) for name in names]
    current = np.array([row[0] for row in rows], dtype=np.int64)
    total = int(current.sum()) if limits.total is None else _cents(limits.total, "total")
    bounds = Bounds(
        names=names,
        total=total,
        current=current,
        low=np.array([row[1] for row in rows], dtype=np.int64),
        high=np.array([total if row[2] is None else row[2] for row in rows], dtype=np.int64),
        frozen=np.array([row[3] for row in rows], dtype=bool),
        low_is_step=np.array([bool(limits.channels[name].get("low_is_step")) for name in names], dtype=bool),
        high_is_step=np.array([bool(limits.channels[name].get("high_is_step")) for name in names], dtype=bool),
    )
    _refuse_conflicts(bounds, open_top=[row[2] is None for row in rows])
    return bounds


def with_held(bounds: Bounds, held: Collection[str]) -> Bounds:
    """The same bounds with `held` channels pinned to current where the other channels leave room for that.

    Pinning is a wish, not a limit: when it would make the total unreachable the pinned bounds are widened again,
    together and only as far as needed, back towards the user's own limits.
    """
    pinned = np.array([name in held for name in bounds.names], dtype=bool) & ~bounds.frozen
    point = np.clip(bounds.current, bounds.low, bounds.high)
    low = np.where(pinned, point, bounds.low)
    high = np.where(pinned, point, bounds.high)
    missing = bounds.total - int(high.sum())
    surplus = int(low.sum()) - bounds.total
    if missing > 0:
        high = high + spread(missing, np.where(pinned, bounds.high - high, 0), point)
        low = np.where(pinned, high, low)
    elif surplus > 0:
        low = low - spread(surplus, np.where(pinned, low - bounds.low, 0), point)
        high = np.where(pinned, low, high)
    return replace(bounds, low=low, high=high)


def spread(amount: int, room: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Split `amount` cents in proportion to `share` without exceeding `room` (cents); exact, largest remainder.

    `amount` must not exceed the sum of `room`. Channels without any share are used only after the others are full.
    """
    given = np.zeros(len(room), dtype=np.int64)
    while amount > 0:
        free = room > given
        weight = np.where(free, np.maximum(share, 0), 0).astype(float)
        if weight.sum() <= 0:
            weight = np.where(free, room - given, 0).astype(float)
        part = np.minimum(_largest_remainder(amount, weight), room - given)
        given, amount = given + part, amount - int(part.sum())
    return given


def _largest_remainder(amount: int, weight: np.ndarray) -> np.ndarray:
    exact = amount * weight / weight.sum()
    whole = np.floor(exact + 1e-9).astype(np.int64)
    remainder = np.where(weight > 0, exact - whole, -1.0)
    order = np.argsort(-np.round(remainder, 9), kind="stable")
    whole[order[: max(0, amount - int(whole.sum()))]] += 1
    return whole


def _read_channel(name: str, raw: Mapping[str, Any]) -> tuple[int, int, int | None, bool]:
    unknown = set(raw) - KEYS
    if unknown or raw.get("current") is None:
        seen = f"unknown key {sorted(unknown)[0]!r}" if unknown else "no current spend"
        raise InfeasibleBudget(f"limits of {name}: {seen}", cure="Give current, low, high and frozen per channel")
    current = _cents(raw["current"], f"current spend of {name}")
    if raw.get("frozen"):
        return current, current, current, True
    low_raw, high_raw = raw.get("low"), raw.get("high")
    low = 0 if low_raw is None else _cents(low_raw, f"minimum of {name}", ROUND_CEILING)
    high = None if high_raw is None else _cents(high_raw, f"maximum of {name}", ROUND_FLOOR)
    if high is not None and low > high and _amount(low_raw, name) <= _amount(high_raw, name):
        low = high = _cents(low_raw, f"minimum of {name}")  # both inside one cent: the nearest one
    return current, low, high, False


def _cents(value: Any, what: str, rounding: str = ROUND_HALF_EVEN) -> int:
    amount = _amount(value, what)
    if amount < 0:
        raise InfeasibleBudget(f"{what} is negative ({value})", cure="Spend is zero or more")
    return int((amount.quantize(NOISE) / CENT).to_integral_value(rounding=rounding))


def _amount(value: Any, what: str) -> Decimal:
    try:
        amount = value if isinstance(value, Decimal) else Decimal(str(value))
    except InvalidOperation:
        amount = Decimal("NaN")
    if isinstance(value, bool) or not amount.is_finite():
        raise InfeasibleBudget(f"{what} is not an amount of money: {value!r}", cure="Write a number such as 25.50")
    return amount


def _refuse_conflicts(bounds: Bounds, open_top: list[bool]) -> None:
    crossed = [
        f"{name}: minimum {money(low)} is above maximum {money(high)}"
        for name, low, high, is_open in zip(bounds.names, bounds.low, bounds.high, open_top, strict=True)
        if low > high and not is_open
    ]
    if crossed:
        raise InfeasibleBudget("; ".join(crossed), cure="Lower the minimum or raise the maximum")
    if int(bounds.low.sum()) > bounds.total:
        raise InfeasibleBudget(
            f"the minimums add up to {money(bounds.low.sum())}, more than the total of {money(bounds.total)} "
            f"({_listed(bounds, bounds.low)})",
            cure="Lower one of these minimums, unfreeze a channel or raise the total",
        )
    if int(bounds.high.sum()) < bounds.total:
        raise InfeasibleBudget(
            f"the maximums add up to {money(bounds.high.sum())}, less than the total of {money(bounds.total)} "
            f"({_listed(bounds, bounds.high)})",
            cure="Raise one of these maximums, unfreeze a channel or lower the total",
        )


def _listed(bounds: Bounds, amounts: np.ndarray) -> str:
    notes = [" frozen" if frozen else "" for frozen in bounds.frozen]
    rows = zip(bounds.names, amounts, notes, strict=True)
    return ", ".join(f"{name} {money(amount)}{note}" for name, amount, note in rows if amount or note) or "no channel"


def money(cents: Any) -> Decimal:
    """Whole cents as an amount with two decimals."""
    return (Decimal(int(cents)) * CENT).quantize(CENT)
