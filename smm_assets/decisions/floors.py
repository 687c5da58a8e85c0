"""Below what a channel is not cut: what keeps its network's delivery learned, the network's minimum, a running test.

Belongs here: these amounts a day and how they are told. Not here: the user's own least (`bounds`) or the optimum.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from smm_assets.allocation import Limits
from smm_assets.decisions.cents import CENT, cents
from smm_assets.decisions.inputs import RECENT_DAYS, ChannelState, Inputs
from smm_assets.report.words import full_day

SILENT_DAYS = 3  # without spend, and a channel delivers nothing
TOLD = {
    "learning_floor": "below {amount} a day its network's delivery would begin to learn anew",
    "network_minimum": "its network asks for at least {amount} a day",
    "test": "a running small test needs {amount} a day here",
    "patience": "it is new, and before {until} only broken tracking or no delivery may cut it",
}


@dataclass(frozen=True, kw_only=True)
class Floor:
    """Why and at which amount a day a cut ends. kind: a key of TOLD."""

    kind: str
    amount: Decimal
    until: str = ""

    @property
    def words(self) -> str:
        return TOLD[self.kind].format(amount=self.amount.quantize(CENT), until=self.until)


def find_floors(
    moving: Sequence[ChannelState], inputs: Inputs, scale: Decimal, step: Decimal, *, only_new: bool = False
) -> dict[str, Floor]:
    """Floors of the channels that may move. scale: today's mix to the total; step: largest step; only_new: patience.

    A new channel keeps what it spends where the others need not be cut by more than one step for it, else its share of
    the total. No other floor is above a channel's share of the total, so floors alone never ask for a raise.
    """
    new = [state for state in moving if _is_new(state, inputs)]
    shares = {state.channel: cents(state.current) * scale for state in moving}
    left = sum(shares.values(), Decimal(0))
    asked = sum((max(cents(state.current), shares[state.channel]) for state in new), Decimal(0))
    others = sum((shares[state.channel] for state in moving if state not in new), Decimal(0))
    spared = left - asked >= others * (1 - step)
    found = {state.channel: _patience(state, shares[state.channel], spared=spared) for state in new}
    squeezed = spared and any(cents(state.current) > shares[state.channel] for state in new)
    for state in () if only_new else moving:
        most = shares[state.channel] * (1 - step if squeezed else 1)
        floor = _floor(state, inputs, most)
        if floor is not None and state not in new:
            found[state.channel] = floor
    return found


def floors_that_bind(inputs: Inputs, limits: Limits) -> dict[str, Floor]:
    """The floors among the lower bounds of `limits`."""
    found = {}
    for state in inputs.channels:
        entry = limits.channels[state.channel]
        low = Decimal(str(entry["low"]))
        floor = _patience(state, low, spared=False) if _is_new(state, inputs) else _floor(state, inputs, low + CENT)
        if not entry.get("frozen") and floor is not None and floor.amount.quantize(CENT, ROUND_FLOOR) == low:
            found[state.channel] = floor
    return found


def _is_new(state: ChannelState, inputs: Inputs) -> bool:
    """Whether the channel is too new to be cut for what it brought so far; one that delivers nothing is not spared."""
    own = inputs.history[inputs.history["channel"] == state.channel].sort_values("date").tail(SILENT_DAYS)
    delivers = len(own) < SILENT_DAYS or float(own["spend"].sum()) > 0
    return state.patience_until is not None and inputs.as_of < state.patience_until and delivers


def _patience(state: ChannelState, share: Decimal, *, spared: bool) -> Floor:
    until = full_day(state.patience_until)
    return Floor(kind="patience", amount=max(share, cents(state.current)) if spared else share, until=until)


def _floor(state: ChannelState, inputs: Inputs, most: Decimal) -> Floor | None:
    """The highest floor of a channel that is not new, not above `most`."""
    found = [
        Floor(kind="learning_floor", amount=_learned(state, inputs)),
        Floor(kind="network_minimum", amount=_minimum(state)),
        Floor(kind="test", amount=Decimal(str(state.test_daily or 0))),
    ]
    found = [replace(one, amount=one.amount.quantize(CENT, ROUND_CEILING)) for one in found]
    fitting = [one for one in found if 0 < one.amount <= most]
    return max(fitting, key=lambda one: one.amount) if fitting else None


def _learned(state: ChannelState, inputs: Inputs) -> Decimal:
    """Spend a day that still brings the results a week the network needs; 0 where it has fewer today."""
    own = inputs.history[inputs.history["channel"] == state.channel].sort_values("date").tail(RECENT_DAYS)
    results = float(own["result"].sum()) if len(own) == RECENT_DAYS else 0.0
    if not state.learning_results or inputs.result_metric in ("revenue", "conversion_value"):
        return Decimal(0)
    if results < state.learning_results:
        return Decimal(0)
    return Decimal(str(round(float(own["spend"].mean()) * state.learning_results / results, 6)))


def _minimum(state: ChannelState) -> Decimal:
    """What the network asks for, where the channel spends that much; less than that it takes already."""
    least = state.minimum_daily
    return Decimal(str(least)) if least is not None and state.current >= least else Decimal(0)
