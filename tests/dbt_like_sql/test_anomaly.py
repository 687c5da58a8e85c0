"""Checks of a channel's own habits: what is found, what is not, and how events.csv speaks of it."""

import datetime as dt

import pytest

AS_OF = dt.date(2026, 6, 15)


def _days(ages, **row):
    """A row on each of the days so many days before as_of."""
    return [{"date": (AS_OF - dt.timedelta(days=age)).isoformat(), **row} for age in ages]


STEADY = {"spend_original": 50, "impressions": 10_000, "clicks": 200, "link_clicks": 200, "conversions": 10}


def _found(world, *, checks=None):
    read = world.build("anomaly")
    frame = read("SELECT * FROM marts.anomaly ORDER BY channel, check_name")
    return frame if checks is None else frame[frame["check_name"].isin(checks)]


def _south(world, rows, **more):
    world.export(rows, network="south", exported="2026-06-15", **more)


def _with_last(days, **changed):
    """Five steady weeks whose last days differ."""
    return [*_days(range(40, days, -1), **STEADY), *_days(range(days, 0, -1), **{**STEADY, **changed})]


def test_a_steady_channel_raises_nothing(world):
    _south(world, _days(range(40, 0, -1), **STEADY))
    assert _found(world).empty


TRIPLE = {"spend_original": 150, "impressions": 30_000, "clicks": 600, "link_clicks": 600, "conversions": 30}
THIRD = {"spend_original": 15, "impressions": 3000, "clicks": 60, "link_clicks": 60, "conversions": 3}
MORE_CLICKS = {"clicks": 600, "link_clicks": 600, "conversions": 30}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"conversions": 0}, "conversions_vanished"),
        (TRIPLE, "spend_jump"),
        (THIRD, "volume_drop"),
        ({"conversions": 30}, "cvr_jump"),
        (MORE_CLICKS, "ctr_jump"),
        ({"spend_original": 15}, "cpm_jump"),
    ],
)
def test_one_day_out_of_habit_is_found_on_the_next_morning(world, changed, expected):
    _south(world, _with_last(1, **changed))
    found = _found(world)
    assert expected in set(found["check_name"])
    one = found[found["check_name"] == expected].iloc[0]
    assert (one["channel"], one["severity"], one["first_day"], one["last_day"]) == (
        "south", "warn", dt.date(2026, 6, 14), dt.date(2026, 6, 14),
    )  # fmt: skip


def test_what_is_told_are_the_figures_people_know(world):
    _south(world, _with_last(1, spend_original=150))
    found = _found(world).set_index("check_name")
    assert found.loc["spend_jump", "observed"] == 150
    assert found.loc["cpm_jump", "observed"] == 1000 * 150 / 10_000
    assert found.loc["cpc_jump", "observed"] == pytest.approx(150 / 200)
    # Usual spend is 50; its stray is never below a tenth, so 4 strays leave (1 ± 0.2)² of it.
    assert found.loc["spend_jump", "usual_high"] == pytest.approx(50 * 1.2**2)
    assert found.loc["spend_jump", "usual_low"] == pytest.approx(50 * 0.8**2)


def test_few_conversions_to_be_expected_say_nothing_when_none_come(world):
    _south(
        world,
        [*_days(range(40, 2, -1), **{**STEADY, "conversions": 2}), *_days((2, 1), **{**STEADY, "conversions": 0})],
    )
    assert _found(world, checks=["conversions_vanished", "cvr_jump"]).empty


def test_days_still_filling_up_count_for_what_is_usually_known_of_them(world):
    """North knows half of a day's conversions on the next morning: of 10 usual ones 5 are to be expected, below 6."""
    for ages, conversions in ((range(40, 1, -1), 10), ((1,), 0)):
        world.export(_days(ages, **{**STEADY, "conversions": conversions}), exported="2026-06-15")
    assert _found(world).empty


def test_days_nobody_exported_are_not_taken_for_a_drop(world):
    _south(world, _days(range(40, 4, -1), **STEADY))
    assert _found(world).empty


def test_too_short_a_history_says_nothing(world):
    _south(world, [*_days(range(20, 1, -1), **STEADY), *_days((1,), **{**STEADY, "conversions": 0, "impressions": 10})])
    assert _found(world).empty


def test_an_event_on_the_days_is_quoted_and_makes_the_warning_a_note(world):
    world.file("events.csv", "from,to,channel,kind,text\n2026-06-14,,south,tracking,Pixel was off\n")
    _south(world, _with_last(1, conversions=0))
    one = _found(world).iloc[0]
    assert (one["check_name"], one["severity"]) == ("conversions_vanished", "note")
    assert one["event"] == "tracking: Pixel was off"


def test_an_event_of_another_channel_or_kind_explains_nothing(world):
    lines = "2026-06-14,,north,tracking,Elsewhere\n2026-06-14,,south,creative,New picture\n"
    world.file("events.csv", "from,to,channel,kind,text\n" + lines)
    _south(world, _with_last(1, conversions=0))
    world.export(_days(range(40, 0, -1), **STEADY), exported="2026-06-15")
    assert _found(world)["severity"].tolist() == ["warn"]


def test_spend_beyond_twice_the_plan_is_told(world):
    plan = "period_start,period_end,channel,category,amount,currency\n2026-06-01,2026-06-30,south,promotion,600,EUR\n"
    world.file("plan.csv", plan)
    _south(world, _days(range(40, 0, -1), **STEADY))
    one = _found(world).iloc[0]
    assert (one["check_name"], one["observed"], one["usual_high"]) == ("spend_above_plan", 50, 40)


def test_another_attribution_window_is_told_when_it_starts_and_noted_as_long_as_both_are_in_view(world):
    rows = _days(range(40, 1, -1), attribution_setting="7-day click", **STEADY)
    _south(world, [*rows, *_days((1,), attribution_setting="1-day click", **STEADY)])
    one = _found(world).iloc[0]
    assert (one["check_name"], one["severity"], one["observed"]) == ("mixed_attribution", "warn", 2)
    assert one["detail"] == "1-day click and 7-day click"
    assert one["first_day"] == dt.date(2026, 6, 14)


def test_an_account_that_always_counts_in_two_ways_is_a_note(world):
    rows = [
        {**row, "attribution_setting": way, "ad_key": way}
        for row in _days(range(40, 0, -1), **STEADY)
        for way in ("1-day click", "7-day click")
    ]
    _south(world, rows)
    assert _found(world)[["check_name", "severity"]].to_numpy().tolist() == [["mixed_attribution", "note"]]


def _orders(world, ages, count):
    rows = [
        {**row, "order_id": f"{row['date']}-{number}", "orders": 1, "traffic_source": "shelf"}
        for row in _days(ages, ) for number in range(count)
    ]  # fmt: skip
    world.export(rows, table="outcome", network="till", exported="2026-06-15", account="shop")


def test_more_conversions_than_orders_of_all_kinds_are_told(world):
    _south(world, _days(range(40, 0, -1), **{**STEADY, "conversions": 13}))
    _orders(world, range(7, 0, -1), 10)
    one = _found(world).iloc[0]
    assert (one["channel"], one["check_name"], one["severity"]) == ("all", "conversions_above_orders", "warn")
    assert (one["observed"], one["first_day"]) == (7 * 13, dt.date(2026, 6, 8))
    assert one["usual_high"] == pytest.approx(70 + 2 * 10**0.5)


def test_as_many_conversions_as_orders_are_possible(world):
    _south(world, _days(range(40, 0, -1), **STEADY))
    _orders(world, range(7, 0, -1), 10)
    assert _found(world).empty
