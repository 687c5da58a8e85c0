"""Curves tell today, the advice and what was never tried, in a picture and in words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from smm_assets.report.advice_facts import Advice, AdviceLine
from smm_assets.report.page.plots import WIDE, even_steps, nice_top
from smm_assets.report.page.sections.curves import curves_view
from smm_assets.report.total_facts import CurvePoint
from smm_assets.report.words import Words

LINE = AdviceLine(
    channel="search", label="Search", current=Decimal(5), recommended=Decimal(10), period_amount=None, change_pct=1.0,
    action="increase", marginal=0.1, constraint="step", trust="full", reason="",
)  # fmt: skip


@pytest.fixture
def advice() -> Advice:
    """A straight line of 0.2 results for 1, seen up to 10 of 20."""
    points = tuple(
        CurvePoint(spend=s, result=s / 5, low=s / 10, high=s / 2, observed=s <= 10) for s in (0.0, 10.0, 20.0)
    )
    return Advice(
        recommendation_id="r", as_of=date(2026, 11, 22), objective="sales", metric="orders",
        period_start=date(2026, 11, 22), period_end=date(2026, 11, 30), total=Decimal(90), per_day=Decimal(10),
        current_total=Decimal(10), keep=False, uplift=None, uplift_low=None, uplift_high=None, probability_better=None,
        results_now=None, results_then=None, status="proposed", review_on=None, stop_if="", summary="", lines=(LINE,),
        curves={"search": points},
    )  # fmt: skip


def test_a_curve_is_told_at_the_advised_amount_with_its_likely_range(advice: Advice) -> None:
    (curve,) = curves_view(advice, Words("EUR")).curves
    assert (curve.now, curve.then, curve.kind) == ("€5.00", "€10.00", "up")
    assert (curve.expects, curve.likely, curve.cost) == ("2 orders", "1–5", "€10.00")
    assert curve.beyond == "More than €10.00 a day was never spent: beyond, the curve is a guess."
    assert "likely 1 to 5; today €5.00 a day bring 1 order" in curve.chart


def test_what_was_never_spent_is_shaded_from_the_last_amount_seen_to_the_end(advice: Advice) -> None:
    (curve,) = curves_view(advice, Words("EUR")).curves
    assert f'<rect class="unseen" x="{WIDE / 2:.0f}" y="0" width="{WIDE / 2:.0f}" height="100"/>' in curve.chart


def test_a_curve_without_any_amount_seen_says_it_is_a_guess(advice: Advice) -> None:
    unseen = tuple(replace(point, observed=False) for point in advice.curves["search"])
    (curve,) = curves_view(replace(advice, curves={"search": unseen}), Words("EUR")).curves
    assert curve.beyond.endswith("the whole curve is a guess.")
    assert curve.chart.count('class="unseen"') == 1


def test_a_channel_that_does_not_move_keeps_its_amount(advice: Advice) -> None:
    still = replace(LINE, recommended=LINE.current)
    (curve,) = curves_view(replace(advice, lines=(still,)), Words("EUR")).curves
    assert (curve.kind, curve.then) == ("same", "€5.00")


def test_channels_without_a_curve_are_left_out(advice: Advice) -> None:
    assert curves_view(replace(advice, curves={}), Words("EUR")).curves == ()


def test_axes_end_at_round_numbers() -> None:
    assert [nice_top(value) for value in (0, 0.7, 1, 13, 113, 2600)] == [1, 0.8, 1, 15, 120, 3000]
    assert even_steps(17, 4) == [0, 5, 10, 15]
