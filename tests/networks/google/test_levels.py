"""Google Ads campaign, ad group and ad reports against rows worked out by hand."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from smm_assets.networks import google, networks

SAMPLES = Path(google.__file__).parent / "samples"
MEASURES = ("spend_original", "impressions", "clicks", "conversions", "conversion_value_original", "video_views")
CAMPAIGNS = [
    (410.5, 12345, 395, 8, 1200.4, None),
    (120.25, 98000, 98, 0, 0, 7100),
    (0, 0, 0, 0, 0, None),
]


def test_a_campaign_report_loads_its_campaigns_and_none_of_its_totals(read_sample, rows):
    (part,) = read_sample("Campaign report.csv")
    assert part.refusal is None
    assert part.report == "campaigns"
    assert rows(part.frame, MEASURES) == CAMPAIGNS
    assert list(part.frame["row_number"]) == [4, 5, 6]
    assert (part.summary.level, part.summary.grain, part.summary.currency) == ("campaign", "period", "EUR")
    assert (part.summary.period_start, part.summary.period_end) == (date(2026, 7, 8), date(2026, 7, 31))
    assert (part.summary.rows_read, part.summary.rows_skipped_total) == (6, 3)


def test_the_control_total_is_the_campaigns_line_and_not_the_account_line(read_sample):
    (part,) = read_sample("Campaign report.csv")
    assert part.summary.totals_rows == [7, 8, 9]
    assert part.summary.control == {
        "spend_original": Decimal("530.75"),
        "impressions": 110345,
        "clicks": 493,
        "conversions": 8,
        "conversion_value_original": Decimal("1200.40"),
        "video_views": 7100,
    }
    assert part.summary.control_difference == 0
    assert part.summary.problems == []


def test_publisher_follows_the_campaign_type_and_definitions_stand_where_there_is_a_figure(read_sample, rows):
    (part,) = read_sample("Campaign report.csv")
    columns = ("campaign_type", "publisher", "conversion_definition", "video_view_definition")
    assert rows(part.frame, columns) == [
        ("Search", "search", "google_conversions", None),
        ("Video", "youtube", "google_conversions", "trueview"),
        ("Demand Gen", "youtube", "google_conversions", None),
    ]


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_the_utf16_tab_flavour_gives_the_same_facts(read_sample, read_bytes, rows, codec):
    lines = (SAMPLES / "Campaign report.csv").read_text(encoding="utf-8").splitlines()
    cells = [next(csv.reader([line])) for line in lines]
    text = "\n".join("\t".join(f'"{cell}"' if "," in cell else cell for cell in row) for row in cells) + "\n"
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}[codec]
    (part,) = read_bytes("Campaign report.csv", mark + text.encode(codec))
    (plain,) = read_sample("Campaign report.csv")
    assert part.summary.encoding == codec.replace("utf-16-", "utf-16")
    assert rows(part.frame, MEASURES) == CAMPAIGNS
    assert list(part.frame["row_key"]) == list(plain.frame["row_key"])


def test_a_japanese_report_by_day_gives_day_rows(read_sample, rows):
    (part,) = read_sample("by_day_japanese.csv")
    columns = ("period_start", "grain", "campaign_name", "publisher", "clicks", "impressions", "spend_original")
    assert rows(part.frame, (*columns, "conversions", "currency")) == [
        ("2026-06-01", "day", "春のカップ", "search", 1020, 15400, 30600, 12.5, "JPY"),
        ("2026-06-02", "day", "春のカップ", "search", 980, 14100, 29400, 11, "JPY"),
        ("2026-06-01", "day", "動画カップ", "youtube", 35, 40200, 8000, 0, "JPY"),
    ]


def test_a_german_report_reads_points_as_thousands_and_commas_as_decimals(read_sample, rows):
    (part,) = read_sample("by_day_german.csv")
    columns = ("period_start", "clicks", "impressions", "spend_original", "conversions")
    assert rows(part.frame, columns) == [("2026-06-01", 1020, 15400, 306, 12.5), ("2026-06-02", 980, 14100, 294, 11)]
    assert part.summary.totals_rows == [6, 7]
    assert part.summary.control_total == Decimal("600")
    assert part.summary.control_difference == 0


def test_ads_without_names_stay_apart_and_are_called_by_their_headline(read_sample, rows):
    (part,) = read_sample("ad_report.csv")
    assert part.report == "ads"
    assert rows(part.frame, ("level", "ad_group_name", "ad_name", "spend_original", "clicks")) == [
        ("ad", "Cats", "Cat mugs", 6, None),
        ("ad", "Cats", "Cat mugs", 3, None),
        ("ad", "Dogs", "Dog banner", 0, None),
    ]
    assert part.frame["ad_key"].is_unique
    assert part.frame["ad_group_key"].nunique() == 2
    assert part.summary.control_total == 9
    assert part.summary.control_difference == 0


def test_a_preamble_padded_by_a_spreadsheet_is_still_read(read_sample, rows):
    (part,) = read_sample("resaved_video.csv")
    columns = ("period_start", "period_end", "spend_original", "video_views", "engagements", "publisher")
    assert rows(part.frame, columns) == [
        ("2026-03-01", "2026-05-31", 369.4, 10077, 15325, "youtube"),
        ("2026-03-01", "2026-05-31", 47.72, 386, 641, "youtube"),
    ]


def test_all_time_is_no_period_and_is_asked_about(read_bytes):
    text = (SAMPLES / "Campaign report.csv").read_text(encoding="utf-8")
    (part,) = read_bytes("x.csv", text.replace('"July 8, 2026 - July 31, 2026"', "All time").encode())
    assert part.refusal.status == "held"
    assert "All time" in part.refusal.message
    assert "date range" in part.refusal.cure


AD_GROUP = "Ad group status,Ad group,Campaign,Status,Currency code,Impr.,Currency code,Cost,Clicks,Conversions"


def test_an_ad_group_report_is_its_own_level_and_its_currency_may_stand_twice(read_bytes, rows):
    lines = (
        "Ad group report",
        "1 May 2026 - 8 May 2026",
        AD_GROUP,
        "Enabled,Cats,Mugs,Eligible,USD,100,USD,12.50,10,1.00",
        "Enabled,Cats,Plates,Eligible,USD,50,USD,2.50,5,0.00",
        "Total: Ad groups,,,,USD,150,USD,15.00,15,1.00",
        "Total: Account,,,,USD,350,USD,25.00,25,2.00",
    )
    (part,) = read_bytes("x.csv", "\n".join(lines).encode())
    assert part.report == "ad_groups"
    columns = ("level", "campaign_name", "ad_group_name", "currency", "spend_original", "clicks")
    assert rows(part.frame, columns) == [
        ("ad_group", "Mugs", "Cats", "USD", 12.5, 10),
        ("ad_group", "Plates", "Cats", "USD", 2.5, 5),
    ]
    assert part.frame["ad_group_key"].nunique() == 2
    assert part.summary.control_difference == 0


@pytest.mark.parametrize("label", ["Total: Account", "Total", "Gesamt", "Итого", "合計: アカウント"])
def test_the_widest_total_is_believed_where_no_narrower_one_stands(read_bytes, label):
    lines = (
        "Ad group report",
        "1 May 2026 - 8 May 2026",
        AD_GROUP,
        "Enabled,Cats,Mugs,Eligible,USD,100,USD,12.50,10,1.00",
        "Enabled,Cats,Plates,Eligible,USD,50,USD,2.50,5,0.00",
        f"{label},,,,USD,150,USD,20.00,15,1.00",
    )
    (part,) = read_bytes("x.csv", "\n".join(lines).encode())
    assert part.summary.control_total == 20
    assert part.summary.control_difference == -5
    assert [one.metric for one in part.summary.controls if not one.holds] == ["spend_original"]
    assert {one.line for one in part.summary.controls} == {6}


def test_video_and_demand_gen_are_the_youtube_channel_and_the_rest_is_google():
    rules = networks()["google"].channel_rules
    assert [channel for channel, _ in rules] == ["youtube", "google"]
    assert {"Video", "Demand Gen", "動画", "Видео"} <= set(rules[0][1]["campaign_type"])
    assert dict(rules[1][1]) == {}


def test_a_network_segment_tells_the_publisher_itself(read_bytes, rows):
    header = "Campaign,Network (with search partners),Day,Campaign type,Impr.,Currency code,Cost"
    lines = "Mugs,Google search,2026-06-01,Search,10,EUR,1.25\nMugs,YouTube,2026-06-01,Search,20,EUR,0.50\n"
    (part,) = read_bytes("x.csv", f"{header}\n{lines}".encode())
    assert rows(part.frame, ("publisher", "spend_original")) == [("search", 1.25), ("youtube", 0.5)]
    assert part.frame["row_key"].is_unique


def test_a_campaign_called_total_is_a_campaign(read_bytes, rows):
    header = "Campaign status,Campaign,Day,Impr.,Currency code,Cost"
    lines = "Enabled,Total: spring,2026-06-01,10,EUR,1.25\nTotal: Campaigns, --, --,10,EUR,1.25\n"
    (part,) = read_bytes("x.csv", f"{header}\n{lines}".encode())
    assert rows(part.frame, ("campaign_name",)) == [("Total: spring",)]
    assert part.summary.control_difference == 0


def test_an_hourly_segment_is_a_breakdown_by_hour(read_bytes, rows):
    text = "Campaign,Day,Hour of the day,Impr.,Currency code,Cost\nMugs,2026-06-01,4,10,EUR,1.25\n"
    (part,) = read_bytes("x.csv", f"{text}Mugs,2026-06-01,17,20,EUR,2.00\n".encode())
    assert rows(part.frame, ("hour", "breakdown_set", "spend_original")) == [("04", "hour", 1.25), ("17", "hour", 2)]
    assert part.summary.report == "ads_breakdown"


def test_rows_of_weeks_and_months_end_where_the_stated_period_ends(read_sample, rows):
    columns = ("period_start", "period_end", "grain", "spend_original")
    (weeks,) = read_sample("Ad group report by week.csv")
    assert rows(weeks.frame, columns) == [
        ("2026-06-03", "2026-06-07", "period", 5),
        ("2026-06-08", "2026-06-14", "period", 10),
        ("2026-06-15", "2026-06-16", "period", 2.5),
    ]
    (months,) = read_sample("campanhas_por_mes.csv")
    assert [row[:2] for row in rows(months.frame, columns)] == [
        ("2026-05-01", "2026-05-31"),
        ("2026-06-01", "2026-06-30"),
    ]


def test_a_week_that_begins_in_one_month_and_ends_in_the_next_is_two_rows_of_different_days(read_bytes, rows):
    header = "Campaign,Campaign status,Campaign ID,Week,Month,Currency code,Impr.,Cost"
    lines = "Mugs,Enabled,5551,2026-06-29,2026-06-01,EUR,10,1.00\nMugs,Enabled,5551,2026-06-29,2026-07-01,EUR,30,3.00\n"
    (part,) = read_bytes("x.csv", f"{header}\n{lines}".encode())
    assert rows(part.frame, ("period_start", "period_end", "spend_original")) == [
        ("2026-06-29", "2026-06-30", 1),
        ("2026-07-01", "2026-07-05", 3),
    ]
    assert part.frame["row_key"].is_unique


def test_a_day_wins_over_the_week_beside_it(read_bytes, rows):
    header = "Campaign,Campaign status,Day,Week,Currency code,Impr.,Cost"
    (part,) = read_bytes("x.csv", f"{header}\nMugs,Enabled,2026-06-03,2026-06-01,EUR,10,1.00\n".encode())
    assert rows(part.frame, ("period_start", "period_end", "grain")) == [("2026-06-03", "2026-06-03", "day")]


def test_days_of_the_week_added_up_over_a_period_are_refused(read_bytes):
    header = "Campaign,Campaign status,Day of the week,Currency code,Impr.,Cost"
    text = f"{header}\nMugs,Enabled,Monday,EUR,10,1.00\nMugs,Enabled,Tuesday,EUR,30,3.00\n"
    (part,) = read_bytes("x.csv", f'Report\n"June 1, 2026 - June 30, 2026"\n{text}'.encode())
    assert part.refusal.status == "unrecognised"
    assert "Day of the week" in part.refusal.message


def test_two_networks_of_youtube_are_two_rows(read_bytes, rows):
    header = "Campaign,Campaign ID,Network (with search partners),Day,Currency code,Impr.,Cost"
    lines = "Mugs,5551,YouTube Videos,2026-06-01,EUR,10,1.00\nMugs,5551,YouTube Search,2026-06-01,EUR,20,2.00\n"
    (part,) = read_bytes("x.csv", f"{header}\n{lines}".encode())
    assert rows(part.frame, ("publisher", "spend_original")) == [("youtube", 1), ("youtube_search", 2)]
    assert part.summary.rows_rejected == 0
