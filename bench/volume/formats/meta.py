"""Meta Ads Manager, "Export table data" with Breakdown > By time > Day and the id columns.

UTF-8, comma, no totals row; only cells with a space are quoted; the currency stands in the header.
"""

from collections.abc import Iterable, Iterator
from datetime import date

import polars as pl

from bench.volume.cells import plain, ratio
from bench.volume.formats.delimited import lines, quoted

HEADER = (
    '"Reporting starts","Reporting ends","Campaign name","Campaign ID","Ad set name","Ad set ID","Ad name","Ad ID",'
    '"Ad delivery","Attribution setting",Results,"Result indicator",Reach,Impressions,"Cost per results",'
    '"Amount spent (EUR)","Link clicks","Clicks (all)","CTR (all)",'
    '"Landing page views",ThruPlays,"Post engagements",Purchases,"Purchases conversion value"\n'
)
_RESULT = "actions:offsite_conversion.fb_pixel_purchase"
_ATTRIBUTION = ('"7-day click or 1-day view"', '"7-day click"')


def write(pieces: Iterable[pl.DataFrame], first: date, last: date) -> Iterator[bytes]:
    """The whole file."""
    yield HEADER.encode()
    for piece in pieces:
        yield lines(piece, [*_entities(), *_measures()])


def _entities() -> list[pl.Expr]:
    day, site = pl.col("date").dt.to_string("%Y-%m-%d"), pl.col("site")
    return [
        *(day, day, quoted(pl.col("campaign_name"), " ,"), pl.col("campaign_id"), quoted(pl.col("group_name"), " ,")),
        *(pl.col("group_id"), quoted(pl.col("ad_name"), " ,"), pl.col("ad_id"), pl.lit("active")),
        pl.when(site % 4 < 3).then(pl.lit(_ATTRIBUTION[0])).otherwise(pl.lit(_ATTRIBUTION[1])),
    ]


def _measures() -> list[pl.Expr]:
    bought, shown, spend, clicks = (
        pl.col("conversions") // 100,
        pl.col("impressions"),
        pl.col("spend"),
        pl.col("clicks"),
    )
    number = _where(bought, bought.cast(pl.String))
    return [
        *(number, _where(bought, pl.lit(_RESULT)), pl.col("reach"), shown, ratio(spend / 100, bought, 8), plain(spend)),
        *(pl.col("link_clicks"), clicks, ratio(clicks * 100, shown), pl.col("landing"), pl.col("video_views")),
        *(clicks + pl.col("reactions"), number, _where(bought, plain(pl.col("value")))),
    ]


def _where(count: pl.Expr, cell: pl.Expr) -> pl.Expr:
    """Blank where nothing was bought."""
    return pl.when(count > 0).then(cell).otherwise(pl.lit(""))


def file_name(first: date, last: date) -> str:
    return f"Northshore-Ads-{_day(first)}-{_day(last)}.csv"


def _day(day: date) -> str:
    return f"{day:%b}-{day.day}-{day.year}"
