"""A sample as people and programs hand it on: lines above, header, records; written in any dialect.

Belongs here: taking a sample apart and writing it again. Not here: what is changed (`mutators`) and what must come of
it (`judging`).
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

import openpyxl

from smm_assets.ingest.recognition.examine import Part
from smm_assets.ingest.recognition.headers import Source, normalised

NUMERIC = ("money", "decimal", "share", "count")
DAYS = ("day", "period_start", "period_end")


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """How a table is written. stated: begins with a `sep=` line. padding: blank cells at the end of lines.

    workbook: "" for text, "text" for an XLSX of text cells, "typed" for one in which a spreadsheet program made numbers
    and days of what looks like them.
    """

    encoding: str = "utf-8"
    mark: bytes = b""
    delimiter: str = ","
    line_end: str = "\n"
    quote_all: bool = False
    stated: bool = False
    padding: int = 0
    blank_lines: int = 0
    workbook: Literal["", "text", "typed"] = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table. lines: line number of each record in the sample; totals: lines of its totals rows.

    decimals, orders: what the sample's columns were read as, by position. needed: targets without which the report is
    not recognised; markers: header names that betray it; closed: it has no other columns. dropped: targets whose column
    was taken away. asks: it leaves a question open.
    """

    name: str
    above: tuple[tuple[str, ...], ...]
    header: tuple[str, ...]
    records: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    sources: tuple[Source, ...]
    kinds: dict[str, str]
    totals: tuple[int, ...] = ()
    decimals: dict[int, str] = field(default_factory=dict)
    orders: dict[int, str] = field(default_factory=dict)
    needed: frozenset[str] = frozenset()
    markers: frozenset[str] = frozenset()
    closed: bool = False
    dropped: tuple[str, ...] = ()
    asks: bool = False
    dialect: Dialect = field(default_factory=Dialect)

    @property
    def numbers(self) -> set[int]:
        return {one.index for one in self.sources if self.kinds.get(one.field.to) in NUMERIC}

    @property
    def days(self) -> set[int]:
        return {one.index for one in self.sources if one.to in DAYS}

    def text(self) -> str:
        """The table as text, without byte order mark."""
        style, out = self.dialect, io.StringIO()
        broken = any("\n" in cell or "\r" in cell for row in self.records for cell in row)
        quoting = csv.QUOTE_ALL if style.quote_all or broken else csv.QUOTE_MINIMAL
        writer = csv.writer(out, delimiter=style.delimiter, lineterminator=style.line_end, quoting=quoting)
        for row in (*self.above, self.header, *self.records):
            fill = max(0, len(self.header) - len(row)) + style.padding if style.padding else 0
            writer.writerow((*row, *[""] * fill))
        stated = f"sep={style.delimiter}{style.line_end}" if style.stated else ""
        return stated + out.getvalue() + style.line_end * style.blank_lines

    def write(self) -> bytes:
        """The table as bytes. Raises UnicodeEncodeError where the encoding lacks a character."""
        if self.dialect.workbook:
            return self._workbook()
        return self.dialect.mark + self.text().encode(self.dialect.encoding)

    def _workbook(self) -> bytes:
        book, out = openpyxl.Workbook(), io.BytesIO()
        sheet = book.active
        cell = typed if self.dialect.workbook == "typed" else str
        for row in (*self.above, self.header, *self.records):
            sheet.append([cell(text) if text else None for text in row])
        book.save(out)
        return out.getvalue()


def typed(text: str) -> str | float | datetime:
    """A cell as a spreadsheet program with English settings takes it: numbers lose all beyond 15 digits."""
    if re.fullmatch(r"-?\d+(\.\d+)?", text) and not re.match(r"-?0\d", text):
        return float(text)
    return datetime.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else text


def table_of(name: str, part: Part, **known: dict[int, str] | tuple[int, ...]) -> Table:
    """The table a recognised part holds. known: totals, decimals and orders found when it was read."""
    assert part.grid is not None
    assert part.report is not None
    rows = list(part.grid.records())
    full = [(line, tuple(cells)) for line, cells in rows if line >= part.first_line and any(map(str.strip, cells))]
    return Table(
        name=name,
        above=tuple(tuple(cells) for line, cells in rows if line < (part.header_row or 0)),
        header=tuple(part.header),
        records=tuple(cells for _, cells in full),
        lines=tuple(line for line, _ in full),
        sources=part.sources,
        needed=frozenset(_needed(part)),
        markers=frozenset(normalised(name).text for name in part.report.signature.header),
        closed=bool(part.report.signature.only),
        kinds={column.name: column.kind for column in part.report.table.columns},
        dialect=_dialect(part),
        **known,  # type: ignore[arg-type]
    )


def _needed(part: Part) -> Iterator[str]:
    """Targets the signature asks for, alternatives included where the table has only one of them."""
    assert part.report is not None
    there = {source.to for source in part.sources}
    for need in part.report.signature.needs:
        found = there & set((need,) if isinstance(need, str) else need)
        if len(found) == 1:
            yield from found


def _dialect(part: Part) -> Dialect:
    assert part.grid is not None
    encodings = {"utf-8-sig": "utf-8", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be"}
    mark = {"utf-8-sig": b"\xef\xbb\xbf", "utf-16le": b"\xff\xfe", "utf-16be": b"\xfe\xff"}.get(part.encoding, b"")
    encoding = encodings.get(part.encoding, part.encoding)
    return replace(Dialect(), encoding=encoding, mark=mark, delimiter=part.grid.delimiter)
