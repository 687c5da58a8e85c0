"""The true world of the example shop: everything that happened, drawn from one seed.

Belongs here: `World` and `simulate`, which puts the parts together. Not here: what files show of it (`exports`) and
which files there are (`files`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from smm_assets.errors import UsageError
from smm_assets.simulator import orders as order_book
from smm_assets.simulator.cast import CHANNELS
from smm_assets.simulator.delivery import deliver
from smm_assets.simulator.demand import demand
from smm_assets.simulator.entities import Channel
from smm_assets.simulator.rates import Converter, draw_rates

WARM_UP_DAYS = 31
SHORTEST = 28


@dataclass(frozen=True, kw_only=True)
class World:
    """What really happened from a month before `first` to `last`, the day before the morning of `as_of`.

    rates: date, currency, rate. demand: multiplier by day. delivery: one row per ad and day (see `delivery`), with
    spend_eur as float. orders: one row per order of the shop (see `orders`).
    """

    seed: int
    as_of: date
    first: date
    last: date
    channels: tuple[Channel, ...]
    rates: pd.DataFrame
    demand: pd.Series
    delivery: pd.DataFrame
    orders: pd.DataFrame

    def converter(self) -> Converter:
        """Conversion into EUR by the world's rates."""
        return Converter(self.rates)

    def channel(self, name: str) -> Channel:
        """The channel of that name."""
        return {channel.name: channel for channel in self.channels}[name]

    def age(self, day: date) -> int:
        """Days between that day and the last data day; negative after it."""
        return (self.last - day).days


def simulate(
    *,
    seed: int = 7,
    days: int = 120,
    as_of: date = date(2026, 11, 22),
    channels: tuple[Channel, ...] = CHANNELS,
) -> World:
    """Draw a world with `days` days of exports up to the day before `as_of`. Raises UsageError below 28 days."""
    if days < SHORTEST:
        raise UsageError(f"{days} days are too few for the example", cure=f"Ask for at least {SHORTEST} days")
    last = as_of - timedelta(days=1)
    first = as_of - timedelta(days=days)
    calendar = pd.date_range(first - timedelta(days=WARM_UP_DAYS), last, freq="D")
    rates = draw_rates(seed, calendar[0].date(), last)
    wanted = demand(seed, calendar, as_of)
    delivery = _delivery(seed, channels, calendar, as_of, Converter(rates))
    orders = _orders(seed, channels, delivery, wanted, last, Converter(rates))
    facts: Mapping[str, pd.DataFrame] = {"rates": rates, "delivery": delivery, "orders": orders}
    return World(seed=seed, as_of=as_of, first=first, last=last, channels=channels, demand=wanted, **facts)


def _delivery(
    seed: int, channels: tuple[Channel, ...], calendar: pd.DatetimeIndex, as_of: date, converter: Converter
) -> pd.DataFrame:
    parts = []
    for channel in channels:
        part = deliver(seed, channel, calendar, as_of, converter)
        rate = part["date"].map({day.date(): float(converter.rate(channel.currency, day.date())) for day in calendar})
        parts.append(part.assign(spend_eur=part["spend_cents"] / 100 * rate))
    return pd.concat(parts, ignore_index=True)


def _orders(
    seed: int,
    channels: tuple[Channel, ...],
    delivery: pd.DataFrame,
    wanted: pd.Series,
    last: date,
    converter: Converter,
) -> pd.DataFrame:
    parts = [order_book.organic_orders(seed, wanted)]
    for channel in channels:
        own = delivery[delivery["channel"].eq(channel.name)].reset_index(drop=True)
        parts.append(order_book.paid_orders(seed, channel, own, wanted))
    orders = order_book.with_baskets(seed, pd.concat(parts, ignore_index=True), last)
    return order_book.with_claims(seed, orders, channels, delivery, converter)
