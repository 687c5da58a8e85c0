"""What channels bring: one result source for all, intervals, ranks only where results compare."""

from decimal import Decimal

import pandas as pd
import pytest
from scipy.stats import chi2

WINDOW = ("2026-06-08", "2026-06-14")


def _orders(world, counts, *, medium="cpc"):
    rows = [
        {"date": "2026-06-14", "order_id": f"{source}{medium}{number}", "traffic_source": source, "orders": 1,
         "traffic_medium": medium}
        for source, count in counts.items() for number in range(count)
    ]  # fmt: skip
    world.export(rows, table="outcome", network="till", period=WINDOW)


def _spend(world, network, amount, **more):
    world.export(
        [{"date": "2026-06-14", "spend_original": amount, "impressions": 1000, "link_clicks": 100, **more}],
        network=network, period=WINDOW,
    )  # fmt: skip


def _effect(world, columns, window="7d"):
    read = world.build("channel_effectiveness")
    return read(f"""SELECT channel, {columns} FROM marts.channel_effectiveness
        WHERE "window" = '{window}' ORDER BY channel""")


def exact_poisson(count):
    low = chi2.ppf(0.05, 2 * count) / 2 if count else 0.0
    return low, chi2.ppf(0.95, 2 * (count + 1)) / 2


def test_cost_per_result_has_the_interval_of_an_exact_poisson_count(world):
    count = 12  # other counts: test_effectiveness_parts
    _spend(world, "north", 120)
    _orders(world, {"north": count})
    row = _effect(world, "cost_per_result, cost_per_result_low, cost_per_result_high, results, comparability").iloc[0]
    low, high = exact_poisson(count)
    assert row["cost_per_result"] == pytest.approx(120 / count)
    assert row["cost_per_result_low"] == pytest.approx(120 / high, rel=0.01)
    assert row["cost_per_result_high"] == pytest.approx(120 / low, rel=0.03)
    assert row["comparability"] == "A"


def test_without_results_the_cost_is_unknown_but_its_lower_end_is_not(world):
    _spend(world, "north", 120)
    _spend(world, "south", 100)
    _orders(world, {"south": 10})
    row = _effect(world, "results, cost_per_result, cost_per_result_low, cost_per_result_high, rank").iloc[0]
    assert row["results"] == Decimal("0")
    assert row[["cost_per_result", "cost_per_result_high"]].isna().all()
    assert row["cost_per_result_low"] == pytest.approx(120 / exact_poisson(0)[1], rel=0.02)
    assert pd.isna(row["rank"])


def test_costs_and_return_have_the_intervals_of_the_counts_they_are_of(world):
    """120 spent for 1,000 impressions, 100 clicks and 12 conversions worth 240, which count as 12 / 1.25 amounts."""
    _spend(world, "north", 120, conversions=12, conversion_value_original=240)
    ratios = ("cpc", "cpm", "cpa", "roas")
    row = _effect(world, ", ".join(f"{name}, {name}_low, {name}_high" for name in ratios)).iloc[0]
    for name, count, per in (("cpc", 100, 1), ("cpm", 1000, 1000), ("cpa", 12, 1)):
        low, high = exact_poisson(count)
        assert row[name] == pytest.approx(per * 120 / count)
        assert row[f"{name}_low"] == pytest.approx(per * 120 / high, rel=0.01)
        assert row[f"{name}_high"] == pytest.approx(per * 120 / low, rel=0.03)
    low, high = exact_poisson(12 / 1.25)
    assert row["roas"] == 2
    assert (row["roas_low"], row["roas_high"]) == (
        pytest.approx(2 * low / 9.6, rel=0.03),
        pytest.approx(2 * high / 9.6, rel=0.01),
    )


def test_channels_whose_intervals_overlap_share_a_rank(world):
    _spend(world, "north", 100)
    _spend(world, "south", 110)
    _orders(world, {"north": 10, "south": 10})
    assert _effect(world, "rank")["rank"].tolist() == [1, 1]


def test_wilson_intervals_of_ctr_and_cvr(world):
    _spend(world, "north", 100, conversions=5)
    row = _effect(world, "ctr, ctr_low, ctr_high, cvr, cvr_low, cvr_high").iloc[0]
    # Wilson by hand, z = 1.644854: 100 of 1000, then 5 of 100
    assert (row["ctr"], row["cvr"]) == (0.1, 0.05)
    assert row["ctr_low"] == pytest.approx(0.0855, abs=5e-4)
    assert row["ctr_high"] == pytest.approx(0.1167, abs=5e-4)
    assert row["cvr_low"] == pytest.approx(0.0246, abs=5e-4)
    assert row["cvr_high"] == pytest.approx(0.0989, abs=5e-4)


def test_platform_results_of_different_actions_are_graded_d_and_not_ranked(world):
    _spend(world, "north", 100, conversions=5, conversion_definition="north_purchase")
    _spend(world, "south", 100, conversions=50, conversion_definition="south_lead")
    rows = _effect(world, "result_metric, result_source, comparability, rank, ranking_flips")
    assert rows["ranking_flips"].isna().all()  # nobody else counted
    assert rows[["result_metric", "result_source", "comparability"]].values.tolist() == [
        ["conversions", "platform", "D"],
        ["conversions", "platform", "D"],
    ]
    assert rows["rank"].isna().all()


@pytest.mark.parametrize(("windows", "grade"), [(("7d", "7d"), "B"), (("7d", "1d"), "C")])
def test_the_same_action_compares_as_far_as_its_window_does(world, windows, grade):
    _spend(world, "north", 100, conversions=5, conversion_definition="north_purchase", attribution_setting=windows[0])
    _spend(world, "south", 100, conversions=9, conversion_definition="south_purchase", attribution_setting=windows[1])
    assert _effect(world, "comparability")["comparability"].unique().tolist() == [grade]


def test_own_orders_go_before_platform_conversions_for_all_channels_alike(world):
    _spend(world, "north", 100, conversions=50)
    _spend(world, "south", 100, conversions=50)
    _orders(world, {"north": 4})
    rows = _effect(world, "result_source, results")
    assert rows.values.tolist() == [["north", "crm", Decimal("4")], ["south", "crm", Decimal("0")]]


def test_a_declared_source_is_kept(world):
    world.file("smm.yaml", "name: T\nobjectives:\n  sales: {metric: conversions, source: platform}\n")
    _spend(world, "north", 100, conversions=50)
    _orders(world, {"north": 4})
    assert _effect(world, "result_source, results").values.tolist() == [["north", "platform", Decimal("50")]]


def test_fully_loaded_cost_takes_all_costs_and_all_results_of_the_channel(world):
    world.file(
        "costs.csv",
        "date,period_start,period_end,category,channel,amount,currency\n"
        "2026-06-10,,,content,north,30,EUR\n,2026-06-01,2026-06-30,content,north,300,EUR\n2026-06-01,,,content,,99,EUR\n",
    )
    _spend(world, "north", 100)
    _orders(world, {"north": 4})
    _orders(world, {"north": 6}, medium="referral")
    row = _effect(world, "cost_per_result, fully_loaded_cost_per_result, other_costs").iloc[0]
    # 30 on a day of the window, 7 of 30 days of 300; four paid and six organic orders
    assert row["cost_per_result"] == 25.0
    assert row["other_costs"] == Decimal("100")
    assert row["fully_loaded_cost_per_result"] == pytest.approx(20.0)


def test_cost_per_result_leaves_out_days_whose_results_are_unknown(world):
    world.export([{"date": "2026-06-13", "spend_original": 40}, {"date": "2026-06-14", "spend_original": 60}])
    world.export([{"date": "2026-06-13", "order_id": "1", "traffic_source": "north", "traffic_medium": "cpc",
                   "orders": 2}], table="outcome", network="till")  # fmt: skip
    row = _effect(world, "spend, cost_per_result").iloc[0]
    assert (row["spend"], row["cost_per_result"]) == (Decimal("100"), 20.0)


def test_a_period_counts_in_windows_that_hold_it_wholly(world):
    world.export([{"start": "2026-06-08", "end": "2026-06-14", "spend_original": 70, "conversions": 7}])
    world.export([{"start": "2026-05-01", "end": "2026-05-31", "spend_original": 310, "conversions": 31}])
    read = world.build("channel_effectiveness")
    rows = read('SELECT "window", spend, results, includes_period FROM marts.channel_effectiveness ORDER BY 1')
    assert rows.values.tolist() == [
        ["28d", Decimal("70"), Decimal("7"), True], ["7d", Decimal("70"), Decimal("7"), True],
        ["90d", Decimal("380"), Decimal("38"), True], ["mtd", Decimal("70"), Decimal("7"), True],
    ]  # fmt: skip


def test_shares_are_shares_of_the_objective(world):
    world.file("smm.yaml", "name: T\nchannels:\n  north: {objective: traffic}\n")
    _spend(world, "north", 100, clicks=250)
    _spend(world, "south", 300, conversions=3)
    rows = _effect(world, "objective, share_of_spend, share_of_results, result_metric")
    assert rows.values.tolist() == [
        ["north", "traffic", 1.0, 1.0, "link_clicks"], ["south", "sales", 1.0, 1.0, "conversions"],
    ]  # fmt: skip
    visits = world.store.read("""SELECT definition, results, cost_per_result, is_chosen
        FROM marts.ranking_by_definition WHERE "window" = '7d' AND objective = 'traffic' ORDER BY 1""")
    assert visits.values.tolist() == [
        ["platform_clicks", Decimal(250), 0.4, False],
        ["platform_link_clicks", Decimal(100), 1.0, True],
    ]
