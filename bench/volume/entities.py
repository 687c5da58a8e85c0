"""Campaigns, ad groups and ads that come and go, with ids and names as each network has them.

Belongs here: which ad stands in which place on a day, and what it is called. Not here: what it delivered (`delivery`).

An ad account has a fixed number of places; the ad in a place gives way to a new one after 60 days, its group after 120,
its campaign after 240, campaigns at different times.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from bench.volume.scale import Network

Numbers = npt.NDArray[np.int64]
AD_DAYS, GROUP_DAYS, CAMPAIGN_DAYS = 60, 120, 240
ADS_A_GROUP, GROUPS_A_CAMPAIGN = 5, 4
_EPOCH = date(2010, 1, 1)
# First number of a network's ids of campaigns, groups and ads.
_IDS = {
    "meta": (120_210_000_000_100_001, 120_220_000_000_100_001, 120_230_000_000_100_001),
    "google": (20_100_000_001, 150_100_000_001, 680_100_000_001),
    "tiktok": (1_790_000_000_100_001, 1_791_000_000_100_001, 1_792_000_000_100_001),
    "linkedin": (610_000_001, 620_000_001, 630_000_001),
}
_GOODS = ("Mugs", "Tea sets", "Kettles", "Plates", "Espresso cups", "Gift boxes", "Bowls, large", "Vases")
_AIMS = ("New", "Visitors", "Similar 1%", "Brand", "Sale", "Cart")
_PLACES = ("DE", "AT", "FR", "ES", "IT", "NL", "PL", "BE", "DACH", "EU")
_PEOPLE = (
    "Broad 25-44",
    "Women 18-34",
    "Parents",
    "Home & living",
    "Visitors 30 days",
    "Cart, not bought",
    "Gift buyers",
)
_PICTURES = ("Video 15s", "Video 30s", "Carousel", "Static", "Collection", "UGC clip", "Story 9:16")
_TEXTS = ("cat", "by hand", "free shipping, today", "gift for dad", "small batch", "new")
CAMPAIGN_TYPES = ("Search", "Video", "Performance Max", "Demand Gen")


@dataclass(frozen=True, kw_only=True)
class Places:
    """The ad account's places on one day: numbers of the campaign, group and ad standing in each."""

    campaign: Numbers
    group: Numbers
    ad: Numbers
    # Which campaign place each belongs to; it decides what does not change when ads do.
    site: Numbers


def places(ads: int, day: date) -> Places:
    """What stands in each of the places on that day."""
    slot = np.arange(ads, dtype=np.int64)
    group, site = slot // ADS_A_GROUP, slot // (ADS_A_GROUP * GROUPS_A_CAMPAIGN)
    age = (day - _EPOCH).days + site * 37 % CAMPAIGN_DAYS
    groups, sites = int(group[-1]) + 1, int(site[-1]) + 1
    return Places(
        campaign=age // CAMPAIGN_DAYS * sites + site,
        group=age // GROUP_DAYS * groups + group,
        ad=age // AD_DAYS * ads + slot,
        site=site,
    )


def named(network: Network, numbers: pl.DataFrame) -> pl.DataFrame:
    """The frame with ids and names instead of the numbers `campaign`, `group` and `ad`."""
    first = _IDS[network.name]
    frame = numbers
    for level, start, name in zip(("campaign", "group", "ad"), first, _NAMES, strict=True):
        own = frame[level].unique()
        texts = pl.DataFrame(
            {level: own, f"{level}_id": (own + start).cast(pl.String), f"{level}_name": [name(one) for one in own]}
        )
        frame = frame.join(texts, on=level, how="left", maintain_order="left")
    return frame


def _campaign_name(number: int) -> str:
    place, goods, aim = _PLACES[number % 10], _GOODS[number // 10 % 8], _AIMS[number // 3 % 6]
    return f"{place} | {goods} | {aim} {number}"


def _group_name(number: int) -> str:
    return f"{_PEOPLE[number % 7]} {number}"


def _ad_name(number: int) -> str:
    return f"{_PICTURES[number % 7]} - {_TEXTS[number // 7 % 6]} v{number % 5} {number}"


_NAMES = (_campaign_name, _group_name, _ad_name)
