"""Damaged files are refused whole, with the true cause and what to do."""

import pytest

from smm_assets.errors import FileRefused

GOOD = [f"2026-06-{day:02d},2026-06-{day:02d},Tea,1201,{day * 10},{day}.50" for day in range(1, 9)]


def refused(read, text):
    with pytest.raises(FileRefused) as caught:
        read(text)
    assert caught.value.cure
    return caught.value


@pytest.mark.parametrize(
    "tail", ["2026-06-09,2026-06-09,Te", '2026-06-09,2026-06-09,"Tea and', "2026-06-09,2026-06-09,Tea,1201,9\n"]
)
def test_a_last_line_that_stops_short_means_the_file_was_cut_off(read, export, tail):
    found = refused(read, export(*GOOD) + tail)
    assert found.status == "quarantined"
    assert "cut off" in found.message


def test_a_missing_last_line_end_alone_is_no_damage(read, export):
    assert len(read(export(*GOOD).rstrip("\n")).frame) == 8


@pytest.mark.parametrize("cell", ["3.апр", "3-Apr", "Apr-03", "17.юни", "3.Mrz", "01.04.2026"])
def test_decimals_that_became_dates_spoil_the_file(read, export, cell):
    found = refused(read, export(*GOOD, f"2026-06-09,2026-06-09,Tea,1201,9,{cell}"))
    assert "turned decimals into dates" in found.message
    assert cell in found.message


def test_many_cells_that_are_no_numbers_spoil_the_file(read, export):
    bad = [f"2026-06-{day},2026-06-{day},Tea,1201,10,paused" for day in range(10, 16)]
    assert "should hold numbers" in refused(read, export(*GOOD, *bad)).message


def test_a_currency_beside_its_column_means_columns_are_shifted(read, export):
    header = "Day,Campaign name,Amount spent,Currency,"
    text = export("2026-06-01,Tea,5.25,-,USD", "2026-06-02,Tea,5.25,USD,", header=header)
    assert "columns are shifted" in refused(read, text).message


def test_a_currency_code_among_numbers_means_columns_are_shifted(read, export):
    header = "Day,Campaign name,Currency,Amount spent"
    text = export("2026-06-01,Tea,EUR,5.25", "2026-06-02,Tea,7.00,EUR", header=header)
    assert "columns are shifted" in refused(read, text).message


def test_lost_quotes_make_rows_too_long(read, export):
    split = [f"2026-06-{day},2026-06-{day},Tea, green,1201,10,5.25" for day in range(10, 16)]
    assert "more cells than the header" in refused(read, export(*GOOD, *split)).message


def test_the_pivot_layout_is_refused_because_its_names_are_printed_once(read, export):
    rows = [f"2026-06-{day:02d},2026-06-{day:02d},,,10,5.25" for day in range(2, 7)]
    assert "pivot layout" in refused(read, export("2026-06-01,2026-06-01,Tea,1201,10,5.25", *rows)).message


def test_decimal_commas_and_points_in_one_column_spoil_the_file(read):
    text = "Day;Campaign name;Amount spent (EUR)\n" + "".join(
        f"2026-06-0{day};Tea;{day}{mark}25\n" for day, mark in zip(range(1, 7), ".,.,.,", strict=True)
    )
    assert "mixes decimal commas and decimal points" in refused(read, text).message


def test_ids_that_repeat_on_every_day_betray_an_unknown_breakdown(read, export):
    header = "Day,Campaign name,Campaign ID,Favourite colour,Amount spent (EUR)"
    text = export(*[f"2026-06-01,Tea,1201,colour {number},5.25" for number in range(10)], header=header)
    found = refused(read, text)
    assert "Favourite colour" in found.message


def test_a_header_without_rows_is_empty(read, export):
    assert refused(read, export()).status == "empty"


@pytest.mark.parametrize("stump", ["2026-06-03", "2026-06-03,2026", "2026-06-03,2026-06-03,"])
def test_the_stump_of_a_last_row_is_a_cut_file_and_no_total(read, export, stump):
    rows = [f"2026-06-0{day},2026-06-0{day},Tea,120{day},10,5.00" for day in (1, 2)]
    with pytest.raises(FileRefused, match="cut off"):
        read(export(*rows) + stump)
