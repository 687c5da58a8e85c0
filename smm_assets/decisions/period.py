"""Which days a recommendation is for and how much money they have.

Rule: from as_of to the end of the plan period, at least 7 days, then running into the next period. Money = promotion
money of the plan − spent − estimated unreported days, over all planned channels (`charged`); days past a line's end
take the next line's daily rate, else this line's. Channels the plan does not name bring what they spend today. Without
a plan: today's total, for 7 days. Other plan money that smm.yaml lets move (`movable`) comes on top.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal
from typing import Any

import pandas as pd

from smm_assets.decisions.cents import CENT, cents
from smm_assets.decisions.charged import days_after, in_force, used
from smm_assets.decisions.inputs import Inputs
from smm_assets.decisions.movable import by_kind, left_by_kind

SHORTEST = 7
SOONEST = 4  # days a new recommendation is left alone at least before its review


@dataclass(frozen=True, kw_only=True)
class Period:
    """Days (inclusive) and money of a recommendation. total: exact money of all days; per_day: whole cents.

    planned, spent, estimated: the parts `total` came from, in the running plan period; basis: plan, today or asked.
    left: what the plan lines of each channel have for these days, exact; channels without a line are not in it.
    other: part of it by kind of plan money other than promotion's; kept: part of per_day that is not split;
    wanted: what the exploration share asks for; in_tests: what running tests have a day.
    short: what going on as today needs beyond the plan's money of these days, where nothing can be split.
    """

    start: date
    end: date
    total: Decimal
    per_day: Decimal
    basis: str
    planned: Decimal = Decimal(0)
    spent: Decimal = Decimal(0)
    estimated: Decimal = Decimal(0)
    left: Mapping[str, Decimal] = field(default_factory=dict)
    other: Mapping[str, Decimal] = field(default_factory=dict)
    kept: Decimal = Decimal(0)
    wanted: Decimal = Decimal(0)
    in_tests: Decimal = Decimal(0)
    short: Decimal = Decimal(0)

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def split_per_day(self) -> Decimal:
        """Money a day for the channels."""
        return self.per_day - self.kept

    @property
    def kept_total(self) -> Decimal:
        """What is kept over all days, in whole cents."""
        return cents(self.total * self.kept / self.per_day) if self.per_day else Decimal(0)


def choose_period(inputs: Inputs) -> Period:
    """The period and money of `inputs` by the rule above."""
    running = in_force(inputs.plan, inputs.as_of)
    if running.empty:
        return _as_today(inputs)
    end = max(min(running["period_end"]), inputs.as_of + timedelta(days=SHORTEST - 1))
    lines = running.to_dict("records")
    parts = [_line_money(line, inputs, end) for line in lines]
    of_line: dict[str, Decimal] = {}
    for line, part in zip(lines, parts, strict=True):
        of_line[str(line["channel"])] = of_line.get(str(line["channel"]), Decimal(0)) + part[0]
    other = left_by_kind(inputs.other, inputs.as_of, end)
    for channel in of_line:
        of_line[channel] += sum((amount for (name, _), amount in other.items() if name == channel), Decimal(0))
    days = (end - inputs.as_of).days + 1
    parts += [(amount, Decimal(0), Decimal(0)) for amount in other.values()]
    parts += [_unplanned(name, inputs, days) for name in _without_line(inputs, running)]
    left = sum((part[0] for part in parts), Decimal(0))
    total = max(Decimal(0), left).quantize(CENT, ROUND_HALF_EVEN)
    per_day = (total / days).quantize(CENT, ROUND_DOWN)
    return Period(
        start=inputs.as_of,
        end=end,
        total=total if per_day else Decimal(0),  # less than a cent a day is nothing to decide about
        per_day=per_day,
        basis="plan",
        planned=sum((Decimal(str(value)) for value in running["amount"]), Decimal(0)),
        spent=sum((part[1] for part in parts), Decimal(0)),
        estimated=sum((part[2] for part in parts), Decimal(0)),
        left=of_line,
        other=by_kind(other),
    )


def review_day(as_of: date, weekday: int, last: date) -> date:
    """The next review day that leaves a recommendation a few days to work, at the latest the day after its last one.

    weekday: 0 Monday to 6 Sunday.
    """
    soonest = as_of + timedelta(days=SOONEST)
    return min(soonest + timedelta(days=(weekday - soonest.weekday()) % 7), last + timedelta(days=1))


def with_total(period: Period, per_day: Decimal) -> Period:
    """The same days with another daily total (a scenario)."""
    per_day = per_day.quantize(CENT, ROUND_HALF_EVEN)
    return Period(start=period.start, end=period.end, total=per_day * period.days, per_day=per_day, basis="asked")


def split_period(total: Decimal, per_day: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """`total` over channels in proportion to `per_day`, to the cent, by largest remainder (ties by larger share)."""
    whole = sum(per_day.values(), Decimal(0))
    if whole == 0:
        return {name: Decimal(0) for name in per_day}
    exact = {name: total * amount / whole for name, amount in per_day.items()}
    floors = {name: amount.quantize(CENT, ROUND_DOWN) for name, amount in exact.items()}
    missing = int((total - sum(floors.values(), Decimal(0))) / CENT)
    order = sorted(exact, key=lambda name: (exact[name] - floors[name], exact[name], name), reverse=True)
    for name in order[:missing]:
        floors[name] += CENT
    return floors


def _as_today(inputs: Inputs) -> Period:
    """A week of what is spent today, with what other plan money may move."""
    end = inputs.as_of + timedelta(days=SHORTEST - 1)
    other = by_kind(left_by_kind(inputs.other, inputs.as_of, end))
    today = sum((cents(state.current) for state in inputs.channels), Decimal(0))
    total = cents(today * SHORTEST + sum(other.values(), Decimal(0)))
    per_day = (total / SHORTEST).quantize(CENT, ROUND_DOWN)
    return Period(start=inputs.as_of, end=end, total=total, per_day=per_day, basis="today", other=other)


def _line_money(line: Mapping[Any, Any], inputs: Inputs, end: date) -> tuple[Decimal, Decimal, Decimal]:
    """(money of the decision's days, spent so far, estimated unreported) of one running plan line."""
    start, line_end = line["period_start"], line["period_end"]
    spent, estimated = used(line, inputs)
    amount = Decimal(str(line["amount"]))
    left = amount - spent - estimated
    days_left = (line_end - inputs.as_of).days + 1
    if end < line_end:
        return left * ((end - inputs.as_of).days + 1) / days_left, spent, estimated
    rate = amount / ((line_end - start).days + 1)
    beyond = sum((_rate(inputs.plan, str(line["channel"]), day, rate) for day in days_after(line_end, end)), Decimal(0))
    return left + beyond, spent, estimated


def _without_line(inputs: Inputs, running: pd.DataFrame) -> list[str]:
    return [state.channel for state in inputs.channels if state.channel not in set(running["channel"])]


def _unplanned(channel: str, inputs: Inputs, days: int) -> tuple[Decimal, Decimal, Decimal]:
    """A channel the plan does not name brings its own money: what it spends today."""
    current = next(state.current for state in inputs.channels if state.channel == channel)
    return cents(current) * days, Decimal(0), Decimal(0)


def _rate(plan: pd.DataFrame, channel: str, day: date, fallback: Decimal) -> Decimal:
    for line in plan[plan["channel"] == channel].to_dict("records"):
        if line["period_start"] <= day <= line["period_end"]:
            return Decimal(str(line["amount"])) / ((line["period_end"] - line["period_start"]).days + 1)
    return fallback
