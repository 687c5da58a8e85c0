"""The week against the week before: both values, and the parts of the change, largest first."""

from datetime import date
from typing import Any

import pytest

from smm_assets.report.page.sections.comparison import comparison_view, why
from smm_assets.report.sections.comparison import CAUSES, Comparison, collect_comparisons
from smm_assets.report.words import Words

AS_OF = date(2026, 11, 22)


def _row(channel: str, measure: str, then: float, now: float, **effects: Any) -> dict[str, Any]:
    return {
        "objective": "sales", "channel": channel, "measure": measure, "result_metric": "orders", "days": 7,
        "days_compared": effects.pop("days_compared", 7), "value": now, "value_then": then,
        "reason": effects.pop("reason", None),
    } | {f"{cause}_effect": effects.get(cause) for cause in CAUSES}  # fmt: skip


@pytest.fixture
def comparison(given, labels) -> Comparison:
    """Search: 10 to 16 orders for 100 to 80 money. Video: 4 of 7 days. last_year has nothing to compare with."""
    rows = [
        _row("video", "results", 2.0, 1.0, cvr=-1.0, days_compared=4, reason="4 of 7 days are known in both windows"),
        _row("search", "results", 10.0, 16.0, spend=-2.0, ctr=0.3, cvr=7.7, undivided=0.0),
        _row("search", "cost_per_result", 10.0, 5.0),
        _row("all", "results", 12.0, 17.0, spend=-2.0, cvr=7.0),
        _row("all", "cost_per_result", 12.5, 7.06),
        _row("new", "results", 0.0, 3.0, days_compared=0),
    ]
    spends = [
        {"channel": "search", "spend": 80.0, "spend_then": 100.0},
        {"channel": "video", "spend": 40.0, "spend_then": 50.0},
    ]
    (found,) = collect_comparisons(given(change_decomposition=rows, channel_compare=spends), labels, AS_OF)
    return found


def test_all_channels_stand_first_with_the_spend_of_each_added_up(comparison: Comparison) -> None:
    assert [line.channel for line in comparison.lines] == ["all", "search", "video"]
    assert (comparison.lines[0].spend_then, comparison.lines[0].spend) == (150.0, 120.0)


def test_both_weeks_are_told_and_what_made_the_difference(comparison: Comparison) -> None:
    _, search, video = comparison_view(comparison, Words("EUR")).rows
    assert (search.spend, search.results, search.cost) == ("€100 → €80", "10 → 16", "€10.00 → €5.00 (−50 %)")
    assert search.why == "results for each click +7.7, money spent −2"
    assert search.note == ""
    assert (video.cost, video.note) == ("–", "4 of 7 days are known in both windows")


def test_a_week_like_the_one_before_has_nothing_to_explain(comparison: Comparison) -> None:
    from dataclasses import replace

    assert why(replace(comparison.lines[0], parts={"spend": 0.01, "cvr": -0.02})) == "no change"


def test_without_a_week_before_there_is_no_comparison(given, labels) -> None:
    assert collect_comparisons(given(), labels, AS_OF) == ()
    only_now = given(change_decomposition=[_row("search", "results", 0.0, 3.0, days_compared=0)])
    assert collect_comparisons(only_now, labels, AS_OF) == ()
