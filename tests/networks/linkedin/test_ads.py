"""Campaign Manager exports: hierarchy of both generations, periods, formats, conversions, what must be refused."""

from datetime import datetime

DAILY = "account_700700_ad_performance_report.csv"
OLD = "account_700700_creative_performance_report.csv"
ENTITIES = ("campaign_id", "ad_group_id", "ad_id")
PREAMBLE = (
    "Ad Performance Report (in UTC)",
    "Report Start: {start}, 12:00 AM",
    "Report End: {end}, 11:59 PM",
    "Date Generated: October 1, 2026, 9:15 AM",
    "",
)
HEADER = ("Start Date (in UTC)", "Currency", "Ad Set ID", "Ad ID", "Total Spent", "Impressions", "Clicks")


def export(*rows, header=HEADER, start="September 1, 2026", end="September 30, 2026", above=PREAMBLE):
    lines = [line.format(start=start, end=end) for line in above]
    lines += ["\t".join(cells) for cells in (header, *rows)]
    return b"\xff\xfe" + ("\r\n".join(lines) + "\r\n").encode("utf-16-le")


def row(day, ad="1", spent="1.00"):
    return (day, "EUR", "10", ad, spent, "100", "2")


def days(part):
    return [
        (str(start), str(end)) for start, end in zip(part.frame["period_start"], part.frame["period_end"], strict=True)
    ]


def test_a_new_campaign_is_a_campaign_and_an_ad_set_an_ad_group(read_sample, rows):
    (part,) = read_sample(DAILY)
    assert rows(part.frame, (*ENTITIES, "ad_group_name", "objective_exported")) == [
        ("610001", "620001", "630001", "HR managers", "Lead generation"),
        ("610001", "620001", "630002", "HR managers", "Lead generation"),
        ("610001", "620002", "630003", "Founders", "Website visits"),
    ]


def test_an_old_campaign_is_an_ad_group_below_its_campaign_group(read_sample, rows):
    (part,) = read_sample(OLD)
    assert rows(part.frame, (*ENTITIES, "campaign_name", "ad_group_name")) == [
        ("510001", "520001", "530001", "Spring", "HR managers"),
        ("510001", "520002", "530002", "Spring", "Founders"),
    ]


def test_an_old_campaign_is_an_ad_group_even_where_its_group_is_no_column(read_bytes, rows):
    header = ("Start Date (in UTC)", "Currency", "Campaign ID", "Creative ID", "Total Spent", "Impressions", "Clicks")
    (part,) = read_bytes("a.csv", export(row("9/13/2026"), row("9/14/2026"), header=header))
    assert part.report == "ads_by_campaign_group"
    assert rows(part.frame, ENTITIES) == [(None, "10", "1"), (None, "10", "1")]


def test_api_tables_have_the_old_names(read_bytes, rows):
    table = b"campaign_id,day,clicks,impressions,cost_in_local_currency,cost_in_usd\n520001,2024-05-13,1,20,3.5,3.9\n"
    (part,) = read_bytes("ad_analytics_by_campaign.csv", table, currency="EUR")
    assert rows(part.frame, ("level", *ENTITIES, "spend_original", "currency")) == [
        ("ad_group", None, "520001", None, 3.5, "EUR")
    ]


def test_the_api_table_is_held_until_the_account_says_its_currency(read_sample):
    (part,) = read_sample("ad_analytics_by_creative.csv")
    assert part.refusal.status == "held"
    assert "currency" in str(part.refusal)


def test_without_time_breakdown_rows_speak_of_the_whole_period(read_sample):
    (part,) = read_sample(OLD)
    assert set(part.frame["grain"]) == {"period"}
    assert set(days(part)) == {("2024-05-01", "2024-05-31")}


def test_one_day_in_the_middle_of_the_period_is_a_day(read_bytes):
    (part,) = read_bytes("a.csv", export(row("9/14/2026")))
    assert days(part) == [("2026-09-14", "2026-09-14")]


def test_one_day_without_the_lines_above_is_asked_about(read_bytes):
    (part,) = read_bytes("a.csv", export(row("9/14/2026"), above=()))
    assert part.refusal.status == "held"
    assert "Report Start" in part.refusal.cure


def test_weeks_and_months_are_never_taken_for_days(read_bytes):
    for texts in (("9/1/2026", "9/7/2026", "9/14/2026", "9/21/2026"), ("8/1/2026", "9/1/2026")):
        (part,) = read_bytes(
            "a.csv", export(*map(row, texts), start="August 1, 2026" if len(texts) == 2 else "September 1, 2026")
        )
        assert part.refusal.status == "held"
        assert "Daily" in part.refusal.cure


def test_the_moment_of_the_export_is_the_one_it_states(read_sample):
    (part,) = read_sample(DAILY)
    assert (part.summary.exported_at, part.summary.exported_at_basis) == (datetime(2026, 10, 1, 9, 15), "stated")


def test_a_dutch_export_reads_its_decimal_commas_and_days_first(read_sample, rows):
    (part,) = read_sample("campaign_891000_prestaties.csv")
    assert rows(part.frame, ("period_start", "spend_original", "impressions", "currency", "ad_group_id")) == [
        ("2026-09-03", 9.36, 293, "EUR", "620101"),
        ("2026-09-23", 1234.5, 10007, "EUR", "620101"),
    ]
    assert part.summary.exported_at == datetime(2026, 10, 1, 9, 15)


def test_viral_figures_are_not_added_to_paid_ones(read_sample):
    (part,) = read_sample(DAILY)
    assert part.frame["impressions"].tolist() == [1246, 310, 12004]


def test_a_dash_is_not_reported_and_not_zero(read_sample, rows):
    (part,) = read_sample(DAILY)
    assert rows(part.frame, ("conversions",)) == [(1,), (0,), (None,)]


def test_conversions_stand_beside_the_delivery_one_row_per_conversion(read_sample, rows):
    (part,) = read_sample("account_700700_creative_conversion_performance_report.csv")
    assert rows(part.frame, ("period_start", "conversion_action", "conversions", "spend_original", "is_partition")) == [
        ("2024-05-13", "Sample pack ordered", 2, None, False),
        ("2024-05-13", "Newsletter", 3, None, False),
        ("2024-05-14", "Newsletter", 1, None, False),
    ]
    assert part.frame["row_key"].is_unique
    assert part.summary.report == "ads_breakdown"


def test_an_export_without_delivery_is_empty_and_not_unknown(read_sample, read_bytes):
    (part,) = read_sample("no_delivery.csv")
    assert (part.network, part.refusal.status) == ("linkedin", "empty")
    unknown = export(("a", "b", "c", "d", "e", "f", "g"), header=("Q", "W", "E", "R", "T", "Y", "U"))
    (part,) = read_bytes("a.csv", unknown)
    assert part.refusal.status == "unrecognised"


def test_an_export_cut_by_carousel_cards_is_refused(read_bytes):
    (part,) = read_bytes(
        "a.csv", export((*row("9/13/2026"), "Card 1"), (*row("9/13/2026"), "Card 2"), header=(*HEADER, "Carousel Card"))
    )
    assert "carousel card" in str(part.refusal)


def test_a_campaign_report_of_unknown_words_is_not_taken_for_an_account_report(read_bytes):
    header = ("Start Date (in UTC)", "Account Name", "Currency", "Кампания", "Total Spent", "Impressions", "Clicks")
    lines = [("9/13/2026", "Tea", "EUR", name, "1.00", "100", "2") for name in ("a", "b")]
    (part,) = read_bytes("a.csv", export(*lines, header=header))
    assert part.refusal.status == "held"


def test_months_by_country_are_known_and_not_taken_for_days(read_bytes):
    header = b"campaign_id,month,member_country,clicks,impressions,cost_in_local_currency\n"
    (part,) = read_bytes("monthly.csv", header + b"520001,2024-01,101,95,980,140.00\n", currency="EUR")
    assert (part.network, part.refusal.status) == ("linkedin", "unrecognised")
    assert "member_country" in str(part.refusal)
