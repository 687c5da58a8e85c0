"""Snapchat Ads: spans that end at a moment, breakdowns, unpaid impressions, hours and millionths."""

import pytest

HEAD = "Start Time,End Time,Campaign Id,Campaign Name,Amount Spent,Paid Impressions,Swipe Ups\n"


def read(read_bytes, start, end):
    text = HEAD + f"{start},{end},c1,Tea,1.50,100,2\n"
    (part,) = read_bytes("snap.csv", text.encode(), currency="USD")
    return part


def test_without_a_declared_account_the_currency_is_asked(read_sample):
    for name in ("ads_manager_ads.csv", "api_campaign_hourly_report.csv"):
        (part,) = read_sample(name)
        assert part.refusal.status == "held"
        assert "currency" in str(part.refusal)


@pytest.mark.parametrize(
    ("start", "end", "first", "last", "grain"),
    [
        ("2026-06-13 00:00:00 AST", "2026-06-14 00:00:00 AST", "2026-06-13", "2026-06-13", "day"),
        ("2026-06-30 00:00:00 PDT", "2026-07-01 00:00:00 PDT", "2026-06-30", "2026-06-30", "day"),
        ("2026-06-01 00:00:00 AST", "2026-07-01 00:00:00 AST", "2026-06-01", "2026-06-30", "period"),
        ("2026-06-01 00:00:00", "2026-06-30 23:59:59", "2026-06-01", "2026-06-30", "period"),
    ],
)
def test_a_span_that_ends_at_midnight_does_not_hold_that_day(read_bytes, rows, start, end, first, last, grain):
    part = read(read_bytes, start, end)
    assert rows(part.frame, ("period_start", "period_end", "grain")) == [(first, last, grain)]


def test_what_is_known_ends_with_the_last_day_not_one_later(read_bytes):
    part = read(read_bytes, "2026-06-13 00:00:00 AST", "2026-06-14 00:00:00 AST")
    assert str(part.summary.exported_at) == "2026-06-14 00:00:00"


def test_rows_by_the_hour_are_refused_rather_than_taken_for_days(read_bytes):
    part = read(read_bytes, "2026-06-13 13:00:00 AST", "2026-06-13 14:00:00 AST")
    assert part.refusal.status == "unrecognised"
    assert "whole days" in str(part.refusal)
    assert "by Day" in part.refusal.cure


def test_an_end_without_time_of_day_is_asked_about(read_bytes):
    part = read(read_bytes, "2026-06-01", "2026-06-30")
    assert part.refusal.status == "held"
    assert "the last day or the one after" in str(part.refusal)


def test_age_and_gender_are_told_and_unpaid_impressions_left_out(read_sample, rows):
    (part,) = read_sample("ads_manager_age_gender.csv", currency="SAR")
    assert part.summary.report == "ads_breakdown"
    assert rows(part.frame, ("age", "gender", "impressions"))[0] == ("18-20", "female", 6576)


def test_two_campaigns_of_one_name_lose_nothing(read_sample):
    (part,) = read_sample("ads_manager_age_gender.csv", currency="SAR")
    assert part.frame["row_key"].is_unique
    assert part.frame["campaign_key"].iloc[2] != part.frame["campaign_key"].iloc[3]


def test_total_impressions_alone_are_not_taken_for_paid_ones(read_bytes):
    text = (
        "Start Time,End Time,Campaign Name,Amount Spent,Total Impressions,Swipe Ups\n"
        "2026-06-13 00:00:00,2026-06-14 00:00:00,Tea,1,100,2\n"
    )
    (part,) = read_bytes("snap.csv", text.encode(), currency="USD")
    assert part.frame["impressions"].isna().all()


def test_purchases_nobody_reported_are_null(read_bytes):
    part = read(read_bytes, "2026-06-13 00:00:00", "2026-06-14 00:00:00")
    assert part.frame["conversions"].isna().all()


def test_a_breakdown_that_is_not_read_is_refused(read_bytes):
    text = (
        "Start Time,End Time,Campaign Name,Operating System,Amount Spent,Paid Impressions\n"
        "2026-06-13 00:00:00,2026-06-14 00:00:00,Tea,iOS,1,100\n"
    )
    (part,) = read_bytes("snap.csv", text.encode(), currency="USD")
    assert part.refusal.status == "unrecognised"
    assert "Operating System" in str(part.refusal)


def test_hours_of_the_api_are_a_breakdown_and_money_is_in_millionths(read_sample, rows):
    (part,) = read_sample("api_campaign_hourly_report.csv", currency="USD")
    assert rows(part.frame, ("period_start", "hour", "spend_original", "conversion_value_original", "video_views")) == [
        ("2026-05-29", "10", 1.060215, 25.5, 90),
        ("2026-05-29", "11", 2.172732, 0, 200),
        ("2026-05-30", "00", 0.02, 0, 4),
    ]
    assert set(part.frame["video_view_definition"]) == {"two_seconds"}
    assert part.summary.shape.endswith("by hour")
