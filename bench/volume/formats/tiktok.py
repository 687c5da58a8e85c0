"""TikTok Ads Manager, custom report by day at the level of ads, saved as CSV.

UTF-8, comma; a row "Total of N results" at the end with dashes for names; rates are fractions of four places.
"""

from collections.abc import Iterable, Iterator
from datetime import date

import polars as pl

from bench.volume.cells import fixed, plain
from bench.volume.formats.delimited import lines, quoted

HEADER = (
    "Account ID,Account name,Campaign name,Campaign ID,Advertising objective,Ad group name,Ad group ID,Ad name,Ad ID,"
    "By Day,Cost,CPM,Impressions,Clicks (all),Clicks (destination),CTR (destination),Video views,Conversions,"
    "Cost per conversion,Conversion rate (CVR),Gross revenue (Shop),Currency\n"
)
ACCOUNT = "7318205544120934401"
_MEASURED = ("spend", "impressions", "clicks", "link_clicks", "video_views", "conversions", "value")


def write(pieces: Iterable[pl.DataFrame], first: date, last: date) -> Iterator[bytes]:
    """The whole file."""
    yield HEADER.encode()
    sums, count = [], 0
    for piece in pieces:
        yield lines(piece, [*_entities(), *_measures()])
        sums.append(piece.select(pl.col(name).sum() for name in _MEASURED))
        count += piece.height
    dashes = [pl.lit("-")] * (len(_entities()) - 1)
    yield lines(pl.concat(sums).sum(), [pl.lit(f"Total of {count} results"), *dashes, *_measures()])


def _entities() -> list[pl.Expr]:
    return [
        *(pl.lit(ACCOUNT), pl.lit("Northshore"), quoted(pl.col("campaign_name"), ","), pl.col("campaign_id")),
        *(pl.lit("Shop purchases"), quoted(pl.col("group_name"), ","), pl.col("group_id")),
        *(quoted(pl.col("ad_name"), ","), pl.col("ad_id"), pl.col("date").dt.to_string("%Y-%m-%d")),
    ]


def _measures() -> list[pl.Expr]:
    spend, shown, bought = pl.col("spend"), pl.col("impressions"), pl.col("conversions") // 100
    return [
        *(fixed(spend), _cents(spend * 1_000, shown), shown, pl.col("clicks"), pl.col("link_clicks")),
        *(_share(pl.col("link_clicks"), shown), pl.col("video_views"), bought, _cents(spend, bought)),
        *(_share(bought, pl.col("link_clicks")), plain(pl.col("value")), pl.lit("USD")),
    ]


def _share(top: pl.Expr, bottom: pl.Expr) -> pl.Expr:
    """A fraction of four places, 0 of nothing."""
    return pl.when(bottom > 0).then((top / bottom).round(4)).otherwise(0.0)


def _cents(top: pl.Expr, bottom: pl.Expr) -> pl.Expr:
    return pl.when(bottom > 0).then((top / bottom / 100).round(2)).otherwise(0.0)


def file_name(first: date, last: date) -> str:
    return f"Tiktok Ads_Daily ads_Northshore_{first:%Y%m%d}-{last:%Y%m%d}.csv"
