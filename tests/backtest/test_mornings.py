"""Which mornings are back-tested, and the two yardsticks of each."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.backtest.mornings import Asked, choose
from smm_assets.backtest.yardstick import measure
from smm_assets.decisions.inputs import ChannelState, Inputs
from smm_assets.errors import UsageError

CURRENT = date(2026, 11, 22)
LONG_AGO = date(2026, 1, 1)


def test_left_open_it_is_one_a_week_over_twelve_weeks_the_last_with_a_whole_week_after_it() -> None:
    found = choose(Asked(), known_from=LONG_AGO, current=CURRENT).mornings
    assert found == tuple(date(2026, 11, 15) - timedelta(days=7 * n) for n in range(11, -1, -1))


def test_left_open_mornings_before_which_nothing_is_known_are_not_asked_for() -> None:
    chosen = choose(Asked(), known_from=date(2026, 10, 25), current=CURRENT)
    assert chosen.mornings == (date(2026, 11, 1), date(2026, 11, 8), date(2026, 11, 15))
    assert chosen.unknown == ()
    assert choose(Asked(), known_from=date(2026, 11, 20), current=CURRENT).mornings == ()


def test_mornings_asked_for_before_anything_is_known_are_told_as_left_out() -> None:
    asked = Asked(first=date(2026, 10, 30), last=date(2026, 11, 3), every=2)
    chosen = choose(asked, known_from=date(2026, 11, 1), current=CURRENT)
    assert chosen.unknown == (date(2026, 10, 30), date(2026, 11, 1))
    assert chosen.mornings == (date(2026, 11, 3),)


def test_a_first_morning_in_the_last_week_leads_up_to_yesterday() -> None:
    asked = Asked(first=date(2026, 11, 19), every=1)
    assert choose(asked, known_from=LONG_AGO, current=CURRENT).mornings == tuple(
        date(2026, 11, n) for n in (19, 20, 21)
    )


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Asked(last=CURRENT), "not before 2026-11-22"),
        (Asked(first=CURRENT), "--from 2026-11-22 lies after"),
        (Asked(first=date(2026, 11, 5), last=date(2026, 11, 1)), "lies after --to 2026-11-01"),
    ],
)
def test_what_is_no_past_morning_is_refused(asked: Asked, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        choose(asked, known_from=LONG_AGO, current=CURRENT)


@given(st.integers(1, 400), st.integers(0, 300), st.integers(1, 40), st.integers(0, 400))
def test_every_morning_is_one_asked_for_past_and_told_once(back: int, length: int, every: int, known: int) -> None:
    last = CURRENT - timedelta(days=back)
    asked = Asked(first=last - timedelta(days=length), last=last, every=every)
    known_from = CURRENT - timedelta(days=known)
    chosen = choose(asked, known_from=known_from, current=CURRENT)
    found = [*chosen.unknown, *chosen.mornings]
    assert found == [asked.first + timedelta(days=every * n) for n in range(length // every + 1)]  # type: ignore[operator]
    assert all(day > known_from for day in chosen.mornings)


def _inputs(results: dict[int, float], completeness: float = 1.0) -> Inputs:
    """A channel whose results are given by days before the morning."""
    days = sorted(results, reverse=True)
    history = pd.DataFrame({
        "date": [CURRENT - timedelta(days=back) for back in days],
        "channel": "a",
        "spend": 10.0,
        "result": [results[back] for back in days],
        "completeness": [completeness] * len(days),
    })  # fmt: skip
    state = ChannelState(
        channel="a", label="A", current=1, usual=1, data_through=None, low=None, high=None, frozen=False,
        patience_until=None,
    )  # fmt: skip
    return Inputs(
        as_of=CURRENT, currency="EUR", objective="sales", result_metric="orders", result_source="crm",
        channels=(state,), history=history, plan=pd.DataFrame(),
    )  # fmt: skip


def test_last_week_is_the_mean_of_seven_known_days_and_scatter_that_of_four_weeks() -> None:
    (row,) = measure([_inputs({back: float(back % 2) for back in range(2, 40)})]).to_dict("records")
    # days 2 to 8 before the morning: 0 1 0 1 0 1 0; days 2 to 29: 14 times 0 and 14 times 1
    assert row["last_week_result"] == pytest.approx(3 / 7)
    assert row["result_spread"] == pytest.approx((28 * 0.25 / 27) ** 0.5)


def test_results_still_to_come_are_added_and_old_or_few_days_tell_nothing() -> None:
    (half,) = measure([_inputs({1: 2.0, 2: 3.0}, completeness=0.5)]).to_dict("records")
    assert half["last_week_result"] == pytest.approx(5.0)
    assert pd.isna(half["result_spread"])
    (old,) = measure([_inputs(dict.fromkeys(range(15, 30), 1.0))]).to_dict("records")
    assert pd.isna(old["last_week_result"])
    assert old["result_spread"] == 0
