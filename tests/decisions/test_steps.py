"""Steps towards what is recommended: laws that hold for any budgets, and ways worked out by hand."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.allocation import Limits
from smm_assets.decisions.steps import CENT, STEP_DAYS, Way, by_day, kept_mix, levels

START = date(2026, 11, 22)
END = date(2026, 12, 31)


def money(*amounts: str) -> dict[str, Decimal]:
    return {f"c{number}": Decimal(amount) for number, amount in enumerate(amounts)}


def way(kept: dict[str, Decimal], target: dict[str, Decimal], **more: object) -> Way:
    terms = {"total": sum(target.values(), Decimal(0)), "fixed": frozenset(), **more}
    return Way(kept=kept, target=target, max_step=Decimal("0.2"), **terms)  # type: ignore[arg-type]


def test_what_one_step_reaches_is_reached_on_the_first_day() -> None:
    found = levels(way(money("50", "50"), money("60", "40")), START, END, START)
    assert [(one.first_day, one.step, one.budgets) for one in found] == [(START, 1, money("60", "40"))]


def test_a_longer_way_is_gone_in_steps_a_week_apart_all_channels_together() -> None:
    # c1 may lose 20 % a week: 50 → 40 → 32 → 25.60 → 20.48 → 20; what it loses goes to c0
    found = levels(way(money("50", "50"), money("80", "20")), START, END, START)
    assert [one.budgets["c1"] for one in found] == [Decimal(x) for x in ("40", "32", "25.60", "20.48", "20")]
    assert [one.budgets["c0"] for one in found] == [Decimal(x) for x in ("60", "68", "74.40", "79.52", "80")]
    assert [one.first_day for one in found] == [START + timedelta(days=STEP_DAYS * number) for number in range(5)]
    assert [one.step for one in found] == [1, 2, 3, 4, 5]


def test_after_a_change_todays_mix_goes_on_until_a_week_has_passed() -> None:
    change = START + timedelta(days=3)
    found = levels(way(money("50", "50"), money("60", "40")), START, END, change)
    assert [(one.first_day, one.step) for one in found] == [(START, 0), (change, 1)]
    days = dict(by_day(found, START, START + timedelta(days=4)))
    assert [level.budgets["c0"] for level in days.values()] == [50, 50, 50, 60, 60]


def test_a_channel_that_begins_has_no_step_to_keep_to() -> None:
    found = levels(way(money("100", "0"), money("85", "15")), START, END, START)
    assert [one.budgets for one in found] == [money("85", "15")]


def test_whole_coins_leave_a_rest_that_is_named() -> None:
    # 100.00 in whole coins over three equal channels: 34 + 33 + 33; a frozen one keeps its cents
    third = money("33.34", "33.33", "33.33")
    (level,) = levels(way(third, third, unit=Decimal(1)), START, END, START)
    assert (sum(level.budgets.values()), level.rest) == (100, 0)
    frozen = way(third, third, unit=Decimal(1), fixed=frozenset({"c0"}))
    (level,) = levels(frozen, START, END, START)
    assert (level.budgets["c0"], level.budgets["c1"], level.budgets["c2"]) == (Decimal("33.34"), 33, 33)
    assert level.rest == Decimal("0.66")


@given(
    kept=st.lists(st.integers(0, 10**6), min_size=2, max_size=7).filter(any),
    shares=st.lists(st.integers(0, 100), min_size=7, max_size=7),
    step=st.sampled_from(["0.05", "0.2", "0.5"]),
)
def test_every_day_adds_up_to_the_cent_and_no_step_is_too_large(kept: list[int], shares: list[int], step: str) -> None:
    before = {f"c{number}": Decimal(cents) / 100 for number, cents in enumerate(kept)}
    total = sum(before.values(), Decimal(0))
    weights = {name: shares[number] + 1 for number, name in enumerate(before)}
    target = {name: (total * weight / sum(weights.values())).quantize(CENT) for name, weight in weights.items()}
    target["c0"] += total - sum(target.values(), Decimal(0))
    if target["c0"] < 0:
        return
    found = levels(
        Way(kept=before, target=target, total=total, fixed=frozenset(), max_step=Decimal(step)),
        START,
        START + timedelta(days=90),
        START,
    )
    for level in found:
        assert sum(level.budgets.values(), Decimal(0)) + level.rest == total
        assert level.rest == 0
        for name, budget in level.budgets.items():
            assert budget >= 0
            if before[name] >= 1:
                assert abs(budget - before[name]) <= Decimal(step) * before[name] + CENT
        before = dict(level.budgets)


def test_what_is_approved_for_less_than_the_days_money_leaves_the_rest() -> None:
    # c1 goes from 50 to 30 in steps of 20 %: 40, 32, 30; c0 stays
    found = levels(way(money("50", "50"), money("50", "30"), total=Decimal(100)), START, END, START)
    assert [(one.budgets["c1"], one.rest) for one in found] == [(40, 10), (32, 18), (30, 20)]


@pytest.mark.parametrize(("total", "mix"), [("120", ("72.00", "48.00", "0")), ("50.01", ("30.01", "20.00", "0"))])
def test_todays_mix_is_scaled_to_the_total(total: str, mix: tuple[str, ...]) -> None:
    limits = Limits(total=Decimal(total), channels={f"c{n}": {"current": x} for n, x in enumerate(("60", "40", "0"))})
    assert kept_mix(limits) == money(*mix)


def test_frozen_channels_stay_when_the_mix_is_scaled() -> None:
    channels = {"a": {"current": "30", "frozen": True}, "b": {"current": "10"}, "c": {"current": "30"}}
    # 110 − 30 = 80 over 10 : 30
    assert kept_mix(Limits(total=110, channels=channels)) == {"a": 30, "b": 20, "c": 60}
