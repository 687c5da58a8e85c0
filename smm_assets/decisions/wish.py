"""What a person approves of a recommendation: all of it, some channels, or other amounts, checked against its terms.

Belongs here: from names and amounts on the command line to money per channel and day, refusing what cannot be. Not
here: writing it down (`approval`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from smm_assets.decisions.cents import cents
from smm_assets.decisions.exploring import channels_money
from smm_assets.decisions.naming import channel_named
from smm_assets.errors import UsageError

Line = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Wish:
    """channels: names or labels, empty for all; amounts: name or label → money a day; note: what the person says."""

    channels: tuple[str, ...] = ()
    amounts: Mapping[str, Decimal] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A recommendation that can be decided. lines: channel → row of budget_recommendation; days: of its period."""

    header: Mapping[str, Any]
    lines: Mapping[str, Line]
    labels: Mapping[str, str]
    currency: str
    days: int

    def said(self, channel: str) -> str:
        return self.labels.get(channel, channel)


def approved_budgets(wish: Wish, proposal: Proposal) -> dict[str, Decimal]:
    """Channel → money a day that is approved. Raises UsageError for names, amounts and sums that cannot be."""
    amounts = {channel_named(name, proposal.labels): amount for name, amount in wish.amounts.items()}
    named = [channel_named(name, proposal.labels) for name in wish.channels]
    stray = [proposal.said(name) for name in amounts if named and name not in named]
    if stray:
        raise UsageError(f"--amount names {stray[0]}, which --channel does not", cure="Name it with --channel too")
    if all(line["action"] == "hold" for line in proposal.lines.values()):
        raise UsageError("there is nothing to approve: every channel is held", cure="Its reasons say what unlocks them")
    chosen = named or list(proposal.lines)
    budgets = {name: amounts.get(name, cents(proposal.lines[name]["recommended_spend"])) for name in chosen}
    for name in amounts:
        _check_limits(name, budgets[name], proposal)
    _check_day(budgets, proposal)
    return budgets


def _check_limits(channel: str, amount: Decimal, proposal: Proposal) -> None:
    line, said = proposal.lines[channel], proposal.said(channel)
    if line["binding_constraint"] == "frozen" and amount != cents(line["recommended_spend"]):
        raise UsageError(
            f"{said} is frozen at {line['recommended_spend']:.2f} a day",
            cure="Take it out of frozen in smm.yaml, or locked off its line in the plan, and run smm run",
        )
    if line["action"] == "hold" and amount != cents(line["current_spend"]):
        raise UsageError(f"{said} is held at {line['current_spend']:.2f} a day", cure=str(line["reason"]))
    low, high = (None if line[name] is None else cents(line[name]) for name in ("low", "high"))
    if low is not None and amount < low:
        raise UsageError(f"{amount} a day is below the least of {low} for {said}", cure=_LIMIT)
    if high is not None and amount > high:
        raise UsageError(f"{amount} a day is above the most of {high} for {said}", cure=_LIMIT)


_LIMIT = "Stay inside, or change low and high in smm.yaml or min and max in the plan, and run smm run"


def _check_day(budgets: Mapping[str, Decimal], proposal: Proposal) -> None:
    """Approved amounts, and today's mix for all others, must fit into the day's money."""
    total = channels_money(proposal.header)
    others = {name: goes_on(line) for name, line in proposal.lines.items() if name not in budgets}
    asked = sum(budgets.values(), Decimal(0)) + sum(others.values(), Decimal(0))
    if asked > total:
        beside = " with today's mix for the others" if others else ""
        raise UsageError(
            f"not enough money: that takes {asked:,.2f} {proposal.currency} a day{beside}, there is {total:,.2f}",
            cure="Approve a cut with it, or a smaller --amount",
        )


def goes_on(line: Line) -> Decimal:
    """What a channel spends when nothing is approved for it."""
    return cents(line["current_spend"] if line["kept_spend"] is None else line["kept_spend"])
