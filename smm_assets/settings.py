"""The project folder and `smm.yaml`: the only reader of the environment and of the project file.

Belongs here: what the user may set, its defaults, where files of a project lie. Not here: plan, costs, rates and KPIs
(`budget/`, `kpis/` read their own files), nor anything computed.
"""

import difflib
import os
import re
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo, available_timezones

import yaml
from babel.numbers import list_currencies
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from smm_assets.errors import ConfigurationError, Problem, UsageError

PROJECT_FILE = "smm.yaml"
OBJECTIVES = ("traffic", "engagement", "leads", "sales", "audience", "awareness")
Objective = Literal["traffic", "engagement", "leads", "sales", "audience", "awareness"]
Category = Literal["content", "promotion", "research", "training"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Account(_Strict):
    """One account at a network. Supplies what its files do not say. `channel` overrides the channel rules."""

    name: str
    network: str
    account_id: str | None = None
    currency: str | None = None
    timezone: str | None = None
    publisher: str | None = None
    channel: str | None = None


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
    patience_until: date | None = None


class ResultRule(_Strict):
    """What counts as a result of an objective and who measures it; source None means the best source at hand."""

    metric: Literal[
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
    source: Literal["platform", "analytics", "crm"] | None = None


class OutcomeRule(_Strict):
    """Own results matching all given parts (shell patterns, case ignored) belong to the channel; first rule wins."""

    channel: str
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
    """When something needs a person. quarantined_share: of a channel's spend; stale_days: days without an export."""

    quarantined_share: float = 0.02
    stale_days: int = Field(default=2, ge=1)
    split_tolerance: float = 0.05
    immature_days: int = Field(default=3, ge=0)


class Settings(_Strict):
    """The content of smm.yaml. Every key has a default, so a newcomer's file may hold a name and a currency only."""

    name: str = "My project"
    currency: str = "EUR"
    timezone: str = "UTC"
    as_of: date | None = None
    store: str = "embedded"
    inbox: str = "inbox"
    accounts: tuple[Account, ...] = ()
    channels: Mapping[str, Channel] = Field(default_factory=dict)
    objectives: Mapping[Objective, ResultRule] = Field(default_factory=lambda: dict(DEFAULT_RESULTS))
    objective_rules: tuple[ObjectiveRule, ...] = ()
    outcome_rules: tuple[OutcomeRule, ...] = ()
    split: Mapping[Category, float] = Field(default_factory=lambda: dict(DEFAULT_SPLIT))
    decision: Decision = Decision()
    thresholds: Thresholds = Thresholds()

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

    @field_validator("split")
    @classmethod
    def _split_adds_up(cls, value: Mapping[str, float]) -> Mapping[str, float]:
        if abs(sum(value.values()) - 1) > 1e-6:
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


class Project:
    """One project folder: its settings and its paths. Reading it never writes."""

    def __init__(self, home: Path, settings: Settings) -> None:
        self.home = home
        self.settings = settings

    @classmethod
    def open(cls, home: Path | str | None = None, *, environ: Mapping[str, str] | None = None) -> "Project":
        """Open the folder given, else $SMM_HOME, else the folder upward that holds smm.yaml.

        Raises UsageError when there is none, ConfigurationError with every problem of smm.yaml.
        """
        env = os.environ if environ is None else environ
        folder = _find_home(home or env.get("SMM_HOME"))
        return cls(folder, read_settings(folder / PROJECT_FILE, env))

    def file(self, name: str) -> Path:
        """Path of a user's file (plan.csv, kpis.yml …) in the folder; it need not exist."""
        return self.home / name

    @cached_property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def warehouse(self) -> Path:
        return self.data / "warehouse.duckdb"

    @property
    def published(self) -> Path:
        return self.data / "published.duckdb"

    @property
    def lock(self) -> Path:
        return self.data / "warehouse.lock"

    @property
    def archive(self) -> Path:
        return self.data / "archive"

    @property
    def report(self) -> Path:
        return self.data / "report"

    @property
    def dagster_home(self) -> Path:
        return self.data / "dagster"

    @property
    def inbox(self) -> str:
        """URL or absolute path of the inbox."""
        value = self.settings.inbox
        return value if "://" in value else str((self.home / value).resolve())

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.settings.timezone)


def _find_home(given: Path | str | None) -> Path:
    if given is not None:
        folder = Path(given).expanduser().resolve()
        if not (folder / PROJECT_FILE).is_file():
            raise UsageError(f"{folder} holds no {PROJECT_FILE}", cure=f"Make a project there: smm init {given}")
        return folder
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / PROJECT_FILE).is_file():
            return folder
    raise UsageError(
        f"no {PROJECT_FILE} in {here} or above",
        cure="Go to a project folder, pass --home DIR, or start: smm init myshop",
    )


def read_settings(path: Path, env: Mapping[str, str]) -> Settings:
    """Parse smm.yaml; ${NAME} is replaced from the environment. Raises ConfigurationError with all problems."""
    text, problems = _substitute(path.read_text(encoding="utf-8-sig"), env)
    if problems:
        raise ConfigurationError(problems)
    try:
        content = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{PROJECT_FILE} line {mark.line + 1}" if mark else PROJECT_FILE
        seen = str(getattr(error, "problem", error))
        raise ConfigurationError([Problem(where=where, seen=seen, cure="Check indentation and quotes")]) from None
    if not isinstance(content, dict):
        raise ConfigurationError([Problem(where=PROJECT_FILE, seen="not a list of keys", expected="key: value lines")])
    try:
        return Settings.model_validate(content)
    except ValidationError as error:
        raise ConfigurationError([_problem(item, text) for item in error.errors()]) from None


def _substitute(text: str, env: Mapping[str, str]) -> tuple[str, list[Problem]]:
    problems: list[Problem] = []

    def value(match: re.Match[str]) -> str:
        if match[1] not in env:
            line = text.count("\n", 0, match.start()) + 1
            cure = f"export {match[1]}=… before running"
            problems.append(Problem(where=f"{PROJECT_FILE} line {line}", seen=f"{match[0]} is not set", cure=cure))
        return env.get(match[1], "")

    lines = [
        line if line.lstrip().startswith("#") else re.sub(r"\$\{(\w+)\}", value, line) for line in text.split("\n")
    ]
    return "\n".join(lines), problems


def _problem(item: Any, text: str) -> Problem:
    keys = [str(part) for part in item["loc"]]
    name = next((key for key in reversed(keys) if not key.isdigit()), "")
    line = next(
        (
            n
            for n, row in enumerate(text.split("\n"), 1)
            if re.match(rf"\s*(-\s+)?['\"]?{re.escape(name)}['\"]?\s*:", row)
        ),
        1,
    )
    where = f"{PROJECT_FILE} line {line}, key {'.'.join(keys)}"
    if item["type"] == "extra_forbidden":
        close = difflib.get_close_matches(name, sorted(_KEYS), n=1)
        return Problem(where=where, seen="unknown key", cure=f"Did you mean {close[0]}?" if close else "Remove it")
    return Problem(
        where=where, seen=f"{item['input']!r}: {item['msg'].removeprefix('Value error, ')}", cure="Correct the value"
    )


_KEYS = {
    key
    for model in (Settings, Account, Channel, ChannelRule, ResultRule, OutcomeRule, ObjectiveRule, Decision, Thresholds)
    for key in model.model_fields
}
