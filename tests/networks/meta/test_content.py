"""Meta content exports: posts and videos as they stood, against values worked out by hand."""

from pathlib import Path

import pytest

from smm_assets.networks import meta

SAMPLES = Path(meta.__file__).parent / "samples"
FACEBOOK = "Jun-01-2026_Jun-28-2026_900100200300400.csv"
INSTAGRAM = "Jun-01-2026_Jun-28-2026_900100200300402.csv"
VIDEOS = "Jun-01-2026_Jun-28-2026_900100200300404.csv"


def test_a_post_keeps_its_id_its_page_and_its_moment(read_sample, rows):
    (part,) = read_sample(FACEBOOK)
    columns = ("post_id", "account_id", "account_name", "publisher", "scope", "grain", "format")
    assert rows(part.frame, columns) == [
        ("810000000000000011", "600000000000001", "Brightleaf, mugs", "facebook", "lifetime", "lifetime", "photo"),
        ("810000000000000012", "600000000000001", "Brightleaf, mugs", "facebook", "lifetime", "lifetime", "reel"),
        ("810000000000000013", "600000000000001", "Brightleaf, mugs", "facebook", "lifetime", "lifetime", "link"),
    ]
    assert [str(moment) for moment in part.frame["published_at"]] == [
        "2026-06-02 09:15:00",
        "2026-06-13 22:05:00",
        "2026-06-28 07:30:00",
    ]
    assert list(part.frame["row_number"]) == [2, 5, 6]


def test_views_that_were_not_filled_are_not_zero(read_sample, rows):
    (part,) = read_sample(FACEBOOK)
    assert rows(part.frame, ("views", "reach")) == [(1500, 900), (4200, 2600), (None, 310)]


def test_nobody_reached_is_no_view(read_bytes, rows):
    text = (SAMPLES / FACEBOOK).read_text(encoding="utf-8-sig").replace("Lifetime,0,310,", "Lifetime,0,0,")
    (part,) = read_bytes(FACEBOOK, text.encode("utf-8-sig"))
    assert rows(part.frame, ("views", "reach"))[2] == (0, 0)


def test_three_second_views_say_what_they_count(read_sample, rows):
    (part,) = read_sample(FACEBOOK)
    assert rows(part.frame, ("video_views", "video_view_definition")) == [
        (0, "three_seconds"),
        (1800, "three_seconds"),
        (0, "three_seconds"),
    ]


def test_a_row_without_a_post_is_rejected_and_says_why(read_sample):
    (part,) = read_sample("Feb-20-2024_Mar-06-2024_900100200300401.csv")
    assert list(part.rejected["rule"]) == ["missing_id"]
    assert "names no post" in part.rejected["reason"].iloc[0]
    assert list(part.frame["post_id"]) == ["710000000000000021", "710000000000000022"]


def test_a_renamed_old_export_keeps_its_impressions(read_bytes):
    data = (SAMPLES / "Feb-20-2024_Mar-06-2024_900100200300401.csv").read_bytes()
    (part,) = read_bytes("march.csv", data)
    assert part.summary.exported_at_basis == "arrival"
    assert part.summary.sums["impressions"] == 4110


@pytest.mark.parametrize("name", [FACEBOOK, INSTAGRAM, VIDEOS])
def test_an_export_by_day_is_refused_by_name(read_bytes, name):
    text = (SAMPLES / name).read_text(encoding="utf-8-sig").replace("Lifetime", "06/02/2026")
    (part,) = read_bytes(name, text.encode("utf-8-sig"))
    assert part.refusal.status == "unrecognised"
    assert "'06/02/2026' instead of Lifetime" in part.refusal.message
    assert "Lifetime" in part.refusal.cure


def test_the_order_of_columns_changes_nothing(read_sample, read_bytes, rows):
    columns = ("post_id", "views", "reach", "likes", "shares", "follows", "comments", "saves")
    (newer,) = read_sample(INSTAGRAM)
    (older,) = read_sample("Mar-18-2025_Apr-14-2025_900100200300403.csv")
    assert rows(newer.frame, columns) == [
        ("18000000000000041", 880, 610, 52, 4, None, 3, 9),
        ("18000000000000042", 6400, 5100, 310, 41, 6, 18, 77),
    ]
    assert rows(older.frame, columns) == [("18000000000000043", 52, 37, 3, 0, 4, 1, 2)]


def test_a_later_download_of_the_same_post_is_its_later_version(read_bytes):
    data = (SAMPLES / INSTAGRAM).read_bytes()
    (june,) = read_bytes(INSTAGRAM, data)
    (again,) = read_bytes(INSTAGRAM.replace("900100200300402", "900100200300499"), data)
    (july,) = read_bytes("Jun-01-2026_Jul-05-2026_900100200300405.csv", data)
    assert list(june.frame["row_key"]) == list(again.frame["row_key"])
    assert not set(june.frame["row_key"]) & set(july.frame["row_key"])
    assert list(june.frame["post_id"]) == list(july.frame["post_id"])


def test_what_the_file_is_wins_over_what_the_account_says(read_sample):
    (part,) = read_sample(FACEBOOK, publisher="instagram")
    assert set(part.frame["publisher"]) == {"facebook"}


def test_vietnamese_headers_lead_to_the_same_columns(read_sample, rows):
    (part,) = read_sample("Facebook.csv")
    assert rows(part.frame, ("format", "views", "likes", "video_views", "earnings_original", "currency")) == [
        ("video", 622, 8, 187, 0.06, "USD"),
        ("photo", 76, 4, 0, None, "USD"),
    ]


def test_videos_keep_their_asset_id_and_are_told_from_posts(read_sample, rows):
    (part,) = read_sample(VIDEOS)
    columns = (
        "post_id",
        "account_name",
        "subject",
        "video_views",
        "average_watch_seconds",
        "likes",
        "earnings_original",
    )
    assert rows(part.frame, columns) == [
        ("410000000000000051", "Brightleaf, mugs", "video", 1488, 5.404, 24, 0),
        ("410000000000000052", "Brightleaf, mugs", "video", 211, 4.321, 95, 0.4),
    ]


def test_lines_wrapped_in_quotes_are_quarantined_although_none_fell_apart(read_bytes):
    lines = (SAMPLES / VIDEOS).read_text(encoding="utf-8-sig").splitlines()
    wrapped = ['"' + line.replace('"', '""') + '"' for line in lines]
    (part,) = read_bytes(VIDEOS, "\n".join((*wrapped, "")).encode("utf-8-sig"))
    assert part.refusal.status == "quarantined"
    assert "wrapped" in part.refusal.message
    assert "no line fell apart" in part.refusal.message


def test_posts_whose_texts_fell_apart_are_quarantined(read_sample):
    (part,) = read_sample("INSTAGRAM_RAW.csv")
    assert part.refusal.status == "quarantined"
    assert "line breaks" in part.refusal.message
