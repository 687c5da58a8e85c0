"""TikTok Studio's downloads: Content, FollowerHistory and Overview, days without a year.

Belongs here: their columns. Not here: Ads Manager (`tiktok`).
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pandas as pd

from smm_assets.simulator.writers.delimited import every_cell_quoted

CLOCK = ZoneInfo("Europe/Berlin")
HISTORY = ("Date", "Followers", "Difference in followers from previous day")
OVERVIEW = ("Date", "Video Views", "Profile Views", "Likes", "Comments", "Shares")
CONTENT = (
    *("Time", "Video title", "Video link", "Post time"),
    *("Total likes", "Total comments", "Total shares", "Total views"),
)


def tiktok_link(published_at: datetime) -> str:
    """Address of a video; the upper 32 bits of its id are the moment it was made, seconds since 1970."""
    seconds = int(published_at.replace(tzinfo=CLOCK).astimezone(UTC).timestamp())
    return f"https://www.tiktok.com/@example.shop/video/{(seconds << 32) + 1_000_001}"


def write_tiktok_content(frame: pd.DataFrame, downloaded: date) -> bytes:
    """The list of videos, newest first. Rows as `pages.posts` gives them."""
    rows = [
        [
            *(_day(downloaded), f"{row['theme'].capitalize()}, {row['tone']}", tiktok_link(row["published_at"])),
            *(_day(row["published_at"].date()), *(str(row[key]) for key in ("likes", "comments", "shares", "views"))),
        ]
        for row in reversed(frame.to_dict("records"))
    ]
    return _file(CONTENT, rows)


def write_tiktok_followers(frame: pd.DataFrame) -> bytes:
    """Followers by day. Rows as `pages.audience_days` gives them."""
    rows = [
        [_day(row["date"]), str(row["followers"]), str(row["gained"] - row["lost"])] for row in frame.to_dict("records")
    ]
    return _file(HISTORY, rows)


def write_tiktok_overview(frame: pd.DataFrame) -> bytes:
    """The account by day. Rows as `pages.audience_days` gives them."""
    rows = [
        [
            _day(row["date"]),
            str(row["seen"]),
            str(row["seen"] // 40),
            *(str(row[key]) for key in ("likes", "comments", "shares")),
        ]
        for row in frame.to_dict("records")
    ]
    return _file(OVERVIEW, rows)


def _day(day: date) -> str:
    return f"{day:%B} {day.day}"


def _file(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    return every_cell_quoted([header, *rows]).encode("utf-8-sig")
