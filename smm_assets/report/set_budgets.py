"""The lines of the change sheet at the level where a budget is kept, with the budget that is set there now.

Belongs here: campaign or ad groups, their parts of the money, old and new budget. Not here: what is to be done
(`campaigns`), the whole sheet (`changes`).

A network spends what it can of a budget, so a new budget is the old one changed by the same share as the spend. One
that was told before the spend is known to is shown and not reckoned with: it may have been changed since.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np
from babel.numbers import get_currency_precision

from smm_assets.allocation.limits import spread
from smm_assets.report.campaign_facts import SET, STOPPED
from smm_assets.report.tables import certain_day
from smm_assets.report.words import full_day

Row = dict[str, Any]
Parts = tuple[Decimal, Decimal] | None
UNKNOWN = (
    "No export tells whether its budget is kept on it or on its ad groups: set it where it is kept, never on both."
)
NAMELESS = (
    "Its budgets are kept on its ad groups, which no export names with their money: change each by the same share."
)


def placed(line: Row, row: Row, parts: Parts, groups: Sequence[Row], levels: Sequence[str]) -> list[Row]:
    """The campaign's line, or those of its ad groups where their budgets are set. levels: where the network has any."""
    level = levels[0] if len(levels) == 1 else row.get("budget_level") or "unknown"
    status = row.get("status")
    own = line | {"level": "campaign", "budget_level": level, "status": status} | budgets(row, line)
    if status in STOPPED:
        return [_noted(own, f"It is {status} at the network, so there is nothing to set.")]
    if line["do"] != SET:
        return [own]
    if level == "ad_group":
        return of_groups(own, row, parts, groups) or [_noted(own, NAMELESS)]
    told = _age(row) if own["budget_now"] is not None else ""
    return [_noted(own, UNKNOWN if level == "unknown" else told)]


def budgets(row: Row, line: Mapping[str, Any]) -> Row:
    """Old and new budget where an export tells the old one; a new one where it is a daily budget to be set."""
    now = row.get("current_budget")
    before, after = line["from"], line["to"]
    known = now is not None and row["budget_type"] == "daily" and before and line["do"] == SET and not _is_old(row)
    coin = _coin(line["currency"]) if line["currency"] else Decimal("0.01")
    new = (now * after / before).quantize(coin, ROUND_HALF_UP) if known else None
    return {"budget_now": now, "budget_new": new, "budget_type": row.get("budget_type")}


def of_groups(line: Row, row: Row, parts: Parts, groups: Sequence[Row]) -> list[Row]:
    """Lines of a campaign's ad groups that run; none where its exports leave some of its money without one."""
    if not groups or parts is None or not all(group["ad_group_key"] for group in groups):
        return []
    running = [group for group in groups if _status(group) not in STOPPED] or list(groups)
    weight = [float(group["spend"]) for group in running]
    before, after = (_shared(amount, weight, _coin(row["currency"])) for amount in parts)
    reported = [_shared(row[name], weight, Decimal("0.01")) for name in ("budget_from", "budget_to")]
    found = []
    for n, group in enumerate(running):
        told = {"level": "ad_group", "ad_group": group["ad_group_name"], "ad_group_id": group["ad_group_id"]}
        told |= {"from": before[n], "to": after[n], "from_reporting": reported[0][n], "to_reporting": reported[1][n]}
        own = line | told | {"status": _status(group), "reason": "Its part of the campaign's, by what it spends."}
        found.append(_noted(own | budgets(group, own), _age(group)))
    return found


def _status(group: Mapping[str, Any]) -> str | None:
    """Whether an ad group runs; unknown where that was told before its last known day."""
    told = group.get("status_told_at")
    return group["status"] if told is not None and certain_day(told) >= certain_day(group["data_through"]) else None


def _noted(line: Row, said: str) -> Row:
    return line | {"note": " ".join(text for text in (said, line["note"]) if text) or None}


def _age(row: Mapping[str, Any]) -> str:
    """Said of a budget that was told before the last day that is known."""
    told = f"{full_day(certain_day(row['budget_told_at']))}" if _is_old(row) else ""
    return f"Its budget is that of {told}: look what it is now, and change it by the same share." if told else ""


def _is_old(row: Mapping[str, Any]) -> bool:
    told = row.get("budget_told_at")
    known = told is not None and row["current_budget"] is not None
    return known and certain_day(told) < certain_day(row["data_through"])


def _coin(currency: str) -> Decimal:
    return Decimal(1).scaleb(-get_currency_precision(currency))


def _shared(amount: Decimal, weight: Sequence[float], coin: Decimal) -> list[Decimal]:
    total = int(amount / coin)
    room = np.full(len(weight), total, dtype=np.int64)
    return [coin * int(count) for count in spread(total, room, np.array(weight))]
