"""Files of the example about its pages: posts, followers, days of the page, pages of others; and post_tags.csv.

Belongs here: which files there are and their periods. Not here: what happened (`pages`), bytes (`writers/`).
"""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from smm_assets.simulator.files import ExportFile, Span
from smm_assets.simulator.pages import INSTAGRAM, TIKTOK, VK, audience_days, posts
from smm_assets.simulator.rivals import rival_pages
from smm_assets.simulator.world import World
from smm_assets.simulator.writers.business_suite import write_business_suite_csv
from smm_assets.simulator.writers.linkedin import write_linkedin_competitors
from smm_assets.simulator.writers.page_content import instagram_link, write_instagram_posts
from smm_assets.simulator.writers.tiktok_studio import (
    tiktok_link,
    write_tiktok_content,
    write_tiktok_followers,
    write_tiktok_overview,
)
from smm_assets.simulator.writers.vk_community import write_vk_community

PROFILE_ID = "17841462170930001"
POST_DAYS, FOLLOWER_DAYS = 89, 59


def instagram_files(world: World) -> Iterator[ExportFile]:
    """Posts of the last 90 days as they stand today, and followers by day."""
    days = _days(world, POST_DAYS)
    rows = posts(world, INSTAGRAM, days.first, days.last)
    name = f"{days.first:%b-%d-%Y}_{days.last:%b-%d-%Y}_900100200300400.csv"
    data = write_instagram_posts(rows, account_id=PROFILE_ID, username="example.shop", name="Example shop")
    yield _file(name, data, "meta", "organic_post", _days(world, 0), len(rows))
    days = _days(world, FOLLOWER_DAYS)
    audience = audience_days(world, INSTAGRAM, days.first, days.last)
    chart = write_business_suite_csv(audience.assign(value=audience["followers"]), "Instagram followers")
    yield _file("instagram/Followers.csv", chart, "meta", "organic_metric", days, len(audience))


def tiktok_studio_files(world: World) -> Iterator[ExportFile]:
    """All videos of the last 90 days, followers and the account by day; TikTok writes no year, the file names do."""
    days, day = _days(world, POST_DAYS), world.last.isoformat()
    rows = posts(world, TIKTOK, days.first, days.last)
    content = write_tiktok_content(rows, world.last)
    yield _file(f"Content {day}.csv", content, "tiktok", "organic_post", _days(world, 0), len(rows))
    days = _days(world, FOLLOWER_DAYS)
    audience = audience_days(world, TIKTOK, days.first, days.last)
    history, overview = write_tiktok_followers(audience), write_tiktok_overview(audience)
    yield _file(f"FollowerHistory {day}.csv", history, "tiktok", "organic_metric", days, len(audience))
    yield _file(f"Overview {day}.csv", overview, "tiktok", "organic_metric", days, len(audience))


def community_files(world: World) -> Iterator[ExportFile]:
    """VK's statistics of the community by day."""
    days = _days(world, FOLLOWER_DAYS)
    audience = audience_days(world, VK, days.first, days.last)
    name = f"statistika_soobshchestva_{days.last.isoformat()}.csv"
    yield _file(name, write_vk_community(audience), "vk", "organic_metric", days, len(audience))


def linkedin_files(world: World) -> Iterator[ExportFile]:
    """The list of competing Pages over the last 90 days; the file name holds when it was made, in milliseconds."""
    days = _days(world, POST_DAYS)
    rows = rival_pages(world, days.first, days.last)
    made = datetime.combine(days.exported, time(7), tzinfo=UTC)
    name = f"Example shop_competitor_analytics_{made.timestamp() * 1000:.0f}.xlsx"
    data = write_linkedin_competitors(rows, days.first, days.last)
    yield _file(name, data, "linkedin", "organic_competitor", days, len(rows))


def post_tag_rows(world: World) -> list[list[str]]:
    """Header and lines of post_tags.csv: what the team knows about its posts."""
    days = _days(world, POST_DAYS)
    lines = [["permalink", "tone", "theme", "author"]]
    for page in (INSTAGRAM, TIKTOK):
        for row in posts(world, page, days.first, days.last).to_dict("records"):
            link = instagram_link(row["number"]) if page is INSTAGRAM else tiktok_link(row["published_at"])
            lines.append([link, row["tone"], row["theme"], "Mia" if row["number"] % 3 else "Studio Nord"])
    return lines


def _days(world: World, back: int) -> Span:
    """The last day of the world and at most that many before it."""
    first = max(world.first, world.last - timedelta(days=back))
    return Span(first=first, last=world.last, exported=world.as_of)


def _file(path: str, data: bytes, network: str, report: str, days: Span, rows: int) -> ExportFile:
    return ExportFile(
        path=path,
        data=data,
        network=network,
        report=report,
        first=days.first,
        last=days.last,
        exported=days.exported,
        rows_read=rows,
    )
