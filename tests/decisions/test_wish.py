"""What a person may approve of a recommendation, by hand: whole, in part, with other amounts, and what is refused."""

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from smm_assets.decisions.approved_plan import check_plan, plan_change
from smm_assets.decisions.resteps import ApprovedSteps
from smm_assets.decisions.wish import Proposal, Wish, approved_budgets
from smm_assets.errors import UsageError

LABELS = {"meta": "Meta", "tiktok": "TikTok", "vk": "VK"}


def line(
    current: str, kept: str, recommended: str, left: str | None, action: str = "increase", **more: Any
) -> dict[str, Any]:
    made = {
        "current_spend": Decimal(current), "kept_spend": Decimal(kept), "recommended_spend": Decimal(recommended),
        "period_amount": Decimal(recommended) * 10, "plan_left": None if left is None else Decimal(left),
        "action": action, "low": None, "high": None, "reason": "Don't touch: late.", "binding_constraint": "step",
    }  # fmt: skip
    return made | more


def proposal(**lines: dict[str, Any]) -> Proposal:
    """Ten days of 50.00: Meta from 30 to 27, TikTok from 10 to 13, VK held at 10."""
    made = {
        "meta": line("30", "30", "27", "320", "decrease"),
        "tiktok": line("10", "10", "13", "100", high=Decimal(20), low=Decimal(5)),
        "vk": line("10", "10", "10", "80", "hold"),
    } | lines
    return Proposal(
        header={"total_per_day": Decimal(50)}, lines=made, labels={name: LABELS[name] for name in made}, currency="EUR",
        days=10,
    )  # fmt: skip


def wish(*channels: str, **amounts: str) -> Wish:
    return Wish(channels=channels, amounts={name: Decimal(amount) for name, amount in amounts.items()})


FIRST, LAST = date(2026, 11, 21), date(2026, 11, 30)


def steps(*ways: tuple[str, list[str]], last: date = LAST, amounts: dict[str, Decimal] | None = None) -> ApprovedSteps:
    """Channel → a budget for each day from 21 November on."""
    rows = [
        {"channel": name, "date": FIRST + timedelta(days=number), "daily_budget": Decimal(budget)}
        for name, budgets in ways
        for number, budget in enumerate(budgets)
    ]
    return ApprovedSteps(rows=pd.DataFrame(rows), as_made=False, first=FIRST, last=last, amounts=amounts or {})


def at_once(budgets: dict[str, Decimal], **more: Any) -> ApprovedSteps:
    return steps(*((name, [str(budget)] * 10) for name, budget in budgets.items()), **more)


def test_all_of_it_is_approved_as_recommended_and_the_plans_total_stays() -> None:
    budgets = approved_budgets(wish(), proposal())
    assert budgets == {"meta": 27, "tiktok": 13, "vk": 10}
    # what each gets in ten days less what the plan had left: 270 − 320, 130 − 100, 100 − 80
    changes = {name: plan_change(name, proposal(), at_once(budgets), LAST) for name in budgets}
    assert changes == {"meta": -50, "tiktok": 30, "vk": 20}
    assert sum(changes.values()) == 0 == check_plan(budgets, proposal(), at_once(budgets))


def test_a_cut_alone_and_a_raise_that_it_pays_for_can_be_approved() -> None:
    assert approved_budgets(wish("Meta"), proposal()) == {"meta": 27}
    assert approved_budgets(wish("meta", "tiktok"), proposal()) == {"meta": 27, "tiktok": 13}


def test_a_channel_without_a_plan_line_brings_what_it_spends() -> None:
    unplanned = proposal(tiktok=line("10", "10", "13", None))
    assert plan_change("tiktok", unplanned, at_once({"tiktok": Decimal(13)}), LAST) == 30
    assert plan_change("tiktok", unplanned, at_once({"tiktok": Decimal("12.50")}), LAST) == 25


def test_the_plan_gets_what_the_steps_spend_on_the_way() -> None:
    # TikTok: 7 days at 12 and 3 at 13 are 123, where the plan had 100 left; its line ends on the fifth day: 60 − 50
    way = steps(("tiktok", ["12"] * 7 + ["13"] * 3))
    assert plan_change("tiktok", proposal(), way, LAST) == 23
    assert plan_change("tiktok", proposal(), way, date(2026, 11, 25)) == 10


def test_the_last_budget_goes_on_after_the_days_that_steps_are_told_for() -> None:
    # two days told, 10 and 12, and eight more at 12
    assert steps(("tiktok", ["10", "12"])).spends("tiktok", LAST) == 10 + 12 + 8 * 12


def test_cents_that_no_day_has_stay_with_the_channel_they_were_given_to() -> None:
    # 10 days of 13.00 are 130.00; the recommendation gave 130.04 for all of them
    made = at_once({"tiktok": Decimal(13)}, amounts={"tiktok": Decimal("130.04")})
    assert made.spends("tiktok", LAST) == Decimal("130.04")
    assert made.spends("tiktok", date(2026, 11, 29)) == 117


def test_less_than_recommended_leaves_money_and_is_allowed() -> None:
    assert approved_budgets(wish(tiktok="11.50"), proposal())["tiktok"] == Decimal("11.50")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (wish("tiktok"), "that takes 53.00 EUR a day with today's mix for the others, there is 50.00"),
        (wish(tiktok="14"), "that takes 51.00 EUR a day, there is 50.00"),
        (wish(tiktok="21"), "21 a day is above the most of 20.00 for TikTok"),
        (wish(tiktok="4.99"), "4.99 a day is below the least of 5.00 for TikTok"),
        (wish(vk="11"), "VK is held at 10.00 a day"),
        (wish(vk="9"), "VK is held at 10.00 a day"),
        (wish("meta", tiktok="5"), "--amount names TikTok, which --channel does not"),
        (wish("tictoc"), "no channel tictoc"),
    ],
)
def test_what_cannot_be_is_refused_by_name(asked: Wish, said: str) -> None:
    with pytest.raises(UsageError, match=re.escape(said)) as refused:
        approved_budgets(asked, proposal())
    assert refused.value.exit_code == 2
    assert refused.value.cure


def test_a_part_for_which_the_plan_has_less_left_is_refused() -> None:
    # TikTok would take 10 a day for ten days where the plan has 50 left for it; what Meta leaves is not approved
    short = proposal(meta=line("30", "30", "27", "370", "decrease"), tiktok=line("10", "10", "10", "50"))
    budgets = approved_budgets(wish("tiktok"), short)
    with pytest.raises(UsageError, match=r"the plan leaves these channels 50\.00 EUR less"):
        check_plan(budgets, short, at_once(budgets))


def test_a_frozen_channel_cannot_be_given_another_amount() -> None:
    frozen = proposal(tiktok=line("10", "10", "10", "100", "keep", binding_constraint="frozen"))
    with pytest.raises(UsageError, match=r"TikTok is frozen at 10\.00 a day"):
        approved_budgets(wish(tiktok="9"), frozen)
    assert approved_budgets(wish("meta", "tiktok", tiktok="10"), frozen)["tiktok"] == 10


def test_when_every_channel_is_held_there_is_nothing_to_approve() -> None:
    held = {name: line("10", "10", "10", "100", "hold") for name in LABELS}
    with pytest.raises(UsageError, match="every channel is held"):
        approved_budgets(wish(), proposal(**held))
