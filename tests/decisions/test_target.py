"""The largest total at which a result costs no more than a target."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.decisions.target import Target, reach
from smm_assets.errors import UsageError

CENT = Decimal("0.01")


def root(total: Decimal) -> float:
    """A result costs total ÷ (2 √total) = √total ÷ 2."""
    return float(total) ** 0.5 / 2


def test_the_last_cent_that_meets_the_target_is_found() -> None:
    # √total ÷ 2 ≤ 5.00 up to 100.00
    found = reach(Target(cost=Decimal(5)), root, Decimal(50), Decimal("203.37"))
    assert (found.total, found.exact) == (Decimal("100.00"), True)
    assert found.cost == pytest.approx(5)
    assert (found.lowest, found.highest) == (Decimal(50), Decimal("203.37"))
    assert found.step == Decimal("19.17")  # 153.37 ÷ 8


def test_where_even_the_largest_total_meets_it_the_answer_says_that_it_is_an_end() -> None:
    found = reach(Target(cost=Decimal(50)), root, Decimal(50), Decimal(200))
    assert (found.total, found.exact) == (Decimal(200), False)


def test_a_target_out_of_reach_says_what_can_be_reached() -> None:
    with pytest.raises(UsageError, match=r"a result costs more than 3 at every total.*50 to 200 a day") as error:
        reach(Target(cost=Decimal(3)), root, Decimal(50), Decimal(200))
    assert "the least is 3.54, at 50 a day. Name a target of 3.54 or more" in str(error.value)  # √50 ÷ 2 = 3.5355…


def test_totals_without_any_result_meet_no_target() -> None:
    with pytest.raises(UsageError, match="no total brings the next result"):
        reach(Target(cost=Decimal(3), marginal=True), lambda total: None, Decimal(50), Decimal(200))


def test_of_costs_that_fall_and_rise_the_larger_total_is_taken() -> None:
    def cost(total: Decimal) -> float:
        return abs(float(total) - 100) / 10 + 1  # 2 or less from 90 to 110

    assert reach(Target(cost=Decimal(2)), cost, Decimal(20), Decimal(180)).total == Decimal(110)


@given(
    st.decimals("0.01", "5000", places=2), st.decimals("0.01", "5000", places=2), st.decimals("0.01", "80", places=2)
)
def test_the_answer_meets_the_target_and_a_cent_more_does_not(one: Decimal, other: Decimal, cost: Decimal) -> None:
    low, high, most = min(one, other), max(one, other), float(cost)
    try:
        found = reach(Target(cost=cost), root, low, high)
    except UsageError:
        assert root(low) > most
        return
    assert low <= found.total <= high
    assert root(found.total) <= most
    assert root(found.total + CENT) > most if found.exact else found.total == high
