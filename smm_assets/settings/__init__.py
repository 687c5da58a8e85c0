"""The project folder and `smm.yaml`: the only reader of the environment and of the project file.

Belongs here: what the user may set, its defaults, where files of a project lie. Not here: plan, costs, rates and KPIs
(`budget/`, `kpis/` read their own files), nor anything computed.
"""

from smm_assets.settings.model import (
    DEFAULT_RESULTS,
    OBJECTIVES,
    RESULT_METRICS,
    Account,
    Category,
    Channel,
    ChannelRule,
    Decision,
    Objective,
    ObjectiveRule,
    OutcomeRule,
    ResultRule,
    Settings,
    TableSource,
    Thresholds,
)
from smm_assets.settings.naming import Naming
from smm_assets.settings.project import Project
from smm_assets.settings.reading import PROJECT_FILE, read_settings
from smm_assets.settings.store import EMBEDDED

__all__ = [
    "DEFAULT_RESULTS",
    "EMBEDDED",
    "OBJECTIVES",
    "PROJECT_FILE",
    "RESULT_METRICS",
    "Account",
    "Category",
    "Channel",
    "ChannelRule",
    "Decision",
    "Naming",
    "Objective",
    "ObjectiveRule",
    "OutcomeRule",
    "Project",
    "ResultRule",
    "Settings",
    "TableSource",
    "Thresholds",
    "read_settings",
]
