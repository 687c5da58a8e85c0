"""The project folder around the exports: smm.yaml, plan.csv, fx.csv.

Belongs here: their text. Not here: exports (`exports`).
"""

from datetime import date, timedelta

import polars as pl

from bench.volume.scale import CURRENCY, RESTATED_DAYS, Volume
from bench.volume.truth import dollar

CHANNELS = ("meta", "google", "youtube", "tiktok", "linkedin")
_SETTINGS = """\
name: Northshore
currency: {currency}
timezone: Europe/Berlin
as_of: {as_of}
"""


def settings(as_of: date) -> str:
    """smm.yaml on that morning."""
    return _SETTINGS.format(currency=CURRENCY, as_of=as_of)


def rates(volume: Volume) -> str:
    """fx.csv: a rate for every day of the history, the week before it, which may be told again, and the month after."""
    days = [volume.first + timedelta(days=offset) for offset in range(-RESTATED_DAYS, volume.days + 31)]
    rows = [f"{day},USD,{dollar(day) / 1_000_000:.6f}\n" for day in days]
    return "date,currency,rate\n" + "".join(rows)


def plan(volume: Volume, truth: pl.DataFrame) -> str:
    """plan.csv: the last month's spend again, for it and the month after it."""
    start = volume.last.replace(day=1)
    after = (start + timedelta(days=32)).replace(day=1)
    end = (after + timedelta(days=32)).replace(day=1)
    spent = truth.filter(pl.col("date") >= start).group_by("channel").agg(pl.col("spend_micro").sum())
    amounts = dict(spent.iter_rows())
    rows = ["period_start,period_end,channel,category,item,amount,currency\n"]
    for first, last in ((start, after - timedelta(days=1)), (after, end - timedelta(days=1))):
        for channel in (name for name in CHANNELS if name in amounts):
            rows.append(f"{first},{last},{channel},promotion,ads,{amounts[channel] / 1_000_000:.2f},{CURRENCY}\n")
    return "".join(rows)
