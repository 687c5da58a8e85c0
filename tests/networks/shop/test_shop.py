"""Shop exports: the samples beside this file against rows worked out by hand."""

from decimal import Decimal

MEASURES = ("orders", "new_customers", "revenue_original", "refunds_original")


def test_every_order_is_one_row_with_its_origin(read_sample, rows):
    (part,) = read_sample("orders.csv")
    assert part.refusal is None
    assert part.report == "orders"
    assert rows(part.frame, ("period_start", "order_id", "traffic_source", "campaign_name", "promo_code")) == [
        ("2026-06-01", "1001", "facebook", "spring_tea", "TEA10"),
        ("2026-06-01", "1002", "google", "brand", None),
        ("2026-06-02", "1003", "tiktok", "spring_tea", None),
        ("2026-06-13", "1004", None, None, None),
    ]
    assert rows(part.frame, ("currency", *MEASURES)) == [
        ("EUR", 1, 1, 49.9, 0),
        ("EUR", 1, 0, 120, 0),
        ("EUR", 1, 1, 15.25, 15.25),
        ("EUR", 1, 0, 80, 0),
    ]
    assert part.summary.sums["orders"] == 4
    assert part.summary.sums["revenue_original"] == Decimal("265.15")


def test_a_russian_order_list_with_decimal_commas_is_read(read_sample, rows):
    (part,) = read_sample("zakazy.csv")
    assert rows(part.frame, ("period_start", "order_id", "promo_code", "traffic_source", "currency", *MEASURES)) == [
        ("2026-06-01", "А-17", "ЧАЙ", "vk", "RUB", 1, 1, 1500.5, None),
        ("2026-06-15", "А-18", None, None, "RUB", 1, 0, 990, None),
    ]


def test_an_order_listed_twice_counts_once(read_bytes):
    text = "date,order_id,total,currency\n2026-06-01,1,10.50,EUR\n2026-06-01,1,10.50,EUR\n"
    (part,) = read_bytes("orders.csv", text.encode())
    assert len(part.frame) == 1
    assert list(part.rejected["rule"]) == ["duplicate_key"]
    assert part.summary.sums["revenue_original"] == Decimal("10.50")


def test_daily_sales_take_the_currency_of_the_account(read_sample, rows):
    (part,) = read_sample("sales_by_day.csv", currency="GBP")
    assert part.report == "daily_sales"
    assert rows(part.frame, ("period_start", "currency", *MEASURES)) == [
        ("2026-06-01", "GBP", 12, 5, 1040.5, 0),
        ("2026-06-02", "GBP", 9, 2, 873.25, 49.9),
    ]
    assert part.summary.control_difference == 0


def test_daily_sales_without_a_currency_are_held(read_sample):
    (part,) = read_sample("sales_by_day.csv")
    assert part.refusal.status == "held"


def test_a_list_of_order_lines_is_not_taken_for_orders(read_bytes):
    text = "Created at,Order ID,Total,Currency,Lineitem name\n2026-06-01,1,10.50,EUR,Tea\n2026-06-01,1,,EUR,Pot\n"
    (part,) = read_bytes("orders.csv", text.encode())
    assert part.refusal.status == "unrecognised"


def test_a_shopify_export_counts_an_order_once_however_many_articles_it_has(read_sample, rows):
    (part,) = read_sample("orders_export.csv")
    assert part.report == "shopify_orders"
    columns = ("row_number", "period_start", "order_id", "promo_code", "traffic_source", "currency", *MEASURES)
    assert rows(part.frame, columns) == [
        (2, "2026-06-02", "#1001", "TEA10", None, "EUR", 1, None, 49.9, 0),
        (4, "2026-06-01", "#1000", None, None, "EUR", 1, None, 20, 5),
    ]
    assert (part.summary.rows_read, part.summary.rows_skipped_total) == (2, 0)


def test_articles_of_an_order_are_skipped_across_chunks_too(read_sample):
    (part,) = read_sample("orders_export.csv", chunk_rows=1)
    assert list(part.frame["order_id"]) == ["#1001", "#1000"]


def test_time_of_day_and_zone_do_not_change_the_day(read_bytes, rows):
    text = "created_at,order_number,total_price,currency\n2026-06-01 23:59:59 +0300,#1,10.50,EUR\n"
    (part,) = read_bytes("orders.csv", text.encode())
    assert rows(part.frame, ("period_start", "order_id", "revenue_original")) == [("2026-06-01", "#1", 10.5)]


def test_an_order_number_that_comes_again_with_another_day_or_origin_counts_once(read_bytes):
    lines = ("2026-06-01,1,10.50,EUR,google", "2026-06-02,1,10.50,EUR,google", "2026-06-01,1,10.50,EUR,facebook")
    text = "date,order_id,total,currency,utm_source\n" + "\n".join((*lines, "2026-06-02,2,5.00,EUR,google")) + "\n"
    for chunk_rows in (1, 100):
        (part,) = read_bytes("orders.csv", text.encode(), chunk_rows=chunk_rows)
        assert list(part.frame["order_id"]) == ["1", "2"]
        assert list(part.rejected["row_number"]) == [3, 4]
        assert set(part.rejected["rule"]) == {"duplicate_key"}
        assert part.summary.sums["revenue_original"] == Decimal("15.50")


def test_orders_without_a_number_are_each_an_order(read_bytes):
    text = "date,order_id,total,currency\n2026-06-01,1,10.50,EUR\n2026-06-01,,3.00,EUR\n2026-06-01,,3.00,EUR\n"
    (part,) = read_bytes("orders.csv", text.encode())
    assert part.summary.sums["revenue_original"] == Decimal("16.50")
