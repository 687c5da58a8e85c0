"""TikTok's reporting API tables: hours, levels, and what would double or be guessed."""

HEADER = "campaign_id,stat_time_hour,spend,impressions,clicks"


def test_hours_are_a_breakdown_whatever_their_digits(read_sample, rows):
    (part,) = read_sample("campaign_report_hourly.csv", currency="USD")
    assert rows(part.frame, ("campaign_id", "period_start", "hour", "breakdown_set", "spend_original", "report")) == [
        ("1790000000000101", "2026-06-01", "05", "hour", 4.1, "ads_breakdown"),
        ("1790000000000101", "2026-06-01", "14", "hour", 1.2, "ads_breakdown"),
        ("1790000000000102", "2026-06-01", "14", "hour", 0.05, "ads_breakdown"),
    ]
    assert part.frame["row_key"].is_unique


def test_days_of_ad_groups_are_the_fact_itself(read_sample, rows):
    (part,) = read_sample("adgroup_report_daily.csv", currency="USD")
    assert set(part.frame["report"]) == {"ads"}
    assert rows(part.frame, ("level", "key_quality", "campaign_id", "ad_group_id"))[0] == (
        "ad_group",
        "id",
        "1790000000000101",
        "1790000000000201",
    )


def test_the_api_names_no_currency_so_it_is_asked_for(read_sample):
    (part,) = read_sample("campaign_report_hourly.csv")
    assert part.refusal.status == "held"
    assert "currency" in part.refusal.message


def test_a_dimension_that_is_not_read_is_refused(read_bytes):
    text = HEADER + ",language\n1,2026-06-01 05:00:00,1.00,10,1,en\n1,2026-06-01 05:00:00,2.00,10,1,de\n"
    (part,) = read_bytes("table.csv", text.encode(), currency="USD")
    assert part.refusal.status == "unrecognised"
    assert "language" in part.refusal.message


def test_the_same_hour_twice_counts_once_and_is_told(read_bytes):
    line = "1,2026-06-01 5:00:00,1.00,10,1\n"
    (part,) = read_bytes("table.csv", f"{HEADER}\n{line}2,2026-06-01 5:00:00,3.00,9,1\n{line}".encode(), currency="USD")
    assert list(part.rejected["rule"]) == ["duplicate_key"]
    assert part.summary.sums["spend_original"] == 4


def test_an_hour_the_clock_does_not_have_is_no_day(read_bytes):
    lines = "1,2026-06-01 5:00:00,1.00,10,1\n2,2026-06-31 5:00:00,3.00,9,1\n"
    (part,) = read_bytes("table.csv", f"{HEADER}\n{lines}".encode(), currency="USD")
    assert list(part.rejected["rule"]) == ["impossible_date"]
