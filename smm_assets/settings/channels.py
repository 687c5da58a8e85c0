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
    account: str | None = None
    campaign: str | None = None
    campaign_type: str | None = None
    publisher: str | None = None


class Channel(Strict):
    """Where money can be moved. low / high: money per day the recommendation must respect. social: whether its money is
    spent on social media; None: as its network is.
    """

    label: str | None = None
    objective: Objective | None = None
    match: tuple[ChannelRule, ...] = ()
    low: float | None = Field(default=None, ge=0)
    high: float | None = Field(default=None, ge=0)
    frozen: bool = False
    patience_until: Day | None = None
    social: bool | None = None

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
    source: Counter | None = None

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
    source: str | None = None
    medium: str | None = None
    campaign: str | None = None
    promo_code: str | None = None
    channel_group: str | None = None
    paid: bool = True


class ObjectiveRule(Strict):
    """Campaigns matching all given parts have this objective; first rule wins."""

    objective: Objective
    channel: str | None = None
    campaign: str | None = None


DEFAULT_RESULTS: dict[Objective, ResultRule] = {
    "sales": ResultRule(metric="orders"),
    "leads": ResultRule(metric="leads"),
    "traffic": ResultRule(metric="link_clicks", source="platform"),
    "engagement": ResultRule(metric="engagements", source="platform"),
    "audience": ResultRule(metric="follows", source="platform"),
    "awareness": ResultRule(metric="impressions", source="platform"),
}
