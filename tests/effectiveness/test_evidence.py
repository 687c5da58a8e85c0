"""Evidence that one channel is better: a fair bet under no difference, whatever the morning it is looked at.

SMM_LOOKS: number of simulated tests of each kind, for a long run.
"""

import os

import numpy as np
import pytest
from scipy.stats import binom

from smm_assets.effectiveness.referee.dispersion import dispersion
from smm_assets.effectiveness.referee.evidence import (
    LOG_RATIOS,
    WEIGHTS,
    WRONG_PICKS,
    evidence,
    needed_to_drop,
    needed_to_pick,
    verdicts,
)
from smm_assets.effectiveness.referee.terms import Counted

LOOKS = int(os.environ.get("SMM_LOOKS", "100"))
DAYS = 14
FINAL = ()


def counted(exposure, results):
    exposure = np.asarray(exposure, float)
    return Counted(spend=exposure, exposure=exposure, results=np.asarray(results, float))


def test_the_evidence_is_the_average_ratio_of_binomial_likelihoods():
    # 7 and 2 results of 10.00 and 5.00: of 9 results the first has 7; no better means a share of 10 / 15
    ratios = np.exp(LOG_RATIOS)
    likely = binom.pmf(7, 9, ratios * 10 / (ratios * 10 + 5)) / binom.pmf(7, 9, 10 / 15)
    found = evidence(counted([[10, 5]], [[7, 2]]), 1.0)
    assert np.exp(found[0, 1]) == pytest.approx((WEIGHTS * likely).sum())
    assert np.diag(found).tolist() == [0, 0]


@pytest.mark.parametrize("money", [(10, 10), (10, 3)])
@pytest.mark.parametrize("together", [1, 4, 15])
def test_without_a_difference_the_evidence_is_expected_to_be_one_and_less_where_the_channel_is_worse(money, together):
    counts = np.arange(together + 1)
    found = [evidence(counted([money], [[n, together - n]]), 1.0)[0, 1] for n in counts]
    for ratio in (1.0, 0.6):
        share = ratio * money[0] / (ratio * money[0] + money[1])
        expected = (binom.pmf(counts, together, share) * np.exp(found)).sum()
        assert expected == pytest.approx(1) if ratio == 1 else expected < 1


def test_only_days_on_which_both_had_money_and_are_known_say_anything():
    told = [[10, 10], [10, 0], [0, 10], [np.nan, 10], [10, 10]]
    results = [[5, 1], [9, 0], [0, 9], [3, 3], [2, np.nan]]
    assert evidence(counted(told, results), 1.0) == pytest.approx(evidence(counted([[10, 10]], [[5, 1]]), 1.0))


def test_a_day_on_which_everybody_buys_says_nothing_about_channels_with_equal_shares_of_its_money():
    calm, busy = (
        evidence(counted([[10, 10]], [[3, 3]]), 1.0),
        evidence(counted([[10, 10]] * 2, [[3, 3], [30, 30]]), 1.0),
    )
    assert busy[0, 1] < calm[0, 1] < 0


def test_the_best_of_three_is_picked_when_it_beats_both_and_one_that_is_surely_beaten_is_dropped():
    enough, more = needed_to_pick(3) + 0.01, needed_to_drop(3) + 0.01
    assert (np.exp(needed_to_pick(3)), np.exp(needed_to_drop(3))) == pytest.approx((30, 60))
    beats = np.array([[0, enough, enough], [-1, 0, -1], [-1, -1, 0]])
    assert verdicts(beats) == ["pick", "drop", "drop"]
    beats[0, 2] = 0
    assert verdicts(beats) == ["cannot_tell_yet"] * 3
    beats[0, 1] = more
    assert verdicts(beats) == ["cannot_tell_yet", "drop", "cannot_tell_yet"]


def told_by_age(random, finals, known):
    """Of the results of each day, those told by its first morning, its second …"""
    told, before = np.zeros_like(finals), 0.0
    for share in known:
        told = told + random.binomial(finals - told, (share - before) / (1 - before))
        before = share
        yield told


def picked(random, channels, each_day, *, stray=0.0, ratio=1.0, before=0, known=FINAL):
    """Which channel is picked on any of the mornings of a test; the first is `ratio` times as good as the others.

    known: share of a day's results known on the first, second and third morning after it, of the first channel; those
    of the others are all known the morning after.
    """
    exposure = each_day * random.uniform(0.5, 1.5, (DAYS + before, channels))
    demand = random.gamma(4, 1 / 4, (DAYS + before, 1))
    luck = random.gamma(1 / stray**2, stray**2, exposure.shape) if stray else 1.0
    results = random.poisson(exposure * demand * luck * np.where(np.arange(channels) == 0, ratio, 1.0))
    come = list(told_by_age(random, results[:, 0], known))
    earlier = counted(exposure[:before], results[:before])
    for day in range(before + 1, DAYS + before + 1):
        share, told = np.ones((day, channels)), results[:day].astype(float)
        for age in range(min(len(known), day)):
            share[day - 1 - age, 0], told[day - 1 - age, 0] = known[age], come[age][day - 1 - age]
        now = counted((exposure[:day] * share)[before:], told[before:])
        said = verdicts(evidence(now, dispersion(earlier, now)))
        if "pick" in said:
            return said.index("pick")
    return None


@pytest.mark.parametrize(
    ("channels", "each_day", "stray", "before", "known"),
    [
        (2, 0.4, 0.0, 0, FINAL),
        (2, 3, 0.0, 0, FINAL),
        (2, 20, 0.25, 0, FINAL),
        (3, 5, 0.25, 0, FINAL),
        (2, 40, 0.4, 28, FINAL),
        (2, 6, 0.0, 0, (0.4, 0.7, 0.9)),
    ],
)
def test_without_a_difference_daily_looks_pick_a_channel_in_at_most_one_test_of_ten(
    channels, each_day, stray, before, known
):
    random = np.random.default_rng(20261122)
    found = [picked(random, channels, each_day, stray=stray, before=before, known=known) for _ in range(LOOKS)]
    assert sum(one is not None for one in found) / LOOKS <= WRONG_PICKS


def test_a_channel_three_times_as_good_is_picked_and_hardly_ever_the_other():
    random = np.random.default_rng(20261122)
    found = [picked(random, 2, 1.0, ratio=3.0) for _ in range(LOOKS)]
    assert found.count(0) / LOOKS > 0.75
    assert found.count(1) / LOOKS <= 0.02


def test_results_that_follow_their_shares_do_not_scatter_more_than_chance_and_wild_ones_do():
    random = np.random.default_rng(1)
    exposure = random.uniform(5, 15, (60, 2))
    fair = random.poisson(exposure * 4)
    wild = random.poisson(exposure * 4 * random.gamma(1 / 0.25, 0.25, exposure.shape))  # 40 a day stray by a half
    # variance of wild counts: mean + 0.25 mean², so about 1 + 0.25 · 40 = 11 times that of chance
    assert dispersion(counted(exposure, fair)) < 1.6
    assert 6 < dispersion(counted(exposure, wild)) < 15
    assert dispersion(counted(np.empty((0, 2)), np.empty((0, 2)))) == 1
