"""Charts stay inside their frame and carry their words safely."""

import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from smm_assets.report.page import charts
from smm_assets.report.total_facts import CurvePoint, TotalPoint

amounts = st.floats(min_value=0, max_value=1e9)


def numbers(svg: str, *names: str) -> list[float]:
    return [float(value) for name in names for value in re.findall(rf' {name}="(-?[\d.]+)"', svg)]


@given(amounts, amounts, amounts, amounts)
def test_a_bullet_never_leaves_its_frame(spent: float, expected: float, budget: float, high: float) -> None:
    svg = charts.bullet(
        spent=spent, estimated=0, expected=expected, budget=budget, low=0, high=high, top=max(budget, 1), says="x"
    )
    assert all(0 <= value <= charts.WIDE for value in numbers(svg, "x", "x1", "x2", "width"))


@given(st.floats(-1, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_range_shows_zero_and_all_of_itself(low: float, to_middle: float, to_high: float) -> None:
    svg = charts.interval(low=low, middle=low + to_middle, high=low + to_middle + to_high, says="x")
    assert all(-1 <= value <= charts.LONG + 1 for value in numbers(svg, "x", "x1", "x2", "cx"))


@given(st.lists(st.tuples(amounts, amounts, amounts), min_size=1, max_size=7))
def test_bars_and_dots_of_other_totals_stay_inside_their_frame(found: list[tuple[float, float, float]]) -> None:
    points = [
        TotalPoint(low=min(one), middle=sorted(one)[1], high=max(one), is_advice=n == 0) for n, one in enumerate(found)
    ]
    svg = charts.totals(points, "x")
    assert all(0 <= value <= 2 * charts.LONG for value in numbers(svg, "x", "x1", "x2", "cx", "width"))
    assert all(0 <= value <= 160 for value in numbers(svg, "y", "y1", "y2", "cy", "height"))


def test_totals_stand_below_their_stems_and_results_above_escaped() -> None:
    point = TotalPoint(low=1, middle=2, high=3, is_advice=True, total="98 <b>", results="7.3")
    svg = charts.totals([point], "x")
    assert ">98 &lt;b&gt;</text>" in svg
    assert ">7.3</text>" in svg


def test_words_with_markup_are_escaped_in_charts() -> None:
    svg = charts.shift(now=1, then=2, top=3, says='"><script>')
    assert "<script>" not in svg
    assert svg.count("&lt;script&gt;") == 2


def test_an_unknown_day_status_is_shown_as_missing() -> None:
    days = [(date(2026, 11, 1) + timedelta(days=n), '"><b>', 0) for n in range(3)]
    assert charts.strip(days, "x").count("day missing") == 3


def test_dots_lie_on_the_curve_between_its_points() -> None:
    points = [CurvePoint(spend=s, result=2 * s, low=s, high=4 * s, observed=True) for s in (0.0, 10.0)]
    svg = charts.curve(points, now=5.0, then=10.0, says="x")
    (now_x, then_x), (now_y, then_y) = numbers(svg, "cx"), numbers(svg, "cy")
    assert now_x == 4 + 0.5 * 232
    assert then_x == 4 + 232
    assert now_y > then_y
