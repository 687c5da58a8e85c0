"""A large text on disk as UTF-8 on disk: as it is, or written anew where it is in another encoding.

Belongs here: looking through its bytes piece by piece. Not here: which encoding it is (`decode`).
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

from smm_assets.ingest.files.content import Stored
from smm_assets.ingest.files.decode import Decoded, doubly_encoded
from smm_assets.ingest.files.passing import PassingFile
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
        return Found(text=Text(path=content.path, skip=_skipped(content, start.encoding)), has_nulls=nulls)
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
    kept = PassingFile("smm-text-")
    nulls, skip = False, _skipped(content, encoding)
    with kept.writing as file:
        for piece in content.pieces():
            text = decoder.decode(piece[skip:])
            nulls, skip = nulls or "\x00" in text, 0
            file.write(text.encode("utf-8", "replace"))
        file.write(_end(decoder, encoding).encode("utf-8", "replace"))
    return Found(text=Text(path=kept.path, keeper=kept), has_nulls=nulls)


def _end(decoder: codecs.IncrementalDecoder, encoding: str) -> str:
    """What the last bytes say; half a unit of UTF-16 says nothing, as in `decode`."""
    if not encoding.startswith("utf-16"):
        return decoder.decode(b"", final=True)
    left, _ = decoder.getstate()
    return left[: len(left) // 2 * 2].decode(_SPELLED[encoding], "replace")


def _skipped(content: Stored, encoding: str) -> int:
    """Bytes of the mark at the beginning, which may stand there twice; UTF-16 may come without one."""
    marks = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
    count = _MARKS.get(encoding, 0)
    head = content.head(2 * count)
    if head[:count] not in marks:
        return 0
    return 2 * count if head[count:] == head[:count] else count
