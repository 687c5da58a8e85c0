"""GA4 exports: the samples beside this file against rows worked out by hand."""

from decimal import Decimal

MEASURES = ("sessions", "users", "key_events", "orders", "revenue_original")


def test_traffic_by_day_is_read_with_source_and_medium_apart(read_sample, rows):
    (part,) = read_sample("traffic_by_day.csv", currency="EUR")
    assert part.refusal is None
    columns = ("row_number", "grain", "period_start", "traffic_source", "traffic_medium", "campaign_name", "currency")
    assert rows(part.frame, columns) == [
        (12, "day", "2026-06-01", "google", "cpc", "spring_tea", "EUR"),
        (13, "day", "2026-06-02", "tiktok", "paid_social", "spring_tea", "EUR"),
        (14, "day", "2026-06-01", "(direct)", "(none)", "(not set)", "EUR"),
    ]
    assert rows(part.frame, MEASURES) == [
        (70, 60, 4, 3, 210.15),
        (41, 30, 3, 2, 202.25),
        (40, 30, 2, 1, 100),
    ]


def test_the_grand_total_with_its_extra_cell_is_a_control_total(read_sample):
    (part,) = read_sample("traffic_by_day.csv", currency="EUR")
    assert part.summary.totals_rows == [11]
    assert part.summary.control["revenue_original"] == Decimal("512.4")
    assert part.summary.sums["revenue_original"] == Decimal("512.4")
    assert part.summary.control["sessions"] == 151
    assert "users" not in part.summary.sums


def test_revenue_without_a_known_currency_is_held(read_sample):
    (part,) = read_sample("traffic_by_day.csv")
    assert part.refusal.status == "held"
    assert "smm.yaml" in part.refusal.cure


def test_an_exploration_without_dates_gives_period_rows(read_sample, rows):
    (part,) = read_sample("landing_page_exploration.csv", currency="PLN")
    columns = ("grain", "period_start", "period_end", "landing_page", "sessions", "orders", "revenue_original")
    assert rows(part.frame, columns) == [
        ("period", "2026-05-01", "2026-05-31", "(not set)", 120, 2, 100.5),
        ("period", "2026-05-01", "2026-05-31", "/", 130, 6, 300),
        ("period", "2026-05-01", "2026-05-31", "/tea", 50, 2, 100.734568),
    ]
    assert part.summary.rows_skipped_total == 1
    assert abs(part.summary.control_difference) < Decimal("0.01")


def test_hours_of_one_day_stay_apart_and_add_up_to_the_day(read_sample, rows):
    (part,) = read_sample("by_hour.csv")
    assert part.refusal is None
    assert rows(part.frame, ("period_start", "period_end", "channel_group", "sessions")) == [
        ("2026-06-01", "2026-06-01", "Direct", 30),
        ("2026-06-01", "2026-06-01", "Direct", 26),
        ("2026-06-01", "2026-06-01", "Organic Social", 25),
        ("2026-06-02", "2026-06-02", "Direct", 12),
    ]
    assert part.frame["row_key"].is_unique
    assert part.summary.rows_read == 4


def test_an_hourly_file_has_another_shape_than_the_daily_one(read_sample, read_bytes):
    (hourly,) = read_sample("by_hour.csv")
    text = "Session primary channel group,Date,Sessions,Total users\nDirect,20260601,56,40\n"
    (daily,) = read_bytes("day.csv", text.encode())
    assert set(hourly.frame["shape"]) != set(daily.frame["shape"])
    assert set(hourly.frame["shape_rank"]) != set(daily.frame["shape_rank"])


def test_data_api_column_names_are_read_without_money(read_sample, rows):
    (part,) = read_sample("data_api.csv")
    assert rows(part.frame, ("period_start", "traffic_source", "traffic_medium", "currency", *MEASURES)) == [
        ("2026-06-02", "(direct)", "(none)", None, 5, 4, None, None, None),
        ("2026-06-01", "tiktok", "paid_social", None, 7, 7, None, None, None),
        ("2026-06-01", "google", "organic", None, 3, 2, None, None, None),
    ]


def test_first_user_dimensions_are_not_mistaken_for_sessions(read_bytes):
    text = "First user source / medium,Date,New users\ngoogle / cpc,20260601,4\n"
    (part,) = read_bytes("users.csv", text.encode())
    assert part.refusal.status == "left_out"


def test_landing_pages_with_and_without_query_are_two_shapes_of_the_same_results(read_bytes):
    def shape(heading, *pages):
        rows = "".join(f"20260601,{page},{sessions}\n" for page, sessions in pages)
        (part,) = read_bytes("x.csv", f"Date,{heading},Sessions\n{rows}".encode())
        return part.frame["shape"].iloc[0], set(part.frame["row_key"])

    bare, bare_keys = shape("Landing page", ("/a", 10))
    asked, asked_keys = shape("Landing page + query string", ("/a?x=1", 6), ("/a?x=2", 4))
    assert (bare, asked) == ("landing_page", "landing_query")
    assert len(asked_keys) == 2
    assert not bare_keys & asked_keys


def test_total_revenue_goes_before_purchase_revenue_whatever_the_order_of_columns(read_bytes, rows):
    for header, values in (("Total revenue,Purchase revenue", "100,70"), ("Purchase revenue,Total revenue", "70,100")):
        text = f"Date,Session source,Sessions,{header}\n20260601,google,5,{values}\n"
        (part,) = read_bytes("x.csv", text.encode(), currency="EUR")
        assert rows(part.frame, ("revenue_original",)) == [(100,)]
