"""The pages of the example shop: what they posted, who followed them, what people said.

Belongs here: plain frames. Not here: their files (`inbox_pages`, `writers/`) or paid delivery (`delivery`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd

from smm_assets.simulator.demand import days_of
from smm_assets.simulator.randomness import stream
from smm_assets.simulator.site import page_metric
from smm_assets.simulator.world import World

THEMES = {"studio": 1.0, "gift ideas": 1.25, "customers": 1.1, "offers": 0.7}
TONES = {"warm": 1.15, "funny": 1.2, "plain": 0.8}
CHARTED = 28  # days of the chart of new followers
MATURE_AFTER = 2.5  # days until most of what a post will get is there


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page. weekly: posts planned a week; hours: when it posts; formats: share of posts and engagement rate by
    format; gain, loss: followers a day; bought: days before the last one on which somebody bought followers, and how
    many.
    """

    name: str
    channel: str
    followers: int
    gain: float
    loss: float
    weekly: int
    hours: tuple[int, ...]
    formats: dict[str, tuple[float, float]]
    reached: float
    bought: tuple[int, int] | None = None


INSTAGRAM = Page(
    name="instagram",
    channel="meta",
    followers=11_240,
    gain=11.0,
    loss=3.5,
    weekly=5,
    hours=(9, 12, 18, 18, 19),
    formats={"reel": (0.4, 0.052), "carousel": (0.35, 0.041), "image": (0.25, 0.027)},
    reached=0.22,
)
TIKTOK = Page(
    name="tiktok",
    channel="tiktok",
    followers=4_310,
    gain=16.0,
    loss=6.0,
    weekly=4,
    hours=(17, 19, 20, 21),
    formats={"video": (1.0, 0.061)},
    reached=0.55,
    bought=(9, 420),
)
VK = Page(
    name="vk",
    channel="vk",
    followers=4_730,
    gain=7.5,
    loss=4.0,
    weekly=3,
    hours=(13,),
    formats={},
    reached=0.4,
)


def audience_days(world: World, page: Page, first: date, last: date) -> pd.DataFrame:
    """Columns date, gained, lost, followers (end of day), seen, likes, comments, shares of the page's days."""
    random = stream(world.seed, f"followers {page.name}")
    demand = world.demand.to_numpy()
    count = len(demand)
    gained = random.poisson(page.gain * demand * np.exp(random.normal(0.0, 0.25, count)))
    lost = random.poisson(page.loss, count)
    if page is INSTAGRAM:  # the chart of follows tells the same
        gained[-CHARTED:] = page_metric(
            world, "instagram_follows", world.last - timedelta(days=CHARTED - 1), world.last
        )["value"]
    if page.bought:
        gained[count - 1 - page.bought[0]] += page.bought[1]
    seen = random.poisson(page.followers * page.reached * demand * np.exp(random.normal(0.0, 0.1, count)))
    likes = random.binomial(seen, 0.021)
    frame = pd.DataFrame(
        {
            "date": days_of(world.demand.index),
            "gained": gained,
            "lost": lost,
            "followers": page.followers + np.cumsum(gained - lost),
            "seen": seen,
            "likes": likes,
            "comments": random.binomial(likes, 0.06),
            "shares": random.binomial(likes, 0.09),
        }
    )
    return frame[frame["date"].between(first, last)].reset_index(drop=True)


def posts(world: World, page: Page, first: date, last: date) -> pd.DataFrame:
    """Posts published from `first` to `last` with their figures by the end of the world's last day.

    Columns number, published_at (the shop's clock), format, theme, tone, reach, views, likes, comments, shares, saves,
    follows.
    """
    random = stream(world.seed, f"posts {page.name}")
    rows = [_post(random, world, page, number, at) for number, at in enumerate(_moments(random, world, page))]
    found = pd.DataFrame(rows)
    return found[[first <= at.date() <= last for at in found["published_at"]]].reset_index(drop=True)


def _moments(random: np.random.Generator, world: World, page: Page) -> Iterator[datetime]:
    """When it posts: the first weekdays of each week, one in seven left out."""
    for day in days_of(world.demand.index):
        told, hour, minute = random.random(), int(random.choice(page.hours)), int(random.integers(0, 12))
        if day.weekday() < page.weekly and told > 1 / 7:
            yield datetime(day.year, day.month, day.day, hour, minute)


def _post(random: np.random.Generator, world: World, page: Page, number: int, at: datetime) -> dict[str, object]:
    shares = [share for share, _ in page.formats.values()]
    form = str(random.choice(list(page.formats), p=shares))
    theme, tone = str(random.choice(list(THEMES))), str(random.choice(list(TONES)))
    age = (world.last - at.date()).days + 1
    there = 1 - np.exp(-age / MATURE_AFTER)
    reach = int(page.followers * page.reached * np.exp(random.normal(0.0, 0.45)) * there) + 1
    evening = 1.15 if at.hour >= 18 else 1.0
    rate = page.formats[form][1] * THEMES[theme] * TONES[tone] * evening * np.exp(random.normal(0.0, 0.3))
    likes = int(random.binomial(reach, min(0.8 * rate, 0.9)))
    return {
        "number": number,
        "published_at": at,
        "format": form,
        "theme": theme,
        "tone": tone,
        "reach": reach,
        "views": int(reach * random.uniform(1.15, 1.6)),
        "likes": likes,
        "comments": int(random.binomial(reach, 0.08 * rate)),
        "shares": int(random.binomial(reach, 0.06 * rate)),
        "saves": int(random.binomial(reach, 0.06 * rate)),
        "follows": int(random.binomial(likes, 0.015)),
    }


def mood_rows(world: World) -> list[list[str]]:
    """Header and lines of mood.csv: what a listening tool counted on the last four weeks' days."""
    random = stream(world.seed, "mood")
    rows = [["day", "channel", "positive", "neutral", "negative"]]
    for back in range(27, -1, -1):
        day = world.last - timedelta(days=back)
        for channel, mentions, negative in (("meta", 9.0, 0.09), ("tiktok", 6.0, 0.16 if back < 9 else 0.08)):
            total = int(random.poisson(mentions))
            bad = int(random.binomial(total, negative))
            good = int(random.binomial(total - bad, 0.45))
            rows.append([day.isoformat(), channel, str(good), str(total - bad - good), str(bad)])
    return rows
