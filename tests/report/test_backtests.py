"""What back-tests say in words, and when they are shown: only as long as no advice that was given has a record."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from smm_assets.report.backtest_facts import BackTest
from smm_assets.report.backtests import collect_before_record, in_words
from smm_assets.report.tables import Tables

SUMMARY = {
    "objective": "sales", "mornings": 12, "mornings_judged": 11, "hindsight_mornings": 3, "moves": 9,
    "first_morning": date(2026, 8, 30), "last_morning": date(2026, 11, 8), "share_in_interval": 10 / 11,
    "mean_error": 0.142, "last_week_mean_error": 0.208,
}  # fmt: skip


class Published:
    """A reader over frames of schema marts; rows are not filtered."""

    def __init__(self, **frames: pd.DataFrame) -> None:
        self.frames = frames

    def tables(self, schema: str) -> list[str]:
        return list(self.frames) if schema == "marts" else []

    def read(self, sql: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
        (name,) = (name for name in self.frames if f"marts.{name} " in f"{sql} ")
        return self.frames[name]


def test_they_are_shown_until_a_recommendation_that_was_made_has_been_judged() -> None:
    summary = pd.DataFrame([SUMMARY])
    (one,) = collect_before_record(Tables(Published(backtest_summary=summary)))
    assert (one.mornings, one.inside, one.hindsight) == (11, 10, 3)
    judged = pd.DataFrame([{"one": 1}])
    assert collect_before_record(Tables(Published(backtest_summary=summary, recommendation_scorecard=judged))) == ()
    waiting = Published(backtest_summary=summary, recommendation_scorecard=pd.DataFrame({"one": []}))
    assert collect_before_record(Tables(waiting)) == (one,)
    assert collect_before_record(Tables(Published())) == ()


def test_they_say_how_often_and_how_far_they_missed_and_what_they_cannot_say() -> None:
    (one,) = collect_before_record(Tables(Published(backtest_summary=pd.DataFrame([SUMMARY]))))
    assert in_words(one, several=True) == (
        "The advice for sales was made again for 11 past mornings, 30 Aug to 8 Nov, with the data known then. "
        "What came in the week after lay in the range called likely on 10 of 11 (9 of 10 would be as said). "
        "Expectations missed by 14 % on average; “the same as last week” missed by 21 %. "
        "But 3 of them knew days only from exports written later, more than one could have known. "
        "The advice was not followed, so this says nothing of what it would have brought."
    )


def test_a_single_morning_without_a_yardstick_is_told_alone() -> None:
    alone = BackTest(
        objective="sales", mornings=1, hindsight=0, first=date(2026, 11, 8), last=date(2026, 11, 8), inside=0,
        error=0.5, error_last_week=None,
    )  # fmt: skip
    said = in_words(alone)
    assert said.startswith("The advice was made again for 1 past morning, 8 Nov, with the data known then. ")
    assert "on 0 of 1" in said
    assert "missed by 50 % on average. The advice was not followed" in said
