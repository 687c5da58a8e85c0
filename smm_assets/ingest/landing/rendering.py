"""Rows of a database as the bytes of a CSV file: the same rows are the same bytes, whoever reads them and when.

Belongs here: the text of each value, the order of rows, putting pieces together. Not here: where rows come from
(`warehouse/foreign`). Only a piece of the rows is held as values at a time; sorted runs of records wait on
disk.
"""

import csv
import heapq
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO, Any

from smm_assets.errors import SourceError
from smm_assets.ingest.files.containers import MAX_BYTES

_LENGTH = 4
_RUN = 64_000_000


def text_of(value: Any) -> str:
    """One value as text, without loss: days and moments ISO (zoned ones in UTC), NULL and NaN blank, objects JSON."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float | Decimal):
        return _number(value)
    if isinstance(value, datetime):
        return (value.astimezone(UTC) if value.tzinfo else value).isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).hex()
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, sort_keys=True, ensure_ascii=False, default=text_of)
    return str(value)


def _number(value: float | Decimal) -> str:
    """A number in plain notation. Three decimals get a fourth: 1.234 may be a thousand to whoever reads only text."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    if not exact.is_finite():
        return ""
    whole, _, fraction = f"{exact:f}".partition(".")
    fraction = fraction.rstrip("0")
    if not fraction:
        return "0" if whole == "-0" else whole
    return f"{whole}.{fraction}0" if len(fraction) == 3 else f"{whole}.{fraction}"


def csv_of(header: Sequence[str], pieces: Iterable[Sequence[Sequence[str]]], *, most: int = MAX_BYTES) -> bytes:
    """The header and the rows of all pieces, sorted by their whole text; a row that is there twice stays twice.

    Raises SourceError when the rows take more than `most` bytes.
    """
    with ExitStack() as stack:
        runs = [_kept(records, stack.enter_context(TemporaryFile())) for records in _runs(pieces, most)]
        out = io.BytesIO(_record(header))
        out.seek(0, io.SEEK_END)
        out.writelines(heapq.merge(*map(_read, runs)))
        return out.getvalue()


def _runs(pieces: Iterable[Sequence[Sequence[str]]], most: int) -> Iterator[list[bytes]]:
    """Rows as sorted records, about so many bytes at a time as may stay in memory."""
    waiting: list[bytes] = []
    held = total = 0
    for piece in pieces:
        waiting += [_record(row) for row in piece]
        size = sum(map(len, waiting[len(waiting) - len(piece) :]))
        held, total = held + size, total + size
        if total > most:
            seen = f"its rows take more than {most / 1_000_000:,.0f} MB"
            raise SourceError(seen, cure="Take fewer of them: days: 60, or fewer days still")
        if held > _RUN:
            yield sorted(waiting)
            waiting, held = [], 0
    if waiting:
        yield sorted(waiting)


def _record(cells: Sequence[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue().encode("utf-8", "replace")


def _kept(records: list[bytes], file: IO[bytes]) -> IO[bytes]:
    """The records in a file, each with its length before it, for cells may hold line breaks."""
    for record in records:
        file.write(len(record).to_bytes(_LENGTH, "big") + record)
    return file


def _read(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while length := file.read(_LENGTH):
        yield file.read(int.from_bytes(length, "big"))
