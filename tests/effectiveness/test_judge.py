"""A test judged: figures, verdict and the sentence a person reads."""

import datetime as dt
from decimal import Decimal

import numpy as np
import pytest

from smm_assets.effectiveness.referee import Counted, Terms, judge
from smm_assets.effectiveness.referee.rates import posterior

MORNING = dt.date(2026, 6, 15)
LABELS = {"alpha": "Alpha", "beta": "Beta", "gamma": "Gamma"}
NOTHING = Counted(spend=np.empty((0, 2)), exposure=np.empty((0, 2)), results=np.empty((0, 2)))


def days(spend, results, completeness=1.0):
    spend = np.asarray(spend, float)
    return Counted(spend=spend, exposure=spend * completeness, results=np.asarray(results, float))


def verdict(test, before=NOTHING, *, as_of=MORNING, labels=LABELS, **terms):
    told = {
        "test_id": "t",
        "channels": ("alpha", "beta"),
        "first_day": dt.date(2026, 6, 8),
        "last_day": dt.date(2026, 6, 20),
        "result_metric": "orders",
        "comparability": "A",
    }
    return judge(Terms(**{**told, **terms}), test, before, as_of, currency="EUR", labels=labels)


def test_figures_are_those_of_the_model_and_start_from_the_history_of_both_channels_together():
    # before: 6 + 2 results of 40 + 40, so 0.1 a unit; the test: 3 of 7.50 and none of 7.50
    before = days([[40, 40]], [[6, 2]])
    alpha, beta = verdict(days([[3.5, 4.5], [4, 3]], [[1, 0], [2, 0]]), before, budget=Decimal(15))
    assert (alpha.prior_rate, alpha.prior_basis) == (pytest.approx(0.1), "history")
    assert alpha.rate == pytest.approx((3 + 1) / (7.5 + 10))
    assert beta.rate == pytest.approx(1 / 17.5)
    assert (alpha.rate_low, alpha.rate_high) == pytest.approx(posterior(3, 7.5, 0.1, 1).interval())
    # both gammas have one scale: alpha is worse where Beta(4, 1) < 1/2, which is 1/2⁴
    assert (alpha.probability_best, beta.probability_best) == pytest.approx((15 / 16, 1 / 16), abs=1e-6)
    # E max(X, Y) of Gamma(4), Gamma(1) = 4 P(Beta(5, 1) > 1/2) + 1 P(Beta(2, 4) > 1/2) = 4 · 31/32 + 6/32 = 4.0625
    assert alpha.expected_loss == Decimal(15 * (1 - 4 / 4.0625)).quantize(Decimal("0.01"))
    assert beta.expected_loss == Decimal(15 * (1 - 1 / 4.0625)).quantize(Decimal("0.01"))


def test_three_orders_against_none_is_no_verdict_but_says_what_would_be_one():
    alpha, beta = verdict(days([[3.5, 3.5], [4, 4]], [[1, 0], [2, 0]]))
    assert {alpha.verdict, beta.verdict} == {"cannot_tell_yet"}
    assert alpha.spend_needed == beta.spend_needed > 7
    assert alpha.reason.startswith("3 orders for €7.50 so far. It looks ahead of Beta, which may be luck: about €")
    assert beta.reason.startswith("0 orders for €7.50 so far. It looks behind Alpha")
    ended, _ = verdict(days([[3.5, 3.5], [4, 4]], [[1, 0], [2, 0]]), last_day=dt.date(2026, 6, 14))
    assert ended.reason.endswith("would likely settle it. The test ended on 14 Jun without an answer.")


def test_a_clear_difference_is_picked_and_nothing_more_is_needed():
    alpha, beta = verdict(days([[10, 10]] * 3, [[1, 6]] * 3))
    assert (alpha.verdict, beta.verdict) == ("drop", "pick")
    assert alpha.spend_needed == beta.spend_needed == 0
    # prior: 21.5 of 60, that is 2.79 for one result; (18 + 1) / (3 + 1) = 4.75
    assert beta.reason == "Brings about 4.8 times as many orders for the same money as Alpha. Put the money here."
    assert alpha.reason.startswith("Beta brings about 4.8 times as many orders for the same money. Take the money out")


def test_a_fresh_day_counts_for_the_part_of_it_that_is_known():
    # four results so far of a day half known speak of as much as four of half the money
    fresh = verdict(days([[10, 10]], [[4, 2]], completeness=0.5))
    settled = verdict(days([[5, 5]], [[4, 2]]))
    assert [one.rate for one in fresh] == pytest.approx([one.rate for one in settled])
    assert [one.probability_best for one in fresh] == pytest.approx([one.probability_best for one in settled])


def test_a_benchmark_is_where_judging_starts_and_never_the_answer():
    alpha, _ = verdict(days([[10, 10]], [[2, 0]]), benchmark=Decimal(20))
    assert (alpha.prior_rate, alpha.prior_basis) == (pytest.approx(1 / 20), "benchmark")
    assert alpha.rate == pytest.approx(3 / 30)
    # with a hundred results the benchmark has no say
    many, _ = verdict(days([[25, 25]] * 20, [[5, 5]] * 20), benchmark=Decimal(20))
    assert many.rate == pytest.approx(0.2, rel=0.04)
    # own history goes before it
    own, _ = verdict(days([[10, 10]], [[2, 0]]), days([[40, 40]], [[6, 2]]), benchmark=Decimal(20))
    assert own.prior_basis == "history"


@pytest.mark.parametrize(
    ("test", "terms", "said"),
    [
        (days([[10, 10]] * 3, [[1, 9]] * 3), {"comparability": "C"}, "The networks do not count orders alike"),
        (days([[10, 10]] * 3, [[1, 9]] * 3), {"comparability": "D"}, "The networks do not count orders alike"),
        (days([[10, 10]] * 3, [[100, 900]] * 3), {"result_metric": "revenue"}, "Amounts of money are not judged"),
        (days([[10, 0], [0, 10]], [[1, 0], [0, 30]]), {}, "It never had money on a day another channel"),
        (days([[10, 10]], [[0, 0]]), {}, "0 orders for €10.00 so far. No channel has brought anything yet."),
        (days([[10, 10]], [[40, 40]]), {}, "40 orders for €10.00 so far. So near to Beta that more money"),
        (days([[10, np.nan]], [[3, 1]]), {}, "No other channel of the test is known yet with both money and orders"),
        (NOTHING, {}, "No day of the test is known here with both money and orders"),
        (NOTHING, {"first_day": dt.date(2026, 6, 15)}, "Starts on 15 Jun."),
    ],
)
def test_what_cannot_be_told_has_its_reason(test, terms, said):
    alpha = verdict(test, **terms)[0]
    assert alpha.verdict == "cannot_tell_yet"
    assert alpha.reason.startswith(said)


def test_a_channel_without_money_has_no_figures_and_leaves_the_others_theirs():
    test = days([[10, 10, np.nan]] * 2, [[4, 2, np.nan]] * 2)
    before = days(np.empty((0, 3)), np.empty((0, 3)))
    alpha, beta, gamma = verdict(test, before, channels=("alpha", "beta", "gamma"))
    assert (gamma.rate, gamma.probability_best, gamma.expected_loss, gamma.spend_needed) == (None,) * 4
    assert alpha.probability_best + beta.probability_best == pytest.approx(1)


def test_neither_order_nor_unit_of_money_changes_what_is_said():
    test = days([[10, 12]] * 3, [[1, 5]] * 3)
    first = verdict(test)
    turned = verdict(days([[12, 10]] * 3, [[5, 1]] * 3), channels=("beta", "alpha"))
    assert [(one.channel, one.verdict) for one in turned] == [(one.channel, one.verdict) for one in first[::-1]]
    assert [one.rate for one in turned] == pytest.approx([one.rate for one in first[::-1]])
    cents = verdict(days([[1000, 1200]] * 3, [[1, 5]] * 3))
    assert [one.verdict for one in cents] == [one.verdict for one in first]
    assert [float(one.spend_needed) for one in cents] == pytest.approx(
        [100 * float(one.spend_needed) for one in first], rel=0.01
    )
