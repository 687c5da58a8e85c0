"""Workbooks of spreadsheet programs (XLSX, XLSB, XLS, ODS): sheets as cells of text, or why there are none.

Belongs here: opening them and saying what else a document of these containers is. Not here: archives (`containers`).
"""

import io
import re
import zipfile
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time, timedelta

import python_calamine

from smm_assets.errors import FileRefused
from smm_assets.ingest.files.compound import is_sound
from smm_assets.ingest.files.extent import extent
from smm_assets.ingest.files.glance import Sampled, megabytes
from smm_assets.ingest.files.grid import Grid, sheet_grid

OLE = b"\xd0\xcf\x11\xe0"
_APART = "its parts do not hold together"
_SAVE = "Open it, export the table as CSV or XLSX and drop that in"
_UNLOCK = "Open it with its password, save it without one and drop that in"
_SHEET = re.compile(r"^xl/worksheets/[^/]+\.xml$")
_ROW_END, _SHEET_END = b"</row>", b"</sheetData></worksheet>"
_OTHERS = (("word/", "a Word document"), ("ppt/", "a presentation"), ("visio/", "a drawing"))


def is_document(names: Iterable[str]) -> bool:
    """Whether a ZIP with these members is one document of an office program rather than an archive."""
    return any(name in ("[Content_Types].xml", "mimetype") or name.endswith(".iwa") for name in names)


def open_workbook(data: bytes, names: Collection[str] = ()) -> list[tuple[str, str, Grid]]:
    """(sheet, encoding, grid) of every sheet that holds something. names: members, where the workbook is a ZIP.

    Raises FileRefused when it cannot be opened, has a password, or is another kind of document.
    """
    other = _other_document(data, list(names))
    if other is not None:
        raise other
    if data.startswith(OLE) and not is_sound(data):
        raise broken_workbook(_APART)
    if "xl/workbook.xml" in names:
        check_cells(data)
    try:
        sheets = _sheets(data)
    except python_calamine.CalamineError as error:
        raise broken_workbook(str(error)) from error
    except _panics() as error:  # of the reader itself, in words that tell a person nothing
        raise broken_workbook(_APART) from error
    kind = _kind(data, names)
    return [(sheet, kind, _grid(rows)) for sheet, rows in sheets if rows]


def shortened(data: bytes, *, most: int) -> tuple[bytes, Sampled | None]:
    """An XLSX workbook with the first rows of its sheets only, about `most` bytes of each; small ones as they are.

    Raises FileRefused, unseen, for workbooks that cannot be cut and would take long to read.
    """
    if data.startswith(OLE):
        return _small_enough(data, len(data), most), None
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        members = whole.infolist()
        sheets = [member for member in members if _SHEET.match(member.filename)]
        large = [member for member in sheets if member.file_size > most]
        _small_enough(data, sum(member.file_size for member in members if member not in sheets), 2 * most)
        if not large:
            return data, None
        kept = io.BytesIO()
        with zipfile.ZipFile(kept, "w") as short:
            for member in members:
                with whole.open(member) as stream:
                    content = stream.read(most if member in large else member.file_size + 1)
                short.writestr(member.filename, _first_rows(content) if member in large else content)
    size = sum(member.file_size for member in large)
    words = f"first rows, {megabytes(most * len(large))} of {megabytes(size)} unpacked"
    return kept.getvalue(), Sampled(words=words, share=most / size if len(sheets) == 1 else 0.0)


def _small_enough(data: bytes, size: int, most: int) -> bytes:
    if size > most:
        raise FileRefused(
            f"the workbook is too large to look at quickly ({megabytes(size)} unpacked)",
            cure="Load it with smm ingest, which reads it whole, or save the sheet as CSV and look at that",
            status="unseen",
        )
    return data


def _first_rows(start: bytes) -> bytes:
    end = start.rfind(_ROW_END)
    return start[: end + len(_ROW_END)] + _SHEET_END if end >= 0 else start


def check_cells(data: bytes) -> None:
    """Raise FileRefused where cells stand so far apart that the table between them would fill the memory."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.infolist():
            if _SHEET.match(member.filename):
                with archive.open(member) as stream:
                    sparse = extent(stream).is_sparse
                if sparse:
                    cure = "Remove what stands far away from the table, or save the sheet as CSV"
                    raise FileRefused(f"the cells of {member.filename} stand too far apart to be a table", cure=cure)


def _kind(data: bytes, names: Iterable[str]) -> str:
    if data.startswith(OLE):
        return "xls"
    members = set(names)
    return "ods" if "mimetype" in members else ("xlsb" if "xl/workbook.bin" in members else "xlsx")


def _other_document(data: bytes, names: list[str]) -> FileRefused | None:
    if any(name.endswith(".iwa") for name in names):
        what = "this is a document of Numbers, Pages or Keynote"
        return FileRefused(f"{what}, which is not read", cure=f"{_SAVE} (File > Export To)", status="unrecognised")
    for folder, what in _OTHERS:
        if any(name.startswith(folder) for name in names):
            return FileRefused(f"this is {what}, not a table", cure=_SAVE, status="unrecognised")
    if not data.startswith(OLE):
        return None
    if _utf16("EncryptedPackage") in data:
        return FileRefused("the workbook has a password", cure=_UNLOCK)
    if _utf16("WordDocument") in data or _utf16("PowerPoint Document") in data:
        return FileRefused("this is a Word document or a presentation, not a table", cure=_SAVE, status="unrecognised")
    return None


def _utf16(name: str) -> bytes:
    """How a name stands in the directory of the older container."""
    return name.encode("utf-16-le")


def _sheets(data: bytes) -> list[tuple[str, Sequence[Sequence[object]]]]:
    workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [(name, workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in workbook.sheet_names]


def _panics() -> tuple[type[BaseException], ...]:
    """What a library written in Rust raises when it gives up on a broken file; the class exists once it happened."""
    return tuple(kind for kind in BaseException.__subclasses__() if kind.__name__ == "PanicException")


def broken_workbook(why: str) -> FileRefused:
    """Why a workbook cannot be opened, as far as its reader says."""
    if "password" in why.casefold():
        return FileRefused("the workbook has a password", cure=_UNLOCK)
    cure = "It may be half downloaded or protected: download it again, or save it as .xlsx"
    return FileRefused(f"the workbook cannot be opened ({why})", cure=cure)


def _grid(rows: Sequence[Sequence[object]]) -> Grid:
    has_floats = any(isinstance(cell, float) and not cell.is_integer() for row in rows for cell in row)
    return sheet_grid([[cell_text(cell) for cell in row] for row in rows], decimal="." if has_floats else "")


def cell_text(cell: object) -> str:
    """A workbook cell as text: whole numbers without ".0", dates ISO, other numbers with a decimal point."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell)
