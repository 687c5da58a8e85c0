"""Facts about a recommendation: its lines, curves, steps and what it comes to.

Belongs here: plain frozen values. Not here: reading them (`advice`), wording (`verdict`) or facts of other parts of the
summary (`facts`).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from smm_assets.report.step_facts import BudgetStep
from smm_assets.report.total_facts import CurvePoint, OtherTotal


@dataclass(frozen=True, kw_only=True)
class AdviceLine:
    """One channel of a recommendation; money per day, results per day, marginal in results per unit of money.

    approved: None where nothing of it was; kept: its part of today's mix, scaled to the total.
    """

    channel: str
    label: str
    current: Decimal
    recommended: Decimal
    period_amount: Decimal | None
    change_pct: float | None
    action: str
    marginal: float | None
    constraint: str
    trust: str
    reason: str
    approved: Decimal | None = None
    kept: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Advice:
    """One recommendation with its lines. results_*: over the whole period; uplift_*: relative, 90 % range.

    kept: money a day kept for trying something new, outside the lines; kept_total: over the whole period.
    steps: changes of budgets; trigger, trigger_detail: why it was made; is_standing: made on an earlier morning.
    """

    recommendation_id: str
    as_of: date
    objective: str
    metric: str
    period_start: date
    period_end: date
    total: Decimal
    per_day: Decimal
    current_total: Decimal
    keep: bool
    uplift: float | None
    uplift_low: float | None
    uplift_high: float | None
    probability_better: float | None
    results_now: float | None
    results_then: float | None
    status: str
    review_on: date | None
    stop_if: str
    summary: str
    lines: tuple[AdviceLine, ...]
    curves: dict[str, tuple[CurvePoint, ...]]
    steps: tuple[BudgetStep, ...] = ()
    warnings: str = ""
    trigger: str = ""
    trigger_detail: str = ""
    is_standing: bool = False
    other_totals: tuple[OtherTotal, ...] = ()
    kept: Decimal = Decimal(0)
    kept_total: Decimal = Decimal(0)
