"""Below what a channel is not cut, by hand: learned delivery, the network's minimum, a running test, a new channel."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from smm_assets.allocation import Limits
from smm_assets.decisions.bounds import Scenario, build_limits
from smm_assets.decisions.floors import find_floors, floors_that_bind
from smm_assets.decisions.inputs import ChannelState, Inputs
from smm_assets.decisions.lines import too_many_channels, with_minimums
from smm_assets.settings import Settings
from tests.decisions.test_period import AS_OF, channel, history, plan

DAYS = (date(2026, 11, 1), date(2026, 11, 21))
STEP = Decimal("0.2")


def given(*states: ChannelState, results: float = 1.0, spend: float = 10.0) -> Inputs:
    frames = [history(state.channel, spend, *DAYS).assign(result=results) for state in states]
    return Inputs(
        as_of=AS_OF, currency="EUR", objective="sales", result_metric="orders", result_source="crm",
        channels=states, history=pd.concat(frames, ignore_index=True), plan=plan(),
    )  # fmt: skip


def found(inputs: Inputs, scale: str = "1") -> dict[str, tuple[str, Decimal]]:
    floors = find_floors(inputs.channels, inputs, Decimal(scale), STEP)
    return {name: (floor.kind, floor.amount) for name, floor in floors.items()}


def test_a_channel_keeps_the_results_its_delivery_needs() -> None:
    meta = replace(channel("meta", 10.0), learning_results=50.0)
    # 7 days of 8 results are 56; 50 of them cost 10 · 50 / 56 = 8.93 a day
    assert found(given(meta, results=8.0)) == {"meta": ("learning_floor", Decimal("8.93"))}
    # with 49 a week it is not learned anyway
    assert found(given(meta, results=7.0)) == {}
    # where the total shrinks below the floor, it is none
    assert found(given(meta, results=8.0), "0.8") == {}


def test_the_networks_minimum_holds_where_the_channel_spends_that_much() -> None:
    assert found(given(replace(channel("a", 10.0), minimum_daily=9.0))) == {"a": ("network_minimum", Decimal(9))}
    assert found(given(replace(channel("a", 10.0), minimum_daily=11.0))) == {}


def test_the_highest_floor_counts() -> None:
    both = replace(channel("a", 10.0), minimum_daily=5.0, test_daily=7.5)
    assert found(given(both)) == {"a": ("test", Decimal("7.50"))}


def test_a_new_channel_keeps_what_it_spends_when_the_total_shrinks_and_the_others_can_bear_it() -> None:
    new = replace(channel("new", 10.0), patience_until=date(2026, 12, 31))
    old = channel("old", 90.0)
    # 90 in all: its share would be 9, it keeps 10; old gives 80 where 81 is its share and 64.80 a step less
    assert found(given(new, old), "0.9") == {"new": ("patience", Decimal(10))}
    # 20 in all: 10 would leave old with 10 of its share of 18, more than a step less, so it takes its share
    assert found(given(new, old), "0.2") == {"new": ("patience", Decimal(2))}
    # one that delivers nothing is not spared
    assert found(given(new, old, spend=0.0), "0.9") == {}
    assert found(given(replace(new, patience_until=AS_OF), old), "0.9") == {}


def test_floors_are_bounds_of_their_own_name_and_yield_to_the_users_limits() -> None:
    test, other = replace(channel("test", 10.0), test_daily=9.5), channel("other", 10.0)
    settings = Settings()
    limits = build_limits(given(test, other), settings, Decimal(20), {}, Scenario())
    assert limits.channels["test"]["low"] == Decimal("9.50")
    assert not limits.channels["test"]["low_is_step"]
    assert {name: floor.words for name, floor in floors_that_bind(given(test, other), limits).items()} == {
        "test": "a running small test needs 9.50 a day here"
    }
    # with 10.60 asked for the other by the user, 9.50 more is not there: the test's floor gives way
    limits = build_limits(given(test, other), settings, Decimal(20), {}, Scenario(low={"other": Decimal("10.60")}))
    assert limits.channels["test"]["low"] == Decimal(8)
    assert floors_that_bind(given(test, other), limits) == {}


@pytest.mark.parametrize(("minimum", "said"), [(20.0, True), (9.0, False)])
def test_less_than_a_network_takes_is_said_with_who_could_take_the_money(minimum: float, said: bool) -> None:
    small, large = replace(channel("small", 10.0), minimum_daily=minimum), channel("large", 50.0)
    lines = pd.DataFrame({
        "channel": ["small", "large"], "recommended_spend": [Decimal(10), Decimal(50)], "action": ["keep", "keep"],
        "marginal_return_recommended": [0.2, 0.1], "reason": ["So it is.", "Likewise."],
    })  # fmt: skip
    first, second = with_minimums(lines, given(small, large))["reason"]
    words = (
        "So it is. Its network asks for at least 20.00 a day and may refuse less. Fewer channels would do with this "
    )
    assert (first == f"{words}total: Large could take this money.") == said
    assert second == "Likewise."


def test_too_little_for_all_networks_means_fewer_channels() -> None:
    inputs = given(replace(channel("a", 10.0), minimum_daily=5.0), replace(channel("b", 10.0), minimum_daily=20.0))
    assert too_many_channels(inputs, Decimal(25)) == ""
    assert "at least 25.00 a day together: run fewer channels" in too_many_channels(inputs, Decimal("24.99"))
    assert isinstance(build_limits(inputs, Settings(), Decimal(20), {}, Scenario()), Limits)
