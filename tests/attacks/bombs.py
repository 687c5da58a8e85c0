"""Files that are small and want to become large, or to fetch something from outside: archives, workbooks, XML, text.

Belongs here: making them. Not here: what must become of them; that stands in each test.
"""

import gzip
import io
import struct
import zipfile
from collections.abc import Callable, Iterable

ZEROS = b"0" * 11_000_000
LINE = "2026-06-01,2026-06-01,Tea,5.00\n"
EXPORT = "Reporting starts,Reporting ends,Campaign name,Amount spent (EUR)\n" + LINE
TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"""
RELATED = """<?xml version="1.0"?><Relationships
 xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>
</Relationships>"""
BOOK = """<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>
 <sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>"""
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
LAUGHS = '<!DOCTYPE x [<!ENTITY a0 "ha">{}]>'.format(
    "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>'


def archive(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP of these members."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members:
            packed.writestr(name, data)
    return made.getvalue()


def with_sizes(packed: bytes, size: int) -> bytes:
    """The archive with another unpacked size told of each of its members."""
    told = bytearray(packed)
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = told.find(mark)
        while at >= 0:
            told[at + place : at + place + 4] = struct.pack("<I", size)
            at = told.find(mark, at + 4)
    return bytes(told)


def workbook(sheet: str, **more: bytes) -> bytes:
    """An XLSX with one sheet, whose XML is this."""
    return archive(
        [
            ("[Content_Types].xml", TYPES.encode()),
            ("_rels/.rels", RELATED.format(kind="officeDocument", target="xl/workbook.xml").encode()),
            ("xl/workbook.xml", BOOK.encode()),
            ("xl/_rels/workbook.xml.rels", RELATED.format(kind="worksheet", target="worksheets/sheet1.xml").encode()),
            ("xl/worksheets/sheet1.xml", sheet.encode()),
            *((name.replace("_", "/", 1), data) for name, data in more.items()),
        ]
    )


def rows(*texts: str) -> str:
    """Rows of a sheet, a cell each."""
    cells = (f'<c r="A{n}" t="inlineStr"><is><t>{text}</t></is></c>' for n, text in enumerate(texts, 1))
    return "".join(f'<row r="{n}">{cell}</row>' for n, cell in enumerate(cells, 1))


def spreadsheet(inside: str, before: str = "") -> bytes:
    """A workbook written as XML."""
    return (
        f'<?xml version="1.0"?>{before}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        f'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Data"><Table>{inside}'
        "</Table></Worksheet></Workbook>"
    ).encode()


def xml_row(text: str, more: str = "") -> str:
    return f'<Row><Cell{more}><Data ss:Type="String">{text}</Data></Cell></Row>'


def bombs() -> dict[str, Callable[[], bytes]]:
    """What makes each by its name; none is larger than a few megabytes."""
    return {
        "ratio.zip": lambda: archive([("a.csv", ZEROS)]),
        "total.zip": lambda: with_sizes(archive((f"{n}.csv", b"0" * 5000) for n in range(900)), 9_000_000),
        "count.zip": lambda: archive((f"{n}.csv", b"") for n in range(5000)),
        "nested.zip": lambda: archive([("inner.zip", archive([("x.zip", archive([("a.csv", ZEROS)]))]))]),
        "nested.csv.gz": lambda: gzip.compress(gzip.compress(gzip.compress(ZEROS))),
        "gzip_inside.zip": lambda: archive([("a.csv.gz", gzip.compress(ZEROS))]),
        "ratio.csv.gz": lambda: gzip.compress(b"0" * 30_000_000),
        "lies.zip": lambda: with_sizes(archive([("a.csv", ZEROS)]), 1000),
        "lies_upwards.zip": lambda: with_sizes(archive([("a.csv", EXPORT.encode())]), 1_900_000_000),
        "ratio.xlsx": lambda: workbook(SHEET.format(rows("a" * 11_000_000))),
        "lies.xlsx": lambda: with_sizes(workbook(SHEET.format(rows("a" * 11_000_000))), 1000),
        "far_cell.xlsx": lambda: workbook(SHEET.format('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
        "many_far_cells.xlsx": lambda: workbook(
            SHEET.format("".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 20_000)))
        ),
        "laughs.xlsx": lambda: workbook(f'<?xml version="1.0"?>{LAUGHS}' + SHEET.format(rows("&a9;"))),
        "outside.xlsx": lambda: workbook(f'<?xml version="1.0"?>{OUTSIDE}' + SHEET.format(rows("&a9;"))),
        "deep.xlsx": lambda: workbook(SHEET.format("<row>" * 200_000 + "</row>" * 200_000)),
        "laughs.xls": lambda: spreadsheet(xml_row("&a9;"), LAUGHS),
        "outside.xls": lambda: spreadsheet(xml_row("&a9;"), OUTSIDE),
        "deep.xls": lambda: spreadsheet("<Row>" * 200_000 + "</Row>" * 200_000),
        "wide.xls": lambda: spreadsheet(xml_row("a", ' ss:Index="16384"') * 5000),
        "merged.xls": lambda: spreadsheet(xml_row("a", ' ss:MergeAcross="999999999"') * 5000),
        "below.xls": lambda: spreadsheet('<Row ss:Index="1048576"><Cell ss:Index="16384"><Data>a</Data></Cell></Row>'),
        "repeated.ods": lambda: ods('<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
                              'table:number-columns-repeated="16384" office:value-type="string"><text:p>a</text:p>'
                              "</table:table-cell></table:table-row>"),
        "laughs.ods": lambda: ods("<table:table-row><table:table-cell><text:p>&a9;</text:p></table:table-cell>"
                            "</table:table-row>", LAUGHS),
        "columns.csv": lambda: (",".join(f"c{n}" for n in range(10_000)) + "\n" + "1," * 9_999 + "1\n").encode(),
        "columns_behind.csv": lambda: columns_behind(10_000).encode(),
        "line.csv": lambda: EXPORT.encode() + b"x" * 20_000_000,
        "quote.csv": lambda: EXPORT.encode() + b'"' + (LINE * 200_000).encode(),
        "quotes.csv": lambda: EXPORT.encode() + b'"' * 5_000_001,
        "delimiters.csv": lambda: EXPORT.encode() + b"," * 5_000_000,
        "lines.csv": lambda: EXPORT.encode() + b"\n" * 5_000_000,
        "digits.csv": lambda: (EXPORT + f"2026-06-01,2026-06-01,Tea,{'9' * 1_000_000}\n").encode(),
        "exponents.csv": lambda: (EXPORT + "2026-06-01,2026-06-01,Tea,9e999999999\n" * 50).encode(),
    }  # fmt: skip


def columns_behind(count: int) -> str:
    """An export with so many columns nobody knows behind its own."""
    head, line = EXPORT.splitlines()
    return f"{head},{','.join(f'extra {n}' for n in range(count))}\n" + f"{line}{',1' * count}\n" * 20


def ods(inside: str, before: str = "") -> bytes:
    """An open document with one sheet."""
    content = (
        f'<?xml version="1.0"?>{before}<office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Data">{inside}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return archive(
        [("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.encode()),
         ("META-INF/manifest.xml", b'<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>')]
    )  # fmt: skip
