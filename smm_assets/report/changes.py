"""The change sheet: what to change where, for a person beside the networks' own pages.

Belongs here: lines in the currency of each account, and what rounding leaves. Not here: what is to be done
(`campaigns`), at which level a budget is set (`set_budgets`) or how files are written (`sheets`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

import numpy as np
from babel.numbers import get_currency_precision

from smm_assets.allocation.limits import spread
from smm_assets.ingest.habits import Network
from smm_assets.report.campaign_facts import TASKS, task
from smm_assets.report.campaigns import NAMELESS
from smm_assets.report.labels import Labels
from smm_assets.report.set_budgets import placed
from smm_assets.report.sheets import Sheet
from smm_assets.report.tables import Tables, day
from smm_assets.report.words import Words

COLUMNS = {
    "network": "text", "account": "text", "account_id": "text", "campaign": "text", "campaign_id": "text",
    "ad_group": "text", "ad_group_id": "text", "level": "text", "do": "text", "verdict": "text", "from": "money",
    "to": "money", "currency": "text", "valid_from": "day", "from_reporting": "money", "to_reporting": "money",
    "reporting_currency": "text", "rate": "ratio", "rate_date": "day", "budget_level": "text", "budget_now": "money",
    "budget_new": "money", "budget_type": "text", "status": "text", "note": "text", "reason": "text",
}  # fmt: skip
TOTALS = {
    "channel": "text", "now": "money", "recommended": "money", "campaigns_together": "money",
    "as_set_in_accounts": "money", "left_by_rounding": "money", "no_campaign_may_take": "money", "currency": "text",
}  # fmt: skip
_ACTIONS = "SELECT * FROM marts.campaign_action ORDER BY network, account_id, channel, campaign_key"
_GROUPS = """
SELECT a.channel, d.network, d.account_id, d.campaign_key, d.ad_group_key, MAX(d.ad_group_id) AS ad_group_id,
    MAX(d.ad_group_name) AS ad_group_name, MAX(a.data_through) AS data_through, SUM(d.spend) AS spend
FROM marts.campaign_action AS a
INNER JOIN marts.ad_daily AS d
    ON d.channel = a.channel AND d.network = a.network AND d.account_id = a.account_id
    AND d.campaign_key = a.campaign_key AND d.date > a.data_through - INTERVAL '7' DAY AND d.date <= a.data_through
GROUP BY a.channel, d.network, d.account_id, d.campaign_key, d.ad_group_key
HAVING SUM(d.spend) > 0
ORDER BY a.channel, d.network, d.account_id, d.campaign_key, d.ad_group_key
"""
_SETTINGS = """
SELECT network, account_id, campaign_key, ad_group_key, budget_original AS current_budget, budget_type, budget_told_at,
    status, status_told_at
FROM marts.entity_setting
WHERE ad_group_key <> ''
"""
Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Changes:
    """lines: of COLUMNS, those with something to do first; totals: of TOTALS, one for each channel."""

    lines: tuple[Row, ...]
    totals: tuple[Row, ...]

    def sheets(self) -> list[Sheet]:
        """One for each network, then the totals."""
        pages = [
            Sheet(title=network, columns=COLUMNS, rows=list(lines))
            for network, lines in groupby(self.lines, key=lambda line: line["network"])
        ]
        return [*pages, Sheet(title="Totals", columns=TOTALS, rows=self.totals)]


def collect(tables: Tables, labels: Labels, networks: Mapping[str, Network], currency: str) -> Changes:
    """The change sheet of the published morning."""
    found = tables.rows("marts.campaign_action", _ACTIONS)
    groups = _groups(tables)
    original = _in_accounts(found)
    lines: list[Row] = []
    for row in found:
        parts = original[_campaign(row)]
        told = _told(row, labels, currency) | _money(row, parts)
        own = {"do": _do(row, parts), "note": _note(row, labels)}
        network = networks.get(row["network"])
        levels = network.budget_levels if network else ("campaign", "ad_group")
        lines += placed(told | own, row, parts, groups.get(_campaign(row), []), levels)
    lines.sort(key=lambda line: (line["network"], line["account"] or "", TASKS.index(line["do"]), line["campaign"]))
    return Changes(lines=tuple(lines), totals=_totals(found, original, labels, currency))


def _groups(tables: Tables) -> dict[tuple[str, ...], list[Row]]:
    """Ad groups that spent lately by campaign, with their settings where exports tell any."""
    told = {_group(row): row for row in tables.rows("marts.entity_setting", _SETTINGS)}
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in tables.rows("marts.campaign_action", _GROUPS):
        found.setdefault(_campaign(row), []).append(told.get(_group(row), {}) | row)
    return found


def _group(row: Mapping[str, Any]) -> tuple[str, ...]:
    return (row["network"], row["account_id"], row["campaign_key"], row["ad_group_key"])


def _campaign(row: Mapping[str, Any]) -> tuple[str, ...]:
    return (row["channel"], row["network"], row["account_id"], row["campaign_key"])


def _told(row: Row, labels: Labels, currency: str) -> Row:
    network, account_id = row["network"], row["account_id"]
    own = not account_id.endswith(":default")  # else the export names no account
    return {
        "network": labels.network(network),
        "account": labels.account(network, account_id) if own else None,
        "account_id": account_id if own else None,
        "campaign": row["campaign_name"] or row["campaign_key"] or NAMELESS,
        "campaign_id": row["campaign_id"],
        "verdict": row["verdict"].replace("_", " "),
        "currency": row["currency"],
        "valid_from": day(row["as_of"]),
        "reporting_currency": currency,
        "rate": row["rate"],
        "rate_date": None if row["rate_date"] is None else day(row["rate_date"]),
        "reason": row["reason"],
    }


def _money(row: Row, parts: tuple[Decimal, Decimal] | None) -> Row:
    before, after = parts or (None, None)
    return {"from": before, "to": after, "from_reporting": row["budget_from"], "to_reporting": row["budget_to"]}


def _do(row: Row, parts: tuple[Decimal, Decimal] | None) -> str:
    before, after = parts or (row["budget_from"], row["budget_to"])
    return task(row["verdict"], before, after, row.get("status"))


def _note(row: Row, labels: Labels) -> str | None:
    least = row["network_minimum"]
    if least is None or not row["rate"] or not 0 < row["budget_to"] < least:
        return None
    amount = Words(row["currency"]).money(float(least) / float(row["rate"]))
    return f"{labels.network(row['network'])} takes no daily budget below {amount}; what is spent may lie below it."


def _in_accounts(rows: Sequence[Row]) -> dict[tuple[str, ...], tuple[Decimal, Decimal] | None]:
    """From and to in whole coins of each account's currency: the campaigns of a channel in an account add up."""
    found: dict[tuple[str, ...], tuple[Decimal, Decimal] | None] = {_campaign(row): None for row in rows}
    priced = [row for row in rows if row["rate"] and row["currency"]]
    for _, together in groupby(priced, key=lambda row: (row["network"], row["account_id"], row["channel"])):
        group = list(together)
        coin = Decimal(1).scaleb(-get_currency_precision(group[0]["currency"]))
        before, after = (_rounded(group, name, coin) for name in ("budget_from", "budget_to"))
        same = [row["budget_from"] == row["budget_to"] for row in group]
        for row, first, then, stays in zip(group, before, after, same, strict=True):
            found[_campaign(row)] = (then, then) if stays else (first, then)
    return found


def _rounded(rows: Sequence[Row], name: str, coin: Decimal) -> list[Decimal]:
    exact = [float(row[name]) / float(row["rate"]) for row in rows]
    return [coin * int(count) for count in _whole_coins(exact, round(sum(exact) / float(coin)), coin)]


def _whole_coins(exact: Sequence[float], total: int, coin: Decimal) -> np.ndarray:
    """Coins in proportion to amounts, adding up to the total; an amount of 0 gets none."""
    weights = np.array(exact)
    if weights.sum() <= 0:
        return np.zeros(len(weights), dtype=np.int64)
    coins = np.round(weights / float(coin), 6)
    floors = np.floor(coins).astype(np.int64)
    missing = max(0, total - int(floors.sum()))
    room = np.where(weights > 0, 1, 0)
    return floors + spread(min(missing, int(room.sum())), room, coins - floors + 1e-9)


def _totals(
    rows: Sequence[Row],
    original: Mapping[tuple[str, ...], tuple[Decimal, Decimal] | None],
    labels: Labels,
    currency: str,
) -> tuple[Row, ...]:
    found = []
    for channel, together in groupby(sorted(rows, key=lambda row: row["channel"]), key=lambda row: row["channel"]):
        group = list(together)
        given = sum((row["budget_to"] for row in group), Decimal(0))
        set_to = sum((_back(row, original[_campaign(row)]) for row in group), Decimal(0)).quantize(Decimal("0.01"))
        found.append({
            "channel": labels.channel(channel),
            "now": sum((row["budget_from"] for row in group), Decimal(0)),
            "recommended": given + group[0]["channel_rest"],
            "campaigns_together": given,
            "as_set_in_accounts": set_to,
            "left_by_rounding": given - set_to,
            "no_campaign_may_take": group[0]["channel_rest"],
            "currency": currency,
        })  # fmt: skip
    return tuple(found)


def _back(row: Row, parts: tuple[Decimal, Decimal] | None) -> Decimal:
    """What the amount set in the account is in the reporting currency."""
    return row["budget_to"] if parts is None else parts[1] * Decimal(str(row["rate"]))
