"""The steps of a recommendation that was approved otherwise than it was made: in part, later, or with other amounts.

Belongs here: its steps made again from the first approved day on, and what they spend. Not here: the steps themselves
(`steps`), or the plan (`approved_plan`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pandas as pd

from smm_assets.decisions.cents import CENT, cents
from smm_assets.decisions.exploring import channels_money
from smm_assets.decisions.inputs import ChannelState
from smm_assets.decisions.stepped import last_step_day, smallest_coin, step_rows
from smm_assets.decisions.steps import Way, by_day, levels
from smm_assets.decisions.wish import Proposal, goes_on
from smm_assets.warehouse.store import Store
from smm_assets.warehouse.values import day_of


@dataclass(frozen=True, kw_only=True)
class ApprovedSteps:
    """Budgets of the approved days. rows: of state.recommendation_step from `first` on; as_made: they stand already.

    first, last: days the approval is for; steps are told for two months at most, the last budgets go on from there.
    amounts: money of each channel for all of these days where steps are as made, cents that no day has included.
    """

    rows: pd.DataFrame
    as_made: bool
    first: date
    last: date
    amounts: Mapping[str, Decimal] = field(default_factory=dict)

    def spends(self, channel: str, last: date) -> Decimal:
        """What the channel spends from the first approved day to `last`, money."""
        if last == self.last and channel in self.amounts:
            return self.amounts[channel]
        own = self.rows[self.rows["channel"] == channel]
        told_for = zip(own["date"], own["daily_budget"], strict=True)
        budgets = {day_of(day): Decimal(str(budget)) for day, budget in told_for}
        told = [budget for day, budget in sorted(budgets.items()) if day <= last]
        beyond = max(0, (last - max(budgets)).days)
        return sum(told, Decimal(0)) + beyond * budgets[max(budgets)]


def approved_steps(
    store: Store, proposal: Proposal, budgets: Mapping[str, Decimal], first: date, last: date, max_step: Decimal
) -> ApprovedSteps:
    """The steps that lead to the approved budgets and to today's mix for the others, from `first` to `last`."""
    name = str(proposal.header["recommendation_id"])
    kept = {channel: goes_on(line) for channel, line in proposal.lines.items()}
    target = {channel: budgets.get(channel, kept[channel]) for channel in kept}
    recommended = {channel: Decimal(str(line["recommended_spend"])) for channel, line in proposal.lines.items()}
    begins = day_of(proposal.header["period_start"])
    if first == begins and target == {channel: amount.quantize(CENT) for channel, amount in recommended.items()}:
        made = store.read("SELECT * FROM state.recommendation_step WHERE recommendation_id = :id", {"id": name})
        amounts = {channel: cents(line["period_amount"]) for channel, line in proposal.lines.items()}
        return ApprovedSteps(rows=made, as_made=True, first=first, last=last, amounts=amounts)
    fixed = frozenset(channel for channel, line in proposal.lines.items() if line["action"] == "hold")
    total = channels_money(proposal.header)
    unit = smallest_coin(proposal.currency)
    way = Way(kept=kept, target=target, total=total, fixed=fixed, max_step=max_step, unit=unit)
    end = max(first, last_step_day(begins, last))
    days = by_day(levels(way, first, end, first), first, end)
    rows = step_rows(name, _states(store, proposal), days, way)
    return ApprovedSteps(rows=pd.DataFrame(rows), as_made=False, first=first, last=last)


def replace_steps(store: Store, proposal: Proposal, steps: ApprovedSteps) -> None:
    """Put the approved steps in the place of those the recommendation was made with."""
    if steps.as_made:
        return
    store.execute(
        "DELETE FROM state.recommendation_step WHERE recommendation_id = :id AND date >= :first",
        {"id": str(proposal.header["recommendation_id"]), "first": steps.first},
    )
    store.load("state", "recommendation_step", steps.rows)


def _states(store: Store, proposal: Proposal) -> list[ChannelState]:
    """The channels with the rules of their networks."""
    rules = store.read(
        "SELECT c.channel, c.minimum_daily, n.daily_overspend, n.overspend_window, n.window_budgets "
        "FROM staging.seed_channel AS c LEFT JOIN staging.seed_network AS n ON n.network = c.network"
    )
    plain = _by_channel(rules)
    return [_state(channel, proposal, plain.get(channel, {})) for channel in proposal.lines]


def _by_channel(rows: pd.DataFrame) -> dict[str, dict[str, object]]:
    plain = rows.astype(object).where(rows.notna(), None)
    return {str(row["channel"]): {str(key): value for key, value in row.items()} for row in plain.to_dict("records")}


def _state(channel: str, proposal: Proposal, rules: Mapping[str, object]) -> ChannelState:
    def number(name: str) -> float | None:
        value = rules.get(name)
        return None if value is None else float(str(value))

    current = float(proposal.lines[channel]["current_spend"])
    window = rules.get("overspend_window")
    return ChannelState(
        channel=channel,
        label=proposal.said(channel),
        current=current,
        usual=current,
        data_through=None,
        low=None,
        high=None,
        frozen=False,
        patience_until=None,
        minimum_daily=number("minimum_daily"),
        daily_overspend=number("daily_overspend"),
        overspend_window=None if window is None else str(window),
        window_budgets=number("window_budgets"),
    )
