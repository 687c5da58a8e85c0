"""The rules for a campaign, one by one: what is found, what people read."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, chi2

from smm_assets.campaigns.evidence import Campaign, Tally, chance_of_so_few, chance_of_so_many, counted
from smm_assets.campaigns.judge import ChannelTerms, judge

AS_OF = date(2026, 6, 15)


def tally(window, spend, results, clicks=200, shown=20000):
    return Tally(window=window, spend=Decimal(spend), settled=float(spend), results=results, events=results,
                 impressions=shown, clicks=clicks)  # fmt: skip


def campaign(key, spend, results, *, target=10.0, quarter=None, clicks=200, shown=20000, **changes):
    """spend and results of 28 days; of 90 the same unless told."""
    one = Campaign(
        channel="north", network="north", account_id="acc", campaign_key=key, objective="sales",
        result_metric="orders", result_source="platform", first_day=date(2026, 3, 1), last_spent=date(2026, 6, 14),
        last_day=date(2026, 6, 14), budget=Decimal(spend) / 28, target=target,
        month=tally("28d", spend, results, clicks, shown), quarter=tally("90d", *(quarter or (spend, results))),
    )  # fmt: skip
    return replace(one, **changes)


GOOD, FAIR = campaign("good", 280, 60), campaign("fair", 560, 56)


def acted(*campaigns, **terms):
    told = ChannelTerms(as_of=AS_OF, label="North", objective="sales", currency="EUR", step=0.2, **terms)
    return {one.campaign.campaign_key: one for one in judge(campaigns, told)}


def test_the_interval_is_the_exact_one_of_a_poisson_count_and_two_costs_are_held_against_each_other():
    low, high = tally("28d", 100, 8.0).bounds()
    assert (low, high) == pytest.approx((100 / (chi2.ppf(0.95, 18) / 2), 100 / (chi2.ppf(0.05, 16) / 2)))
    own, others = tally("28d", 100, 3.0), tally("28d", 300, 27.0)
    assert chance_of_so_few(own, others) == pytest.approx(binom.cdf(3, 30, 0.25))
    assert chance_of_so_many(own, others) == pytest.approx(binom.sf(2, 30, 0.25))
    assert chance_of_so_few(own, others, 1.25) == pytest.approx(binom.cdf(3, 30, 80 / 380))
    amounts = counted(replace(own, results=900.0, events=10.0), "revenue")
    assert (amounts.events, amounts.cost, amounts.worth) == (8.0, pytest.approx(1 / 9), 112.5)


@pytest.mark.parametrize(
    ("one", "verdict", "said"),
    [
        (campaign("x", 29, 0, clicks=5, shown=500), "cannot_tell_yet", "After about €1.00 more without any, 1 day at"),
        (campaign("x", 30, 0), "pause", "No orders for €30.00 in 90 days. That is at least three times the target"),
        (campaign("x", 28, 3), "cannot_tell_yet", "About €47 more, 47 days at today's spend"),  # 5 · 9.33
        (campaign("x", 40, 0, quarter=(90, 4)), "fix", "It brought orders before: check its tracking"),
        (campaign("x", 20, 0, clicks=100), "fix", "so many on the channel's other campaigns bring about 29"),
        (campaign("x", 560, 40), "keep", "The target is €10.00. That is above it, but not surely by more than 25 %."),
        (campaign("x", 560, 30), "pause", "at best €13.7"),  # 560 / 40.7
        (campaign("x", 280, 30, off_target_share=0.25), "fix", "25 % of its money went to people you do not want"),
        (campaign("x", 280, 30, shown=60000), "fix", "0.33 % of its impressions are clicked, 1.00 % on the channel's"),
        (campaign("x", 280, 60, shown=60000, off_target_share=0.25), "scale", "Raise it"),  # proven is left alone
        (campaign("x", 280, 20, last_spent=date(2026, 6, 11)), "fix", "Nothing was spent since 11 Jun"),
        (campaign("x", 280, 60, first_day=date(2026, 6, 9)), "cannot_tell_yet", "first ran on 9 Jun and is still"),
        (campaign("x", 28, 0, first_day=date(2026, 6, 9)), "fix", "check its tracking and the page it leads to"),
        (campaign("x", 280, None), "cannot_tell_yet", "No orders are known of it"),
        (campaign("", 280, 20), "cannot_tell_yet", "one with campaign names lets it be judged"),
        (campaign("x", 280, 4, objective="traffic", target=None), "cannot_tell_yet", "neither a target nor another"),
    ],
)  # fmt: skip
def test_the_first_rule_that_fits_says_what_is_to_be_done(one, verdict, said):
    """Beside two campaigns with 200 clicks each and 116 orders in all; the channel's money is raised a little."""
    others = (GOOD, FAIR)
    now = sum((each.budget for each in (one, *others)), Decimal(0)).quantize(Decimal("0.01"))
    found = acted(one, *others, current=now, recommended=now + Decimal("1.00"))[one.campaign_key]
    assert (found.verdict, said in found.reason) == (verdict, True), found.reason


def test_money_a_channel_has_not_got_scales_nothing_and_a_dear_one_alone_is_mended():
    found = acted(GOOD, FAIR, current=Decimal("30"), recommended=Decimal("30"))
    assert (found["good"].verdict, found["good"].reason.endswith("North has no more money for it this week.")) == (
        "keep", True,
    )  # fmt: skip
    found = acted(GOOD, FAIR, current=Decimal("30"), recommended=Decimal("25"), falls=True)
    assert found["good"].reason.endswith("North spends less from now on.")
    assert (found["good"].budget_to, found["fair"].budget_to) == (10, 15)  # the step of 25 / 30 · 0.8 is not reached
    alone = acted(campaign("dear", 280, 8), current=Decimal("10"), recommended=Decimal("11"))["dear"]
    assert (alone.verdict, alone.budget_to) == ("fix", 11)
    assert "No other campaign here can take its money" in alone.reason


def test_a_wasted_campaign_alone_is_switched_off_and_its_money_is_named():
    found = acted(campaign("idle", 280, 0), current=Decimal("10"), recommended=Decimal("10"))["idle"]
    assert (found.verdict, found.budget_to, found.rest) == ("pause", 0, 10)
    assert found.reason.endswith("Switch it off. €10.00 a day then wait for a new campaign.")


def test_held_and_frozen_channels_keep_their_money_and_patience_spares_all_but_broken_ones():
    why = "Don't touch: data only through 10 Jun. An export of 11 Jun to 14 Jun unlocks advice."
    terms = {"current": Decimal("40"), "recommended": Decimal("40")}
    idle, silent = campaign("idle", 280, 0, clicks=5), campaign("silent", 28, 3, last_spent=date(2026, 6, 10))
    held = acted(GOOD, FAIR, idle, held=why, **terms)
    assert {(one.verdict, one.reason, one.budget_to - one.budget_from) for one in held.values()} == {
        ("cannot_tell_yet", why, 0)
    }
    frozen = acted(GOOD, FAIR, idle, frozen=True, **terms)
    assert [frozen[key].verdict for key in ("good", "fair", "idle")] == ["keep", "keep", "fix"]
    assert all(one.budget_to == one.budget_from for one in frozen.values())
    assert frozen["idle"].reason.endswith("Its money stays as it is: North is frozen by you.")
    patient = acted(GOOD, idle, silent, patience_until=AS_OF + timedelta(days=1), **terms)
    assert [patient[key].verdict for key in ("good", "idle", "silent")] == ["cannot_tell_yet", "cannot_tell_yet", "fix"]
    assert "Its channel has patience until 16 Jun." in patient["idle"].reason


def test_campaigns_of_another_objective_are_judged_by_their_own_and_left_alone():
    other = campaign("other", 280, 40, objective="leads", result_metric="leads", target=7.0)
    now = sum((one.budget for one in (GOOD, FAIR, other)), Decimal(0))
    found = acted(GOOD, FAIR, other, current=now, recommended=now + 2)
    assert (found["other"].verdict, found["other"].budget_to) == ("keep", 10)
    assert found["good"].budget_to == Decimal("12.00")


CAMPAIGNS = st.lists(
    st.tuples(st.integers(1, 90000), st.integers(0, 60), st.integers(0, 400), st.integers(0, 20)),
    min_size=1,
    max_size=6,
).map(
    lambda rows: [
        campaign(f"c{number}", Decimal(cents) / 100, float(results), clicks=clicks,
                 last_spent=date(2026, 6, 14 - age // 5), first_day=date(2026, 6, 12 - age // 2),
                 target=None if number % 2 else 10.0)
        for number, (cents, results, clicks, age) in enumerate(rows)
    ]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(CAMPAIGNS, st.floats(0.7, 1.4), st.sampled_from(["", "frozen", "held"]), st.randoms(use_true_random=False))
def test_whatever_is_found_the_money_adds_up_has_its_reason_and_knows_no_order(campaigns, factor, state, luck):
    now = sum((one.budget for one in campaigns), Decimal(0)).quantize(Decimal("0.01"))
    total = now if state else (now * Decimal(str(factor))).quantize(Decimal("0.01"))
    terms = {"current": now, "recommended": total, "falls": total < now, "rises": total > now}
    terms |= {"frozen": True} if state == "frozen" else {"held": "Don't touch."} if state == "held" else {}
    found = acted(*campaigns, **terms)
    assert sum(one.budget_to for one in found.values()) + next(iter(found.values())).rest == total
    assert sum(one.budget_from for one in found.values()) == now
    assert all(one.reason for one in found.values())
    if state:
        assert all(one.budget_to == one.budget_from for one in found.values())
    assert not any(one.verdict == "scale" and one.budget_to <= one.budget_from for one in found.values())
    assert acted(*luck.sample(campaigns, len(campaigns)), **terms) == found
