"""YouTube Studio by day and by dimension: metrics of the channel, people, shares, tables that leave rows out."""

import pytest


def test_a_day_of_several_metrics_is_a_row_each(read_sample, rows):
    (part,) = read_sample("Gesamtwerte.csv")
    assert rows(part.frame, ("period_start", "metric", "value", "unit")) == [
        ("2026-06-29", "views", 100, "count"),
        ("2026-06-29", "watch_seconds", 5400, "seconds"),
        ("2026-06-29", "followers_net", -2, "count"),
        ("2026-06-30", "views", 200, "count"),
        ("2026-06-30", "watch_seconds", 8100, "seconds"),
        ("2026-06-30", "followers_net", 5, "count"),
    ]


def test_earnings_carry_the_currency_of_their_header_and_viewers_are_people(read_sample, rows):
    (part,) = read_sample("Receita.csv")
    named = part.frame[part.frame["value"].notna()]
    assert rows(named, ("metric", "value", "unit", "is_additive")) == [
        ("earnings", 116.764, "BRL", True),
        ("viewers", 180, "people", False),
        ("earnings", 11.611, "BRL", True),
    ]
    assert set(part.summary.sums) == {"earnings"}


def test_a_list_of_days_cut_short_says_so(read_sample):
    (part,) = read_sample("Receita.csv")
    assert ["500 resultados" in str(problem) for problem in part.summary.problems] == [True]


def test_the_total_of_a_table_by_date_is_control(read_sample):
    (part,) = read_sample("Datas da tabela.csv")
    assert part.summary.totals_rows == [2]
    assert all(one.holds for one in part.summary.controls)
    assert {one.metric for one in part.summary.controls} >= {"views", "watch_seconds", "impressions"}


@pytest.mark.parametrize(
    "header", ["Date,Impressions", "Date,Likes,Comments", "Date,Views,Profile visits", "Date,Primary", "Day,Views"]
)
def test_days_of_other_networks_are_not_taken_for_a_channel(read_bytes, header):
    values = ",".join(["2026-06-29"] + ["1"] * header.count(","))
    (part,) = read_bytes("x.csv", f"{header}\n{values}\n".encode())
    assert part.network != "youtube"


def test_countries_leave_views_out_and_that_is_no_difference(read_sample, rows):
    part = next(part for part in read_sample("export.zip") if part.summary.rows_skipped_total)
    assert rows(part.frame, ("audience", "dimension", "bucket", "views", "watch_seconds", "average_watch_seconds")) == [
        ("viewers", "country", "UA", 90, 18000, 200),
        ("viewers", "country", "PL", 50, 7200, 144),
    ]
    assert all(one.holds for one in part.summary.controls)
    assert any("few views" in str(problem) for problem in part.summary.problems)


def test_ages_and_genders_are_told_in_one_spelling_whatever_the_language(read_sample, rows):
    (ages,) = read_sample("Viewer age.csv")
    assert rows(ages.frame, ("dimension", "bucket", "share")) == [
        ("age", "13-17", 0.006),
        ("age", "18-24", 0.108),
        ("age", "65+", 0.179),
    ]
    (genders,) = read_sample("Dados da tabela.csv")
    assert rows(genders.frame, ("dimension", "bucket", "share")) == [
        ("gender", "female", 0.645),
        ("gender", "male", 0.3513),
    ]


def test_views_by_a_dimension_and_day_are_rows_of_that_day(read_sample, rows):
    (part,) = read_sample("Subscription status_Chart data.csv")
    assert rows(part.frame, ("period_start", "dimension", "bucket", "views"))[1:3] == [
        ("2026-06-30", "subscription", "subscribed", 30),
        ("2026-06-29", "subscription", "not subscribed", 160),
    ]


def test_two_dimensions_in_one_table_are_refused(read_bytes):
    text = "Geography,Device type,Views\nUA,Mobile phone,5\nUA,Computer,3\n"
    (part,) = read_bytes("Table 2026-06-01_2026-06-30.csv", text.encode())
    assert part.refusal.status == "unrecognised"
    assert "Geography" in part.refusal.message
    assert "Device type" in part.refusal.message


def test_revenue_of_three_decimals_is_no_thousands_unless_a_spreadsheet_program_saved_it(read_bytes, rows):
    text = "Data,Receita estimada (USD)\n2026-06-01,116.764\n2026-06-02,11.611\n"
    (part,) = read_bytes("Total.csv", text.encode())
    assert rows(part.frame, ("value",)) == [(116.764,), (11.611,)]
    (saved,) = read_bytes("Total.csv", text.replace(",", ";").encode())
    assert saved.refusal.status == "held"
    assert "a thousand or a fraction" in saved.refusal.message
