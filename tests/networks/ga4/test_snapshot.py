"""The GA4 Reports snapshot: many tables in one file, each loaded or refused by itself."""

import pytest

HEAD = "# Report CSV Export\n# Account: Brightleaf\n#  \n"
DATES = "# Start date: 20260530\n# End date: 20260601\n"


@pytest.fixture
def table(read_bytes):
    """Function (header, *lines, dates=…) -> the only part of a file with one such table."""

    def read(header, *lines, dates=DATES, **known):
        (part,) = read_bytes("data-export.csv", "\n".join((HEAD + dates + header, *lines, "")).encode(), **known)
        return part

    return read


def test_numbered_days_are_counted_from_the_start_date_of_their_table(read_sample, rows):
    users, new, *_ = read_sample("snapshot.csv")
    columns = ("row_number", "period_start", "metric", "value", "unit", "is_additive")
    assert rows(users.frame, columns) == [
        (10, "2026-05-30", "users", 3, "people", False),
        (11, "2026-05-31", "users", 0, "people", False),
        (12, "2026-06-01", "users", 4, "people", False),
    ]
    assert rows(new.frame, columns)[2] == (19, "2026-06-01", "new_users", 1, "people", False)
    assert "counted from 2026-05-30" in users.summary.evidence["Nth day"]


def test_tables_are_named_by_their_columns_and_know_the_account_of_the_file(read_sample):
    parts = read_sample("snapshot.csv")
    assert parts[0].part == "Nth day, Active users"
    assert len({part.part for part in parts}) == len(parts) == 15
    loaded = [part for part in parts if part.refusal is None]
    assert {part.summary.account_name for part in loaded} == {"Brightleaf"}


def test_sessions_by_channel_speak_of_the_period_and_never_of_a_day(read_sample, rows):
    sessions = read_sample("snapshot.csv")[5]
    columns = ("grain", "period_start", "period_end", "channel_group", "sessions")
    assert rows(sessions.frame, columns) == [
        ("period", "2026-05-30", "2026-06-01", "Organic Social", 7),
        ("period", "2026-05-30", "2026-06-01", "Direct", 4),
        ("period", "2026-05-30", "2026-06-01", "(not set)", 1),
    ]


def test_people_by_country_are_an_audience_of_the_period(read_sample, rows):
    people = read_sample("snapshot.csv")[7]
    assert rows(people.frame, ("audience", "dimension", "bucket", "people", "grain", "period_end")) == [
        ("users", "country", "BG", 5, "period", "2026-06-01"),
        ("users", "country", "RO", 2, "period", "2026-06-01"),
    ]


def test_every_refused_table_says_why_and_what_to_do(read_sample):
    refused = [part for part in read_sample("snapshot.csv") if part.refusal]
    assert len(refused) == 11
    assert len({part.refusal.message for part in refused}) == 10  # two tables of events
    assert all("Traffic acquisition" in part.refusal.cure for part in refused)


def test_numbered_days_without_a_start_date_are_asked_about(table):
    part = table("Nth day,Users", "0000,3", dates="")
    assert part.refusal.status == "held"
    assert "which is the first" in part.refusal.message


def test_a_number_beyond_the_period_is_no_day(table, rows):
    part = table("Nth day,Users", "0000,3", "0002,4", "0003,5")
    assert rows(part.frame, ("period_start", "value")) == [("2026-05-30", 3), ("2026-06-01", 4)]
    assert list(part.rejected["rule"]) == ["impossible_date"]


def test_a_snapshot_longer_than_the_first_look_is_cut_into_its_tables(read_bytes):
    days = "\n".join(f"{day:04d},1" for day in range(90))
    dates = "# Start date: 20260301\n# End date: 20260529\n"
    text = f"{HEAD}{dates}Nth day,Users\n{days}\n\n#  \n{dates}Session default channel group,Sessions\nDirect,9\n"
    users, sessions = read_bytes("data-export.csv", text.encode())
    assert (users.summary.rows_read, sessions.summary.sums) == (90, {"sessions": 9})


@pytest.mark.parametrize(
    "header", ["Día N,Usuarios activos", "Nº dia,Usuários ativos", "Nth day,Active users", "Nth day,Total users"]
)
def test_numbered_days_in_other_languages(table, header):
    dates = "# Fecha de inicio: 20260530\n# Fecha de finalización: 20260601\n" if "Día" in header else DATES
    dates = "# Data de início: 20260530\n# Data de término: 20260601\n" if "Nº" in header else dates
    part = table(header, "0000,3", dates=dates)
    assert (part.report, str(part.summary.period_start)) == ("users_of_snapshot", "2026-05-30")


def test_people_by_two_dimensions_are_refused(table):
    part = table("Country,City,Active users", "Bulgaria,Sofia,3", "Bulgaria,Varna,2")
    assert part.refusal.status == "unrecognised"
    assert "City" in part.refusal.message


def test_people_by_day_and_country_are_refused(table):
    part = table("Country,Date,Active users", "Bulgaria,20260530,3", "Bulgaria,20260531,2")
    assert part.refusal.status == "unrecognised"


def test_the_total_of_people_is_no_bucket_and_is_not_compared(read_sample, rows):
    (part,) = read_sample("countries.csv")
    assert rows(part.frame, ("bucket", "people")) == [("BG", 700), ("(not set)", 202)]
    assert (part.summary.rows_skipped_total, part.summary.controls) == (1, [])


def test_sessions_by_day_alone_are_results_and_people_by_day_are_not(read_sample, rows):
    (sessions,) = read_sample("sessions_by_day.csv")
    assert rows(sessions.frame, ("period_start", "sessions", "users", "shape")) == [
        ("2026-06-02", 9, 6, "total"),
        ("2026-06-01", 4, 3, "total"),
    ]
    (people,) = read_sample("users_by_day.csv")
    assert rows(people.frame, ("period_start", "metric", "value")) == [
        ("2026-06-02", "users", 6),
        ("2026-06-02", "new_users", 4),
        ("2026-06-01", "users", 3),
        ("2026-06-01", "new_users", 1),
    ]


def test_an_event_table_with_a_source_is_refused_too(read_bytes):
    text = "date,eventName,sessionSource,sessions\n20260601,page_view,google,3\n20260601,click,google,2\n"
    (part,) = read_bytes("events.csv", text.encode())
    assert part.refusal.status == "unrecognised"
    assert "eventName" in part.refusal.message


def test_a_german_report_is_read_with_its_decimal_commas(read_sample, rows):
    (part,) = read_sample("zugriffe.csv", currency="EUR")
    assert rows(part.frame, ("period_start", "channel_group", "sessions", "revenue_original")) == [
        ("2026-06-01", "Paid Social", 59, 120.5),
        ("2026-06-01", "Direct", 31, 19.9),
        ("2026-06-02", "Paid Social", 44, 80.25),
    ]
