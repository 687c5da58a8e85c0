"""Legacy Facebook Page Insights: days and posts, against values worked out by hand."""

PAGE = "Facebook Insights Data Export - Brightleaf - 2014-01-01 - 2014-01-03.csv"
POSTS = "Facebook Insights Data Export (Post Level) - Brightleaf - 2015-08-19 - 2016-02-15.csv"
VIDEOS = "Facebook Insights Data Export (Video Posts) - Brightleaf - 2015-08-19 - 2016-02-15.csv"
WORKBOOK = "Facebook Insights Data Export (Post Level) - Brightleaf - 2017-07-27.xls"


def test_a_day_becomes_a_fact_for_each_daily_column(read_sample, rows):
    (part,) = read_sample(PAGE)
    first = part.frame[part.frame["row_number"] == 3]
    assert dict(rows(first, ("metric", "value"))) == {
        "followers": 107,
        "followers_gained": 15,
        "followers_lost": 1,
        "engaged_people": 39,
        "reach": 186,
        "reach_organic": 180,
        "reach_paid": 6,
        "impressions": 745,
        "impressions_organic": 700,
        "impressions_paid": 45,
        "page_views": 30,
        "negative_feedback": 2,
        "video_views": None,
    }
    assert set(first["publisher"]) == {"facebook"}


def test_people_are_never_added_up(read_sample, rows):
    (part,) = read_sample(PAGE)
    people = part.frame[part.frame["unit"] == "people"]
    assert set(people["metric"]) == {"followers", "engaged_people", "reach", "reach_organic", "reach_paid"}
    assert not people["is_additive"].any()
    assert not {"reach", "followers", "engaged_people"} & set(part.summary.sums)


def test_the_range_in_the_name_tells_day_from_month(read_sample):
    (part,) = read_sample(PAGE)
    assert [str(day) for day in dict.fromkeys(part.frame["period_start"])] == ["2014-01-01", "2014-01-02", "2014-01-03"]


def test_the_line_that_explains_the_columns_is_no_record(read_sample):
    for name in (PAGE, POSTS, VIDEOS, WORKBOOK):
        part = read_sample(name)[0]
        assert 2 not in set(part.frame["row_number"])
        assert part.summary.rows_rejected == 0


def test_without_that_line_nothing_is_lost(read_bytes):
    header = '"Post ID",Permalink,Posted,"Lifetime Post Total Reach","Lifetime Post Total Impressions"'
    line = '600000000000001_1,https://www.facebook.com/1,"02/14/2016 12:40:16 AM",10,20'
    (part,) = read_bytes(POSTS, f"{header}\n{line}\n".encode())
    assert (part.summary.rows_read, part.summary.sums["impressions"]) == (1, 20)


def test_a_renamed_file_of_posts_does_not_stand_as_of_today(read_bytes):
    header = '"Post ID",Permalink,Posted,"Lifetime Post Total Reach","Lifetime Post Total Impressions"'
    line = '600000000000001_1,https://www.facebook.com/1,"02/14/2016 12:40:16 AM",10,20'
    (part,) = read_bytes("old posts.csv", f"{header}\n{line}\n".encode())
    assert part.refusal.status == "held"
    assert "which days" in part.refusal.message


def test_likes_are_stories_and_views_are_times(read_sample, rows):
    (part,) = read_sample(POSTS)
    columns = ("format", "reach", "clicks", "link_clicks", "likes", "comments", "shares", "video_views")
    assert rows(part.frame, columns) == [
        ("photo", 301, 32, 7, 13, 3, 2, None),
        ("video", 1115, 111, None, 43, None, 14, 505),
    ]


def test_milliseconds_become_seconds_and_posts_without_video_have_none(read_sample, rows):
    (part,) = read_sample(POSTS)
    assert rows(part.frame, ("average_watch_seconds", "duration_seconds")) == [(None, None), (30.674, 126.454)]


def test_both_exports_of_a_video_agree_and_share_its_key(read_sample):
    (posts,) = read_sample(POSTS)
    (videos,) = read_sample(VIDEOS)
    one = posts.frame.set_index("post_id").loc["1002"]
    other = videos.frame.set_index("post_id").loc["1002"]
    assert one["row_key"] == other["row_key"]
    for column in ("impressions", "reach", "clicks", "likes", "shares", "video_views"):
        assert one[column] == other[column]


def test_a_post_is_the_one_of_the_content_export_and_keeps_its_address(read_sample, rows):
    (part,) = read_sample(POSTS)
    first = rows(part.frame, ("account_id", "post_id", "permalink"))[0]
    assert first == ("600000000000001", "1001", "https://www.facebook.com/brightleaf/posts/1001")


def test_a_workbook_that_is_xml_is_read_and_its_other_sheets_are_not(read_sample, rows):
    posts, actions = read_sample(WORKBOOK)
    assert rows(posts.frame, ("post_id", "format", "impressions", "video_views", "text_excerpt")) == [
        ("2001", "video", 319665, 91868, "Glaze & fire\n\n#2"),
        ("2002", "photo", 27051, 0, "Open day"),
    ]
    assert [str(moment) for moment in posts.frame["published_at"]] == ["2017-07-22 05:30:00", "2017-06-30 07:00:00"]
    assert actions.refusal.status == "left_out"
    assert "Key Metrics" in actions.refusal.message


def test_a_public_data_set_made_of_such_files_is_nobodys_export(read_bytes):
    header = "Page total likes,Type,Category,Post Month,Paid,Lifetime Post Total Reach,Lifetime Post Total Impressions"
    header += ",Lifetime Engaged Users,Lifetime Post Consumptions,comment,like,share,Total Interactions"
    (part,) = read_bytes("x.csv", f"{header}\n1394,Photo,2,12,0,275,509,178,159,4,79,17,100\n".encode())
    assert part.refusal.status == "unrecognised"
    assert part.report is None
