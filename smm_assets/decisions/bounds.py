"""How far each channel may move: holds, freezes, step limits and the user's own bounds, in money per day.

Belongs here: turning settings and the state of the data into `allocation.Limits`. Not here: the optimum.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

import pandas as pd

from smm_assets.allocation import Limits
from smm_assets.decisions.cautions import doubted_channels
from smm_assets.decisions.cents import CENT, cents
from smm_assets.decisions.charged import running_lines, used
from smm_assets.decisions.floors import Floor, find_floors
from smm_assets.decisions.inputs import ChannelState, Inputs
from smm_assets.decisions.target import Target
from smm_assets.report.words import noun, short_day
from smm_assets.settings import Settings

Own = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """Other terms for a what-if: total per day, channels to freeze, low / high per day. Empty: the project's own.

    target: the largest total that meets this cost per result, instead of `total`. spends: amounts per day to price
    beside the advice for the same money; channels it does not name spend what they do today. objective: the only one
    the terms are for; all when empty. keeps: whether the exploration share is kept out of `total`. file: where the
    terms stand, as a person finds them.
    """

    total: Decimal | None = None
    target: Target | None = None
    spends: Mapping[str, Decimal] = field(default_factory=dict)
    objective: str = ""
    frozen: tuple[str, ...] = ()
    low: Mapping[str, Decimal] = field(default_factory=dict)
    high: Mapping[str, Decimal] = field(default_factory=dict)
    keeps: bool = True
    file: str = field(default="the scenario", compare=False)


def find_holds(inputs: Inputs, settings: Settings) -> dict[str, str]:
    """Channels whose data do not carry a decision, with the reason and what unlocks them, in plain words."""
    newest = inputs.as_of - timedelta(days=1)
    doubted = doubted_channels(inputs.cautions, inputs.result_metric)
    holds = {}
    for state in inputs.channels:
        if state.unpriced:
            holds[state.channel] = _without_rate(state)
        elif (state.quarantined_share or 0) > settings.thresholds.quarantined_share:
            holds[state.channel] = _held_back(state, inputs.currency)
        elif state.data_through is None:
            holds[state.channel] = (
                f"No spend of {state.label} is known yet. An export with a Day breakdown unlocks advice"
            )
        elif (newest - state.data_through).days > settings.thresholds.stale_days:
            day = short_day(state.data_through)
            since = short_day(state.data_through + timedelta(days=1))
            until = short_day(newest)
            holds[state.channel] = f"Data only through {day}. An export of {since} to {until} unlocks advice"
        elif state.channel in inputs.silent:
            holds[state.channel] = _silence(inputs, *inputs.silent[state.channel])
        elif state.channel in doubted:
            holds[state.channel] = doubted[state.channel]
    return holds


def _silence(inputs: Inputs, first: date, last: date) -> str:
    since, until = (short_day(day) for day in (first, last))
    when = f"on {since}" if first == last else f"from {since} to {until}"
    what = noun(inputs.result_metric, many=True)
    tags = "the pixel or conversion tag" if inputs.result_source == "platform" else "campaign tags and the shop export"
    return f"No {what} {when} while spend went on, so tracking is in doubt. Check {tags}; results again unlock advice"


def _without_rate(state: ChannelState) -> str:
    """Spend nobody can compare: part of it is in a currency whose rate is missing."""
    days = [day for day, _ in state.unpriced]
    codes = " and ".join(sorted({currency for _, currency in state.unpriced}))
    first, last = (short_day(day) for day in (min(days), max(days)))
    when = f"on {first}" if first == last else f"between {first} and {last}"
    return f"No exchange rate for {codes} {when}. Adding it to fx.csv unlocks advice"


def _held_back(state: ChannelState, currency: str) -> str:
    """Spend that arrived and was not taken: too much of it to judge what the rest brought."""
    share = f"{100 * (state.quarantined_share or 0):.0f} %"
    money = f"{state.quarantined_spend:,.2f} {currency}"
    return f"Rows with {money} of its spend, {share} of four weeks, are held back. smm quarantine list leads to them"


def build_limits(
    inputs: Inputs,
    settings: Settings,
    total: Decimal,
    holds: Mapping[str, str],
    what: Scenario,
    own: Mapping[str, Own] | None = None,
) -> Limits:
    """Limits around today's mix scaled to `total`; held and frozen channels keep today's spend.

    Floors yield where they and the user's own least amounts ask for more than there is. own: what `own_limits` says,
    where it is known already.
    """
    own = own_limits(inputs, what) if own is None else own
    fixed = fixed_channels(inputs, holds, what)
    moving = [state for state in inputs.channels if state.channel not in fixed]
    kept = sum((cents(state.current) for state in inputs.channels if state.channel in fixed), Decimal(0))
    today = sum((cents(state.current) for state in moving), Decimal(0))
    scale = (total - kept) / today if today > 0 and total > kept else Decimal(0)
    step = Decimal(str(settings.decision.max_step))
    found = [
        {state.channel: _moving(state, scale, step, own[state.channel], floors.get(state.channel)) for state in moving}
        for floors in (
            find_floors(moving, inputs, scale, step),
            find_floors(moving, inputs, scale, step, only_new=True),
        )
    ]
    fits = kept + sum((entry["low"] for entry in found[0].values()), Decimal(0)) <= total
    channels = found[0] if fits else found[1]
    still = {name: _still(state) for name, state in zip(inputs.names(), inputs.channels, strict=True) if name in fixed}
    return Limits(total=total, channels={name: still.get(name) or channels[name] for name in inputs.names()})


def fixed_channels(inputs: Inputs, holds: Mapping[str, str], what: Scenario) -> set[str]:
    """Channels that keep what they spend: held, frozen or with a locked plan line."""
    asked = {state.channel for state in inputs.channels if state.frozen}
    fixed = asked | locked_channels(inputs) | set(what.frozen)
    return {name for name in inputs.names() if name in holds or name in fixed}


def locked_channels(inputs: Inputs) -> set[str]:
    """Channels with a locked line of the plan."""
    return set(inputs.plan.loc[inputs.plan["locked"].fillna(False).astype(bool), "channel"])


def _still(state: ChannelState) -> dict[str, Any]:
    current = cents(state.current)
    return {"current": current, "low": current, "high": current, "frozen": True}


def _moving(state: ChannelState, scale: Decimal, step: Decimal, own: Own, floor: Floor | None) -> dict[str, Any]:
    scaled = cents(state.current) * scale
    step_low = max(scaled * (1 - step), floor.amount if floor else Decimal(0))
    step_high = scaled * (1 + step)
    own_low, own_high = own
    high = step_high if own_high is None else min(step_high, own_high)
    low = min(step_low, high)
    if own_low is not None:
        low = max(low, own_low)
    high_is_step = high == step_high and low <= high
    high = max(high, low) if own_high is None or own_high >= low else own_high
    return {
        "current": cents(state.current),
        "low": low.quantize(CENT, ROUND_FLOOR),
        "high": high.quantize(CENT, ROUND_CEILING),
        "low_is_step": low == step_low and (floor is None or low > floor.amount),
        "high_is_step": high_is_step,
    }


def own_limits(inputs: Inputs, what: Scenario) -> dict[str, Own]:
    """The user's least and most a day of every channel, which are the same at any total."""
    return {state.channel: own_bounds(state, inputs, what) for state in inputs.channels}


def own_bounds(state: ChannelState, inputs: Inputs, what: Scenario) -> tuple[Decimal | None, Decimal | None]:
    """The user's least and most a day: a scenario's, else the tighter of smm.yaml and what the plan line leaves."""
    lows, highs = [_decimal(state.low)], [_decimal(state.high)]
    for line in running_lines(inputs.plan, inputs.as_of, state.channel):
        gone = sum(used(line, inputs), Decimal(0))
        days = (line["period_end"] - inputs.as_of).days + 1
        for bounds, amount in ((lows, line["low_amount"]), (highs, line["high_amount"])):
            if not pd.isna(amount):
                bounds.append(max(Decimal(0), (Decimal(str(amount)) - gone) / days))
    low = max((value for value in lows if value is not None), default=None)
    high = min((value for value in highs if value is not None), default=None)
    return what.low.get(state.channel, low), what.high.get(state.channel, high)


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))
