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
from smm_assets.settings.engine import Engine, SparkTerms
from smm_assets.settings.kinds import NAME, Category, ChannelName, Day, Hour, Objective, Share, Strict, Vat
from smm_assets.settings.naming import Naming
from smm_assets.settings.plan_money import PlanMoney, with_promotion
from smm_assets.settings.reading_ahead import ReadAhead, fits
from smm_assets.settings.sources import Account, TableSource
from smm_assets.settings.store import EMBEDDED, runs_said, store_said

DAILY_AT = time(6)
DEFAULT_SPLIT: dict[Category, float] = {"content": 0.60, "promotion": 0.30, "research": 0.05, "training": 0.05}


class Decision(Strict):
    """Limits of the recommendation."""

    max_step: float = Field(default=0.2, gt=0, le=1)
    """The most a channel's money changes in a week, as a share, such as `0.2` for 20 %."""
    profile: Literal["balanced", "safe"] = "balanced"
    """How sure a move must be before it is advised; safe wants more, such as `safe`."""
    objective: Objective = "sales"
    """What counts most where a channel or campaign says nothing else, such as `sales`."""
    review_weekday: int = Field(default=0, ge=0, le=6)
    """The day the recommendation is made anew, 0 Monday to 6 Sunday, such as `0`."""
    reallocate: Annotated[tuple[PlanMoney, ...], AfterValidator(with_promotion)] = ("promotion",)
    """Money of the plan that may move between channels: promotion (ads), other categories, or items, such as
    `[promotion, promotion/contest]`.
    """
    exploration_share: float = Field(default=0.0, ge=0, le=0.5)
    """Share of the day's money kept for trying something new, such as `0.05`."""


class Thresholds(Strict):
    """When something needs a person."""

    quarantined_share: Share = 0.02
    """Share of a channel's spend that may be held back before its advice is held, such as `0.02`."""
    stale_days: int = Field(default=2, ge=1)
    """Days without an export before a channel counts as late, such as `2`."""
    split_tolerance: Share = 0.05
    """How far a category's share may be from the split, such as `0.05`."""
    immature_days: int = Field(default=3, ge=0)
    """The latest days, which networks still restate, such as `3`."""
    anomaly_deviations: float = Field(default=4.0, gt=0)
    """How many times its usual straying a channel must be off to be out of its habit, such as `4`."""
    anomaly_count: int = Field(default=6, ge=1)
    """Fewest conversions, clicks or impressions to be expected before their absence or excess says anything, such as
    `6`.
    """
    reconciliation_tolerance: Share = 0.01
    """How far two exports of the same delivery may be apart, as a share of the larger figure, such as `0.01`."""
    restatement_share: Share = 0.25
    """The most of a figure that networks take back later; an older export that tells more of a day than that knows
    what a newer one leaves out, such as `0.25`.
    """
    content_days: int = Field(default=90, ge=14)
    """How old posts may be that are compared with each other, in days, such as `90`."""


class Blended(Strict):
    """What social media marketing is held against."""

    smm_share_of_revenue_target: Share | None = None
    """What share of revenue social media may cost, such as `0.10`."""
    smm_share_of_marketing_target: Share | None = None
    """What share of all marketing social media is to be, such as `0.15`."""
    marketing_budget_per_month: float | None = Field(default=None, gt=0)
    """Money of all marketing a month, in the reporting currency, what no file tells included, such as `4000`."""


class Settings(Strict):
    """The content of smm.yaml. Every key has a default, so a newcomer's file may hold a name and a currency only.

    The text below each key is what the reference says of it; its end, "such as", is the example. A key of value added
    tax that is None leaves amounts as they are. store, runs: "embedded", or SQLAlchemy's URL.
    """

    name: str = "My project"
    """Name of the project, as pages and alerts say it, such as `Cups and more`."""
    currency: str = "EUR"
    """Currency of reports and advice, an ISO 4217 code, such as `EUR`."""
    amounts: Vat = "net"
    """Whether reports are net or gross of value added tax, such as `gross`."""
    vat: Vat | None = None
    """How accounts that say nothing state their amounts; left out, they are taken as they are, such as `gross`."""
    vat_rate: Share | None = None
    """Value added tax as a share of the net amount, needed where amounts are stated otherwise than reports, such as
    `0.19`.
    """
    plan_vat: Vat | None = None
    """How plan.csv states its amounts where a line says nothing, such as `gross`."""
    costs_vat: Vat | None = None
    """How costs.csv states its amounts where a line says nothing, such as `gross`."""
    timezone: str = "UTC"
    """Decides when a day ends and which morning it is, such as `Europe/Berlin`."""
    language: LanguageCode = ENGLISH
    """Language of the report: English, Georgian or Russian; tables speak English, such as `ka`."""
    as_of: Day | None = None
    """Pins the morning everything speaks of, for examples and tests, such as `2026-11-22`."""
    daily_at: Hour = DAILY_AT
    """When the daily job runs by itself, in quotes, such as `"06:30"`."""
    keep_runs_days: int = Field(default=30, ge=7)
    """How many days Dagster keeps the runs it shows, such as `30`."""
    store: Annotated[SecretStr, BeforeValidator(store_said)] = SecretStr(EMBEDDED)
    """Where tables are kept: a file of the folder, or the PostgreSQL database of this project alone, such as
    `${SMM_STORE}`.
    """
    engine: Engine = "store"
    """What builds the tables: the store itself, or Spark for more than one machine holds, such as `spark`."""
    spark: SparkTerms = SparkTerms()
    """Where Spark runs and its tables lie, when it is the engine, such as `{master: "spark://host:7077", folder:
    /mnt/shop}`.
    """
    runs: Annotated[SecretStr, BeforeValidator(runs_said)] = SecretStr(EMBEDDED)
    """Where Dagster keeps its runs, events and schedules; it may be the database of the store, such as
    `${SMM_STORE}`.
    """
    inbox: Annotated[str, BeforeValidator(inbox_said)] = "inbox"
    """Where exports are dropped: a folder or a remote URL, such as `s3://bucket/exports`."""
    inbox_access: InboxAccess = InboxAccess()
    """How a remote inbox is opened, such as `{key: "${S3_KEY}"}`."""
    read_ahead: Annotated[ReadAhead, AfterValidator(fits)] = ReadAhead()
    """Who reads large rounds of exports before their turn, such as `{by: dagster}`."""
    accounts: tuple[Account, ...] = ()
    """Accounts at networks; needed where an export does not say its currency, account or time zone, such as `[{name:
    eu, network: NAME}]`.
    """
    tables: tuple[TableSource, ...] = ()
    """Tables of a database that a connector fills, read every morning, such as `[{name: connector, url: "${URL}"}]`."""
    mailbox: Mailbox | None = None
    """A mailbox that scheduled reports are sent to, such as
    `{host: imap.example.org, user: reports, password: "${MAIL}", senders: ["*@example.com"]}`.
    """
    channels: Mapping[ChannelName, Channel] = Field(default_factory=dict)
    """Where money can be moved, by name; left out, each network is one, such as `{brand: {frozen: true}}`."""
    objectives: Mapping[Objective, ResultRule] = Field(default_factory=lambda: dict(DEFAULT_RESULTS))
    """What counts as a result of each objective, such as `{leads: {metric: leads}}`."""
    objective_rules: tuple[ObjectiveRule, ...] = ()
    """Which campaigns have another objective; the first rule that fits wins, such as `[{campaign: "*news*",
    objective: leads}]`.
    """
    outcome_rules: tuple[OutcomeRule, ...] = ()
    """Which own results belong to which channel; the first rule that fits wins, such as `[{promo_code: "SUMMER*",
    channel: brand}]`.
    """
    naming: Naming | None = None
    """How campaigns are to be named, such as `{campaign: "{market}_{audience}"}`."""
    target_audience: TargetAudience = TargetAudience()
    """Who should see the ads; other spend is money in doubt, such as `{countries: [DE]}`."""
    rollover: bool = False
    """Whether money a plan period leaves is added to the next one of the same channel and category, such as `true`."""
    split: Mapping[Category, Share] = Field(default_factory=lambda: dict(DEFAULT_SPLIT))
    """How the whole budget should be split; shares add up to 1, such as `{content: 0.6, promotion: 0.4}`."""
    blended: Blended = Blended()
    """What social media is held against: revenue and all marketing, such as `{marketing_budget_per_month: 4000}`."""
    decision: Decision = Decision()
    """Limits of the recommendation, such as `{max_step: 0.1}`."""
    thresholds: Thresholds = Thresholds()
    """When something needs a person, such as `{stale_days: 3}`."""
    alerts: Alerts = Alerts()
    """Who is told what, and when, such as `{quiet_hours: "20:00-07:30"}`."""

    @property
    def is_embedded(self) -> bool:
        """Whether all tables are in one file of the project folder."""
        return self.store.get_secret_value() == EMBEDDED and not self.is_on_spark

    @property
    def is_on_server(self) -> bool:
        """Whether all tables are in a database on a server."""
        return not self.is_embedded and not self.is_on_spark

    @property
    def is_on_spark(self) -> bool:
        """Whether Spark builds the tables, and they lie as files in its folder."""
        return self.engine == "spark"

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
