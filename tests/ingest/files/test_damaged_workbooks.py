"""Workbooks whose damage would make their reader ask for all memory are refused before it sees them."""

import io
import struct

import openpyxl
import pytest

from smm_assets.ingest.files.compound import is_sound
from smm_assets.ingest.files.extent import Extent, extent
from smm_assets.ingest.recognition.examine import examine

FREE, END, TABLE = 0xFFFF_FFFF, 0xFFFF_FFFE, 0xFFFF_FFFD


def entry(name: str, kind: int, start: int, size: int) -> bytes:
    """A line of the directory."""
    text = name.encode("utf-16-le").ljust(64, b"\x00")
    return text + struct.pack("<HB49xII4x", 2 * len(name) + 2, kind, start, size)


def compound(
    followers: dict[int, int] | None = None, *, start: int = 2, size: int = 1500, mini_start: int = 5
) -> bytes:
    """Sectors: 0 table, 1 directory, 2–4 a stream, 5 table of small sectors, 6 their stream."""
    chain = {0: TABLE, 1: END, 2: 3, 3: 4, 4: END, 5: END, 6: END, **(followers or {})}
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        62,
        3,
        0xFFFE,
        9,
        6,
        0,
        1,
        1,
        0,
        1000,
        mini_start,
        1,
        END,
        0,
    )
    header += struct.pack("<109I", 0, *[FREE] * 108)
    table = struct.pack("<128I", *[chain.get(number, FREE) for number in range(128)])
    directory = entry("Root Entry", 5, 6, 512) + entry("Workbook", 2, start, size) + entry("Small", 2, 0, 100)
    minis = struct.pack("<128I", 1, END, *[FREE] * 126)
    return b"".join(part.ljust(512, b"\x00") for part in (header, table, directory, b"a" * 1536, minis, b"b" * 512))


def test_a_container_whose_streams_can_be_followed_is_sound() -> None:
    assert is_sound(compound())


@pytest.mark.parametrize(
    "data",
    [
        compound({4: 2}),  # a ring
        compound({3: 0x00FF_FFFF}),  # far beyond the file
        compound({3: FREE}),
        compound(start=100),
        compound(size=1_000_000),
        compound({5: 5}),
        compound(mini_start=99),
        compound({6: 1_000}),
        compound({1: 1}),
        compound()[:700],
        compound()[:30] + b"\x1f\x00" + compound()[32:],  # sectors of two gigabytes
        compound()[:44] + b"\xff\xff\xff\x00" + compound()[48:],
        compound()[:68] + b"\x07\x00\x00\x00" + compound()[72:],
        b"\xd0\xcf\x11\xe0",
    ],
    ids=range(14),
)
def test_a_chain_that_leaves_the_file_or_never_ends_is_damage(data: bytes) -> None:
    assert not is_sound(data)
    (part,) = examine("a.xls", data).parts
    assert part.refusal is not None
    assert "the workbook cannot be opened" in part.refusal.message


@pytest.mark.parametrize(
    ("text", "row", "column", "places"),
    [
        (b'<row r="7"><c r="A7" s="1"/><c s="2" r=\'XFD1048576\'/></row>', 1_048_576, 16_384, 3),
        (b'<c r="AB12"/>' * 700_000 + b'<c r="AC13"/>', 13, 29, 700_001),
        (b'<c hr="ZZ99"/><c r="B2"', 2, 2, 1),
        (b"", 0, 0, 0),
    ],
    ids=["far", "many", "other attributes", "nothing"],
)
def test_the_reach_of_a_sheet(text: bytes, row: int, column: int, places: int) -> None:
    assert extent(io.BytesIO(text)) == Extent(row=row, column=column, places=places)


def test_a_cell_far_away_from_the_table_is_refused_and_a_long_table_is_not() -> None:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Campaign name", "Impressions"])
    book.active.cell(row=1_000_000, column=16_000, value="x")
    book.save(stream)
    (part,) = examine("a.xlsx", stream.getvalue()).parts
    assert part.refusal is not None
    assert "stand too far apart" in part.refusal.message
    assert not Extent(row=1_000_000, column=40, places=20_000_000).is_sparse
    assert not Extent(row=50_000, column=300, places=10).is_sparse
