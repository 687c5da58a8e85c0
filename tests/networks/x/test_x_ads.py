"""X Ads: currency, spans, levels, edited files, API tables."""

from decimal import Decimal

HEAD = "Time period,On/Off,Campaign ID,Campaign name,Impressions,Spend,Link clicks,CTR\n"


def test_without_a_declared_account_the_currency_is_asked(read_sample):
    for name in ("campaigns.csv", "twitter_ads_campaigns_daily.csv", "api_campaign_report.csv"):
        (part,) = read_sample(name)
        assert part.refusal.status == "held"
        assert "currency" in str(part.refusal)
        assert "smm.yaml" in part.refusal.cure


def test_every_row_keeps_the_days_it_says_even_in_a_file_put_together_by_hand(read_sample, rows):
    (part,) = read_sample("campaigns_edited.csv", currency="USD")
    assert rows(part.frame, ("campaign_id", "period_start", "period_end", "spend_original")) == [
        ("51000001", "2026-06-01", "2026-06-14", 36.5),
        ("51000004", "2026-05-01", "2026-06-14", 90),
        ("51000005", "2026-06-10", "2026-06-16", 12),
    ]
    assert ["somebody added" in problem.seen for problem in part.summary.problems] == [True]


def test_a_campaign_exported_twice_for_overlapping_days_stays_two_spans_of_one_campaign(read_bytes):
    text = (
        HEAD + "2026-06-01 - 2026-06-10,On,5,Tea,100,5.00,1,1.00%\n2026-06-05 - 2026-06-14,On,5,Tea,150,7.00,1,0.67%\n"
    )
    (part,) = read_bytes("x.csv", text.encode(), currency="USD")
    assert part.frame["row_key"].nunique() == 2
    assert part.frame["campaign_key"].nunique() == 1
    assert set(part.frame["grain"]) == {"period"}


def test_the_same_span_of_a_campaign_twice_counts_once(read_bytes):
    text = (
        HEAD + "2026-06-01 - 2026-06-10,On,5,Tea,100,5.00,1,1.00%\n2026-06-01 - 2026-06-10,On,5,Tea,100,5.00,1,0.01\n"
    )
    (part,) = read_bytes("x.csv", text.encode(), currency="USD")
    assert part.summary.rows_rejected == 1
    assert part.summary.sums["spend_original"] == Decimal("5.00")


def test_a_dash_is_no_zero_and_rates_are_not_read(read_sample):
    (part,) = read_sample("campaigns.csv", currency="EUR")
    assert not {"ctr", "cpm"} & set(part.frame.columns)
    assert part.frame["link_clicks"].tolist() == [48, 0, 0]
    assert part.frame["conversions"].isna().all()
    assert part.frame["conversion_definition"].isna().all()


def test_a_breakdown_that_is_not_read_is_refused(read_bytes):
    text = "Time period,On/Off,Campaign ID,Platform,Impressions,Spend\n2026-06-01 - 2026-06-02,On,5,iOS,100,5\n"
    (part,) = read_bytes("x.csv", text.encode(), currency="USD")
    assert part.refusal.status == "unrecognised"
    assert "Platform" in str(part.refusal)


def test_an_age_breakdown_is_part_of_the_key(read_bytes):
    text = (
        "Time period,On/Off,Campaign ID,Age,Impressions,Spend\n"
        "2026-06-01 - 2026-06-02,On,5,18-24,100,5\n2026-06-01 - 2026-06-02,On,5,25-34,50,2\n"
    )
    (part,) = read_bytes("x.csv", text.encode(), currency="USD")
    assert part.summary.report == "ads_breakdown"
    assert part.summary.rows_accepted == 2


def test_the_last_row_of_the_older_export_is_its_total(read_sample):
    (part,) = read_sample("twitter_ads_campaigns_daily.csv", currency="USD")
    assert part.summary.totals_rows == [5]
    assert part.summary.control_total == Decimal("29.75")
    assert part.summary.control_difference == 0


def test_hourly_segments_of_the_older_export_are_refused(read_bytes):
    text = (
        "Id,Campaign,Campaign url,Time,Spend,Impressions\n"
        "4a,Tea,https://ads,2019-03-30 00:00,1,10\n4a,Tea,https://ads,2019-03-30 01:00,1,10\n"
    )
    (part,) = read_bytes("x.csv", text.encode(), currency="USD")
    assert part.refusal.status == "unrecognised"
    assert "whole days" in str(part.refusal)
    assert "daily segments" in part.refusal.cure


def test_placements_of_a_day_are_rows_of_their_own(read_sample, rows):
    (part,) = read_sample("api_campaign_report.csv", currency="USD")
    assert rows(part.frame, ("account_id", "period_start", "placement", "spend_original", "conversions")) == [
        ("18example", "2026-03-05", "ALL_ON_TWITTER", 1.25, 2),
        ("18example", "2026-03-05", "PUBLISHER_NETWORK", 0.750001, 0),
        ("18example", "2026-06-05", "ALL_ON_TWITTER", 2, 1),
    ]
    assert part.summary.report == "ads_breakdown"


def test_an_account_east_of_greenwich_keeps_its_own_days(read_sample, rows):
    (part,) = read_sample("api_promoted_tweet_report.csv", currency="JPY")
    assert rows(part.frame, ("period_start", "ad_id")) == [
        ("2026-03-05", "7pa1"),
        ("2026-03-06", "7pa1"),
        ("2026-03-06", "7pa2"),
    ]


def test_segments_are_not_the_whole_delivery(read_sample):
    (part,) = read_sample("api_regions_report.csv", currency="USD")
    assert part.frame["is_partition"].tolist() == [False, False]
    assert part.summary.shape.endswith("by country+placement+segment")
