"""What networks make of a daily budget: how much of it they may spend, what they ask for at least.

Belongs here: the arithmetic of their own rules. Not here: which budget is set (`steps`) or where the rules are told
(each network's folder).
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

from smm_assets.decisions.cents import CENT
from smm_assets.decisions.inputs import ChannelState


def most_on_day(state: ChannelState, budget: Decimal) -> Decimal | None:
    """The most the network may spend of a budget on one day; None where it states no rule."""
    if state.overspend_window is None or state.daily_overspend is None:
        return None
    return _up(budget * Decimal(str(state.daily_overspend)))


def most_by_day(state: ChannelState, days: Sequence[tuple[date, Decimal]]) -> list[Decimal | None]:
    """The most it may have spent from the first of the days up to each, by its rules for a day and for a window.

    A window holds its number of the largest daily budget set in it, also where it began before the first day: what the
    network held back then it may still spend.
    """
    if state.overspend_window is None or state.daily_overspend is None or state.window_budgets is None:
        return [None for _ in days]
    found: list[Decimal | None] = []
    closed, window, spent, highest = Decimal(0), None, Decimal(0), Decimal(0)
    for day, budget in days:
        start = window_start(state.overspend_window, day)
        if start != window:
            closed, window, spent, highest = closed + _capped(state, spent, highest), start, Decimal(0), Decimal(0)
        spent, highest = spent + budget * Decimal(str(state.daily_overspend)), max(highest, budget)
        found.append(_up(closed + _capped(state, spent, highest)))
    return found


def window_start(window: str, day: date) -> date:
    """First day of the week (from Sunday) or month in which a network evens out its spending."""
    return day.replace(day=1) if window == "month" else day - timedelta(days=(day.weekday() + 1) % 7)


def below_minimum(states: Iterable[ChannelState], budgets: dict[str, Decimal]) -> dict[str, Decimal]:
    """Channels that would get less than their network asks for, though not nothing, with what it asks for."""
    found = {}
    for state in states:
        budget = budgets.get(state.channel, Decimal(0))
        if state.minimum_daily is not None and 0 < budget < Decimal(str(state.minimum_daily)).quantize(CENT):
            found[state.channel] = Decimal(str(state.minimum_daily)).quantize(CENT)
    return found


def _capped(state: ChannelState, spent: Decimal, highest: Decimal) -> Decimal:
    return min(spent, highest * Decimal(str(state.window_budgets)))


def _up(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_CEILING)
