"""The shop's orders: those the ads caused, those that come anyway, where they seem to come from and who claims them.

Belongs here: one row per order of the true world. Not here: files of orders (`writers/shop`) or the delivery of ads.
"""

from datetime import date, timedelta

import numpy as np
import pandas as pd

from smm_assets.simulator.delays import draw_delays
from smm_assets.simulator.demand import days_of
from smm_assets.simulator.entities import Channel
from smm_assets.simulator.randomness import stream
from smm_assets.simulator.rates import Converter

ORGANIC_PER_DAY = 14.0
BASKET = 68.0
BASKET_SPREAD = 0.45
LOST_TAGS = 0.06
PROMO_CODE_USE = 0.25
REFUNDED = 0.04
ORGANIC_ORIGINS = (
    ("google", "organic", 0.38),
    ("(direct)", "(none)", 0.30),
    ("newsletter", "email", 0.16),
    ("instagram", "social", 0.08),
    ("facebook", "social", 0.04),
    ("ecosia.org", "referral", 0.04),
)
PARTIAL_CREDITS = (100, 100, 100, 67, 50, 33)


def paid_orders(seed: int, channel: Channel, delivery: pd.DataFrame, demand: pd.Series) -> pd.DataFrame:
    """Orders caused by one channel: its curve on the carried-over spend, times demand, drawn ad by ad."""
    random = stream(seed, f"orders {channel.name}")
    expected = _expected(channel, delivery, demand)
    counts = random.poisson(expected.to_numpy())
    orders = delivery.loc[np.repeat(delivery.index.to_numpy(), counts), ["date", "ad_id", "campaign_id"]]
    orders = orders.rename(columns={"date": "click_date"}).reset_index(drop=True).assign(channel=channel.name)
    waits = draw_delays(random, len(orders))
    orders["order_date"] = [
        day + timedelta(days=int(wait)) for day, wait in zip(orders["click_date"], waits, strict=True)
    ]
    return _tagged(random, channel, orders)


def _expected(channel: Channel, delivery: pd.DataFrame, demand: pd.Series) -> pd.Series:
    """Expected orders per row of delivery: a channel's day shared out by money and pull."""
    spend = delivery.groupby("date")["spend_eur"].sum()
    steady = spend.ewm(alpha=1 - channel.curve.carry, adjust=False).mean()
    daily = steady.map(channel.curve.expected) * demand.set_axis(days_of(demand.index)).reindex(spend.index)
    force = delivery["spend_eur"] * delivery["pull"]
    return force / force.groupby(delivery["date"]).transform("sum") * delivery["date"].map(daily)


def _tagged(random: np.random.Generator, channel: Channel, orders: pd.DataFrame) -> pd.DataFrame:
    """Where each order seems to come from: utm tags (some get lost) and the channel's promo code."""
    utm = {campaign.campaign_id: campaign.utm for campaign in channel.campaigns}
    origin = random.choice(len(channel.origins), size=len(orders), p=[share for _, _, share in channel.origins])
    lost = random.random(len(orders)) < LOST_TAGS
    coded = (random.random(len(orders)) < PROMO_CODE_USE) & bool(channel.promo_code)
    tags = np.array([(source, medium) for source, medium, _ in channel.origins])[origin]
    return orders.assign(
        utm_source=np.where(lost, "(direct)", tags[:, 0] if len(orders) else ""),
        utm_medium=np.where(lost, "(none)", tags[:, 1] if len(orders) else ""),
        utm_campaign=np.where(lost, "", orders["campaign_id"].map(utm)),
        promo_code=np.where(coded, channel.promo_code, ""),
    )


def organic_orders(seed: int, demand: pd.Series) -> pd.DataFrame:
    """Orders that come without ads."""
    random = stream(seed, "orders organic")
    counts = random.poisson(ORGANIC_PER_DAY * demand.to_numpy())
    days = np.repeat(np.array(days_of(demand.index)), counts)
    origin = random.choice(len(ORGANIC_ORIGINS), size=len(days), p=[share for _, _, share in ORGANIC_ORIGINS])
    tags = np.array([(source, medium) for source, medium, _ in ORGANIC_ORIGINS])[origin]
    empty = {"ad_id": "", "campaign_id": "", "channel": "", "utm_campaign": "", "promo_code": ""}
    frame = pd.DataFrame({"click_date": days, "order_date": days, "utm_source": tags[:, 0], "utm_medium": tags[:, 1]})
    return frame.assign(**empty)


def with_baskets(seed: int, orders: pd.DataFrame, last: date) -> pd.DataFrame:
    """Number the orders by day and add value_cents, new_customer, refund_cents (EUR) and whether analytics saw them."""
    random = stream(seed, "baskets")
    ordered = orders[orders["order_date"].le(last)].sort_values(["order_date", "click_date", "ad_id"], kind="stable")
    count = len(ordered)
    cents = np.round(BASKET * np.exp(random.normal(0.0, BASKET_SPREAD, count)) * 100).astype(np.int64)
    paid = ordered["channel"].ne("").to_numpy()
    return ordered.reset_index(drop=True).assign(
        order_id=[f"EX-{10001 + number}" for number in range(count)],
        value_cents=cents,
        new_customer=random.random(count) < np.where(paid, 0.74, 0.41),
        refund_cents=np.where(random.random(count) < REFUNDED, cents, 0),
        seen_by_analytics=random.random(count) < 0.91,
    )


def with_claims(
    seed: int, orders: pd.DataFrame, channels: tuple[Channel, ...], delivery: pd.DataFrame, converter: Converter
) -> pd.DataFrame:
    """Which ad's network reports the order as its own: claimed_by (ad id or ''), claimed_date, credit, claimed_cents.

    A network claims most of its own orders and a few of the others'; each order is claimed at most once. credit is in
    hundredths of a conversion; claimed_cents in hundredths of the account's currency.
    """
    random = stream(seed, "claims")
    by_name = {channel.name: channel for channel in channels}
    ads_of_day: dict[tuple[str, date], list[str]] = {}
    for name, day, ad_id in zip(delivery["channel"], delivery["date"], delivery["ad_id"], strict=True):
        ads_of_day.setdefault((name, day), []).append(ad_id)
    facts = zip(orders["channel"], orders["click_date"], orders["ad_id"], orders["value_cents"], strict=True)
    claims = [_claim(random, by_name, ads_of_day, order, converter) for order in facts]
    columns = ["claimed_by", "claimed_date", "credit", "claimed_cents"]
    return pd.concat([orders, pd.DataFrame(claims, columns=columns, index=orders.index)], axis=1)


def _claim(
    random: np.random.Generator,
    channels: dict[str, Channel],
    ads_of_day: dict[tuple[str, date], list[str]],
    order: tuple[str, date, str, int],
    converter: Converter,
) -> tuple[str, date, int, int]:
    name, day, ad_id, cents = order
    luck, pick = random.random(), random.random()
    if name:
        claimant = channels[name] if luck < channels[name].reported else None
    else:
        claimant = _overclaimant(tuple(channels.values()), luck)
        ads = ads_of_day.get((claimant.name, day), []) if claimant else []
        ad_id = ads[int(pick * len(ads))] if ads else ""
    if claimant is None or not ad_id:
        return "", day, 0, 0
    credit = PARTIAL_CREDITS[int(pick * len(PARTIAL_CREDITS))] if claimant.partial_credit else 100
    own = cents / float(converter.rate(claimant.currency, day))
    return ad_id, day, credit, round(own * credit / 100)


def _overclaimant(channels: tuple[Channel, ...], luck: float) -> Channel | None:
    for channel in channels:
        if luck < channel.overclaim:
            return channel
        luck -= channel.overclaim
    return None
