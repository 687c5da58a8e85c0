"""The project folder and `smm.yaml`: the only reader of the environment and of the project file.

Belongs here: what the user may set, its defaults, where files of a project lie. Not here: plan, costs, rates and KPIs
(`budget/`, `kpis/` read their own files), nor anything computed.
"""

from smm_assets.settings.alerts import DIGESTS, EVENTS, Alerts, AlertTarget, DigestKind, Digests, Event, QuietHours
from smm_assets.settings.arriving import InboxAccess, Mailbox
from smm_assets.settings.audience import TargetAudience, age_bounds, country_code
from smm_assets.settings.channels import (
    DEFAULT_RESULTS,
    Channel,
    ChannelRule,
    ObjectiveRule,
    OutcomeRule,
    ResultRule,
)
from smm_assets.settings.kinds import OBJECTIVES, RESULT_METRICS, Category, Objective
from smm_assets.settings.model import Blended, Decision, Settings, Thresholds
from smm_assets.settings.naming import Naming
from smm_assets.settings.plan_money import PROMOTION
from smm_assets.settings.project import Project
from smm_assets.settings.reading import PROJECT_FILE, read_settings
from smm_assets.settings.sources import Account, TableSource
from smm_assets.settings.store import EMBEDDED

__all__ = [
    "DEFAULT_RESULTS",
    "DIGESTS",
    "EMBEDDED",
    "EVENTS",
    "OBJECTIVES",
    "PROJECT_FILE",
    "PROMOTION",
    "RESULT_METRICS",
    "Account",
    "AlertTarget",
    "Alerts",
    "Category",
    "Channel",
    "ChannelRule",
    "Blended",
    "Decision",
    "DigestKind",
    "Digests",
    "Event",
    "InboxAccess",
    "Mailbox",
    "Naming",
    "Objective",
    "ObjectiveRule",
    "OutcomeRule",
    "Project",
    "QuietHours",
    "ResultRule",
    "Settings",
    "TableSource",
    "TargetAudience",
    "Thresholds",
    "age_bounds",
    "country_code",
    "read_settings",
]
