"""Facts about the steps of a recommendation.

Belongs here: plain frozen values. Not here: reading them (`advice`) or wording (`verdict`).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class BudgetStep:
    """Budgets to be set at the networks on a day. budgets: label → money a day."""

    day: date
    budgets: dict[str, Decimal]
