"""What a coarser or other export knows beyond the counted rows stands beside them, at the level that knows it."""

import datetime as dt
from decimal import Decimal

from smm_assets.sqlmodels import audit
from smm_assets.warehouse import changes

DAY = {"date": "2026-06-10"}
ACCOUNT = {**DAY, "level": "account", "campaign_key": "", "ad_group_key": "", "ad_key": ""}
CAMPAIGN = {**DAY, "level": "campaign", "ad_group_key": "", "ad_key": ""}
GROUP = {**DAY, "level": "ad_group", "ad_key": ""}
NAMED = {"campaign_key": "n:c1", "ad_group_key": "n:g1", "ad_key": "n:a1", "key_quality": "name"}


def residuals(read, what="level, campaign_key, ad_group_key, spend"):
    rows = read(f"SELECT {what} FROM marts.ad_daily WHERE is_residual ORDER BY level, campaign_key, ad_group_key")
    return rows.astype(object).where(rows.notna(), None).values.tolist()


def spent(read):
    return read("SELECT SUM(spend) AS s FROM marts.ad_daily")["s"][0]


def test_every_level_adds_what_the_finer_ones_lack_so_that_all_levels_tie(world):
    world.export([{**DAY, "spend_original": 5}])
    world.export([{**GROUP, "spend_original": 7}, {**GROUP, "ad_group_key": "g2", "spend_original": 2}],
                 shape="ad_group/id", rank=40)  # fmt: skip
    world.export([{**CAMPAIGN, "spend_original": 10}, {**CAMPAIGN, "campaign_key": "c9", "spend_original": 4}],
                 shape="campaign/id", rank=30)  # fmt: skip
    world.export([{**ACCOUNT, "spend_original": 20}], shape="account/id", rank=10)
    read = world.build("ad_daily")
    assert residuals(read) == [
        ["account", "", "", Decimal("6")],  # 20 - 10 - 4
        ["ad_group", "c1", "g1", Decimal("2")],  # 7 - 5
        ["ad_group", "c1", "g2", Decimal("2")],
        ["campaign", "c1", "", Decimal("1")],  # 10 - 7 - 2
        ["campaign", "c9", "", Decimal("4")],
    ]
    assert spent(read) == Decimal("20")


def test_a_filtered_newer_export_does_not_hide_the_rest_of_an_older_account_total(world):
    world.export([{**DAY, "spend_original": 30}], exported="2026-06-14")
    world.export([{**ACCOUNT, "spend_original": 100}], shape="account/id", rank=10, exported="2026-06-12")
    read = world.build("ad_daily")
    assert residuals(read) == [["account", "", "", Decimal("70")]]


def test_a_smaller_surplus_of_an_older_total_is_what_the_network_took_back(world):
    world.export([{**DAY, "spend_original": 90}], exported="2026-06-14")
    world.export([{**ACCOUNT, "spend_original": 100}], shape="account/id", rank=10, exported="2026-06-12")
    assert spent(world.build("ad_daily")) == Decimal("90")


def test_how_much_a_network_takes_back_is_the_projects_to_set(world):
    world.file("smm.yaml", "name: Test\ncurrency: EUR\nthresholds: {restatement_share: 0.05}\n")
    world.export([{**DAY, "spend_original": 90}], exported="2026-06-14")
    world.export([{**ACCOUNT, "spend_original": 100}], shape="account/id", rank=10, exported="2026-06-12")
    assert spent(world.build("ad_daily")) == Decimal("100")


def test_names_beside_ids_never_add_up_and_fill_only_the_difference(world):
    world.export([{**DAY, "spend_original": 30, "impressions": 300}])
    world.export([{**DAY, **NAMED, "spend_original": 30, "impressions": 300},
                  {**DAY, **NAMED, "campaign_key": "n:c2", "ad_key": "n:a2", "spend_original": 3, "impressions": 40}],
                 shape="ad/name/in campaign", rank=20, exported="2026-06-12")  # fmt: skip
    read = world.build("ad_daily")
    # Older, and only a tenth more: but it names two campaigns, the export with ids one.
    assert residuals(read, "level, campaign_key, spend, impressions") == [["account", "", Decimal("3"), 40]]
    assert spent(read) == Decimal("33")


def test_an_older_export_by_names_of_the_same_campaigns_changes_nothing(world):
    world.export([{**DAY, "spend_original": 30}])
    world.export([{**DAY, **NAMED, "spend_original": 33}], shape="ad/name", rank=20, exported="2026-06-12")
    assert spent(world.build("ad_daily")) == Decimal("30")


def test_a_metric_no_finer_row_reports_comes_from_the_coarser_export_whatever_its_age(world):
    world.export([{**DAY, "spend_original": 10}], exported="2026-06-14")
    world.export([{**CAMPAIGN, "spend_original": 11, "conversions": 4}], shape="campaign/id", rank=30,
                 exported="2026-06-12")  # fmt: skip
    read = world.build("ad_daily")
    assert residuals(read, "level, spend, conversions") == [["campaign", Decimal("0"), Decimal("4")]]


def test_a_coarser_figure_below_the_finer_rows_takes_nothing_away(world):
    world.export([{**DAY, "spend_original": 10, "impressions": 100}], exported="2026-06-12")
    world.export([{**CAMPAIGN, "spend_original": 9, "impressions": 120}], shape="campaign/id", rank=30,
                 exported="2026-06-14")  # fmt: skip
    read = world.build("ad_daily")
    assert residuals(read, "spend, impressions") == [[Decimal("0"), 20]]


def test_rows_of_one_export_that_differ_in_the_result_type_are_one_fact(world):
    key = {"row_key": "ad a1"}
    other = {**DAY, "ad_key": "a2", "row_key": "ad a2", "spend_original": 4, "result_type": "leads"}
    world.export([{**DAY, **key, "spend_original": 6, "result_type": "leads"}, other],
                 shape="ad/id/result_type", rank=51, exported="2026-06-12")  # fmt: skip
    world.export([{**DAY, **key, "spend_original": 7}], shape="ad/id", rank=50, exported="2026-06-13")
    read = world.build("ad_daily")
    rows = read("SELECT ad_key, spend, is_residual FROM marts.ad_daily ORDER BY ad_key")
    assert rows.values.tolist() == [["a1", Decimal("7"), False], ["a2", Decimal("4"), False]]


def test_pieces_of_one_export_with_and_without_results_are_one_shape_also_broken_down(world):
    other = {**DAY, "ad_key": "a2"}
    for breakdown, by in (("", ""), ("age", "/by age")):
        told = {"breakdown_set": breakdown, "age": breakdown or None}
        rank = 448 + (not breakdown)
        world.export([{**DAY, **told, "spend_original": 6, "result_type": "leads"}], shape=f"ad/id/result_type{by}",
                     rank=rank + 2)  # fmt: skip
        world.export([{**other, **told, "spend_original": 4}], shape=f"ad/id{by}", rank=rank)
    read = world.build("ad_daily", "ad_shape_daily", "ad_breakdown_daily")
    shapes = read("SELECT shape, rows, spend_original, is_chosen FROM marts.ad_shape_daily ORDER BY shape")
    assert shapes.values.tolist() == [
        ["ad/id/result_type", 2, Decimal("10"), True], ["ad/id/result_type/by age", 2, Decimal("10"), False],
    ]  # fmt: skip
    broken = read("SELECT ad_key, spend FROM marts.ad_breakdown_daily ORDER BY ad_key")
    assert broken.values.tolist() == [["a1", Decimal("6")], ["a2", Decimal("4")]]


def test_the_channel_of_a_residual_is_that_of_its_campaign_type(world):
    rules = "channels: {max: {match: [{campaign_type: Performance Max}]}, other: {match: [{network: north}]}}\n"
    world.file("smm.yaml", "name: Test\ncurrency: EUR\n" + rules)
    world.export([{**DAY, "spend_original": 10, "campaign_type": "Search"}])
    world.export([{**CAMPAIGN, "spend_original": 10, "campaign_type": "Search"},
                  {**CAMPAIGN, "spend_original": 5, "campaign_key": "c9", "campaign_type": "Performance Max"}],
                 shape="campaign/id", rank=30)  # fmt: skip
    read = world.build("ad_daily")
    assert residuals(read, "channel, campaign_type, spend") == [["max", "Performance Max", Decimal("5")]]


def test_what_only_the_account_tells_belongs_to_the_channel_of_its_campaigns(world):
    world.file("smm.yaml", "name: Test\ncurrency: EUR\nchannels: {brand: {match: [{campaign: 'Brand*'}]}}\n")
    world.export([{**DAY, "spend_original": 10, "campaign_name": "Brand A"}], account="one")
    names = [{**DAY, **NAMED, "campaign_key": f"n:c{n}", "ad_key": f"n:a{n}", "campaign_name": "Brand B",
              "spend_original": 9} for n in (1, 2)]  # fmt: skip
    world.export(names, shape="ad/name", rank=20, account="one")
    read = world.build("ad_daily", "channel_daily")
    assert residuals(read, "channel, spend") == [["brand", Decimal("8")]]
    assert read("SELECT SUM(spend) AS s FROM marts.channel_daily")["s"][0] == Decimal("18")


def test_what_no_channel_takes_is_told(world):
    rules = "channels: {a: {match: [{campaign: A*}]}, b: {match: [{campaign: B*}]}}\n"
    world.file("smm.yaml", "name: Test\ncurrency: EUR\n" + rules)
    world.export([{**DAY, "spend_original": 5, "campaign_name": "A1"},
                  {**DAY, "spend_original": 5, "campaign_name": "B1", "campaign_key": "c2",
                   "ad_key": "a2"}])  # fmt: skip
    names = [{**DAY, **NAMED, "campaign_key": f"n:c{n}", "ad_key": f"n:a{n}", "campaign_name": name,
              "spend_original": 5} for n, name in enumerate(("A1", "B1", "B2"))]  # fmt: skip
    world.export(names, shape="ad/name", rank=20)
    world.build("ad_daily")
    results = {result.expectation: result for result in audit(world.store, world.models, dt.datetime(2026, 6, 15))}
    assert not results["delivery_without_channel"].success
    assert "spend: 5" in results["delivery_without_channel"].observed


def test_a_row_that_reaches_the_fact_twice_fails_the_audit(world):
    world.export([{**DAY, "spend_original": 10}, {**DAY, "spend_original": 3, "ad_key": "a2"}])
    world.build("ad_daily", "int_ad_shape_choice")
    morning = dt.datetime(2026, 6, 15)

    def counted_once():
        results = {result.expectation: result for result in audit(world.store, world.models, morning)}
        return results["rows_counted_once"].success

    assert counted_once()
    with world.store.transaction():
        world.store.execute(
            "INSERT INTO intermediate.int_ad_day SELECT * FROM intermediate.int_ad_day WHERE ad_key = 'a2'"
        )
        changes.note(world.store, "intermediate.int_ad_day", [(dt.date.fromisoformat(DAY["date"]),) * 2])
    assert not counted_once()


def test_a_row_left_out_while_another_stands_twice_fails_the_audit_by_its_line(world):
    world.export([{**DAY, "spend_original": 10}, {**DAY, "spend_original": 3, "ad_key": "a2"}])
    world.build("ad_daily", "int_ad_shape_choice")
    with world.store.transaction():
        world.store.execute(
            "UPDATE intermediate.int_ad_day SET row_number = (SELECT MAX(row_number) FROM intermediate.int_ad_day)"
        )
    results = {result.expectation: result for result in audit(world.store, world.models, dt.datetime(2026, 6, 15))}
    said = results["rows_counted_once"]
    assert (said.success, said.unexpected_count) == (False, 1)
    assert "fact_rows: 2, raw_rows: 2" in said.observed


def test_rows_that_stand_under_another_account_than_in_the_export_fail_the_audit(world):
    world.export([{**DAY, "spend_original": 10}])
    world.build("ad_daily", "int_ad_shape_choice")
    with world.store.transaction():
        world.store.execute("UPDATE intermediate.int_ad_day SET account_id = 'another'")
    results = {result.expectation: result for result in audit(world.store, world.models, dt.datetime(2026, 6, 15))}
    assert (results["rows_counted_once"].success, results["rows_counted_once"].unexpected_count) == (False, 2)
