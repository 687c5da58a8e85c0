"""Files byte for byte as the networks write them, with totals that are the sums of their rows."""

import csv
import io
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from smm_assets.simulator import World
from smm_assets.simulator.breakdowns import by_age_and_gender
from smm_assets.simulator.exports import ad_period, ad_rows
from smm_assets.simulator.site import analytics_rows, order_rows, page_metric
from smm_assets.simulator.writers.business_suite import write_business_suite_csv
from smm_assets.simulator.writers.damage import cut_off
from smm_assets.simulator.writers.delimited import grouped, russian, table
from smm_assets.simulator.writers.ga4 import write_ga4_csv
from smm_assets.simulator.writers.google import write_google_report
from smm_assets.simulator.writers.meta import write_meta_csv, write_meta_xlsx
from smm_assets.simulator.writers.shop import write_shop_csv
from smm_assets.simulator.writers.tiktok import write_tiktok_japanese_csv, write_tiktok_xlsx
from smm_assets.simulator.writers.vk import write_vk_csv, write_vk_xlsx

FIRST, LAST, MORNING = date(2026, 11, 2), date(2026, 11, 8), date(2026, 11, 9)
COUNTS = ("impressions", "clicks", "link_clicks", "conversions")


def days(world: World, channels: list[str], level: str) -> pd.DataFrame:
    return ad_rows(world, channels, FIRST, LAST, exported=MORNING, level=level)  # type: ignore[arg-type]


def cells(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))


def sheet(data: bytes, name: str) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(name).to_python()


@given(st.lists(st.lists(st.text(st.characters(exclude_characters="\r\x00"), min_size=1), min_size=1), min_size=1))
def test_what_is_written_with_delimiters_quotes_and_line_breaks_reads_back(rows: list[list[str]]) -> None:
    assert cells(table(rows)) == rows


@pytest.mark.parametrize(
    ("value", "decimals", "english", "roubles"),
    [(Decimal("1234567.5"), 2, "1,234,567.50", "1\u00a0234\u00a0567,50"), (0, 0, "0", "0"), (999, 0, "999", "999")],
)
def test_thousands_are_marked_as_the_language_does(value: Decimal, decimals: int, english: str, roubles: str) -> None:
    assert grouped(value, decimals) == english
    assert russian(value, decimals) == roubles


def test_meta_csv_quotes_only_cells_that_hold_a_space(world: World) -> None:
    data = write_meta_csv(days(world, ["meta"], "ad"))
    header = data.split(b"\n")[0]
    assert header.startswith(b'"Reporting starts","Reporting ends","Campaign name","Campaign ID"')
    assert b",Results," in header
    assert b'"Amount spent (EUR)"' in header
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data


def test_meta_days_start_and_end_on_the_same_day_and_add_up(world: World) -> None:
    frame = days(world, ["meta"], "ad")
    rows = list(csv.DictReader(io.StringIO(write_meta_csv(frame).decode())))
    assert all(row["Reporting starts"] == row["Reporting ends"] for row in rows)
    assert sum(Decimal(row["Amount spent (EUR)"]) for row in rows) == sum(frame["spend"])
    assert sum(int(row["Purchases"]) for row in rows) == sum(frame["conversions"])


def test_meta_in_german_has_german_headers_a_byte_order_mark_and_no_ids(world: World) -> None:
    data = write_meta_csv(days(world, ["meta"], "ad"), language="de", ids=False, byte_order_mark=True)
    header = data.decode("utf-8-sig").split("\n")[0]
    assert data.startswith(b"\xef\xbb\xbf")
    assert '"Ausgegebener Betrag (EUR)"' in header
    assert "ID" not in header


@pytest.mark.parametrize(("language", "spend"), [("ja", "消化金額 (JPY)"), ("ru", "Потраченная сумма (JPY)")])
def test_meta_in_other_languages_names_the_currency_in_the_header(world: World, language: str, spend: str) -> None:
    text = write_meta_csv(days(world, ["meta"], "ad"), language=language, currency="JPY").decode()  # type: ignore[arg-type]
    assert spend in cells(text)[0]


def test_meta_xlsx_has_its_totals_first_with_blank_names_and_reach_below_the_sum(world: World) -> None:
    frame = ad_period(world, ["meta"], FIRST, LAST, exported=MORNING, level="campaign")
    header, total, *rows = sheet(write_meta_xlsx(frame), "Worksheet")
    at = {str(name): position for position, name in enumerate(header)}
    assert total[at["Campaign name"]] == total[at["Campaign ID"]] == ""
    for name in ("Amount spent (EUR)", "Impressions", "Purchases"):
        assert total[at[name]] == pytest.approx(sum(float(str(row[at[name]])) for row in rows))
    assert total[at["Reach"]] < sum(row[at["Reach"]] for row in rows)  # type: ignore[operator,misc]
    assert [row[at["Campaign ID"]] for row in rows] == list(frame["campaign_id"])


def test_parts_by_age_and_gender_add_up_to_each_ad_set_and_day(world: World) -> None:
    frame = days(world, ["meta"], "ad_group")
    people = by_age_and_gender(7, frame)
    keys = ["date", "ad_group_id"]
    for name in ("spend", "impressions", "clicks", "link_clicks", "engagements"):
        parts = people.groupby(keys)[name].agg(lambda values: sum(values, 0))
        whole = frame.set_index(keys)[name]
        assert parts.reindex(whole.index).tolist() == whole.tolist(), name
    assert (people["clicks"] <= people["impressions"]).all()
    assert (people["link_clicks"] <= people["clicks"]).all()


def google_rows(data: bytes, encoding: str, delimiter: str) -> tuple[list[str], list[list[str]]]:
    rows = cells(data.decode(encoding), delimiter)
    return rows[2], rows[3:]


@pytest.mark.parametrize("level", ["campaign", "ad_group"])
@pytest.mark.parametrize(("flavour", "encoding", "delimiter"), [("utf16", "utf-16", "\t"), ("utf8", "utf-8", ",")])
def test_google_totals_repeat_the_sum_of_the_rows(
    world: World, level: str, flavour: str, encoding: str, delimiter: str
) -> None:
    frame = days(world, ["youtube", "google"], level)
    data = write_google_report(frame, FIRST, LAST, flavour=flavour)  # type: ignore[arg-type]
    header, rows = google_rows(data, encoding, delimiter)
    cost = header.index("Cost")
    totals = {row[0]: Decimal(row[cost]) for row in rows if row[0].startswith("Total: ")}
    entity = "Campaigns" if level == "campaign" else "Ad groups"
    assert totals[f"Total: {entity}"] == totals["Total: Account"] == sum(frame["spend"])
    assert totals["Total: Video"] + totals["Total: Search"] == totals["Total: Account"]
    assert len(rows) - len(totals) == len(frame)


def test_google_for_excel_is_utf_16_with_tabs_thousands_in_quotes_and_a_spaced_dash(world: World) -> None:
    frame = days(world, ["youtube", "google"], "campaign")
    data = write_google_report(frame, FIRST, LAST)
    assert data.startswith(b"\xff\xfeC\x00a\x00")
    text = data.decode("utf-16")
    assert text.startswith('Campaign report\n"November 2, 2026 - November 8, 2026"\nCampaign status\tCampaign\tDay\t')
    assert "\t --\t" in text
    assert '"1,' in text


def test_tiktok_xlsx_keeps_ids_as_text_and_ends_with_the_number_of_results(world: World) -> None:
    frame = days(world, ["tiktok"], "ad_group")
    data = write_tiktok_xlsx(frame, account_id="7318205544120934401", account_name="Example shop")
    header, *rows, total = sheet(data, "Sheet1")
    at = {str(name): position for position, name in enumerate(header)}
    assert total[0] == f"Total of {len(rows)} results"
    assert total[1:8] == ["-"] * 7
    assert rows[0][at["Ad group ID"]] == frame["ad_group_id"].iloc[0]
    assert total[at["Cost"]] == pytest.approx(float(sum(frame["spend"])))
    assert total[at["Conversions"]] == float(sum(frame["conversions"]))


def test_tiktok_in_japanese_is_cp932_and_ends_with_its_own_total(world: World) -> None:
    frame = days(world, ["tiktok"], "ad_group")
    data = write_tiktok_japanese_csv(frame)
    header, *rows, total = cells(data.decode("cp932"))
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")
    assert b"\r\n" in data
    assert total[0] == f"全{len(rows)}件の結果"
    assert Decimal(total[header.index("コスト")]) == sum(frame["spend"])


def test_vk_csv_is_cp1251_with_semicolons_commas_and_a_footer(world: World) -> None:
    frame = days(world, ["vk"], "ad")
    text = write_vk_csv(frame).decode("cp1251")
    header, *rows, total = cells(text, ";")
    assert header[0] == "Дата"
    assert "Потрачено, руб." in header
    assert rows[0][0] == "02.11.2026"
    assert total[0] == "Итого"
    spent = Decimal(total[-1].replace("\u00a0", "").replace(",", "."))
    assert spent == sum(frame["spend"])


def test_vk_xlsx_has_the_sheet_of_ads_and_the_rouble_sign(world: World) -> None:
    frame = days(world, ["vk"], "ad")
    header, *rows = sheet(write_vk_xlsx(frame, total=False), "Объявления")
    assert header[-1] == "Потрачено, ₽"
    assert len(rows) == len(frame)
    assert rows[0][header.index("ID объявления")] == frame["ad_id"].iloc[0]


def test_ga4_begins_with_comments_and_writes_days_as_numbers(world: World) -> None:
    rows = analytics_rows(world, FIRST, LAST, exported=MORNING)
    text = write_ga4_csv(rows, FIRST, LAST).decode()
    lines = text.split("\r\n")
    assert lines[0] == "# ----------------------------------------"
    assert "# Start date: 20261102" in lines
    assert "# End date: 20261108" in lines
    table_of = list(csv.DictReader(io.StringIO("\n".join(line for line in lines if not line.startswith("#")))))
    assert len(table_of) == len(rows)
    assert all(len(row["Date"]) == 8 and " / " in row["Session source / medium"] for row in table_of)
    assert sum(Decimal(row["Total revenue"]) for row in table_of) == Decimal(int(rows["revenue_cents"].sum())) / 100


def test_ga4_has_fewer_sessions_on_the_day_before_the_export(world: World) -> None:
    fresh = analytics_rows(world, LAST, LAST, exported=MORNING)
    settled = analytics_rows(world, LAST, LAST, exported=date(2026, 11, 22))
    assert fresh["sessions"].sum() < settled["sessions"].sum()


def test_the_shop_lists_one_row_per_order_and_leaves_untagged_origins_blank(world: World) -> None:
    orders = order_rows(world, FIRST, LAST)
    rows = list(csv.DictReader(io.StringIO(write_shop_csv(orders, typed_by_hand=(("X", "?"),)).decode())))
    assert [row["order_id"] for row in rows] == [*orders["order_id"], "X"]
    assert {row["new_customer"] for row in rows[:-1]} == {"yes", "no"}
    assert all((row["utm_source"] == "") == (row["utm_medium"] == "") for row in rows[:-1])


def test_business_suite_files_are_utf_16_with_title_quotes_and_a_blank_last_line(world: World) -> None:
    frame = page_metric(world, "facebook_reach", FIRST, LAST)
    data = write_business_suite_csv(frame, "Facebook reach")
    assert data.startswith(b"\xff\xfes\x00e\x00p\x00=\x00,\x00\n\x00")
    text = data.decode("utf-16")
    assert text.startswith(f'sep=,\n"Facebook reach"\n"Date","Primary"\n"2026-11-02T00:00:00","{frame["value"][0]}"\n')
    assert text.endswith('"\n\n')


def test_a_broken_download_ends_in_the_middle_of_a_line(world: World) -> None:
    whole = write_vk_csv(days(world, ["vk"], "ad"))
    part = cut_off(whole)
    assert whole.startswith(part)
    assert not part.endswith(b"\n")
    assert part.decode("cp1251").split("\r\n")[-1].count(";") < whole.decode("cp1251").split("\r\n")[0].count(";")


@pytest.mark.parametrize("write", [write_meta_xlsx, write_vk_xlsx])
def test_workbooks_have_the_same_bytes_whenever_they_are_written(world: World, write, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    frame = days(world, ["vk"], "ad")
    first = write(frame)
    monkeypatch.setattr("time.time", lambda: 1.2e9)
    assert write(frame) == first


def test_names_in_an_export_are_those_of_its_morning_for_all_days(world: World) -> None:
    def names(exported: date) -> set[str]:
        return set(ad_rows(world, ["meta"], FIRST, LAST, exported=exported, level="ad")["ad_name"])

    assert "Studio tour" in names(MORNING)
    assert "Studio tour" not in names(date(2026, 11, 22))
    assert "Studio tour (new cut)" in names(date(2026, 11, 22))


def test_levels_of_one_export_agree(world: World) -> None:
    totals = [
        days(world, ["meta"], level)[[*COUNTS, "spend"]].sum().tolist() for level in ("campaign", "ad_group", "ad")
    ]
    assert totals[0] == totals[1] == totals[2]
