"""Days of the last four weeks: unknown ones are gaps, fresh ones say what is to come, events stand on their days."""

import re
from datetime import date, timedelta

import pytest

from smm_assets.report.page.sections.timeline import timeline_view
from smm_assets.report.sections.timeline import Timeline, collect_timelines
from smm_assets.report.words import Words

AS_OF = date(2026, 11, 22)


def _row(channel: str, days_ago: int, spend: float | None, result: float | None, share: float = 1.0) -> dict:
    return {
        "objective": "sales", "channel": channel, "date": AS_OF - timedelta(days=days_ago), "spend": spend,
        "result": result, "completeness": share, "result_metric": "conversions", "result_source": "platform",
    }  # fmt: skip


@pytest.fixture
def timeline(given, labels, folder) -> Timeline:
    """Search: 28 days of 10 and 2, yesterday only half of it there. Video: from 5 days ago on 20 and 1, spend of
    yesterday unknown."""
    history = [_row("search", n, 10.0, 2.0) for n in range(28, 1, -1)] + [_row("search", 1, 10.0, 2.0, 0.5)]
    history += [_row("video", n, 20.0, 1.0) for n in (5, 4, 3, 2)] + [_row("video", 1, None, 1.0, 0.25)]
    ranges = [
        {"channel": "search", "date": AS_OF - timedelta(days=1), "conversions_low": 1.0, "conversions_high": 8.0},
        {"channel": "video", "date": AS_OF - timedelta(days=1), "conversions_low": 0.0, "conversions_high": 7.0},
    ]
    (found,) = collect_timelines(folder, given(decision_history=history, channel_daily=ranges), labels, AS_OF)
    return found


def test_days_of_all_channels_are_sums_of_what_is_known(timeline: Timeline) -> None:
    assert len(timeline.days) == 28
    assert (timeline.days[0].day, timeline.days[-1].day) == (date(2026, 10, 25), date(2026, 11, 21))
    assert (timeline.days[0].spend, timeline.days[0].results) == (10.0, 2.0)
    assert (timeline.days[-2].spend, timeline.days[-2].results) == (30.0, 3.0)
    assert [one.label for one in timeline.channels] == ["Search", "Video"]


def test_an_unknown_day_is_a_gap_and_not_zero_and_a_channel_not_yet_begun_lacks_nothing(timeline: Timeline) -> None:
    assert timeline.days[-1].lacks_spend == ("Video",)
    assert timeline.days[-1].lacks_results == ()
    assert timeline.channels[1].days[-1].spend is None
    assert [day.lacks_spend for day in timeline.days[:27]] == [()] * 27
    assert all(day.is_before for day in timeline.channels[1].days[:23])


def test_a_fresh_day_expects_what_it_has_over_the_share_known_and_ranges_add_as_independent(timeline: Timeline) -> None:
    """Search 2 / 0.5 = 4 from 1 to 8, video 1 / 0.25 = 4 from 0 to 7: 8, down by the root of 9 + 16, up of 16 + 9."""
    last = timeline.days[-1]
    assert (last.results, last.expected) == (3.0, 8.0)
    assert (last.low, last.high) == (3.0, 13.0)
    assert [day.expected for day in timeline.days[:27]] == [None] * 27


def test_events_stand_on_their_days_and_those_of_the_next_two_weeks_are_told_ahead(timeline: Timeline) -> None:
    assert [(one.first.day, one.last.day, one.label, one.kind) for one in timeline.events] == [
        (4, 4, "", "price"), (10, 11, "Video", "tracking"),
    ]  # fmt: skip
    assert [one.text for one in timeline.ahead] == ["Sale"]


def test_the_picture_has_a_bar_for_every_known_day_and_says_the_same_in_words(timeline: Timeline) -> None:
    view = timeline_view(timeline, Words("EUR"))
    assert (view.spend, view.results, view.days) == ("€360", "61 conversions", "25 Oct – 21 Nov")
    assert view.spend_chart.count('class="bar spend"') == 28
    assert view.spend_chart.count('class="unknown"') == 1
    assert view.results_chart.count('class="unknown"') == 0
    assert view.spend_chart.count('class="event"') == 2
    assert view.results_chart.count('class="stripes"') == 1
    assert view.channels[1].spend_chart.count('class="bar spend"') == 4
    assert view.coming == "The striped day is still filling up: about 5 conversions more are to come."
    assert view.unknown == ("Shaded: a day whose spend is not known of every channel, 21 Nov. It lacks Video.",)
    said = re.findall('aria-label="([^"]+)"', view.spend_chart)
    assert said == ["All channels, 25 Oct – 21 Nov: spend a day between €10 and €30; 1 day is not fully known"]


def test_the_table_holds_every_day_with_the_newest_first(timeline: Timeline) -> None:
    rows = timeline_view(timeline, Words("EUR")).rows
    assert len(rows) == 28
    first = rows[0]
    assert (first.day, first.spend, first.results, first.expected, first.note) == (
        "Sat 21 Nov", "10.00", "3", "8 (3–13)", "spend without Video",
    )  # fmt: skip


def test_mondays_carry_their_day(timeline: Timeline) -> None:
    chart = timeline_view(timeline, Words("EUR")).results_chart
    assert re.findall('class="x[^>]*>([^<]+)<', chart) == ["26 Oct", "2 Nov", "9 Nov", "16 Nov"]


def test_without_any_history_there_is_no_timeline(given, labels, folder) -> None:
    assert collect_timelines(folder, given(), labels, AS_OF) == ()
