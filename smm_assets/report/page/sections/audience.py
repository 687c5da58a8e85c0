"""Followers laid out: a line with the goal, what is needed a day, how likely it is in plain words, doubts, competitors.

Belongs here: cells, words and the picture of this section. Not here: facts (`report/sections/audience`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from smm_assets.language import gettext, mark, ngettext
from smm_assets.report.page.plots import TALL, WIDE, Tick, plot
from smm_assets.report.page.ranges import pair
from smm_assets.report.page.svg import line, polyline, spot
from smm_assets.report.sections.audience import DAYS, Audience, Competitors
from smm_assets.report.words import UNKNOWN, Words, axis_day, grouped, quantity, share, short_day, span

DOUBTS = {
    "follower_jump": mark("Many more than usual began to follow, but no more people saw the page"),
    "clicks_without_sessions": mark("Clicks the network counts did not arrive as visits"),
    "engagement_collapse": mark("Far fewer reactions than usual for so many followers"),
}
SURE = 0.95


@dataclass(frozen=True, kw_only=True)
class AudienceCard:
    """One channel's followers in words. chance: how likely the goal is, "" without a goal or history."""

    label: str
    followers: str
    noun: str
    through: str
    net: str
    moved: str
    goal: str
    pace: str
    chance: str
    cost: str
    doubts: tuple[str, ...]
    chart: Markup


@dataclass(frozen=True, kw_only=True)
class PageRow:
    """One listed page as cells."""

    page: str
    is_own: bool
    followers: str
    interactions: str
    posts: str
    chart: Markup


@dataclass(frozen=True, kw_only=True)
class CompetitorsView:
    """The listed pages of one account."""

    network: str
    days: str
    rows: tuple[PageRow, ...]


def audience_card(one: Audience, words: Words) -> AudienceCard:
    """One channel's followers."""
    return AudienceCard(
        label=one.label or gettext("All channels"),
        followers=grouped(one.followers),
        noun=ngettext("follower", "followers", round(one.followers)),
        through=short_day(one.through),
        net=_signed(one.net),
        moved=_moved(one),
        goal=_goal(one),
        pace=_pace(one),
        chance=chance_in_words(one.chance) if one.goal is not None and one.chance is not None else "",
        cost=gettext("one follower more costs {amount}", amount=words.money(one.cost)) if one.cost else "",
        doubts=tuple(_doubts(one, words)),
        chart=_chart(one),
    )


def _signed(value: float | None) -> str:
    if value is None:
        return ""
    return f"+{grouped(value)}" if value > 0 else grouped(value)


def _moved(one: Audience) -> str:
    if one.gained is None or one.lost is None:
        return ""
    return gettext("{gained} gained, {lost} lost", gained=grouped(one.gained), lost=grouped(one.lost))


def _goal(one: Audience) -> str:
    if one.goal is None or one.goal_date is None:
        return ""
    if one.followers >= one.goal:
        return gettext("Goal of {goal} reached", goal=grouped(one.goal))
    return gettext("Goal: {goal} by {day}", goal=grouped(one.goal), day=short_day(one.goal_date))


def _pace(one: Audience) -> str:
    if not one.needed or one.per_day is None:
        return ""
    return gettext("{needed} a day needed, {now} a day now", needed=quantity(one.needed), now=quantity(one.per_day))


def chance_in_words(chance: float) -> str:
    """A chance as people say it: a word and how many times out of ten."""
    if chance >= SURE:
        return gettext("almost certain at this pace")
    if chance <= 1 - SURE:
        return gettext("very unlikely at this pace")
    tenths = min(max(round(10 * chance), 1), 9)
    if tenths >= 7:
        return gettext("likely at this pace: about {count} times out of 10", count=grouped(tenths))
    if tenths <= 3:
        return gettext("unlikely at this pace: about {count} times out of 10", count=grouped(tenths))
    return gettext("open at this pace: about {count} times out of 10", count=grouped(tenths))


def _doubts(one: Audience, words: Words) -> Sequence[str]:
    found = [f"{gettext(DOUBTS[flag])} ({_days(days)})." for flag, days in one.doubts.items()]
    if one.off_target:
        found.append(
            gettext(
                "At least {amount} of ad money went to people outside the target audience in {days} days.",
                amount=words.money(one.off_target), days=grouped(DAYS),
            )
        )  # fmt: skip
    return found


def _days(days: Sequence[date]) -> str:
    if len(days) <= 2:
        return ", ".join(short_day(day) for day in days)
    return ngettext("{count} day, {span}", "{count} days, {span}", len(days), span=span(days[0], days[-1]))


def _chart(one: Audience) -> Markup:
    """Followers over the days, and the way to the goal."""
    first = one.history[0][0]
    end = one.goal_date if one.goal is not None and one.goal_date and one.goal_date > one.through else one.through
    values = [value for _, value in one.history] + ([one.goal] if one.goal is not None else [])
    low, high = min(values), max(values)
    wide, tall = max((end - first).days, 1), (high - low) or 1.0

    def place(day: date, value: float) -> tuple[float, float]:
        return (day - first).days / wide * WIDE, TALL * (1 - (value - low) / tall)

    shapes = [line("ground", 0, TALL, WIDE, TALL)]
    ticks = [Tick(at=0.0, text=axis_day(first))]
    if one.goal is not None and one.goal_date and one.goal_date > one.through:
        way = [place(one.through, one.followers), place(one.goal_date, one.goal)]
        shapes += [polyline("way", way), spot("goal", *way[1])]
        ticks.append(Tick(at=1.0, text=axis_day(one.goal_date)))
    shapes += [polyline("followers", [place(*point) for point in one.history]), spot("value", *place(*one.history[-1]))]
    ticks.append(Tick(at=(one.through - first).days / wide, text=axis_day(one.through)))
    says = gettext(
        "{channel}: {before} followers on {first}, {now} on {last}",
        channel=one.label or gettext("All channels"), before=grouped(one.history[0][1]), first=short_day(first),
        now=grouped(one.followers), last=short_day(one.through),
    )  # fmt: skip
    y = (Tick(at=1.0, text=grouped(high)), Tick(at=0.0, text=grouped(low)))
    return plot("growth", shapes, f"{says}. {_goal(one)}".strip(), y=y, x=ticks)


def competitors_view(one: Competitors) -> CompetitorsView:
    """Listed pages, largest share of interactions first."""
    return CompetitorsView(
        network=one.network,
        days=span(one.first, one.last) if one.first and one.last else "",
        rows=tuple(
            PageRow(
                page=page.page,
                is_own=page.is_own,
                followers=UNKNOWN if page.followers is None else grouped(page.followers),
                interactions=share(page.share_of_interactions),
                posts=share(page.share_of_posts),
                chart=pair(
                    page.share_of_posts,
                    page.share_of_interactions,
                    gettext(
                        "{page}: {posts} of posts, {interactions} of interactions",
                        page=page.page, posts=share(page.share_of_posts),
                        interactions=share(page.share_of_interactions),
                    ),
                ),
            )
            for page in one.pages
        ),
    )  # fmt: skip
