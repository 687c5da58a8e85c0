"""What is true of the delivery: sums per channel and day, known before anything was written.

Belongs here: those sums in whole numbers. Not here: any reading of files.
"""

from datetime import date

import polars as pl

from bench.volume.formats.google import VIDEO, with_type
from bench.volume.scale import Network

# Euros for a dollar in millionths: another one each day of the year, never one that hides a day taken for another.
_DOLLAR = 900_000
SUMMED = ("spend_micro", "spend_original", "impressions", "clicks", "link_clicks", "conversions", "value")


def dollar(day: date) -> int:
    """Euros for a dollar on that day, in millionths."""
    return _DOLLAR + day.toordinal() * 137 % 50_021


def sums(frame: pl.DataFrame, network: Network) -> pl.DataFrame:
    """One row per date and channel: rows, spend in millionths of a euro and in cents of the account's own currency,
    counts, conversions in hundredths and their value in cents.

    Amounts are converted row by row and rounded half up to millionths, as every reader here does.
    """
    days = frame["date"].unique()
    rate = pl.DataFrame(
        {"date": days, "rate": [dollar(day) if network.currency == "USD" else 1_000_000 for day in days]}
    )
    known = frame.join(rate, on="date").with_columns(spend_micro=(pl.col("spend") * pl.col("rate") + 50) // 100)
    channel = pl.lit(network.name)
    if network.name == "google":
        known = with_type(known)
        channel = pl.when(pl.col("campaign_type").is_in(VIDEO)).then(pl.lit("youtube")).otherwise(channel)
    # Google says nothing of link clicks.
    links = pl.lit(None, pl.Int64) if network.name == "google" else pl.col("link_clicks")
    known = known.with_columns(channel=channel, spend_original=pl.col("spend"), link_clicks=links)
    grouped = known.group_by("date", "channel")
    return grouped.agg(pl.len().cast(pl.Int64).alias("rows"), *(_sum(name) for name in SUMMED))


def _sum(name: str) -> pl.Expr:
    """Null where nothing is known."""
    return pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).alias(name)


def merged(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """The truth once the days of `after` were exported again."""
    kept = before.join(after.select("date", "channel"), on=["date", "channel"], how="anti")
    return pl.concat([kept, after]).sort("date", "channel")
