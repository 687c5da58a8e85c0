"""LinkedIn Campaign Manager, ad performance report by day in the hierarchy of today (campaign, ad set, ad).

UTF-16 with byte order mark, tabs, CRLF; five lines above the header, one of which says when it was made; days month
first.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import polars as pl

from bench.volume.cells import fixed, grouped, percent
from bench.volume.formats.delimited import lines

HEADER = (
    *("Start Date (in UTC)", "Account Name", "Currency", "Campaign ID", "Campaign Name", "Ad Set ID", "Ad Set Name"),
    *("Ad ID", "Ad Name", "Total Spent", "Reach", "Impressions", "Clicks", "Click Through Rate"),
    *("Clicks to Landing Page", "Reactions", "Total Engagements", "Video Views", "Conversions"),
    "Total Conversion Value",
)


def write(pieces: Iterable[pl.DataFrame], first: date, last: date) -> Iterator[bytes]:
    """The whole file."""
    made = last + timedelta(days=1)
    above = (
        "Ad Performance Report (in UTC)\r\n"
        f'"Report Start: {_day(first)}, 12:00 AM"\r\n"Report End: {_day(last)}, 11:59 PM"\r\n'
        f'"Date Generated: {_day(made)}, 5:15 AM"\r\n\r\n' + "\t".join(HEADER) + "\r\n"
    )
    yield b"\xff\xfe" + above.encode("utf-16-le")
    for piece in pieces:
        yield lines(piece, _cells(), separator="\t", line_end="\r\n").decode().encode("utf-16-le")


def _cells() -> list[pl.Expr]:
    day, clicks, shown = pl.col("date"), pl.col("clicks"), pl.col("impressions")
    written = day.dt.month().cast(pl.String) + "/" + day.dt.day().cast(pl.String) + "/" + day.dt.year().cast(pl.String)
    return [
        *(written, pl.lit("Northshore"), pl.lit("USD"), pl.col("campaign_id"), pl.col("campaign_name")),
        *(pl.col("group_id"), pl.col("group_name"), pl.col("ad_id"), pl.col("ad_name")),
        *(fixed(pl.col("spend")), grouped(pl.col("reach"), quote=""), grouped(shown, quote=""), clicks),
        *(percent(clicks, shown), pl.col("link_clicks"), pl.col("reactions"), clicks + pl.col("reactions")),
        *(grouped(pl.col("video_views"), quote=""), pl.col("conversions") // 100, fixed(pl.col("value"))),
    ]


def file_name(first: date, last: date) -> str:
    return f"account_512340001_ad_performance_report_{first:%Y%m%d}.csv"


def _day(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"
