"""Meta Business Suite audiences and formats: tables without days, against values worked out by hand."""

import pytest

COLUMNS = ("publisher", "audience", "dimension", "bucket", "gender", "share")


def table(*lines):
    return "\n".join(("sep=,", *lines, "")).encode("utf-16")


def test_ages_and_genders_are_shares_of_followers(read_sample, rows):
    _, ages, _ = read_sample("Audience.csv", publisher="instagram")
    assert rows(ages.frame, ("row_number", *COLUMNS)) == [
        (8, "instagram", "followers", "age+gender", "18-24", "female", 0.056),
        (8, "instagram", "followers", "age+gender", "18-24", "male", 0.034),
        (9, "instagram", "followers", "age+gender", "25-34", "female", 0.129),
        (9, "instagram", "followers", "age+gender", "25-34", "male", 0.102),
    ]


def test_names_in_one_row_meet_their_shares_in_the_next(read_sample, rows):
    cities, _, countries = read_sample("Audience.csv", publisher="instagram")
    assert rows(cities.frame, COLUMNS) == [
        ("instagram", "followers", "city", "Leeds, England", None, 0.401),
        ("instagram", "followers", "city", "York, England", None, 0.225),
    ]
    assert rows(countries.frame, COLUMNS[2:]) == [
        ("country", "GB", None, 0.803),
        ("country", "IE", None, 0.117),
    ]
    assert (cities.part, countries.part) == ("Top cities", "Top countries")


def test_a_table_that_names_no_network_is_held(read_sample):
    parts = read_sample("Audience.csv")
    assert {part.refusal.status for part in parts} == {"held"}
    assert all("Facebook or Instagram" in part.refusal.message for part in parts)


def test_city_names_that_lost_their_quotes_come_together_again(read_sample, rows):
    parts = {part.part: part for part in read_sample("Audience_2024.csv")}
    assert rows(parts["Facebook followers by top cities"].frame, ("publisher", "bucket", "share")) == [
        ("facebook", "Leeds, England", 0.153),
        ("facebook", "Cork, County Cork, Ireland", 0.087),
    ]


def test_the_title_wins_over_the_account(read_sample):
    parts = {part.part: part for part in read_sample("Audience_2024.csv", publisher="instagram")}
    assert set(parts["Facebook followers"].frame["publisher"]) == {"facebook"}
    assert set(parts["Facebook followers by top cities"].frame["publisher"]) == {"facebook"}
    assert set(parts["Instagram followers by top countries"].frame["publisher"]) == {"instagram"}


def test_the_number_of_followers_stands_on_the_day_it_arrived(read_sample, rows):
    facebook, instagram, *_ = read_sample("Audience_2024.csv")
    columns = ("period_start", "publisher", "metric", "value", "unit", "is_additive")
    assert rows(facebook.frame, columns) == [("2026-07-15", "facebook", "followers", 3020, "people", False)]
    assert rows(instagram.frame, columns) == [("2026-07-15", "instagram", "followers", 410, "people", False)]


@pytest.mark.parametrize(
    "line",
    ["Leeds\tEngland\t15.3%\t", "Leeds\t England\t15.3\t", "Leeds\t England\tYorkshire\t15.3%"],
    ids=["no space after the comma", "no percent sign", "one part without a space"],
)
def test_cells_that_may_have_been_shifted_are_not_glued_together(read_bytes, line):
    text = (
        f"sep=\t\t\t\r\nFacebook followers by top cities\t\t\t\r\nTop cities\tValue\t\t\r\n{line}\r\nYork\t40%\t\t\r\n"
    )
    (part,) = read_bytes("Audience.csv", text.encode("utf-16"))
    assert part.refusal.status == "quarantined"
    assert "shifted" in part.refusal.message


def test_a_name_without_its_share_is_refused(read_bytes):
    data = table('"Top countries"', '"Ireland","Italy","Spain"', '"50.1","30.2"')
    (part,) = read_bytes("Audience.csv", data, publisher="facebook")
    assert part.refusal.status == "quarantined"
    assert "a name has no number" in part.refusal.message


def test_small_shares_are_percents_all_the_same(read_bytes, rows):
    data = table('"Top cities"', '"Leeds, England","York, England"', '"0.8","0.7"')
    (part,) = read_bytes("Audience.csv", data, publisher="facebook")
    assert rows(part.frame, ("bucket", "share")) == [("Leeds, England", 0.008), ("York, England", 0.007)]


def test_views_by_format_are_read_and_what_else_is_counted_by_format_is_not(read_sample, rows):
    views, interactions = read_sample("Top content formats.csv", publisher="facebook")
    assert rows(views.frame, ("audience", "dimension", "bucket", "views")) == [
        ("viewers", "format", "Reels", 572),
        ("viewers", "format", "Multi-photo", 86),
        ("viewers", "format", "Links", 79),
        ("viewers", "format", "Photos", 22),
    ]
    assert interactions.refusal.status == "unrecognised"
    assert "published posts" in interactions.refusal.message


def test_shares_that_became_dates_damage_the_tables_beside_them(read_sample):
    parts = read_sample("Audience_excel.csv", publisher="facebook")
    assert [part.part for part in parts] == ["Age & gender", "Follows"]
    assert {part.refusal.status for part in parts} == {"quarantined"}
