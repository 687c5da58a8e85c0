"""Facts about posts: which formats, themes, tones, weekdays and hours bring engagement, posts against the plan, mood.

Belongs here: rates with their likely range by what posts have in common. Not here: followers (`audience`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from smm_assets.report.labels import Labels
from smm_assets.report.tables import Row, Tables, certain_day, number, text, whole

DIMENSIONS = ("format", "theme", "tone", "weekday", "hour")
BASES = ("reach", "impressions", "views", "followers")  # what engagement is divided by, the best known first
WEEKS = 8


@dataclass(frozen=True, kw_only=True)
class PostGroup:
    """Posts that have a value in common. rate: engagement 0–1 of the basis; low, high: None with too few posts."""

    value: str
    place: int | None
    posts: int
    rate: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """All values of one dimension: the best first, weekdays and hours in their order."""

    name: str
    groups: tuple[PostGroup, ...]


@dataclass(frozen=True, kw_only=True)
class PostingWeek:
    """Posts of one week, and how many the plan has for it; None where unknown."""

    week: date
    published: float | None
    planned: float | None


@dataclass(frozen=True, kw_only=True)
class Mood:
    """What people said of a channel in the seven days up to `through`. negative: share 0–1 with its likely range."""

    through: date
    mentions: int
    negative: float
    low: float | None
    high: float | None


@dataclass(frozen=True, kw_only=True)
class Content:
    """One channel's posts. basis: what engagement is divided by, "" where nothing is known to divide by."""

    channel: str
    label: str
    basis: str
    dimensions: tuple[Dimension, ...]
    weeks: tuple[PostingWeek, ...]
    mood: Mood | None


def collect_content(tables: Tables, labels: Labels, as_of: date) -> tuple[Content, ...]:
    """Every channel with posts, a posting plan or mentions; the one with the most posts first."""
    rated = tables.rows(
        "marts.content_effectiveness",
        "SELECT * FROM marts.content_effectiveness WHERE as_of = :as_of",
        {"as_of": as_of},
    )
    weeks = tables.rows(
        "marts.posting_adherence",
        "SELECT * FROM marts.posting_adherence WHERE week >= :since AND week < :as_of ORDER BY week",
        {"since": as_of - timedelta(weeks=WEEKS), "as_of": as_of},
    )
    moods = tables.rows(
        "marts.mood_daily",
        "SELECT * FROM marts.mood_daily WHERE date >= :since AND date < :as_of ORDER BY date",
        {"since": as_of - timedelta(weeks=1), "as_of": as_of},
    )
    names = dict.fromkeys(text(row["channel"]) for row in (*rated, *weeks, *moods))
    found = [_content(name, labels, *(_of(name, rows) for rows in (rated, weeks, moods))) for name in names]
    told = [one for one in found if one.dimensions or one.weeks or one.mood]
    return tuple(sorted(told, key=lambda one: (-_posts(one), one.channel)))


def _posts(one: Content) -> int:
    return max((sum(group.posts for group in found.groups) for found in one.dimensions), default=0)


def _of(channel: str, rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if text(row["channel"]) == channel]


def _content(channel: str, labels: Labels, rated: Sequence[Row], weeks: Sequence[Row], moods: Sequence[Row]) -> Content:
    basis = next((one for one in BASES if any(whole(row.get(f"er_{one}_posts")) for row in rated)), "")
    found = ((name, [row for row in rated if row["dimension"] == name]) for name in DIMENSIONS)
    known = [row for row in weeks if row.get("published") is not None]
    return Content(
        channel=channel,
        label=labels.channel(channel) if channel else "",
        basis=basis,
        dimensions=tuple(_dimension(name, rows, basis) for name, rows in found if rows),
        weeks=tuple(_week(row) for row in weeks) if known else (),
        mood=_mood(moods[-1]) if moods and moods[-1].get("negative_share_7d") is not None else None,
    )


def _dimension(name: str, rows: Sequence[Row], basis: str) -> Dimension:
    groups = [_group(row, basis) for row in rows]
    if name in ("weekday", "hour"):
        groups.sort(key=lambda one: (one.place is None, one.place or 0, one.value))
    else:
        groups.sort(key=lambda one: (-(one.rate or 0.0), one.value))
    return Dimension(name=name, groups=tuple(groups))


def _group(row: Row, basis: str) -> PostGroup:
    return PostGroup(
        value=text(row["value"]),
        place=None if row.get("place") is None else whole(row["place"]),
        posts=whole(row.get(f"er_{basis}_posts")) or whole(row["posts"]),
        rate=number(row.get(f"er_{basis}")),
        low=number(row.get(f"er_{basis}_low")),
        high=number(row.get(f"er_{basis}_high")),
    )


def _week(row: Row) -> PostingWeek:
    return PostingWeek(
        week=certain_day(row["week"]), published=number(row.get("published")), planned=number(row.get("planned"))
    )


def _mood(row: Row) -> Mood:
    return Mood(
        through=certain_day(row["date"]),
        mentions=whole(row.get("mentions_7d")),
        negative=number(row["negative_share_7d"]) or 0.0,
        low=number(row.get("negative_share_7d_low")),
        high=number(row.get("negative_share_7d_high")),
    )
