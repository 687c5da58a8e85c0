"""What smm.yaml says of channels: which rows are theirs, their limits, what counts as a result.

Belongs here: channels, rules that assign rows and results to them, their defaults. Not here: assigning (the models).
"""

from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from smm_assets.settings.kinds import ChannelName, Day, Objective, ResultMetric, Strict


class ChannelRule(Strict):
    """Rows matching all given parts (shell patterns, case ignored) belong to the channel."""

    network: str | None = None
    """Shell pattern of the network's value, such as `my_network`."""
    account: str | None = None
    """Shell pattern of the account's name or id, such as `shop-*`."""
    campaign: str | None = None
    """Shell pattern of the campaign's name, such as `brand*`."""
    campaign_type: str | None = None
    """Shell pattern of the type the network gives the campaign, such as `Video`."""
    publisher: str | None = None
    """Shell pattern of where it was shown, such as `instagram`."""


class Channel(Strict):
    """Where money can be moved."""

    label: str | None = None
    """Name people read, such as `Brand campaigns`."""
    objective: Objective | None = None
    """Objective of its campaigns where no rule says another, such as `leads`."""
    match: tuple[ChannelRule, ...] = ()
    """Rules of which one must fit for delivery to belong here, such as `[{campaign: "brand*"}]`."""
    low: float | None = Field(default=None, ge=0)
    """The least money a day the advice may give it, such as `20`."""
    high: float | None = Field(default=None, ge=0)
    """The most money a day the advice may give it, such as `80`."""
    frozen: bool = False
    """Whether the advice leaves it alone, such as `true`."""
    patience_until: Day | None = None
    """A new channel is not cut before this day, such as `2026-12-31`."""
    social: bool | None = None
    """Whether its money is spent on social media; left out, as its network is, such as `false`."""

    @model_validator(mode="after")
    def _low_below_high(self) -> "Channel":
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low:g} is above high {self.high:g}; Swap the two")
        return self


Counter = Literal["platform", "analytics", "crm"]
COUNTED_ONLY_BY: dict[str, tuple[Counter, ...]] = {
    **dict.fromkeys(("engagements", "follows", "video_views", "impressions"), ("platform",)),
    **dict.fromkeys(("sessions", "new_customers"), ("analytics", "crm")),
}  # what happens at the network and what happens at the shop; all other results are counted by either


class ResultRule(Strict):
    """What counts as a result of an objective and who measures it; source None means the best source at hand."""

    metric: ResultMetric
    """What is counted, such as `orders`."""
    source: Counter | None = None
    """Who counts: the network, web analytics, or shop and CRM; left out, the best at hand, such as `crm`."""

    @model_validator(mode="after")
    def _is_counted_by_its_source(self) -> "ResultRule":
        able = COUNTED_ONLY_BY.get(self.metric)
        if self.source is not None and able is not None and self.source not in able:
            told = {
                "seen": f"metric {self.metric} with source {self.source}, which does not count them",
                "expected": f"source {' or '.join(able)} for {self.metric}",
                "cure": f"Write source: {able[0]}, or leave source out",
            }
            raise PydanticCustomError("contradiction", "{seen}", told)
        return self


class OutcomeRule(Strict):
    """Own results matching all given parts (shell patterns, case ignored) belong to the channel; first rule wins."""

    channel: ChannelName
    """The channel the rows belong to, such as `brand`."""
    source: str | None = None
    """Shell pattern of the traffic source, such as `news*`."""
    medium: str | None = None
    """Shell pattern of the medium, such as `paid*`."""
    campaign: str | None = None
    """Shell pattern of the campaign's name, such as `summer*`."""
    promo_code: str | None = None
    """Shell pattern of the promo code, such as `SUMMER*`."""
    channel_group: str | None = None
    """Shell pattern of the channel group of web analytics, such as `Paid Social`."""
    paid: bool = True
    """Whether these results came from ads, such as `false`."""


class ObjectiveRule(Strict):
    """Campaigns matching all given parts have this objective; first rule wins."""

    objective: Objective
    """The objective of these campaigns, such as `leads`."""
    channel: str | None = None
    """Shell pattern of the channel, such as `brand`."""
    campaign: str | None = None
    """Shell pattern of the campaign's name, such as `"*newsletter*"`."""


DEFAULT_RESULTS: dict[Objective, ResultRule] = {
    "sales": ResultRule(metric="orders"),
    "leads": ResultRule(metric="leads"),
    "traffic": ResultRule(metric="link_clicks", source="platform"),
    "engagement": ResultRule(metric="engagements", source="platform"),
    "audience": ResultRule(metric="follows", source="platform"),
    "awareness": ResultRule(metric="impressions", source="platform"),
}
