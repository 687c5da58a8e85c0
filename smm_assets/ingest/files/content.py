"""The bytes of a file that arrived: in memory, or on disk where they are many.

Belongs here: reading them whole, in pieces, or their ends. Not here: what they hold (`containers`), where they are kept
(`landing/archive`).
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LARGE = 64 << 20
PIECE = 8 << 20


@dataclass(frozen=True, kw_only=True)
class Stored:
    """Bytes that stay on disk, in a file that nobody changes."""

    path: Path
    size: int

    def head(self, count: int) -> bytes:
        """The first bytes."""
        with self.path.open("rb") as file:
            return file.read(count)

    def tail(self, count: int) -> bytes:
        """The last bytes."""
        with self.path.open("rb") as file:
            file.seek(max(0, self.size - count))
            return file.read()

    def pieces(self) -> Iterator[bytes]:
        """All bytes, some at a time."""
        with self.path.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece


Content = bytes | Stored


def whole(content: Content) -> bytes:
    """All bytes in memory."""
    return content.path.read_bytes() if isinstance(content, Stored) else content


def size_of(content: Content) -> int:
    """How many bytes there are."""
    return content.size if isinstance(content, Stored) else len(content)


def sha256_of(content: Content, before: bytes = b"") -> str:
    """SHA-256 of the bytes, behind others where some are said, in hexadecimal digits."""
    digest = hashlib.sha256(before)
    for piece in content.pieces() if isinstance(content, Stored) else (content,):
        digest.update(piece)
    return digest.hexdigest()
