"""Simulated shops exported every morning: what each network's conversions of a day were known to be at every age.

The simulator knows when every order is placed; here it is only added up, without files, so that many worlds are cheap.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from smm_assets.maturity import HORIZON
from smm_assets.simulator import simulate
from smm_assets.simulator.cast import CHANNELS

LOOK_BACK = 28


@dataclass(frozen=True, kw_only=True)
class Book:
    """days: reporting days. known: network → array (days, HORIZON) of conversions known at ages 1 … HORIZON."""

    days: tuple[dt.date, ...]
    known: Mapping[str, np.ndarray]


def book(seed: int, *, size: float = 1.0, stretch: int = 1, length: int = 120) -> Book:
    """The example shop with `size` times its orders, which come `stretch` times as late."""
    channels = tuple(replace(one, curve=replace(one.curve, top=one.curve.top * size)) for one in CHANNELS)
    world = simulate(seed=seed, days=length, channels=channels)
    network = {channel.name: channel.network for channel in channels}
    owner = dict(zip(world.delivery["ad_id"], world.delivery["channel"].map(network), strict=True))
    days = tuple(world.first + dt.timedelta(days=number) for number in range(length))
    place = {day: number for number, day in enumerate(days)}
    known = {name: np.zeros((length, HORIZON)) for name in sorted(set(network.values()))}
    claimed = world.orders[world.orders["claimed_by"].ne("")]
    for ad, clicked, ordered, credit in zip(
        claimed["claimed_by"], claimed["claimed_date"], claimed["order_date"], claimed["credit"], strict=True
    ):
        if clicked in place:
            wait = stretch * (ordered - clicked).days
            known[owner[ad]][place[clicked], min(wait, HORIZON - 1) :] += credit / 100
    return Book(days=days, known=known)


def counted_twice(made: Book, seed: int, *, share: float = 0.2, until: int = 3) -> Book:
    """A share of the conversions is counted twice at first; the second one is taken back at age `until`."""
    random = np.random.default_rng(seed)
    more = {}
    for name, known in made.known.items():
        twice = random.binomial(np.round(np.diff(known, axis=1, prepend=0.0)).clip(0).astype(int), share).cumsum(axis=1)
        twice[:, until - 1 :] = 0
        more[name] = known + twice
    return replace(made, known=more)


def versions(made: Book, *, mornings: int, ages: range = range(1, LOOK_BACK + 1)) -> pd.DataFrame:
    """What daily exports with that look-back had shown by the morning `mornings` days after the first day."""
    rows = [
        (name, "account", made.days[day], age, made.days[day] + dt.timedelta(days=age), known[day, age - 1])
        for name, known in made.known.items()
        for day in range(len(made.days))
        for age in ages
        if day + age <= mornings
    ]
    return pd.DataFrame(rows, columns=["network", "account_id", "day", "age", "exported_at", "conversions"])
