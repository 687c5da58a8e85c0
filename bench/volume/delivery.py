"""What every ad delivered on a day: drawn once, so that a second export of the day restates the same delivery.

Belongs here: whole numbers (money in cents, conversions in hundredths). Not here: their text (`cells`, `formats`).

Conversions of the last days are not all there yet, and a little spend is taken back later: that is what a second export
of a day says.
"""

from datetime import date, timedelta

import numpy as np
import polars as pl

from bench.volume.entities import places
from bench.volume.scale import NETWORKS, RESTATED_DAYS, Network

LATE, TAKEN_BACK = 0.2, 0.02
_WEEKDAYS = (1.0, 0.98, 1.0, 1.03, 1.1, 1.2, 1.15)


def days(network: Network, ads: int, first: date, last: date, *, seed: int, exported_after: date) -> pl.DataFrame:
    """A row per day and ad, exported on the morning after `exported_after`: days older than a week are settled."""
    found = []
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        found.append(_day(network, ads, day, seed, is_fresh=exported_after - day < timedelta(days=RESTATED_DAYS)))
    return pl.concat(found)


def restated(network: Network, ads: int, first: date, last: date, *, seed: int) -> pl.DataFrame:
    """The same days in an export of the morning after `last`: all but that day have settled."""
    settled = [_day(network, ads, first + timedelta(days=n), seed, is_fresh=False) for n in range((last - first).days)]
    return pl.concat([*settled, _day(network, ads, last, seed, is_fresh=True)])


def _day(network: Network, ads: int, day: date, seed: int, *, is_fresh: bool) -> pl.DataFrame:
    number = NETWORKS.index(network)
    chance = np.random.default_rng((seed, number, day.toordinal()))
    standing = places(ads, day)
    size = np.random.default_rng((seed, number)).lognormal(-0.3, 0.8, ads)
    expected = network.impressions * size * _WEEKDAYS[day.weekday()] * chance.lognormal(0, 0.25, ads)
    impressions = 20 + expected.astype(np.int64)
    clicks = chance.binomial(impressions, network.click_rate)
    link_clicks = chance.binomial(clicks, 0.78)
    final = chance.binomial(link_clicks, network.conversion_rate)
    late = chance.binomial(final, LATE)
    # Google divides a conversion among the clicks that led to it.
    hundredths = final * 100 - (chance.integers(0, 60, ads) * (final > 0) if network.name == "google" else 0)
    price = 1_499 + standing.site * 791 % 6_000
    spend = (impressions * network.cpm_cents * chance.uniform(0.7, 1.3, ads) / 1_000).astype(np.int64)
    wrong = chance.random(ads) < TAKEN_BACK
    counted = final - late if is_fresh else final
    shown = np.where(counted == final, hundredths, counted * 100)
    return pl.DataFrame(
        {
            "date": np.full(ads, np.datetime64(day)),
            "campaign": standing.campaign,
            "group": standing.group,
            "ad": standing.ad,
            "site": standing.site,
            "spend": spend if is_fresh else spend - wrong * (spend // 50),
            "impressions": impressions,
            "reach": impressions * 4 // 5,
            "clicks": clicks,
            "link_clicks": link_clicks,
            "landing": link_clicks * 9 // 10,
            "video_views": chance.binomial(impressions, 0.18),
            "reactions": chance.binomial(impressions, 0.004),
            "conversions": shown,
            "value": shown * price // 100,
        }
    )
