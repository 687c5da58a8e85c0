"""Gzip, Parquet, ODS and large workbooks: read as containers, within limits, in part for a quick look."""

import gzip
import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from smm_assets.ingest.files import containers
from smm_assets.ingest.files.parquet import texts
from smm_assets.ingest.recognition.examine import Part, examine

HEADER = ["Reporting starts", "Reporting ends", "Campaign name", "Campaign ID", "Impressions", "Amount spent (EUR)"]
ROWS = [["2026-06-01", "2026-06-01", "Tea, green", "23850000000000001", "1000", "5.25"]] * 400
TEXT = "\n".join(",".join(f'"{cell}"' for cell in row) for row in (HEADER, *ROWS)).encode() + b"\n"


def only(name: str, data: bytes, most: int | None = None) -> Part:
    (part,) = examine(name, data, most=most).parts
    return part


def cells(part: Part) -> list[list[str]]:
    assert part.grid is not None
    return [record for _, record in part.grid.records()]


def parquet(table: pa.Table) -> bytes:
    stream = io.BytesIO()
    pq.write_table(table, stream, row_group_size=100)
    return stream.getvalue()


def columns(rows: Sequence[Sequence[str]] = ROWS) -> pa.Table:
    days = pa.array([date.fromisoformat(row[0]) for row in rows])
    return pa.table(
        {
            "Reporting starts": days,
            "Reporting ends": days,
            "Campaign name": pa.array([row[2] for row in rows]).dictionary_encode(),
            "Campaign ID": pa.array([int(row[3]) for row in rows]),
            "Impressions": pa.array([int(row[4]) for row in rows]),
            "Amount spent (EUR)": pa.array([Decimal(row[5]) for row in rows]),
        }
    )


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(list(row))
    book.save(stream)
    return stream.getvalue()


def test_a_compressed_text_is_the_text() -> None:
    assert cells(only("a.csv.gz", gzip.compress(TEXT))) == cells(only("a.csv", TEXT))


def test_compressed_files_that_follow_each_other_are_one() -> None:
    cut = TEXT.index(b"\n", 5_000) + 1
    both = gzip.compress(TEXT[:cut]) + gzip.compress(TEXT[cut:]) + bytes(100)
    assert cells(only("a.csv.gz", both)) == cells(only("a.csv", TEXT))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (gzip.compress(TEXT)[:-9], "ends too early"),
        (gzip.compress(TEXT)[:-8] + b"12345678", "cannot be unpacked"),
        (b"\x1f\x8b" + b"nothing of the kind", "cannot be unpacked"),
        (gzip.compress(bytes(30_000_000)), "grows more than"),
        (gzip.compress(gzip.compress(TEXT)), "archive inside an archive"),
        (gzip.compress(b"PK\x03\x04 anything"), "archive inside an archive"),
    ],
    ids=["cut off", "wrong sum", "no gzip", "bomb", "gzip in gzip", "zip in gzip"],
)
def test_a_compressed_file_that_cannot_be_trusted_is_refused(data: bytes, words: str) -> None:
    refusal = only("a.csv.gz", data).refusal
    assert refusal is not None
    assert words in refusal.message
    assert refusal.cure


def test_a_compressed_file_larger_than_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MAX_BYTES", 5_000)
    refusal = only("a.csv.gz", gzip.compress(TEXT)).refusal
    assert refusal is not None
    assert "unpacks to more than 5,000 bytes" in refusal.message


def test_parquet_reads_as_the_same_table_in_text() -> None:
    part = only("a.parquet", parquet(columns()))
    assert part.report is not None
    assert part.encoding == "parquet"
    assert cells(part) == [HEADER, *ROWS]
    assert part.grid is not None
    assert part.grid.decimal == "."


def test_values_of_parquet_become_the_text_a_person_sees() -> None:
    moments = [datetime(2026, 6, 1), datetime(2026, 6, 1, 13, 5), None]
    berlin = timezone(timedelta(hours=2))
    assert texts(pa.array(moments)).to_pylist() == ["2026-06-01", "2026-06-01 13:05:00", ""]
    zoned = pa.array([datetime(2026, 6, 1, tzinfo=berlin)], pa.timestamp("us", "Europe/Berlin"))
    assert texts(zoned).to_pylist() == ["2026-06-01"]
    floats = [238500000012345.0, 0.1, float("nan"), float("inf"), None, -2.5]
    assert texts(pa.array(floats)).to_pylist() == ["238500000012345", "0.1", "", "", "", "-2.5"]
    assert texts(pa.array([0.1], pa.float32())).to_pylist() == ["0.1"]
    assert texts(pa.array([Decimal("1.50"), None])).to_pylist() == ["1.50", ""]
    assert texts(pa.array([True, None])).to_pylist() == ["TRUE", ""]
    assert texts(pa.array([[1, 2], None])).to_pylist() == ["[1, 2]", ""]
    assert texts(pa.array(["a", None]).dictionary_encode()).to_pylist() == ["a", ""]
    assert texts(pa.nulls(1)).to_pylist() == [""]


def test_damaged_parquet_says_so() -> None:
    whole = parquet(columns())
    for data in (whole[:-40], b"PAR1" + bytes(range(200)), whole[:200] + bytes(300) + whole[500:]):
        refusal = only("a.parquet", data).refusal
        assert refusal is not None
        assert "cannot be opened" in refusal.message


def test_parquet_that_would_grow_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MAX_BYTES", 2_000)
    refusal = only("a.parquet", parquet(columns())).refusal
    assert refusal is not None
    assert "400 rows and 6 columns" in refusal.message


def test_an_empty_parquet_table_has_its_header() -> None:
    assert cells(only("a.parquet", parquet(columns([])))) == [HEADER]


ODS = {
    "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
    "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
    "content.xml": """<?xml version="1.0" encoding="UTF-8"?><office:document-content
        xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
        xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
        xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
        <table:table table:name="Data"><table:table-row>
        <table:table-cell office:value-type="string"><text:p>Campaign name</text:p></table:table-cell>
        <table:table-cell office:value-type="string"><text:p>Impressions</text:p></table:table-cell></table:table-row>
        <table:table-row><table:table-cell office:value-type="string"><text:p>Tea</text:p></table:table-cell>
        <table:table-cell office:value-type="float" office:value="1000"><text:p>1000</text:p></table:table-cell>
        </table:table-row></table:table></office:spreadsheet></office:body></office:document-content>""",
}


def test_a_sheet_of_an_open_document_is_read() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, content in ODS.items():
            made.writestr(name, re.sub(r">\s+<", "><", content))
    (opened,) = containers.open_bytes("a.ods", stream.getvalue(), len)
    assert (opened.part, opened.encoding) == ("Data", "ods")
    assert opened.grids[0].cells == (("Campaign name", "Impressions"), ("Tea", "1000"))


def test_of_a_large_member_a_quick_look_reads_the_first_whole_records() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("large.csv", TEXT * 10)
        made.writestr("small.csv", TEXT)
    large, small = examine("a.zip", stream.getvalue(), most=250_000).parts
    assert large.sampled is not None
    assert large.sampled.words == "first 0.1 MB of 0.3 MB"
    assert all(len(record) == len(HEADER) for record in cells(large))
    assert small.sampled is None


def test_of_a_large_compressed_text_a_quick_look_reads_the_first_whole_records() -> None:
    part = only("a.csv.gz", gzip.compress(TEXT), most=9_000)
    assert part.sampled is not None
    assert part.sampled.words.startswith("first 0.0 MB of about")
    assert all(len(record) == len(HEADER) for record in cells(part))


def test_of_large_parquet_a_quick_look_reads_the_first_rows_and_knows_how_many_there_are() -> None:
    part = only("a.parquet", parquet(columns()), most=7_200)
    assert part.sampled is not None
    assert (part.sampled.words, part.sampled.rows) == ("first 101 of 400 rows", 400)
    assert len(cells(part)) == 102


def test_of_a_large_workbook_a_quick_look_reads_the_first_rows() -> None:
    data = workbook([HEADER, *ROWS * 5])
    part = only("a.xlsx", data, most=20_000)
    assert part.sampled is not None
    assert part.sampled.words.startswith("first rows, 0.1 MB of")
    seen = cells(part)
    assert 10 < len(seen) < 1_000
    assert len(seen) / part.sampled.share == pytest.approx(2_001, rel=0.05)
    assert only("a.xlsx", data, most=2_000_000).sampled is None


def test_a_workbook_that_cannot_be_cut_is_too_large_for_a_quick_look_only() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(90_000)
    refusal = only("a.xls", data, most=20_000).refusal
    assert refusal is not None
    assert (refusal.status, "too large to look at quickly" in refusal.message) == ("unseen", True)
    assert only("a.xls", data).refusal is not None
