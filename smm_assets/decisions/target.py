"""The largest total at which a result costs no more than a target.

Belongs here: searching totals. Not here: what a total costs per result (the caller asks for a recommendation of it).

Totals are looked at from the top down in equal steps until one meets the target; between it and the one above, halving
finds the cent at which it stops being met. Costs rise with the total but for small moves of the advice, which is why
the answer says what was looked at.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from smm_assets.decisions.cents import CENT, cents
from smm_assets.errors import UsageError

LOOKS = 8
Cost = Callable[[Decimal], float | None]


@dataclass(frozen=True, kw_only=True)
class Target:
    """A cost per result not to be passed: on average over the total, or of the next results (marginal)."""

    cost: Decimal
    marginal: bool = False


@dataclass(frozen=True, kw_only=True)
class Reached:
    """The answer. cost: per result at `total`, as the target counts it; exact: one cent a day more costs too much.

    lowest, highest, step: totals that were looked at; not exact when even the highest meets the target.
    """

    target: Target
    total: Decimal
    cost: float
    exact: bool
    lowest: Decimal
    highest: Decimal
    step: Decimal


def reach(target: Target, cost_at: Cost, lowest: Decimal, highest: Decimal, what: str = "") -> Reached:
    """The largest total from lowest to highest that meets the target. Raises UsageError telling what can be reached.

    what: the result whose cost it is, in words.
    """
    totals = _totals(lowest, highest)
    seen: dict[Decimal, float | None] = {}
    for place, total in enumerate(totals):
        seen[total] = cost_at(total)
        if _meets(seen[total], target):
            above = totals[place - 1] if place else None
            best = total if above is None else _last_cent(target, cost_at, total, above)
            cost = seen.get(best) or cost_at(best)
            return Reached(
                target=target, total=best, cost=float(cost or 0.0), exact=above is not None, lowest=totals[-1],
                highest=highest, step=totals[0] - totals[1] if len(totals) > 1 else CENT,
            )  # fmt: skip
    raise _unreachable(target, seen, what)


def _totals(lowest: Decimal, highest: Decimal) -> list[Decimal]:
    """Equal steps from the highest total down to the lowest, in whole cents."""
    step = (highest - lowest) / LOOKS
    inside = [(highest - n * step).quantize(CENT) for n in range(1, LOOKS)]
    return list(dict.fromkeys([highest, *inside, lowest]))


def _last_cent(target: Target, cost_at: Cost, meets: Decimal, passes: Decimal) -> Decimal:
    """The largest total below `passes` that meets the target, by halving."""
    while passes - meets > CENT:
        middle = ((meets + passes) / 2).quantize(CENT)
        if _meets(cost_at(middle), target):
            meets = middle
        else:
            passes = middle
    return meets


def _meets(cost: float | None, target: Target) -> bool:
    return cost is not None and cost <= float(target.cost)


def _unreachable(target: Target, seen: dict[Decimal, float | None], what: str) -> UsageError:
    which = what or ("the next result" if target.marginal else "a result")
    known = {total: cost for total, cost in seen.items() if cost is not None}
    if not known:
        return UsageError(f"no total brings {which} that can be expected", cure="smm recommend says what is missing")
    best = min(known, key=lambda total: (known[total], total))
    least, most = min(seen), max(seen)
    return UsageError(
        f"{which} costs more than {target.cost} at every total looked at, {least} to {most} a day; "
        f"the least is {known[best]:,.2f}, at {best} a day",
        cure=f"Name a target of {_up(known[best])} or more, or loosen low, high or frozen",
    )


def _up(cost: float) -> Decimal:
    """The cost rounded up to whole cents."""
    near = cents(cost)
    return near if float(near) >= cost else near + CENT
