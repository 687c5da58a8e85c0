"""Posts count once with their newest figures; audiences keep their snapshots apart."""

import pytest


def post(post_id, snapshot, *, scope="lifetime", start=None, **figures):
    grain = "lifetime" if scope == "lifetime" else None
    row = {"start": start or snapshot, "end": snapshot, "post_id": post_id, "scope": scope, "publisher": None}
    return row | {"permalink": f"https://north.example/p/{post_id}", "grain_": grain} | figures


@pytest.fixture
def build(world):
    def run(*exports):
        for rows, exported in exports:
            world.export(rows, table="post", exported=exported)
        return world.build("post")

    return run


def test_the_newest_snapshot_of_a_post_is_its_figure(build):
    read = build(
        ([post("p1", "2026-06-01", likes=5, comments=1)], "2026-06-02"),
        ([post("p1", "2026-06-10", likes=9, comments=2, shares=3)], "2026-06-11"),
    )
    found = read("SELECT likes, comments, shares, engagements, snapshot_at FROM marts.post")
    assert found.astype("str").values.tolist() == [["9", "2", "3", "14", "2026-06-10"]]


def test_days_of_a_post_add_up_but_reach_does_not(build):
    days = [
        post("p1", "2026-06-01", scope="period", impressions=10, reach=8, saves=1),
        post("p1", "2026-06-02", scope="period", impressions=5, reach=5, saves=2),
    ]
    found = build((days, "2026-06-03"))("SELECT impressions, reach, engagements, figures_from FROM marts.post")
    assert found["impressions"].tolist() == [15]
    assert found["reach"].isna().all()
    assert found["engagements"].tolist() == [3]
    assert found["figures_from"].astype("str").tolist() == ["2026-06-01"]


def test_a_whole_period_is_preferred_to_the_few_days_known_of_a_post(build):
    whole = post("p1", "2026-06-10", scope="period", start="2026-06-01", views=100)
    day = post("p1", "2026-06-02", scope="period", views=7)
    found = build(([whole], "2026-06-11"), ([day], "2026-06-12"))("SELECT views, scope FROM marts.post")
    assert found.values.tolist() == [[100, "period"]]


def test_engagements_are_unknown_where_none_of_their_parts_is_known(build):
    read = build(([post("p1", "2026-06-01", views=3, engagements=4)], "2026-06-02"))
    found = read("SELECT engagements, engagements_exported FROM marts.post")
    assert found["engagements"].isna().all()
    assert found["engagements_exported"].tolist() == [4]


def test_tone_and_theme_find_their_post_by_its_address(world, build):
    world.file("post_tags.csv", "permalink,tone,theme\nhttp://www.north.example/p/p1/?utm_source=a,warm,harvest\n")
    rows = [post("p1", "2026-06-01", likes=1), post("p2", "2026-06-01", likes=2)]
    found = build((rows, "2026-06-02"))("SELECT post_id, tone, theme FROM marts.post ORDER BY post_id")
    assert found.astype("object").where(found.notna(), None).values.tolist() == [
        ["p1", "warm", "harvest"],
        ["p2", None, None],
    ]


def test_the_newest_snapshot_of_an_audience_is_marked_and_older_ones_stay(world):
    def share(day, bucket, value):
        row = {
            "start": day,
            "end": day,
            "audience": "followers",
            "dimension": "age",
            "bucket": bucket,
            "publisher": None,
        }
        return row | {"share": value}

    world.export([share("2026-05-01", "18-24", "0.4")], table="audience", exported="2026-05-02")
    world.export([share("2026-06-01", "18-24", "0.5")], table="audience", exported="2026-06-02")
    read = world.build("audience")
    found = read("SELECT period_end, share, is_latest FROM marts.audience ORDER BY period_end")
    assert found.astype("str").values.tolist() == [
        ["2026-05-01", "0.400000", "False"],
        ["2026-06-01", "0.500000", "True"],
    ]


def test_a_video_asset_is_no_second_post(world):
    rows = [post("p1", "2026-06-01", likes=1), post("a9", "2026-06-01", subject="video", video_views=70)]
    world.export(rows, table="post", exported="2026-06-02")
    read = world.build("post", "video_asset")
    assert read("SELECT post_id FROM marts.post")["post_id"].tolist() == ["p1"]
    assert read("SELECT post_id, video_views FROM marts.video_asset").values.tolist() == [["a9", 70]]


def test_a_newer_snapshot_that_leaves_figures_out_does_not_wipe_them(build):
    read = build(
        ([post("p1", "2026-06-20", likes=9, saves=6, format="reel")], "2026-06-21"),
        ([post("p1", "2026-06-25", likes=12)], "2026-06-26"),
    )
    found = read("SELECT likes, saves, format, snapshot_at FROM marts.post")
    assert found.astype("str").values.tolist() == [["12", "6", "reel", "2026-06-25"]]


def test_many_days_are_preferred_to_a_shorter_period(build):
    days = [post("p1", f"2026-06-{day:02}", scope="period", views=100) for day in range(1, 11)]
    week = post("p1", "2026-06-10", scope="period", start="2026-06-08", views=70)
    found = build((days, "2026-06-11"), ([week], "2026-06-12"))("SELECT views, figures_from FROM marts.post")
    assert found.astype("str").values.tolist() == [["1000", "2026-06-01"]]


def test_of_two_periods_that_end_alike_the_longer_is_the_latest(world):
    def views(start, count):
        row = {"start": start, "end": "2026-06-10", "audience": "viewers", "dimension": "country", "bucket": "DE"}
        return row | {"publisher": None, "views": count}

    world.export([views("2026-06-01", 60)], table="audience", exported="2026-06-11")
    world.export([views("2025-07-01", 600)], table="audience", exported="2026-06-11")
    read = world.build("audience")
    assert read("SELECT views FROM marts.audience WHERE is_latest")["views"].tolist() == [600]
