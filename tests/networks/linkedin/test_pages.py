"""LinkedIn Page exports: negative days, posts and their ids, people, periods of sheets, what is never read."""

from datetime import datetime

import openpyxl
import pytest

from smm_assets import schema
from smm_assets.validation import validate

CONTENT = "brightleaf-tea_content_1780563600000.xls"
VISITORS = "brightleaf-tea_visitors_1780563600000.xlsx"
COMPETITORS = "Brightleaf Tea_competitor_analytics_1780563600000.xlsx"
NOW = datetime(2026, 7, 15, 6)


def workbook(tmp_path, **sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, lines in sheets.items():
        sheet = book.create_sheet(title.replace("_", " "))
        for line in lines:
            sheet.append(line)
    book.save(tmp_path / "book.xlsx")
    return (tmp_path / "book.xlsx").read_bytes()


def metric(frame, name):
    return frame[frame["metric"] == name].sort_values("period_start")["value"].astype(float).tolist()


def test_a_day_on_which_more_was_taken_back_than_given_stays_negative(read_sample):
    metrics, _ = read_sample(CONTENT)
    assert metric(metrics.frame, "likes") == [2, -1, -28]
    judged = validate(metrics.frame, schema.ACCOUNT_METRIC, None, now=NOW)
    assert judged.rejected.empty


def test_the_sentence_above_the_header_is_no_header(read_sample):
    metrics, posts = read_sample(CONTENT)
    assert metrics.frame["row_number"].min() == posts.frame["row_number"].min() == 3


def test_unique_impressions_are_people_and_never_added_up(read_sample):
    metrics, _ = read_sample(CONTENT)
    assert metric(metrics.frame, "reach_organic") == [22, 9, 0]
    assert "reach_organic" not in metrics.summary.sums


def test_a_post_goes_by_the_urn_in_its_address(read_sample, rows):
    _, posts = read_sample(CONTENT)
    assert rows(posts.frame, ("post_id", "published_on", "format", "is_boosted", "follows")) == [
        ("urn:li:activity:7300000000000000001", "2026-06-01", "photo", False, None),
        ("urn:li:ugcPost:7300000000000000002", "2026-05-30", "video", True, 2),
    ]


def test_posts_stand_as_on_the_day_of_the_export_not_of_its_arrival(read_sample, rows):
    _, posts = read_sample(CONTENT)
    assert set(rows(posts.frame, ("scope", "period_start", "period_end"))) == {("lifetime", "2026-06-04", "2026-06-04")}


def test_names_of_employees_are_never_read(read_sample):
    for part in read_sample(CONTENT):
        assert "Somebody" not in part.frame.to_csv()


def test_shares_of_older_files_are_reposts(read_bytes, tmp_path):
    names = ("Impressions (total)", "Clicks (total)", "Reactions (total)", "Shares (total)")
    data = workbook(tmp_path, Metrics=[("Date", *names), ("06/13/2022", 10, 1, 2, 3)])
    (part,) = read_bytes("page_content_1656000000000.xlsx", data)
    assert metric(part.frame, "reposts") == [3]


def test_total_followers_is_a_gain_by_day_and_people_by_place(read_sample, rows):
    gained, places, *_ = read_sample("brightleaf-tea_followers_1780563600000.xlsx")
    assert metric(gained.frame, "followers_gained") == [6, -1, 0]
    assert rows(places.frame, ("audience", "dimension", "bucket", "people", "views")) == [
        ("followers", "region", "Greater Hamburg Area", 60, None),
        ("followers", "region", "Utrecht, Netherlands", 31, None),
    ]


def test_views_by_place_cover_the_days_of_the_first_sheet(read_sample, rows):
    _, places, *_ = read_sample(VISITORS)
    assert rows(places.frame, ("grain", "period_start", "period_end", "dimension", "views", "people"))[0] == (
        "period",
        "2026-06-01",
        "2026-06-03",
        "region",
        7,
        None,
    )


def test_views_by_place_alone_are_asked_for_their_period(read_bytes, tmp_path):
    data = workbook(tmp_path, Location=[("Location", "Total views"), ("Hamburg", 7)])
    (part,) = read_bytes("book.xlsx", data)
    assert part.refusal.status == "held"
    assert "whole workbook" in part.refusal.cure


def test_demographic_sheets_do_not_share_keys(read_sample):
    parts = read_sample("brightleaf-tea_followers_1780563600000.xlsx")[1:]
    keys = [key for part in parts for key in part.frame["row_key"]]
    assert len(keys) == len(set(keys)) == 8
    assert [set(part.frame["dimension"]) for part in parts] == [
        {"region"},
        {"job_function"},
        {"seniority"},
        {"industry"},
        {"company_size"},
    ]


def test_the_period_of_competitors_is_month_first(read_sample, rows):
    (part,) = read_sample(COMPETITORS)
    assert rows(part.frame, ("period_start", "period_end", "page", "followers", "new_followers")) == [
        ("2026-05-04", "2026-06-02", "Brightleaf Tea", 1200, 30),
        ("2026-05-04", "2026-06-02", "Darkleaf Coffee", 5400, -7),
        ("2026-05-04", "2026-06-02", "Plain Water Ltd", 88, 0),
    ]
    assert set(part.frame["account_name"]) == {"Brightleaf Tea"}  # the Page that asked: the file's name tells it
    assert validate(part.frame, schema.COMPETITOR, None, now=NOW).rejected.empty


def test_a_share_is_a_post_once_a_day_and_may_have_lost_reposts(read_sample, rows):
    (part,) = read_sample("share_statistic.csv")
    assert rows(part.frame, ("period_end", "post_id", "impressions", "reposts")) == [
        ("2026-06-03", "urn:li:share:7300000000000000003", 54, 0),
        ("2026-06-03", "urn:li:share:7300000000000000004", 11, -1),
        ("2026-06-04", "urn:li:share:7300000000000000003", 60, 0),
    ]
    judged = validate(part.frame, schema.POST, None, now=NOW)
    assert len(judged.good) == 3


@pytest.mark.parametrize("name", [CONTENT, VISITORS, COMPETITORS])
def test_the_file_name_says_when_it_was_exported(read_sample, name):
    for part in read_sample(name):
        assert (part.summary.exported_at, part.summary.exported_at_basis) == (datetime(2026, 6, 4, 9), "file_name")
