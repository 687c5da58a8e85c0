"""Each unit of delivery is counted once, whatever exports of it arrived."""

from decimal import Decimal


def test_ad_rows_and_campaign_rows_of_the_same_day_count_once(world):
    world.export([{"date": "2026-06-10", "spend_original": 6, "impressions": 100, "ad_key": "a1"},
                  {"date": "2026-06-10", "spend_original": 4, "impressions": 50, "ad_key": "a2"}])  # fmt: skip
    world.export(
        [{"date": "2026-06-10", "spend_original": 10, "impressions": 150, "level": "campaign", "ad_group_key": "",
          "ad_key": ""}],
        shape="campaign.id", rank=30,
    )  # fmt: skip
    read = world.build("ad_daily")
    rows = read("SELECT ad_key, spend, is_residual FROM marts.ad_daily ORDER BY ad_key")
    assert rows.to_dict("list") == {
        "ad_key": ["a1", "a2"], "spend": [Decimal("6"), Decimal("4")], "is_residual": [False, False],
    }  # fmt: skip


def test_a_campaign_only_the_campaign_export_tells_stands_as_a_residual_row(world):
    world.export([{"date": "2026-06-10", "spend_original": 6, "impressions": 100}])
    campaign = {"date": "2026-06-10", "level": "campaign", "ad_group_key": "", "ad_key": ""}
    world.export(
        [{**campaign, "spend_original": 6, "impressions": 100},
         {**campaign, "spend_original": 3, "impressions": 40, "campaign_key": "c9"}],
        shape="campaign.id", rank=30, exported="2026-06-11",
    )  # fmt: skip
    read = world.build("ad_daily")
    rows = read("SELECT campaign_key, level, spend, impressions FROM marts.ad_daily WHERE is_residual")
    assert rows.values.tolist() == [["c9", "campaign", Decimal("3"), 40]]
    assert read("SELECT SUM(spend) AS s FROM marts.ad_daily")["s"][0] == Decimal("9")


def test_a_later_campaign_export_adds_only_what_the_ad_rows_lack(world):
    world.export([{"date": "2026-06-10", "spend_original": 6, "impressions": 100, "conversions": 2}])
    world.export(
        [{"date": "2026-06-10", "level": "campaign", "ad_group_key": "", "ad_key": "", "spend_original": 7,
          "impressions": 110, "conversions": 3}],
        shape="campaign.id", rank=30, exported="2026-06-16",
    )  # fmt: skip
    read = world.build("ad_daily")
    rows = read("SELECT spend, impressions, conversions FROM marts.ad_daily WHERE is_residual")
    assert rows.values.tolist() == [[Decimal("1"), 10, Decimal("1")]]


def test_an_older_campaign_export_does_not_undo_a_restatement_of_the_ad_rows(world):
    world.export([{"date": "2026-06-10", "spend_original": 6, "conversions": 2}], exported="2026-06-14")
    world.export(
        [{"date": "2026-06-10", "level": "campaign", "ad_group_key": "", "ad_key": "", "spend_original": 7}],
        shape="campaign.id", rank=30, exported="2026-06-11",
    )  # fmt: skip
    read = world.build("ad_daily")
    assert read("SELECT SUM(spend) AS s, COUNT(*) AS n FROM marts.ad_daily").values.tolist() == [[Decimal("6"), 1]]


def test_rows_with_ids_win_over_rows_with_names_of_the_same_day(world):
    world.export([{"date": "2026-06-10", "spend_original": 10, "campaign_key": "n:aa", "ad_key": "n:bb",
                   "key_quality": "name"}], shape="ad.name", rank=20)  # fmt: skip
    world.export([{"date": "2026-06-10", "spend_original": 10}])
    world.export([{"date": "2026-06-09", "spend_original": 5, "campaign_key": "n:aa", "ad_key": "n:bb",
                   "key_quality": "name"}], shape="ad.name", rank=20)  # fmt: skip
    read = world.build("ad_daily")
    rows = read("SELECT CAST(date AS VARCHAR) AS d, key_quality, spend FROM marts.ad_daily ORDER BY date")
    assert rows.values.tolist() == [["2026-06-09", "name", Decimal("5")], ["2026-06-10", "id", Decimal("10")]]


def test_a_campaign_export_by_name_is_not_added_to_ad_rows_by_id(world):
    world.export([{"date": "2026-06-10", "spend_original": 10}])
    campaign = {"level": "campaign", "campaign_key": "n:aa", "ad_key": "", "ad_group_key": "", "key_quality": "name"}
    world.export([{"date": "2026-06-10", "spend_original": 10, **campaign}], shape="campaign.name", rank=10)
    read = world.build("ad_daily")
    assert read("SELECT SUM(spend) AS s FROM marts.ad_daily")["s"][0] == Decimal("10")


def test_a_breakdown_beside_base_rows_is_not_added(world):
    world.export([{"date": "2026-06-10", "spend_original": 10, "impressions": 100}])
    breakdown = {"date": "2026-06-10", "breakdown_set": "age"}
    values = [{**breakdown, "age": "18-24", "spend_original": 6}, {**breakdown, "age": "25-34", "spend_original": 4}]
    world.export(values, shape="ad.id.age", rank=50)
    read = world.build("ad_daily", "ad_breakdown_daily")
    assert read("SELECT SUM(spend) AS s FROM marts.ad_daily")["s"][0] == Decimal("10")
    rows = read("SELECT breakdown_set, age, spend FROM marts.ad_breakdown_daily ORDER BY age")
    assert rows.values.tolist() == [["age", "18-24", Decimal("6")], ["age", "25-34", Decimal("4")]]


def test_delivery_known_only_by_breakdowns_is_the_sum_of_the_one_that_holds_most(world):
    for breakdown, amounts in (("age", (6, 4)), ("gender", (5, 3))):
        rows = [{"date": "2026-06-10", "breakdown_set": breakdown, breakdown: f"v{n}", "spend_original": amount}
                for n, amount in enumerate(amounts)]  # fmt: skip
        world.export(rows, shape=f"ad.id.{breakdown}")
    read = world.build("ad_daily")
    rows = read("SELECT spend, derived_from_breakdown, file_id, row_number FROM marts.ad_daily")
    assert rows.values.tolist() == [[Decimal("10"), True, "file1", 2]]


def test_of_versions_of_a_row_the_one_exported_last_counts_whatever_arrived_last(world):
    world.export([{"date": "2026-06-10", "spend_original": 10, "conversions": 3}], exported="2026-06-12")
    world.export([{"date": "2026-06-10", "spend_original": 9, "conversions": 1}], exported="2026-06-11")
    read = world.build("ad_daily")
    assert read("SELECT spend, conversions FROM marts.ad_daily").values.tolist() == [[Decimal("10"), Decimal("3")]]


def test_the_finest_known_shape_of_each_day_is_taken(world):
    campaign = {"level": "campaign", "ad_group_key": "", "ad_key": ""}
    world.export([{"date": "2026-06-09", "spend_original": 8, **campaign}], shape="campaign.id", rank=30)
    world.export([{"date": "2026-06-10", "spend_original": 6}])
    read = world.build("ad_daily")
    rows = read("SELECT level, spend FROM marts.ad_daily ORDER BY date")
    assert rows.values.tolist() == [["campaign", Decimal("8")], ["ad", Decimal("6")]]


def test_money_is_converted_at_the_rate_of_the_day_and_never_without_one(world):
    world.file("fx.csv", "date,currency,rate\n2026-06-01,USD,0.9\n2026-06-09,USD,0.923456789\n")
    world.export([{"date": day, "spend_original": "10.01", "currency": "USD", "impressions": 1}
                  for day in ("2026-06-08", "2026-06-09", "2026-06-12")])  # fmt: skip
    world.export([{"date": "2026-06-09", "spend_original": 10, "currency": "GBP", "ad_key": "a2", "impressions": 1}])
    read = world.build("ad_daily", "channel_daily")
    rows = read("SELECT CAST(date AS VARCHAR) AS d, currency, spend FROM marts.ad_daily ORDER BY date, currency")
    assert rows["spend"].tolist() == [Decimal("9.009"), None, Decimal("9.243802"), Decimal("9.243802")]
    days = read("SELECT spend, impressions FROM marts.channel_daily WHERE date = DATE '2026-06-09'")
    assert days["spend"].isna().tolist() == [True]
    assert days["impressions"].tolist() == [2]


def test_the_audit_of_missing_rates_names_currency_and_day(world):
    import datetime as dt

    from smm_assets.sqlmodels import audit

    world.export([{"date": "2026-06-09", "spend_original": 10, "currency": "GBP"}])
    world.build("held_amount")
    results = {result.expectation: result for result in audit(world.store, world.models, dt.datetime(2026, 6, 15))}
    assert not results["missing_rates"].success
    assert "GBP" in results["missing_rates"].observed
    assert "2026-06-09" in results["missing_rates"].observed


def test_period_rows_never_enter_the_daily_fact(world):
    world.export([{"start": "2026-05-01", "end": "2026-05-31", "spend_original": 310}])
    read = world.build("ad_daily", "ad_period")
    assert read("SELECT * FROM marts.ad_daily").empty
    rows = read("SELECT CAST(period_end AS VARCHAR) AS e, spend, is_counted FROM marts.ad_period")
    assert rows.values.tolist() == [["2026-05-31", Decimal("310"), True]]


def test_periods_that_days_or_longer_periods_tell_are_not_counted_again(world):
    world.export([{"start": "2026-04-01", "end": "2026-04-30", "spend_original": 300}])
    world.export([{"start": "2026-04-10", "end": "2026-04-20", "spend_original": 100}])
    world.export([{"start": "2026-05-01", "end": "2026-05-31", "spend_original": 310}])
    world.export([{"date": "2026-05-31", "spend_original": 12}])
    read = world.build("ad_period")
    rows = read(
        "SELECT CAST(period_start AS VARCHAR) AS s, is_counted, not_counted_because FROM marts.ad_period "
        "ORDER BY period_start"
    )
    assert rows.fillna("").values.tolist() == [
        ["2026-04-01", True, ""], ["2026-04-10", False, "a longer period"], ["2026-05-01", False, "daily rows"],
    ]  # fmt: skip


def test_own_revenue_without_a_rate_names_its_currency(world):
    row = {"date": "2026-06-09", "orders": 1, "currency": "GBP", "order_id": "1"}
    world.export([row | {"revenue_original": 20}], table="outcome", network="till", account="shop")
    world.export([row | {"date": "2026-06-10"}], table="outcome", network="till", account="shop")
    read = world.build("outcome_daily")
    rows = read("SELECT revenue IS NULL AS unknown, unpriced_currency AS c FROM marts.outcome_daily ORDER BY date")
    assert rows["c"].astype(object).where(rows["c"].notna(), None).tolist() == ["GBP", None]


def test_a_table_of_conversion_actions_covers_no_day_and_makes_no_zero(world):
    delivery = {"date": "2026-06-01", "spend_original": 10, "impressions": 100}
    world.export([delivery], period=("2026-06-01", "2026-06-01"))
    action = {"date": "2026-06-02", "breakdown_set": "conversion_action", "conversion_action": "purchase"}
    action |= {"is_partition": False, "conversions": 4}
    world.export([{**action, "date": "2026-06-01"}, action], shape="ad.id/by conversion_action")
    read = world.build("channel_daily")
    found = read("SELECT date, spend, conversions FROM marts.channel_daily WHERE channel = 'north' ORDER BY date")
    assert found["spend"].astype("float").tolist()[0] == 10
    assert found["conversions"].isna().all()
    assert found["spend"].isna().tolist()[1:] == [True] * (len(found) - 1)
