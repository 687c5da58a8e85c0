"""How spend should move between channels: curves with their uncertainty, an exact split, a gate that prefers to keep.

Belongs here: the decision's arithmetic, in plain Python on frames. Not here: tables in a store, orchestration, the
plan's money (budget), and the network's rules for changing budgets.
"""

from smm_assets.allocation.explain import Unit
from smm_assets.allocation.limits import Limits
from smm_assets.allocation.recommend import Recommendation, recommend
from smm_assets.allocation.refusals import InfeasibleBudget, InvalidHistory, InvalidLimits, InvalidQuestion

__all__ = [
    "InfeasibleBudget",
    "InvalidHistory",
    "InvalidLimits",
    "InvalidQuestion",
    "Limits",
    "Recommendation",
    "Unit",
    "recommend",
]
