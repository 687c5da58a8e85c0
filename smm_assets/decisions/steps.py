"""The daily budgets that lead from today's mix to the recommended one, day by day, in steps a week apart.

Belongs here: which budget stands on which day. Not here: what is recommended (`allocation`), what networks may make of
a budget (`network_rules`), or which money there is (`period`).

All channels move together: each step goes the same share of the way for every channel, as far as the channel that is
nearest to its largest step allows. So the budgets of every day add up to the day's money.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from smm_assets.allocation import Limits
from smm_assets.decisions.cents import CENT

STEP_DAYS = 7  # a network's delivery learns anew after a change, so one a week
Mix = Mapping[str, Decimal]


@dataclass(frozen=True, kw_only=True)
class Level:
    """Budgets that stand from a day on. step: 0 for today's mix, then 1, 2 …; rest: the day's money they leave."""

    first_day: date
    step: int
    budgets: Mix
    rest: Decimal


@dataclass(frozen=True, kw_only=True)
class Way:
    """Where the budgets start and where they lead. total: money of a day, which they may leave part of; fixed: channels
    nobody touches; unit: smallest coin at networks.
    """

    kept: Mix
    target: Mix
    total: Decimal
    fixed: frozenset[str]
    max_step: Decimal
    unit: Decimal = CENT


def kept_mix(limits: Limits) -> dict[str, Decimal]:
    """Today's mix scaled to the total: frozen channels stay, the others keep their shares; exact to the cent."""
    current = {name: Decimal(entry["current"]) for name, entry in limits.channels.items()}
    fixed = {name for name, entry in limits.channels.items() if entry.get("frozen")}
    free = {name: amount for name, amount in current.items() if name not in fixed}
    left = Decimal(str(limits.total)) - sum((current[name] for name in fixed), Decimal(0))
    return {name: current[name] for name in fixed} | _shared(left, free, CENT)


def levels(way: Way, start: date, end: date, first_change: date) -> list[Level]:
    """The budgets from `start` to `end`, the first change not before `first_change`, the next ones a week apart."""
    found: list[Level] = []
    before, day, step = way.kept, max(start, first_change), 0
    if day > start or _same(way.kept, way.target):
        found.append(_level(way, start, 0, _coins(way, before)))
    while day <= end and not _same(before, way.target):
        after = _next(way, before)
        if _same(after, before):
            break  # amounts of a few cents cannot be moved in such small steps
        step, before = step + 1, after
        found.append(_level(way, day, step, _coins(way, before)))
        day += timedelta(days=STEP_DAYS)
    return found or [_level(way, start, 0, _coins(way, before))]


def by_day(found: Sequence[Level], start: date, end: date) -> list[tuple[date, Level]]:
    """The level in force on each day."""
    days = [start + timedelta(days=number) for number in range((end - start).days + 1)]
    return [(day, max((one for one in found if one.first_day <= day), key=lambda one: one.first_day)) for day in days]


def _level(way: Way, day: date, step: int, budgets: Mix) -> Level:
    return Level(first_day=day, step=step, budgets=budgets, rest=way.total - sum(budgets.values(), Decimal(0)))


def _next(way: Way, before: Mix) -> dict[str, Decimal]:
    """One step on, rounded so that no channel goes further than its largest step."""
    share = min([_reach(way, before, name) for name in before if before[name] > 0] or [Decimal(1)])
    if share >= 1:
        return dict(way.target)
    moved = {name: before[name] + share * (way.target[name] - before[name]) for name in before}
    rounding = {name: ROUND_FLOOR if moved[name] > before[name] else ROUND_CEILING for name in moved}
    rounded = {name: moved[name].quantize(CENT, rounding[name]) for name in moved}
    return _balanced(rounded, before, sum(moved.values(), Decimal(0)).quantize(CENT))


def _reach(way: Way, before: Mix, name: str) -> Decimal:
    """The share of the way left that a channel may go at once; limits are whole cents too, so a cent is no step."""
    distance = abs(way.target[name] - before[name])
    if distance <= way.max_step * before[name] + CENT:
        return Decimal(1)
    return way.max_step * before[name] / distance


def _balanced(rounded: dict[str, Decimal], before: Mix, total: Decimal) -> dict[str, Decimal]:
    """Coins that rounding left over go to channels that are cut; coins it lacks come from those that are raised."""
    missing = total - sum(rounded.values(), Decimal(0))
    sign = 1 if missing > 0 else -1
    names = [name for name in sorted(rounded) if sign * (rounded[name] - before[name]) < 0]
    place = 0
    while missing and names:
        name = names[place % len(names)]
        rounded[name] += sign * CENT
        missing -= sign * CENT
        place += 1
    return rounded


def _coins(way: Way, mix: Mix) -> dict[str, Decimal]:
    """The mix in coins networks take; channels nobody touches stay as they are."""
    if way.unit <= CENT:
        return dict(mix)
    free = {name: amount for name, amount in mix.items() if name not in way.fixed}
    fixed = {name: amount for name, amount in mix.items() if name in way.fixed}
    return fixed | _shared(sum(free.values(), Decimal(0)), free, way.unit)


def _shared(total: Decimal, shares: Mix, unit: Decimal) -> dict[str, Decimal]:
    """`total` in proportion to `shares` in whole units by largest remainder; what is less than a unit is left."""
    whole = sum(shares.values(), Decimal(0))
    if whole <= 0 or total <= 0:
        return {name: Decimal(0) for name in shares}
    exact = {name: total * amount / whole / unit for name, amount in shares.items()}
    floors = {name: amount.to_integral_value(ROUND_FLOOR) for name, amount in exact.items()}
    missing = int((total / unit).to_integral_value(ROUND_FLOOR) - sum(floors.values(), Decimal(0)))
    order = sorted(exact, key=lambda name: (floors[name] - exact[name], -exact[name], name))
    for name in order[:missing]:
        floors[name] += 1
    return {name: floors[name] * unit for name in shares}


def _same(one: Mix, other: Mix) -> bool:
    return all(one[name] == other[name] for name in one)
