"""What an approval makes of the plan: the line of each channel with its new amount, and the plan's new version.

Belongs here: from what approved steps spend to amounts of plan lines. Not here: what may be approved (`wish`), or how
the plan file is read with it (`budget/approved`).
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pandas as pd

from smm_assets.budget.approved import FIRST_OWN_LINE, approvals, own_line, takes_ads
from smm_assets.budget.versions import plain_line
from smm_assets.decisions.cents import CENT, cents
from smm_assets.decisions.period import split_period
from smm_assets.decisions.resteps import ApprovedSteps
from smm_assets.decisions.wish import Proposal
from smm_assets.errors import UsageError
from smm_assets.warehouse.store import Store

Row = dict[str, Any]


def approval_rows(
    store: Store, proposal: Proposal, budgets: Mapping[str, Decimal], steps: ApprovedSteps, moment: datetime
) -> list[Row]:
    """Rows of state.approval: the plan line of each channel, and what it says from now on.

    A locked line keeps its amount: then plan_amount is null, and no line of the plan is changed. What its channel
    spends beside its line is not taken from the other lines, so that approved in whole the plan's total stays.
    """
    lines = {name: _plan_line(store, name, steps.first) for name in budgets}
    locked = [name for name, line in lines.items() if line is not None and line["locked"]]
    open_ones = {name: steps.spends(name, steps.last) for name in budgets if name not in locked}
    beside = sum((plan_change(name, proposal, steps, steps.last) for name in locked), Decimal(0)).quantize(CENT)
    shared = split_period(abs(beside) if len(budgets) == len(proposal.lines) else Decimal(0), open_ones)
    sign = 1 if beside > 0 else -1
    return [
        _row(name, budget, lines[name], sign * shared.get(name, Decimal(0)), proposal, steps, moment)
        for name, budget in budgets.items()
    ]


def _row(
    channel: str,
    budget: Decimal,
    line: Row | None,
    more: Decimal,
    proposal: Proposal,
    steps: ApprovedSteps,
    moment: datetime,
) -> Row:
    row = {
        "recommendation_id": proposal.header["recommendation_id"],
        "channel": channel,
        "approved_at": moment,
        "valid_from": steps.first,
        "valid_to": steps.last,
        "daily_budget": budget,
    }
    if line is None:
        own = {"line_start": steps.first, "line_end": steps.last, "line_item": "ads"}
        money = (steps.spends(channel, steps.last) + more).quantize(CENT)
        return row | own | {"line_currency": proposal.currency, "file_amount": None, "plan_amount": money}
    written = Decimal(str(line["amount_original"]))
    rate = Decimal(str(line["amount"])) / written if written else Decimal(1)
    change = plan_change(channel, proposal, steps, min(steps.last, line["period_end"])) + more
    amount = max(Decimal(0), written + change / rate).quantize(CENT)
    own = {"line_start": line["period_start"], "line_end": line["period_end"], "line_item": line["item"]}
    told = {"file_amount": line["file_amount"], "plan_amount": None if line["locked"] else amount}
    return row | own | {"line_currency": line["currency"]} | told


def plan_change(channel: str, proposal: Proposal, steps: ApprovedSteps, last: date) -> Decimal:
    """How much more than the plan left for the days to `last` the channel spends on the approved way.

    A channel without a plan line brings what it spends today.
    """
    line = proposal.lines[channel]
    days = (last - steps.first).days + 1
    left = line["plan_left"]
    a_day = cents(line["current_spend"]) if left is None else Decimal(str(left)) / proposal.days
    return steps.spends(channel, last) - a_day * days


def check_plan(budgets: Mapping[str, Decimal], proposal: Proposal, steps: ApprovedSteps) -> Decimal:
    """By how much the plan grows over the approved days. Raises UsageError where a part of the channels makes it grow:
    the others have not agreed to give anything up.
    """
    more = sum((plan_change(name, proposal, steps, steps.last) for name in budgets), Decimal(0))
    if len(budgets) < len(proposal.lines) and more > CENT * len(budgets):
        raise UsageError(
            f"not enough money: the plan leaves these channels {more:,.2f} {proposal.currency} less for the period",
            cure=f"Approve {_giver(budgets, proposal)} with it, whose plan line gives money up, or a smaller --amount",
        )
    return more


def _giver(budgets: Mapping[str, Decimal], proposal: Proposal) -> str:
    """Label of the channel whose plan line has most money that its recommendation does not spend; else "a channel"."""
    spare = {
        name: Decimal(str(line["plan_left"])) - cents(line["period_amount"])
        for name, line in proposal.lines.items()
        if name not in budgets and line["plan_left"] is not None
    }
    best = max(spare, key=lambda name: (spare[name], name), default=None)
    return proposal.said(best) if best is not None and spare[best] > 0 else "a channel"


def _plan_line(store: Store, channel: str, day: date) -> Row | None:
    """The channel's longest plan line for ads on the day, as in force, with what the file says of it."""
    rows = store.read(
        "SELECT plan_line, period_start, period_end, item, category, amount, amount_original, currency, locked "
        "FROM staging.seed_plan WHERE channel = :channel AND period_start <= :day AND period_end >= :day "
        "ORDER BY plan_line",
        {"channel": channel, "day": day},
    )
    plain = rows.astype(object).where(rows.notna(), None)
    lines = [{str(key): value for key, value in row.items()} for row in plain.to_dict("records")]
    lines = [{**line, **_days(line)} for line in lines if takes_ads(line) and line["amount_original"] is not None]
    if not lines:
        return None
    found = max(lines, key=lambda line: (line["period_end"] - line["period_start"], -int(line["plan_line"])))
    return found | {"file_amount": _file_amount(store, channel, found)}


def _days(line: Mapping[str, Any]) -> dict[str, date]:
    return {name: pd.Timestamp(str(line[name])).date() for name in ("period_start", "period_end")}


def _file_amount(store: Store, channel: str, line: Mapping[str, Any]) -> Decimal | None:
    """What the plan file says of a line in force: another approval may stand over it already."""
    amount = Decimal(str(line["amount_original"]))
    for one in reversed(approvals(store)):
        days = tuple(pd.Timestamp(str(one[name])).date() for name in ("line_start", "line_end"))
        same = one["channel"] == channel and days == (line["period_start"], line["period_end"])
        if same and Decimal(str(one["plan_amount"])) == amount:
            return None if one["file_amount"] is None else Decimal(str(one["file_amount"]))
    return amount


def log_approved_plan(store: Store, name: str, rows: Sequence[Row], today: date, moment: datetime) -> int:
    """Append the plan with the approved amounts as a version of its own; returns its number."""
    latest = store.read("SELECT version, content_json FROM state.plan_version ORDER BY version DESC LIMIT 1")
    number = int(latest["version"].iloc[0]) if len(latest) else 0
    lines = json.loads(latest["content_json"].iloc[0]) if len(latest) else []
    for row in rows:
        if row["plan_amount"] is not None:
            _put(lines, row)
    content = json.dumps(lines, sort_keys=True, ensure_ascii=False, default=str)
    version = {
        "version": number + 1, "valid_from": today, "loaded_at": moment, "content_json": content, "origin": name,
        "sha256": sha256(content.encode()).hexdigest(),
    }  # fmt: skip
    store.load("state", "plan_version", pd.DataFrame([version]))
    return number + 1


def _put(lines: list[Row], row: Row) -> None:
    """The approved amount into the kept lines; a line that no file has is added."""
    for line in lines:
        days = (str(line["period_start"])[:10], str(line["period_end"])[:10])
        same = line["channel"] == row["channel"] and days == (str(row["line_start"]), str(row["line_end"]))
        if same and takes_ads(line) and (line["item"] or "") == (row["line_item"] or ""):
            line["amount_original"] = str(row["plan_amount"])
            return
    number = FIRST_OWN_LINE + sum(int(line["plan_line"]) >= FIRST_OWN_LINE for line in lines)
    lines.append(plain_line(own_line(row, number)))
