"""Which columns each column of a recommendation is made from.

Belongs here: what the code of this package reads for each column it writes, told one step back. Not here: lineage of
SQL (`sqlmodels.lineage`), which is read from the SQL itself.

Columns that name the recommendation, say when it was made, or are set by the user's own word have none.
"""

from collections.abc import Mapping

Origins = tuple[tuple[str, str], ...]


def _of(table: str, *columns: str) -> Origins:
    return tuple((table, column) for column in columns)


CHANNEL, HISTORY, PLAN = "marts.channel", "marts.decision_history", "marts.plan"
_OBJECTIVE = _of(CHANNEL, "objective")
_NAME = _of(CHANNEL, "channel")
_LINE = _of(PLAN, "channel", "period_start", "period_end", "amount", "carried_over", "flight_amount")
_TODAY = (*_of(HISTORY, "channel", "objective", "date", "spend"), *_of(PLAN, "amount", "period_start", "period_end"))
_MONEY = (*_LINE, *_of(HISTORY, "channel", "objective", "date", "spend"))
_CURVE = (
    *_of(HISTORY, "channel", "objective", "date", "spend", "result", "completeness", "event_kind"),
    *_of("marts.organic_demand", "date", "organic_sessions"),
)
_LOW = (*_of(CHANNEL, "low"), *_of(PLAN, "low_amount"))
_HIGH = (*_of(CHANNEL, "high"), *_of(PLAN, "high_amount"))
_HELD = (
    *_of(CHANNEL, "frozen", "patience_until", "quarantined_spend", "quarantined_share"),
    *_of(HISTORY, "unpriced_currency"),
    *_of("marts.anomaly", "channel", "check_name", "first_day", "last_day", "event"),
)
_LIMITS = (*_LOW, *_HIGH, *_HELD, *_of(CHANNEL, "minimum_daily", "learning_results"), *_of(PLAN, "locked"))
_SPLIT = tuple(dict.fromkeys((*_CURVE, *_MONEY, *_LIMITS)))
_COUNTED = {
    name: (*_of(HISTORY, name), *_of(CHANNEL, name)) for name in ("result_metric", "result_source")
}  # fmt: skip
_WORDS = (*_SPLIT, *_of(CHANNEL, "label"))

_RECOMMENDATION: Mapping[str, Origins] = {
    "objective": _OBJECTIVE,
    **_COUNTED,
    "period_end": _of(PLAN, "period_start", "period_end"),
    **dict.fromkeys(("total", "total_per_day", "total_period"), _MONEY),
    **dict.fromkeys(("keep", "uplift", "uplift_low", "uplift_high", "probability_better"), _SPLIT),
    **dict.fromkeys(("stop_if", "summary"), _WORDS),
    "warnings": _of("marts.decision_caution", "kind", "channel", "evidence"),
    "interval_scale": _of("state.recommendation_scorecard", "in_interval"),
}
_LINES: Mapping[str, Origins] = {
    "channel": _NAME,
    "current_spend": _TODAY,
    **dict.fromkeys(("recommended_spend", "period_amount", "action", "binding_constraint", "shadow_price"), _SPLIT),
    **dict.fromkeys(("change", "change_pct", "trust", "uplift", "uplift_low", "uplift_high"), _SPLIT),
    **dict.fromkeys(("expected_result_recommended", "marginal_return_recommended"), _SPLIT),
    **dict.fromkeys(("expected_result_current", "marginal_return_current"), _CURVE),
    "reason": _WORDS,
    "data_through": _of(HISTORY, "channel", "date", "spend"),
    "kept_spend": _MONEY,
    "plan_left": _MONEY,
    "low": _LOW,
    "high": _HIGH,
}
_CURVES: Mapping[str, Origins] = {
    "objective": _OBJECTIVE,
    "channel": _NAME,
    "spend": _of(HISTORY, "spend"),
    "is_observed_range": _of(HISTORY, "spend"),
    **dict.fromkeys(("expected_result", "low", "high", "marginal_result"), _CURVE),
}
_SCENARIO: Mapping[str, Origins] = {
    "objective": _OBJECTIVE,
    "total_per_day": _MONEY,
    **dict.fromkeys(("priced_spend", "expected_result", "low", "high", "cost_per_result", "next_results"), _SPLIT),
    **dict.fromkeys(("difference", "beyond_seen"), _WORDS),
}
_STEP: Mapping[str, Origins] = {
    "channel": _NAME,
    **dict.fromkeys(("daily_budget", "step", "is_change", "day_rest"), _SPLIT),
    **dict.fromkeys(("most_on_day", "most_by_day"), (*_SPLIT, *_of(CHANNEL, "daily_overspend", "window_budgets"))),
}
_LATER = (*_of(HISTORY, "channel", "objective", "date", "spend"), *_of("state.recommendation", "period_start"))
_FORETOLD = _of("state.response_curve", "spend", "expected_result", "low", "high")
_CAME = (*_LATER, *_of(HISTORY, "result"))
_SCORE: Mapping[str, Origins] = {
    "recommendation_id": _of("state.recommendation", "recommendation_id"),
    "channel": _of("state.budget_recommendation", "channel"),
    "first_day": _of("state.recommendation", "period_start"),
    "last_day": _of("state.recommendation", "period_end", "as_of"),
    **dict.fromkeys(("days_known", "data_through", "mean_spend"), _LATER),
    **dict.fromkeys(
        ("followed", "followed_share"),
        (*_LATER, *_of("state.budget_recommendation", "current_spend", "recommended_spend")),
    ),
    **{
        ours: (*_LATER, *_of("state.budget_recommendation", told))
        for ours, told in (
            ("predicted_uplift", "uplift"), ("predicted_low", "uplift_low"), ("predicted_high", "uplift_high"),
        )
    },
    "observed": _CAME,
    **dict.fromkeys(("expected", "expected_low", "expected_high"), (*_LATER, *_FORETOLD)),
    **dict.fromkeys(
        ("observed_uplift", "observed_uplift_low", "observed_uplift_high", "in_interval"), (*_CAME, *_FORETOLD)
    ),
    "is_final": (*_CAME, *_of(HISTORY, "completeness")),
}  # fmt: skip

ORIGINS: Mapping[str, Mapping[str, Origins]] = {
    "state.recommendation": _RECOMMENDATION,
    "state.budget_recommendation": _LINES,
    "state.response_curve": _CURVES,
    "state.budget_scenario": _SCENARIO,
    "state.recommendation_step": _STEP,
    "state.recommendation_review": {"objective": _OBJECTIVE, "summary": _WORDS},
    "state.recommendation_scorecard": _SCORE,
}
"""{table: {column: (table, column) it is made from}}."""
