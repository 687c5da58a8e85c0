"""Who is to be told what and when: alerts and digests of smm.yaml.

Belongs here: the keys, their checks, and when it is quiet. Not here: what is worth telling or sending it
(`smm_assets/alerts`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from difflib import get_close_matches
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field, SecretStr, field_validator

from smm_assets.settings.kinds import NAME, Strict

Event = Literal["run_failed", "missing_export", "quarantine", "budget", "kpi", "recommendation"]
DigestKind = Literal["morning", "weekly", "month_end"]
EVENTS: tuple[Event, ...] = get_args(Event)
DIGESTS: tuple[DigestKind, ...] = get_args(DigestKind)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_HOURS = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)\s*[-–]\s*([01]?\d|2[0-3]):([0-5]\d)")
_WRITE_URL = "Write url: ${NAME} and put an address of apprise into the environment variable NAME"


@dataclass(frozen=True, kw_only=True)
class QuietHours:
    """Hours of the day in which nothing is sent, by the clock of the project's time zone; they may span midnight."""

    start: time
    end: time

    def holds(self, moment: datetime) -> bool:
        """Whether it is quiet at a moment of that time zone."""
        now = moment.time()
        if self.start < self.end:
            return self.start <= now < self.end
        return now >= self.start or now < self.end

    def over(self, moment: datetime) -> datetime:
        """When the quiet a moment lies in is over."""
        day = moment.date() + timedelta(days=int(moment.time() >= self.end))
        return datetime.combine(day, self.end, moment.tzinfo)


def _hours(value: Any) -> Any:
    """ "20:00-07:30" as quiet hours."""
    if value is None or isinstance(value, QuietHours | Mapping):
        return value
    found = _HOURS.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise ValueError('are no hours of a day; Write quiet_hours: "20:00-07:30"')
    first, second, third, fourth = map(int, found.groups())
    start, end = time(first, second), time(third, fourth)
    if start == end:
        raise ValueError("begin and end at the same time; Write when they end, or leave quiet_hours out")
    return QuietHours(start=start, end=end)


class AlertTarget(Strict):
    """Somebody who is told."""

    name: str
    """What it is called, such as `team`."""
    url: SecretStr
    """Address as apprise wants it, from a variable, such as `${SMM_TEAM}`."""
    events: tuple[Event, ...] = EVENTS
    """What is told at once; left out, all, such as `[run_failed, budget]`."""
    digests: tuple[DigestKind, ...] = DIGESTS
    """Which summaries are sent; left out, all, such as `[morning]`."""

    @field_validator("name")
    @classmethod
    def _is_a_name(cls, value: str) -> str:
        """What is no name is not repeated, for it may be an address."""
        if not NAME.fullmatch(value):
            raise ValueError("is no name of a target; Write letters, digits, _ and - only")
        return value

    @field_validator("url", mode="before")
    @classmethod
    def _is_an_address(cls, value: Any) -> Any:
        """What is no address is told without it, for it may hold a password."""
        text = value.get_secret_value() if isinstance(value, SecretStr) else value
        if not isinstance(text, str) or not _ADDRESS.match(text.strip()):
            raise ValueError(f"is no address such as mailto://… or slack://…; {_WRITE_URL}")
        return text.strip()

    @field_validator("events", "digests", mode="before")
    @classmethod
    def _none_is_an_empty_list(cls, value: object) -> object:
        return () if value is None else value


class Digests(Strict):
    """Which summaries are sent."""

    morning: bool = True
    """A summary after each daily job, such as `true`."""
    weekly: bool = False
    """A summary of the week, such as `true`."""
    month_end: bool = True
    """A summary of the month, such as `true`."""
    weekday: int = Field(default=0, ge=0, le=6)
    """The morning of the weekly one, 0 Monday to 6 Sunday, such as `0`."""


class Alerts(Strict):
    """Who is told what, and when."""

    smallest_amount: float = Field(default=0, ge=0)
    """Money from which on a matter is told at once; what is below stands in the digests, such as `20`."""
    quiet_hours: Annotated[QuietHours | None, BeforeValidator(_hours)] = None
    """Hours in which nothing is sent; they may span midnight, such as `"20:00-07:30"`."""
    digests: Digests = Digests()
    """Which summaries are made, such as `{weekly: true}`."""
    targets: tuple[AlertTarget, ...] = ()
    """Who is told, such as `[{name: team, url: "${SMM_TEAM}"}]`."""

    @field_validator("targets", mode="before")
    @classmethod
    def _keys_are_known(cls, value: Any) -> Any:
        """An address that YAML cut at a comma has left a key that is none; it is told without that piece."""
        for entry in value if isinstance(value, list) else []:
            keys = map(str, entry) if isinstance(entry, dict) else ()
            if not all(get_close_matches(key, AlertTarget.model_fields, n=1) for key in keys):
                raise ValueError("holds a key that is none; Write one key a line, and url: ${NAME} without braces")
        return value

    @field_validator("targets")
    @classmethod
    def _each_name_once(cls, value: tuple[AlertTarget, ...]) -> tuple[AlertTarget, ...]:
        names = [target.name.casefold() for target in value]
        for target in value:
            if names.count(target.name.casefold()) > 1:
                raise ValueError(f"two targets are named '{target.name}'; Give each its own name")
        return value
