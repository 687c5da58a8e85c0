"""What a project may set in smm.yaml, with its defaults and checks.

Belongs here: keys, types, meanings. Not here: reading the file (`reading`) or where files lie (`project`).
"""

import math
from collections.abc import Mapping
from datetime import time
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from babel.numbers import list_currencies
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationInfo, field_validator

from smm_assets.language import ENGLISH, LanguageCode
from smm_assets.settings.alerts import Alerts
from smm_assets.settings.arriving import InboxAccess, Mailbox, inbox_said
from smm_assets.settings.audience import TargetAudience
from smm_assets.settings.channels import DEFAULT_RESULTS, Channel, ObjectiveRule, OutcomeRule, ResultRule
from smm_assets.settings.kinds import NAME, Category, ChannelName, Day, Hour, Objective, Share, Strict, Vat
from smm_assets.settings.naming import Naming
from smm_assets.settings.plan_money import PlanMoney, with_promotion
from smm_assets.settings.sources import Account, TableSource
from smm_assets.settings.store import EMBEDDED, runs_said, store_said

DAILY_AT = time(6)
DEFAULT_SPLIT: dict[Category, float] = {"content": 0.60, "promotion": 0.30, "research": 0.05, "training": 0.05}


class Decision(Strict):
    """Limits of the recommendation. max_step: largest relative change of a channel per week; review_weekday: day it is
    made anew, 0 Monday to 6 Sunday. reallocate: money of the plan that may move between channels; exploration_share: of
    the day's money, kept for tests.
    """

    max_step: float = Field(default=0.2, gt=0, le=1)
    profile: Literal["balanced", "safe"] = "balanced"
    objective: Objective = "sales"
    review_weekday: int = Field(default=0, ge=0, le=6)
    reallocate: Annotated[tuple[PlanMoney, ...], AfterValidator(with_promotion)] = ("promotion",)
    exploration_share: float = Field(default=0.0, ge=0, le=0.5)


class Thresholds(Strict):
    """When something needs a person. quarantined_share: of a channel's spend; stale_days: days without an export.

    anomaly_deviations: how many times its usual straying a channel must be off to be out of habit; anomaly_count:
    fewest events (conversions, clicks, impressions) to be expected before their absence or excess says anything.
    reconciliation_tolerance: how far two exports of the same delivery may be apart, as a share of the larger figure.
    restatement_share: the most of a figure that networks take back later; an older export that tells more of a day than
    that knows delivery a newer one leaves out. content_days: how old posts may be that are compared with each other.
    """

    quarantined_share: Share = 0.02
    stale_days: int = Field(default=2, ge=1)
    split_tolerance: Share = 0.05
    immature_days: int = Field(default=3, ge=0)
    anomaly_deviations: float = Field(default=4.0, gt=0)
    anomaly_count: int = Field(default=6, ge=1)
    reconciliation_tolerance: Share = 0.01
    restatement_share: Share = 0.25
    content_days: int = Field(default=90, ge=14)


class Blended(Strict):
    """What social media marketing is held against. marketing_budget_per_month: of all marketing, reporting currency."""

    smm_share_of_revenue_target: Share | None = None
    smm_share_of_marketing_target: Share | None = None
    marketing_budget_per_month: float | None = Field(default=None, gt=0)


class Settings(Strict):
    """The content of smm.yaml. Every key has a default, so a newcomer's file may hold a name and a currency only.

    amounts: whether reports are net or gross of value added tax. vat, vat_rate: of accounts that do not say theirs;
    plan_vat, costs_vat: of plan and costs lines that do not say theirs. None: amounts are taken as they are.
    rollover: whether money a plan period leaves is added to the next period of the same channel and category.
    store: "embedded", or SQLAlchemy's URL of a PostgreSQL database that this project has for itself.
    runs: the same of what Dagster keeps: runs, events, schedules; it may be the database of the store.
    language: of the report: en, ka (Georgian) or ru (Russian); tables speak English.
    daily_at: when the daily job runs by itself, in the time zone; keep_runs_days: how long Dagster's runs are kept.
    """

    name: str = "My project"
    currency: str = "EUR"
    amounts: Vat = "net"
    vat: Vat | None = None
    vat_rate: Share | None = None
    plan_vat: Vat | None = None
    costs_vat: Vat | None = None
    timezone: str = "UTC"
    language: LanguageCode = ENGLISH
    as_of: Day | None = None
    daily_at: Hour = DAILY_AT
    keep_runs_days: int = Field(default=30, ge=7)
    store: Annotated[SecretStr, BeforeValidator(store_said)] = SecretStr(EMBEDDED)
    runs: Annotated[SecretStr, BeforeValidator(runs_said)] = SecretStr(EMBEDDED)
    inbox: Annotated[str, BeforeValidator(inbox_said)] = "inbox"
    inbox_access: InboxAccess = InboxAccess()
    accounts: tuple[Account, ...] = ()
    tables: tuple[TableSource, ...] = ()
    mailbox: Mailbox | None = None
    channels: Mapping[ChannelName, Channel] = Field(default_factory=dict)
    objectives: Mapping[Objective, ResultRule] = Field(default_factory=lambda: dict(DEFAULT_RESULTS))
    objective_rules: tuple[ObjectiveRule, ...] = ()
    outcome_rules: tuple[OutcomeRule, ...] = ()
    naming: Naming | None = None
    target_audience: TargetAudience = TargetAudience()
    rollover: bool = False
    split: Mapping[Category, Share] = Field(default_factory=lambda: dict(DEFAULT_SPLIT))
    blended: Blended = Blended()
    decision: Decision = Decision()
    thresholds: Thresholds = Thresholds()
    alerts: Alerts = Alerts()

    @property
    def is_embedded(self) -> bool:
        """Whether the store is a file of the project folder."""
        return self.store.get_secret_value() == EMBEDDED

    @property
    def has_run_database(self) -> bool:
        """Whether Dagster keeps its runs in a database."""
        return self.runs.get_secret_value() != EMBEDDED

    @field_validator("currency")
    @classmethod
    def _known_currency(cls, value: str) -> str:
        if value not in list_currencies():
            raise ValueError(f"'{value}' is not an ISO 4217 currency code such as EUR")
        return value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError(f"'{value}' is not a time zone name such as Europe/Berlin")
        return value

    @field_validator("channels", mode="before")
    @classmethod
    def _declared_without_keys(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {name: {} if channel is None else channel for name, channel in value.items()}

    @field_validator("accounts")
    @classmethod
    def _each_account_once(cls, value: tuple[Account, ...]) -> tuple[Account, ...]:
        names: set[str] = set()
        for account in value:
            if account.name.strip().casefold() in names:
                raise ValueError(f"two accounts are named '{account.name}'; Give each its own name")
            names.add(account.name.strip().casefold())
        return value

    @field_validator("tables", mode="before")
    @classmethod
    def _keys_are_words(cls, value: Any) -> Any:
        """A URL that YAML cut at a comma has left a key that is none; it is told without that piece of a password."""
        for entry in value if isinstance(value, list) else []:
            if isinstance(entry, dict) and not all(NAME.fullmatch(str(key)) for key in entry):
                raise ValueError("holds a key that is none; Write one key a line, and url: ${NAME} without braces")
        return value

    @field_validator("tables")
    @classmethod
    def _tables_fit_accounts(cls, value: tuple[TableSource, ...], given: ValidationInfo) -> tuple[TableSource, ...]:
        names = [source.name.casefold() for source in value]
        known = {account.name for account in given.data.get("accounts", ())}
        for source in value:
            if names.count(source.name.casefold()) > 1:
                raise ValueError(f"two entries are named '{source.name}'; Give each its own name")
            if source.account is not None and source.account not in known and "accounts" in given.data:
                listed = f"Declared: {', '.join(sorted(known))}" if known else "Declare it under accounts"
                raise ValueError(f"{source.name}: no account is named '{source.account}'; {listed}")
        return value

    @field_validator("mailbox", "inbox_access", mode="before")
    @classmethod
    def _holds_keys(cls, value: Any) -> Any:
        """What is no mapping is told without it, for it may be a secret."""
        if value is None or isinstance(value, dict | InboxAccess | Mailbox):
            return value
        raise ValueError("holds no keys; Write one key a line, indented below it")

    @field_validator("mailbox")
    @classmethod
    def _mailbox_fits_accounts(cls, value: Mailbox | None, given: ValidationInfo) -> Mailbox | None:
        known = {account.name for account in given.data.get("accounts", ())}
        if value is not None and value.account is not None and value.account not in known and "accounts" in given.data:
            listed = f"Declared: {', '.join(sorted(known))}" if known else "Declare it under accounts"
            raise ValueError(f"no account is named '{value.account}'; {listed}")
        return value

    @field_validator("split")
    @classmethod
    def _split_adds_up(cls, value: Mapping[str, float]) -> Mapping[str, float]:
        if not math.isclose(sum(value.values()), 1, abs_tol=1e-6):
            raise ValueError(f"shares add up to {sum(value.values()):g}, not 1")
        return value
