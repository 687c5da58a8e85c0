"""Posts: one honest basis, best and worst only where chance cannot explain it, the plan, mood."""

from datetime import date
from typing import Any

import pytest

from smm_assets.report.page.sections.content import best_and_worst, content_view
from smm_assets.report.sections.content import Content, PostGroup, collect_content

AS_OF = date(2026, 11, 22)


def _group(
    dimension: str, value: str, place: int | None, posts: int, rate: float | None, **more: Any
) -> dict[str, Any]:
    half = None if rate is None or posts < 3 else 0.01
    return {
        "channel": "search", "dimension": dimension, "value": value, "place": place, "posts": posts,
        "er_reach": None, "er_reach_low": None, "er_reach_high": None, "er_reach_posts": 0,
        "er_views": rate, "er_views_low": None if half is None else (rate or 0) - half,
        "er_views_high": None if half is None else (rate or 0) + half, "er_views_posts": posts,
    } | more  # fmt: skip


@pytest.fixture
def content(given, labels) -> Content:
    """Reels at 6 %, photos at 3 %, a single story; two weekdays; 3 of 5 and 4 of 5 posts, a week unknown; 2 of 10."""
    rated = [
        _group("weekday", "Tuesday", 1, 4, 0.05),
        _group("weekday", "Monday", 0, 4, 0.03),
        _group("format", "photo", None, 6, 0.03),
        _group("format", "reel", None, 5, 0.06),
        _group("format", "story", None, 1, 0.04),
    ]
    weeks = [
        {"channel": "search", "week": date(2026, 11, day), "published": published, "planned": 5.0}
        for day, published in ((2, 3), (9, None), (16, 4))
    ]
    mood = [
        {
            "channel": "search", "date": date(2026, 11, 21), "mentions_7d": 10, "negative_share_7d": 0.2,
            "negative_share_7d_low": 0.08, "negative_share_7d_high": 0.44,
        }
    ]  # fmt: skip
    tables = given(content_effectiveness=rated, posting_adherence=weeks, mood_daily=mood)
    (found,) = collect_content(tables, labels, AS_OF)
    return found


def test_engagement_is_divided_by_the_best_figure_that_is_known(content: Content) -> None:
    assert content.basis == "views"
    assert [one.name for one in content.dimensions] == ["format", "weekday"]


def test_values_stand_best_first_but_weekdays_in_their_order(content: Content) -> None:
    formats, weekdays = content.dimensions
    assert [group.value for group in formats.groups] == ["reel", "story", "photo"]
    assert [group.value for group in weekdays.groups] == ["Monday", "Tuesday"]


def test_best_and_worst_are_told_only_where_likely_ranges_part(content: Content) -> None:
    formats, weekdays = content_view(content).dimensions
    assert formats.verdict == "Best: reel. Worst: photo. The difference is hardly chance."
    assert formats.is_open
    assert not weekdays.is_open
    near = [
        PostGroup(value=v, place=None, posts=9, rate=r, low=r - 0.02, high=r + 0.02)
        for v, r in (("a", 0.05), ("b", 0.04))
    ]
    assert best_and_worst(near) == "Likely ranges overlap: chance alone could explain the differences."
    assert best_and_worst(near[:1]) == ""


def test_a_value_with_few_posts_says_so(content: Content) -> None:
    reel, story, _ = content_view(content).dimensions[0].rows
    assert (reel.rate, reel.likely, reel.posts, reel.is_few) == ("6.0 %", "5.0–7.0 %", "5", False)
    assert (story.likely, story.is_few) == ("too few posts to say", True)


def test_posts_stand_against_the_plan_over_known_weeks_and_an_unknown_week_is_a_gap(content: Content) -> None:
    view = content_view(content)
    assert view.posting == "7 of 10 planned posts in the last 2 weeks."
    assert view.posting_chart is not None
    assert view.posting_chart.count('class="unknown"') == 1
    assert view.posting_chart.count('class="bar spend"') == 2
    assert view.posting_chart.count('class="mark"') == 3


def test_mood_is_told_with_its_likely_range(content: Content) -> None:
    assert content_view(content).mood == "Mood of the last 7 days: 20 % of 10 mentions are negative (likely 8–44 %)."


def test_without_posts_there_is_nothing(given, labels) -> None:
    assert collect_content(given(), labels, AS_OF) == ()
    unknown = [{"channel": "search", "week": date(2026, 11, 2), "published": None, "planned": 5.0}]
    assert collect_content(given(posting_adherence=unknown), labels, AS_OF) == ()
