"""Amounts of a currency of small units: thousands of millions a day find room in every table."""

import datetime as dt
from decimal import Decimal

import pandas as pd
import pytest

from smm_assets.sqlmodels import audit, load_models

BILLION, MILLION = 10**9, 10**6
MORNING = dt.date(2026, 6, 5)
SETTINGS = """name: Test
currency: EUR
accounts:
  - {name: Dollars, network: south, account_id: acc, vat: gross, vat_rate: 0.25}
blended: {marketing_budget_per_month: 90000000000}
"""
PLAN = """period_start,period_end,channel,category,item,amount,currency,follower_goal,goal_date
2026-06-08,2026-07-07,north,promotion,ads,30000000000,EUR,300000000,2026-07-07
2026-06-01,2026-06-30,south,promotion,ads,30000000000,EUR,,
2026-06-01,2026-06-30,,content,texts,20000000000,EUR,,
"""
COSTS = """period_start,period_end,category,item,channel,kind,who,amount,currency
2026-06-01,2026-06-14,content,texts,north,people,freelancer,14000000000,EUR
"""


def _rows(**figures):
    """Fourteen days of June, each figure as it is or, of a function, by the day."""
    days = range(1, 15)
    return [{"date": f"2026-06-{n:02}"} | {key: of(n) if callable(of) else of for key, of in figures.items()}
            for n in days]  # fmt: skip


def _given(world):
    """North spends 3 thousand million a day for a week, then 1; South 2.5 in gross dollars, 1 net in euros."""
    for name, text in (("smm.yaml", SETTINGS), ("plan.csv", PLAN), ("costs.csv", COSTS)):
        world.file(name, text)
    world.file("fx.csv", "date,currency,rate\n2026-06-01,USD,0.5\n2026-06-08,USD,0.5\n2026-06-14,USD,0.5\n")
    seen = {"impressions": 40 * BILLION, "link_clicks": 400 * MILLION, "clicks": 500 * MILLION}
    bought = {"conversions": 4 * MILLION, "conversion_value_original": 8 * BILLION}
    world.export(_rows(spend_original=lambda n: (3 if n < 8 else 1) * BILLION, **seen, **bought))
    dollars = {"spend_original": Decimal("2.5") * BILLION, "currency": "USD"}
    world.export(_rows(**dollars, **seen, **bought), network="south")
    orders = {"traffic_source": "north", "traffic_medium": "cpc", "orders": MILLION, "currency": "EUR"}
    world.export(
        _rows(**orders, revenue_original=5 * BILLION, refunds_original=BILLION), table="outcome", network="till"
    )
    world.export(_rows(metric="followers", value=lambda n: (200 + n) * MILLION, publisher=None), table="account_metric")


def _advised(store):
    """Advice of a past morning that expected 2 million orders a day of each channel, 1 to 4."""
    head = {"as_of": MORNING, "objective": "sales"}
    line = {"current_spend": BILLION, "action": "increase", "trust": "full", "reason": "why", "result_spread": 0}
    known = {"data_through": dt.date(2026, 6, 4), "last_week_result": 3 * MILLION}
    advice = {"result_metric": "orders", "result_source": "crm", "period_start": MORNING, "keep": False,
              "period_end": dt.date(2026, 6, 11), "uplift": 0.05, "uplift_low": 0.01, "uplift_high": 0.09,
              "probability_better": 0.95, "summary": "Move.", "mode": "replay", "hindsight_days": 0,
              "known_until": dt.datetime(2026, 6, 5, 10)}  # fmt: skip
    store.load("state", "backtest_recommendation", pd.DataFrame([head | advice]))
    lines = (("north", 2), ("south", 1))
    store.load("state", "backtest_line", pd.DataFrame(
        [head | line | known | {"channel": channel, "recommended_spend": times * BILLION} for channel, times in lines]
    ))  # fmt: skip
    flat = {"expected_result": 2 * MILLION, "low": MILLION, "high": 4 * MILLION}
    store.load("state", "backtest_curve", pd.DataFrame(
        [head | flat | {"channel": channel, "spend": spend * BILLION} for channel, _ in lines for spend in (1, 3)]
    ))  # fmt: skip


def _one(read, sql):
    return read(sql).iloc[0]


def test_every_table_has_room_for_thousands_of_millions_a_day(world):
    _given(world)
    world.build()
    _advised(world.store)
    read = world.build(*load_models())
    red = [one for one in audit(world.store, world.models, dt.datetime(2026, 6, 15)) if not one.success]
    assert [one.expectation for one in red if one.severity == "error"] == []

    # 2.5 thousand million dollars at 0.5, of which a fifth is tax
    south = _one(read, "SELECT spend, conversion_value FROM marts.ad_daily WHERE network = 'south' LIMIT 1")
    assert south.tolist() == [Decimal(BILLION), Decimal(4 * BILLION)]
    # half of North's conversions are known after one day, eight tenths after two: so much of 7 and 6 June came later
    later = read("SELECT date_then, reported_later FROM intermediate.int_reported_later WHERE channel = 'north' AND "
                 "metric = 'conversions' AND date_then >= DATE '2026-06-06' ORDER BY date_then")  # fmt: skip
    assert later["reported_later"].tolist() == [800_000, 2 * MILLION]
    # 7 thousand million of 30 are spent as planned; 23 days are to come at the mean of the last 14, which is 2
    paced = _one(
        read, "SELECT * FROM marts.budget_adherence WHERE channel = 'north' AND period_end = DATE '2026-07-07'"
    )
    assert (paced["pace"], paced["projected_spend"], paced["status"]) == (1.0, 53 * BILLION, "watch")
    # 7 days at 2 million for each of two, 7 below to 14 above, added as independent; 7 came to North, none to South
    total = _one(read, "SELECT * FROM marts.backtest_total")
    assert (total["results_expected"], total["results_happened"]) == (28 * MILLION, 7 * MILLION)
    assert float(total["results_low"]) == pytest.approx((28 - 7 * 2**0.5) * MILLION)
    assert float(total["results_high"]) == pytest.approx((28 + 14 * 2**0.5) * MILLION)
    # 14 days of 5 thousand million; North 28, South 14, texts 14; 14 days of June are 42 of 90 thousand million
    whole = _one(read, "SELECT * FROM marts.blended WHERE \"window\" = 'mtd'")
    assert (whole["revenue"], whole["marketing_spend"]) == (70 * BILLION, 56 * BILLION)
    assert float(whole["marketing_budget"]) == pytest.approx(42 * BILLION)
    # a million more people each day
    grown = _one(read, "SELECT * FROM marts.audience_growth WHERE channel = 'north' AND date = DATE '2026-06-14'")
    assert (grown["followers"], grown["net_per_day"]) == (214 * MILLION, MILLION)
