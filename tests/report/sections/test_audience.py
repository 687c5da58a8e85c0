"""Followers: sums of the last four weeks, the goal in plain words, doubts, listed pages."""

import re
from datetime import date, timedelta

import pytest

from smm_assets.report.page.sections.audience import audience_card, chance_in_words, competitors_view
from smm_assets.report.sections.audience import Audience, collect_audience, collect_competitors
from smm_assets.report.words import Words

AS_OF = date(2026, 11, 22)


@pytest.fixture
def audience(given, labels) -> Audience:
    """Search gains 5 and loses 2 a day for 40 days up to 1120; a jump 3 days ago; 0.5 a day off target. Mute: no
    followers known."""
    rows = [
        {
            "channel": "search", "date": AS_OF - timedelta(days=n), "followers": 1123 - 3 * n, "gained": 5, "lost": 2,
            "net": 3, "net_per_day": 3.0, "goal": 1200, "goal_date": date(2026, 12, 31), "needed_per_day": 2.0,
            "probability_of_goal": 0.74, "cost_per_net_follower": None, "follower_jump": n == 3,
            "clicks_without_sessions": None, "engagement_collapse": False, "off_target_spend": 0.5,
        }
        for n in range(40, 0, -1)
    ]  # fmt: skip
    mute = [{"channel": "mute", "date": AS_OF - timedelta(days=1), "followers": None, "gained": 1}]
    (found,) = collect_audience(given(audience_growth=rows + mute), labels, AS_OF)
    return found


def test_the_newest_day_counts_and_sums_are_of_four_weeks(audience: Audience) -> None:
    assert (audience.followers, audience.through) == (1120.0, date(2026, 11, 21))
    assert (audience.gained, audience.lost, audience.net) == (140.0, 56.0, 84.0)
    assert audience.off_target == 14.0
    assert audience.doubts == {"follower_jump": (date(2026, 11, 19),)}
    assert len(audience.history) == 40


def test_the_card_tells_the_goal_what_it_needs_and_how_likely_it_is(audience: Audience) -> None:
    card = audience_card(audience, Words("EUR"))
    assert (card.followers, card.net, card.moved) == ("1,120", "+84", "140 gained, 56 lost")
    assert card.goal == "Goal: 1,200 by 31 Dec"
    assert card.pace == "2 a day needed, 3 a day now"
    assert card.chance == "likely at this pace: about 7 times out of 10"
    assert card.doubts == (
        "Many more than usual began to follow, but no more people saw the page (19 Nov).",
        "At least €14.00 of ad money went to people outside the target audience in 28 days.",
    )
    assert "1,003 followers on 13 Oct, 1,120 on 21 Nov" in card.chart
    assert re.findall('class="x[^>]*>([^<]+)<', card.chart) == ["13 Oct", "31 Dec", "21 Nov"]


@pytest.mark.parametrize(
    ("chance", "said"),
    [(0.99, "almost certain"), (0.9, "likely"), (0.5, "open"), (0.2, "unlikely"), (0.01, "very unlikely")],
)
def test_a_chance_is_said_as_people_say_it(chance: float, said: str) -> None:
    assert chance_in_words(chance).startswith(said)
    assert "%" not in chance_in_words(chance)


def test_a_reached_goal_needs_nothing_more(audience: Audience) -> None:
    from dataclasses import replace

    card = audience_card(replace(audience, goal=1000.0, needed=0.0), Words("EUR"))
    assert (card.goal, card.pace) == ("Goal of 1,000 reached", "")
    assert audience_card(replace(audience, goal=None, goal_date=None), Words("EUR")).goal == ""


def test_listed_pages_stand_with_the_largest_share_first(given, labels) -> None:
    row = {"network": "net", "account_id": "a", "period_start": date(2026, 11, 1), "period_end": date(2026, 11, 21)}
    rows = [
        row | {"page": "Mine", "is_own": True, "followers": 100, "share_of_interactions": 0.25, "share_of_posts": 0.5},
        row
        | {"page": "Theirs", "is_own": False, "followers": None, "share_of_interactions": 0.75, "share_of_posts": 0.5},
    ]
    (one,) = collect_competitors(given(competitor_share=rows), labels, AS_OF)
    theirs, mine = competitors_view(one).rows
    assert (theirs.page, theirs.interactions, theirs.followers) == ("Theirs", "75 %", "–")
    assert (mine.is_own, mine.posts, mine.followers) == (True, "50 %", "100")


def test_without_follower_exports_there_is_no_audience(given, labels) -> None:
    assert collect_audience(given(), labels, AS_OF) == ()
    assert collect_competitors(given(), labels, AS_OF) == ()
