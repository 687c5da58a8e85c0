"""Every way a result can be counted: who counts, and what.

Belongs here: the list and the words people read. Not here: which definition an objective uses (`int_result_source`).
"""

from dataclasses import dataclass
from itertools import chain
from typing import Literal

Source = Literal["platform", "analytics", "crm"]

_COUNTERS: dict[Source, str] = {
    "crm": "in your own records",
    "analytics": "as web analytics counts them",
    "platform": "as the networks report them",
}
# Family: metrics that answer the same question of an objective. What money is counted in: the event each amount is of.
_OWN = {"orders": "sale", "new_customers": "sale", "revenue": "sale", "leads": "lead", "sessions": "visit"}
_REPORTED = {
    "conversions": "sale",
    "conversion_value": "sale",
    "leads": "lead",
    "link_clicks": "visit",
    "clicks": "visit",
    "engagements": "engagement",
    "follows": "follow",
    "video_views": "video_view",
    "impressions": "impression",
}
_EVENTS = {"revenue": "orders", "conversion_value": "conversions"}
_TITLES = {"link_clicks": "link clicks", "clicks": "clicks of any kind"}


@dataclass(frozen=True, kw_only=True)
class ResultDefinition:
    """One way to count. event_metric: what is counted where results are money; None where they are counts."""

    source: Source
    metric: str
    family: str

    @property
    def name(self) -> str:
        return f"{self.source}_{self.metric}"

    @property
    def event_metric(self) -> str | None:
        return _EVENTS.get(self.metric)

    @property
    def label(self) -> str:
        return f"{_TITLES.get(self.metric, self.metric.replace('_', ' '))} {_COUNTERS[self.source]}"


def _of(source: Source, metrics: dict[str, str]) -> list[ResultDefinition]:
    return [ResultDefinition(source=source, metric=metric, family=family) for metric, family in metrics.items()]


DEFINITIONS: tuple[ResultDefinition, ...] = tuple(
    chain(_of("crm", _OWN), _of("analytics", _OWN), _of("platform", _REPORTED))
)
