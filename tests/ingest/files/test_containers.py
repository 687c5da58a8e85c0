"""Archives and workbooks: every table is a part, and nothing dangerous is opened."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from smm_assets.ingest.files.workbooks import cell_text
from smm_assets.ingest.recognition.examine import examine

ROWS = "Reporting starts,Reporting ends,Campaign name,Amount spent (EUR)\n2026-06-01,2026-06-01,Tea,5.00\n"


def archive(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return stream.getvalue()


def test_every_member_of_an_archive_is_a_part():
    parts = examine("all.zip", archive(**{"a/one.csv": ROWS.encode(), "two.csv": ROWS.encode()})).parts
    assert [(part.part, part.report.network) for part in parts] == [("a/one.csv", "meta"), ("two.csv", "meta")]


def test_a_damaged_member_does_not_stop_the_others():
    parts = examine("all.zip", archive(**{"a.csv": b"", "b.csv": ROWS.encode()})).parts
    assert [part.refusal is None for part in parts if part.part == "b.csv"] == [True]


@pytest.mark.parametrize("name", ["../escape.csv", "/etc/escape.csv", "..\\escape.csv", "C:/escape.csv"])
def test_an_archive_that_points_outside_is_refused(name):
    (part,) = examine("bad.zip", archive(**{name: ROWS.encode()})).parts
    assert part.refusal.status == "quarantined"
    assert "points outside" in part.refusal.message


def test_an_archive_that_explodes_is_refused():
    (part,) = examine("bomb.zip", archive(**{"zeros.csv": b"0" * 30_000_000})).parts
    assert "grows more than" in part.refusal.message


def test_an_archive_with_too_many_members_is_refused():
    (part,) = examine("many.zip", archive(**{f"{number}.csv": b"a" for number in range(1001)})).parts
    assert "1001 members" in part.refusal.message


def test_an_archive_inside_an_archive_is_refused_and_its_neighbour_is_not():
    parts = examine("nest.zip", archive(**{"inner.zip": archive(**{"x.csv": b"a"}), "ok.csv": ROWS.encode()})).parts
    assert [part.refusal is None for part in parts] == [False, True]


def test_half_an_archive_says_so():
    whole = archive(**{"a.csv": ROWS.encode()})
    (part,) = examine("half.zip", whole[: len(whole) // 2]).parts
    assert "download" in part.refusal.cure.casefold()


def test_each_sheet_is_a_part_and_empty_sheets_are_none():
    book = openpyxl.Workbook()
    book.active.title = "Data"
    for row in (
        ["Reporting starts", "Reporting ends", "Campaign name", "Amount spent (EUR)"],
        ["2026-06-01"] * 2 + ["Tea", 5],
    ):
        book.active.append(row)
    book.create_sheet("Empty")
    book.create_sheet("Notes").append(["made by hand"])
    stream = io.BytesIO()
    book.save(stream)
    parts = examine("book.xlsx", stream.getvalue()).parts
    assert [(part.part, part.report is not None) for part in parts] == [("Data", True), ("Notes", False)]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (3159843.0, "3159843"),
        (77818.01, "77818.01"),
        ("0012", "0012"),
        (datetime(2026, 6, 1), "2026-06-01"),
        (date(2026, 6, 1), "2026-06-01"),
        (datetime(2026, 6, 1, 13, 5), "2026-06-01 13:05:00"),
        (True, "TRUE"),
        ("", ""),
    ],
)
def test_workbook_cells_become_the_text_a_person_sees(cell, text):
    assert cell_text(cell) == text


@pytest.mark.parametrize(
    ("data", "status", "words"),
    [
        (b"", "empty", "empty"),
        (b"  \r\n\r\n", "empty", "empty"),
        (b"\x00\x00\x00\x00", "empty", "empty"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "unrecognised", "web page"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>',
            "empty",
            "no table",
        ),
        (b"PK\x03\x04 not really", "quarantined", "cannot be opened"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 8, "quarantined", "cannot be opened"),
        (b"a,b\n1,2\n", "unrecognised", "no known report"),
        (ROWS.encode() + b"2026-06-02,2026-06-02,Te\x00\x00\x00\x00", "quarantined", "null bytes"),
    ],
)
def test_what_is_no_export_is_refused_with_its_true_cause(data, status, words):
    (part,) = examine("x.csv", data).parts
    assert part.refusal.status == status
    assert words in part.refusal.message
    assert part.refusal.cure
