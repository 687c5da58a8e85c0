"""What the example shop advertises with: channels, campaigns, ad groups, ads, their ids, names and renames.

Belongs here: the types and the one cast of characters. Not here: how much they spend (`spending`), what happens when
people see them (`delivery`, `orders`) or how an export shows them (`writers/`).
"""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Curve:
    """Orders a day brings at a steady daily spend in EUR: top · spend ÷ (spend + half).

    top: orders a day that no money can exceed; half: spend at which half of them come; carry: share of a day's effect
    that moves on to the next day.
    """

    top: float
    half: float
    carry: float

    def expected(self, spend: float) -> float:
        """Orders a day at that steady daily spend and ordinary demand."""
        return self.top * spend / (spend + self.half)

    def marginal(self, spend: float) -> float:
        """Orders one more EUR a day would bring."""
        return self.top * self.half / (spend + self.half) ** 2


@dataclass(frozen=True, kw_only=True)
class Rename:
    """From `age` days before the last data day on, exports call the thing `name`, also for older days."""

    age: int
    name: str


@dataclass(frozen=True, kw_only=True)
class Ad:
    """One ad. weight: its share of the ad group's money; pull: conversion rate beside its siblings; age: days before
    the last data day on which it started (None: before the world began)."""

    ad_id: str
    name: str
    weight: float = 1.0
    pull: float = 1.0
    age: int | None = None
    rename: Rename | None = None


@dataclass(frozen=True, kw_only=True)
class AdGroup:
    """One ad set or ad group."""

    group_id: str
    name: str
    ads: tuple[Ad, ...]
    rename: Rename | None = None


@dataclass(frozen=True, kw_only=True)
class Campaign:
    """One campaign. kind: the network's campaign type or goal; utm: how its links are tagged."""

    campaign_id: str
    name: str
    kind: str
    utm: str
    groups: tuple[AdGroup, ...]
    rename: Rename | None = None


@dataclass(frozen=True, kw_only=True)
class Channel:
    """One place where money can be moved, and the habits of its audience.

    plan: promotion money in EUR a month, the month of `as_of` first, then backwards (the last repeats); cpm: EUR per
    1,000 impressions; ctr: all clicks per impression; link_share: link clicks per click; origins: (utm_source,
    utm_medium, share of its orders); reported: share of its orders its network claims; overclaim: share of the shop's
    other orders the network claims as well; partial_credit: the network splits conversions between its ads.
    """

    name: str
    network: str
    currency: str
    campaigns: tuple[Campaign, ...]
    plan: tuple[int, ...]
    curve: Curve
    cpm: float
    ctr: float
    link_share: float
    origins: tuple[tuple[str, str, float], ...]
    promo_code: str = ""
    reported: float = 0.95
    overclaim: float = 0.0
    partial_credit: bool = False

    def ads(self) -> Iterator[tuple[Campaign, AdGroup, Ad]]:
        """All ads with the campaign and the group they belong to."""
        for campaign in self.campaigns:
            for group in campaign.groups:
                for ad in group.ads:
                    yield campaign, group, ad


def name_at(entity: Campaign | AdGroup | Ad, age: int) -> str:
    """What an export made `age` days before the last data day (negative: after it) calls the entity."""
    return entity.rename.name if entity.rename and age <= entity.rename.age else entity.name
