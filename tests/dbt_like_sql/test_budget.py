"""Pacing, projection and split of the plan, by hand."""

import datetime as dt
from decimal import Decimal
from statistics import NormalDist

import pandas as pd
import pytest

HEAD = "period_start,period_end,channel,category,item,amount,currency\n"
JUNE = "2026-06-01,2026-06-30"


def _spend(world, amounts, network="north", start=1, **more):
    rows = [
        {"date": f"2026-06-{start + n:02d}", "spend_original": amount, **more} for n, amount in enumerate(amounts)
    ]  # fmt: skip
    world.export(rows, network=network)


def _line(world, where="TRUE", as_of=None):
    read = world.build("budget_adherence", **({"as_of": as_of} if as_of else {}))
    frame = read(f"SELECT * FROM marts.budget_adherence WHERE {where}")
    assert len(frame) == 1, frame.to_string()
    return frame.iloc[0]


def test_even_spending_is_on_track_and_projects_to_the_budget(world):
    world.file("plan.csv", HEAD + f"{JUNE},north,promotion,ads,300,EUR\n")
    _spend(world, [10] * 14)
    row = _line(world)
    assert (row["budget"], row["spend_to_date"], row["expected_to_date"]) == (300, 140, 140)
    assert (row["pace"], row["variance"], row["projected_spend"]) == (1.0, 0, 300)
    assert (row["projected_low"], row["projected_high"], row["needed_per_day"]) == (300, 300, 10)
    assert (row["highest_day_ever"], row["status"], row["unreported_days"]) == (10, "on_track", 0)
    # tolerance: 25 % narrowing to 1 % over the period, 14 of 30 days gone
    assert row["tolerance_high"] == pytest.approx(1 + 0.25 - 0.24 * 14 / 30)
    assert row["tolerance_low"] == pytest.approx(1 - 0.25 + 0.24 * 14 / 30)


def test_spending_far_ahead_is_over_with_probability_and_words(world):
    world.file("plan.csv", HEAD + f"{JUNE},north,promotion,ads,300,EUR\n")
    _spend(world, [14, 16] * 7)
    row = _line(world)
    assert (row["spend_to_date"], row["pace"], row["status"]) == (210, 1.5, "over")
    # 16 days to come at 15; sample variance of 14, 16 × 7 is 14/13; mean of 14 days itself uncertain
    sd = ((16 + 16 * 16 / 14) * 14 / 13) ** 0.5
    assert row["projected_spend"] == 450
    assert float(row["projected_low"]) == pytest.approx(450 - 1.281552 * sd, abs=1e-5)
    assert float(row["projected_high"]) == pytest.approx(450 + 1.281552 * sd, abs=1e-5)
    assert row["probability_over"] == 1
    assert row["needed_per_day"] == pytest.approx(90 / 16)
    assert row["reason"].startswith("spent 210.00 EUR where 140.00 was planned through 2026-06-14")


def test_probability_over_follows_the_normal_distribution(world):
    world.file("plan.csv", HEAD + f"{JUNE},north,promotion,ads,300,EUR\n")
    _spend(world, [9, 11.2] * 7)
    row = _line(world)
    mean, variance = 10.1, 1.1**2 * 14 / 13
    ending, sd = 14 * mean + 16 * mean, ((16 + 256 / 14) * variance) ** 0.5
    assert row["probability_over"] == pytest.approx(NormalDist().cdf((ending - 300) / sd), abs=2e-4)


def test_far_behind_is_under(world):
    world.file("plan.csv", HEAD + f"{JUNE},north,promotion,ads,300,EUR\n")
    _spend(world, [5] * 14)
    row = _line(world)
    assert (row["pace"], row["status"], row["needed_per_day"]) == (0.5, "under", Decimal("14.375"))


def test_on_plan_so_far_but_likely_to_end_far_above_is_watched(world):
    """30 a day to the end of May and 10 a day in June: 20 a day to come, 70 + 23 × 20 = 530 of 300."""
    world.file("plan.csv", HEAD + f"{JUNE},north,promotion,ads,300,EUR\n")
    rows = [{"date": f"2026-05-{day}", "spend_original": 30} for day in range(25, 32)]
    rows += [{"date": f"2026-06-0{day}", "spend_original": 10} for day in range(1, 8)]
    world.export(rows)
    row = _line(world, as_of=dt.date(2026, 6, 8))
    assert (row["pace"], row["projected_spend"], row["status"]) == (1.0, 530, "watch")
    assert row["reason"].endswith("likely to end at 530.00 of 300.00 (over 99 % chance to end above)")


def test_unreported_days_are_estimated_and_pace_stops_at_the_last_known_day(world):
    world.file("plan.csv", HEAD + f"{JUNE},north,promotion,ads,300,EUR\n")
    _spend(world, [10] * 9)
    row = _line(world)
    assert (row["spend_to_date"], row["expected_to_date"], row["pace"]) == (90, 90, 1.0)
    assert (row["unreported_days"], row["unreported_estimate"], row["projected_spend"]) == (5, 50, 300)
    assert (row["needed_per_day"], row["status"]) == (10, "watch")
    assert "5 days without data" in row["reason"]


def test_a_gap_inside_the_period_does_not_look_like_saving(world):
    world.file("plan.csv", HEAD + f"{JUNE},north,promotion,ads,300,EUR\n")
    _spend(world, [10] * 6)
    _spend(world, [10] * 6, start=9)
    row = _line(world)
    assert (row["spend_to_date"], row["unreported_days"]) == (120, 2)
    assert row["pace"] == pytest.approx(120 / 140)
    assert row["status"] == "on_track"


COSTS = (
    "date,category,item,channel,kind,who,vendor,hours,rate,amount,currency\n"
    "2026-06-02,content,texts,,people,freelancer,Ann,4,25,,EUR\n"
)


@pytest.mark.parametrize("item", ["ads", ""])
def test_ads_of_a_channel_never_exported_are_unknown_not_zero(world, item):
    """Without any export of south nobody knows what it cost, though there is a costs file."""
    world.file("plan.csv", HEAD + f"{JUNE},south,promotion,{item},300,EUR\n{JUNE},north,promotion,ads,300,EUR\n")
    world.file("costs.csv", COSTS)
    _spend(world, [10] * 14)
    row = _line(world, "channel = 'south'")
    names = ("spend_to_date", "pace", "data_through", "projected_spend", "needed_per_day", "probability_over")
    assert [name for name in names if not pd.isna(row[name])] == []
    assert (row["status"], row["unreported_days"]) == ("no_data", 14)


def test_what_no_network_reports_is_known_from_the_costs_alone(world):
    world.file("plan.csv", HEAD + f"{JUNE},south,promotion,contest,300,EUR\n")
    world.file("costs.csv", COSTS)
    _spend(world, [10] * 14)
    row = _line(world, "channel = 'south'")
    assert (row["spend_to_date"], row["status"]) == (0, "under")


def test_ads_of_a_channel_never_exported_are_known_once_the_costs_file_tells_them(world):
    world.file("plan.csv", HEAD + f"{JUNE},south,promotion,ads,300,EUR\n")
    world.file("costs.csv", COSTS + "2026-06-03,promotion,ads,south,media,self,,,,140,EUR\n")
    _spend(world, [10] * 14)
    assert _line(world, "channel = 'south'")["spend_to_date"] == 140


def test_nothing_known_of_the_period_is_no_data_and_nothing_planned_is_no_budget(world):
    world.file("plan.csv", HEAD + f"{JUNE},north,promotion,ads,300,EUR\n")
    _spend(world, [10] * 9, network="south")
    read = world.build("budget_adherence")
    rows = read("SELECT channel, status, budget IS NULL AS n FROM marts.budget_adherence ORDER BY channel")
    assert rows.values.tolist() == [["north", "no_data", False], ["south", "no_budget", True]]


def test_a_finished_period_is_judged_by_what_was_spent(world):
    world.file("plan.csv", HEAD + "2026-06-01,2026-06-10,north,promotion,ads,100,EUR\n")
    _spend(world, [12] * 10)
    row = _line(world, "period_end = DATE '2026-06-10'")
    assert (row["spend_to_date"], row["projected_spend"], row["probability_over"], row["status"]) == (
        120,
        120,
        1,
        "over",
    )
    assert row[["needed_per_day"]].isna().all()


def test_the_first_morning_of_a_period_is_on_track_with_nothing_expected(world):
    world.file("plan.csv", HEAD + f"{JUNE},north,promotion,ads,300,EUR\n")
    rows = [{"date": f"2026-05-{day}", "spend_original": 10} for day in range(18, 32)]
    world.export(rows)
    row = _line(world, "period_start = DATE '2026-06-01'", as_of=dt.date(2026, 6, 1))
    assert (row["expected_to_date"], row["status"], row["needed_per_day"]) == (0, "on_track", 10)
    assert (row["projected_spend"], row["reason"]) == (300, "begins today; likely to end at 300.00 of 300.00")


def test_a_period_export_inside_the_plan_period_counts_in_full(world):
    world.file("plan.csv", HEAD + f"{JUNE},north,promotion,ads,300,EUR\n")
    world.export([{"start": "2026-06-01", "end": "2026-06-07", "spend_original": 70}])
    _spend(world, [10] * 7, start=8)
    row = _line(world)
    assert (row["spend_to_date"], row["includes_period"], row["unreported_days"], row["pace"]) == (140, True, 0, 1.0)


def test_items_of_a_channel_share_its_line_and_shared_lines_take_the_rest(world):
    world.file(
        "plan.csv",
        HEAD
        + f"{JUNE},north,promotion,ads,200,EUR\n{JUNE},north,promotion,contest,100,EUR\n{JUNE},,promotion,,50,EUR\n",
    )
    world.file("costs.csv", "date,category,item,channel,amount,currency\n2026-06-05,promotion,contest,north,60,EUR\n")
    _spend(world, [10] * 14)
    _spend(world, [1] * 14, network="south")
    read = world.build("budget_adherence")
    rows = read("SELECT channel, budget, spend_to_date FROM marts.budget_adherence ORDER BY channel NULLS LAST")
    assert rows.fillna("").values.tolist() == [["north", 300, 200], ["", 50, 14]]


def test_costs_accrue_over_their_period_and_add_up_exactly(world):
    world.file("plan.csv", HEAD + f"{JUNE},,content,,100,EUR\n")
    world.file("costs.csv", "period_start,period_end,category,amount,currency\n2026-06-01,2026-06-30,content,100,EUR\n")
    row = _line(world)
    assert row["spend_to_date"] == Decimal("46.666667")
    assert (row["projected_spend"], row["status"]) == (100, "on_track")
    days = world.store.read("SELECT SUM(amount) AS a, COUNT(*) AS n FROM intermediate.int_cost_day")
    assert days.values.tolist() == [[Decimal("100"), 30]]


def test_the_split_of_a_month_against_sixty_thirty_five_five(world):
    lines = "".join(f"{JUNE},,{c},,{a},EUR\n" for c, a in (("content", 600), ("promotion", 300), ("research", 100)))
    world.file("plan.csv", HEAD + lines)
    world.file("costs.csv", "date,category,amount,currency\n2026-06-02,content,100,EUR\n2026-06-20,content,999,EUR\n")
    _spend(world, [50, 50])
    read = world.build("budget_split")
    rows = read(
        "SELECT category, target_share, planned_share, actual_amount, actual_share, amount_to_target, status "
        "FROM marts.budget_split WHERE period = '2026-06' ORDER BY target_share DESC, category"
    )
    assert rows.values.tolist() == [
        ["content", 0.6, 0.6, 100, 0.5, 20, "below"],
        ["promotion", 0.3, 0.3, 100, 0.5, -40, "above"],
        ["research", 0.05, 0.1, 0, 0.0, 10, "below"],
        ["training", 0.05, 0.0, 0, 0.0, 10, "below"],
    ]


def test_a_category_of_five_percent_is_allowed_half_its_share_either_way(world):
    """Of 1,000 spent: research 30 = 3 % is within 2.5 to 7.5 %, training 20 = 2 % is below."""
    line = "2026-06-02,{},x,,fee,agency,,,,{},EUR\n"
    amounts = {"content": 500, "promotion": 340, "research": 30, "training": 20}
    hours = "2026-06-03,content,texts,,people,freelancer,Ann,4,25,,EUR\n"
    unnamed = "2026-06-03,promotion,contest,,,,,,,4,EUR\n"
    lines = "".join(line.format(*one) for one in amounts.items())
    world.file("costs.csv", COSTS.splitlines()[0] + "\n" + lines + hours + unnamed)
    _spend(world, [3, 3])
    read = world.build("budget_split")
    rows = read("SELECT * FROM marts.budget_split WHERE period = '2026-06'").set_index("category")
    assert rows["status"].to_dict() == {
        "content": "on_target", "promotion": "on_target", "research": "on_target", "training": "below",
    }  # fmt: skip
    made_of = ["actual_amount", "people_amount", "fee_amount", "media_amount", "other_amount", "tool_amount"]
    assert rows.loc["content", made_of].tolist() == [600, 100, 500, 0, 0, 0]
    assert rows.loc["promotion", made_of].tolist() == [350, 0, 340, 6, 4, 0]
    assert (
        rows["reason"]["training"]
        == "2.0 % of what was spent, the target is 5.0 %; 30.00 EUR moved to it would meet it; "
        "12 days of ad spend are not known"
    )


def test_a_quarter_of_plan_counts_in_a_month_by_its_days(world):
    world.file("plan.csv", HEAD + "2026-06-01,2026-07-30,,content,,600,EUR\n")
    read = world.build("budget_split")
    rows = read(
        "SELECT planned_amount, status FROM marts.budget_split WHERE category = 'content' AND period = '2026-06'"
    )
    assert rows.values.tolist() == [[300, "no_data"]]


def test_cost_lines_and_decisions_are_shown_as_they_are(world):
    world.file(
        "costs.csv",
        "date,category,item,channel,kind,who,vendor,hours,rate,amount,currency\n"
        "2026-06-02,content,texts,,people,freelancer,Ann,4,25,,EUR\n",
    )
    world.build("cost", "recommendation", "budget_recommendation", "response_curve")
    row = world.store.read("SELECT * FROM marts.cost").iloc[0]
    assert (row["cost_line"], row["amount"], row["who"], row["hours"]) == (2, 100, "freelancer", 4)
    assert world.store.tables("marts") == ["budget_recommendation", "cost", "recommendation", "response_curve"]
