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
        ("2025-09-10", "3001", 13, 4.16),
        ("2025-09-11", "3001", 15, 4.166),
        ("2025-09-11", "3002", 7, None),
    ]


def test_media_fill_the_columns_of_their_own_kind(read_sample, rows):
    (part,) = read_sample("instagram_business_media_insights.csv")
    assert rows(part.frame, ("post_id", "views", "reach", "shares", "saves", "engagements")) == [
        ("18000000000000071", 620, 470, 1, 2, 57),
        ("18000000000000072", 6400, 5100, 41, None, 370),
        ("18000000000000073", 40, 33, 1, None, None),
    ]


CONTENT = '"Post ID","Page ID","Page name",Title,"Publish time","Caption type",Permalink,"Post type",Date,Views,Reach'


def test_a_post_of_the_api_is_the_one_of_the_content_export(read_bytes, rows):
    api = b"date,post_id,post_impressions,post_clicks\n2025-06-01 07:00:00 UTC,553302_122100,140,3\n"
    line = "122100,553302,Brightleaf,Mugs,05/30/2025 08:00,,https://www.facebook.com/122100,Photos,Lifetime,160,90"
    (of_api,) = read_bytes("x.csv", api)
    (of_export,) = read_bytes("May-01-2025_Jun-01-2025_553302.csv", f"{CONTENT}\n{line}\n".encode())
    assert (of_api.report, of_export.report) == ("page_api_posts", "content_facebook")
    assert rows(of_api.frame, ("account_id", "post_id")) == [("553302", "122100")]
    assert list(of_api.frame["row_key"]) == list(of_export.frame["row_key"])


def test_a_post_without_its_page_is_of_the_declared_one(read_bytes, rows):
    text = b"date,post_id,post_impressions,post_clicks\n2025-06-01 07:00:00 UTC,122100,140,3\n"
    (part,) = read_bytes("x.csv", text, account_id="553302")
    assert rows(part.frame, ("account_id", "post_id")) == [("553302", "122100")]


@pytest.mark.parametrize(
    ("ended", "day"),
    [
        ("2025-03-09 08:00:00 UTC", "2025-03-08"),  # Pacific Standard Time
        ("2025-03-10 07:00:00 UTC", "2025-03-09"),  # Pacific Daylight Time
        ("2025-06-01T07:00:00+0000", "2025-05-31"),
    ],
)
def test_the_date_of_a_page_is_the_moment_its_day_ended(read_bytes, rows, ended, day):
    (part,) = read_bytes("x.csv", f"date,page_id,page_media_view\n{ended},553302,17\n".encode())
    assert rows(part.frame, ("grain", "period_start", "period_end", "value")) == [("day", day, day, 17)]


def test_a_date_of_a_page_without_its_moment_is_asked_about(read_bytes):
    (part,) = read_bytes("x.csv", b"date,page_id,page_media_view\n2025-06-01,553302,17\n")
    assert part.refusal.status == "held"
    assert "2025-06-01" in part.refusal.message


@pytest.mark.parametrize(
    ("header", "cells"), [("page_fans,page_follows", "0,912"), ("page_follows,page_fans", "912,0")]
)
def test_people_who_follow_come_before_fans_and_outlive_them(read_bytes, rows, header, cells):
    text = f"date,page_id,{header}\n2025-12-02 08:00:00 UTC,553302,{cells}\n"
    (part,) = read_bytes("x.csv", text.encode())
    assert rows(part.frame, ("period_start", "metric", "value")) == [("2025-12-01", "followers", 912)]


def test_the_zero_of_ended_fans_is_no_number_of_followers(read_bytes, rows):
    text = "date,page_id,page_fans\n2025-11-02 07:00:00 UTC,553302,907\n2025-12-02 08:00:00 UTC,553302,0\n"
    (part,) = read_bytes("x.csv", text.encode())
    assert rows(part.frame, ("metric", "value")) == [("followers", 907), ("followers", None)]


@pytest.mark.parametrize("own", ["reel", "carousel_album", "video_photo", "story"])
def test_a_zero_of_another_kind_of_media_is_not_the_figure(read_bytes, rows, own):
    kinds = ("reel", "carousel_album", "video_photo", "story")
    header = ",".join(f"{kind}_{measure}" for measure in ("views", "reach", "shares") for kind in kinds)
    cells = ",".join("0" if kind != own else figure for figure in ("640", "510", "4") for kind in kinds)
    (part,) = read_bytes("x.csv", f"_fivetran_synced,id,like_count,{header}\n2026-06-27,3,7,{cells}\n".encode())
    assert rows(part.frame, ("views", "reach", "shares")) == [(640, 510, 4)]


def test_instagram_media_from_before_the_end_keep_their_impressions(read_bytes, rows):
    header = (
        '"Post ID","Account ID","Account username",Description,"Publish time",Permalink,"Post type",Date,Impressions'
    )
    lines = [
        f"{number},9,brightleaf,Mug,{day} 10:00,https://www.instagram.com/p/{number},IG image,Lifetime,{number}0"
        for number, day in ((5, "06/30/2024"), (6, "07/01/2024"), (7, "07/02/2024"), (8, "05/01/2025"))
    ]
    (part,) = read_bytes("Jun-01-2024_Jun-01-2025_9.csv", "\n".join([header, *lines, ""]).encode())
    assert rows(part.frame, ("post_id", "impressions")) == [("5", 50), ("6", 60), ("7", None), ("8", None)]


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
