"""One recommendation as it is recorded.

Belongs here: the type that deciding makes and recording takes. Not here: how it is made (`decide`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from smm_assets.decisions.changes import COLUMNS
from smm_assets.decisions.own_spends import OwnSpends
from smm_assets.decisions.target import Reached


def _no_changes() -> pd.DataFrame:
    return pd.DataFrame(columns=list(COLUMNS))


@dataclass(frozen=True, kw_only=True)
class Decision:
    """One recommendation as it is recorded.

    header: one row of state.recommendation as a mapping; lines: rows of state.budget_recommendation (spends per day,
    period_amount: money of the whole period, adding up to total_period); curves: rows of state.response_curve; steps:
    rows of state.recommendation_step; changes: rows of state.budget_scenario. reached, own: answers to a scenario's
    target cost and own amounts.
    """

    header: Mapping[str, object]
    lines: pd.DataFrame
    curves: pd.DataFrame
    steps: pd.DataFrame = field(default_factory=pd.DataFrame)
    changes: pd.DataFrame = field(default_factory=_no_changes)
    reached: Reached | None = None
    own: OwnSpends | None = None

    @property
    def recommendation_id(self) -> str:
        return str(self.header["recommendation_id"])
