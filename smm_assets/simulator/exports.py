"""What a network's export contains: the rows of a period as they stood on the morning it was made.

Belongs here: plain frames with canonical column names, at ad, ad group or campaign level, by day or for the period.
Not here: headers, encodings and totals rows of the files (`writers/`), or which files there are (`files`).

Ad frames have the columns date (day rows) or period_start and period_end, channel, campaign_id, campaign_name,
campaign_type, ad_group_id, ad_group_name, ad_id, ad_name, spend and conversion_value (Decimal, the account's
currency), conversions (Decimal), and whole counts.
"""

import math
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

import pandas as pd

from smm_assets.simulator.delays import known_conversions
from smm_assets.simulator.entities import name_at
from smm_assets.simulator.world import World

Level = Literal["campaign", "ad_group", "ad"]
ENTITIES: dict[Level, list[str]] = {
    "campaign": ["campaign_id"],
    "ad_group": ["campaign_id", "ad_group_id"],
    "ad": ["campaign_id", "ad_group_id", "ad_id"],
}
COUNTS = ["impressions", "reach", "clicks", "link_clicks", "landing_page_views", "video_views", "engagements"]
HUNDREDTHS = {"spend_cents": "spend", "conversions": "conversions", "conversion_value_cents": "conversion_value"}


def ad_rows(
    world: World, channels: Sequence[str], first: date, last: date, *, exported: date, level: Level
) -> pd.DataFrame:
    """One row per entity of that level and day of delivery, from `first` to `last` inclusive."""
    rows = _known(world, channels, first, last, exported)
    return _named(world, _added(rows, ["date", "channel", *ENTITIES[level]]), level, exported)


def ad_period(
    world: World, channels: Sequence[str], first: date, last: date, *, exported: date, level: Level
) -> pd.DataFrame:
    """One row per entity of that level for the whole period."""
    rows = _known(world, channels, first, last, exported)
    total = _added(rows, ["channel", *ENTITIES[level]])
    return _named(world, total.assign(period_start=first, period_end=last), level, exported)


def with_budgets(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows by day with the ad set's daily budget as an ad export shows it: whole euros a little above its mean spend.

    The first campaign keeps its budget itself, and its ad sets say so.
    """
    spend = rows.assign(exact=rows["spend"].astype(float)).groupby("ad_group_id")["exact"].sum()
    mean = spend / rows["date"].nunique()
    own = rows["campaign_id"] != rows["campaign_id"].min()
    amounts = [f"{math.ceil(mean[group])}" for group in rows["ad_group_id"]]
    return rows.assign(
        ad_group_budget=pd.Series(amounts, index=rows.index).where(own, "Using campaign budget"),
        budget_type=pd.Series("Daily", index=rows.index).where(own, "0"),
    )


def _known(world: World, channels: Sequence[str], first: date, last: date, exported: date) -> pd.DataFrame:
    rows = world.delivery[world.delivery["channel"].isin(channels) & world.delivery["date"].between(first, last)]
    known = known_conversions(world.orders, exported)
    merged = rows.merge(known, on=["date", "ad_id"], how="left", validate="one_to_one")
    late = ["conversions", "conversion_value_cents"]
    return merged.assign(**merged[late].fillna(0).astype("int64"))


def _added(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Sum to the keys; hundredths become Decimals."""
    total = rows.groupby(keys, as_index=False, sort=False)[[*COUNTS, *HUNDREDTHS]].sum()
    exact = {new: _decimals(total[old]) for old, new in HUNDREDTHS.items()}
    return pd.concat([total.drop(columns=list(HUNDREDTHS)), pd.DataFrame(exact)], axis=1)


def _decimals(hundredths: pd.Series) -> pd.Series:
    return pd.Series([Decimal(int(value)) / 100 for value in hundredths], index=hundredths.index, dtype="object")


def _named(world: World, rows: pd.DataFrame, level: Level, exported: date) -> pd.DataFrame:
    """Add the names that an export of that morning shows, for every day, and the campaign type."""
    age = world.age(exported)
    names: dict[str, dict[str, str]] = {"campaign": {}, "campaign_type": {}, "ad_group": {}, "ad": {}}
    for channel in world.channels:
        for campaign, group, ad in channel.ads():
            names["campaign"][campaign.campaign_id] = name_at(campaign, age)
            names["campaign_type"][campaign.campaign_id] = campaign.kind
            names["ad_group"][group.group_id] = name_at(group, age)
            names["ad"][ad.ad_id] = name_at(ad, age)
    named = rows.assign(campaign_type=rows["campaign_id"].map(names["campaign_type"]))
    for entity in ("campaign", "ad_group", "ad"):
        if f"{entity}_id" in rows:
            named[f"{entity}_name"] = rows[f"{entity}_id"].map(names[entity])
    return named
