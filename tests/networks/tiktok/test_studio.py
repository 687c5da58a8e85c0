"""TikTok Studio and business accounts: the samples of the network against rows worked out by hand."""

from datetime import datetime

import pytest

from smm_assets.networks.tiktok.videos import made_at

FRESH = datetime(2026, 6, 5, 6)


def metric_rows(part, rows, metric):
    return rows(part.frame[part.frame["metric"] == metric], ("row_number", "period_start", "value"))


def test_days_without_a_year_run_over_new_year(read_sample, rows):
    (part,) = read_sample("Overview.csv", arrived_at=datetime(2026, 1, 3))
    assert metric_rows(part, rows, "video_views") == [
        (2, "2025-12-29", 100),
        (3, "2025-12-30", 250),
        (4, "2025-12-31", 0),
        (5, "2026-01-01", 40),
        (6, "2026-01-02", 310),
    ]


def test_an_overview_nobody_can_date_is_held_with_the_way_to_say_it(read_sample):
    (part,) = read_sample("Overview.csv", arrived_at=datetime(2026, 9, 1))
    assert part.refusal.status == "held"
    assert "Overview 2026-02-28.csv" in part.refusal.cure


@pytest.mark.parametrize("name", ["Overview.xlsx", "Resumen.csv"])
def test_workbooks_and_days_in_other_languages_are_read_alike(read_sample, name):
    (part,) = read_sample(name, arrived_at=datetime(2026, 6, 2) if name.endswith("xlsx") else datetime(2026, 3, 3))
    assert (part.report, part.summary.rows_rejected) == ("overview", 0)


def test_zeros_beside_a_total_that_is_not_known_are_no_counts(read_sample, rows):
    (part,) = read_sample("Viewers.csv", arrived_at=FRESH)
    assert metric_rows(part, rows, "viewers") == [(2, "2026-06-01", None), (3, "2026-06-02", 90), (4, "2026-06-03", 75)]
    assert metric_rows(part, rows, "new_viewers")[0] == (2, "2026-06-01", None)
    assert metric_rows(part, rows, "returning_viewers")[1] == (3, "2026-06-02", 30)


def test_a_day_that_gained_as_many_followers_as_it_lost_stays_zero(read_sample, rows):
    (part,) = read_sample("FollowerHistory.csv", arrived_at=FRESH)
    assert [value for _, _, value in metric_rows(part, rows, "followers_net")] == [None, 5, -3, 0]
    assert [value for _, _, value in metric_rows(part, rows, "followers")] == [None, 1200, 1197, 1197]


def test_followers_are_told_by_gender_and_place_as_of_the_day_of_arrival(read_sample, rows):
    columns = ("audience", "dimension", "bucket", "share", "period_start", "grain")
    (gender,) = read_sample("FollowerGender.csv", arrived_at=FRESH)
    assert rows(gender.frame, columns) == [
        ("followers", "gender", "female", 0.62, "2026-06-05", "day"),
        ("followers", "gender", "male", 0.36, "2026-06-05", "day"),
        ("followers", "gender", "other", 0.02, "2026-06-05", "day"),
    ]
    (places,) = read_sample("FollowerTopTerritories.csv", arrived_at=FRESH)
    assert rows(places.frame, columns)[0] == ("followers", "country", "BG", 0.71, "2026-06-05", "day")
    assert rows(places.frame, columns)[-1][2] == "Others"


def test_activity_is_by_day_and_hour(read_sample, rows):
    (part,) = read_sample("FollowerActivity.csv", arrived_at=FRESH)
    assert rows(part.frame, ("period_start", "dimension", "bucket", "people")) == [
        ("2026-06-03", "hour", "00", 40),
        ("2026-06-03", "hour", "09", 75),
        ("2026-06-03", "hour", "23", 110),
        ("2026-06-04", "hour", "00", 38),
        ("2026-06-04", "hour", "09", 80),
        ("2026-06-04", "hour", "23", 0),
    ]


def test_videos_are_published_when_their_id_says_on_the_day_the_list_says(read_sample, rows):
    (part,) = read_sample("Content.csv", arrived_at=FRESH)
    assert rows(part.frame, ("period_start", "period_end", "grain", "scope", "published_on", "title")) == [
        ("2026-06-04", "2026-06-04", "lifetime", "lifetime", "2026-05-20", "How to steep, slowly #tea"),
        ("2026-06-04", "2026-06-04", "lifetime", "lifetime", "2025-11-01", None),
        ("2026-06-04", "2026-06-04", "lifetime", "lifetime", "2026-06-02", "Unboxing"),
    ]
    assert str(part.frame["published_at"][1]) == "2025-11-02 03:30:00"
    assert part.frame["post_id"].str.fullmatch(r"\d{19}").all()


def test_the_newest_video_settles_the_year_of_an_old_list(read_sample):
    (part,) = read_sample("Content.csv", arrived_at=datetime(2027, 5, 1))
    assert str(part.summary.period_end) == "2026-06-04"
    (open_,) = read_sample("Content.csv", arrived_at=datetime(2027, 7, 1))
    assert open_.refusal.status == "held"


def test_a_business_account_tells_what_is_not_known_and_one_fact_twice(read_sample, rows):
    (days,) = read_sample("account_days.csv")
    (people,) = read_sample("account_audience.csv")
    assert metric_rows(days, rows, "reach")[0] == (2, "2026-06-01", None)
    assert metric_rows(people, rows, "followers") == [
        (2, "2026-06-01", None),
        (3, "2026-06-02", None),
        (4, "2026-06-03", 2450),
    ]
    keys = [set(part.frame.loc[part.frame["metric"] == "followers_gained", "row_key"]) for part in (days, people)]
    assert keys[0] == keys[1]


def test_business_videos_keep_their_written_moment_and_photos_have_an_id_too(read_sample, rows):
    (part,) = read_sample("account_videos.csv", arrived_at=FRESH)
    assert [str(moment) for moment in part.frame["published_at"]] == [
        "2026-06-01 16:20:11",
        "2026-05-28 09:00:04",
        "2026-05-30 12:00:00",
    ]
    assert rows(part.frame, ("title", "saves", "video_view_definition"))[2] == ('"Best" kettle?', 2, "any_play")
    assert part.frame["post_id"].notna().all()


@pytest.mark.parametrize("link", ["", "https://www.tiktok.com/@tea", "https://www.tiktok.com/@tea/video/12", "7" * 25])
def test_links_without_an_id_tell_no_moment(link):
    assert made_at(link) is None


def test_a_link_may_carry_a_query():
    number = int(datetime(2026, 6, 1, 12).timestamp()) << 32
    assert made_at(f"https://www.tiktok.com/@tea/video/{number}?lang=en") == made_at(f"https://a/video/{number}")


def test_an_archive_of_studio_names_its_day_in_seconds(read_bytes, request):
    import io
    import zipfile

    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("Overview.csv", '\ufeff"Date","Video Views","Profile Views"\n"May 31","7","1"')
    seconds = int(datetime(2026, 6, 1, 18, 46).timestamp())
    (part,) = read_bytes(f"Overview_2026-05-31_{seconds}_tea.zip", data.getvalue(), arrived_at=datetime(2027, 3, 1))
    assert str(part.summary.period_end) == "2026-05-31"
