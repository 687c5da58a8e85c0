"""What campaigns and publishers bring; intervals against exact ones; parts that add up to their channel."""

from decimal import Decimal

import pandas as pd
import pytest
from scipy.stats import binomtest, chi2

WINDOW = ("2026-06-08", "2026-06-14")
COUNTS = (0, 1, 4, 12, 60, 99, 100)
BENCHMARKS = """network,channel,objective,industry,metric,value,currency,source,year
north,,,,ctr,3 %,,old paper,2020
north,,sales,,ctr,2 %,,a paper,2023
,north,,,cpc,1.50,EUR,a paper,2023
north,,,,cpc,9.00,EUR,a paper,2024
north,,leads,,cost_per_result,7.00,EUR,a paper,2024
north,,,gifts,cpa,15.00,EUR,another paper,2022
"""


def exact_poisson(count):
    low = chi2.ppf(0.05, 2 * count) / 2 if count else 0.0
    return low, chi2.ppf(0.95, 2 * (count + 1)) / 2


@pytest.fixture
def read(world):
    """Seven campaigns of 120 on north, on two publishers, and one on south."""
    world.file("benchmarks.csv", BENCHMARKS)
    delivered = {"date": "2026-06-14", "spend_original": 120, "impressions": 1000, "link_clicks": 100}
    rows = [
        {**delivered, "campaign_key": f"c{count}", "campaign_name": f"Campaign {count}", "conversions": count or None,
         "conversion_definition": "north_purchase", "publisher": "first" if count < 60 else "second"}
        for count in COUNTS
    ]  # fmt: skip
    world.export(rows, network="north", period=WINDOW)
    one = {**delivered, "campaign_key": "s", "conversions": 30, "conversion_definition": "south_lead"}
    world.export([{**one, "publisher": "third"}], network="south", period=WINDOW)
    return world.build("campaign_effectiveness", "publisher_effectiveness")


def _campaigns(read, columns):
    sql = f"""SELECT {columns} FROM marts.campaign_effectiveness
        WHERE "window" = '7d' AND channel = 'north' ORDER BY spend / NULLIF(results, 0) DESC NULLS FIRST"""
    return read(sql)


def test_intervals_come_as_near_to_the_exact_ones_as_they_say_and_ranks_follow_them(read):
    found = _campaigns(read, "campaign_name, cost_per_result, cost_per_result_low, cost_per_result_high, cvr, cvr_low, "
        "cvr_high, rank, comparability, share_of_spend, share_of_results, result_metric, result_source")  # fmt: skip
    for count, row in zip(COUNTS, found.to_dict("records"), strict=True):
        assert row["campaign_name"] == f"Campaign {count}"
        low, high = exact_poisson(count)
        # Byar's ends: within 2 % of the exact lower cost, within 3 % of the upper from four results on
        assert row["cost_per_result_low"] == pytest.approx(120 / high, rel=0.02)
        if count:
            assert row["cost_per_result"] == pytest.approx(120 / count)
            assert row["cost_per_result_high"] == pytest.approx(120 / low, rel=0.30 if count == 1 else 0.03)
        wilson = binomtest(count, 100).proportion_ci(0.9, method="wilson")
        exact = binomtest(count, 100).proportion_ci(0.9, method="exact")
        assert (row["cvr_low"], row["cvr_high"]) == (
            pytest.approx(wilson.low, abs=1e-6),
            pytest.approx(wilson.high, abs=1e-6),
        )
        # a rate of 100 clicks: within 0.6 percentage points of the exact interval (Clopper and Pearson)
        assert (row["cvr_low"], row["cvr_high"]) == (
            pytest.approx(exact.low, abs=6e-3),
            pytest.approx(exact.high, abs=6e-3),
        )
        assert row["share_of_spend"] == pytest.approx(1 / 7)
        assert row["share_of_results"] == pytest.approx(count / 276)  # 0 + 1 + 4 + 12 + 60 + 99 + 100
        assert (row["comparability"], row["result_metric"], row["result_source"]) == ("B", "conversions", "platform")
    assert found[["cost_per_result", "cost_per_result_high"]].iloc[0].isna().all()
    # costs from .. to: 0: 40 ..; 1: 25 ..; 4: 13 .. 88; 12: 6.2 .. 17.3; 60: 1.6 .. 2.5; 99 and 100: 1.02 .. 1.44.
    # 1 and 12 overlap through 4; 0 has no upper end, so no rank.
    assert pd.isna(found["rank"].iloc[0])
    assert found["rank"].iloc[1:].tolist() == [4, 4, 4, 3, 1, 1]


def test_publishers_are_compared_parts_add_up_to_their_channel_and_published_figures_stand_beside(read):
    found = read("""SELECT network, publisher, spend, results, rank, share_of_spend, comparability,
        fully_loaded_cost_per_result, benchmark
        FROM marts.publisher_effectiveness WHERE "window" = '7d' ORDER BY 1, 2""")
    rows = found.astype(object).where(found.notna(), None).values.tolist()
    assert rows == [
        ["north", "first", Decimal(480), Decimal(17), 2, pytest.approx(4 / 7), "B", None, 15.0],
        ["north", "second", Decimal(360), Decimal(259), 1, pytest.approx(3 / 7), "B", None, 15.0],
        ["south", "third", Decimal(120), Decimal(30), 1, 1.0, "B", 4.0, None],
    ]
    sums = read("""SELECT c.channel, c.spend - SUM(p.spend) AS spend, c.results - SUM(p.results) AS results,
        c.rate_clicks - SUM(p.rate_clicks) AS clicks, c.comparability
        FROM marts.channel_effectiveness AS c INNER JOIN marts.campaign_effectiveness AS p
        ON p.channel = c.channel AND p.objective = c.objective AND p."window" = c."window"
        GROUP BY c."window", c.channel, c.spend, c.results, c.rate_clicks, c.comparability""")
    assert len(sums) == 8  # four windows, two channels
    assert (sums[["spend", "results", "clicks"]].astype(float) == 0).all().all()
    assert set(sums["comparability"]) == {"D"}  # a purchase of the one is no lead of the other
    # a figure for the channel goes before one for its network, the newer before the older, one of leads is for leads
    found = read("SELECT channel, metric, value, year, origin FROM marts.benchmark ORDER BY 1, 2")
    assert found.values.tolist() == [
        ["north", "cpa", 15.0, 2022, "own"], ["north", "cpc", 1.5, 2023, "own"], ["north", "ctr", 0.02, 2023, "own"],
    ]  # fmt: skip
    beside = read("""SELECT DISTINCT channel, benchmark, benchmark_ctr, benchmark_cpc, benchmark_cvr, benchmark_source
        FROM marts.channel_effectiveness ORDER BY 1""")
    rows = beside.astype(object).where(beside.notna(), None).values.tolist()
    assert rows == [
        ["north", 15.0, 0.02, 1.5, None, "a paper, 2023; another paper, 2022"],
        ["south", None, None, None, None, None],
    ]
