"""Files that are no table at all, told by their first bytes: pictures, documents, web pages, answers of an API.

Belongs here: saying in plain words what such a file is and what to do. Not here: opening containers (`containers`).
"""

import json
import re

from smm_assets.errors import FileRefused

_AGAIN = "Export the report itself as CSV or XLSX and drop that in"
_UNPACK = "Unpack it and drop in the files inside"
_TABLE = "Export the table as CSV or XLSX; figures in pictures and documents are not read"
_KINDS: tuple[tuple[bytes, str, str], ...] = (
    (rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP|BM.{4}\x00{4}|II\*\x00|MM\x00\*", "a picture", _TABLE),
    (rb"....ftyp(?:heic|heix|mif1|avif)", "a picture", _TABLE),
    (
        rb"....ftyp|\x1aE\xdf\xa3|RIFF....(?:AVI |WAVE)|OggS\x00|ID3[\x02-\x04]\x00|fLaC\x00",
        "a video or sound file",
        _TABLE,
    ),
    (rb"%PDF-", "a PDF document", _TABLE),
    (rb"\{\\rtf", "a text document (RTF)", _TABLE),
    (rb"%!PS", "a PostScript document", _TABLE),
    (rb"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (rb"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (rb"BZh[1-9]1AY&SY", "a file compressed with bzip2", _UNPACK),
    (rb"\xfd7zXZ\x00", "a file compressed with xz", _UNPACK),
    (rb"\x28\xb5\x2f\xfd", "a file compressed with Zstandard", _UNPACK),
    (rb".{257}ustar", "a TAR archive", _UNPACK),
    (rb"SQLite format 3\x00", "an SQLite database", "Export the table from it as CSV and drop that in"),
    (rb"PARE.*PARE\Z", "an encrypted Parquet file", "Write it without encryption and drop that in"),
    (rb"Obj\x01", "an Avro file", "Write the table as Parquet or CSV and drop that in"),
    (rb"ORC.{0,40}[\x00-\x08]", "an ORC file", "Write the table as Parquet or CSV and drop that in"),
    (rb"ARROW1\x00\x00", "an Arrow file", "Write the table as Parquet or CSV and drop that in"),
    (rb"\x7fELF|MZ.{10,}\x00\x00|\xcf\xfa\xed\xfe|\xca\xfe\xba\xbe", "a program", "Remove it from the exports"),
    (rb"bplist00|book\x00\x00\x00\x00mark", "a link or settings file of a Mac", _AGAIN),
    (rb"L\x00\x00\x00\x01\x14\x02\x00", "a shortcut to a file", "Drop in the file it points to"),
)
_PATTERNS = tuple((re.compile(pattern, re.DOTALL), what, cure) for pattern, what, cure in _KINDS)
_SIGN_IN = re.compile(rb"type=[\"']?password|sign[ -]?in|log[ -]?in|\xd0\xb2\xd0\xbe\xd0\xb9\xd1\x82\xd0\xb8", re.I)
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 4_000
_BINARY = 0.05


def foreign(data: bytes) -> FileRefused | None:
    """What a file is that is no table, with what to do; None where it may be one."""
    start = data[: _SAMPLE * 5]
    ends = start + data[-4:]
    for pattern, what, cure in _PATTERNS:
        if pattern.match(ends):
            return _not_a_table(f"this is {what}", cure)
    bare = start.lstrip(b"\xef\xbb\xbf \r\n\t")
    if bare.startswith(b"<"):
        return _markup(bare)
    return _json(data) if bare[:1] in (b"{", b"[") else None


def binary(data: bytes) -> FileRefused | None:
    """What text decoded from a code page is not: many control characters mean that the bytes are no text."""
    start = data[:_SAMPLE]
    if len(_CONTROL.findall(start)) <= _BINARY * len(start):
        return None
    return _not_a_table("this is binary data of an unknown kind", _AGAIN)


def _not_a_table(what: str, cure: str) -> FileRefused:
    return FileRefused(f"{what}, not a table", cure=cure, status="unrecognised")


def _markup(start: bytes) -> FileRefused:
    low = start.lower()
    if b"<html" not in low and b"<!doctype html" not in low:
        return _not_a_table("this is a web page or XML", "Export the report again as CSV or XLSX")
    if b"<table" in low and not re.search(rb"type=[\"']?password", low):
        return FileRefused(
            "this is a web page with a table in it, as some systems save under .xls; it is not read",
            cure="Open it in a spreadsheet program, save it as .xlsx and drop that in",
            status="unrecognised",
        )
    if _SIGN_IN.search(start):
        cure = "The session had ended when it was downloaded: sign in and export again as CSV or XLSX"
        return _not_a_table("this is a web page that asks to sign in", cure)
    cure = "The download may have ended on a sign-in page: sign in and export again as CSV or XLSX"
    return _not_a_table("this is a web page", cure)


def _json(data: bytes) -> FileRefused | None:
    """The answer of an API; text that only begins with a bracket may be a table."""
    first = data.lstrip(b"\xef\xbb\xbf \r\n\t").splitlines()[0] if len(data) > 1_000_000 else data
    try:
        found = json.loads(first.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        if not re.match(rb"\s*[\[{]\s*(?:[\[{]\s*)?\"[^\"]{0,80}\"\s*:", data.lstrip(b"\xef\xbb\xbf")):
            return None
        found = None
    said = _error_of(found)
    if said:
        return _not_a_table(f"this is JSON in which a service reports an error ('{said[:120]}')", _AGAIN)
    return _not_a_table("this is JSON, as services answer programs", _AGAIN)


def _error_of(found: object) -> str:
    error = found.get("error") if isinstance(found, dict) else None
    said = error.get("message") if isinstance(error, dict) else error
    return said if isinstance(said, str) else ""
