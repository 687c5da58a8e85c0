"""Reddit exports: signs of money, totals, millionths, conversions beside delivery, other networks' files."""

from decimal import Decimal

REPORT = "reddit_ads_report.csv"


def test_the_last_row_is_the_control_total(read_sample):
    (part,) = read_sample(REPORT, currency="USD")
    assert part.summary.totals_rows == [5]
    assert (part.summary.control_total, part.summary.control_difference) == (Decimal("1199.75"), 0)


def test_a_campaign_called_total_is_no_total(read_bytes):
    table = b"Date,Campaign name,Spend,Impressions,Clicks,eCPM\n2026-06-13,Total,$5.00,100,1,$50.00\n"
    (part,) = read_bytes("report.csv", table, currency="USD")
    assert part.summary.rows_skipped_total == 0
    assert part.frame["campaign_name"].tolist() == ["Total"]


def test_a_dollar_sign_is_no_currency_but_a_code_in_the_header_is(read_sample):
    (part,) = read_sample(REPORT)
    assert part.refusal.status == "held"
    (part,) = read_sample("reddit_amount_spent_2026-06-01_2026-06-30.csv")
    assert part.summary.currency == "USD"


def test_api_amounts_are_millionths(read_sample, rows):
    (part,) = read_sample("ad_report.csv", currency="EUR")
    assert rows(part.frame, ("ad_id", "spend_original", "clicks", "region")) == [
        ("1510000000000000001", 1120.5, 200, None),
        ("1510000000000000002", 0, 0, None),
        ("1510000000000000001", 79.250001, 11, None),
    ]


def test_rows_by_country_and_region_do_not_share_keys(read_sample):
    (part,) = read_sample("campaign_country_report.csv", currency="EUR")
    assert part.frame["row_key"].is_unique
    assert set(part.frame["breakdown_set"]) == {"country+region"}


def test_events_are_conversions_after_a_click_beside_the_delivery(read_sample, rows):
    (part,) = read_sample("campaign_conversions_report.csv")
    assert rows(part.frame, ("period_start", "conversion_action", "conversions", "clicks", "is_partition")) == [
        ("2026-06-12", "purchase", 2, None, False),
        ("2026-06-12", "lead", 5, None, False),
        ("2025-06-12", "purchase", 4, None, False),
    ]


def test_ads_of_other_networks_are_not_taken_for_reddits(read_bytes):
    meta = b"Reporting starts,Reporting ends,Campaign name,Amount spent (EUR),Impressions,Clicks (all)\n"
    (part,) = read_bytes("a.csv", meta + b"2026-06-13,2026-06-13,Tea,1.00,100,1\n")
    assert part.network == "meta"
