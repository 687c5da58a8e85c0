"""A mapped export goes through the same engine as any other: detection, evidence, totals, keys, quarantine.

Every sum is counted by hand from the rows above it.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

Read = Callable[..., Any]
ADS = "report: ads\ncolumns:\n  day: Datum\n  campaign_name: Kampagne\n  spend_original: [Kosten, Kosten gesamt]\n"
ADS += "  impressions: Einblendungen\n  clicks: Klicks\n"


def table(*lines: str, header: str = "Datum;Kampagne;Kosten;Einblendungen;Klicks") -> str:
    return "\n".join((header, *lines)) + "\n"


def sums(found: Any) -> dict[str, Decimal]:
    assert found.refusal is None, str(found.refusal)
    return found.summary.sums


def test_amounts_days_and_marks_are_read_as_told(read: Read) -> None:
    mapping = ADS + 'currency: CHF\ndates: dmy\ndecimal: ","\nmissing: ["k. A."]\n'
    found = read(mapping, table("03.04.2026;A;1.234,50;1.000;k. A.", "04.04.2026;A;0,75;20;2"))
    assert sums(found)["spend_original"] == Decimal("1235.25")
    assert sums(found)["impressions"] == 1020
    assert (found.frame["clicks"].isna().tolist(), found.frame["clicks"].dropna().tolist()) == ([True, False], [2])
    assert found.frame["period_start"].tolist() == [date(2026, 4, 3), date(2026, 4, 4)]
    assert set(found.frame["currency"]) == {"CHF"}
    assert set(found.frame["level"]) == {"campaign"}


@pytest.mark.parametrize(
    ("mark", "cost", "seen"),
    [
        (".", "12,50", "'12,50'"),
        (",", "12.50", "'12.50'"),
        (",", "1,234.50", "'1,234.50'"),
        (".", "1.234,5", "'1.234,5'"),
    ],
)
def test_cells_that_contradict_the_decimal_mark_hold_the_file(read: Read, mark: str, cost: str, seen: str) -> None:
    found = read(f'{ADS}currency: EUR\ndecimal: "{mark}"\n', table(f"2026-04-03;A;{cost};10;1"))
    assert found.refusal.status == "held"
    assert f"column 'Kosten' holds {seen}, but its decimal mark is said to be '{mark}'" in str(found.refusal)
    assert "mappings/invented.yml" in str(found.refusal)


def test_a_count_with_thousands_contradicts_a_decimal_mark_of_that_kind(read: Read) -> None:
    """1,234 impressions are no fraction: reading 1 would be silent and wrong."""
    found = read(f'{ADS}currency: EUR\ndecimal: ","\n', table("2026-04-03;A;12;1,234;1"))
    assert found.refusal.status == "held"
    assert "column 'Einblendungen' holds '1,234'" in str(found.refusal)


def test_the_decimal_mark_told_settles_what_cells_leave_open(read: Read) -> None:
    open_ = read(f"{ADS}currency: EUR\n", table("2026-04-03;A;1.500;10;1"))
    assert open_.refusal.status == "held"
    assert "is '1.500' a thousand or a fraction?" in str(open_.refusal)
    assert "decimal: in mappings/invented.yml" in open_.refusal.cure
    for mark, amount in ((",", "1500"), (".", "1.5")):
        found = read(f'{ADS}currency: EUR\ndecimal: "{mark}"\n', table("2026-04-03;A;1.500;10;1"))
        assert sums(found)["spend_original"] == Decimal(amount)


def test_the_order_told_settles_days_and_a_contradiction_holds_the_file(read: Read) -> None:
    found = read(f"{ADS}currency: EUR\ndates: mdy\n", table("03/04/2026;A;1;10;1"))
    assert found.frame["period_start"].tolist() == [date(2026, 3, 4)]
    assert found.summary.evidence["Datum"] == "days mdy (as stated for this report)"
    wrong = read(f"{ADS}currency: EUR\ndates: dmy\n", table("03/04/2026;A;1;10;1", "03/25/2026;A;1;10;1"))
    assert wrong.refusal.status == "held"
    assert "column 'Datum' holds '03/25/2026', but its days are said to be written dmy" in str(wrong.refusal)
    iso = read(f"{ADS}currency: EUR\ndates: ymd\n", table("03/04/2026;A;1;10;1"))
    assert iso.refusal.status == "held"


def test_days_written_with_the_year_first_read_the_same_whatever_is_told(read: Read) -> None:
    found = read(f"{ADS}currency: EUR\ndates: dmy\n", table("2026-04-03;A;1;10;1"))
    assert found.frame["period_start"].tolist() == [date(2026, 4, 3)]


def test_without_a_currency_the_file_is_held_and_the_mapping_is_named_as_the_cure(read: Read) -> None:
    found = read(ADS, table("2026-04-03;A;1;10;1"))
    assert found.refusal.status == "held"
    assert "which currency" in str(found.refusal)
    assert "Say currency: in mappings/invented.yml" in found.refusal.cure


def test_the_currency_of_header_or_account_goes_before_that_of_the_mapping(read: Read) -> None:
    named = table("2026-04-03;A;1;10;1", header="Datum;Kampagne;Kosten (USD);Einblendungen;Klicks")
    assert set(read(f"{ADS}currency: EUR\n", named).frame["currency"]) == {"USD"}
    plain = table("2026-04-03;A;1;10;1")
    assert set(read(f"{ADS}currency: EUR\n", plain, currency="CHF").frame["currency"]) == {"CHF"}


def test_an_export_that_lacks_a_needed_column_is_another_one(read: Read) -> None:
    lacking = table("2026-04-03;A;1;10", header="Datum;Kampagne;Kosten;Einblendungen")
    assert read(f"{ADS}currency: EUR\n", lacking).report is None
    optional = ADS.replace("clicks: Klicks", "clicks: {names: Klicks, needed: false}")
    assert sums(read(f"{optional}currency: EUR\n", lacking))["impressions"] == 10


def test_names_under_header_alone_recognise_the_file_also_when_they_are_not_read(read: Read) -> None:
    marked = f"{ADS}currency: EUR\nheader: [Datum, Werbemittel-Nr]\n"
    header = "Datum;Kampagne;Kosten;Werbemittel-Nr"
    assert sums(read(marked, table("2026-04-03;A;1;7", header=header)))["spend_original"] == 1
    assert read(marked, table("2026-04-03;A;1;10;1")).report is None


def test_totals_that_do_not_tie_are_told(read: Read) -> None:
    mapping = f'{ADS}currency: EUR\ntotals: "^summe"\n'
    good = read(mapping, table("2026-04-03;A;1;10;1", "2026-04-04;A;2;20;2", "Summe;;3;30;3"))
    assert (good.summary.rows_read, good.summary.rows_skipped_total, good.summary.problems) == (3, 1, [])
    bad = read(mapping, table("2026-04-03;A;1;10;1", "2026-04-04;A;2;20;2", "Summe;;9;30;3"))
    assert any("spend_original" in str(problem) for problem in bad.summary.problems)


def test_one_bad_row_is_held_back_and_the_others_load(read: Read) -> None:
    lines = [f"2026-04-{day:02};A;1;10;1" for day in range(1, 9)]
    found = read(f"{ADS}currency: EUR\n", table(*lines, "2026-04-31;A;1;10;1"))
    assert sums(found)["spend_original"] == 8
    assert found.rejected["rule"].tolist() == ["impossible_date"]


def test_a_column_that_splits_rows_in_an_unread_way_refuses_the_file_when_it_has_several_values(read: Read) -> None:
    mapping = f"{ADS}currency: EUR\nunsupported: [Wetter]\n"
    header = "Datum;Kampagne;Wetter;Kosten;Einblendungen;Klicks"
    split = read(mapping, table("2026-04-03;A;Sonne;1;10;1", "2026-04-03;A;Regen;2;20;2", header=header))
    assert split.refusal.status == "unrecognised"
    assert "split by 'Wetter'" in str(split.refusal)
    one = read(mapping, table("2026-04-03;A;Sonne;1;10;1", header=header))
    assert sums(one)["spend_original"] == 1


def test_ids_make_the_key_and_a_repeated_row_is_held_back(read: Read) -> None:
    mapping = ADS.replace("campaign_name: Kampagne", "campaign_id: Kampagne") + "currency: EUR\n"
    lines = ("2026-04-03;1001;1;10;1", "2026-04-04;1001;1;10;1", "2026-04-05;1001;1;10;1", "2026-04-05;1001;4;40;4")
    found = read(mapping, table(*lines))
    assert set(found.frame["key_quality"]) == {"id"}
    assert found.rejected["rule"].tolist() == ["duplicate_key"]
    assert sums(found)["spend_original"] == 3


def test_values_scales_pieces_and_lengths_are_read(read: Read) -> None:
    mapping = """
report: organic_post
columns:
  permalink: Link
  format: {names: Art, values: {Filmchen: video}}
  watch_seconds: {names: Stunden, scale: 3600}
  average_watch_seconds: {names: Schnitt, duration: true}
  account_name: {names: Seite, piece: [" / ", 0]}
  views: Aufrufe
"""
    text = "Link;Art;Stunden;Schnitt;Seite;Aufrufe\nhttps://a.example/1;Filmchen;1,5;0:01:05;Laden / DE;900\n"
    found = read(mapping, text)
    (row,) = found.frame.to_dict("records")
    assert (row["format"], row["account_name"]) == ("video", "Laden")
    assert (row["watch_seconds"], row["average_watch_seconds"]) == (Decimal(5400), Decimal(65))
    assert (row["scope"], row["period_end"]) == ("lifetime", date(2026, 7, 15))


def test_every_metric_of_a_day_becomes_a_row_of_its_own(read: Read) -> None:
    mapping = "report: organic_metric\ncolumns: {day: Tag, followers: Fans, likes: Herzen}\n"
    found = read(mapping, "Tag,Fans,Herzen\n2026-06-01,100,5\n2026-06-02,104,7\n")
    assert found.summary.rows_read == 2
    assert found.frame[["metric", "value"]].values.tolist() == [
        ["followers", Decimal(100)],
        ["likes", Decimal(5)],
        ["followers", Decimal(104)],
        ["likes", Decimal(7)],
    ]
    assert sums(found) == {"likes": Decimal(12)}


def test_a_list_of_orders_counts_each_row_as_one(read: Read) -> None:
    mapping = """
report: outcome
measured_by: crm
columns: {day: Kaufdatum, order_id: Beleg, revenue_original: Brutto, promo_code: Code}
constants: {orders: 1}
currency: EUR
"""
    found = read(mapping, "Kaufdatum;Beleg;Brutto;Code\n2026-06-01;B-1;20,50;MUG\n2026-06-01;B-2;9,50;\n")
    assert sums(found) == {"orders": Decimal(2), "revenue_original": Decimal(30)}


def test_an_audience_has_its_dimension_from_the_mapping(read: Read) -> None:
    mapping = """
report: organic_audience
columns: {bucket: Stadt, share: {names: Anteil, percent: percent}}
constants: {audience: followers, dimension: city}
"""
    found = read(mapping, "Stadt;Anteil\nBerlin;60\nBonn;25\n")
    assert found.frame[["dimension", "bucket"]].values.tolist() == [["city", "Berlin"], ["city", "Bonn"]]
    assert found.frame["share"].tolist() == [Decimal("0.6"), Decimal("0.25")]


KAG = """
label: Facebook ads of an unnamed company
report: ads_breakdown
columns:
  ad_id: ad_id
  campaign_id: xyz_campaign_id
  ad_group_id: fb_campaign_id
  age: age
  gender: {names: gender, values: {M: male, F: female}}
  segment: interest
  impressions: Impressions
  clicks: Clicks
  spend_original: Spent
  results: Total_Conversion
  conversions: Approved_Conversion
constants: {conversion_definition: purchase, result_type: inquiry}
currency: USD
period_in_name: iso
"""


def test_a_public_data_set_loads_once_somebody_says_what_it_is(read: Read) -> None:
    header = "ad_id,xyz_campaign_id,fb_campaign_id,age,gender,interest,Impressions,Clicks,Spent,Total_Conversion"
    text = (
        f"{header},Approved_Conversion\n"
        "700001,900,100001,30-34,M,15,7350,1,1.43,2,1\n"
        "700001,900,100001,30-34,F,16,17861,2,1.82,2,0\n"
        "700002,901,100002,45-49,F,16,4259,1,1.25,1,0\n"
    )
    found = read(KAG, text, "conversions 2026-05-01 to 2026-05-31.csv")
    assert sums(found)["spend_original"] == Decimal("4.50")
    assert sums(found)["impressions"] == 29470
    assert (found.summary.level, found.summary.grain) == ("ad", "period")
    assert set(found.frame["breakdown_set"]) == {"age+gender+segment"}
    assert found.frame["gender"].tolist() == ["male", "female", "female"]
    undated = read(KAG, text, "conversions.csv")
    assert undated.refusal.status == "held"
    assert "period_in_name: in mappings/invented.yml" in undated.refusal.cure
