"""Meta's API tables: ads, actions, pages and media, and the metrics Meta retired."""

import pytest

from smm_assets.networks import networks

VALUES = "ad_id,date,_fivetran_id,index,action_type,value,_fivetran_synced"


def test_ads_without_a_declared_account_are_held_for_their_currency(read_sample):
    (part,) = read_sample("facebook_ads_basic_ad.csv")
    assert part.refusal.status == "held"
    assert "currency" in part.refusal.message


def test_a_country_table_is_a_breakdown_of_the_account(read_sample, rows):
    (part,) = read_sample("facebook_ads_demographics_country.csv", currency="USD")
    assert set(part.frame["report"]) == {"ads_breakdown"}
    assert rows(part.frame, ("level", "breakdown_set", "country", "is_partition", "spend_original")) == [
        ("account", "country", "IE", None, 45.3),
        ("account", "country", "GB", None, 32.75),
        ("account", "country", "IE", None, 76.2),
    ]
    assert part.frame["row_key"].is_unique


def test_action_types_overlap_and_are_no_partition(read_sample, rows):
    (part,) = read_sample("facebook_ads_basic_ad_actions.csv")
    assert not part.frame["is_partition"].any()
    assert set(part.frame["breakdown_set"]) == {"conversion_action"}
    assert part.frame["spend_original"].isna().all()
    assert rows(part.frame, ("ad_id", "conversion_action", "conversions")) == [
        ("23850000000000061", "offsite_conversion.fb_pixel_purchase", 2),
        ("23850000000000061", "omni_purchase", 2),
        ("23850000000000061", "offsite_conversion.fb_pixel_purchase", 3),
        ("23850000000000062", "lead", 1),
    ]


def test_amounts_are_never_taken_for_counts(read_sample, rows):
    (part,) = read_sample("facebook_ads_basic_ad_action_values.csv", currency="USD")
    assert rows(part.frame, ("conversion_value_original", "conversions")) == [(49.98, None), (49.98, None), (75, None)]


def test_whole_numbers_that_may_be_either_are_asked_about(read_bytes):
    line = "23850000000000061,2026-06-01,bb01,0,omni_purchase,3,2026-06-20T10:00:00.777"
    (part,) = read_bytes("values.csv", f"{VALUES}\n{line}\n".encode(), currency="USD")
    assert part.refusal.status == "held"
    assert "numbers of actions or amounts of money" in part.refusal.message


def test_an_hourly_table_is_refused_by_name(read_bytes):
    header = "ad_id,date,account_id,impressions,inline_link_clicks,spend,hourly_stats_aggregated_by_audience_time_zone"
    (part,) = read_bytes("x.csv", f"{header}\n1,2026-06-01,2,10,1,0.5,00:00:00 - 00:59:59\n".encode(), currency="USD")
    assert part.refusal.status == "unrecognised"
    assert "hourly" in part.refusal.message


def test_reactions_of_all_kinds_are_likes(read_sample, rows):
    (part,) = read_sample("facebook_pages_lifetime_post_metrics.csv")
    assert rows(part.frame, ("period_end", "post_id", "likes", "average_watch_seconds")) == [
        ("2025-09-10", "600000000000001_3001", 13, 4.16),
        ("2025-09-11", "600000000000001_3001", 15, 4.166),
        ("2025-09-11", "600000000000001_3002", 7, None),
    ]


def test_media_fill_the_columns_of_their_own_kind(read_sample, rows):
    (part,) = read_sample("instagram_business_media_insights.csv")
    assert rows(part.frame, ("post_id", "views", "reach", "shares", "saves", "engagements")) == [
        ("18000000000000071", 620, 470, 1, 2, 57),
        ("18000000000000072", 6400, 5100, 41, None, 370),
        ("18000000000000073", 40, 33, 1, None, None),
    ]


def test_page_impressions_and_fans_end_on_their_day(read_sample, rows):
    (part,) = read_sample("facebook_pages_daily_page_metrics.csv")
    days = {
        metric: part.frame[part.frame["metric"] == metric] for metric in ("impressions", "followers_gained", "views")
    }
    assert rows(days["impressions"], ("period_start", "value")) == [
        ("2025-11-13", 6696),
        ("2025-11-14", 7691),
        ("2025-11-15", None),
    ]
    assert rows(days["followers_gained"], ("value",)) == [(3,), (1,), (None,)]
    assert rows(days["views"], ("value",)) == [(220,), (223,), (227,)]
    assert any("retired on 2025-11-15" in problem.seen for problem in part.summary.problems)


def test_impressions_of_facebook_posts_live_longer_than_those_of_instagram(read_bytes, rows):
    header = "date,post_id,post_impressions,post_clicks"
    (facebook,) = read_bytes("x.csv", f"{header}\n2025-06-01 07:00:00 UTC,1_2,140,3\n".encode())
    header = "_fivetran_synced,id,like_count,video_photo_impressions,video_photo_views"
    (instagram,) = read_bytes("y.csv", f"{header}\n2025-06-01T10:00:00,3,7,150,160\n".encode())
    assert rows(facebook.frame, ("impressions", "clicks")) == [(140, 3)]
    assert rows(instagram.frame, ("impressions", "views")) == [(None, 160)]


def test_impressions_of_ads_are_not_retired(read_sample):
    (part,) = read_sample("facebook_ads_basic_ad.csv", currency="USD")
    assert part.summary.sums["impressions"] == 8871
    assert {one.table for one in networks()["meta"].retired} == {"post", "account_metric"}


@pytest.mark.parametrize("one", networks()["meta"].retired, ids=lambda one: f"{one.publisher} {one.table} {one.column}")
def test_every_retired_metric_says_why_and_where_that_is_said(one):
    assert one.why
    assert one.source.startswith("https://developers.facebook.com/")
    assert one.publisher in ("facebook", "instagram")
