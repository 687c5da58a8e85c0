"""Tables of schema `state` that keep back-tests: what would have been advised on past mornings.

Belongs here: their columns, types, comments. Not here: recommendations that were really made (`state`). The two are
never mixed: nothing here was ever proposed to anybody.
"""

from smm_assets.warehouse.bookkeeping.kept import Row, kept
from smm_assets.warehouse.bookkeeping.state import BUDGET_RECOMMENDATION, RECOMMENDATION, RESPONSE_CURVE
from smm_assets.warehouse.columns import StoredTable

_MORNING: tuple[Row, ...] = (
    ("as_of", "day", "morning whose knowledge it was made from"),
    ("objective", "text", "traffic, engagement, leads, sales, audience or awareness"),
)
_CHANNEL: tuple[Row, ...] = (*_MORNING, ("channel", "text", "channel"))


def _as_in(table: StoredTable, *names: str) -> tuple[Row, ...]:
    """Columns as they are written down of real recommendations."""
    known = {column.name: column for column in table.columns}
    return tuple((name, known[name].kind, known[name].description, known[name].unit) for name in names)


BACKTEST_RECOMMENDATION = kept(
    "state",
    "backtest_recommendation",
    "What would have been advised on a past morning, made afterwards from what was known then. Grain: as_of, objective",
    *_MORNING,
    *_as_in(
        RECOMMENDATION,
        *("result_metric", "result_source", "period_start", "period_end", "total_per_day", "total_period", "keep"),
        *("uplift", "uplift_low", "uplift_high", "probability_better", "stop_if", "summary", "inputs_hash"),
    ),
    ("mode", "text", "replay: from what had been loaded by then; backtest: from what had been exported by then"),
    ("known_until", "moment", "what was known later was left out, UTC"),
    ("known_until_basis", "text", "run: start of that morning's last run; noon: noon in the project's time zone"),
    ("hindsight_days", "count", "days before the morning that only later exports know", "days"),
    ("remarks_json", "text", "what a reader has to know, JSON list"),
    ("built_with", "text", "hash of the software that made it, see smm_assets/replay/fingerprint.py"),
    ("made_at", "moment", "when it was made, UTC"),
)
BACKTEST_LINE = kept(
    "state",
    "backtest_line",
    "A back-test's line for each channel; spends are per day, reporting currency. Grain: as_of, objective, channel",
    *_CHANNEL,
    *_as_in(
        BUDGET_RECOMMENDATION,
        *("current_spend", "recommended_spend", "change", "change_pct", "action", "expected_result_current"),
        *("expected_result_recommended", "uplift", "uplift_low", "uplift_high", "marginal_return_current"),
        *("marginal_return_recommended", "binding_constraint", "shadow_price", "trust", "reason", "period_amount"),
        "data_through",
    ),
    (
        "last_week_result",
        "ratio",
        "results per day of the last 7 days known that morning, as they were to settle",
        "results per day",
    ),
    (
        "result_spread",
        "ratio",
        "standard deviation of the results of a day over the last 28 days known that morning",
        "results per day",
    ),
)
BACKTEST_CURVE = kept(
    "state",
    "backtest_curve",
    "What a back-test expected each channel to bring at a spend per day. Grain: as_of, objective, channel, spend",
    *_CHANNEL,
    *_as_in(RESPONSE_CURVE, "spend", "expected_result", "low", "high", "marginal_result", "is_observed_range"),
)
