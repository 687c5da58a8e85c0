"""Small tests: what is counted for them, from which source, how comparable that is, and the verdict beside it."""

from decimal import Decimal

import pytest

from smm_assets.effectiveness.referee import judge_all
from smm_assets.sqlmodels import build
from tests.dbt_like_sql.conftest import AS_OF

TESTS = """id,channels,from,to,budget,result,benchmark
orders,north;south,2026-06-10,2026-06-13,40,orders,
platform,north;south,2026-06-10,2026-06-20,,leads,7.5
clicks,north;south,2026-06-10,2026-06-20,,engagements,
later,north;south,2026-06-15,2026-06-20,15,orders,
"""
DAYS = [f"2026-06-{day:02}" for day in range(5, 15)]


def judged(world, columns="*"):
    world.build("test_comparison")
    judge_all(world.store, AS_OF, "EUR")
    build(world.store, models=world.models, select=["test_comparison"])
    found = world.store.read("SELECT * FROM marts.test_comparison ORDER BY test_id, channel")
    return {(row["test_id"], row["channel"]): row for row in found.to_dict("records")}


def deliver(world):
    """Each day 5.00 on both: north with 1 lead, south with 2 and without its last day; 20 engagements."""
    for network, days, leads in (("north", DAYS, 1), ("south", DAYS[:-1], 2)):
        rows = [
            {"date": day, "spend_original": 5, "impressions": 900, "clicks": 9, "conversions": leads, "leads": leads,
             "engagements": 20, "attribution_setting": "7d" if network == "north" else "1d"}
            for day in days
        ]  # fmt: skip
        world.export(rows, network=network, period=("2026-06-05", days[-1]))


def sell(world):
    """On each day of the test one order from north and five from south in the shop; one of each on an earlier day."""
    orders = [("2026-06-05", "north", 1), ("2026-06-05", "south", 1)]
    orders += [(day, source, count) for day in DAYS[5:9] for source, count in (("north", 1), ("south", 5))]
    rows = [
        {
            "date": day,
            "order_id": f"{day}{source}{number}",
            "traffic_source": source,
            "traffic_medium": "cpc",
            "orders": 1,
        }
        for day, source, count in orders
        for number in range(count)
    ]
    world.export(rows, table="outcome", network="till", period=("2026-06-05", "2026-06-14"))


def test_a_test_is_counted_from_the_source_its_channels_share_and_judged(world):
    world.file("tests.csv", TESTS)
    deliver(world)
    sell(world)
    found = judged(world)
    north, south = found["orders", "north"], found["orders", "south"]
    # four days, 10 to 13 June, of 5.00; the shop counts 4 and 20 orders
    assert [(row["spend"], row["results"], row["days_known"]) for row in (north, south)] == [(20, 4, 4), (20, 20, 4)]
    assert {(row["result_metric"], row["result_source"], row["comparability"]) for row in (north, south)} == {
        ("orders", "crm", "A")
    }
    # the days before, 5 to 9 June: 2 orders of 50.00 on both together, so one result at that rate costs 25.00
    assert (north["prior_rate"], north["prior_basis"]) == (pytest.approx(0.04), "history")
    assert (north["rate"], south["rate"]) == pytest.approx(((4 + 1) / (20 + 25), (20 + 1) / (20 + 25)))
    assert (north["verdict"], south["verdict"]) == ("drop", "pick")
    # 21 / 5
    assert south["reason"] == "Brings about 4.2 times as many orders for the same money as North. Put the money here."
    assert south["probability_best"] > 0.99
    assert (south["spend_needed"], north["expected_loss"] > 20) == (0, True)
    assert [str(row["data_through"])[:10] for row in (north, south)] == ["2026-06-14", "2026-06-13"]

    # leads the platforms count in other windows: figures, but no verdict; the shop has none, so the benchmark begins
    lead = found["platform", "south"]
    assert (lead["result_metric"], lead["result_source"], lead["comparability"]) == ("leads", "platform", "C")
    assert (lead["results"], lead["days_known"], lead["verdict"]) == (8, 4, "cannot_tell_yet")
    assert lead["reason"].startswith("The networks do not count leads alike")
    # engagements: one kind of count each, no window; north's last day has no other beside it
    assert found["clicks", "north"]["comparability"] == "B"
    assert (found["clicks", "north"]["days_known"], found["clicks", "south"]["days_known"]) == (5, 4)
    # a test to come has a row that says so
    later = found["later", "north"]
    assert (later["days_known"], later["reason"], later["verdict"]) == (0, "Starts on 15 Jun.", "cannot_tell_yet")
    assert later["results"] is None or later["results"] != later["results"]


def test_without_a_shop_conversions_are_judged_and_a_fresh_day_counts_for_what_is_known_of_it(world):
    world.file("tests.csv", "id,channels,from,to,result\nt,north;south,2026-06-13,2026-06-14,orders\n")
    for network, count in (("north", 2), ("south", 4)):
        rows = [{"date": day, "spend_original": 10, "impressions": 900, "conversions": count,
                 "attribution_setting": "7d"} for day in ("2026-06-13", "2026-06-14")]  # fmt: skip
        world.export(rows, network=network)
    found = judged(world)
    north, south = found["t", "north"], found["t", "south"]
    assert (north["result_metric"], north["result_source"], north["comparability"]) == ("conversions", "platform", "B")
    # north documents 50 % after one day and 80 % after two: 10 · 0.8 + 10 · 0.5 of 20.00
    assert north["results_completeness"] == pytest.approx(0.65)
    assert south["results_completeness"] == 1
    # no history, no benchmark: the test itself, 12 results and a half of 13 + 20
    assert (north["prior_rate"], north["prior_basis"]) == (pytest.approx(12.5 / 33), "test")
    # but for a little scatter beyond chance
    assert north["rate"] == pytest.approx((4 + 1) / (13 + 33 / 12.5), rel=0.01)
    assert north["verdict"] == "cannot_tell_yet"
    assert north["spend_needed"] > 0
    kept = world.store.read("SELECT COUNT(*) AS n FROM state.test_verdict")["n"].iloc[0]
    judge_all(world.store, AS_OF, "EUR")
    assert (kept, world.store.read("SELECT COUNT(*) AS n FROM state.test_verdict")["n"].iloc[0]) == (2, 2)
    assert isinstance(north["spend"], Decimal)
