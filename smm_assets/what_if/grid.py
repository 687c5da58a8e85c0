"""The first sheet of an edited workbook as named cells, wherever rows were moved to.

Belongs here: opening the file, finding facts and headings, amounts and their mistakes. Not here: what they mean for a
scenario (`reading`).
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl.utils.exceptions import InvalidFileException

from smm_assets.decisions.cents import cents
from smm_assets.errors import Problem
from smm_assets.what_if.layout import FACTS, HEADINGS, SHEET

DAMAGED = (  # what the library raises for files that are no workbook, or a broken one
    *(OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, EOFError),
    *(InvalidFileException, BadZipFile, ParseError, zlib.error),
)
AGAIN = "Export it again: smm export what-if --to FILE.xlsx"


@dataclass(frozen=True, kw_only=True)
class Grid:
    """Values by address ("E12"). facts, columns: where facts and headings stand; rows: row of each channel's key.

    unsaved: addresses of formulas whose value the file does not hold.
    """

    file: str
    values: Mapping[str, Any]
    unsaved: frozenset[str]
    facts: Mapping[str, str]
    columns: Mapping[str, str]
    rows: tuple[tuple[str, int], ...]

    def where(self, address: str) -> str:
        """A cell as a person finds it."""
        return f"{self.file}, sheet {SHEET}, cell {address}"

    def fact(self, name: str) -> str:
        """The text beside a fact's name; empty where it is missing."""
        value = self.values.get(self.facts.get(name, ""))
        return "" if value is None else str(value).strip()

    def address(self, name: str, row: int) -> str:
        """The cell of a column in a row."""
        return f"{self.columns[name]}{row}"

    def wrong(self, address: str, seen: str, expected: str, cure: str) -> Problem:
        """Something wrong in one cell."""
        return Problem(where=self.where(address), seen=seen, expected=expected, cure=cure)

    def amount(self, address: str, problems: list[Problem]) -> Decimal | None:
        """Money per day in whole cents; None where the cell is empty or wrong, which is a problem told."""
        value = self.values.get(address)
        if address in self.unsaved:
            problems.append(
                self.wrong(address, "a formula without its value", "money per day", "Save the file in your spreadsheet")
            )
            return None
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        try:
            found = Decimal(str(value).strip())
        except InvalidOperation:
            found = Decimal(-1)
        if isinstance(value, bool) or not found.is_finite() or found < 0:
            problems.append(
                self.wrong(address, repr(value), "money per day, 0 or more", "Write a number, for example 25.50")
            )
            return None
        return cents(found)


def open_grid(path: Path, problems: list[Problem]) -> Grid | None:
    """The sheet of a workbook; None with the problem when it is not one of ours."""
    from openpyxl import load_workbook

    try:
        valued, written = (load_workbook(path, data_only=data_only) for data_only in (True, False))
    except DAMAGED as error:
        seen = f"cannot be read as a workbook ({type(error).__name__})"
        problems.append(Problem(where=path.name, seen=seen, expected="an .xlsx file", cure=AGAIN))
        return None
    if SHEET not in valued.sheetnames:
        seen = f"sheets {', '.join(valued.sheetnames)}"
        problems.append(Problem(where=path.name, seen=seen, expected=f"a sheet {SHEET}", cure=AGAIN))
        return None
    values, texts = _cells(valued[SHEET]), _cells(written[SHEET])
    return _grid(path.name, values, texts, problems)


def _cells(sheet: Any) -> dict[str, Any]:
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}


def _grid(file: str, values: Mapping[str, Any], texts: Mapping[str, Any], problems: list[Problem]) -> Grid | None:
    head = next((_split(at)[1] for at, value in texts.items() if value == HEADINGS["key"]), 0)
    told = {str(value): _split(at)[0] for at, value in texts.items() if head and _split(at)[1] == head}
    columns = {name: told[heading] for name, heading in HEADINGS.items() if heading in told}
    lacking = [HEADINGS[name] for name in ("key", "yours", "freeze", "low", "high") if name not in columns]
    if lacking:
        seen = f"no heading {', '.join(lacking)}"
        problems.append(
            Problem(where=f"{file}, sheet {SHEET}", seen=seen, expected="the exported headings", cure=AGAIN)
        )
        return None
    facts = {str(value): f"B{_split(at)[1]}" for at, value in texts.items() if value in FACTS and at.startswith("A")}
    keys = [(at, value) for at, value in texts.items() if _split(at)[0] == columns["key"] and _split(at)[1] > head]
    return Grid(
        file=file,
        values=values,
        unsaved=frozenset(at for at, text in texts.items() if str(text).startswith("=") and at not in values),
        facts=facts,
        columns=columns,
        rows=tuple((_plain(str(value)), _split(at)[1]) for at, value in keys),
    )


def _split(address: str) -> tuple[str, int]:
    letters = address.rstrip("0123456789")
    return letters, int(address[len(letters) :])


def _plain(text: str) -> str:
    """The key without the mark that kept it from being a formula."""
    return text[1:] if text.startswith("'") else text
