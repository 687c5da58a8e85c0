"""One plain form of texts, by which header names, words in cells and lines above a table are compared.

Belongs here: what makes two texts the same. Not here: what a text means (`months`, `dates`, `recognition/headers`).
"""

import re
import unicodedata
from collections.abc import Sequence

_ODD = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_MOJIBAKE = re.compile("[ÃÂÐÑ][\u0080-\u00bf\u2010-\u2122]?")


def unmangled(text: str) -> str:
    """Text with UTF-8 that was once read as Western single bytes put right; other text unchanged."""
    if not _MOJIBAKE.search(text):
        return text
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return text


def tidy(text: str) -> str:
    """NFKC, invisible characters out, odd spaces collapsed; letters keep their case."""
    return " ".join(unicodedata.normalize("NFKC", text.translate(_ODD)).split())


def plain(text: str) -> str:
    """NFKC, invisible characters out, odd spaces collapsed, case folded. Applying it again changes nothing."""
    if text.isascii():
        return " ".join(text.casefold().split())  # most cells; none of the rest can change them
    text = unicodedata.normalize("NFKC", text.translate(_ODD)).translate(_ODD)
    text = unicodedata.normalize("NFKC", " ".join(text.casefold().split()))
    return " ".join(text.replace("’", "'").split())


def blank(cells: Sequence[str]) -> bool:
    """Whether a record holds no text at all."""
    return not (cells and cells[0].strip()) and not "".join(cells).strip()
