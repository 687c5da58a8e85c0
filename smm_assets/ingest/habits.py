"""The habits of a network as a whole: channels, budget laws, how late its figures settle, what it stopped reporting.

Belongs here: the frozen types a network folder's `NETWORK` fills in. Not here: its exports (`contract`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Retired:
    """A metric a network no longer reports: its cells are read as null for days from `since` on, whatever they hold.

    table, column: raw table and measure; column is the metric's name in raw.account_metric. publisher: where one
    network value holds several, the one that retired it ("" = all). why: what people should know, such as which metric
    replaced it. source: where that is said. published_from: of posts, the first day of publication the end holds for:
    posts known to be older keep their values; None: for all.
    """

    table: str
    column: str
    since: date
    why: str
    source: str
    publisher: str = ""
    published_from: date | None = None


CONVERSIONS = ("conversions", "conversion_value")  # what an attribution window makes late


@dataclass(frozen=True, kw_only=True)
class Maturity:
    """Documented completeness of late metrics by age in days (age 1 = yesterday), before there is evidence."""

    metrics: tuple[str, ...]
    by_age: tuple[float, ...]
    source: str


@dataclass(frozen=True, kw_only=True)
class Network:
    """One network folder's `NETWORK`: its value, its label, and its habits.

    channel_rules: default channels, first match wins: (channel, {canonical column: tuple of values}); an empty mapping
    matches all. click_kind: what `clicks` comparisons use. objective: default objective of its channel.
    daily_overspend: legal factor of a daily budget on one day; overspend_window: where the network evens it out, a week
    from Sunday to Saturday or a calendar month; window_budgets: daily budgets it spends at most in such a window (""
    and 0 where it states none). minimum_daily: smallest useful daily budget per ISO currency. learning_results:
    results a week from which its delivery has learned, below which it begins anew (0 where it states none).
    budget_levels: where budgets may be kept. late: maturity defaults. retired: metrics it stopped reporting, with the
    day. measured_by: who stands behind the results it reports.
    outcome_sources: shell patterns of traffic sources, as analytics and shops name them, that mean this network.
    not_social: its channels that are no social media.
    """

    value: str
    label: str
    kind: Literal["ads", "organic", "outcome", "mixed"]
    channel_rules: tuple[tuple[str, Mapping[str, tuple[str, ...]]], ...] = ()
    channel_labels: Mapping[str, str] = field(default_factory=dict)
    objective: str = "sales"
    timezone_note: str = ""
    daily_overspend: float = 1.0
    overspend_window: Literal["", "week", "month"] = ""
    window_budgets: float = 0.0
    minimum_daily: Mapping[str, float] = field(default_factory=dict)
    learning_results: int = 0
    budget_levels: tuple[Literal["campaign", "ad_group"], ...] = ("campaign", "ad_group")
    late: tuple[Maturity, ...] = ()
    retired: tuple[Retired, ...] = ()
    click_kind: Literal["link", "all"] = "link"
    measured_by: Literal["platform", "analytics", "crm"] = "platform"
    outcome_sources: tuple[str, ...] = ()
    not_social: tuple[str, ...] = ()
