"""A large text on disk as UTF-8 on disk: as it is, or written anew where it is in another encoding.

Belongs here: looking through its bytes piece by piece. Not here: which encoding it is (`decode`).
"""

import codecs
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from smm_assets.ingest.files.content import Stored
from smm_assets.ingest.files.decode import Decoded, doubly_encoded
from smm_assets.ingest.files.texts import Text

_MARKS = {"utf-8-sig": 3, "utf-16le": 2, "utf-16be": 2, "utf-32le": 4, "utf-32be": 4}
_SPELLED = {"utf-16le": "utf-16-le", "utf-16be": "utf-16-be", "utf-32le": "utf-32-le", "utf-32be": "utf-32-be"}


class NotInPieces(Exception):
    """The text has to be looked at as a whole."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """The text, and whether it holds null bytes."""

    text: Text
    has_nulls: bool


def on_disk(content: Stored, start: Decoded) -> Found:
    """The text of the file, of which `start` is how it begins.

    Raises NotInPieces where the rest is not written as its start is, or was saved twice.
    """
    if start.repaired:
        raise NotInPieces
    if start.encoding in ("utf-8", "utf-8-sig"):
        nulls = False
        for piece in _checked(content):
            nulls |= "\x00" in piece
        return Found(text=Text(path=content.path, skip=_MARKS.get(start.encoding, 0)), has_nulls=nulls)
    return _written_anew(content, start.encoding)


def _checked(content: Stored) -> Iterator[str]:
    """The text in pieces, each of which is UTF-8 that was saved once."""
    decoder, before = codecs.getincrementaldecoder("utf-8")("strict"), ""
    for piece in content.pieces():
        try:
            text = decoder.decode(piece)
        except UnicodeDecodeError as error:
            raise NotInPieces from error
        if not text.isascii() and doubly_encoded(before + text):
            raise NotInPieces
        before = text[-1:]
        yield text
    if decoder.getstate()[0]:  # cut off inside a character
        raise NotInPieces


def _written_anew(content: Stored, encoding: str) -> Found:
    decoder = codecs.getincrementaldecoder(_SPELLED.get(encoding, encoding))("replace")
    file = tempfile.NamedTemporaryFile(prefix="smm-text-")  # noqa: SIM115 it lives as long as the text
    nulls, skip = False, _skipped(content, encoding)
    for piece in content.pieces():
        text = decoder.decode(piece[skip:])
        nulls, skip = nulls or "\x00" in text, 0
        file.write(text.encode("utf-8", "replace"))
    file.write(decoder.decode(b"", final=True).encode("utf-8", "replace"))
    file.flush()
    return Found(text=Text(path=Path(file.name), keeper=file), has_nulls=nulls)


def _skipped(content: Stored, encoding: str) -> int:
    """Bytes of the mark at the beginning; UTF-16 may come without one."""
    marks = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
    count = _MARKS.get(encoding, 0)
    return count if content.head(count) in marks else 0
