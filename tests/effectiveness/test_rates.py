"""Rates after a small test, held against closed forms and other ways to integrate."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import betainc
from scipy.stats import gamma

from smm_assets.effectiveness.referee.rates import Rate, loss_shares, posterior, probability_best

RATES = st.builds(Rate, shape=st.floats(0.6, 400), exposure=st.floats(0.5, 5000))


def test_a_rate_is_what_was_counted_and_one_result_at_the_prior_rate():
    # 3 results of 15.00, prior 0.1 results a unit: (3 + 1) / (15 + 1 / 0.1) = 4 / 25
    rate = posterior(3, 15, 0.1, 1)
    assert rate.mean == pytest.approx(0.16)
    assert rate.interval() == pytest.approx(gamma.ppf([0.05, 0.95], 4, scale=1 / 25))


def test_counts_that_scatter_twice_as_much_as_chance_count_half():
    # (3 / 2 + 1) / (15 / 2 + 10)
    assert posterior(3, 15, 0.1, 2).mean == pytest.approx(2.5 / 17.5)


@settings(deadline=None, max_examples=60)
@given(one=RATES, other=RATES)
def test_the_better_of_two_is_told_as_the_beta_distribution_tells_it(one, other):
    # X ~ Gamma(a), Y ~ Gamma(c): Y / (X + Y) ~ Beta(c, a), and X / b > Y / d where Y / (X + Y) < d / (b + d)
    expected = betainc(other.shape, one.shape, other.exposure / (one.exposure + other.exposure))
    assert probability_best([one, other]) == pytest.approx([expected, 1 - expected], abs=1e-6)


@settings(deadline=None, max_examples=25)
@given(rates=st.lists(RATES, min_size=2, max_size=5), unit=st.floats(0.01, 100))
def test_chances_add_up_and_depend_neither_on_order_nor_on_the_unit_of_money(rates, unit):
    chances = probability_best(rates)
    assert sum(chances) == pytest.approx(1, abs=1e-5)
    assert probability_best(rates[::-1]) == pytest.approx(chances[::-1], abs=1e-9)
    in_other_money = [Rate(shape=rate.shape, exposure=rate.exposure * unit) for rate in rates]
    assert probability_best(in_other_money) == pytest.approx(chances, abs=1e-5)
    assert loss_shares(in_other_money) == pytest.approx(loss_shares(rates), abs=1e-5)


def test_the_loss_is_what_the_best_of_them_brings_beyond_the_channel():
    rates = [Rate(shape=4, exposure=20), Rate(shape=2, exposure=20), Rate(shape=9, exposure=60)]

    def above(value):  # probability that the best is above a value
        return 1 - np.prod([gamma.cdf(value, rate.shape, scale=1 / rate.exposure) for rate in rates])

    best = quad(above, 0, 3)[0]
    assert loss_shares(rates) == pytest.approx([1 - 0.2 / best, 1 - 0.1 / best, 1 - 0.15 / best], rel=1e-6)
