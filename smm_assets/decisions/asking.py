"""Asking for a recommendation: channel names become the labels people know, and names again in the answer.

Belongs here: the call of `allocation.recommend` for one objective and any total. Not here: the limits (`bounds`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal
from functools import cached_property

import pandas as pd

from smm_assets.allocation import Limits, Recommendation, Unit, recommend
from smm_assets.decisions.bounds import Own, Scenario, build_limits, own_limits
from smm_assets.decisions.cents import CENT
from smm_assets.decisions.changes import WIDEST, Ground
from smm_assets.decisions.inputs import ChannelState, Inputs
from smm_assets.decisions.pricing import read_curves
from smm_assets.report.words import AMOUNTS, noun, round_tenth
from smm_assets.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Question:
    """One objective under some terms, for any total. holds: channels that must not move, with the reason."""

    inputs: Inputs
    settings: Settings
    holds: Mapping[str, str]
    scenario: Scenario

    def limits(self, total: Decimal) -> Limits:
        """What may be moved when there is this much a day."""
        return build_limits(self.inputs, self.settings, total, self.holds, self.scenario, self.own)

    @cached_property
    def own(self) -> dict[str, Own]:
        """The user's least and most of every channel, which are the same at any total."""
        return own_limits(self.inputs, self.scenario)

    def answer(self, limits: Limits) -> Recommendation:
        """The recommendation inside these limits. Raises InfeasibleBudget."""
        return ask(self.inputs, limits, self.settings)

    @cached_property
    def labels(self) -> dict[str, str]:
        """Names people know, by channel."""
        return {state.channel: state.label for state in self.inputs.channels}

    def state(self, channel: str) -> ChannelState:
        """The channel on the morning of the decision."""
        return next(state for state in self.inputs.channels if state.channel == channel)

    def highest(self) -> dict[str, Decimal]:
        """Most ever spent on a day, by channel."""
        return {
            str(name): Decimal(str(most))
            for name, most in self.inputs.history.groupby("channel")["spend"].max().items()
        }

    def ground(self, curves: pd.DataFrame, lines: pd.DataFrame, *, as_today: bool) -> Ground:
        """What more or less money on top of a recommendation starts from. as_today: it keeps today's mix."""
        total = sum(lines["recommended_spend"], Decimal(0))
        widest = self.limits(total * WIDEST + round_tenth(total)).channels
        return Ground(
            curves=read_curves(curves, lines, {name: float(entry["high"]) for name, entry in widest.items()}),
            limits=self.limits,
            highest=self.highest(),
            labels=self.labels,
            as_today=as_today,
            tests={
                state.channel: Decimal(str(state.test_daily)).quantize(CENT, ROUND_CEILING)
                for state in self.inputs.channels
                if state.test_daily
            },
        )


def ask(inputs: Inputs, limits: Limits, settings: Settings) -> Recommendation:
    """Ask under the labels people know, so that the reasons speak of them; answer under channel names."""
    label = {state.channel: state.label for state in inputs.channels}
    name = {state.label: state.channel for state in inputs.channels}
    answer = recommend(
        inputs.history.assign(channel=inputs.history["channel"].map(label)),
        Limits(total=limits.total, channels={label[key]: value for key, value in limits.channels.items()}),
        context=inputs.demand,
        as_of=inputs.as_of,
        profile=settings.decision.profile,
        seed=inputs.as_of.toordinal(),
        events=inputs.events.assign(channel=inputs.events["channel"].map(label).astype(object)),
        interval_scale=inputs.interval_scale,
        unit=Unit(
            one=noun(inputs.result_metric),
            many=noun(inputs.result_metric, many=True),
            is_money=inputs.result_metric in AMOUNTS,
        ),
    )
    frame = answer.frame.assign(channel=answer.frame["channel"].map(name))
    curves = answer.curves.assign(channel=answer.curves["channel"].map(name))
    return replace(answer, frame=frame, curves=curves)
