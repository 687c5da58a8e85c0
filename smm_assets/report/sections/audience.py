"""Facts about followers: how many, gained and lost, the goal of the plan, money in doubt, listed competitors.

Belongs here: the last 28 days of each channel's audience and what leads to its newest day. Not here: posts (`content`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from smm_assets.report.labels import Labels
from smm_assets.report.tables import Row, Tables, certain_day, day, number, text

DAYS, SHOWN = 28, 56
FLAGS = ("follower_jump", "clicks_without_sessions", "engagement_collapse")


@dataclass(frozen=True, kw_only=True)
class Audience:
    """One channel ("": all together). followers: on `through`; gained, lost, net: over the last 28 days, None where
    unknown; per_day: mean growth a day; chance: of the goal, 0–1; doubts: flag → days; off_target: money spent on
    people outside the target audience in these days; history: followers by day, oldest first.
    """

    channel: str
    label: str
    through: date
    followers: float
    gained: float | None
    lost: float | None
    net: float | None
    per_day: float | None
    goal: float | None
    goal_date: date | None
    needed: float | None
    chance: float | None
    cost: float | None
    off_target: float | None
    doubts: dict[str, tuple[date, ...]]
    history: tuple[tuple[date, float], ...]


@dataclass(frozen=True, kw_only=True)
class CompetitorPage:
    """One page of a list the user made; shares 0–1 within the list, None where a page does not tell."""

    page: str
    is_own: bool
    followers: float | None
    posts: float | None
    share_of_interactions: float | None
    share_of_posts: float | None


@dataclass(frozen=True, kw_only=True)
class Competitors:
    """The listed pages of one account, largest share of interactions first."""

    network: str
    first: date | None
    last: date | None
    pages: tuple[CompetitorPage, ...]


def collect_audience(tables: Tables, labels: Labels, as_of: date) -> tuple[Audience, ...]:
    """Every channel whose followers are known, the largest first."""
    rows = tables.rows(
        "marts.audience_growth",
        "SELECT * FROM marts.audience_growth WHERE date >= :since AND date < :as_of ORDER BY channel, date",
        {"since": as_of - timedelta(days=SHOWN), "as_of": as_of},
    )
    found = []
    for channel in dict.fromkeys(text(row["channel"]) for row in rows):
        own = [row for row in rows if text(row["channel"]) == channel]
        if any(row["followers"] is not None for row in own):
            found.append(_audience(channel, labels.channel(channel) if channel else "", own, as_of))
    return tuple(sorted(found, key=lambda one: (-one.followers, one.channel)))


def _audience(channel: str, label: str, rows: Sequence[Row], as_of: date) -> Audience:
    known = [row for row in rows if row["followers"] is not None]
    last = known[-1]
    recent = [row for row in rows if certain_day(row["date"]) >= as_of - timedelta(days=DAYS)]
    return Audience(
        channel=channel,
        label=label,
        through=certain_day(last["date"]),
        followers=float(last["followers"]),
        gained=_sum(recent, "gained"),
        lost=_sum(recent, "lost"),
        net=_sum(recent, "net"),
        per_day=number(last.get("net_per_day")),
        goal=number(last.get("goal")),
        goal_date=day(last.get("goal_date")),
        needed=number(last.get("needed_per_day")),
        chance=number(last.get("probability_of_goal")),
        cost=number(last.get("cost_per_net_follower")),
        off_target=_sum(recent, "off_target_spend"),
        doubts={
            flag: days for flag in FLAGS if (days := tuple(certain_day(row["date"]) for row in recent if row.get(flag)))
        },
        history=tuple((certain_day(row["date"]), float(row["followers"])) for row in known),
    )


def _sum(rows: Sequence[Row], column: str) -> float | None:
    known = [number(row.get(column)) for row in rows]
    found = [value for value in known if value is not None]
    return sum(found) if found else None


def collect_competitors(tables: Tables, labels: Labels, as_of: date) -> tuple[Competitors, ...]:
    """Listed pages of every account that lists any."""
    rows = tables.rows(
        "marts.competitor_share",
        "SELECT * FROM marts.competitor_share WHERE as_of = :as_of ORDER BY network, account_id, page",
        {"as_of": as_of},
    )
    keys = dict.fromkeys((text(row["network"]), text(row["account_id"])) for row in rows)
    return tuple(
        _competitors([row for row in rows if (row["network"], row["account_id"]) == key], labels) for key in keys
    )


def _competitors(rows: Sequence[Row], labels: Labels) -> Competitors:
    pages = (
        CompetitorPage(
            page=text(row["page"]),
            is_own=bool(row.get("is_own")),
            followers=number(row.get("followers")),
            posts=number(row.get("posts")),
            share_of_interactions=number(row.get("share_of_interactions")),
            share_of_posts=number(row.get("share_of_posts")),
        )
        for row in rows
    )
    return Competitors(
        network=labels.network(text(rows[0]["network"])),
        first=day(rows[0].get("period_start")),
        last=day(rows[0].get("period_end")),
        pages=tuple(sorted(pages, key=lambda one: (-(one.share_of_interactions or 0.0), one.page))),
    )
