"""What a project may set in smm.yaml, with its defaults and checks.

Belongs here: keys, types, meanings. Not here: reading the file (`reading`) or where files lie (`project`).
"""

import math
import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, get_args
from zoneinfo import available_timezones

from babel.numbers import list_currencies
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationInfo,
    field_validator,
    model_validator,
)

from smm_assets.settings.naming import Naming
from smm_assets.settings.store import EMBEDDED, store_said

OBJECTIVES = ("traffic", "engagement", "leads", "sales", "audience", "awareness")
Objective = Literal["traffic", "engagement", "leads", "sales", "audience", "awareness"]
Category = Literal["content", "promotion", "research", "training"]
ResultMetric = Literal[
    "orders",
    "new_customers",
    "revenue",
    "leads",
    "conversions",
    "conversion_value",
    "link_clicks",
    "engagements",
    "follows",
    "video_views",
    "impressions",
    "sessions",
]
RESULT_METRICS: tuple[str, ...] = get_args(ResultMetric)


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAME = re.compile(r"[\w-]+")


def _name(value: str) -> str:
    if not _NAME.fullmatch(value):
        raise ValueError(f"'{value}' is no name of a channel: letters, digits, _ and - only")
    return value


def _entry(value: str) -> str:
    if not _NAME.fullmatch(value):
        raise ValueError(f"'{value}' is no name of an entry: letters, digits, _ and - only")
    return value


def _day(value: Any) -> Any:
    """Numbers are no days: 20261122 would be taken for seconds since 1970."""
    if value is None or isinstance(value, date) or (isinstance(value, str) and _DAY.fullmatch(value.strip())):
        return value
    raise ValueError(f"'{value}' is not a day such as 2026-11-30")


ChannelName = Annotated[str, AfterValidator(_name)]
EntryName = Annotated[str, AfterValidator(_entry)]
Day = Annotated[date, BeforeValidator(_day)]
Share = Annotated[float, Field(ge=0, le=1)]
Vat = Literal["net", "gross"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Account(_Strict):
    """One account at a network. Supplies what its files do not say. `channel` overrides the channel rules.

    ended: its last day; later days need no export of it. vat: whether its amounts are net or gross of value added tax;
    vat_rate: the tax as a share of the net amount, 0.19 for 19 %. Both left out: those of the project.
    """

    name: str
    network: str
    account_id: str | None = None
    currency: str | None = None
    timezone: str | None = None
    publisher: str | None = None
    channel: ChannelName | None = None
    ended: Day | None = None
    vat: Vat | None = None
    vat_rate: Share | None = None


class TableSource(_Strict):
    """Tables of a database that an API connector fills. Of a recognised table the last `days` days are taken, counted
    back from its newest day by its own day column; 0: all.

    url: SQLAlchemy's. schema_name: `schema` in the file; None: the database's own default. tables: names or shell
    patterns, case ignored; none: every table of the schema that is recognised. account: name of the declared account
    the rows belong to where they do not say it.
    """

    name: EntryName
    url: SecretStr
    schema_name: str | None = Field(default=None, alias="schema", min_length=1)
    tables: tuple[Annotated[str, Field(min_length=1)], ...] = ()
    account: str | None = None
    days: int = Field(default=60, ge=0)

    @field_validator("url", mode="before")
    @classmethod
    def _text(cls, value: Any) -> Any:
        """What is no URL at all is told without it, for it may hold a password."""
        if not isinstance(value, str) or not value.strip():
            raise ValueError("is no text; Write url: ${NAME} and put the URL into the environment variable NAME")
        return value.strip()


class ChannelRule(_Strict):
    """Rows matching all given parts (shell patterns, case ignored) belong to the channel."""

    network: str | None = None
    account: str | None = None
    campaign: str | None = None
    campaign_type: str | None = None
    publisher: str | None = None


class Channel(_Strict):
    """Where money can be moved. low / high: money per day the recommendation must respect."""

    label: str | None = None
    objective: Objective | None = None
    match: tuple[ChannelRule, ...] = ()
    low: float | None = Field(default=None, ge=0)
    high: float | None = Field(default=None, ge=0)
    frozen: bool = False
    patience_until: Day | None = None

    @model_validator(mode="after")
    def _low_below_high(self) -> "Channel":
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low:g} is above high {self.high:g}; Swap the two")
        return self


class ResultRule(_Strict):
    """What counts as a result of an objective and who measures it; source None means the best source at hand."""

    metric: ResultMetric
    source: Literal["platform", "analytics", "crm"] | None = None


class OutcomeRule(_Strict):
    """Own results matching all given parts (shell patterns, case ignored) belong to the channel; first rule wins."""

    channel: ChannelName
    source: str | None = None
    medium: str | None = None
    campaign: str | None = None
    promo_code: str | None = None
    channel_group: str | None = None
    paid: bool = True


class ObjectiveRule(_Strict):
    """Campaigns matching all given parts have this objective; first rule wins."""

    objective: Objective
    channel: str | None = None
    campaign: str | None = None


class Decision(_Strict):
    """Limits of the recommendation. max_step: largest relative change of a channel per week."""

    max_step: float = Field(default=0.2, gt=0, le=1)
    profile: Literal["balanced", "safe"] = "balanced"
    objective: Objective = "sales"
    review_weekday: int = Field(default=0, ge=0, le=6)


class Thresholds(_Strict):
    """When something needs a person. quarantined_share: of a channel's spend; stale_days: days without an export.

    anomaly_deviations: how many times its usual straying a channel must be off to be out of habit; anomaly_count:
    fewest events (conversions, clicks, impressions) to be expected before their absence or excess says anything.
    reconciliation_tolerance: how far two exports of the same delivery may be apart, as a share of the larger figure.
    restatement_share: the most of a figure that networks take back later; an older export that tells more of a day than
    that knows delivery a newer one leaves out.
    """

    quarantined_share: Share = 0.02
    stale_days: int = Field(default=2, ge=1)
    split_tolerance: Share = 0.05
    immature_days: int = Field(default=3, ge=0)
    anomaly_deviations: float = Field(default=4.0, gt=0)
    anomaly_count: int = Field(default=6, ge=1)
    reconciliation_tolerance: Share = 0.01
    restatement_share: Share = 0.25


class Settings(_Strict):
    """The content of smm.yaml. Every key has a default, so a newcomer's file may hold a name and a currency only.

    amounts: whether reports are net or gross of value added tax. vat, vat_rate: of accounts that do not say theirs;
    plan_vat, costs_vat: of plan and costs lines that do not say theirs. None: amounts are taken as they are.
    store: "embedded", or SQLAlchemy's URL of a PostgreSQL database that this project has for itself.
    """

    name: str = "My project"
    currency: str = "EUR"
    amounts: Vat = "net"
    vat: Vat | None = None
    vat_rate: Share | None = None
    plan_vat: Vat | None = None
    costs_vat: Vat | None = None
    timezone: str = "UTC"
    as_of: Day | None = None
    store: Annotated[SecretStr, BeforeValidator(store_said)] = SecretStr(EMBEDDED)
    inbox: str = "inbox"
    accounts: tuple[Account, ...] = ()
    tables: tuple[TableSource, ...] = ()
    channels: Mapping[ChannelName, Channel] = Field(default_factory=dict)
    objectives: Mapping[Objective, ResultRule] = Field(default_factory=lambda: dict(DEFAULT_RESULTS))
    objective_rules: tuple[ObjectiveRule, ...] = ()
    outcome_rules: tuple[OutcomeRule, ...] = ()
    naming: Naming | None = None
    split: Mapping[Category, Share] = Field(default_factory=lambda: dict(DEFAULT_SPLIT))
    decision: Decision = Decision()
    thresholds: Thresholds = Thresholds()

    @property
    def is_embedded(self) -> bool:
        """Whether the store is a file of the project folder."""
        return self.store.get_secret_value() == EMBEDDED

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
            if isinstance(entry, dict) and not all(_NAME.fullmatch(str(key)) for key in entry):
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

    @field_validator("split")
    @classmethod
    def _split_adds_up(cls, value: Mapping[str, float]) -> Mapping[str, float]:
        if not math.isclose(sum(value.values()), 1, abs_tol=1e-6):
            raise ValueError(f"shares add up to {sum(value.values()):g}, not 1")
        return value


DEFAULT_RESULTS: dict[Objective, ResultRule] = {
    "sales": ResultRule(metric="orders"),
    "leads": ResultRule(metric="leads"),
    "traffic": ResultRule(metric="link_clicks", source="platform"),
    "engagement": ResultRule(metric="engagements", source="platform"),
    "audience": ResultRule(metric="follows", source="platform"),
    "awareness": ResultRule(metric="impressions", source="platform"),
}
DEFAULT_SPLIT: dict[Category, float] = {"content": 0.60, "promotion": 0.30, "research": 0.05, "training": 0.05}
