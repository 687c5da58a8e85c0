"""Marketing as a whole: what is divided comes from the same days, what is not known is said."""

import pytest

TARGETS = """
blended: {smm_share_of_revenue_target: 0.1, smm_share_of_marketing_target: 0.15, marketing_budget_per_month: 3000}
"""
PROJECT = """name: T
channels: {south: {social: false}, old: {}}
accounts:
  - {name: old, network: north, account_id: old, channel: old}
  - {name: acc, network: north, account_id: acc}
"""


def _days(first, last, **figures):
    return [{"date": f"2026-06-{day:02}", **figures} for day in range(first, last + 1)]


def _week(world):
    """8 to 14 June: south's spend of the 14th and the shop's revenue of the 8th are not known."""
    world.file(
        "costs.csv",
        "period_start,period_end,category,channel,amount,currency\n"
        "2026-06-08,2026-06-14,content,,70,EUR\n2026-06-08,2026-06-14,promotion,south,14,EUR\n",
    )
    world.export(_days(8, 14, spend_original=10))
    world.export(_days(8, 13, spend_original=20), network="south")
    world.export([{"date": "2026-04-20", "spend_original": 99}], account="old")  # given up more than 35 days ago
    sold = {"orders": 2, "revenue_original": 200, "new_customers": 1, "currency": "EUR"}
    orders = _days(9, 14, **sold, traffic_source="north", traffic_medium="cpc")
    orders += _days(9, 14, **sold | {"revenue_original": 100}, traffic_source="word of mouth")
    world.export(orders, table="outcome", network="till")


def test_only_days_on_which_both_are_known_are_divided(world):
    world.file("smm.yaml", PROJECT + TARGETS)
    _week(world)
    read = world.build("blended")
    rows = read("SELECT * FROM marts.blended").set_index("window")
    week = rows.loc["7d"]
    assert (week["days_spend_known"], week["days_revenue_known"], week["days_compared"]) == (6, 6, 5)
    # Six days of 10 + 20 on media, of 10 (nobody's content) + 2 (south's) in costs; south is no social network here.
    assert [float(week[name]) for name in ("media_spend", "costs", "marketing_spend", "smm_spend")] == [
        180,
        72,
        252,
        120,
    ]
    assert (float(week["revenue"]), float(week["new_customers"])) == (6 * 300, 6 * 2)
    assert (week["revenue_compared"], week["spend_compared"]) == (5 * 300, 5 * 42)
    assert week["revenue_per_spend"] == pytest.approx(5 * 300 / (5 * 42))
    assert (week["customers_compared"], week["spend_of_customers"]) == (5 * 2, 5 * 42)
    assert week["cost_per_new_customer"] == pytest.approx(5 * 42 / (5 * 2))
    assert week["smm_share_of_revenue"] == pytest.approx(5 * 20 / (5 * 300))
    assert week["smm_share_of_revenue_gap"] == pytest.approx(100 / 1500 - 0.1)
    # 3,000 a month are 100 a day in June.
    assert (float(week["marketing_budget"]), week["smm_share_of_marketing"]) == (600.0, pytest.approx(0.2))
    assert (week["smm_share_of_marketing_basis"], week["smm_share_of_marketing_target"]) == ("declared budget", 0.15)
    assert str(week["data_through"])[:10] == "2026-06-13"
    assert week["note"] == (
        "On 1 of 7 days the media spend of some channel is not known (South on 1). "
        "No export tells of old on any day; those days count as without spend. "
        "On 1 of 7 days the revenue is not known."
    )
    assert rows.loc["28d"]["days_spend_known"] == 6
    world.file("smm.yaml", PROJECT)
    read = world.build("blended", "marketing_survey")
    week = read("SELECT * FROM marts.blended").set_index("window").loc["7d"]
    assert week["smm_share_of_marketing"] == pytest.approx(120 / 252)
    assert week["smm_share_of_marketing_basis"] == "known spend"
    assert week[["smm_share_of_revenue_target", "smm_share_of_revenue_gap", "marketing_budget"]].isna().all()
    surveys = read("SELECT surveyed, social_share FROM marts.marketing_survey ORDER BY surveyed")
    assert surveys.values.tolist()[0] == ["2009", 0.035]
    assert surveys["surveyed"].is_unique
