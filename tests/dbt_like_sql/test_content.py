"""What posts bring by what they have in common, whether they come as planned, and what people say."""

from statistics import mean, pstdev, stdev

import pandas as pd
import pytest

SETTINGS = """name: Test
currency: EUR
timezone: Europe/Berlin
accounts:
  - {name: acc, network: north, account_id: acc, timezone: America/New_York}
"""
PLAN = "period_start,period_end,channel,category,amount,currency,posts_per_week\n"
T_OF_2 = 2.919986  # Student's t, 2 degrees of freedom, 5 % above: any table of it


def _post(post_id, published, snapshot="2026-06-14", **figures):
    row = {"start": snapshot, "end": snapshot, "grain_": "lifetime", "scope": "lifetime", "publisher": None}
    row |= {"post_id": post_id, "permalink": f"https://north.example/{post_id}", "published_on": published[:10]}
    row |= {"published_at": pd.Timestamp(published), "published_in_utc": None, "format": "video"}
    return row | figures


def _given(world):
    world.file("smm.yaml", SETTINGS)
    world.file(
        "plan.csv", PLAN + "2026-06-01,2026-06-30,north,content,0,EUR,3.5\n2026-06-01,2026-06-30,,content,0,EUR,7\n"
    )
    world.file("post_tags.csv", "permalink,tone\n" + "".join(f"https://north.example/p{n},warm\n" for n in (1, 2)))
    late = [
        _post("p1", "2026-06-01 10:00", reach=100, impressions=1000, likes=10),
        _post("p2", "2026-06-02 22:30", reach=200, impressions=1000, likes=6, shares=4),
        _post("p3", "2026-06-03 10:00", reach=400, impressions=2000, likes=60, published_in_utc=True),
        _post("p4", "2026-06-05 09:00", reach=50, likes=1, format="photo"),
        _post("young", "2026-06-10 09:00", reach=10, likes=9),
        _post("old", "2026-03-01 09:00", reach=10, likes=9),
        _post("silent", "2026-06-04 09:00", reach=10, format="story"),
    ]  # fmt: skip
    early = [_post("seen young", "2026-05-20 09:00", "2026-05-22", reach=10, likes=9)]
    world.export(late, table="post", exported="2026-06-15")
    world.export(early, table="post", exported="2026-05-23")
    fans = {"2026-06-01": 500, "2026-06-02": 500, "2026-06-03": 600, "2026-06-14": 610}
    rows = [{"date": day, "metric": "followers", "value": value, "publisher": None} for day, value in fans.items()]
    world.export(rows, table="account_metric", exported="2026-06-15")
    return world.build("content_effectiveness", "posting_adherence")


def _value(read, dimension, value):
    found = read(f"SELECT * FROM marts.content_effectiveness WHERE dimension = '{dimension}' AND value = '{value}'")
    assert len(found) == 1
    return found.iloc[0]


def test_posts_that_were_old_enough_are_compared_and_come_as_planned_or_not(world):
    read = _given(world)
    video = _value(read, "format", "video")
    # young, old, and the one last seen at two days are left out; rates 0.10, 0.05, 0.15
    assert (video["posts"], video["er_reach_posts"]) == (3, 3)
    half = T_OF_2 * stdev([0.10, 0.05, 0.15]) / 3**0.5
    assert video["er_reach"] == pytest.approx(0.10)
    assert [video["er_reach_low"], video["er_reach_high"]] == pytest.approx([0.10 - half, 0.10 + half], rel=1e-6)
    # 80 of 4,000; residuals -10, -10, 20: variance 600 / 2 of a mean of 3 posts, 4,000 / 3 impressions each
    half = T_OF_2 * (600 / 2 / 3) ** 0.5 / (4000 / 3)
    assert video["er_impressions"] == pytest.approx(0.02)
    assert [video["er_impressions_low"], video["er_impressions_high"]] == pytest.approx([0, 0.02 + half], rel=1e-6)
    assert video["er_followers"] == pytest.approx(mean([10 / 500, 10 / 500, 60 / 600]))
    assert video["er_views_posts"] == 0
    assert video[["er_views", "reason"]].isna().all()

    photo = _value(read, "format", "photo")
    assert photo["er_reach"] == pytest.approx(0.02)
    assert photo[["er_reach_low", "er_reach_high"]].isna().all()
    assert photo["reason"] == "only 1 post: too few to say how far the rate may be off"
    assert _value(read, "tone", "warm")["posts"] == 2

    # New York's 10:00 is 16:00 in Berlin, its 22:30 of Tuesday is Wednesday 04:30; 10:00 UTC is 12:00; 09:00 is 15:00
    shown = read(
        "SELECT dimension, value, place, posts FROM marts.content_effectiveness WHERE dimension IN ('hour', 'weekday')"
    )
    assert sorted(map(tuple, shown.to_numpy().tolist())) == [
        ("hour", "04", 4, 1), ("hour", "12", 12, 1), ("hour", "15", 15, 1), ("hour", "16", 16, 1),
        ("weekday", "Friday", 4, 1), ("weekday", "Monday", 0, 1), ("weekday", "Wednesday", 2, 2),
    ]  # fmt: skip

    weeks = read("SELECT * FROM marts.posting_adherence WHERE channel = 'north' ORDER BY week").set_index("week")
    weeks.index = weeks.index.astype("str").str[:10]
    first, last = weeks.loc["2026-06-01"], weeks.loc["2026-06-08"]
    assert (float(first["planned"]), first["published"], first["days_known"]) == (3.5, 5, 7)
    assert first["adherence"] == pytest.approx(5 / 3.5)
    assert (last["published"], last["reason"]) == (1, "1 post, 3.5 planned")
    moments = ["06-01 16:00", "06-03 04:30", "06-03 12:00", "06-04 15:00", "06-05 15:00", "06-10 15:00"]
    hours = pd.to_datetime([f"2026-{text}" for text in ("05-20 15:00", *moments)]).to_series().diff().dt.total_seconds()
    gaps = [*hours.dropna(), (pd.Timestamp("2026-05-20 15:00") - pd.Timestamp("2026-03-01 15:00")).total_seconds()]
    assert last["gaps"] == 7
    assert last["regularity"] == pytest.approx(mean(gaps) / (mean(gaps) + pstdev(gaps)), rel=1e-3)
    together = read(
        "SELECT planned, published FROM marts.posting_adherence WHERE channel IS NULL AND week = DATE '2026-06-01'"
    )
    assert together.astype(float).to_numpy().tolist() == [[7, 5]]


def test_weeks_no_export_of_posts_covers_are_unknown_and_not_empty(world):
    world.export(
        [_post("a", "2026-05-05 09:00", "2026-05-10", likes=1)], table="post", period=("2026-05-04", "2026-05-10")
    )
    world.export(
        [_post("b", "2026-06-03 09:00", "2026-06-05", likes=1)], table="post", period=("2026-06-01", "2026-06-05")
    )
    read = world.build("posting_adherence")
    found = read("SELECT week, days, days_known, published, reason FROM marts.posting_adherence ORDER BY week")
    found["week"] = found["week"].astype("str").str[5:10]
    assert found.astype("object").where(found.notna(), None).to_numpy().tolist() == [
        ["05-04", 7, 7, 1, "1 post; the plan names no number"],
        ["05-11", 7, 0, None, "no export tells the posts of this week"],
        ["05-18", 7, 0, None, "no export tells the posts of this week"],
        ["05-25", 7, 0, None, "no export tells the posts of this week"],
        ["06-01", 7, 5, 1, "1 post on the 5 of 7 days that are known; the plan names no number"],
        ["06-08", 7, 0, None, "no export tells the posts of this week"],
    ]


def _wilson(count, total, z=1.644854):
    """Wilson's interval as Newcombe (1998) writes it."""
    share, spread = count / total, z * (z * z + 4 * count * (1 - count / total)) ** 0.5
    return [
        (2 * total * share + z * z - spread) / (2 * (total + z * z)),
        (2 * total * share + z * z + spread) / (2 * (total + z * z)),
    ]


def test_mood_and_listed_pages_are_told_only_as_far_as_files_go(world):
    mood = [
        "2026-06-01,north,1,1,2",
        "2026-06-05,north,10,5,5",
        "2026-06-09,north,3,,1",
        "2026-06-10,south,0,4,0",
        "2026-05-01,south,0,0,0",
    ]
    world.file("mood.csv", "day,channel,positive,neutral,negative\n" + "\n".join(mood) + "\n")
    world.export(
        [{"date": "2026-06-05", "metric": "negative_feedback", "value": 3, "publisher": None}], table="account_metric"
    )
    world.export(
        [{"date": "2026-06-05", "metric": "views", "value": 3, "publisher": None}],
        table="account_metric",
        network="south",
    )

    def page(name, engagements, posts, followers, start="2026-06-01"):
        row = {"start": start, "end": "2026-06-14", "page": name, "account_name": "Own Tea", "engagements": engagements}
        return row | {"posts": posts, "followers": followers}

    listed = [page("own tea", 30, 6, 900), page("Rival", 60, 6, 4000), page("Quiet", 10, None, 50)]
    world.export([*listed, page("Rival", 1, 1, 1, "2026-06-08")], table="competitor")
    untold = [{"start": "2026-06-01", "end": "2026-06-14", "page": name} for name in ("tea house", "Rival")]
    world.export(untold, table="competitor", network="south", account="Tea House")  # account_id in smm.yaml
    world.export(untold[1:], table="competitor", network="meter", account="meter:default")
    read = world.build("mood_daily", "competitor_share")
    found = read("SELECT * FROM marts.mood_daily ORDER BY channel, date").to_dict("records")
    assert [row["channel"] for row in found] == ["north", "north", "north", "south", "south"]
    first, second, third, nothing, calm = found
    assert (nothing["mentions"], nothing["mentions_7d"]) == (0, 0)
    assert all(pd.isna(nothing[f"negative_share{end}"]) for end in ("", "_low", "_high", "_7d", "_7d_low", "_7d_high"))
    assert second["negative_share"] == pytest.approx(5 / 20)
    assert [second["negative_share_low"], second["negative_share_high"]] == pytest.approx(_wilson(5, 20), rel=1e-5)
    assert (second["negative_feedback"], second["mentions_7d"]) == (3, 24)
    assert second["negative_share_7d"] == pytest.approx(7 / 24)
    assert [second["negative_share_7d_low"], second["negative_share_7d_high"]] == pytest.approx(
        _wilson(7, 24), rel=1e-5
    )
    assert pd.isna(first["negative_feedback"])
    assert pd.isna(third["mentions"])
    assert pd.isna(third["negative_share"])
    assert third["negative_share_7d"] == pytest.approx(5 / 20)  # 3 to 9 June: the day without neutral is left out
    assert [calm["negative_share_low"], calm["negative_share_high"]] == pytest.approx([0, _wilson(0, 4)[1]], rel=1e-5)

    pages = read("SELECT * FROM marts.competitor_share WHERE network = 'north'").set_index("page")
    assert pages["share_of_interactions"].to_dict() == pytest.approx({"own tea": 0.3, "Rival": 0.6, "Quiet": 0.1})
    assert pages["share_of_posts"].isna().all()  # one page does not tell its posts
    assert pages["is_own"].to_dict() == {"own tea": True, "Rival": False, "Quiet": False}
    others = read("SELECT network, page, is_own FROM marts.competitor_share WHERE network <> 'north'")
    told = {(row["network"], row["page"]): row["is_own"] for row in others.to_dict("records")}
    assert (told["south", "tea house"], told["south", "Rival"]) == (True, False)
    assert pd.isna(told["meter", "Rival"])
    assert pages["followers"].to_dict() == {"own tea": 900, "Rival": 4000, "Quiet": 50}
