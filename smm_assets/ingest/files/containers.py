"""Files that hold files: archives, workbooks, compressed and Parquet files become named sources of text or of cells.

Belongs here: opening containers safely. Not here: what the tables inside mean, and how each kind is unpacked
(`workbooks`, `gzipped`, `parquet`, `spreadsheet_xml`).
"""

import csv
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from typing import IO

from smm_assets.errors import FileRefused
from smm_assets.ingest.files import gzipped, parquet, spreadsheet_xml
from smm_assets.ingest.files.content import Content, Stored, whole
from smm_assets.ingest.files.decode import decode, wide
from smm_assets.ingest.files.foreign import binary, foreign
from smm_assets.ingest.files.glance import Sampled, megabytes, whole_records
from smm_assets.ingest.files.grid import Grid, sheet_grid, text_grids, uncut
from smm_assets.ingest.files.large_text import NotInPieces, on_disk
from smm_assets.ingest.files.texts import Text, is_blank
from smm_assets.ingest.files.workbooks import OLE, broken_workbook, check_cells, is_document, open_workbook, shortened

MAX_MEMBERS = 1_000
MAX_BYTES = 2_000_000_000
MAX_RATIO = 200
_START, _BLANK = 2 << 20, b"\x00 \r\n\t"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_SMALLEST_LOOK = 100_000  # bytes of each member, however many there are
_WORKBOOK = 3  # bytes of a workbook take about as long as one of text
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
    """One table or text inside a file: every way it may be cut into cells, best guess first, or why it is refused.

    sampled: that only a part of it was looked at.
    """

    part: str
    encoding: str = ""
    grids: tuple[Grid, ...] = ()
    refusal: FileRefused | None = None
    repaired: bool = False
    sampled: Sampled | None = None


def open_content(
    name: str, content: Content, known: Callable[[str], int], *, most: int | None = None
) -> Iterator[Opened]:
    """Every part of a file, in order; a large text is left where it is. See `open_bytes`."""
    if isinstance(content, Stored):
        start = content.head(_START)
        if start.strip(_BLANK) and not is_container(start):
            yield _open_large_text(content, start, known)
            return
    yield from open_bytes(name, whole(content), known, most=most)


def open_bytes(
    name: str, data: bytes, known: Callable[[str], int], *, inside: str = "", most: int | None = None
) -> Iterator[Opened]:
    """Every part of a file, in order. Damage to one part is that part's refusal and does not stop the others.

    most: look at about so many bytes of what is packed inside and say so; None: at everything.
    """
    if not data[:_START].strip(_BLANK) and not data.strip(_BLANK):
        yield Opened(part=inside, refusal=FileRefused("the file is empty", cure="Export it again", status="empty"))
    elif data.startswith(_ZIP):
        yield from _open_zip(name, data, known, inside, most)
    elif data.startswith(OLE):
        yield from _open_workbook(data, inside, most=most)
    elif data.startswith(gzipped.MAGIC):
        yield from _open_gzip(name, data, known, inside, most)
    elif data.startswith(parquet.MAGIC):
        yield _open_parquet(data, inside, most)
    elif spreadsheet_xml.NAMESPACE in data[:5000]:
        yield from _open_spreadsheet_xml(data, inside)
    elif refusal := foreign(data):
        yield Opened(part=inside, refusal=refusal)
    else:
        yield _open_text(data, known, inside)


def is_container(start: bytes) -> bool:
    """Whether a file with these first bytes holds tables in a form of its own, which only makes sense as a whole."""
    containers = (*_ZIP, OLE, gzipped.MAGIC, parquet.MAGIC)
    return start.startswith(containers) or spreadsheet_xml.NAMESPACE in start[:5000]


def _open_text(data: bytes, known: Callable[[str], int], inside: str) -> Opened:
    try:
        decoded = decode(data, known)
    except FileRefused as refused:
        return Opened(part=inside, refusal=binary(data) or refused)
    if not decoded.encoding.startswith("utf-16") and (refusal := binary(data)):
        return Opened(part=inside, refusal=refusal)
    if "\x00" in decoded.text:
        return _with_nulls(decoded.encoding, inside)
    if is_blank(decoded.text):
        refusal = FileRefused("the file is empty", cure="Export it again", status="empty")
        return Opened(part=inside, encoding=decoded.encoding, refusal=refusal)
    return replace(_cut(Text.of(decoded.text), decoded.encoding, inside), repaired=decoded.repaired)


def _cut(text: Text, encoding: str, inside: str = "") -> Opened:
    try:
        return Opened(part=inside, encoding=encoding, grids=tuple(text_grids(text)))
    except csv.Error as error:
        return Opened(part=inside, encoding=encoding, refusal=uncut(error))


def _with_nulls(encoding: str, inside: str) -> Opened:
    cure = "The file was copied or downloaded incompletely: export or copy it again"
    refusal = FileRefused("the file holds null bytes where text should be", cure=cure)
    return Opened(part=inside, encoding=encoding, refusal=refusal)


def _open_large_text(content: Stored, start: bytes, known: Callable[[str], int]) -> Opened:
    """As `_open_text`, for a text that stays on disk."""
    if refusal := foreign(start + content.tail(4)):
        return Opened(part="", refusal=refusal)
    try:
        decoded = decode(start if wide(start) else whole_records(start), known)
        found = on_disk(content, decoded)
    except FileRefused as refused:
        return Opened(part="", refusal=binary(start) or refused)
    except NotInPieces:
        return _open_text(whole(content), known, "")
    if not decoded.encoding.startswith("utf-16") and (refusal := binary(start)):
        return Opened(part="", refusal=refusal)
    if found.has_nulls:
        return _with_nulls(decoded.encoding, "")
    return _cut(found.text, decoded.encoding)


def _open_spreadsheet_xml(data: bytes, inside: str) -> Iterator[Opened]:
    try:
        for sheet, rows in list(spreadsheet_xml.sheets(data)):
            yield Opened(part=_below(inside, sheet), encoding="xml", grids=(sheet_grid(rows, decimal="."),))
    except FileRefused as refusal:
        yield Opened(part=inside, refusal=refusal)


def _open_gzip(name: str, data: bytes, known: Callable[[str], int], inside: str, most: int | None) -> Iterator[Opened]:
    try:
        if inside:
            raise _refused("an archive inside an archive")
        found = gzipped.unpacked(data, most=most, max_bytes=MAX_BYTES, max_ratio=MAX_RATIO)
        if found.data.startswith((*_ZIP, gzipped.MAGIC)):
            raise _refused("an archive inside an archive")
        if not found.whole and is_container(found.data):
            found = gzipped.unpacked(data, most=None, max_bytes=MAX_BYTES, max_ratio=MAX_RATIO)
    except FileRefused as refusal:
        yield Opened(part=inside, refusal=refusal)
        return
    if found.whole:
        yield from open_bytes(name, found.data, known, inside=inside, most=most)
        return
    content, about = whole_records(found.data), len(found.data) / found.share
    words = f"first {megabytes(len(content))} of about {megabytes(about)}"
    sampled = Sampled(words=words, share=len(content) / about)
    for opened in open_bytes(name, content, known, inside=inside):
        yield replace(opened, sampled=sampled)


def _open_parquet(data: bytes, inside: str, most: int | None) -> Opened:
    try:
        grid, rows = parquet.opened(data, max_bytes=MAX_BYTES, most_bytes=most)
    except FileRefused as refusal:
        return Opened(part=inside, refusal=refusal)
    sampled = None
    if len(grid.cells) - 1 < rows:
        words, share = f"first {len(grid.cells) - 1:,} of {rows:,} rows", (len(grid.cells) - 1) / rows
        sampled = Sampled(words=words, share=share, rows=rows)
    return Opened(part=inside, encoding="parquet", grids=(grid,), sampled=sampled)


def _below(inside: str, sheet: str) -> str:
    return f"{inside}/{sheet}" if inside else sheet


def _open_zip(name: str, data: bytes, known: Callable[[str], int], inside: str, most: int | None) -> Iterator[Opened]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            names = {member.filename for member in members}
            if is_document(names):
                _check_sizes(members)
                yield from _open_workbook(data, inside, names, most=most)
            elif inside:
                yield Opened(part=inside, refusal=_refused("an archive inside an archive"))
            else:
                _check_archive(members)
                yield from _open_members(archive, members, known, most)
    except FileRefused as refusal:
        yield Opened(part=inside, refusal=refusal)
    except BROKEN_ARCHIVE:
        cause = FileRefused(
            f"the archive {name} cannot be opened (it is damaged)",
            cure="It may be half downloaded: download it again",
        )
        yield Opened(part=inside, refusal=cause)


def _refused(what: str) -> FileRefused:
    return FileRefused(f"{what} is not opened", cure="Unpack it yourself and drop in the files you trust")


def check_workbook(data: bytes) -> None:
    """Raise FileRefused where opening a workbook of the user's own would fill memory. Raises BROKEN_ARCHIVE."""
    if data.startswith(_ZIP):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_sizes(archive.infolist())
        check_cells(data)


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
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], known: Callable[[str], int], most: int | None
) -> Iterator[Opened]:
    each = None if most is None else max(most // len(members), _SMALLEST_LOOK)
    for member in sorted(members, key=lambda item: item.filename):
        last = member.filename.rsplit("/", 1)[-1]
        if last.startswith(".") or member.filename.startswith("__MACOSX/"):
            continue
        try:
            with archive.open(member) as stream:
                content, sampled = _content(stream, member.file_size, each)
        except BROKEN_ARCHIVE:
            refusal = FileRefused("the member cannot be unpacked (it is damaged)", cure="Download the archive again")
            yield Opened(part=member.filename, refusal=refusal)
            continue
        for opened in open_bytes(last, content, known, inside=member.filename, most=each):
            yield replace(opened, sampled=opened.sampled or sampled)


def _content(stream: IO[bytes], size: int, most: int | None) -> tuple[bytes, Sampled | None]:
    """A member, or its first whole records where it is larger than what may be looked at."""
    start = stream.read(size + 1 if most is None else most)
    if most is None or size <= most:
        return start, None
    if is_container(start):
        return start + stream.read(size + 1 - len(start)), None
    content = whole_records(start)
    words = f"first {megabytes(len(content))} of {megabytes(size)}"
    return content, Sampled(words=words, share=len(content) / size)


def _open_workbook(
    data: bytes, inside: str, names: Collection[str] = (), *, most: int | None = None
) -> Iterator[Opened]:
    try:
        short, sampled = (data, None) if most is None else shortened(data, most=_WORKBOOK * most)
        for sheet, encoding, grid in open_workbook(short, names):
            yield Opened(part=_below(inside, sheet), encoding=encoding, grids=(grid,), sampled=sampled)
    except FileRefused as refusal:
        yield Opened(part=inside, refusal=refusal)
    except BROKEN_ARCHIVE as error:
        yield Opened(part=inside, refusal=broken_workbook(str(error)))
