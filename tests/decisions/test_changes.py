"""What more or less money would bring: by hand on straight curves, and laws on any."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.allocation import Limits
from smm_assets.decisions.changes import STEPS, Ground, what_changes
from smm_assets.decisions.growing import grown
from smm_assets.decisions.pricing import brings, read_curves
from smm_assets.report.words import round_tenth

LABELS = {"a": "Alpha", "b": "Beta"}


def points(**channels: list[tuple[float, float]]) -> pd.DataFrame:
    """Points of curves with a range of a tenth down and two tenths up."""
    rows = [(name, s, y, 0.9 * y, 1.2 * y) for name, curve in channels.items() for s, y in curve]
    return pd.DataFrame(rows, columns=["channel", "spend", "expected_result", "low", "high"])


NO_LINES = pd.DataFrame({"channel": []})


def open_limits(**bounds: tuple[int, int]) -> Callable[[Decimal], Limits]:
    return lambda total: Limits(
        total=total,
        channels={name: {"current": low, "low": low, "high": high} for name, (low, high) in bounds.items()},
    )


def ground(curves: pd.DataFrame, limits: Callable[[Decimal], Limits], *, as_today: bool = False) -> Ground:
    highest = {"a": Decimal(60), "b": Decimal(40)}
    return Ground(
        curves=read_curves(curves, NO_LINES), limits=limits, highest=highest, labels=LABELS, as_today=as_today
    )


# Alpha brings 0.2 per unit up to 60, then nothing; Beta brings 0.1 throughout.
STRAIGHT = points(a=[(0, 0), (60, 12), (200, 12)], b=[(0, 0), (200, 20)])
SPLIT = {"a": Decimal("50.00"), "b": Decimal("50.00")}


def test_more_money_goes_where_it_brings_most_and_less_leaves_where_it_brought_least() -> None:
    rows = what_changes(SPLIT, ground(STRAIGHT, open_limits(a=(0, 200), b=(0, 200)))).set_index("change_pct")
    assert list(rows.index) == list(STEPS)
    assert rows["total_per_day"].tolist() == [70, 80, 90, 100, 110, 120, 130]
    # now 50 × 0.2 + 50 × 0.1 = 15; ten more to Alpha bring 2, further ones 1; money is taken from Beta, 1 per ten
    assert rows["expected_result"].tolist() == pytest.approx([12, 13, 14, 15, 17, 18, 19])
    assert rows["cost_per_result"].tolist() == pytest.approx(
        [70 / 12, 80 / 13, 90 / 14, 100 / 15, 110 / 17, 120 / 18, 130 / 19]
    )
    assert rows["next_results"].tolist() == pytest.approx([2, 2, 2, 2, 1, 1, 1])
    assert set(rows["next_money"]) == {10}
    assert rows.loc[10, "difference"] == "Alpha +10.00"
    assert rows.loc[30, "difference"] == "Beta +20.00, Alpha +10.00"
    assert rows.loc[-30, "difference"] == "Beta −30.00"
    # Beta was seen up to 40: 50 and more is beyond 44; Alpha's 60 is what was seen
    assert rows["beyond_seen"].tolist() == ["", "", "", "Beta", "Beta", "Beta", "Beta"]


def test_the_range_of_a_sum_adds_up_the_distances_as_squares() -> None:
    found = brings(SPLIT, read_curves(STRAIGHT, NO_LINES))
    # Alpha 10 (9 to 12), Beta 5 (4.5 to 6): 15 − √(1² + 0.5²), 15 + √(2² + 1²)
    assert (found.expected, found.spend) == (pytest.approx(15), 100)
    assert found.low == pytest.approx(15 - 1.25**0.5)
    assert found.high == pytest.approx(15 + 5**0.5)
    assert found.cost == pytest.approx(100 / 15)


def test_a_kept_mix_grows_and_shrinks_in_its_own_proportion() -> None:
    split = {"a": Decimal("75.00"), "b": Decimal("25.00")}
    start = ground(STRAIGHT, open_limits(a=(0, 200), b=(0, 200)), as_today=True)
    rows = what_changes(split, start).set_index("change_pct")
    assert rows.loc[20, "difference"] == "Alpha +15.00, Beta +5.00"
    assert rows.loc[-20, "difference"] == "Alpha −15.00, Beta −5.00"


def test_a_total_the_limits_do_not_allow_says_which_and_expects_nothing() -> None:
    rows = what_changes(SPLIT, ground(STRAIGHT, open_limits(a=(45, 55), b=(40, 60)))).set_index("change_pct")
    assert rows["expected_result"].isna().tolist() == [True, True, False, False, False, True, True]
    assert rows.loc[20, "note"] == (
        "Not possible: 120.00 a day is more than the limits allow (Beta at most 60.00; Alpha at most 55.00). "
        "The largest total that fits is 115.00 a day"
    )
    assert (
        "80.00 a day is less than the limits allow (Alpha at least 45.00; Beta at least 40.00)" in rows.loc[-20, "note"]
    )
    assert "The smallest total that fits is 85.00 a day" in rows.loc[-20, "note"]
    assert pd.isna(rows.loc[10, "next_results"])  # 120 is more than 115


def test_a_channel_nothing_is_known_of_keeps_its_money_and_is_left_out_of_what_is_priced() -> None:
    def limits(total: Decimal) -> Limits:
        return Limits(total=total, channels={name: {"current": 50, "low": 0, "high": 200} for name in SPLIT})

    only = points(a=[(0, 0), (200, 40)])
    rows = what_changes(SPLIT, ground(only, limits)).set_index("change_pct")
    assert rows["difference"].tolist()[3:5] == ["", "Alpha +10.00"]
    assert rows["priced_spend"].tolist()[3:5] == [50, 60]
    assert rows["expected_result"].tolist()[3:5] == pytest.approx([10, 12])
    assert rows["cost_per_result"].tolist()[3:5] == pytest.approx([5, 5])


@pytest.mark.parametrize(("total", "money"), [("0", 1), ("4", 1), ("31", 1), ("32", 10), ("100", 10), ("9000", 1000)])
def test_the_next_money_is_a_round_tenth_of_the_total(total: str, money: int) -> None:
    assert round_tenth(Decimal(total)) == money


@st.composite
def cases(draw: st.DrawFn) -> tuple[dict[str, Decimal], Ground]:
    """Any rising curves, step limits around a mix, own limits of some channels, any split inside them."""
    names = ["a", "b", "c"][: draw(st.integers(1, 3))]
    curve = {}
    for name in names:
        rises = draw(st.lists(st.floats(0, 5), min_size=2, max_size=6))
        curve[name] = [(25.0 * n, sum(rises[:n])) for n in range(len(rises))]
    mix = {name: draw(st.integers(100, 9000)) for name in names}
    step, most = draw(st.integers(0, 50)), {name: draw(st.none() | st.integers(0, 9000)) for name in names}

    def limits(total: Decimal) -> Limits:
        scale = total / (Decimal(sum(mix.values())) / 100)
        channels = {}
        for name in names:
            middle = Decimal(mix[name]) / 100 * scale
            high = middle * (100 + step) / 100
            own = None if most[name] is None else mix[name] + most[name]  # the mix itself is inside the limits
            high = high if own is None else min(high, Decimal(own) / 100)
            low = min(middle * (100 - step) / 100, high)
            channels[name] = {
                "current": Decimal(mix[name]) / 100,
                "low": low - Decimal("0.01"),
                "high": high + Decimal("0.01"),
            }
        return Limits(total=total, channels={n: {**c, "low": max(c["low"], Decimal(0))} for n, c in channels.items()})

    start = {name: Decimal(cents) / 100 for name, cents in mix.items()}
    labels = {name: name.upper() for name in names}
    found = Ground(
        curves=read_curves(points(**curve), NO_LINES), limits=limits, highest={}, labels=labels,
        as_today=draw(st.booleans()),
    )  # fmt: skip
    return start, found


@given(cases())
def test_more_money_never_lowers_the_expected_results(case: tuple[dict[str, Decimal], Ground]) -> None:
    split, start = case
    rows = what_changes(split, start)
    known = rows[rows["expected_result"].notna()]
    values = known["expected_result"].astype(float).tolist()
    assert all(later >= earlier - 1e-9 for earlier, later in pairwise(values))
    assert all(more is None or pd.isna(more) or more >= -1e-9 for more in known["next_results"])


@given(cases(), st.integers(-30, 30))
def test_a_step_spends_its_total_inside_the_limits_and_moves_no_channel_the_other_way(
    case: tuple[dict[str, Decimal], Ground], step: int
) -> None:
    split, start = case
    total = (sum(split.values()) * (100 + step) / 100).quantize(Decimal("0.01"))
    limits = start.limits(total)
    if sum(entry["high"] for entry in limits.channels.values()) < total:
        return
    after = grown(split, limits, start.curves, as_today=start.as_today)
    assert sum(after.values()) == total
    for name, amount in after.items():
        entry = limits.channels[name]
        assert entry["low"] - Decimal("0.01") <= amount <= entry["high"] + Decimal("0.01")
        assert (amount - split[name]) * (total - sum(split.values())) >= 0


def test_less_money_that_takes_from_a_running_test_says_so() -> None:
    start = ground(STRAIGHT, open_limits(a=(0, 200), b=(0, 200)))
    rows = what_changes(SPLIT, replace(start, tests={"b": Decimal("35.00")})).set_index("change_pct")
    # ten less each time come from Beta: 40 is still enough for its test, 30 and 20 are not
    assert rows["note"].tolist() == [
        "Beta would get 20.00 a day where its running test needs 35.00",
        "Beta would get 30.00 a day where its running test needs 35.00",
        *[""] * 5,
    ]
    assert rows["expected_result"].notna().all()
