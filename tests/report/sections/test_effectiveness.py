"""What channels' money brings: cheapest first, ranges on one axis, places only where they are sure, both windows."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from smm_assets.report.page.ranges import axis_end, ranged
from smm_assets.report.page.sections.effectiveness import effectiveness_view, places, publishers_view
from smm_assets.report.sections.effectiveness import collect_effectiveness, collect_publishers
from smm_assets.report.words import Words

AS_OF = date(2026, 11, 22)


def _row(channel: str, window: str, cost: float, low: float, high: float, **more: Any) -> dict[str, Any]:
    return {
        "as_of": AS_OF, "window": window, "channel": channel, "objective": "sales", "result_metric": "orders",
        "result_source": "crm", "spend": 100.0, "results": 100.0 / cost, "cost_per_result": cost,
        "cost_per_result_low": low, "cost_per_result_high": high, "fully_loaded_cost_per_result": cost * 2,
        "roas": None, "roas_low": None, "roas_high": None, "benchmark": None, "benchmark_source": None,
        "share_of_spend": 0.5, "share_of_results": 0.25, "rank": 1, "comparability": "A", "days_known": 28,
        "flips_under": None,
    } | more  # fmt: skip


@pytest.fixture
def tables(given):
    """Video is dearer than search in 28 days, its range parts from it; the week is known of search alone."""
    rows = [
        _row("video", "28d", 20.0, 16.0, 25.0, rank=2, benchmark=18.0, benchmark_source="a survey", benchmark_cpc=0.5),
        _row("search", "28d", 10.0, 8.0, 12.5, roas=3.0, roas_low=2.0, roas_high=4.0),
        _row("search", "7d", 12.0, 6.0, 30.0),
        _row("idle", "28d", 1.0, 1.0, 1.0, spend=0.0, cost_per_result=None),
    ]
    return given(channel_effectiveness=rows)


def test_channels_with_spend_stand_cheapest_first_with_their_week_beside(tables, labels) -> None:
    (one,) = collect_effectiveness(tables, labels, AS_OF)
    assert (one.objective, one.metric, one.source) == ("sales", "orders", "crm")
    assert [line.name for line in one.lines] == ["search", "video"]
    assert one.lines[0].results == 10.0
    assert {name: week.cost for name, week in one.week.items()} == {"search": 12.0}


def test_cells_hold_the_figures_of_the_table(tables, labels) -> None:
    (one,) = collect_effectiveness(tables, labels, AS_OF)
    search, video = effectiveness_view(one, Words("EUR")).rows
    assert (search.cost, search.likely, search.week) == ("€10.00", "8–12", "€12.00 (6–30)")
    assert (search.loaded, search.returned, search.returned_likely) == ("€20.00", "3.0×", "2.0×–4.0×")
    assert (video.week, video.returned, video.shares) == ("–", "–", "spend 50 %, results 25 %")
    assert "Video: €20.00 each, likely 16–25" in video.chart
    assert video.chart.count('class="mark"') == 1
    assert search.chart.count('class="mark"') == 0


def test_what_cannot_be_told_apart_by_chance_gets_no_place(tables, labels) -> None:
    (one,) = collect_effectiveness(tables, labels, AS_OF)
    assert places(one.lines) == "Surely cheaper than those after them: 1. Search; 2. Video."
    alike = [replace(line, rank=1, low=8.0) for line in one.lines]
    assert places(alike) == "Their likely ranges overlap: none of them is surely cheaper than the others."
    assert places([replace(line, rank=None) for line in one.lines]) == ""


def test_the_ends_of_a_chain_of_overlapping_ranges_are_told_apart(tables, labels) -> None:
    (one,) = collect_effectiveness(tables, labels, AS_OF)
    search, video = (replace(line, rank=1) for line in one.lines)  # 8–12.5 and 16–25
    between = replace(search, name="feed", label="Feed", cost=15.0, low=12.0, high=18.0)
    assert places([video, between, search]) == (
        "Search is surely cheaper than Video. Otherwise their likely ranges overlap."
    )
    far = replace(video, name="tv", label="TV")
    assert places([video, between, search, far]).startswith("Search is surely cheaper than Video and TV. ")
    assert places([replace(search, high=None), between, replace(video, low=None)]).startswith("Their likely ranges")


def test_results_without_known_spend_are_told_apart(given, labels) -> None:
    """100.00 for 8 of the 10: 12.50 each, which nobody could find from 100.00 and 10 alone."""
    row = _row("search", "28d", 12.5, 8.0, 20.0, results=10.0, matched_results=8.0)
    (one,) = collect_effectiveness(given(channel_effectiveness=[row]), labels, AS_OF)
    (search,) = effectiveness_view(one, Words("EUR")).rows
    assert (search.spend, search.results) == ("€100", "10 orders, 8 of them on days with known spend")


def test_grades_and_benchmarks_are_told_in_words(tables, labels) -> None:
    (one,) = collect_effectiveness(tables, labels, AS_OF)
    view = effectiveness_view(replace(one, lines=(one.lines[0], replace(one.lines[1], grade="D"))), Words("EUR"))
    assert [grade[:2] for grade in view.grades] == ["A:", "D:"]
    assert view.benchmarks == ("Upright line at Video: €18.00, what others pay (a survey).",)


def test_published_figures_of_others_stand_beside_ours(tables, labels) -> None:
    (one,) = collect_effectiveness(tables, labels, AS_OF)
    (row,) = effectiveness_view(one, Words("EUR")).published
    assert (row.label, row.metric, row.ours, row.others) == ("Video", "price of a click", "–", "€0.50")


def test_publishers_are_compared_only_where_a_network_has_several(given, labels) -> None:
    rows = [
        _row("", "28d", 14.0, 9.0, 23.0, network="net", publisher="feed"),
        _row("", "28d", 9.0, 7.0, 11.0, network="net", publisher="stories"),
        _row("", "28d", 9.0, 7.0, 11.0, network="other", publisher="alone"),
    ]
    (one,) = collect_publishers(given(publisher_effectiveness=rows), labels, AS_OF)
    view = publishers_view(one, Words("EUR"))
    assert (view.title, [row.label for row in view.rows]) == ("Net", ["Stories", "Feed"])


def test_very_wide_ranges_do_not_press_the_others_together_and_run_out_of_the_picture() -> None:
    assert axis_end([10.0, 20.0], [15.0, 900.0]) == 60.0
    assert axis_end([10.0, 20.0], [15.0, 25.0]) == 25.0
    chart = ranged(value=20.0, low=5.0, high=900.0, end=60.0, says="x")
    assert 'class="range beyond"' in chart
    assert all(0 <= float(x) <= 1000 for x in re.findall(r' x[12]="([\d.]+)"', chart))


def test_without_spend_there_is_nothing_to_compare(given, labels) -> None:
    assert collect_effectiveness(given(), labels, AS_OF) == ()
    assert collect_publishers(given(), labels, AS_OF) == ()
