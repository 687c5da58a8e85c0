"""X organic: the account's days, posts, videos, the export until 2023, the API table of posts."""

import pytest


def test_views_that_are_always_zero_are_never_read_and_the_file_says_so(read_sample):
    for name in ("account_overview_analytics.csv", "account_overview_pt.csv"):
        (part,) = read_sample(name)
        assert "video_views" not in set(part.frame["metric"])
        assert sum("writes 0" in problem.seen for problem in part.summary.problems) == 2


def test_a_day_becomes_one_row_a_metric(read_sample, rows):
    (part,) = read_sample("account_overview_analytics.csv")
    day = part.frame[part.frame["row_number"] == 2]
    assert rows(day, ("metric", "value")) == [
        ("impressions", 120),
        ("likes", 4),
        ("engagements", 15),
        ("saves", 1),
        ("shares", 0),
        ("followers_gained", 2),
        ("followers_lost", 1),
        ("comments", 0),
        ("reposts", 1),
        ("visits", 3),
        ("posts", 1),
    ]
    assert set(day["period_start"].astype(str)) == {"2026-06-14"}


def test_texts_are_as_people_wrote_them(read_sample):
    (part,) = read_sample("account_analytics_content_2026-06-01_2026-06-14.csv")
    assert part.frame["text_excerpt"].tolist() == [
        "Tea & cups <3 — 2 > 1, and a\r\nsecond line",
        "The code is &lt; in HTML",
    ]


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("account_analytics_content_2026-06-01_2026-06-14.csv", ["2026-06-14", "2026-06-05"]),
        ("account_analytics_content_2024-12-01_2025-02-19.csv", ["2025-02-17", "2024-12-31"]),
        ("tweet_activity_metrics_example_20220201_20220301_en.csv", ["2022-02-28", "2022-02-27"]),
    ],
)
def test_posts_know_the_day_they_were_published(read_sample, name, days):
    (part,) = read_sample(name)
    assert part.frame["published_on"].astype(str).tolist() == days
    assert set(part.frame["scope"]) == {"lifetime"}


def test_a_time_with_offset_is_kept_as_utc_and_a_day_without_time_has_none(read_sample):
    (legacy,) = read_sample("tweet_activity_metrics_example_20220201_20220301_en.csv")
    assert str(legacy.frame["published_at"].iloc[0]) == "2022-02-28 23:39:00"
    assert legacy.frame["published_in_utc"].all()
    (today,) = read_sample("account_analytics_content_2026-06-01_2026-06-14.csv")
    assert today.frame["published_at"].isna().all()


def test_ids_keep_all_their_digits_and_rounded_ones_are_rejected(read_sample, read_bytes):
    (part,) = read_sample("account_analytics_content_2026-06-01_2026-06-14.csv")
    assert part.frame["post_id"].tolist() == ["1930000000000000003", "1930000000000000001"]
    text = "Post id,Date,Post text,Impressions,Engagements\n1.93E+18,Mon Feb 17 2025,Tea,5,1\n"
    (part,) = read_bytes("x.csv", text.encode())
    assert part.refusal is not None or part.summary.rows_rejected == 1


def test_promoted_figures_are_not_added_to_organic_ones(read_sample, rows):
    (part,) = read_sample("tweet_activity_metrics_example_20220201_20220301_en.csv")
    assert rows(part.frame, ("impressions", "likes", "reposts")) == [(376, 1, 2), (443, 4, 2)]


def test_a_file_name_without_days_leaves_posts_on_the_day_of_arrival(read_bytes):
    text = "Post id,Date,Post text,Impressions,Engagements\n19,Mon Feb 17 2025,Tea,5,1\n"
    (part,) = read_bytes("content.csv", text.encode())
    assert set(part.frame["period_end"].astype(str)) == {"2026-07-15"}


def test_a_second_download_changes_versions_not_keys(read_sample, read_bytes):
    (first,) = read_sample("account_overview_analytics.csv")
    text = "Date,Impressions,Likes,Engagements,Profile visits,Create Post,Unfollows\n"
    (second,) = read_bytes("again.csv", (text + '"Sun, Jun 14, 2026",131,4,16,3,1,1\n').encode())
    assert set(second.frame["row_key"]) < set(first.frame["row_key"])


def test_both_tables_of_the_video_overview_are_read(read_sample, rows):
    days, videos = read_sample("video_overview_analytics.csv")
    assert (days.part, videos.part) == ("Video overview", "Your videos")
    assert rows(days.frame, ("period_start", "metric", "value")) == [
        ("2026-06-14", "video_views", 20),
        ("2026-06-14", "watch_seconds", 81.5),
        ("2026-06-13", "video_views", 15),
        ("2026-06-13", "watch_seconds", 60.25),
    ]
    assert rows(videos.frame, ("post_id", "published_on", "format", "duration_seconds", "video_views")) == [
        ("1930000000000000111", "2026-06-10", "video", 65, 31),
        ("1929000000000000112", "2026-06-02", "video", 9, 4),
    ]
    assert videos.frame["earnings_original"].isna().all()


def test_days_without_videos_stand_alone(read_bytes):
    text = "Date,Views,Watch Time (ms),Completion Rate,Average Watch Time (ms)\n"
    (part,) = read_bytes("video.csv", (text + '"Sun, Jun 14, 2026",20,81500,12.5,4075\n').encode())
    assert part.report == "video_days"


def test_posts_of_the_api_are_days_that_add_up(read_sample, rows):
    (part,) = read_sample("api_organic_tweet_report.csv")
    assert rows(part.frame, ("post_id", "scope", "period_start", "impressions")) == [
        ("1930000000000000001", "period", "2026-06-05", 500),
        ("1930000000000000001", "period", "2026-06-06", 120),
        ("1930000000000000002", "period", "2026-06-06", 350),
    ]


def test_posts_split_by_placement_are_refused_rather_than_halved(read_bytes):
    text = (
        "account_id,date,organic_tweet_id,placement,impressions\n"
        "18e,2026-06-05T07:00:00,19,ALL_ON_TWITTER,500\n18e,2026-06-05T07:00:00,19,PUBLISHER_NETWORK,100\n"
    )
    (part,) = read_bytes("posts.csv", text.encode())
    assert part.refusal.status == "unrecognised"
    assert "'ALL_ON_TWITTER' and 'PUBLISHER_NETWORK'" in str(part.refusal)
