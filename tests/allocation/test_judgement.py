"""Does the advice do good? Named situations and a small gate over simulated worlds with known truth."""

from decimal import Decimal

import numpy as np
import pytest

from bench.allocation.families import FAMILIES
from bench.allocation.rules import RULES
from bench.allocation.score import judge, oracle
from bench.allocation.worlds import make_world
from smm_assets.allocation import recommend
from tests.allocation.histories import capped, power, simulated, usual_limits

FORBIDDEN = ("posterior", "prior", "variance", "quantile", "interval", "likelihood", "significant", "%")


def advice(curves: dict, days: int = 150, seed: int = 2) -> dict[str, float]:
    rec = recommend(simulated(curves, days, seed), usual_limits(curves))
    return {n: float(c) for n, c in zip(rec.frame["channel"], rec.frame["change"], strict=True)}


def test_the_best_average_that_is_saturated_gets_no_more() -> None:
    change = advice(
        {"best": capped(40.0, 60.0, 100.0), "plain": power(12.0, 0.8, 80.0), "other": power(9.0, 0.7, 60.0)}
    )
    assert change["best"] < 0 < change["plain"]


def test_a_small_channel_with_room_is_raised() -> None:
    change = advice({"gem": power(8.0, 0.95, 20.0), "big": power(20.0, 0.4, 120.0), "mid": power(10.0, 0.4, 70.0)})
    assert change["gem"] == pytest.approx(6.0, abs=0.01)


def test_a_dead_channel_is_cut_to_its_minimum() -> None:
    change = advice({"dead": power(0.05, 0.8, 60.0), "good": power(15.0, 0.7, 60.0), "fair": power(10.0, 0.7, 60.0)})
    assert change["dead"] == pytest.approx(-18.0, abs=0.01)


def test_a_mix_that_is_already_best_is_mostly_left_alone() -> None:
    same = {name: power(10.0, 0.6, 50.0) for name in "abc"}
    gains = [recommend(simulated(same, 90, seed), usual_limits(same)).uplift for seed in range(6)]
    assert np.mean(gains) < 0.02


def test_gains_that_held_too_seldom_before_are_doubted_and_in_the_end_not_moved_for() -> None:
    curves = {"one": power(12.0, 0.8, 50.0), "two": power(9.0, 0.4, 90.0), "three": power(6.0, 0.6, 30.0)}
    history, limits = simulated(curves), usual_limits(curves)
    plain, doubted = (recommend(history, limits, interval_scale=scale) for scale in (1.0, 2.0))
    assert not plain.keep
    assert doubted.probability_better < plain.probability_better
    assert doubted.uplift_high - doubted.uplift_low > 1.5 * (plain.uplift_high - plain.uplift_low)
    assert np.all(doubted.curves["high"] - doubted.curves["low"] >= plain.curves["high"] - plain.curves["low"])
    assert recommend(history, limits, interval_scale=50.0).keep
    with pytest.raises(ValueError, match=r"interval_scale: 0\.5; expected a number from 1 on"):
        recommend(history, limits, interval_scale=0.5)


def test_reasons_are_complete_and_free_of_terms() -> None:
    curves = {"one": power(12.0, 0.8, 50.0), "two": power(9.0, 0.4, 90.0), "three": power(6.0, 0.6, 30.0)}
    frame = recommend(simulated(curves), usual_limits(curves)).frame
    for text in frame["reason"]:
        for part in ("We saw", "The next 10 bring", "What stopped a larger move", "What would change our mind"):
            assert part in text
        assert not any(word in text.lower() for word in FORBIDDEN)


def test_a_frozen_channel_says_so_and_prices_its_freeze() -> None:
    curves = {"one": power(12.0, 0.8, 50.0), "two": power(9.0, 0.4, 90.0), "three": power(1.0, 0.3, 60.0)}
    limits = usual_limits(curves)
    limits.channels["three"]["frozen"] = True
    row = recommend(simulated(curves), limits).frame.set_index("channel").loc["three"]
    assert row["recommended_spend"] == Decimal("60.00")
    assert (row["binding_constraint"], row["action"]) == ("frozen", "hold")
    assert row["shadow_price"] > 0
    assert "froze" in row["reason"]


def test_money_is_compared_with_where_it_could_go_not_with_a_frozen_channel() -> None:
    curves = {"one": power(12.0, 0.8, 50.0), "two": power(9.0, 0.4, 90.0), "three": power(20.0, 0.9, 30.0)}
    limits = usual_limits(curves)
    limits.channels["three"]["frozen"] = True
    reasons = recommend(simulated(curves), limits).frame.set_index("channel")["reason"]
    assert "three" not in reasons["one"] + reasons["two"]
    assert "two" in reasons["one"]
    assert "one" in reasons["two"]


def test_simple_rules_stay_inside_the_bounds_and_below_the_oracle() -> None:
    for family in ("plain", "more_money", "frozen_and_tight"):
        world = make_world(family, 1)
        best = world.truth(oracle(world))
        for rule in RULES.values():
            split = rule(world)
            assert (split >= world.low - 1e-6).all()
            assert (split <= world.high + 1e-6).all()
            assert world.truth(split) <= best * 1.001


def test_the_same_numbers_make_the_same_world_and_other_numbers_another() -> None:
    first, again, other = (make_world("plain", seed).history for seed in (1, 1, 2))
    assert first.equals(again)
    assert not first.equals(other)


def test_worlds_of_all_families_are_served_well_and_rarely_harmed() -> None:
    scores = [judge((family, 500, "balanced", True)) for family in FAMILIES if family != "fifty_channels"]
    sound = [s for s in scores if s.sound]
    capture = sum(s.method for s in sound) / sum(s.oracle for s in sound)
    assert capture > 0.7
    assert np.mean([s.method < -0.01 for s in sound]) <= 0.08
    assert np.mean([s.covered for s in sound if s.covered is not None]) > 0.8
    for rule in RULES:
        assert capture > sum(s.rules[rule] for s in sound) / sum(s.oracle for s in sound)
