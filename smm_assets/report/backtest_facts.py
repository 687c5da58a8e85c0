"""Facts about back-tests: what they say of one objective's advice.

Belongs here: plain frozen values. Not here: reading them or their sentences (`backtests.py`).
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class BackTest:
    """Judged back-tests of one objective. inside: mornings whose results lay in the range that was said to be likely.

    error: how far expectations missed, as a share of what came; error_last_week: the same for "same as last week".
    """

    objective: str
    mornings: int
    hindsight: int
    first: date
    last: date
    inside: int
    error: float | None
    error_last_week: float | None
