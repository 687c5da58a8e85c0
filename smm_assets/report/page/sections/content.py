"""Posts laid out: engagement by what posts have in common, best and worst in words, posts against the plan, mood.

Belongs here: cells, words and pictures of this section. Not here: facts (`report/sections/content`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from smm_assets.language import gettext, mark, ngettext
from smm_assets.report.page.plots import TALL, WIDE, Tick, height, nice_top, plot
from smm_assets.report.page.ranges import axis, axis_end, ranged, round_values
from smm_assets.report.page.svg import line, rect
from smm_assets.report.sections.content import Content, Dimension, Mood, PostGroup, PostingWeek
from smm_assets.report.words import UNKNOWN, axis_day, grouped, quantity, share, status, weekday_name

BASES = {
    "reach": mark("reactions, comments, shares and saves for each 100 people reached, mean over posts"),
    "impressions": mark("reactions, comments, shares and saves for each 100 times shown"),
    "views": mark("reactions, comments, shares and saves for each 100 views"),
    "followers": mark("reactions, comments, shares and saves for each 100 followers, mean over posts"),
}
NAMES = {
    "format": mark("Format"),
    "theme": mark("Theme"),
    "tone": mark("Tone"),
    "weekday": mark("Weekday"),
    "hour": mark("Hour"),
}
FEW = 5  # posts below which a rate is marked as resting on little


@dataclass(frozen=True, kw_only=True)
class GroupRow:
    """Posts with a value in common, as cells."""

    value: str
    rate: str
    likely: str
    posts: str
    is_few: bool
    chart: Markup


@dataclass(frozen=True, kw_only=True)
class DimensionView:
    """One dimension. verdict: what does best and worst, where their likely ranges part. is_open: shown unfolded."""

    name: str
    axis: Markup
    rows: tuple[GroupRow, ...]
    verdict: str
    is_open: bool


@dataclass(frozen=True, kw_only=True)
class ContentView:
    """One channel's posts."""

    label: str
    basis: str
    dimensions: tuple[DimensionView, ...]
    posting: str
    posting_chart: Markup | None
    mood: str


def content_view(one: Content) -> ContentView:
    """One channel's posts."""
    return ContentView(
        label=one.label or gettext("All channels"),
        basis=gettext(BASES[one.basis]) if one.basis else "",
        dimensions=tuple(_dimension(found) for found in one.dimensions if one.basis),
        posting=_posting(one.weeks),
        posting_chart=_posting_chart(one.weeks, one.label) if one.weeks else None,
        mood=_mood(one.mood) if one.mood else "",
    )


def _dimension(one: Dimension) -> DimensionView:
    groups = [replace(group, value=_named(one.name, group)) for group in one.groups]
    end = axis_end((group.rate for group in one.groups), (group.high for group in one.groups))
    ticks = [(value, share(value)) for value in round_values(end)]
    return DimensionView(
        name=gettext(NAMES[one.name]),
        axis=axis(end, ticks, gettext("Axis from 0 to {end}", end=share(end))),
        rows=tuple(_row(group, end) for group in groups),
        verdict=best_and_worst(groups),
        is_open=one.name in ("format", "theme", "tone"),
    )


def _named(dimension: str, group: PostGroup) -> str:
    """What the posts have in common, as people say it; themes and tones are the user's own words."""
    if dimension == "weekday" and group.place is not None:
        return weekday_name(group.place)
    return status(group.value) if dimension == "format" else group.value


def _row(one: PostGroup, end: float) -> GroupRow:
    likely = share_range(one.low, one.high, 1)
    says = gettext(
        "{value}: {rate}, likely {likely}", value=one.value, rate=share(one.rate, 1), likely=likely or UNKNOWN
    )
    return GroupRow(
        value=one.value,
        rate=share(one.rate, 1),
        likely=likely or gettext("too few posts to say"),
        posts=grouped(one.posts),
        is_few=one.posts < FEW,
        chart=ranged(value=one.rate, low=one.low, high=one.high, end=end, says=says),
    )


def best_and_worst(groups: Sequence[PostGroup]) -> str:
    """What does best and what worst, where their likely ranges do not touch."""
    told = [one for one in groups if one.rate is not None and one.low is not None and one.high is not None]
    if len(told) < 2:
        return ""
    best, worst = max(told, key=lambda one: one.rate or 0.0), min(told, key=lambda one: one.rate or 0.0)
    if (best.low or 0.0) <= (worst.high or 0.0):
        return gettext("Likely ranges overlap: chance alone could explain the differences.")
    return gettext("Best: {best}. Worst: {worst}. The difference is hardly chance.", best=best.value, worst=worst.value)


def _posting(weeks: Sequence[PostingWeek]) -> str:
    known = [one for one in weeks if one.published is not None]
    published = sum(one.published or 0.0 for one in known)
    planned = [one.planned for one in known if one.planned is not None]
    if not known:
        return ""
    if not planned:
        return ngettext(
            "{posts} posts in the last week.", "{posts} posts in the last {count} weeks.", len(known),
            posts=quantity(published),
        )  # fmt: skip
    return ngettext(
        "{posts} of {planned} planned posts in the last week.",
        "{posts} of {planned} planned posts in the last {count} weeks.",
        len(known),
        posts=quantity(published),
        planned=quantity(round(sum(planned), 1)),
    )


def _posting_chart(weeks: Sequence[PostingWeek], label: str) -> Markup:
    """Bars of posts a week, with a line where the plan is; a week that is not known stays a gap."""
    top = nice_top(max((value for one in weeks for value in (one.published, one.planned) if value), default=1.0))
    step, shapes = WIDE / len(weeks), []
    for n, one in enumerate(weeks):
        if one.published is None:
            shapes.append(rect("unknown", n * step, 0, step, TALL))
        else:
            at = height(one.published, top)
            shapes.append(rect("bar spend", (n + 0.2) * step, at, 0.6 * step, TALL - at))
        if one.planned is not None:
            at = height(one.planned, top)
            shapes.append(line("mark", (n + 0.08) * step, at, (n + 0.92) * step, at))
    shapes.append(line("ground", 0, TALL, WIDE, TALL))
    ticks = [Tick(at=n / len(weeks), text=axis_day(one.week)) for n, one in enumerate(weeks) if n % 2 == 0]
    y = (Tick(at=1.0, text=quantity(top)), Tick(at=0.0, text="0"))
    says = f"{label}: {_posting(weeks)}"
    return plot("posting", shapes, says, y=y, x=ticks)


def _mood(mood: Mood) -> str:
    return ngettext(
        "Mood of the last 7 days: {share} of {count} mention is negative (likely {likely}).",
        "Mood of the last 7 days: {share} of {count} mentions are negative (likely {likely}).",
        mood.mentions,
        share=share(mood.negative),
        likely=share_range(mood.low, mood.high) or UNKNOWN,
    )


def share_range(low: float | None, high: float | None, places: int = 0) -> str:
    """The likely range of a share: "4.9–8.3 %", "" where it is not known."""
    return "" if low is None or high is None else f"{grouped(100 * low, places)}–{share(high, places)}"
