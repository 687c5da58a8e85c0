"""How far each channel may move: holds, freezes, step limits and the user's own bounds, in money per day.

Belongs here: turning settings and the state of the data into `allocation.Limits`. Not here: the optimum.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from typing import Any

from babel.dates import format_date

from smm_assets.allocation import Limits
from smm_assets.decisions.inputs import ChannelState, Inputs
from smm_assets.settings import Settings

CENT = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """Other terms for a what-if: total per day, channels to freeze, low / high per day. Empty: the project's own."""

    total: Decimal | None = None
    frozen: tuple[str, ...] = ()
    low: Mapping[str, Decimal] = field(default_factory=dict)
    high: Mapping[str, Decimal] = field(default_factory=dict)


def find_holds(inputs: Inputs, settings: Settings) -> dict[str, str]:
    """Channels whose data do not carry a decision, with the reason and what unlocks them, in plain words."""
    newest = inputs.as_of - timedelta(days=1)
    holds = {}
    for state in inputs.channels:
        if state.data_through is None:
            holds[state.channel] = (
                f"No spend of {state.label} is known yet. An export with a Day breakdown unlocks advice"
            )
        elif (newest - state.data_through).days > settings.thresholds.stale_days:
            day = format_date(state.data_through, "d MMM", locale="en")
            since = format_date(state.data_through + timedelta(days=1), "d MMM", locale="en")
            until = format_date(newest, "d MMM", locale="en")
            holds[state.channel] = f"Data only through {day}. An export of {since} to {until} unlocks advice"
    return holds


def build_limits(
    inputs: Inputs, settings: Settings, total: Decimal, holds: Mapping[str, str], what: Scenario
) -> Limits:
    """Limits around today's mix scaled to `total`; held and frozen channels keep today's spend."""
    locked = set(inputs.plan.loc[inputs.plan["locked"].fillna(False).astype(bool), "channel"])
    fixed = {
        state.channel
        for state in inputs.channels
        if state.channel in holds or state.frozen or state.channel in locked or state.channel in what.frozen
    }
    moving = [state for state in inputs.channels if state.channel not in fixed]
    kept = sum((_cents(state.current) for state in inputs.channels if state.channel in fixed), Decimal(0))
    today = sum((_cents(state.current) for state in moving), Decimal(0))
    scale = (total - kept) / today if today > 0 and total > kept else Decimal(0)
    channels = {}
    for state in inputs.channels:
        if state.channel in fixed:
            current = _cents(state.current)
            channels[state.channel] = {"current": current, "low": current, "high": current, "frozen": True}
        else:
            channels[state.channel] = _moving(state, scale, settings, inputs, what)
    return Limits(total=total, channels=channels)


def _moving(state: ChannelState, scale: Decimal, settings: Settings, inputs: Inputs, what: Scenario) -> dict[str, Any]:
    step = Decimal(str(settings.decision.max_step))
    scaled = _cents(state.current) * scale
    patient = state.patience_until is not None and inputs.as_of < state.patience_until
    step_low = scaled if patient else scaled * (1 - step)
    step_high = scaled * (1 + step)
    low, high = step_low, step_high
    own_low = what.low.get(state.channel, _decimal(state.low))
    own_high = what.high.get(state.channel, _decimal(state.high))
    if own_high is not None:
        high = min(high, own_high)
        low = min(low, high)
    if own_low is not None:
        low = max(low, own_low)
        high = max(high, low)
    return {
        "current": _cents(state.current),
        "low": low.quantize(CENT, ROUND_FLOOR),
        "high": high.quantize(CENT, ROUND_CEILING),
        "low_is_step": low == step_low,
        "high_is_step": high == step_high,
    }


def _cents(value: float) -> Decimal:
    return Decimal(str(value)).quantize(CENT, ROUND_HALF_EVEN)


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))
