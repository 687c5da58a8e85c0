"""Files that hold files: ZIP archives and workbooks become named sources of text or of cells.

Belongs here: opening containers safely. Not here: what the tables inside mean.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import python_calamine

from smm_assets.errors import FileRefused
from smm_assets.ingest.decode import decode
from smm_assets.ingest.grid import Grid, sheet_grid, text_grids

MAX_MEMBERS = 1_000
MAX_BYTES = 2_000_000_000
MAX_RATIO = 200
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_EMPTY_ZIP = b"PK\x05\x06"
# What the standard library raises on archives that are damaged in one place or another.
BROKEN_ARCHIVE: tuple[type[Exception], ...] = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    IndexError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True, kw_only=True)
class Opened:
    """One table or text inside a file: every way it may be cut into cells, best guess first, or why it is refused."""

    part: str
    encoding: str = ""
    grids: tuple[Grid, ...] = ()
    refusal: FileRefused | None = None
    repaired: bool = False


def open_bytes(name: str, data: bytes, known: Callable[[str], int], *, inside: str = "") -> Iterator[Opened]:
    """Every part of a file, in order. Damage to one part is that part's refusal and does not stop the others."""
    if not data.strip(b"\x00 \r\n\t"):
        yield Opened(part=inside, refusal=FileRefused("the file is empty", cure="Export it again", status="empty"))
    elif data.startswith((_ZIP, _EMPTY_ZIP)):
        yield from _open_zip(name, data, known, inside)
    elif data.startswith(_OLE):
        yield from _open_workbook(data, inside)
    elif data[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        yield Opened(part=inside, refusal=_markup(data))
    else:
        yield _open_text(data, known, inside)


def _open_text(data: bytes, known: Callable[[str], int], inside: str) -> Opened:
    try:
        decoded = decode(data, known)
    except FileRefused as refused:
        return Opened(part=inside, refusal=refused)
    if "\x00" in decoded.text:
        cure = "The file was copied or downloaded incompletely: export or copy it again"
        refusal = FileRefused("the file holds null bytes where text should be", cure=cure)
        return Opened(part=inside, encoding=decoded.encoding, refusal=refusal)
    if not decoded.text.strip(" \r\n\t\ufeff"):
        refusal = FileRefused("the file is empty", cure="Export it again", status="empty")
        return Opened(part=inside, encoding=decoded.encoding, refusal=refusal)
    return Opened(
        part=inside, encoding=decoded.encoding, grids=tuple(text_grids(decoded.text)), repaired=decoded.repaired
    )


def _markup(data: bytes) -> FileRefused:
    if b"urn:schemas-microsoft-com:office:spreadsheet" in data[:5000]:
        return FileRefused(
            "this .xls is XML (SpreadsheetML), which is not read",
            cure="Open it in a spreadsheet program, save it as .xlsx and drop that in",
            status="unrecognised",
        )
    return FileRefused(
        "this is a web page or XML, not a table",
        cure="The download may have ended on a sign-in page: sign in and export again as CSV or XLSX",
        status="unrecognised",
    )


def _open_zip(name: str, data: bytes, known: Callable[[str], int], inside: str) -> Iterator[Opened]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            names = {member.filename for member in members}
            if "[Content_Types].xml" in names or "mimetype" in names:
                yield from _workbook_in_zip(members, data, inside)
            elif inside:
                yield Opened(part=inside, refusal=_refused("an archive inside an archive"))
            else:
                _check_archive(members)
                yield from _open_members(archive, members, known)
    except FileRefused as refusal:
        yield Opened(part=inside, refusal=refusal)
    except BROKEN_ARCHIVE as error:
        cause = FileRefused(
            f"the archive {name} cannot be opened ({error})", cure="It may be half downloaded: download it again"
        )
        yield Opened(part=inside, refusal=cause)


def _workbook_in_zip(members: list[zipfile.ZipInfo], data: bytes, inside: str) -> Iterator[Opened]:
    _check_sizes(members)
    yield from _open_workbook(data, inside)


def _refused(what: str) -> FileRefused:
    return FileRefused(f"{what} is not opened", cure="Unpack it yourself and drop in the files you trust")


def _check_archive(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise _refused(f"an archive with {len(members)} members (at most {MAX_MEMBERS})")
    for member in members:
        steps = member.filename.replace("\\", "/").split("/")
        if ".." in steps or member.filename.startswith(("/", "\\")) or ":" in steps[0]:
            raise _refused(f"an archive whose member '{member.filename}' points outside of it")
        if member.flag_bits & 0x1:
            raise FileRefused("the archive has a password", cure="Unpack it yourself and drop in the files")
    _check_sizes(members)
    if not members:
        raise FileRefused("the archive is empty", cure="Export it again", status="empty")


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    total = sum(member.file_size for member in members)
    if total > MAX_BYTES:
        raise _refused(f"an archive that unpacks to {total:,} bytes (at most {MAX_BYTES:,})")
    for member in members:
        if member.file_size > 10_000_000 and member.file_size > MAX_RATIO * max(member.compress_size, 1):
            raise _refused(f"an archive whose member '{member.filename}' grows more than {MAX_RATIO} times")


def _open_members(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], known: Callable[[str], int]
) -> Iterator[Opened]:
    for member in sorted(members, key=lambda item: item.filename):
        last = member.filename.rsplit("/", 1)[-1]
        if last.startswith(".") or member.filename.startswith("__MACOSX/"):
            continue
        try:
            with archive.open(member) as stream:
                content = stream.read(member.file_size + 1)
        except BROKEN_ARCHIVE as error:
            refusal = FileRefused(f"the member cannot be unpacked ({error})", cure="Download the archive again")
            yield Opened(part=member.filename, refusal=refusal)
            continue
        yield from open_bytes(last, content, known, inside=member.filename)


def _open_workbook(data: bytes, inside: str) -> Iterator[Opened]:
    try:
        sheets = _sheets(data)
    except python_calamine.CalamineError as error:
        yield Opened(part=inside, refusal=_broken_workbook(str(error)))
        return
    except _panics() as error:
        yield Opened(part=inside, refusal=_broken_workbook(str(error)))
        return
    for sheet, rows in sheets:
        part = f"{inside}/{sheet}" if inside else sheet
        if rows:
            yield Opened(part=part, encoding="xlsx" if data.startswith(b"PK") else "xls", grids=(_cells(rows),))


def _sheets(data: bytes) -> list[tuple[str, Sequence[Sequence[object]]]]:
    workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [(name, workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in workbook.sheet_names]


def _panics() -> tuple[type[BaseException], ...]:
    """What a library written in Rust raises when it gives up on a broken file; the class exists once it happened."""
    return tuple(kind for kind in BaseException.__subclasses__() if kind.__name__ == "PanicException")


def _broken_workbook(why: str) -> FileRefused:
    cure = "It may be half downloaded or protected: download it again, or save it as .xlsx"
    return FileRefused(f"the workbook cannot be opened ({why})", cure=cure)


def _cells(rows: Sequence[Sequence[object]]) -> Grid:
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
