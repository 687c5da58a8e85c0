"""The record of advice: promises kept out of those that can be judged, what was foretold beside what came."""

from datetime import date
from typing import Any

import pytest

from smm_assets.report.page.sections.record import record_view
from smm_assets.report.sections.record import Record, collect_record
from smm_assets.report.words import Words

AS_OF = date(2026, 11, 22)


def _score(channel: str, expected: float | None, came: float | None, kept: bool | None, final: bool) -> dict[str, Any]:
    return {
        "recommendation_id": "r1", "channel": channel, "days_known": 7, "followed": channel == "search",
        "expected": expected, "expected_low": expected and expected - 3, "expected_high": expected and expected + 4,
        "observed": came, "in_interval": kept, "is_final": final,
    }  # fmt: skip


@pytest.fixture
def record(given, labels) -> Record:
    """Last week's advice: search kept its promise (10 foretold, 12 came), video missed it (5, 12), mail is open."""
    headers = [
        {
            "recommendation_id": "r1", "as_of": date(2026, 11, 15), "objective": "sales", "result_metric": "orders",
            "status": "approved", "keep": False, "decided_at": None, "note": "as agreed", "summary": "Move money",
        }
    ]  # fmt: skip
    scored = [
        _score("search", 10.0, 12.0, True, True),
        _score("video", 5.0, 12.0, False, True),
        _score("mail", None, None, None, False),
    ]
    advised = [{"recommendation_id": "r1", "channel": "search", "change_pct": 0.2}]
    tables = given(recommendation=headers, recommendation_scorecard=scored, budget_recommendation=advised)
    found = collect_record(tables, labels, AS_OF)
    assert found is not None
    return found


def test_promises_are_counted_only_when_their_days_are_over(record: Record) -> None:
    assert (record.kept, record.judged) == (1, 2)


def test_ranges_of_channels_add_up_as_independent(record: Record) -> None:
    """15 foretold; down by the root of 9 + 9, up by the root of 16 + 16."""
    (one,) = record.advice
    assert one.foretold == pytest.approx((15 - 18**0.5, 15.0, 15 + 32**0.5))
    assert one.came == 24.0


def test_each_channel_says_whether_spend_followed_and_the_promise_held(record: Record) -> None:
    (one,) = record_view(record, Words("EUR")).advice
    rows = {row.label: row for row in one.rows}
    search, video, mail = rows["Search"], rows["Video"], rows["Mail"]
    assert (search.advised, search.followed, search.foretold, search.came) == ("+20 %", "followed", "10 (7–14)", "12")
    assert [row.verdict for row in (search, video, mail)] == ["kept", "missed", "still open"]
    assert (video.followed, mail.chart, mail.came) == ("not followed", None, "–")
    assert one.followed == "followed at 1 of 3 channels"
    assert one.foretold == "15 orders foretold for the money spent (likely 11–21), 24 came"


def test_the_share_of_kept_promises_is_told_beside_what_it_should_be(record: Record) -> None:
    assert record_view(record, Words("EUR")).kept == "1 of 2 promises were kept (50 %); 9 of 10 would be as said."
    young = Record(kept=0, judged=0, advice=record.advice)
    assert record_view(young, Words("EUR")).kept.startswith("No promise can be judged yet")


def test_before_the_second_morning_there_is_no_record(given, labels) -> None:
    assert collect_record(given(), labels, AS_OF) is None
