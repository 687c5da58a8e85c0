"""The steps of a recommendation that was approved otherwise than it was made: in part, later, or with other amounts.

Belongs here: its steps made again from the first approved day on. Not here: the steps themselves (`steps`).
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pandas as pd

from smm_assets.decisions.cents import CENT
from smm_assets.decisions.exploring import channels_money
from smm_assets.decisions.inputs import ChannelState
from smm_assets.decisions.stepped import last_step_day, smallest_coin, step_rows
from smm_assets.decisions.steps import Way, by_day, levels
from smm_assets.decisions.wish import Proposal, goes_on
from smm_assets.warehouse.store import Store
from smm_assets.warehouse.values import day_of


def step_again(
    store: Store, proposal: Proposal, budgets: Mapping[str, Decimal], first: date, last: date, max_step: Decimal
) -> None:
    """Replace the steps from `first` on by those that lead to the approved budgets and today's mix for the others."""
    name = str(proposal.header["recommendation_id"])
    kept = {channel: goes_on(line) for channel, line in proposal.lines.items()}
    target = {channel: budgets.get(channel, kept[channel]) for channel in kept}
    recommended = {channel: Decimal(str(line["recommended_spend"])) for channel, line in proposal.lines.items()}
    begins = day_of(proposal.header["period_start"])
    if first == begins and target == {channel: amount.quantize(CENT) for channel, amount in recommended.items()}:
        return
    fixed = frozenset(channel for channel, line in proposal.lines.items() if line["action"] == "hold")
    total = channels_money(proposal.header)
    unit = smallest_coin(proposal.currency)
    way = Way(kept=kept, target=target, total=total, fixed=fixed, max_step=max_step, unit=unit)
    end = max(first, last_step_day(begins, last))
    days = by_day(levels(way, first, end, first), first, end)
    rows = step_rows(name, _states(store, proposal), days, way)
    store.execute(
        "DELETE FROM state.recommendation_step WHERE recommendation_id = :id AND date >= :first",
        {"id": name, "first": first},
    )
    store.load("state", "recommendation_step", pd.DataFrame(rows))


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
