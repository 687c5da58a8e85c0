"""A user's own table (plan, costs, rates, events …) as rows with their line numbers, from CSV or a spreadsheet.

Belongs here: delimiter, comments, header names. Not here: what a cell means (`cells`) or what a table must hold.
"""

import csv
import datetime as dt
import difflib
import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from smm_assets.errors import FileRefused, Problem
from smm_assets.ingest.files.decode import decode

Cell = str | int | float | bool | dt.date


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a table. number: as a spreadsheet shows it; cells: by header name, blank ones left out."""

    file: str
    number: int
    cells: Mapping[str, Cell]

    def where(self, column: str = "") -> str:
        return f"{self.file} line {self.number}" + (f", column {column}" if column else "")


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table as read. header: normalised names in order, from line `header_line`; empty when there is no file."""

    file: str
    header: tuple[str, ...] = ()
    header_line: int = 1
    lines: tuple[Line, ...] = ()

    def wrong(self, seen: str, expected: str = "", cure: str = "") -> Problem:
        """Something wrong with the header."""
        return Problem(where=f"{self.file} line {self.header_line}", seen=seen, expected=expected, cure=cure)


def find(
    folder: Path, stem: str, problems: list[Problem], suffixes: Collection[str] = (".csv", ".xlsx")
) -> Path | None:
    """The file of that name in the folder; having it twice is a problem."""
    there = [folder / f"{stem}{suffix}" for suffix in suffixes if (folder / f"{stem}{suffix}").is_file()]
    if len(there) > 1:
        names = " and ".join(path.name for path in there)
        problems.append(Problem(where=names, seen="both are there", expected="one of them", cure="Remove one"))
    return there[0] if there else None


def read_table(path: Path, problems: list[Problem], *, data: bytes | None = None) -> Table:
    """The table of a CSV (comma, semicolon or tab; any usual encoding) or the first sheet of a spreadsheet.

    data: the CSV itself, where the file only packs it.
    """
    try:
        rows = _sheet(path) if path.suffix.lower() == ".xlsx" else _csv(path.read_bytes() if data is None else data)
    except (OSError, ValueError, csv.Error, FileRefused) as error:
        seen = f"cannot be read ({str(error).splitlines()[0]})"
        problems.append(Problem(where=path.name, seen=seen, cure="Save it again as CSV in UTF-8"))
        return Table(file=path.name)
    filled = [(number, row) for number, row in enumerate(rows, 1) if any(cell not in ("", None) for cell in row)]
    filled = [(number, row) for number, row in filled if not str(row[0]).startswith("#")]
    if not filled:
        return Table(file=path.name)
    names = [_normal(str(cell)) for cell in filled[0][1]]
    header = tuple(names[: max(n for n, name in enumerate(names, 1) if name or n == 1)])
    lines = [Line(file=path.name, number=number, cells=_cells(header, row)) for number, row in filled[1:]]
    problems += [
        _beyond(line, row, len(header)) for line, (_, row) in zip(lines, filled[1:], strict=True) if _more(header, row)
    ]
    return Table(file=path.name, header=header, header_line=filled[0][0], lines=tuple(lines))


def read_lines(
    folder: Path,
    stem: str,
    known: Collection[str],
    needed: Collection[str],
    problems: list[Problem],
    *,
    one_of: Collection[str] = (),
) -> tuple[Line, ...]:
    """The lines of the folder's table of that name; none without it, or when its header lacks a column."""
    path = find(folder, stem, problems)
    table = read_table(path, problems) if path else Table(file=f"{stem}.csv")
    return table.lines if check_header(table, known, needed, problems, one_of=one_of) else ()


def check_header(
    table: Table,
    known: Collection[str],
    needed: Collection[str],
    problems: list[Problem],
    *,
    one_of: Collection[str] = (),
) -> bool:
    """Whether the needed columns are there, and any of one_of.

    A misspelt column and one that is there twice are problems, a column of the user's own is not.
    """
    if not table.header:
        return False
    for name in table.header:
        close = difflib.get_close_matches(name, sorted(set(known) - set(table.header)), n=1, cutoff=0.8)
        if name and name not in known and close:
            problems.append(table.wrong(f"unknown column '{name}'", cure=f"Did you mean {close[0]}?"))
    for name in known:
        if table.header.count(name) > 1:
            problems.append(table.wrong(f"two columns are called '{name}'", cure="Keep one of them"))
    missing = [
        table.wrong(f"no column '{name}'", ", ".join(needed), "Add the column")
        for name in needed
        if name not in table.header
    ]
    if one_of and not set(one_of) & set(table.header):
        names = ", ".join(one_of)
        missing.append(table.wrong(f"none of the columns {names}", cure="Add at least one of them"))
    problems += missing
    return not missing


def _normal(name: str) -> str:
    return "_".join(name.replace("\ufeff", "").strip().casefold().split())


def _cells(header: tuple[str, ...], row: list[Cell]) -> dict[str, Cell]:
    cells = {name: cell.strip() if isinstance(cell, str) else cell for name, cell in zip(header, row, strict=False)}
    return {name: cell for name, cell in cells.items() if name and cell not in ("", None)}


def _more(header: tuple[str, ...], row: list[Cell]) -> bool:
    return any(cell not in ("", None) for cell in row[len(header) :])


def _beyond(line: Line, row: list[Cell], width: int) -> Problem:
    extra = next(cell for cell in row[width:] if cell not in ("", None))
    return Problem(
        where=line.where(),
        seen=f"'{extra}' stands beyond the last column",
        expected=f"{width} cells, as in the header",
        cure="Put quotes around a cell that holds the separator, or give the column a name",
    )


def _csv(data: bytes) -> list[list[Cell]]:
    text = decode(data).text
    delimiter = max(",;\t", key=_header_text(text).count)
    return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]


def _header_text(text: str) -> str:
    """The first line that is neither blank nor a comment: separators in a comment are punctuation."""
    lines = (line for line in text.splitlines() if line.strip(",;\t "))
    return next((line for line in lines if not line.lstrip('"').startswith("#")), "")


def _sheet(path: Path) -> list[list[Cell]]:
    from python_calamine import CalamineError, CalamineWorkbook

    from smm_assets.ingest.files.containers import BROKEN_ARCHIVE, check_workbook

    data = path.read_bytes()
    try:
        check_workbook(data)
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    except CalamineError as error:
        raise ValueError(str(error)) from error
    except BROKEN_ARCHIVE as error:
        raise ValueError(str(error)) from error
    rows = sheet.to_python(skip_empty_area=False)
    return [[cell.date() if isinstance(cell, dt.datetime) else cell for cell in row] for row in rows]  # type: ignore[misc]
