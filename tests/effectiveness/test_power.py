"""How likely a verdict is, held against every outcome counted one by one."""

import numpy as np
import pytest
from scipy.stats import poisson

from smm_assets.effectiveness.referee.evidence import evidence, needed_to_pick
from smm_assets.effectiveness.referee.planning import look_ahead
from smm_assets.effectiveness.referee.power import Duel, money_needed
from smm_assets.effectiveness.referee.terms import Counted

BEGUN = {"better_results": 4, "worse_results": 1, "better_money": 7, "worse_money": 7}


def by_hand(duel, more):
    """Probability of all outcomes that reach the evidence."""
    total = 0.0
    money = np.array([[duel.better_money + more, duel.worse_money + more]])
    for first in range(60):
        for second in range(60):
            results = np.array([[duel.better_results + first, duel.worse_results + second]])
            if evidence(Counted(spend=money, exposure=money, results=results), 1.0)[0, 1] >= duel.needed:
                total += poisson.pmf(first, duel.better * more) * poisson.pmf(second, duel.worse * more)
    return total


@pytest.mark.parametrize(
    ("duel", "more"),
    [
        (Duel(better=0.9, worse=0.2, needed=np.log(20)), 15.0),
        (Duel(better=0.6, worse=0.3, needed=np.log(20), **BEGUN), 20.0),
    ],
)
def test_the_chance_of_a_verdict_is_that_of_all_outcomes_that_give_one(duel, more):
    assert duel.power(more) == pytest.approx(by_hand(duel, more), abs=1e-6)


def test_the_money_needed_makes_a_verdict_likely_and_a_tenth_less_does_not():
    duel = Duel(better=0.4, worse=0.2, needed=needed_to_pick(2))
    money = money_needed(duel.power, 1.0, 1e6)
    assert duel.power(money) >= 0.8 > duel.power(0.9 * money)
    # only expected results matter: at twice the price of a result it takes twice the money
    dear = Duel(better=0.2, worse=0.1, needed=needed_to_pick(2))
    assert money_needed(dear.power, 2.0, 1e6) == pytest.approx(2 * money, rel=0.02)
    # counts that scatter three times as much as chance need three times as many results
    wild = Duel(better=0.4, worse=0.2, needed=needed_to_pick(2), dispersion=3.0)
    assert money_needed(wild.power, 1.0, 1e6) == pytest.approx(3 * money, rel=0.1)
    assert money_needed(Duel(better=0.2, worse=0.2, needed=needed_to_pick(2)).power, 1.0, 1e5) == np.inf


def test_fifteen_units_of_money_tell_little_and_the_plan_says_so():
    # a result costs 3.00 on both: 15.00 buys 2.5 on each
    plan = look_ahead([1 / 3, 1 / 3], 15, 7)
    assert plan.results == pytest.approx((2.5, 2.5))
    assert plan.detectable > 4
    assert plan.chances[2.0] < 0.1
    assert plan.chances[1.5] < plan.chances[2.0]
    assert 150 < plan.needed[2.0] < plan.needed[1.5]
    # the sum it names does what it says, in as many more days
    more = round(7 * plan.needed[2.0] / 15)
    assert look_ahead([1 / 3, 1 / 3], plan.needed[2.0], more).chances[2.0] == pytest.approx(0.8, abs=0.02)
    # cheap results, such as clicks, tell more for the same money
    assert look_ahead([4.0, 4.0], 15, 7).detectable < plan.detectable


def test_three_channels_need_more_money_than_two_and_a_test_that_can_tell_nothing_says_so():
    two, three = look_ahead([0.5] * 2, 100, 7), look_ahead([0.5] * 3, 150, 7)
    assert three.chances[2.0] < two.chances[2.0]
    assert three.needed[2.0] / 3 > two.needed[2.0] / 2
    assert look_ahead([0.01, 0.01], 15, 7).detectable is None
    assert look_ahead([0.9, 0.3], 100, 7).as_usual > look_ahead([0.6, 0.6], 100, 7).as_usual


@pytest.mark.parametrize("cost", [30.0, 0.05, 0.000005])  # of a lead, a click, an impression
@pytest.mark.parametrize("budget", [10, 5_000, 1_000_000])  # up to 200,000,000,000 impressions
def test_the_chance_is_likely_from_the_money_named_on_however_many_results_that_is(cost, budget):
    plan = look_ahead([1 / cost] * 2, budget, 28)
    assert (plan.chances[2.0] >= 0.8) == (plan.needed[2.0] <= budget), plan
    assert (plan.chances[1.5] >= 0.8) == (plan.needed[1.5] <= budget), plan
    assert plan.needed[2.0] < plan.needed[1.5] < np.inf
