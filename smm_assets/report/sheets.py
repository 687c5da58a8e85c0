"""Tables as files people open in a spreadsheet: CSV and XLSX in which no text is taken for a formula.

Belongs here: cells and the files. Not here: which rows (`exporting`, `changes`) or how numbers look (`number_formats`).
Texts that begin with = + - @, a tab or a line break get an apostrophe before them (OWASP, CSV Injection), also where
blanks or invisible signs stand first; ids stay text, days are days, unknown is an empty cell. Money has two decimals in
a CSV, three where its currency has; a worksheet shows as many as the currency has and keeps all.
"""

import os
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smm_assets.errors import UsageError
from smm_assets.report.number_formats import USUAL, coins, number_format

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MOST_ROWS, LONGEST_TEXT, LONGEST_TITLE = 1_048_575, 32_767, 31  # limits of Excel, the header apart
WIDEST, NARROWEST = 60, 9
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML has no place for
_NO_TITLE = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One table. columns: name → kind (text, money, day, moment, count, ratio, flag …), in order; units: what one of
    its numbers is, by name; currency: code of the reporting currency.
    """

    title: str
    columns: Mapping[str, str]
    rows: Sequence[Mapping[str, Any]]
    units: Mapping[str, str] = field(default_factory=dict)
    currency: str = ""

    def format_of(self, name: str) -> str | None:
        """How a worksheet shows the column's numbers."""
        return number_format(name, self.columns[name], self.units.get(name, ""), self.currency)

    def places_of(self, name: str, row: Mapping[str, Any]) -> int:
        """Places an amount of the row has in a CSV: those of its currency, two at least."""
        is_reporting = self.units.get(name, "").startswith("reporting currency")
        currency = self.currency if is_reporting else row.get("currency")
        return max(USUAL, coins(currency)) if isinstance(currency, str) else USUAL


def safe_text(text: str) -> str:
    """The text as no spreadsheet takes for a formula, without characters no file may hold."""
    clean = _UNPRINTABLE.sub("", text)
    return f"'{clean}" if clean.startswith(FORMULA) or _begins(clean).startswith(FORMULA) else clean


def _begins(text: str) -> str:
    """The text from its first sign that is seen on, for programs that drop what comes before."""
    unseen = next((n for n, sign in enumerate(text) if not (sign.isspace() or _is_hidden(sign))), len(text))
    return text[unseen:]


def _is_hidden(sign: str) -> bool:
    return unicodedata.category(sign) == "Cf"


def cell(value: Any, kind: str, *, places: int | None = USUAL) -> Any:
    """The value as it stands in a file. places: of money; None for all it has."""
    if value is None or isinstance(value, bool):
        return value
    if kind == "money" and places is not None:
        return Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)
    if isinstance(value, datetime):
        return value.date() if kind == "day" else value.replace(tzinfo=None)
    if isinstance(value, Decimal):
        return value.normalize() if value else Decimal(0)
    if isinstance(value, (int, float, date)):
        return value
    return safe_text(str(value))


def write_csv(path: Path, sheet: Sheet) -> None:
    """UTF-8 with its mark, texts in quotes, numbers and days bare."""
    with whole(path) as place, place.open("w", encoding="utf-8-sig", newline="") as file:
        file.write(",".join(map(_csv, sheet.columns)) + "\r\n")
        for row in sheet.rows:
            cells = (
                cell(row.get(name), kind, places=sheet.places_of(name, row)) for name, kind in sheet.columns.items()
            )
            file.write(",".join(map(_csv, cells)) + "\r\n")


def write_xlsx(path: Path, sheets: Sequence[Sheet]) -> None:
    """One worksheet for each table, the header fixed, bold and with filters, columns as wide as what they hold."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    taken: set[str] = set()
    for sheet in sheets:
        _check_size(path, sheet)
        _fill(book.create_sheet(_title(sheet.title, taken)), sheet)
    with whole(path) as place:
        book.save(place)


def _fill(page: "WriteOnlyWorksheet", sheet: Sheet) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    page.freeze_panes = "A2"
    if sheet.columns:
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"
    formats = {name: sheet.format_of(name) for name in sheet.columns}
    for number, (name, kind) in enumerate(sheet.columns.items(), 1):
        page.column_dimensions[get_column_letter(number)].width = _width(name, kind, sheet.rows)

    def made(value: Any, shown: str | None = None, *, bold: bool = False) -> Any:
        one = WriteOnlyCell(page, value=value)
        if isinstance(value, str):
            one.data_type = "s"
            one.alignment = Alignment(vertical="top", wrap_text=len(value) > WIDEST)
        if shown is not None:
            one.number_format = shown
        if bold:
            one.font = Font(bold=True)
        return one

    page.append([made(name, bold=True) for name in sheet.columns])
    for row in sheet.rows:
        page.append(
            [made(cell(row.get(name), kind, places=None), formats[name]) for name, kind in sheet.columns.items()]
        )


def _width(name: str, kind: str, rows: Sequence[Mapping[str, Any]]) -> float:
    shown: Callable[[Any], int] = lambda value: 10 if kind == "day" else len(str(cell(value, kind)))  # noqa: E731
    longest = max((shown(row[name]) for row in rows[:1000] if row.get(name) is not None), default=0)
    return float(min(WIDEST, max(NARROWEST, len(name) + 2, longest + 2)))


def _check_size(path: Path, sheet: Sheet) -> None:
    other = "Write it as .csv or .parquet"
    if len(sheet.rows) > MOST_ROWS:
        raise UsageError(f"{path.name}: {len(sheet.rows):,} rows do not fit on a worksheet", cure=other)
    longest = max((len(value) for row in sheet.rows for value in row.values() if isinstance(value, str)), default=0)
    if longest >= LONGEST_TEXT:
        raise UsageError(f"{path.name}: a text of {longest:,} characters does not fit into a cell", cure=other)


def _title(title: str, taken: set[str]) -> str:
    """A name a worksheet may have, each once."""
    base = _NO_TITLE.sub(" ", title).strip(" '")[:LONGEST_TITLE] or "Sheet"
    found, number = base, 2
    while found.casefold() in taken:
        mark = f" {number}"
        found, number = base[: LONGEST_TITLE - len(mark)] + mark, number + 1
    taken.add(found.casefold())
    return found


def _csv(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, str):
        return '"' + value.replace('"', '""') + '"'
    return f"{value:f}" if isinstance(value, Decimal) else value.isoformat() if isinstance(value, date) else str(value)


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A place to write to that becomes the file only when all is written. Raises UsageError where it cannot be."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}", cure="Name a folder that exists") from None
    place = Path(name)
    try:
        yield place
        place.chmod(0o644)
        place.replace(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}", cure="Close it, or name another file") from None
    finally:
        place.unlink(missing_ok=True)
