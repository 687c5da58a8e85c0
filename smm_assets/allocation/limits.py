"""What the user allows: the total and, per channel, today's spend and its bounds, turned into whole cents.

Belongs here: rounding amounts once, refusing limits nobody can meet. Not here: reading amounts (amounts), which of
them are best inside the limits (solve), and what keeping today's mix means (mix).

Bounds are rounded inwards. A frozen channel, or one whose two bounds lie inside one cent, has one amount only, rounded
to the nearest cent; three frozen ones of 10/3 then add up to 9.99. Where such cents stand between the limits and a
total their exact amounts add up to, the channel whose exact amount lies nearest to its next cent bears one: of equal
ones the largest, then the first (`settled`). Its current spend is told with that cent, so a frozen channel stays.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from typing import Any

import numpy as np

from smm_assets.allocation.amounts import Entry, read_amounts, shapeless
from smm_assets.allocation.refusals import InfeasibleBudget

CENT = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What may be moved, in money per day of the reporting currency.

    total: money to spend per day over all channels; None keeps the sum of `current`.
    channels: name → {"current": …, "low": …, "high": …, "frozen": bool}. `low` defaults to 0, `high` to the total,
    `frozen` to False (a frozen channel keeps `current`, which its low and high must allow); `low_is_step` /
    `high_is_step` say that the bound is the largest step allowed at once rather than a limit of the user's, which only
    changes how it is named. Amounts may be Decimal, int, float or text; they are rounded to cents, bounds inwards.
    """

    total: Decimal | float | int | str | None = None
    channels: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """Limits in whole cents per day, one array element per channel in the order of `names`.

    rest: what rounding took from the amount of a channel that has only one, in cents, (channels,); 0 for others.
    """

    names: tuple[str, ...]
    total: int
    current: np.ndarray
    low: np.ndarray
    high: np.ndarray
    frozen: np.ndarray
    low_is_step: np.ndarray
    high_is_step: np.ndarray
    rest: np.ndarray

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
            rest=self.rest[rows],
        )

    @property
    def spare(self) -> int:
        """Cents by which the exact amounts add up to more (negative: less) than the rounded ones."""
        return int(np.floor(self.rest.sum() + 0.5))


def read_bounds(limits: Limits) -> Bounds:
    """Cents of `limits`, checked and settled. Raises InvalidLimits and InfeasibleBudget with every conflict found."""
    return settled(read_unsettled(limits))


def read_unsettled(limits: Limits) -> Bounds:
    """Cents of `limits`, checked; cents of rounding may still stand between them and the total (`settled`)."""
    if not isinstance(limits, Limits):
        raise shapeless("limits", limits, "Limits")
    total, entries = read_amounts(limits.total, limits.channels)
    rows = [_in_cents(entry) for entry in entries.values()]
    current = np.array([row[0] for row in rows], dtype=np.int64)
    whole = int(current.sum()) if total is None else _cents(total)
    bounds = Bounds(
        names=tuple(entries),
        total=whole,
        current=current,
        low=np.array([row[1] for row in rows], dtype=np.int64),
        high=np.array([whole if row[2] is None else row[2] for row in rows], dtype=np.int64),
        frozen=np.array([entry.frozen for entry in entries.values()], dtype=bool),
        low_is_step=np.array([entry.low_is_step for entry in entries.values()], dtype=bool),
        high_is_step=np.array([entry.high_is_step for entry in entries.values()], dtype=bool),
        rest=np.array([row[3] for row in rows], dtype=float),
    )
    _refuse_crossed(entries)
    _refuse_sums(bounds, open_top=any(row[2] is None for row in rows))
    return bounds


def settled(bounds: Bounds) -> Bounds:
    """The same bounds with cents of rounding borne by single channels where the total needs it, see above."""
    missing, surplus = bounds.total - int(bounds.high.sum()), int(bounds.low.sum()) - bounds.total
    if missing <= 0 and surplus <= 0:
        return bounds
    sign, count = (1, missing) if missing > 0 else (-1, surplus)
    bearers = np.lexsort((-bounds.current, -sign * bounds.rest))[:count]
    cents = np.zeros(len(bounds.names), dtype=np.int64)
    cents[bearers] = sign
    return replace(
        bounds,
        low=bounds.low + cents,
        high=bounds.high + cents,
        current=np.where(bounds.frozen, bounds.current + cents, bounds.current),
    )


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


def _in_cents(entry: Entry) -> tuple[int, int, int | None, float]:
    """current, low, high (None: open) and what rounding took from an amount that is the only one."""
    current = _cents(entry.current)
    if entry.frozen:
        return current, current, current, float(entry.current / CENT - current)
    low = 0 if entry.low is None else _cents(entry.low, ROUND_CEILING)
    high = None if entry.high is None else _cents(entry.high, ROUND_FLOOR)
    if high is not None and low > high and entry.low is not None:  # both inside one cent, or in conflict
        low = high = _cents(entry.low)
        return current, low, high, float(entry.low / CENT - low)
    return current, low, high, 0.0


def _cents(amount: Decimal, rounding: str = ROUND_HALF_EVEN) -> int:
    return int((amount / CENT).to_integral_value(rounding=rounding))


def _refuse_crossed(entries: Mapping[str, Entry]) -> None:
    """Limits of a single channel in conflict with each other, at any total."""
    said = []
    for name, entry in entries.items():
        low, high, frozen = entry.low, entry.high, entry.current if entry.frozen else None
        if low is not None and high is not None and low > high:
            said.append(f"{name}: minimum {low:.2f} is above maximum {high:.2f}")
        elif frozen is not None and low is not None and frozen < low:
            said.append(f"{name}: frozen at {frozen:.2f}, below its minimum {low:.2f}")
        elif frozen is not None and high is not None and frozen > high:
            said.append(f"{name}: frozen at {frozen:.2f}, above its maximum {high:.2f}")
    if said:
        raise InfeasibleBudget("; ".join(said), cure="Lower the minimum, raise the maximum or unfreeze the channel")


def _refuse_sums(bounds: Bounds, *, open_top: bool) -> None:
    """All limits together in conflict with the total. The total named in the cure is always feasible."""
    least = int(bounds.low.sum()) + min(0, bounds.spare)
    most = int(bounds.high.sum()) + max(0, bounds.spare)
    if least > bounds.total:
        raise InfeasibleBudget(
            f"the minimums add up to {money(least)}, more than the total of {money(bounds.total)} "
            f"({_listed(bounds, bounds.low)})",
            cure=f"The smallest total these limits allow is {money(least)}. Or lower a minimum or unfreeze a channel",
            feasible=money(least),
        )
    if most < bounds.total and not open_top:
        raise InfeasibleBudget(
            f"the maximums add up to {money(most)}, less than the total of {money(bounds.total)} "
            f"({_listed(bounds, bounds.high)})",
            cure=f"The largest total these limits allow is {money(most)}. Or raise a maximum or unfreeze a channel",
            feasible=money(most),
        )


def _listed(bounds: Bounds, amounts: np.ndarray) -> str:
    notes = [" frozen" if frozen else "" for frozen in bounds.frozen]
    rows = zip(bounds.names, amounts, notes, strict=True)
    return ", ".join(f"{name} {money(amount)}{note}" for name, amount, note in rows if amount or note) or "no channel"


def money(cents: Any) -> Decimal:
    """Whole cents as an amount with two decimals."""
    return (Decimal(int(cents)) * CENT).quantize(CENT)
