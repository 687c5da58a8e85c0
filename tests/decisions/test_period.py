"""Which days and which money a recommendation is for; every figure below is worked out by hand in the comment."""

from datetime import date, timedelta
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.decisions.charged import running_lines, used
from smm_assets.decisions.inputs import ChannelState, Inputs
from smm_assets.decisions.period import choose_period, split_period, with_total

AS_OF = date(2026, 11, 22)


def channel(name: str, current: float, through: date = date(2026, 11, 21)) -> ChannelState:
    return ChannelState(
        channel=name, label=name.title(), current=current, usual=current, data_through=through,
        low=None, high=None, frozen=False, patience_until=None,
    )  # fmt: skip


def history(name: str, spend: float, first: date, last: date) -> pd.DataFrame:
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return pd.DataFrame({"date": days, "channel": name, "spend": spend, "result": 1.0, "completeness": 1.0})


def plan(*lines: tuple[str, date, date, str], items: tuple[str | None, ...] = ()) -> pd.DataFrame:
    told = zip(lines, [*items, *["ads"] * (len(lines) - len(items))], strict=True)
    rows = [
        (number, channel, item, start, end, Decimal(amount), False)
        for number, ((channel, start, end, amount), item) in enumerate(told, 2)
    ]
    return pd.DataFrame(
        rows, columns=["plan_line", "channel", "item", "period_start", "period_end", "amount", "locked"]
    )


def inputs(channels: list[ChannelState], frames: list[pd.DataFrame], lines: pd.DataFrame) -> Inputs:
    return Inputs(
        as_of=AS_OF, currency="EUR", objective="sales", result_metric="orders", result_source="crm",
        channels=tuple(channels), history=pd.concat(frames, ignore_index=True), plan=lines,
    )  # fmt: skip


def test_money_left_is_plan_minus_spent_over_the_days_left_of_the_month() -> None:
    # 600 planned, 21 days × 20 = 420 spent, 180 left for 22–30 November = 9 days → 20 a day
    given_ = inputs(
        [channel("meta", 20.0)],
        [history("meta", 20.0, date(2026, 11, 1), date(2026, 11, 21))],
        plan(("meta", date(2026, 11, 1), date(2026, 11, 30), "600")),
    )
    period = choose_period(given_)
    assert (period.start, period.end, period.days) == (AS_OF, date(2026, 11, 30), 9)
    assert (period.total, period.per_day, period.spent) == (Decimal("180.00"), Decimal("20.00"), Decimal("420"))


def test_unreported_days_are_estimated_at_the_current_rate() -> None:
    # known through the 18th: 18 × 10 = 180; 19, 20, 21 estimated at 10 each = 30; 300 − 210 = 90
    given_ = inputs(
        [channel("vk", 10.0, date(2026, 11, 18))],
        [history("vk", 10.0, date(2026, 11, 1), date(2026, 11, 18))],
        plan(("vk", date(2026, 11, 1), date(2026, 11, 30), "300")),
    )
    period = choose_period(given_)
    assert (period.spent, period.estimated, period.total) == (Decimal("180"), Decimal("30"), Decimal("90.00"))


def test_a_period_shorter_than_a_week_runs_into_the_next_plan_line() -> None:
    # plan ends on the 24th: 3 days left; 4 more days from the next line of 310 over 31 days = 10 a day → 40
    # left of this line: 240 − 21 × 10 = 30 → 70 in all for 7 days
    given_ = inputs(
        [channel("meta", 10.0)],
        [history("meta", 10.0, date(2026, 11, 1), date(2026, 11, 21))],
        plan(
            ("meta", date(2026, 11, 1), date(2026, 11, 24), "240"),
            ("meta", date(2026, 11, 25), date(2026, 12, 25), "310"),
        ),
    )
    period = choose_period(given_)
    assert (period.end, period.total, period.per_day) == (date(2026, 11, 28), Decimal("70.00"), Decimal("10.00"))


def test_an_overspent_line_has_nothing_left_rather_than_a_debt() -> None:
    given_ = inputs(
        [channel("meta", 50.0)],
        [history("meta", 50.0, date(2026, 11, 1), date(2026, 11, 21))],
        plan(("meta", date(2026, 11, 1), date(2026, 11, 30), "600")),
    )
    assert choose_period(given_).total == 0


def test_of_two_lines_of_a_channel_that_share_days_only_one_takes_what_was_spent() -> None:
    # 1–30: ads 300 and, without item, 600; 21 days × 20 = 420 are spent once: 900 − 420 = 480 for the 9 days left
    november = (date(2026, 11, 1), date(2026, 11, 30))
    given_ = inputs(
        [channel("meta", 20.0)],
        [history("meta", 20.0, *november)],
        plan(("meta", *november, "600"), ("meta", *november, "300"), items=(None, "Ads")),
    )
    period = choose_period(given_)
    assert (period.planned, period.spent, period.total) == (Decimal("900"), Decimal("420"), Decimal("480.00"))
    lines = running_lines(given_.plan, AS_OF, "meta")
    assert [used(line, given_)[0] for line in lines] == [Decimal(0), Decimal("420")]


def test_a_line_that_took_over_is_charged_with_its_own_days() -> None:
    # ads until the 10th, 200; without item all month, 600: of 21 days × 20 the second line bears 11: 600 − 220 = 380.
    # one of them, the 21st, is not reported: 10 × 20 known and 20 estimated
    given_ = inputs(
        [channel("meta", 20.0)],
        [history("meta", 20.0, date(2026, 11, 1), date(2026, 11, 20))],
        plan(
            ("meta", date(2026, 11, 1), date(2026, 11, 10), "200"),
            ("meta", date(2026, 11, 1), date(2026, 11, 30), "600"),
            items=("ads", None),
        ),
    )
    period = choose_period(given_)
    assert (period.spent, period.estimated, period.total) == (Decimal("200"), Decimal("20"), Decimal("380.00"))


def test_without_a_plan_the_total_is_todays_total_for_a_week() -> None:
    given_ = inputs(
        [channel("meta", 12.345), channel("tiktok", 7.0)],
        [history("meta", 12.345, date(2026, 11, 1), date(2026, 11, 21))],
        plan(),
    )
    period = choose_period(given_)
    # 12.345 rounds half to even: 12.34
    assert (period.basis, period.days, period.per_day) == ("today", 7, Decimal("19.34"))
    assert period.total == Decimal("135.38")


def test_a_scenario_total_keeps_the_days() -> None:
    base = choose_period(inputs([channel("meta", 10.0)], [history("meta", 10, AS_OF, AS_OF)], plan()))
    asked = with_total(base, Decimal("33.333"))
    assert (asked.per_day, asked.total, asked.days) == (Decimal("33.33"), Decimal("233.31"), 7)


@given(
    total=st.integers(0, 10**9),
    weights=st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any),
)
def test_period_amounts_add_up_to_the_cent_whatever_the_weights(total: int, weights: list[int]) -> None:
    money = Decimal(total) / 100
    amounts = split_period(money, {f"c{n}": Decimal(weight) / 100 for n, weight in enumerate(weights)})
    assert sum(amounts.values()) == money
    assert all(amount >= 0 for amount in amounts.values())


@pytest.mark.parametrize("total", ["0.01", "100.00", "99.99"])
def test_equal_channels_differ_by_at_most_a_cent(total: str) -> None:
    amounts = split_period(Decimal(total), {"a": Decimal(1), "b": Decimal(1), "c": Decimal(1)})
    assert max(amounts.values()) - min(amounts.values()) <= Decimal("0.01")
