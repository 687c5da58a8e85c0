"""What networks may spend of daily budgets and ask for at least; figures by hand, and a network that tries."""

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from smm_assets.decisions.inputs import ChannelState
from smm_assets.decisions.network_rules import below_minimum, most_by_day, most_on_day, window_start

PLAIN = ChannelState(
    channel="a", label="A", current=10.0, usual=10.0, data_through=None, low=None, high=None, frozen=False,
    patience_until=None,
)  # fmt: skip
WEEKLY = replace(PLAIN, daily_overspend=1.75, overspend_window="week", window_budgets=7.0)
MONTHLY = replace(PLAIN, daily_overspend=2.0, overspend_window="month", window_budgets=30.4)
SUNDAY = date(2026, 11, 22)


def budgets(first: date, *amounts: int) -> list[tuple[date, Decimal]]:
    return [(first + timedelta(days=number), Decimal(amount)) for number, amount in enumerate(amounts)]


def test_a_week_runs_from_sunday_to_saturday() -> None:
    assert window_start("week", SUNDAY) == SUNDAY
    assert window_start("week", SUNDAY + timedelta(days=6)) == SUNDAY
    assert window_start("week", SUNDAY - timedelta(days=1)) == SUNDAY - timedelta(days=7)
    assert window_start("month", SUNDAY) == date(2026, 11, 1)


def test_a_network_that_evens_out_by_the_week_is_bounded_by_seven_budgets() -> None:
    # 17.50 a day until 70 in the week; then the next week begins with 17.50 more
    assert most_on_day(WEEKLY, Decimal(10)) == Decimal("17.50")
    found = most_by_day(WEEKLY, budgets(SUNDAY, *[10] * 8))
    assert found == [Decimal(x) for x in ("17.50", "35", "52.50", "70", "70", "70", "70", "87.50")]


def test_a_network_that_evens_out_by_the_month_is_bounded_by_its_number_of_budgets() -> None:
    # 20 a day; 22 to 30 November are nine days, so 180 < 304; December begins anew
    found = most_by_day(MONTHLY, budgets(SUNDAY, *[10] * 10))
    assert (found[8], found[9]) == (180, 200)
    # a whole month: never above 30.4 budgets
    assert most_by_day(MONTHLY, budgets(date(2026, 12, 1), *[10] * 31))[-1] == 304


def test_a_network_that_states_no_rule_has_no_bound() -> None:
    assert most_on_day(PLAIN, Decimal(10)) is None
    assert most_by_day(PLAIN, budgets(SUNDAY, 10, 10)) == [None, None]


@pytest.mark.parametrize("state", [WEEKLY, MONTHLY])
def test_a_network_that_spends_as_much_as_its_rules_allow_never_passes_the_bound(state: ChannelState) -> None:
    chance = random.Random(7)
    days = budgets(date(2026, 11, 18), *[12] * 12, *[14] * 14)
    most, spent, windows = most_by_day(state, days), Decimal(0), {}
    for (day, budget), bound in zip(days, most, strict=True):
        window = window_start(str(state.overspend_window), day)
        wish = budget * Decimal(str(chance.uniform(0.5, float(state.daily_overspend or 1))))
        room = budget * Decimal(str(state.window_budgets)) - windows.get(window, Decimal(0))
        today = max(Decimal(0), min(wish, room))
        windows[window] = windows.get(window, Decimal(0)) + today
        spent += today
        assert bound is not None
        assert spent <= bound


def test_less_than_the_network_asks_for_is_found_and_nothing_is_no_budget() -> None:
    state = replace(PLAIN, minimum_daily=5.0)
    assert below_minimum([state], {"a": Decimal("4.99")}) == {"a": Decimal("5.00")}
    assert below_minimum([state], {"a": Decimal(5)}) == {}
    assert below_minimum([state], {"a": Decimal(0)}) == {}
    assert below_minimum([PLAIN], {"a": Decimal("0.01")}) == {}
