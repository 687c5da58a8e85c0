"""Which columns each column of state.campaign_action is made from.

Belongs here: what `kept` and `judge` read for it, told one step back. Not here: lineage of SQL (`sqlmodels.lineage`).
"""

from collections.abc import Mapping

Origins = tuple[tuple[str, str], ...]
RUNNING, EVIDENCE = "intermediate.int_campaign_running", "intermediate.int_campaign_evidence"
SAME = (
    "channel", "network", "account_id", "campaign_key", "campaign_id", "objective", "budget_from", "currency", "rate",
    "rate_date",
)  # fmt: skip


def _of(table: str, *columns: str) -> Origins:
    return tuple((table, column) for column in columns)


_COUNTED = _of(EVIDENCE, "spend", "settled_spend", "results", "events", "impressions", "rate_clicks", "is_shared")
_DECIDED = (
    *_of("state.budget_recommendation", "current_spend", "recommended_spend", "kept_spend", "action"),
    *_of("state.recommendation", "status"),
    *_of("state.approval", "daily_budget"),
    *_of("state.recommendation_step", "date", "daily_budget"),
)
_JUDGED = (*_COUNTED, *_of(RUNNING, "target_cost"))
_SPLIT = (*_JUDGED, *_DECIDED, *_of(RUNNING, "budget_from"), *_of("staging.seed_channel", "frozen", "patience_until"))

ORIGINS: Mapping[str, Origins] = {
    **{name: _of(RUNNING, name) for name in SAME},
    "recommendation_id": _of("state.budget_recommendation", "recommendation_id"),
    "result_metric": _of(EVIDENCE, "result_metric"),
    "result_source": _of(EVIDENCE, "result_source"),
    "window_name": _of(EVIDENCE, "window_name", "results"),
    "spend": _of(EVIDENCE, "spend"),
    "results": _of(EVIDENCE, "results"),
    **dict.fromkeys(("cost_per_result", "cost_per_result_low", "cost_per_result_high"), _COUNTED),
    "target": _of(RUNNING, "target_cost"),
    "compared_with": _COUNTED,
    **dict.fromkeys(("verdict", "budget_to", "channel_rest"), _SPLIT),
    "reason": (*_SPLIT, *_of("state.budget_recommendation", "reason"), *_of("staging.seed_channel", "label")),
    "network_minimum": _of("staging.seed_fx", "currency", "date", "rate"),
    "data_through": _of(RUNNING, "last_day"),
}
