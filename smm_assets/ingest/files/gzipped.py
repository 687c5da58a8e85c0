"""Gzip: one compressed file becomes its bytes, within the limits archives have.

Belongs here: unpacking. Not here: what is inside (`containers`).
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from smm_assets.errors import FileRefused

MAGIC = b"\x1f\x8b"
_WITH_HEADER = 31
_FED, _STEP = 1 << 16, 1 << 20
_FREE = 10_000_000  # bytes that may come out whatever the ratio


@dataclass(frozen=True, kw_only=True)
class Unpacked:
    """The content, or its first bytes where it is not whole. share: how much of the compressed bytes they took."""

    data: bytes
    whole: bool
    share: float


def unpacked(data: bytes, *, most: int | None, max_bytes: int, max_ratio: int) -> Unpacked:
    """Unpack `data`; most: stop after so many bytes. Raises FileRefused: damaged, cut off, or growing too much."""
    found, place = bytearray(), 0
    try:
        for step, place in _steps(data):
            found += step
            _check(len(found), len(data), max_bytes, max_ratio)
            if most is not None and len(found) > most:
                return Unpacked(data=bytes(found), whole=False, share=place / len(data))
    except EOFError as error:
        cure = "It is half downloaded or half written: download it again"
        raise FileRefused("the compressed file ends too early", cure=cure) from error
    except zlib.error as error:
        raise FileRefused(f"the compressed file cannot be unpacked ({error})", cure="Download it again") from error
    return Unpacked(data=bytes(found), whole=True, share=1.0)


def _steps(data: bytes) -> Iterator[tuple[bytes, int]]:
    """Unpacked bytes with the place they were reached at, step by step; files may follow each other, then zeros."""
    place = 0
    while data[place : place + 1] not in (b"", b"\x00"):
        engine = zlib.decompressobj(wbits=_WITH_HEADER)
        while not engine.eof:
            piece = data[place : place + _FED]
            step = engine.decompress(piece, _STEP)
            place += len(piece) - len(engine.unconsumed_tail) - len(engine.unused_data)
            if not piece and not step and not engine.eof:
                raise EOFError
            yield step, place


def _check(grown: int, size: int, max_bytes: int, max_ratio: int) -> None:
    cure = "Unpack it yourself and drop in the file you trust"
    if grown > max_bytes:
        raise FileRefused(f"a compressed file that unpacks to more than {max_bytes:,} bytes is not opened", cure=cure)
    if grown > _FREE and grown > max_ratio * max(size, 1):
        raise FileRefused(f"a compressed file that grows more than {max_ratio} times is not opened", cure=cure)
