"""Kinds of values smm.yaml is made of: names, days, shares, words of a list.

Belongs here: a kind more than one section uses. Not here: the sections (`model`, `sources`, `channels`).
"""

import re
from datetime import date, time
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

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


_HOUR = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
NAME = re.compile(r"[\w-]+")


def _name(value: str) -> str:
    if not NAME.fullmatch(value):
        raise ValueError(f"'{value}' is no name of a channel: letters, digits, _ and - only")
    return value


def _entry(value: str) -> str:
    if not NAME.fullmatch(value):
        raise ValueError(f"'{value}' is no name of an entry: letters, digits, _ and - only")
    return value


def _day(value: Any) -> Any:
    """Numbers are no days: 20261122 would be taken for seconds since 1970."""
    if value is None or isinstance(value, date) or (isinstance(value, str) and _DAY.fullmatch(value.strip())):
        return value
    raise ValueError(f"'{value}' is not a day such as 2026-11-30")


def _hour(value: Any) -> Any:
    """Written in quotes: without them YAML takes 6:30 for 390."""
    if isinstance(value, time):
        return value
    found = _HOUR.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise ValueError(f"'{value}' is no time of day; Write it in quotes: \"06:30\"")
    return time(int(found[1]), int(found[2]))


ChannelName = Annotated[str, AfterValidator(_name)]
EntryName = Annotated[str, AfterValidator(_entry)]
Day = Annotated[date, BeforeValidator(_day)]
Hour = Annotated[time, BeforeValidator(_hour)]
Share = Annotated[float, Field(ge=0, le=1)]
Vat = Literal["net", "gross"]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)
