"""What must be exported: each reason from a world made by hand, and the law that an export as asked closes the line.

Networks north (late conversions: 0.5, 0.8, 1 by age) and south (no curve) deliver; the morning is 15 June 2026.
"""

import datetime as dt
from decimal import Decimal

import pandas as pd
import pytest

import smm_assets.networks
from smm_assets.ingest.habits import Network
from tests.dbt_like_sql.conftest import NETWORKS

SETTLED = "name: Test\ncurrency: EUR\nthresholds: {immature_days: 0, stale_days: %d}\n"


def days(first, last, **values):
    """Rows of 5 EUR a day."""
    span = pd.date_range(first, last)
    return [{"date": str(day.date()), "spend_original": 5, "impressions": 10, **values} for day in span]


def lines(read, where="TRUE"):
    frame = read(
        "SELECT network, report, CAST(period_start AS VARCHAR) AS a, CAST(period_end AS VARCHAR) AS b, reason "
        f"FROM marts.fetch_list WHERE {where} ORDER BY network, report, period_start"
    )
    return [tuple(row) for row in frame.values.tolist()]


def refused(world, **told):
    """A file that was not loaded."""
    part = {"file_id": f"bad{len(world.parts)}", "part": "", "name": "bad.csv", "status": "quarantined"}
    told = {"loaded_at": pd.Timestamp("2026-06-15 05:00"), "network": "south", "report": "ads", **told}
    for key in ("period_start", "period_end"):
        told[key] = dt.date.fromisoformat(told[key]) if told.get(key) else None
    world.parts.append({**part, **told})


def test_nothing_is_asked_for_when_every_past_day_is_settled(world):
    world.file("smm.yaml", SETTLED % 2)
    world.export(days("2026-06-01", "2026-06-14"), network="south")
    assert lines(world.build("fetch_list")) == []


def test_days_no_export_covers_are_a_gap_and_days_inside_an_export_without_rows_are_not(world):
    world.file("smm.yaml", SETTLED % 2)
    world.export(days("2026-06-01", "2026-06-02"), network="south", period=("2026-06-01", "2026-06-05"))
    world.export(days("2026-06-08", "2026-06-14"), network="south")
    assert lines(world.build("fetch_list")) == [("south", "ads", "2026-06-06", "2026-06-07", "gap")]


def test_a_late_account_is_asked_for_its_missing_days_and_for_those_exported_too_soon(world):
    """Exported on the 11th: the 10th at age 1 (half known), the 9th at age 2 (0.8). 5 a day: 4 * 5 + 0.7 * 5."""
    world.export(days("2026-06-01", "2026-06-10", conversions=1), exported="2026-06-11")
    read = world.build("fetch_list")
    assert lines(read) == [("north", "ads", "2026-06-09", "2026-06-14", "stale")]
    row = read("SELECT * FROM marts.fetch_list").iloc[0]
    assert (row["missing_days"], row["repeated_days"]) == (4, 2)
    assert Decimal(str(row["spend_per_day"])) == 5
    assert Decimal(str(row["money_at_stake"])) == Decimal("23.5")
    assert row["unlocks"] == "the advice for North"
    assert row["settings"] == "North: an export with a row for each day"
    assert str(row["due_since"])[:10] == "2026-06-14"  # known to the 10th: on the 14th the 11th to 13th are missing
    assert str(row["data_through"])[:10] == "2026-06-10"


def test_late_metrics_that_an_account_does_not_report_make_no_day_wait(world):
    world.file("smm.yaml", SETTLED % 2)
    world.export(days("2026-06-01", "2026-06-14"), exported="2026-06-15")
    world.export(days("2026-06-01", "2026-06-07"), exported="2026-06-08")
    assert lines(world.build("fetch_list")) == []


def test_a_day_exported_too_soon_is_asked_for_once_it_can_settle(world):
    """Exported on the 2nd the 1st was half known, on the 15th it is final; the 14th cannot be known better today."""
    world.export(days("2026-06-01", "2026-06-01", conversions=1), exported="2026-06-02")
    world.export(days("2026-06-02", "2026-06-14", conversions=1), exported="2026-06-15")
    assert lines(world.build("fetch_list")) == [("north", "ads", "2026-06-01", "2026-06-01", "immature")]


@pytest.mark.parametrize(("morning", "asked"), [(dt.date(2026, 6, 14), False), (dt.date(2026, 6, 15), True)])
def test_an_account_exported_every_monday_is_due_on_the_next_monday(world, morning, asked):
    world.file("smm.yaml", SETTLED % 60)
    for monday in ("2026-05-25", "2026-06-01", "2026-06-08"):
        end = dt.date.fromisoformat(monday) - dt.timedelta(days=1)
        world.export(days(end - dt.timedelta(days=6), end), network="south", exported=monday)
    due = [("south", "ads", "2026-06-08", "2026-06-14", "due")]
    assert lines(world.build("fetch_list", as_of=morning)) == (due if asked else [])


def test_a_refused_file_is_asked_for_again_until_a_good_one_covers_its_days(world):
    world.file("smm.yaml", SETTLED % 60)
    world.export(days("2026-06-01", "2026-06-08"), network="south", loaded="2026-06-09 05:00")
    refused(world, account="acc", period_start="2026-06-05", period_end="2026-06-12")
    assert lines(world.build("fetch_list")) == [("south", "ads", "2026-06-05", "2026-06-14", "file_refused")]
    world.export(days("2026-06-05", "2026-06-14"), network="south", loaded="2026-06-15 06:00")
    assert lines(world.build("fetch_list")) == []


@pytest.mark.parametrize("part", [{}, {"network": "north"}, {"account": "acc", "period_start": "2026-06-12"}])
def test_no_days_are_claimed_for_a_refused_file_whose_days_nobody_could_read(world, part):
    world.file("smm.yaml", SETTLED % 60)
    world.export(days("2026-06-01", "2026-06-12"), network="south")
    refused(world, **part)
    assert lines(world.build("fetch_list")) == []


def whys(read):
    return read("SELECT why FROM marts.fetch_list ORDER BY network, account_id, report, period_start")["why"].tolist()


def test_every_reason_says_for_which_days_of_the_line_it_holds(world):
    """Known to 10 June, the last two days exported too soon; a refused file asks for what it held."""
    world.export(days("2026-05-20", "2026-05-31", conversions=1), exported="2026-06-15")
    world.export(days("2026-06-03", "2026-06-10", conversions=1), exported="2026-06-11")
    refused(world, network="north", account="acc", period_start="2026-06-12", period_end="2026-06-13")
    refused(world, network="north", account="acc", period_start="2026-05-31", period_end="2026-06-01")
    read = world.build("fetch_list")
    early = "31 May – 1 Jun: the file with these days was refused; 2 Jun: no export covers them"
    late = "late, no export covers them; 9–10 Jun: exported before late results had come in"
    assert whys(read) == [early, f"12–13 Jun: the file with these days was refused; 11 Jun, 14 Jun: {late}"]


def test_a_reason_that_holds_for_the_whole_line_names_no_days(world):
    world.file("smm.yaml", SETTLED % 2)
    world.export(days("2026-06-01", "2026-06-10"), network="south")
    assert whys(world.build("fetch_list")) == ["late, no export covers them"]


def test_many_stretches_of_days_are_counted_and_a_stretch_may_lie_in_two_months(world):
    world.file("smm.yaml", SETTLED % 60)
    world.export(days("2026-05-20", "2026-05-28"), network="south")
    world.export(days("2026-06-14", "2026-06-14"), network="south")
    for first, last in (("05-30", "06-01"), ("06-03", "06-03"), ("06-05", "06-05"), ("06-07", "06-08")):
        refused(world, account="acc", period_start=f"2026-{first}", period_end=f"2026-{last}")
    again = "30 May – 1 Jun, 3 Jun, 5 Jun and 2 more: the file with these days was refused"
    assert whys(world.build("fetch_list")) == [f"{again}; 29 May, 2 Jun, 4 Jun and 6 more: no export covers them"]


def test_an_account_of_which_only_refused_files_came_is_asked_for(world):
    world.export(days("2026-06-01", "2026-06-14"), network="north")
    refused(world, account="other", period_start="2026-06-03", period_end="2026-06-04")
    assert lines(world.build("fetch_list"), "network = 'south'") == [
        ("south", "ads", "2026-06-03", "2026-06-14", "file_refused")
    ]


def test_an_export_for_a_period_is_asked_for_by_day(world):
    world.file("smm.yaml", SETTLED % 60)
    world.export([{"start": "2026-06-01", "end": "2026-06-07", "spend_original": 35}], network="south")
    world.export(days("2026-06-08", "2026-06-14"), network="south")
    read = world.build("fetch_list")
    assert lines(read) == [("south", "ads", "2026-06-01", "2026-06-07", "period_without_days")]
    assert read("SELECT breakdown FROM marts.fetch_list")["breakdown"].tolist() == ["day"]


def test_delivery_known_only_as_a_breakdown_is_asked_for_whole(world):
    world.file("smm.yaml", SETTLED % 60)
    aged = {"breakdown_set": "age", "age": "18-24", "is_partition": True, "report": "ads_breakdown"}
    world.export(days("2026-06-13", "2026-06-14", **aged), network="south", shape="ad.id+age")
    assert lines(world.build("fetch_list"), "report = 'ads'") == [
        ("south", "ads", "2026-06-13", "2026-06-14", "breakdown_only")
    ]


def test_names_without_ids_are_asked_for_where_the_network_can_give_ids(world, monkeypatch):
    both = NETWORKS | {"meta": Network(value="meta", label="Meta", kind="ads")}
    monkeypatch.setattr(smm_assets.networks, "networks", lambda: both)
    world.file("smm.yaml", SETTLED % 60)
    for network in ("meta", "south"):
        rows = days("2026-06-13", "2026-06-14", key_quality="name")
        world.export(rows, network=network, report_name="ads_manager", level="ad")
    read = world.build("fetch_list")
    assert lines(read) == [("meta", "ads", "2026-06-13", "2026-06-14", "names_without_ids")]
    row = read("SELECT settings, level FROM marts.fetch_list").iloc[0]
    assert "By time > Day" in row["settings"]
    assert "Campaign ID" in row["settings"]
    assert row["level"] == "ad"


def test_rows_held_back_beyond_the_allowed_share_make_the_file_due_again(world):
    world.file("smm.yaml", SETTLED % 60)
    file = world.export(days("2026-06-01", "2026-06-14"), network="south", rows_read=15)
    read = world.build("fetch_list")
    assert lines(read) == []
    row = {"file_id": file, "part": "", "row_number": 9, "rule": "spend", "severity": "error"}
    world.store.load("ops", "quarantined_row", pd.DataFrame([row]))
    assert lines(world.build("fetch_list")) == [("south", "ads", "2026-06-01", "2026-06-14", "rows_held_back")]


def test_an_account_that_ended_is_not_asked_for(world):
    account = "accounts: [{name: Old, network: south, account_id: acc, ended: 2026-06-05}]\n"
    world.file("smm.yaml", SETTLED % 2 + account)
    world.export(days("2026-06-01", "2026-06-05"), network="south")
    assert lines(world.build("fetch_list")) == []


def test_own_results_pages_and_posts_that_used_to_come_are_asked_for(world):
    world.file("smm.yaml", SETTLED % 2)
    world.export(days("2026-06-01", "2026-06-14"), network="south")
    world.export([{"date": "2026-06-10", "orders": 3}], table="outcome", network="till", account="shop")
    world.export(
        [{"date": "2026-06-11", "metric": "reach", "value": 7}], table="account_metric", network="north", account="page"
    )
    post = {"start": "2026-05-01", "end": "2026-05-10", "post_id": "p", "scope": "lifetime"}
    world.export([post], table="post", network="north", account="page", exported="2026-05-11")
    read = world.build("fetch_list")
    assert lines(read) == [
        ("north", "organic_metric", "2026-06-12", "2026-06-14", "stale"),
        ("north", "organic_post", "2026-05-11", "2026-06-14", "due"),
        ("till", "outcome", "2026-06-11", "2026-06-14", "stale"),
    ]
    money = read("SELECT report, money_at_stake FROM marts.fetch_list ORDER BY priority").values.tolist()
    assert (money[0][0], float(money[0][1])) == ("outcome", 20.0)  # 4 days of 5 EUR that nobody can judge
    assert all(pd.isna(amount) for _, amount in money[1:])


PLAN = "period_start,period_end,channel,category,amount,currency\n2026-06-01,2026-06-30,south,promotion,300,EUR\n"


def test_a_network_with_money_in_the_plan_that_never_delivered_is_asked_for(world):
    world.file("plan.csv", PLAN)
    world.export(days("2026-06-13", "2026-06-14"), network="north")
    read = world.build("fetch_list")
    assert lines(read, "network = 'south'") == [("south", "ads", "2026-06-01", "2026-06-14", "never_delivered")]
    row = read("SELECT account_id, unlocks, priority FROM marts.fetch_list WHERE network = 'south'").iloc[0]
    assert tuple(row) == ("south:default", "the advice for South", 1)


def test_a_declared_account_that_never_delivered_is_asked_for(world):
    accounts = "accounts: [{name: New, network: south, account_id: '77'}, {name: Any, network: north}]\n"
    world.file("smm.yaml", SETTLED % 2 + accounts)
    world.export(days("2026-06-01", "2026-06-14"), network="north", account="north:default")
    assert lines(world.build("fetch_list")) == [("south", "ads", "2026-05-18", "2026-06-14", "never_delivered")]


def test_a_file_that_says_rows_were_left_out_covers_no_day(world):
    world.file("smm.yaml", SETTLED % 60)
    world.export(days("2026-06-10", "2026-06-14"), network="south")
    world.export(days("2026-06-01", "2026-06-05"), network="south", excerpt="Showing top 500 results")
    read = world.build("data_coverage")
    first = read("SELECT CAST(MIN(date) AS VARCHAR) AS d FROM marts.data_coverage")["d"].tolist()
    assert first == ["2026-06-10"]


def test_every_day_says_why_it_counts_as_it_does(world):
    world.file("smm.yaml", SETTLED % 1)
    world.export(days("2026-06-01", "2026-06-01"), network="south", period=("2026-06-01", "2026-06-02"))
    world.export(days("2026-06-04", "2026-06-12"), network="south")
    world.export(days("2026-06-14", "2026-06-14", conversions=1), network="north", exported="2026-06-15")
    world.export(days("2026-06-13", "2026-06-13"), network="north", exported="2026-06-16")
    read = world.build("data_coverage")
    sql = "SELECT CAST(date AS VARCHAR) AS d, status, reason, completeness FROM marts.data_coverage WHERE network = "
    south = {row[0]: row[1:3] for row in read(f"{sql}'south'").values.tolist()}
    assert south["2026-06-01"] == ["complete", "exported"]
    assert south["2026-06-02"] == ["complete", "the export covers it and has nothing for it"]
    assert south["2026-06-03"] == ["missing", "no export covers it"]
    assert south["2026-06-14"] == ["stale", "no export for 2 days"]
    north = {row[0]: row[1:] for row in read(f"{sql}'north'").values.tolist()}
    assert north["2026-06-14"][0] == "immature"
    assert float(north["2026-06-14"][2]) == 0.5
