"""The main job on the example: tables say what the simulated world knows, money is exact, nothing is lost."""

import json
from datetime import timedelta
from decimal import Decimal

import pandas as pd
import pytest

from smm_assets.simulator.breakdowns import AGES
from smm_assets.simulator.pages import INSTAGRAM, TIKTOK, VK, audience_days, posts

from .conftest import Example

MEASURES = ("spend", "impressions", "clicks", "link_clicks", "conversions", "conversion_value")


def exact(value: object) -> Decimal | None:
    return None if value is None or pd.isna(value) else Decimal(str(value)).normalize()  # type: ignore[call-overload]


def day(value: object) -> str:
    return str(pd.Timestamp(value).date())  # type: ignore[arg-type]


def test_the_run_ends_well_but_asks_for_a_person_because_a_file_is_damaged(example: Example) -> None:
    assert (example.outcome.status, example.outcome.message) == ("needs_person", "")


def test_every_file_ends_as_the_simulator_meant_it(example: Example) -> None:
    arrivals = example.sql("SELECT name, outcome FROM ops.arrival")
    expected = example.truth.ledger[["name", "status"]]
    assert sorted(map(tuple, arrivals.to_numpy().tolist())) == sorted(map(tuple, expected.to_numpy().tolist()))


@pytest.mark.parametrize("measure", MEASURES)
def test_channel_daily_equals_the_simulated_world_exactly(example: Example, measure: str) -> None:
    table = example.sql("SELECT * FROM marts.channel_daily")
    seen = {(row["channel"], day(row["date"])): exact(row[measure]) for row in table.to_dict("records")}
    truth = example.truth.channel_daily
    wrong = {}
    for row in truth.to_dict("records"):
        key = (row["channel"], day(row["date"]))
        if seen.get(key) != exact(row[measure]):
            wrong[key] = (seen.get(key), exact(row[measure]))
    assert wrong == {}
    assert {key for key, value in seen.items() if value is not None} <= {
        (row["channel"], day(row["date"])) for row in truth.to_dict("records")
    }


def test_own_orders_and_revenue_equal_the_simulated_world_exactly(example: Example) -> None:
    table = example.sql(
        "SELECT channel, date, is_paid, sum(orders) AS orders, sum(revenue) AS revenue FROM marts.outcome_daily "
        "WHERE source = 'shop' GROUP BY channel, date, is_paid"
    )
    seen = {
        (row["channel"], day(row["date"]), bool(row["is_paid"])): (exact(row["orders"]), exact(row["revenue"]))
        for row in table.to_dict("records")
    }
    truth = example.truth.outcomes
    expected = {
        (row["channel"], day(row["date"]), bool(row["is_paid"])): (exact(row["orders"]), exact(row["revenue"]))
        for row in truth[truth["source"] == "crm"].to_dict("records")
    }
    assert {key: value for key, value in seen.items() if value[0] not in (None, 0)} == expected


def test_followers_posts_and_money_in_doubt_are_those_of_the_simulated_pages(example: Example) -> None:
    world = example.truth.world
    first = world.last - timedelta(days=59)
    for page in (TIKTOK, VK, INSTAGRAM):
        real = audience_days(world, page, first, world.last)
        seen = example.sql(
            f"SELECT followers, date FROM marts.audience_growth WHERE channel = '{page.channel}' "
            f"AND date >= DATE '{first}' ORDER BY date"
        )
        assert seen["followers"].tolist() == real["followers"].tolist(), page.name
    jumps = example.sql("SELECT channel, date FROM marts.audience_growth WHERE follower_jump")
    assert [(row["channel"], day(row["date"])) for row in jumps.to_dict("records")] == [("tiktok", "2026-11-12")]
    off = example.sql(
        "SELECT channel, sum(off_target_spend) AS off, sum(off_target_spend / off_target_share) AS of "
        "FROM marts.audience_growth WHERE off_target_share > 0 GROUP BY channel"
    ).to_dict("records")
    assert [row["channel"] for row in off] == ["meta"]
    assert float(off[0]["off"]) / float(off[0]["of"]) == pytest.approx(AGES["65+"], abs=0.01)
    for page in (TIKTOK, INSTAGRAM):
        made = posts(world, page, world.last - timedelta(days=89), world.last)
        weeks = example.sql(
            f"SELECT sum(published) AS posts FROM marts.posting_adherence WHERE channel = '{page.channel}'"
        )
        assert weeks["posts"].astype(int).tolist() == [len(made)]
        old = [at for at in made["published_at"] if at.date() <= world.last - timedelta(days=7)]
        hours = example.sql(
            "SELECT sum(posts) AS posts FROM marts.content_effectiveness "
            f"WHERE channel = '{page.channel}' AND dimension = 'hour'"
        )
        assert hours["posts"].astype(int).tolist() == [len(old)]


def test_every_source_record_is_in_exactly_one_class(example: Example) -> None:
    files = example.sql("SELECT * FROM ops.export_file")
    loaded = files[files["status"] == "loaded"]
    parts = loaded[["rows_loaded", "rows_superseded", "rows_quarantined", "rows_skipped_total"]].sum(axis=1)
    assert (loaded["rows_read"] == parts).all()
    assert len(loaded) > 0


def test_sums_in_the_ledger_equal_what_stands_in_the_fact_tables(example: Example) -> None:
    files = example.sql("SELECT name, status, sums_json FROM ops.export_file WHERE status = 'loaded'")
    assert all(isinstance(json.loads(text), dict) for text in files["sums_json"])


def test_the_recommendation_spends_the_plan_money_left_to_the_cent(example: Example) -> None:
    header = example.sql("SELECT * FROM marts.recommendation WHERE status = 'proposed'").to_dict("records")
    assert len(header) == 1
    lines = example.sql("SELECT * FROM marts.budget_recommendation")
    lines = lines[lines["recommendation_id"] == header[0]["recommendation_id"]]
    assert sum(lines["period_amount"]) == header[0]["total_period"]
    assert sum(lines["recommended_spend"]) == header[0]["total_per_day"]


def test_money_left_is_the_november_plan_minus_spent_minus_days_not_reported_yet(example: Example) -> None:
    table = example.sql(
        "SELECT sum(budget) AS budget, sum(spend_to_date) AS spent, sum(unreported_estimate) AS estimated "
        "FROM marts.budget_adherence WHERE category = 'promotion' AND period_end = DATE '2026-11-30' AND channel <> ''"
    ).to_dict("records")[0]
    header = example.sql("SELECT total_period FROM marts.recommendation WHERE status = 'proposed'")
    left = Decimal(table["budget"]) - Decimal(table["spent"]) - Decimal(table["estimated"])
    assert abs(left - header["total_period"].iloc[0]) <= Decimal("0.005")


def test_a_channel_with_late_data_is_held_and_says_which_days_unlock_it(example: Example) -> None:
    line = example.sql("SELECT * FROM marts.budget_recommendation WHERE channel = 'vk'").to_dict("records")[-1]
    assert (line["action"], line["trust"]) == ("hold", "hold")
    assert "19 Nov to 21 Nov" in line["reason"]


def test_every_channel_has_a_reason_and_stays_within_the_largest_step(example: Example) -> None:
    lines = example.sql("SELECT * FROM marts.budget_recommendation")
    assert (lines["reason"].str.len() > 30).all()


def test_campaigns_add_up_to_their_channel_and_what_channels_bear_to_the_costs(example: Example) -> None:
    apart = example.sql(
        "SELECT max(abs(c.spend - p.spend)) AS spend, max(abs(c.impressions - p.impressions)) AS impressions, "
        "max(abs(c.rate_clicks - p.clicks)) AS clicks, max(abs(c.conversions - p.conversions)) AS conversions, "
        'count(p.spend) AS n FROM marts.channel_effectiveness AS c LEFT JOIN (SELECT "window", channel, objective, '
        "sum(spend) AS spend, sum(impressions) AS impressions, sum(rate_clicks) AS clicks, "
        "sum(conversions) AS conversions FROM marts.campaign_effectiveness GROUP BY ALL) AS p "
        'ON p."window" = c."window" AND p.channel = c.channel AND p.objective = c.objective'
    ).to_dict("records")[0]
    assert {name: float(value) for name, value in apart.items()} == {  # five channels in four windows
        "spend": 0, "impressions": 0, "clicks": 0, "conversions": 0, "n": 20,
    }  # fmt: skip
    costs = example.sql(
        "SELECT (SELECT sum(amount) FROM marts.channel_cost WHERE \"window\" = 'mtd') AS borne, "
        "(SELECT sum(amount) FROM marts.cost WHERE period_start = DATE '2026-11-01') AS written"
    ).to_dict("records")[0]
    assert costs["borne"] == costs["written"]


def test_a_second_run_of_the_same_morning_changes_no_table(example: Example) -> None:
    from pipelines.running import run_daily

    from .conftest import AS_OF, NOW

    queries = {
        name: f"SELECT * FROM marts.{name} ORDER BY ALL"
        for name in ("channel_daily", "ad_daily", "budget_adherence", "channel_effectiveness", "kpi_values")
    } | {"lines": "SELECT * EXCLUDE (recommendation_id) FROM marts.budget_recommendation ORDER BY ALL"}
    before = {name: example.sql(query) for name, query in queries.items()}
    run_daily(example.project, as_of=AS_OF, now=NOW)
    for name, query in queries.items():
        pd.testing.assert_frame_equal(before[name], example.sql(query))


def test_the_report_is_one_file_without_anything_from_outside(example: Example) -> None:
    page = (example.project.report / "index.html").read_text(encoding="utf-8")
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "https://" not in page
