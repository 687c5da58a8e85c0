"""Money kept for tests and money of other kinds that may move, to the cent; figures worked out in the comments."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pandas as pd
import pytest

from smm_assets.assets.laws import broken_laws
from smm_assets.decisions.approved_plan import check_plan
from smm_assets.decisions.bounds import Scenario
from smm_assets.decisions.decide import decide_one
from smm_assets.decisions.inputs import Inputs, read_inputs
from smm_assets.decisions.movable import left_by_kind, read_other
from smm_assets.decisions.period import choose_period
from smm_assets.decisions.resteps import ApprovedSteps
from smm_assets.decisions.terms import Terms, differences, terms_of
from smm_assets.decisions.wish import Proposal, Wish, approved_budgets
from smm_assets.settings import Settings
from tests.decisions.test_decide import AS_OF, NOW, Marts, decide, marts, project
from tests.decisions.test_period import channel, history, inputs, plan

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))


def added(decision) -> tuple[Decimal, Decimal]:
    """Money a day and of the period over channels and what is kept."""
    kept = (decision.header["kept_for_tests"], decision.header["kept_for_tests_period"])
    return sum(decision.lines["recommended_spend"]) + kept[0], sum(decision.lines["period_amount"]) + kept[1]


def test_nothing_is_kept_unless_the_settings_say_so() -> None:
    decision = decide(marts())
    assert (decision.header["kept_for_tests"], decision.header["kept_for_tests_period"]) == (0, 0)
    assert "trying something new" not in str(decision.header["summary"])


def test_the_exploration_share_stays_out_of_the_split_and_all_adds_up_to_the_cent() -> None:
    decision = decide(marts(), decision={"exploration_share": 0.05})
    header = decision.header
    plain = decide(marts()).header
    assert (header["total_per_day"], header["total_period"]) == (plain["total_per_day"], plain["total_period"])
    # 5 % of the day's money, rounded to the cent
    assert header["kept_for_tests"] == (header["total_per_day"] * Decimal("0.05")).quantize(Decimal("0.01"))
    assert added(decision) == (header["total_per_day"], header["total_period"])
    assert f"€{header['kept_for_tests']} a day of it is kept for trying something new" in str(header["summary"])
    assert broken_laws(decision, {}, 0.2) == []
    # the steps spend what the channels have, and nothing of what is kept
    day = decision.steps[decision.steps["date"] == AS_OF]
    assert sum(day["daily_budget"]) + day["day_rest"].iloc[0] == header["total_per_day"] - header["kept_for_tests"]


def test_an_asked_total_keeps_its_share_and_own_amounts_keep_none() -> None:
    share = {"decision": {"exploration_share": 0.1}}
    asked = decide(marts(), Scenario(total=Decimal(50)), **share)
    assert (asked.header["kept_for_tests"], sum(asked.lines["recommended_spend"])) == (Decimal("5.00"), Decimal(45))
    assert added(asked) == (Decimal(50), asked.header["total_period"])
    own = decide(marts(), Scenario(spends={"meta": Decimal(30)}), **share)
    assert own.header["kept_for_tests"] == 0
    of_channels = decide(marts(), Scenario(total=Decimal(45), keeps=False), **share)
    assert sum(of_channels.lines["recommended_spend"]) == 45


def test_running_tests_are_what_is_kept_first() -> None:
    reader = marts()
    reader.channel = reader.channel.assign(test_daily=[None, 3.0, None])
    asked = Scenario(total=Decimal(50))
    declared = decide(reader, asked, decision={"exploration_share": 0.5})
    assert declared.header["kept_for_tests"] == Decimal("22.00")
    # a test that declares more than its channel spends counts with what it spends
    reader.channel = reader.channel.assign(test_daily=[None, 300.0, None])
    spent = decide(reader, asked, decision={"exploration_share": 0.5})
    today = spent.lines.set_index("channel").loc["tiktok", "current_spend"]
    assert spent.header["kept_for_tests"] == 25 - today
    reader.channel = reader.channel.assign(test_daily=[None, 3.0, None])
    # 10 % of 50 are 5, of which the test of TikTok has 3
    part = decide(reader, asked, decision={"exploration_share": 0.1})
    assert part.header["kept_for_tests"] == Decimal("2.00")
    assert "€2.00 a day of it is kept for trying something new, beside €3.00 in running tests" in part.header["summary"]
    # 5 % are 2.50, less than the test has
    none = decide(reader, asked, decision={"exploration_share": 0.05})
    assert none.header["kept_for_tests"] == 0
    assert "The €2.50 a day for trying something new is in running tests (€3.00 a day)." in none.header["summary"]


def test_the_share_gives_way_to_held_and_frozen_channels_and_the_users_least() -> None:
    reader = marts()
    reader.channel = reader.channel.assign(low=[28.0, 10.0, 11.0])
    # 50 − 28 − 10 − 11 = 1 is free of 5
    decision = decide(reader, Scenario(total=Decimal(50)), decision={"exploration_share": 0.1})
    assert decision.header["kept_for_tests"] == Decimal("1.00")
    assert "(less than the €5.00 you set: no more is free)" in str(decision.header["summary"])
    assert added(decision)[0] == 50
    tight = Scenario(total=Decimal(50), low={"meta": Decimal(29)})
    assert decide(reader, tight, decision={"exploration_share": 0.1}).header["kept_for_tests"] == 0


def test_an_approval_in_whole_leaves_the_kept_money_on_the_plan_lines_it_is_on() -> None:
    decision = decide(marts(), decision={"exploration_share": 0.05})
    lines = {row["channel"]: row for row in decision.lines.to_dict("records")}
    proposal = Proposal(header=decision.header, lines=lines, labels={}, currency="EUR", days=9)
    budgets = approved_budgets(Wish(), proposal)
    assert sum(budgets.values()) == decision.header["total_per_day"] - decision.header["kept_for_tests"]
    made = ApprovedSteps(
        rows=decision.steps, as_made=True, first=AS_OF, last=NOVEMBER[1],
        amounts={name: line["period_amount"] for name, line in lines.items()},
    )  # fmt: skip
    assert abs(check_plan(budgets, proposal, made)) <= Decimal("0.01")


class WithOther(Marts):
    """A plan with contest, influencer and research money, and costs that took some of it."""

    def read(self, sql: str) -> pd.DataFrame:
        if "marts.cost" in sql:
            return COSTS.copy()
        return OTHER.copy() if "category, item" in sql and "marts.plan" in sql else super().read(sql)


def line(number: int, name: str, category: str, item: str | None, amount: str, **more: object) -> dict[str, object]:
    days = dict(zip(("period_start", "period_end"), NOVEMBER, strict=True))
    own = {"plan_line": number, "channel": name, "category": category, "item": item, "amount": Decimal(amount)}
    return own | days | {"locked": False, "is_flight": False} | more


OTHER = pd.DataFrame([
    line(2, "meta", "promotion", "ads", "1350.37"),
    line(5, "meta", "promotion", "Contest", "90"),
    line(6, "tiktok", "promotion", "contest", "45", locked=True),
    line(7, "tiktok", "research", "surveys", "60"),
    line(8, "vk", "promotion", "contest", "30", is_flight=True),
])  # fmt: skip
COSTS = pd.DataFrame([
    # 20 days at 2 a day; all of them before as_of, the 22nd
    {"channel": "meta", "category": "promotion", "item": "contest", "period_start": date(2026, 11, 1),
     "period_end": date(2026, 11, 20), "amount": Decimal(40)},
    # 10 days at 3 a day, two of them before as_of
    {"channel": "tiktok", "category": "research", "item": None, "period_start": date(2026, 11, 20),
     "period_end": date(2026, 11, 29), "amount": Decimal(30)},
    {"channel": "meta", "category": "research", "item": "surveys", "period_start": date(2026, 11, 1),
     "period_end": date(2026, 11, 1), "amount": Decimal(7)},
])  # fmt: skip


def with_other() -> WithOther:
    base = marts()
    return WithOther(base.channel, base.history, base.plan)


def test_lines_of_the_named_kinds_bring_what_costs_have_left_of_them() -> None:
    found = read_other(with_other(), ("promotion", "promotion/contest", "research"), AS_OF)
    # locked lines stay, and a flight is counted with the ads around it already
    assert found[["plan_line", "kind", "spent"]].values.tolist() == [
        [5, "promotion/contest", Decimal(40)],
        [7, "research", Decimal(6)],
    ]
    # 90 − 40 = 50 and 60 − 6 = 54 for the nine days to the 30th; of them three days have a third
    whole = left_by_kind(found, AS_OF, NOVEMBER[1])
    assert whole == {("meta", "promotion/contest"): Decimal(50), ("tiktok", "research"): Decimal(54)}
    third = left_by_kind(found, AS_OF, AS_OF + timedelta(days=2))
    assert third[("tiktok", "research")] == Decimal(18)
    assert read_other(with_other(), ("promotion",), AS_OF).empty


def test_other_money_joins_the_total_and_is_named() -> None:
    reader = with_other()
    plain = decide(reader)
    kinds = ["promotion", "promotion/contest", "research"]
    moved = decide(reader, decision={"reallocate": kinds})
    assert moved.header["total_period"] - plain.header["total_period"] == Decimal(104)
    assert added(moved) == (moved.header["total_per_day"], moved.header["total_period"])
    assert broken_laws(moved, {}, 0.2) == []
    # 50 / 9 and 54 / 9 a day
    said = "Of the day's money, €5.56 is contest money and €6.00 is research money of the plan, which your settings"
    assert said in str(moved.header["summary"])
    left = dict(zip(moved.lines["channel"], moved.lines["plan_left"], strict=True))
    before = dict(zip(plain.lines["channel"], plain.lines["plan_left"], strict=True))
    assert (left["meta"] - before["meta"], left["vk"] - before["vk"]) == (50, 0)
    none = decide(reader, decision={"reallocate": ["promotion", "training"]})
    assert "training money may move too, but the plan has none left" in str(none.header["summary"])
    assert none.header["total_period"] == plain.header["total_period"]


def test_overspent_ads_eat_the_other_money_before_it_is_split() -> None:
    # ads: 400 − 21 × 20 = −20; contest 50 left → 30 for nine days
    given = inputs([channel("meta", 20.0)], [history("meta", 20.0, *NOVEMBER[:1], date(2026, 11, 21))],
                   plan(("meta", *NOVEMBER, "400")))  # fmt: skip
    other = pd.DataFrame(
        [line(5, "meta", "promotion", "contest", "50") | {"kind": "promotion/contest", "spent": Decimal(0)}]
    )
    period = choose_period(replace(given, other=other))
    assert (period.total, period.left["meta"]) == (Decimal("30.00"), Decimal(30))


def test_without_a_plan_for_ads_other_money_comes_on_top_of_todays() -> None:
    given = inputs([channel("meta", 20.0)], [history("meta", 20.0, *NOVEMBER[:1], date(2026, 11, 21))], plan())
    other = pd.DataFrame(
        [line(5, "meta", "promotion", "contest", "45") | {"kind": "promotion/contest", "spent": Decimal(0)}]
    )
    # 7 × 20 and 7 of the 9 days left at 5 a day
    period = choose_period(replace(given, other=other))
    assert (period.total, period.per_day, period.left) == (Decimal("175.00"), Decimal("25.00"), {})


def test_other_settings_of_the_money_and_other_lines_of_it_are_differences() -> None:
    def terms(**decision: object) -> Terms:
        (found,) = read_inputs(with_other(), AS_OF, Settings.model_validate({"decision": decision}))
        return terms_of(found, ())

    before = terms()
    assert differences(before, terms(), AS_OF, {}, {}) == []
    assert differences(before, terms(exploration_share=0.05), AS_OF, {}, {}) == [
        "kept for tests is now 5 % (before: 0 %)"
    ]
    said = differences(before, terms(reallocate=["promotion", "research"]), AS_OF, {}, {"tiktok": "TikTok"})
    assert said == [
        "the plan research of TikTok for 1 Nov to 30 Nov is now 60.00 (before: not planned)",
        "money that may move is now promotion, research (before: promotion)",
    ]
    assert differences(Terms(plan=before.plan, limits=before.limits), before, AS_OF, {}, {}) == []


def test_nothing_left_to_split_keeps_nothing() -> None:
    reader = marts()
    reader.plan["amount"] = [Decimal(1)] * 3
    decision = decide(reader, decision={"exploration_share": 0.05})
    assert decision.header["kept_for_tests"] == 0
    assert sum(decision.lines["recommended_spend"]) == decision.header["total_per_day"]


@pytest.mark.parametrize("share", [0.01, 0.137])
def test_it_adds_up_to_the_cent_at_any_share(share: float) -> None:
    settings = project(decision={"exploration_share": share}).settings
    (given,) = read_inputs(marts(), AS_OF, settings)
    assert isinstance(given, Inputs)
    decision = decide_one(given, settings, now=NOW)
    assert added(decision) == (decision.header["total_per_day"], decision.header["total_period"])
