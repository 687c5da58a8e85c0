"""Limits: what is refused, how amounts are read, what keeping means."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.allocation import InfeasibleBudget, InvalidLimits, Limits
from smm_assets.allocation.limits import read_bounds, spread, with_held
from smm_assets.allocation.mix import scaled_mix
from smm_assets.errors import SmmError


def test_minimums_above_the_total_are_named_with_their_amounts() -> None:
    limits = Limits(total=100, channels={"a": {"current": 60, "low": 60}, "b": {"current": 50, "frozen": True}})
    with pytest.raises(InfeasibleBudget, match=r"a 60\.00, b 50\.00 frozen") as refused:
        read_bounds(limits)
    assert "110.00" in str(refused.value)
    assert "100.00" in str(refused.value)
    assert isinstance(refused.value, SmmError)


def test_maximums_below_the_total_are_named() -> None:
    limits = Limits(total="100", channels={"a": {"current": 40, "high": 45}, "b": {"current": 40, "high": "50.00"}})
    with pytest.raises(InfeasibleBudget, match=r"maximums add up to 95\.00.*a 45\.00, b 50\.00"):
        read_bounds(limits)


def test_a_minimum_above_its_maximum_names_the_channel() -> None:
    limits = Limits(channels={"a": {"current": 10, "low": 12, "high": 11}, "b": {"current": 10}})
    with pytest.raises(InfeasibleBudget, match=r"a: minimum 12\.00 is above maximum 11\.00"):
        read_bounds(limits)


@pytest.mark.parametrize("bad", ["ten", float("nan"), float("inf"), True, None])
def test_an_amount_that_is_no_money_is_refused(bad: object) -> None:
    with pytest.raises(InvalidLimits, match="limits of a"):
        read_bounds(Limits(channels={"a": {"current": bad}}))


def test_negative_spend_and_unknown_keys_are_refused() -> None:
    with pytest.raises(InvalidLimits, match="negative"):
        read_bounds(Limits(channels={"a": {"current": -1}}))
    with pytest.raises(InvalidLimits, match="maximum"):
        read_bounds(Limits(channels={"a": {"current": 1, "maximum": 2}}))


def test_amounts_may_be_decimal_float_int_or_text_and_binary_noise_costs_no_cent() -> None:
    bounds = read_bounds(
        Limits(
            channels={
                "a": {"current": Decimal("10.10"), "low": 0.1 + 0.2, "high": "20.5"},
                "b": {"current": 7, "low": 10.005, "high": 10.005},
            },
            total=20.305,
        )
    )
    assert list(bounds.low) == [30, 1000]
    assert list(bounds.high) == [2050, 1000]
    assert bounds.total == 2030


def test_bounds_are_rounded_inwards() -> None:
    bounds = read_bounds(Limits(channels={"a": {"current": 10, "low": 3.333, "high": 14.449}}))
    assert (bounds.low[0], bounds.high[0]) == (334, 1444)


def test_held_channels_keep_current_unless_the_total_forbids() -> None:
    channels = {"a": {"current": 50, "low": 0, "high": 200}, "b": {"current": 50, "low": 40, "high": 60}}
    easy = with_held(read_bounds(Limits(total=120, channels=channels)), ["b"])
    assert (easy.low[1], easy.high[1]) == (5000, 5000)
    tight = with_held(read_bounds(Limits(total=255, channels=channels)), ["b"])
    assert (tight.low[1], tight.high[1]) == (5500, 5500)
    lower = with_held(read_bounds(Limits(total=45, channels=channels)), ["b"])
    assert (lower.low[1], lower.high[1]) == (4500, 4500)


def test_keeping_scales_todays_mix_and_leaves_frozen_channels() -> None:
    channels = {"a": {"current": 30}, "b": {"current": 60}, "c": {"current": 10, "frozen": True}}
    mix = scaled_mix(read_bounds(Limits(total=190, channels=channels)))
    assert list(mix) == [6000, 12000, 1000]


@given(data=st.data())
def test_spreading_an_amount_is_exact_and_stays_in_its_room(data: st.DataObject) -> None:
    room = np.array(data.draw(st.lists(st.integers(0, 500), min_size=1, max_size=6)))
    share = np.array(data.draw(st.lists(st.integers(0, 50), min_size=len(room), max_size=len(room))))
    amount = data.draw(st.integers(0, int(room.sum())))
    given_ = spread(amount, room, share)
    assert given_.sum() == amount
    assert (given_ >= 0).all()
    assert (given_ <= room).all()
