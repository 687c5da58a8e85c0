"""Advice on a later morning: since when it stands, what was approved of it, which steps are to come."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from smm_assets.report.advice_facts import Advice, AdviceLine
from smm_assets.report.step_facts import BudgetStep
from smm_assets.report.total_facts import CurvePoint
from smm_assets.report.verdict import (
    agreed,
    agreed_amount,
    agreed_per_day,
    agreed_total,
    brings,
    gain,
    steps_to_come,
    total_words,
    verdict,
    why_now,
)
from smm_assets.report.words import Words

WORDS = Words("EUR")
LINE = AdviceLine(
    channel="tiktok", label="TikTok", current=Decimal(10), recommended=Decimal(12), period_amount=Decimal(84),
    change_pct=0.2, action="increase", marginal=0.1, constraint="step", trust="full", reason="It brings more.",
)  # fmt: skip
ADVICE = Advice(
    recommendation_id="r", as_of=date(2026, 11, 23), objective="sales", metric="orders",
    period_start=date(2026, 11, 23), period_end=date(2026, 11, 30),
    total=Decimal(84), per_day=Decimal(12), current_total=Decimal(10), keep=False,
    uplift=0.1, uplift_low=0.0, uplift_high=0.2, probability_better=0.9, results_now=10.0, results_then=11.0,
    status="proposed", review_on=date(2026, 11, 30), stop_if="", summary="Move.", lines=(LINE,), curves={},
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, ""),
        ({"trigger": "first"}, ""),
        ({"trigger": "review"}, "weekly review"),
        (
            {"trigger": "budget", "trigger_detail": "the plan is another one"},
            "made anew because the plan is another one",
        ),
        ({"is_standing": True}, "unchanged since Mon 23 Nov"),
        ({"is_standing": True, "status": "declined"}, "unchanged since Mon 23 Nov, declined"),
        ({"status": "approved"}, "approved"),
    ],
)
def test_advice_says_why_it_is_new_or_since_when_it_stands(changes: dict[str, object], said: str) -> None:
    assert why_now(replace(ADVICE, **changes)) == said  # type: ignore[arg-type]


def test_what_was_approved_is_shown_as_next_whatever_was_recommended() -> None:
    approved = replace(ADVICE, status="approved")
    for line, amount, says in (
        (replace(LINE, approved=Decimal(12)), 12, "act: "),
        (replace(LINE, approved=Decimal(11)), 11, "approved at another amount"),
        (LINE, 10, "not approved: goes on as today"),
    ):
        one = replace(approved, lines=(line,))
        assert agreed(line, one) == amount
        assert verdict(line, one).startswith(says if amount != 12 else "")
        assert gain(one, WORDS).startswith(
            "About 11 orders" if amount == 12 else "As it was recommended, about 11 orders"
        )
    assert agreed(LINE, ADVICE) == 12


def test_where_the_total_all_but_stays_the_verdict_says_the_change_in_spend_and_no_other_figure() -> None:
    # 34.88 to 39.85 are 14.2 % more; of a total that goes from 98.80 to 98.60 it would be 14.5 %, told as 15
    meta = replace(LINE, current=Decimal("34.88"), recommended=Decimal("39.85"), change_pct=0.1425, constraint="")
    rest = replace(LINE, channel="rest", current=Decimal("63.92"), recommended=Decimal("58.75"), change_pct=-0.081)
    assert verdict(meta, replace(ADVICE, per_day=Decimal("98.60"), lines=(meta, rest))) == "act: +14 %"


def test_what_the_next_money_brings_is_read_off_the_curve() -> None:
    # 12 a day, so 1 more is asked about: from 12 to 13 the curve rises by 0.4, its slope where it stands says 0.1
    points = tuple(
        CurvePoint(spend=spend, result=result, low=0.0, high=9.0, observed=True)
        for spend, result in ((0.0, 0.0), (12.0, 4.0), (14.0, 4.8))
    )
    assert brings(LINE, replace(ADVICE, curves={"tiktok": points}), WORDS) == "0.4 orders"
    # at its end there is only the slope the channel is said to have
    assert brings(LINE, replace(ADVICE, curves={"tiktok": points[:2]}), WORDS) == "0.1 orders"
    short = (points[0], replace(points[1], spend=11.5, result=3.9), replace(points[2], spend=12.5, result=4.1))
    # half of the next 1 lies on the curve, at 0.2 each, half beyond: 0.1 and 0.1
    assert brings(LINE, replace(ADVICE, curves={"tiktok": short}), WORDS) == "0.2 orders"


def test_one_channel_alone_and_gains_of_less_than_one_are_told_as_what_they_are() -> None:
    held = replace(LINE, channel="vk", label="VK", action="hold")
    alone = replace(ADVICE, lines=(LINE, held), keep=True)
    assert gain(alone, WORDS) == "There is no second channel to move money to."
    other = replace(LINE, channel="meta", label="Meta")
    kept = replace(ADVICE, lines=(LINE, other), keep=True)
    assert gain(kept, WORDS).startswith("No other split is sure enough")
    # 59.4 instead of 59.0
    tiny = replace(ADVICE, lines=(LINE, other), results_then=59.4, uplift=59.4 / 59.0 - 1)
    assert gain(tiny, WORDS).startswith("About 59 orders, hardly more than with today's split (gain likely 0")


def test_amounts_of_the_period_are_those_that_were_approved() -> None:
    # eight days: 12 a day as recommended have 84.00 (a plan with less money than 8 × 12), 11 a day are 88, 10 are 80
    approved = replace(ADVICE, status="approved")
    for line, a_day, whole in (
        (replace(LINE, approved=Decimal(12)), 12, 84),
        (replace(LINE, approved=Decimal(11)), 11, 88),
        (LINE, 10, 80),
    ):
        one = replace(approved, lines=(line,))
        assert (agreed_per_day(one), agreed_amount(line, one), agreed_total(one)) == (a_day, whole, whole)
    assert (
        total_words(replace(approved, lines=(replace(LINE, approved=Decimal(11)),)), WORDS) == "11.00 a day (10.00 now)"
    )


def test_amounts_of_the_period_follow_the_steps_to_what_was_approved() -> None:
    # approved 13 a day, reached in steps: 2 days at 10 as today, 3 at 12, 3 at 13
    line = replace(LINE, approved=Decimal(13))
    steps = tuple(
        BudgetStep(day=date(2026, 11, day), budgets={"TikTok": Decimal(amount)}) for day, amount in ((25, 12), (28, 13))
    )
    one = replace(ADVICE, status="approved", lines=(line,), steps=steps)
    assert agreed_amount(line, one) == 2 * 10 + 3 * 12 + 3 * 13


def test_the_first_days_budgets_are_told_where_they_are_not_yet_the_amounts_named() -> None:
    at_once = (BudgetStep(day=date(2026, 11, 23), budgets={"TikTok": Decimal(12)}),)
    assert steps_to_come(replace(ADVICE, steps=at_once), WORDS) == []
    on_the_way = (BudgetStep(day=date(2026, 11, 23), budgets={"TikTok": Decimal(11)}),)
    assert steps_to_come(replace(ADVICE, steps=on_the_way), WORDS) == ["from 23 Nov: TikTok 11.00"]


def test_steps_after_the_first_day_are_told_with_their_day() -> None:
    steps = tuple(
        BudgetStep(day=day, budgets={"TikTok": Decimal(amount), "Meta": Decimal(30)})
        for day, amount in ((date(2026, 11, 23), "11"), (date(2026, 11, 30), "12"))
    )
    assert steps_to_come(replace(ADVICE, steps=steps), WORDS) == [
        "from 23 Nov: TikTok 11.00 · Meta 30.00",
        "from 30 Nov: TikTok 12.00 · Meta 30.00",
    ]
