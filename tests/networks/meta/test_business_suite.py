"""Meta Business Suite charts: the samples of the network against values worked out by hand."""

import pytest

from smm_assets.networks.meta.business_suite import metric_of

COLUMNS = ("period_start", "publisher", "metric", "value", "unit", "is_additive")


def test_a_chart_whose_title_names_the_network_is_read(read_sample, rows):
    (part,) = read_sample("Reach.csv")
    assert part.refusal is None
    assert rows(part.frame, COLUMNS) == [
        ("2026-03-07", "facebook", "reach", 120, "people", False),
        ("2026-03-08", "facebook", "reach", 98, "people", False),
        ("2026-03-09", "facebook", "reach", 134, "people", False),
    ]
    assert set(part.frame["account_id"]) == {"meta:default"}
    assert "value" not in part.summary.sums


def test_a_bare_title_asks_which_network_it_is_of(read_sample):
    (part,) = read_sample("Views.csv")
    assert part.refusal.status == "held"
    assert "Facebook or Instagram" in part.refusal.message
    assert "sub-folder" in part.refusal.cure


def test_the_declared_account_answers_that_question(read_sample, rows):
    (part,) = read_sample("Views.csv", publisher="instagram", account_id="brightleaf.ig")
    assert rows(part.frame, COLUMNS) == [
        ("2026-06-01", "instagram", "views", 5210, "count", True),
        ("2026-06-02", "instagram", "views", 4216, "count", True),
    ]
    assert set(part.frame["account_id"]) == {"brightleaf.ig"}


def test_vietnamese_titles_are_known(read_sample, rows):
    (part,) = read_sample("luot_theo_doi.csv")
    assert rows(part.frame, COLUMNS) == [
        ("2026-06-01", "instagram", "follows", 6, "count", True),
        ("2026-06-02", "instagram", "follows", 0, "count", True),
    ]


@pytest.mark.parametrize("publisher", ["facebook", "instagram"])
def test_a_chart_of_followers_is_a_stock_of_people_and_not_the_follows_of_the_day(read_bytes, rows, publisher):
    title = f"{publisher.title()} followers"
    text = f'sep=,\n"{title}"\n"Date","Primary"\n"2026-06-01T00:00:00","812"\n"2026-06-02T00:00:00","815"\n'
    (part,) = read_bytes("Followers.csv", text.encode("utf-16"))
    assert rows(part.frame, COLUMNS) == [
        ("2026-06-01", publisher, "followers", 812, "people", False),
        ("2026-06-02", publisher, "followers", 815, "people", False),
    ]
    assert "followers" not in part.summary.sums


def test_stacked_tables_are_parts_and_the_title_wins_over_a_mislabelled_header(read_sample, rows):
    facebook, instagram = read_sample("Page and profile visits.csv")
    assert facebook.part != instagram.part
    assert rows(facebook.frame, ("row_number", *COLUMNS)) == [
        (4, "2023-02-28", "facebook", "visits", 3, "count", True),
        (5, "2023-03-01", "facebook", "visits", 17, "count", True),
    ]
    assert rows(instagram.frame, ("row_number", *COLUMNS)) == [
        (9, "2023-02-28", "instagram", "visits", 8, "count", True),
        (10, "2023-03-01", "instagram", "visits", 5, "count", True),
    ]


def test_a_chart_saved_again_by_a_spreadsheet_with_semicolons_is_read(read_sample, rows):
    (part,) = read_sample("Interactions_excel.csv", publisher="facebook")
    assert rows(part.frame, ("period_start", "metric", "value")) == [
        ("2026-06-01", "interactions", 185),
        ("2026-06-02", "interactions", 87),
    ]


def test_a_chart_saved_again_with_tabs_is_read(read_sample, rows):
    (part,) = read_sample("Clicks_tab.csv")
    assert rows(part.frame, ("period_start", "publisher", "metric", "value")) == [
        ("2026-06-01", "instagram", "link_clicks", 3),
        ("2026-06-02", "instagram", "link_clicks", 1),
    ]


def test_shares_that_became_dates_damage_the_whole_file(read_sample):
    parts = read_sample("Audience_excel.csv", publisher="facebook")
    assert {part.refusal.status for part in parts} == {"quarantined"}
    assert all("date" in part.refusal.message for part in parts)


def test_an_unknown_title_is_not_guessed(read_bytes):
    text = 'sep=,\n"Facebook stars"\n"Date","Primary"\n"2026-06-01T00:00:00","5"\n\n'
    (part,) = read_bytes("Stars.csv", text.encode("utf-16"))
    assert part.refusal.status == "unrecognised"
    assert "Facebook stars" in part.refusal.message


@pytest.mark.parametrize(
    ("title", "metric", "publisher"),
    [
        ("Facebook Page reach", "reach", "facebook"),
        ("Instagram reach", "reach", "instagram"),
        ("Facebook Page new likes", "page_likes", "facebook"),
        ("New Instagram followers", "follows", "instagram"),
        ("Facebook visits", "visits", "facebook"),
        ("Instagram profile visits", "visits", "instagram"),
        ("Viewers", "viewers", None),
        ("Content interactions", "interactions", None),
        ("Lượt click vào liên kết trên Facebook", "link_clicks", "facebook"),
        ("Số người tiếp cận", "reach", None),
        ("Người xem", "viewers", None),
        ("Lượt xem", "views", None),
        ("Lượt tương tác với nội dung", "interactions", None),
        ("Facebook follows", "follows", "facebook"),
        ("Alcance de Facebook", "reach", "facebook"),
        ("Visitas en Instagram", "visits", "instagram"),
        ("Охват в Facebook", "reach", "facebook"),
        ("Facebook followers", "followers", "facebook"),
        ("Instagram followers", "followers", "instagram"),
        ("Người theo dõi trên Instagram", "followers", "instagram"),
        ("Подписчики в Instagram", "followers", "instagram"),
        ("Seguidores de Instagram", "followers", "instagram"),
        ("Lượt theo dõi trên Facebook", "follows", "facebook"),
        ("Новые подписчики в Instagram", "follows", "instagram"),
        ("Something else", None, None),
    ],
)
def test_titles_name_metric_and_network(title, metric, publisher):
    assert metric_of(title) == (metric, publisher)
