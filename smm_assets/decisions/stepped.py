"""A recommendation with the daily budgets that lead to it, and the amounts later decisions are held against.

Belongs here: putting steps, kept mix and bounds beside the lines. Not here: the steps themselves (`steps`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType

import pandas as pd
from babel.numbers import get_currency_precision

from smm_assets.allocation import Limits
from smm_assets.allocation.limits import money, read_bounds
from smm_assets.allocation.mix import scaled_mix
from smm_assets.decisions.bounds import Scenario, own_bounds
from smm_assets.decisions.decision import Decision
from smm_assets.decisions.inputs import ChannelState, Inputs
from smm_assets.decisions.network_rules import below_minimum, most_by_day, most_on_day
from smm_assets.decisions.period import Period, split_period
from smm_assets.decisions.steps import STEP_DAYS, Level, Way, by_day, kept_mix, levels
from smm_assets.settings import Settings

MOST_DAYS = 62


def with_steps(
    decision: Decision, inputs: Inputs, period: Period, limits: Limits, settings: Settings, scenario: Scenario
) -> Decision:
    """The decision with its steps; its lines with the mix that is kept otherwise, the plan's money and the bounds."""
    target = dict(zip(decision.lines["channel"], decision.lines["recommended_spend"], strict=True))
    fixed = frozenset(name for name, entry in limits.channels.items() if entry.get("frozen"))
    stuck = sum(target.values(), Decimal(0)) != limits.total
    kept = dict(target) if stuck else _kept(_as_set(limits, inputs))
    way = Way(
        kept=kept,
        target=target,
        total=sum(target.values(), Decimal(0)),
        fixed=fixed,
        max_step=Decimal(str(settings.decision.max_step)),
        unit=smallest_coin(inputs.currency),
    )
    end = last_step_day(period.start, period.end)
    found = levels(way, period.start, end, _first_change(inputs))
    days = by_day(found, period.start, end)
    rows = step_rows(decision.recommendation_id, inputs.channels, days, way, inputs.in_force)
    lines = _lines(decision.lines, inputs, period, kept, scenario)
    if len(found) > 1:
        lines["period_amount"] = lines["channel"].map(_on_the_way(found, period)).astype(object)
    return replace(decision, lines=lines, steps=pd.DataFrame(rows))


def _on_the_way(found: Sequence[Level], period: Period) -> dict[str, Decimal]:
    """The period's money as the steps spend it, to the cent; the last step goes on after the days they are told for."""
    spent = dict.fromkeys(found[-1].budgets, Decimal(0))
    for _, level in by_day(found, period.start, period.end):
        for name, budget in level.budgets.items():
            spent[name] += budget
    return split_period(period.total - period.kept_total, spent)


def _as_set(limits: Limits, inputs: Inputs) -> Limits:
    """The limits around approved budgets that are in force: spend of the last days may still tell an older mix."""
    channels = {
        name: entry if entry.get("frozen") else {**entry, "current": inputs.in_force.get(name, entry["current"])}
        for name, entry in limits.channels.items()
    }
    return Limits(total=limits.total, channels=channels)


def _kept(limits: Limits) -> dict[str, Decimal]:
    """Today's mix scaled to the total; where that leaves the bounds, as near to it as they allow."""
    kept = kept_mix(limits)
    bounds = read_bounds(limits)
    cents = [int(100 * kept[name]) for name in bounds.names]
    if all(low <= amount <= high for low, amount, high in zip(bounds.low, cents, bounds.high, strict=True)):
        return kept
    return {name: money(amount) for name, amount in zip(bounds.names, scaled_mix(bounds), strict=True)}


def smallest_coin(currency: str) -> Decimal:
    """What budgets in the currency are multiples of."""
    return Decimal(1).scaleb(-get_currency_precision(currency))


def last_step_day(start: date, end: date) -> date:
    """Steps are told for two months at most: by then eight reviews have made new ones."""
    return min(end, start + timedelta(days=MOST_DAYS - 1))


def _first_change(inputs: Inputs) -> date:
    """A week after the last change that was approved: each one makes a network's delivery learn anew."""
    last = inputs.last_change
    return inputs.as_of if last is None else max(inputs.as_of, last + timedelta(days=STEP_DAYS))


def _lines(
    lines: pd.DataFrame, inputs: Inputs, period: Period, kept: dict[str, Decimal], scenario: Scenario
) -> pd.DataFrame:
    bounds = {state.channel: own_bounds(state, inputs, scenario) for state in inputs.channels}
    names = list(lines["channel"])
    columns = {
        "kept_spend": [kept[name] for name in names],
        "plan_left": [period.left.get(name) for name in names],
        "low": [bounds[name][0] for name in names],
        "high": [bounds[name][1] for name in names],
    }
    return lines.assign(
        **{name: pd.Series(values, index=lines.index, dtype=object) for name, values in columns.items()}
    )


def step_rows(
    name: str,
    channels: Sequence[ChannelState],
    days: Sequence[tuple[date, Level]],
    way: Way,
    in_force: Mapping[str, Decimal] = MappingProxyType({}),
) -> list[dict[str, object]]:
    """Rows of state.recommendation_step. in_force: budgets approved before, by channel."""
    rows: list[dict[str, object]] = []
    for state in channels:
        budgets = [(day, level.budgets[state.channel]) for day, level in days]
        now = in_force.get(state.channel, Decimal(str(state.current)))
        before = [now.quantize(way.unit), *(budget for _, budget in budgets)]
        for place, (most, (day, level)) in enumerate(zip(most_by_day(state, budgets), days, strict=True)):
            budget = level.budgets[state.channel]
            rows.append({
                "recommendation_id": name,
                "channel": state.channel,
                "date": day,
                "daily_budget": budget,
                "step": level.step,
                "is_change": state.channel not in way.fixed and budget != before[place],
                "most_on_day": most_on_day(state, budget),
                "most_by_day": most,
                "day_rest": level.rest,
                "note": _note(state, budget, way, first=place == 0),
            })  # fmt: skip
    return rows


def _note(state: ChannelState, budget: Decimal, way: Way, *, first: bool) -> str:
    """What has to be known when the budget is set."""
    said = []
    current = Decimal(str(state.current))
    if (
        first
        and state.channel not in way.fixed
        and current
        and abs(budget - current) > way.max_step * current + way.unit
    ):
        more = "more" if budget > current else "less"
        said.append(f"More than the usual step, because there is {more} money for these days than is spent today")
    least = below_minimum([state], {state.channel: budget}).get(state.channel)
    if least is not None:
        said.append(f"Its network asks for at least {least} a day and may refuse this budget")
    return "; ".join(said)
