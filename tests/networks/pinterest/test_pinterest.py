"""Pinterest exports: what was paid, what was earned as well, millionths, tables that would count twice."""

REPORT = "Your scheduled report.csv"


def test_only_what_was_paid_is_read_where_earned_stands_beside_it(read_sample, rows):
    (part,) = read_sample(REPORT, currency="EUR")
    assert rows(part.frame, ("impressions", "clicks", "saves", "spend_original")) == [
        (1000, 30, 5, 12.5),
        (500, 10, 1, 1006.25),
        (0, 0, 0, 0),
    ]


def test_a_blank_paid_cell_is_not_filled_with_what_was_earned_too(read_bytes):
    table = b"Date,Ad ID,Spend in account currency,Impressions,Paid impressions\n2026-06-13,687,0,40,\n"
    (part,) = read_bytes("report.csv", table, currency="EUR")
    assert part.frame["impressions"].isna().all()


def test_brackets_of_estimates_are_numbers(read_sample, rows):
    (part,) = read_sample(REPORT, currency="EUR")
    assert rows(part.frame, ("conversions", "conversion_value_original")) == [(2, 80), (0, 0), (None, None)]


def test_account_currency_is_no_currency(read_sample):
    for name in (REPORT, "report_2026-06-01_2026-06-30.csv", "pin_promotion_report.csv", "keyword_report.csv"):
        (part,) = read_sample(name)
        assert (part.refusal.status, "currency" in str(part.refusal)) == ("held", True)


def test_a_report_without_days_is_held_unless_its_name_says_them(read_sample, read_bytes):
    table = b"Campaign ID,Spend in account currency,Impressions\n626,1.50,20\n"
    (part,) = read_bytes("report.csv", table, currency="EUR")
    assert part.refusal.status == "held"
    (part,) = read_bytes("report_2026-06-01_2026-06-30.csv", table, currency="EUR")
    assert part.summary.grain == "period"


def test_millionths_keep_every_digit(read_sample, rows):
    (part,) = read_sample("pin_promotion_report.csv", currency="EUR")
    assert rows(part.frame, ("ad_id", "account_id", "spend_original", "conversion_value_original")) == [
        ("687000001", "549000001", 12.5, 80),
        ("687000001", "549000001", 1006.250001, 0),
    ]


def test_keywords_are_no_partition_of_the_delivery(read_sample, rows):
    (part,) = read_sample("keyword_report.csv", currency="EUR")
    assert rows(part.frame, ("keyword", "is_partition", "breakdown_set")) == [
        ("288000001", False, "keyword"),
        ("288000002", False, "keyword"),
    ]


def test_targeting_tables_would_count_delivery_once_per_kind_and_are_refused(read_bytes):
    table = (
        b"date,targeting_type,targeting_value,pin_promotion_id,impression_1,spend_in_micro_dollar\n"
        b"2026-06-13,KEYWORD,tea,687,40,1000000\n2026-06-13,GENDER,female,687,40,1000000\n"
    )
    (part,) = read_bytes("targeting.csv", table, currency="EUR")
    assert "targeting_type" in str(part.refusal)
    assert "pin_promotion_report" in part.refusal.cure


def test_audiences_of_organic_days_are_people_and_have_no_sums(read_sample):
    part = read_sample("analytics_overview.csv")[0]
    people = part.frame[part.frame["metric"] == "reach"]
    assert people["value"].astype(float).tolist() == [800, 650, 0]
    assert set(people["unit"]) == {"people"}
    assert "reach" not in part.summary.sums
