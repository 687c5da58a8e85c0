"""What the software keeps about its own work and decisions: the tables of schemas `ops` and `state`.

Belongs here: their columns, types, comments. Not here: who writes them (landing, validation, decisions, runs) or the
raw tables (`smm_assets/schema`). These schemas are never dropped.
"""

from smm_assets.warehouse.bookkeeping.alerts import ALERT, ALERT_DELIVERY
from smm_assets.warehouse.bookkeeping.backtests import BACKTEST_CURVE, BACKTEST_LINE, BACKTEST_RECOMMENDATION
from smm_assets.warehouse.bookkeeping.followed import (
    APPROVAL,
    RECOMMENDATION_REVIEW,
    RECOMMENDATION_SCORECARD,
    RECOMMENDATION_STEP,
)
from smm_assets.warehouse.bookkeeping.ops import (
    ARRIVAL,
    CHANGE,
    CONTROL_SUITE,
    EXPORT_FILE,
    MAIL,
    MODEL_BUILD,
    QUARANTINED_ROW,
    RUN,
    SCHEMA_VERSION,
    VALIDATION_RESULT,
)
from smm_assets.warehouse.bookkeeping.past import FORMER_ROW, HINDSIGHT, MORNING_STATUS, PROJECT_FILE, REPLAY
from smm_assets.warehouse.bookkeeping.state import (
    BUDGET_RECOMMENDATION,
    BUDGET_SCENARIO,
    MATURITY,
    PLAN_VERSION,
    RECOMMENDATION,
    RESPONSE_CURVE,
)
from smm_assets.warehouse.bookkeeping.verdicts import CAMPAIGN_ACTION, TEST_VERDICT
from smm_assets.warehouse.columns import StoredTable

BOOKKEEPING: tuple[StoredTable, ...] = (
    SCHEMA_VERSION,
    ARRIVAL,
    MAIL,
    EXPORT_FILE,
    QUARANTINED_ROW,
    VALIDATION_RESULT,
    RUN,
    CHANGE,
    MODEL_BUILD,
    RECOMMENDATION,
    BUDGET_RECOMMENDATION,
    RESPONSE_CURVE,
    BUDGET_SCENARIO,
    RECOMMENDATION_STEP,
    RECOMMENDATION_REVIEW,
    RECOMMENDATION_SCORECARD,
    APPROVAL,
    PLAN_VERSION,
    MATURITY,
    TEST_VERDICT,
    CAMPAIGN_ACTION,
    FORMER_ROW,
    PROJECT_FILE,
    MORNING_STATUS,
    REPLAY,
    HINDSIGHT,
    BACKTEST_RECOMMENDATION,
    BACKTEST_LINE,
    BACKTEST_CURVE,
    ALERT,
    ALERT_DELIVERY,
)

BACKTESTED: tuple[StoredTable, ...] = (BACKTEST_RECOMMENDATION, BACKTEST_LINE, BACKTEST_CURVE)

__all__ = [
    "APPROVAL",
    "BACKTESTED",
    "BOOKKEEPING",
    "CAMPAIGN_ACTION",
    "CONTROL_SUITE",
    "EXPORT_FILE",
    "MATURITY",
    "PLAN_VERSION",
    "SCHEMA_VERSION",
    "TEST_VERDICT",
]
