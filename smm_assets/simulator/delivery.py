"""What the money buys: spend, impressions and clicks of every ad on every day.

Belongs here: the ad-day table of the true world. Not here: orders (`orders`) or what an export shows (`exports`).
"""

from datetime import date, timedelta

import numpy as np
import pandas as pd

from smm_assets.simulator.entities import Channel
from smm_assets.simulator.randomness import split_whole, stream
from smm_assets.simulator.rates import Converter
from smm_assets.simulator.spending import daily_spend

COLUMNS = [
    "date",
    "channel",
    "network",
    "campaign_id",
    "ad_group_id",
    "ad_id",
    "pull",
    "spend_cents",
    "impressions",
    "reach",
    "clicks",
    "link_clicks",
    "landing_page_views",
    "video_views",
    "engagements",
]


def deliver(seed: int, channel: Channel, calendar: pd.DatetimeIndex, as_of: date, converter: Converter) -> pd.DataFrame:
    """One row per ad and day. spend_cents: hundredths of the channel's own currency; counts are whole people's acts."""
    random = stream(seed, f"delivery {channel.name}")
    rows = []
    for moment, eur in daily_spend(seed, channel, calendar, as_of).items():
        day = moment.date()  # type: ignore[attr-defined]
        rows.extend(_one_day(random, channel, day, float(eur), as_of, converter))
    return pd.DataFrame(rows, columns=COLUMNS)


def _one_day(
    random: np.random.Generator, channel: Channel, day: date, eur: float, as_of: date, converter: Converter
) -> list[tuple[object, ...]]:
    age = (as_of - timedelta(days=1) - day).days
    ads = [entry for entry in channel.ads() if entry[2].age is None or age <= entry[2].age]
    weights = np.array([ad.weight for _, _, ad in ads]) * np.exp(random.normal(0.0, 0.1, len(ads)))
    cents = split_whole(round(eur / float(converter.rate(channel.currency, day)) * 100), weights)
    rows = []
    for (campaign, group, ad), money in zip(ads, cents, strict=True):
        share = eur * float(money) / float(cents.sum())
        counts = _counts(random, channel, share)
        ids = (campaign.campaign_id, group.group_id, ad.ad_id)
        rows.append((day, channel.name, channel.network, *ids, ad.pull, int(money), *counts))
    return rows


def _counts(random: np.random.Generator, channel: Channel, eur: float) -> tuple[int, ...]:
    """Impressions, reach, clicks, link clicks, landing page views, video views and engagements that EUR buy."""
    cpm = channel.cpm * float(np.exp(random.normal(0.0, 0.08)))
    impressions = max(1, round(eur / cpm * 1000))
    reach = max(1, round(impressions / float(random.uniform(1.05, 1.35))))
    clicks = int(random.binomial(impressions, channel.ctr))
    link_clicks = int(random.binomial(clicks, channel.link_share))
    landed = int(random.binomial(link_clicks, 0.82))
    views = int(random.binomial(impressions, 0.22))
    engagements = clicks - link_clicks + int(random.binomial(impressions, 0.006))
    return impressions, reach, clicks, link_clicks, landed, views, engagements
