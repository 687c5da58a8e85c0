"""The actions of a morning: read what the models counted and what was decided, judge, keep it in state.campaign_action.

Belongs here: queries and their conversion. Not here: judging (`judge`).
"""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from smm_assets.campaigns.evidence import Campaign, Tally, counted
from smm_assets.campaigns.judge import Action, ChannelTerms, judge
from smm_assets.ingest.habits import Network
from smm_assets.report.tables import plain_rows
from smm_assets.settings import Settings
from smm_assets.warehouse.store import Store
from smm_assets.warehouse.values import day_of

_RUNNING = """
SELECT r.*, c.label, c.objective AS channel_objective, c.frozen, c.patience_until
FROM intermediate.int_campaign_running AS r
INNER JOIN staging.seed_channel AS c ON c.channel = r.channel
ORDER BY r.channel, r.network, r.account_id, r.campaign_key
"""
_EVIDENCE = "SELECT * FROM intermediate.int_campaign_evidence"
_DECIDED = """
SELECT
    l.channel, l.recommendation_id, l.current_spend, l.action, l.binding_constraint, l.reason,
    COALESCE(s.daily_budget, CASE WHEN r.status = 'approved'
        THEN COALESCE(a.daily_budget, l.kept_spend, l.current_spend) ELSE l.recommended_spend END) AS recommended_spend
FROM state.budget_recommendation AS l
INNER JOIN state.recommendation AS r ON r.recommendation_id = l.recommendation_id
LEFT JOIN state.approval AS a ON a.recommendation_id = l.recommendation_id AND a.channel = l.channel
LEFT JOIN state.recommendation_step AS s
    ON s.recommendation_id = l.recommendation_id AND s.channel = l.channel AND s.date = :as_of
WHERE r.status IN ('proposed', 'approved') AND r.as_of <= :as_of AND r.period_end >= :as_of
ORDER BY r.as_of, r.created_at, r.recommendation_id
"""
_RATE = "SELECT currency, date, rate FROM staging.seed_fx WHERE date < :as_of"


def act(store: Store, as_of: dt.date, settings: Settings, networks: Mapping[str, Network]) -> int:
    """Judge every running campaign as of a morning and replace what was kept of that morning; returns rows."""
    running = plain_rows(store.read(_RUNNING))
    evidence = _evidence(store)
    decided = {str(row["channel"]): row for row in plain_rows(store.read(_DECIDED, {"as_of": as_of}))}
    rates = _rates(store, as_of)
    found: list[dict[str, object]] = []
    for channel in sorted({str(row["channel"]) for row in running}):
        rows = {_name(row): row for row in running if row["channel"] == channel}
        least = {name: _least(row, networks, rates) for name, row in rows.items()}
        terms = _terms(next(iter(rows.values())), decided.get(channel), least, as_of, settings)
        campaigns = [_campaign(row, evidence) for row in rows.values()]
        found += [_kept(one, rows[one.campaign.name], terms) for one in judge(campaigns, terms)]
    with store.transaction():
        store.execute("DELETE FROM state.campaign_action WHERE as_of = :as_of", {"as_of": as_of})
        if found:
            store.load("state", "campaign_action", pd.DataFrame(found))
    return len(found)


def _name(row: Mapping[str, Any]) -> str:
    return "/".join((row["network"], row["account_id"], row["campaign_key"]))


def _evidence(store: Store) -> dict[tuple[str, str, str, str], Mapping[str, Any]]:
    rows = plain_rows(store.read(_EVIDENCE))
    return {(row["window_name"], row["channel"], _name(row), row["objective"]): row for row in rows}


def _campaign(row: Mapping[str, Any], evidence: Mapping[tuple[str, str, str, str], Mapping[str, Any]]) -> Campaign:
    found = {
        window: evidence.get((window, row["channel"], _name(row), row["objective"]), {}) for window in ("28d", "90d")
    }
    told = found["28d"] or found["90d"]
    metric = str(told.get("result_metric") or "conversions")
    return Campaign(
        channel=row["channel"],
        network=row["network"],
        account_id=row["account_id"],
        campaign_key=row["campaign_key"],
        objective=row["objective"],
        result_metric=metric,
        result_source=str(told.get("result_source") or "platform"),
        first_day=day_of(row["first_day"]),
        last_spent=day_of(row["last_spent"]),
        last_day=day_of(row["last_day"]),
        budget=Decimal(str(row["budget_from"])),
        target=_number(row["target_cost"]),
        month=counted(_tally("28d", found["28d"]), metric),
        quarter=counted(_tally("90d", found["90d"]), metric),
        off_target_share=_number(row["off_target_share"]),
    )


def _tally(window: str, row: Mapping[str, Any]) -> Tally:
    results = _number(row.get("results"))
    return Tally(
        window=window,
        spend=Decimal(str(row.get("spend") or 0)),
        settled=_number(row.get("settled_spend")) or 0.0,
        results=None if results is None else max(0.0, results),
        events=None if row.get("events") is None else max(0.0, float(row["events"])),
        impressions=_number(row.get("impressions")) or 0.0,
        clicks=_number(row.get("rate_clicks")) or 0.0,
    )


def _terms(
    row: Mapping[str, Any],
    line: Mapping[str, Any] | None,
    least: Mapping[str, Decimal],
    as_of: dt.date,
    settings: Settings,
) -> ChannelTerms:
    line = line or {}
    bound = line.get("binding_constraint")
    return ChannelTerms(
        as_of=as_of,
        label=str(row["label"] or row["channel"]),
        objective=str(row["channel_objective"]),
        currency=settings.currency,
        step=settings.decision.max_step,
        current=_amount(line.get("current_spend")),
        recommended=_amount(line.get("recommended_spend")),
        recommendation_id=line.get("recommendation_id"),
        held=str(line.get("reason") or "") if bound == "hold" else "",
        frozen=bound == "frozen" or (not line and bool(row["frozen"])),
        falls=line.get("action") == "decrease",
        rises=(_amount(line.get("recommended_spend")) or 0) > (_amount(line.get("current_spend")) or 0),
        patience_until=None if row["patience_until"] is None else day_of(row["patience_until"]),
        least=least,
    )


def _rates(store: Store, as_of: dt.date) -> dict[str, float]:
    """What one unit of each currency was last worth."""
    rows = sorted(plain_rows(store.read(_RATE, {"as_of": as_of})), key=lambda row: row["date"])
    return {str(row["currency"]): float(row["rate"]) for row in rows}


def _least(row: Mapping[str, Any], networks: Mapping[str, Network], rates: Mapping[str, float]) -> Decimal:
    """The network's least daily budget in the reporting currency; 0 where it states none that can be converted."""
    stated = networks[row["network"]].minimum_daily if row["network"] in networks else {}
    own = [
        stated[code] * rates[code] for code in (row["currency"], *sorted(stated)) if code in stated and code in rates
    ]
    return Decimal(str(round(own[0], 6))) if own else Decimal(0)


def _kept(action: Action, row: Mapping[str, Any], terms: ChannelTerms) -> dict[str, object]:
    """A row of state.campaign_action."""
    campaign, told = action.campaign, action.campaign.told
    low, high = told.bounds()
    cost = told.cost
    return {
        "as_of": terms.as_of,
        "channel": campaign.channel,
        "network": campaign.network,
        "account_id": campaign.account_id,
        "campaign_key": campaign.campaign_key,
        "campaign_id": row["campaign_id"],
        "recommendation_id": terms.recommendation_id,
        "objective": campaign.objective,
        "result_metric": campaign.result_metric,
        "result_source": campaign.result_source,
        "window_name": told.window,
        "spend": told.spend,
        "results": told.results,
        "cost_per_result": cost,
        "cost_per_result_low": low,
        "cost_per_result_high": high,
        "target": campaign.target,
        "compared_with": None if campaign.target is not None else action.aim,
        "verdict": action.verdict,
        "budget_from": action.budget_from,
        "budget_to": action.budget_to,
        "channel_rest": action.rest,
        "network_minimum": terms.least.get(campaign.name) or None,
        "currency": row["currency"],
        "rate": _number(row["rate"]),
        "rate_date": None if row["rate_date"] is None else day_of(row["rate_date"]),
        "reason": action.reason,
        "data_through": campaign.last_day,
    }


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _amount(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))
