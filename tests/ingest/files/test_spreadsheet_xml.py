"""Workbooks that are XML: cells where they say they stand, and nothing fetched or multiplied by what they define."""

import pytest

from smm_assets.errors import FileRefused
from smm_assets.ingest.files import spreadsheet_xml
from smm_assets.ingest.recognition.examine import examine

START = (
    '<?xml version="1.0"?>{doctype}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="{name}"><Table>'
)
END = "</Table></Worksheet></Workbook>"


def book(*rows, name="Days", doctype=""):
    return (START.format(name=name, doctype=doctype) + "".join(rows) + END).encode()


def cell(text, kind="String", **said):
    told = "".join(f' ss:{key}="{value}"' for key, value in said.items())
    return f'<Cell{told}><Data ss:Type="{kind}">{text}</Data></Cell>'


def row(*cells, **said):
    told = "".join(f' ss:{key}="{value}"' for key, value in said.items())
    return f"<Row{told}>{''.join(cells)}</Row>"


def test_cells_and_rows_stand_where_they_say():
    data = book(row(cell("a"), cell("c", Index=3)), row(cell("x", MergeAcross=1), cell("z"), Index=3))
    assert list(spreadsheet_xml.sheets(data)) == [("Days", [["a", "", "c"], [], ["x", "", "z"]])]


@pytest.mark.parametrize(
    ("text", "kind", "read"),
    [
        ("12.50", "Number", "12.50"),
        ("100001234567890123", "Number", "100001234567890123"),
        ("2017-07-22T05:30:00.000", "DateTime", "2017-07-22T05:30:00.000"),
        ("1", "Boolean", "TRUE"),
        ("0", "Boolean", "FALSE"),
        ("#DIV/0!", "Error", ""),
        ("Glaze &amp; fire", "String", "Glaze & fire"),
        ("two\nlines", "String", "two\nlines"),
    ],
)
def test_cells_become_the_text_that_was_written(text, kind, read):
    ((_, rows),) = spreadsheet_xml.sheets(book(row(cell(text, kind))))
    assert rows == [[read]]


def test_a_cell_without_data_is_blank():
    ((_, rows),) = spreadsheet_xml.sheets(book(row("<Cell/>", cell("b"))))
    assert rows == [["", "b"]]


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w SYSTEM "http://example.org/w.dtd">',
    ],
    ids=["entities", "file", "address"],
)
def test_what_defines_entities_or_fetches_is_not_opened(doctype):
    with pytest.raises(FileRefused, match="entities or a document type"):
        list(spreadsheet_xml.sheets(book(row(cell("a")), doctype=doctype)))


def test_half_a_file_is_refused_as_a_whole():
    data = book(row(cell("Date"), cell("Reach")), row(cell("2026-06-01"), cell("5", "Number")))
    (part,) = examine("days.xls", data[:-40]).parts
    assert part.refusal.status == "quarantined"
    assert "damaged or cut off" in part.refusal.message


@pytest.mark.parametrize(
    "rows",
    [(row(cell("a", Index=99999)),), (row(cell("a"), Index=2_000_000),), (row(cell("a"), cell("b", Index=1)),)],
    ids=["column", "row", "backwards"],
)
def test_places_no_sheet_has_are_refused(rows):
    with pytest.raises(FileRefused, match="stands at place"):
        list(spreadsheet_xml.sheets(book(*rows)))


def test_a_sheet_of_endless_blanks_is_refused(monkeypatch):
    monkeypatch.setattr(spreadsheet_xml, "MAX_CELLS", 1_000)
    with pytest.raises(FileRefused, match="more than"):
        list(spreadsheet_xml.sheets(book(*[row(cell("a", Index=16_000))] * 3)))
