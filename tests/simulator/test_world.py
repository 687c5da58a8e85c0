"""The true world: plausible money, orders that wait, and nothing that depends on the order of drawing."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.errors import UsageError
from smm_assets.simulator import World, simulate
from smm_assets.simulator.cast import CHANNELS, META
from smm_assets.simulator.delays import known_conversions
from smm_assets.simulator.entities import Curve
from smm_assets.simulator.randomness import split_whole
from smm_assets.simulator.rates import Converter


@given(st.integers(0, 10**7), st.lists(st.floats(0.0, 100.0), min_size=1, max_size=12))
def test_parts_of_a_whole_number_add_up_to_it(total: int, weights: list[float]) -> None:
    parts = split_whole(total, np.array(weights))
    assert parts.sum() == (total if sum(weights) > 0 else 0)
    assert (parts >= 0).all()


def test_the_same_seed_draws_the_same_world_and_another_seed_another() -> None:
    first, again, other = (simulate(seed=seed, days=28) for seed in (3, 3, 4))
    pd.testing.assert_frame_equal(first.delivery, again.delivery)
    pd.testing.assert_frame_equal(first.orders, again.orders)
    assert not first.delivery["impressions"].equals(other.delivery["impressions"])


def test_leaving_a_channel_out_changes_nothing_of_the_others() -> None:
    alone = simulate(seed=3, days=28, channels=(META,)).delivery
    among = simulate(seed=3, days=28).delivery
    among = among[among["channel"].eq("meta")].reset_index(drop=True)
    pd.testing.assert_frame_equal(alone, among)


def test_a_world_of_fewer_than_four_weeks_is_refused_with_the_way_out() -> None:
    with pytest.raises(UsageError, match="Ask for at least 28 days"):
        simulate(days=27)


def test_figures_look_plausible_to_a_marketer(world: World) -> None:
    days = world.delivery[world.delivery["date"].ge(world.first)]
    total = days.groupby("channel")[["spend_eur", "impressions", "clicks"]].sum()
    social = total.drop(index="google")
    cpm = social["spend_eur"] / social["impressions"] * 1000
    ctr = social["clicks"] / social["impressions"]
    assert cpm.between(2, 8).all()
    assert ctr.between(0.005, 0.02).all()
    orders = world.orders[world.orders["order_date"].ge(world.first) & world.orders["channel"].ne("")]
    assert 5 <= len(orders) / 120 <= 9
    assert (total["spend_eur"] / orders.groupby("channel").size()).between(8, 20).all()


def test_the_running_month_spends_near_its_plan(world: World) -> None:
    month = world.delivery[world.delivery["date"].ge(date(2026, 11, 1))]
    for channel in CHANNELS:
        spent = month[month["channel"].eq(channel.name)]["spend_eur"].sum()
        assert spent == pytest.approx(channel.plan[0] * 21 / 30, rel=0.03), channel.name


def test_the_plan_of_the_running_month_is_three_thousand() -> None:
    assert sum(channel.plan[0] for channel in CHANNELS) == 3000


def test_weekly_tests_move_each_channel_by_a_quarter_and_more(world: World) -> None:
    weekly = world.delivery.assign(week=pd.to_datetime(world.delivery["date"]).dt.to_period("W"))
    spend = weekly.groupby(["channel", "week"])["spend_eur"].sum().unstack(0).iloc[1:-1]
    assert (spend.max() / spend.min()).gt(1.5).all()


def test_orders_come_on_or_after_the_click_and_within_a_week(world: World) -> None:
    paid = world.orders[world.orders["channel"].ne("")]
    waits = pd.to_datetime(paid["order_date"]) - pd.to_datetime(paid["click_date"])
    assert waits.dt.days.between(0, 7).all()
    assert 0.6 < waits.dt.days.eq(0).mean() < 0.85


def test_a_day_exported_later_has_more_conversions_never_fewer(world: World) -> None:
    early = known_conversions(world.orders, date(2026, 11, 9)).set_index(["date", "ad_id"])["conversions"]
    late = known_conversions(world.orders, date(2026, 11, 22)).set_index(["date", "ad_id"])["conversions"]
    both = late.reindex(early.index)
    assert both.notna().all()
    assert (both >= early).all()
    assert (both > early).any()


def test_conversions_of_the_future_are_not_known_yet(world: World) -> None:
    morning = date(2026, 10, 1)
    assert known_conversions(world.orders, morning)["date"].max() < morning


def test_marginal_return_is_the_slope_of_the_curve() -> None:
    curve = Curve(top=8.4, half=62.0, carry=0.2)
    slope = (curve.expected(15.001) - curve.expected(14.999)) / 0.002
    assert curve.marginal(15.0) == pytest.approx(slope, rel=1e-6)


def test_tiktok_is_under_funded_and_youtube_saturated(world: World) -> None:
    worth = {channel.name: channel.curve.marginal(channel.plan[0] / 30) for channel in world.channels}
    assert max(worth, key=worth.__getitem__) == "tiktok"
    assert min(worth, key=worth.__getitem__) == "youtube"
    assert worth["tiktok"] > 5 * worth["youtube"]


def test_a_weekend_takes_the_rate_of_friday(world: World) -> None:
    converter: Converter = world.converter()
    friday = date(2026, 11, 20)
    assert converter.rate("USD", friday + timedelta(days=1)) == converter.rate("USD", friday)
    with pytest.raises(KeyError, match="no rate of GBP"):
        converter.rate("GBP", friday)
