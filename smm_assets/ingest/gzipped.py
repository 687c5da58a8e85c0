"""Gzip: one compressed file becomes its bytes, within the limits archives have.

Belongs here: unpacking. Not here: what is inside (`containers`).
"""

import gzip
import io
import zlib
from dataclasses import dataclass

from smm_assets.errors import FileRefused

MAGIC = b"\x1f\x8b"
_STEP = 1 << 20
_FREE = 10_000_000  # bytes that may come out whatever the ratio


@dataclass(frozen=True, kw_only=True)
class Unpacked:
    """The content, or its first bytes. share: how much of the compressed bytes they took, 1 for all."""

    data: bytes
    share: float


def unpacked(data: bytes, *, most: int | None, max_bytes: int, max_ratio: int) -> Unpacked:
    """Unpack `data`; most: stop after so many bytes. Raises FileRefused: damaged, cut off, or growing too much."""
    source = io.BytesIO(data)
    found = bytearray()
    try:
        with gzip.GzipFile(fileobj=source) as stream:
            while step := stream.read(min(_STEP, (most or max_bytes) + 1)):
                found += step
                _check(len(found), len(data), max_bytes, max_ratio)
                if most is not None and len(found) >= most:
                    return Unpacked(data=bytes(found), share=min(1.0, source.tell() / max(1, len(data))))
    except EOFError as error:
        cure = "It is half downloaded or half written: download it again"
        raise FileRefused("the compressed file ends too early", cure=cure) from error
    except (OSError, zlib.error) as error:
        raise FileRefused(f"the compressed file cannot be unpacked ({error})", cure="Download it again") from error
    return Unpacked(data=bytes(found), share=1.0)


def _check(grown: int, size: int, max_bytes: int, max_ratio: int) -> None:
    cure = "Unpack it yourself and drop in the file you trust"
    if grown > max_bytes:
        raise FileRefused(f"a compressed file that unpacks to more than {max_bytes:,} bytes is not opened", cure=cure)
    if grown > _FREE and grown > max_ratio * max(size, 1):
        raise FileRefused(f"a compressed file that grows more than {max_ratio} times is not opened", cure=cure)
