"""Exports as the networks write them: frames of whole numbers and names in, the bytes of a download out, in pieces.

Belongs here: one module per network. Not here: what was delivered (`delivery`), how numbers look (`cells`).
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

import polars as pl

from bench.volume.formats import google, linkedin, meta, tiktok

Write = Callable[[Iterable[pl.DataFrame], date, date], Iterator[bytes]]
WRITERS: dict[str, Write] = {
    "meta": meta.write,
    "google": google.write,
    "tiktok": tiktok.write,
    "linkedin": linkedin.write,
}
FILE_NAMES: dict[str, Callable[[date, date], str]] = {
    "meta": meta.file_name,
    "google": google.file_name,
    "tiktok": tiktok.file_name,
    "linkedin": linkedin.file_name,
}
