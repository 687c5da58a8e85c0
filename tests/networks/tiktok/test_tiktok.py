"""TikTok exports: the samples beside this file against rows worked out by hand."""

import io
from decimal import Decimal

import openpyxl
import pytest

ENTITY_COLUMNS = ("row_number", "period_start", "period_end", "level", "campaign_name", "ad_group_id", "currency")
MEASURES = ("spend_original", "impressions", "link_clicks", "conversions", "conversion_value_original")
CUSTOM = "Custom_report_Brightleaf_20260601-20260603.csv"
CUSTOM_ENTITIES = [
    (2, "2026-06-01", "2026-06-01", "ad_group", "Spring tea", "1700000000000201", "USD"),
    (3, "2026-06-02", "2026-06-02", "ad_group", "Spring tea", "1700000000000201", "USD"),
    (4, "2026-06-01", "2026-06-01", "ad_group", "Spring tea", "1700000000000202", "USD"),
    (5, "2026-06-03", "2026-06-03", "ad_group", "Spring tea", "1700000000000202", "USD"),
]
CUSTOM_MEASURES = [
    (120.5, 24100, 310, 12, 402.75),
    (99.25, 19850, 254, 9, 310.0),
    (80.0, 1234, 20, 0, 0),
    (0, 0, 0, None, None),
]


def test_a_custom_report_by_day_is_read_row_by_row(read_sample, rows):
    (part,) = read_sample(CUSTOM)
    assert part.refusal is None
    assert part.report == "custom_report"
    assert rows(part.frame, ENTITY_COLUMNS) == CUSTOM_ENTITIES
    assert rows(part.frame, MEASURES) == CUSTOM_MEASURES
    assert set(part.frame["grain"]) == {"day"}
    assert set(part.frame["account_id"]) == {"7012345678901234567"}


def test_the_last_row_is_the_control_total_and_not_a_fact(read_sample):
    (part,) = read_sample(CUSTOM)
    assert (part.summary.rows_read, part.summary.rows_skipped_total) == (5, 1)
    assert part.summary.totals_rows == [6]
    assert part.summary.control_metric == "spend_original"
    assert part.summary.control_total == Decimal("299.75")
    assert part.summary.control_difference == 0
    assert part.summary.sums["conversion_value_original"] == Decimal("712.75")


def test_the_same_report_as_xlsx_gives_the_same_facts(read_bytes, read_sample, rows):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    sheet.append(["Account ID", "Campaign name", "Campaign ID", "By Day", "Ad group name", "Ad group ID", "Cost"])
    sheet["H1"], sheet["I1"], sheet["J1"], sheet["K1"], sheet["L1"] = (
        "Impressions",
        "Clicks (destination)",
        "Conversions",
        "Gross revenue (Shop)",
        "Currency",
    )
    ids = ["7012345678901234567", "Spring tea", "1700000000000101"]
    sheet.append([*ids, "2026-06-01", "Lookalike 1", "1700000000000201", 120.5, 24100, 310, 12, 402.75, "USD"])
    sheet.append([*ids, "2026-06-02", "Lookalike 1", "1700000000000201", 99.25, 19850, 254, 9, 310, "USD"])
    broad = ["Interests, broad", "1700000000000202"]
    sheet.append([*ids, "2026-06-01", *broad, 80, 1234, 20, 0, 0, "USD"])
    sheet.append([*ids, "2026-06-03", *broad, 0, 0, 0, "-", "-", "USD"])
    sheet.append(["Total of 4 results", "-", "-", "-", "-", "-", 299.75, 45184, 584, 21, 712.75, "USD"])
    data = io.BytesIO()
    book.save(data)
    (part,) = read_bytes("report.xlsx", data.getvalue())
    (csv_part,) = read_sample(CUSTOM)
    assert rows(part.frame, ENTITY_COLUMNS) == CUSTOM_ENTITIES
    assert rows(part.frame, MEASURES) == CUSTOM_MEASURES
    assert list(part.frame["row_key"]) == list(csv_part.frame["row_key"])


def test_a_campaign_list_takes_its_period_from_the_file_name(read_sample, rows):
    (part,) = read_sample("Brightleaf-Campaign Report-(2026-06-01 to 2026-06-30).csv")
    assert part.report == "campaign_list"
    assert rows(part.frame, ENTITY_COLUMNS) == [
        (2, "2026-06-01", "2026-06-30", "campaign", "Spring tea", None, "USD"),
        (3, "2026-06-01", "2026-06-30", "campaign", "Old teapot", None, "USD"),
    ]
    columns = ("grain", "spend_original", "impressions", "video_views", "engagements", "key_quality")
    assert rows(part.frame, columns) == [
        ("period", 1412.3, 344463, 301220, 1530, "name"),
        ("period", 12.2, 4000, 3650, 12, "name"),
    ]
    assert part.summary.control_difference == 0


def test_a_campaign_list_whose_period_nobody_tells_is_held(read_sample):
    (part,) = read_sample("campaign_list_without_period.csv")
    assert part.refusal.status == "held"
    assert "By Day" in part.refusal.cure


def test_a_japanese_campaign_list_in_cp932_is_read(read_sample, rows):
    (part,) = read_sample("キャンペーン (2026-05-01 to 2026-05-31).csv")
    assert rows(part.frame, ("campaign_name", "currency", *MEASURES, "results")) == [
        ("新茶フェア", "JPY", 0, 0, 0, 0, None, None),
        ("急須 ※動画", "JPY", 64000, 160000, 400, 5, None, 5),
    ]
    assert part.summary.encoding.casefold().replace("-", "_") in {"cp932", "shift_jis"}
    assert (part.summary.rows_skipped_total, part.summary.control_difference) == (1, 0)
    assert (str(part.summary.period_start), str(part.summary.period_end)) == ("2026-05-01", "2026-05-31")


def test_korean_headers_are_read_at_ad_level(read_sample, rows):
    (part,) = read_sample("korean_daily_ads.csv")
    assert rows(part.frame, ("period_start", "level", "ad_id", "ad_name", "currency", *MEASURES)) == [
        ("2026-06-01", "ad", "1800000000000301", "녹차 영상", "KRW", 15000, 5000, 60, 2, None),
        ("2026-06-02", "ad", "1800000000000301", "녹차 영상", "KRW", 14000, 4800, 55, 1, None),
    ]


def test_columns_shifted_by_hand_are_refused_with_the_true_cause(read_sample):
    (part,) = read_sample("hand_edited_shifted.csv")
    assert part.refusal.status == "quarantined"
    assert "shift" in part.refusal.message
    assert "currency" in part.refusal.message
    assert "without editing" in part.refusal.cure


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("Tiktok Ads_Untitled report_Brightleaf_20260601-20260630 (1).csv", "2026-06-01", "2026-06-30"),
        ("Brightleaf-Campaign Report-(2026-06-02 to 2026-06-09).csv", "2026-06-02", "2026-06-09"),
    ],
)
def test_a_custom_report_without_days_takes_its_period_from_the_file_name(read_bytes, rows, name, start, end):
    text = "Campaign name,Campaign ID,Cost,Impressions,Clicks (destination),Currency\nTea,170001,10.50,900,12,USD\n"
    (part,) = read_bytes(name, text.encode())
    assert rows(part.frame, ("grain", "period_start", "period_end", "spend_original")) == [("period", start, end, 10.5)]


def test_age_and_gender_of_a_custom_report_are_a_breakdown(read_bytes, rows):
    header = "By Day,Campaign name,Campaign ID,Age,Gender,Cost,Impressions,Clicks (destination),Currency\n"
    text = header + "2026-06-01,Tea,170001,18-24,Female,4.5,400,5,USD\n2026-06-01,Tea,170001,18-24,Male,3,300,2,USD\n"
    (part,) = read_bytes("report.csv", text.encode())
    assert rows(part.frame, ("breakdown_set", "age", "gender", "spend_original")) == [
        ("age+gender", "18-24", "female", 4.5),
        ("age+gender", "18-24", "male", 3),
    ]
    assert part.frame["row_key"].is_unique
