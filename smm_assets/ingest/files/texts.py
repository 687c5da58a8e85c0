"""The text of a table as UTF-8 bytes, in memory or in a file, so that a large one never has to be held whole.

Belongs here: lines, a head, and bytes from a line on. Not here: encodings (`decode`), delimiters and quotes (`grid`).
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any, BinaryIO

HEAD = 200_000
LONGEST_LINE = 50_000_001
MARK = "\ufeff"
_PIECE = 8 << 20
_FIRST = MARK.encode()[:1]  # one byte is looked for much faster than several
_MARKED = (b"\n" + MARK.encode(), b"\r" + MARK.encode())
_SAYING = re.compile(f"[^ \\r\\n\\t{MARK}]")


def is_blank(text: str) -> bool:
    """Whether a text holds nothing but spaces, line ends and marks; looked at no further than needed."""
    return not _SAYING.search(text)


@dataclass(frozen=True, kw_only=True)
class Text:
    """UTF-8 without a byte order mark at the beginning. data: in memory; path: a file that holds it, from `skip` on.

    keeper: whatever keeps the file there for as long as the text is used.
    """

    data: bytes = field(default=b"", repr=False)
    path: Path | None = None
    skip: int = 0
    keeper: Any = field(default=None, repr=False, compare=False)

    @classmethod
    def of(cls, text: str) -> "Text":
        """A text that is at hand as such."""
        return cls(data=text.encode("utf-8", "replace"))

    def open(self, offset: int = 0) -> BinaryIO:
        """The bytes from there on."""
        if self.path is None:
            stream: BinaryIO = io.BytesIO(self.data)
        else:
            stream = self.path.open("rb")
        stream.seek(self.skip + offset)
        return stream

    def pieces(self) -> Iterator[bytes]:
        """The bytes, some at a time."""
        with self.open() as stream:
            while piece := stream.read(_PIECE):
                yield piece

    def lines(self) -> Iterator[str]:
        """Lines with their ends, whichever of the three kinds they are.

        Raises csv.Error for one that is so long that no memory should hold it.
        """
        with io.TextIOWrapper(self.open(), encoding="utf-8", newline="") as lines:
            for line in iter(partial(lines.readline, LONGEST_LINE), ""):
                if len(line) == LONGEST_LINE:
                    raise csv.Error(f"one of its lines has more than {LONGEST_LINE - 1:,} characters")
                yield line

    @cached_property
    def head(self) -> str:
        """The first characters."""
        with io.TextIOWrapper(self.open(), encoding="utf-8", newline="") as text:
            return text.read(HEAD)

    @cached_property
    def size(self) -> int:
        """Bytes of it."""
        return len(self.data) if self.path is None else self.path.stat().st_size - self.skip

    @cached_property
    def last(self) -> str:
        """The last character; "" where there is none."""
        with self.open(max(0, self.size - 4)) as stream:
            return stream.read().decode("utf-8", "ignore")[-1:]

    @cached_property
    def quotes(self) -> int:
        """How many quotes there are."""
        return sum(piece.count(b'"') for piece in self.pieces())

    @cached_property
    def has_marks(self) -> bool:
        """Whether a line begins with a byte order mark, as where files were put one behind the other."""
        before = b"\n"
        for piece in self.pieces():
            looked_at = (before + piece[:3], piece) if _FIRST in piece else (before + piece[:3],)
            if any(mark in part for part in looked_at for mark in _MARKED):
                return True
            before = (before + piece[-3:])[-3:]
        return False

    def offset(self, line: int) -> int:
        """Where a line begins, in bytes; the size of the text where it has fewer lines. The first line is 1."""
        at = 0
        for number, text in enumerate(self.lines(), start=1):
            if number >= line:
                return at
            at += len(text.encode("utf-8", "replace"))
        return self.size
