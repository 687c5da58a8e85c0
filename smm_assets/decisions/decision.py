"""One recommendation as it is recorded.

Belongs here: the type that deciding makes and recording takes. Not here: how it is made (`decide`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd


@dataclass(frozen=True, kw_only=True)
class Decision:
    """One recommendation as it is recorded.

    header: one row of state.recommendation as a mapping; lines: rows of state.budget_recommendation (spends per day,
    period_amount: money of the whole period, adding up to total_period); curves: rows of state.response_curve; steps:
    rows of state.recommendation_step.
    """

    header: Mapping[str, object]
    lines: pd.DataFrame
    curves: pd.DataFrame
    steps: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def recommendation_id(self) -> str:
        return str(self.header["recommendation_id"])
