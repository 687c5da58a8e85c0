"""YouTube Studio by content: ids, publishing days, the total row, lists cut at 500, revenue."""

from pathlib import Path

import pytest

from smm_assets.networks import youtube

ZIP = "Content 2026-06-28_2026-06-30 Mug channel.zip"


def table(parts):
    return next(part for part in parts if part.report == "content")


def test_videos_keep_id_title_and_publishing_day_and_hours_become_seconds(read_sample, rows):
    part = table(read_sample(ZIP))
    columns = ("post_id", "title", "published_on", "published_at", "scope", "views", "watch_seconds", "impressions")
    assert rows(part.frame, columns) == [
        ("mugVideo001", "How a mug is made", "2026-06-02", None, "period", 100, 18000, 1500),
        ("-ugVideo002", "Glaze, fired twice", None, None, "period", 50, 9000, 500),
    ]


def test_the_total_row_is_control_and_no_video(read_sample):
    part = table(read_sample(ZIP))
    assert part.summary.totals_rows == [2]
    assert {one.metric: one.holds for one in part.summary.controls} == {
        "impressions": True,
        "views": True,
        "watch_seconds": True,  # 0.0001 hours of rounding are 0.36 seconds
    }
    assert part.summary.problems == []


def test_subscribers_gained_minus_lost_are_no_gained_ones(read_sample, rows):
    part = table(read_sample(ZIP))
    assert part.frame["follows"].isna().all()
    (shorts,) = read_sample("Table data 2026-06-01_2026-06-30.csv")
    assert rows(shorts.frame, ("follows",)) == [(6,), (3,)]


def test_days_of_videos_are_period_rows_of_one_day(read_sample, rows):
    part = next(part for part in read_sample(ZIP) if part.report == "content_days")
    assert rows(part.frame, ("period_start", "grain", "scope", "post_id", "duration_seconds", "views"))[:2] == [
        ("2026-06-29", "day", "period", "mugVideo001", 312, 40),
        ("2026-06-30", "day", "period", "mugVideo001", 312, 60),
    ]
    assert part.frame["row_key"].is_unique


def test_a_list_cut_at_500_is_loaded_and_its_total_is_no_difference(read_sample, rows):
    (part,) = read_sample("Table data 2026-06-01_2026-06-30.csv")
    assert [one.metric for one in part.summary.controls if not one.holds] == []
    assert part.summary.control_difference == -50
    remarks = " ".join(str(problem) for problem in part.summary.problems)
    assert "Showing top 500 results" in remarks
    assert "950" in remarks
    assert rows(part.frame, ("earnings_original", "average_watch_seconds", "video_view_definition")) == [
        (3.001, 12, "engaged"),
        (None, 13, "engaged"),
    ]


@pytest.mark.parametrize(("views", "holds"), [(101, True), (99, False), (100, True)])
def test_a_list_may_add_up_to_less_than_its_total_which_is_told_but_not_to_more(read_bytes, views, holds):
    text = f"Content,Video title,Video publish time,Views\nTotal,,,{views}\nmugVideo001,A mug,,100\n"
    (part,) = read_bytes("Table 2026-06-01_2026-06-30.csv", text.encode())
    assert all(one.holds for one in part.summary.controls) is holds
    assert bool(part.summary.problems) is (views != 100)


def test_rows_above_the_total_of_a_cut_list_are_a_difference_still(read_bytes):
    text = "Content,Video title,Video publish time,Views\nTotal,,,90\nmugVideo001,A mug,,100\nShowing top 500 results\n"
    (part,) = read_bytes("Table 2026-06-01_2026-06-30.csv", text.encode())
    assert [one.holds for one in part.summary.controls] == [False]


def test_people_of_a_video_are_never_added_up(read_sample, rows):
    (part,) = read_sample("Table data 2026-06-01_2026-06-30.csv")
    assert rows(part.frame, ("reach",)) == [(480,), (300,)]
    assert "reach" not in part.summary.sums


def test_revenue_without_a_currency_in_its_header_is_asked(read_bytes):
    text = "Content,Video title,Video publish time,Estimated revenue\nmugVideo001,A mug,,1.25\n"
    (part,) = read_bytes("Table 2026-06-01_2026-06-30.csv", text.encode())
    assert part.refusal.status == "held"
    assert "currency" in part.refusal.message


def test_videos_split_by_a_second_dimension_are_refused(read_bytes):
    text = "Content,Video title,Video publish time,Geography,Views\nmugVideo001,A mug,,UA,1\nmugVideo001,A mug,,PL,2\n"
    (part,) = read_bytes("Table 2026-06-01_2026-06-30.csv", text.encode())
    assert part.refusal.status == "unrecognised"
    assert "Geography" in part.refusal.message


def test_soft_hyphens_hide_neither_header_nor_total_nor_trailer(read_bytes):
    text = (Path(youtube.__file__).parent / "samples" / "Tabellendaten.csv").read_bytes()
    (part,) = read_bytes("Tabellendaten 2025-01-01_2025-12-31.csv", text)
    assert (part.summary.rows_read, part.summary.rows_skipped_total) == (3, 1)
    assert part.summary.sums["views"] == 290
