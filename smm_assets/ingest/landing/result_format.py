"""What a worker read of an export as bytes, and back: a description in JSON, then rows as Arrow streams.

Belongs here: the format, and looking hard at bytes that anybody may have written. Not here: where they lie
(`read_ahead`). Nothing is ever unpickled: bytes from a folder that several machines write cannot run code here.
"""

import hashlib
from collections.abc import Sequence
from typing import Annotated, Literal

import pandas as pd
import pyarrow as pa
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from smm_assets.errors import Problem
from smm_assets.ingest.landing.accounts import Basis
from smm_assets.ingest.landing.early_reader import ReadFile, ReadPart
from smm_assets.ingest.rows.convert import ARROW, REJECTED
from smm_assets.ingest.rows.reading import Batch, Summary
from smm_assets.schema import RAW_TABLES
from smm_assets.warehouse.lean import in_one

MAGIC = b"smm read 1\n"
_SIZE, _DIGEST = 8, 32
_WRITTEN = pa.ipc.IpcWriteOptions(compression="lz4")  # a quarter of the bytes, in no more time
_LATER = ("file_id", "loaded_at")
_REJECTED = {name: pa.int64() if name == "row_number" else pa.string() for name in REJECTED}
_ENCODED = pa.dictionary(pa.int32(), pa.string())
_Count = Annotated[int, Field(ge=0)]


class NotReadable(ValueError):
    """The bytes are not what this software writes."""


class _Said(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class BatchSaid(_Said):
    """A batch beside its rows. rows, rejected: bytes of their streams."""

    rows: _Count
    rejected: _Count
    rows_read: _Count
    rows_skipped_total: _Count


class PartSaid(_Said):
    """A part beside its rows. account: name of the declared account it belongs to, None when none does."""

    part: str
    table: str
    network: str
    report_name: str
    header: tuple[str, ...]
    account: str | None
    basis: Basis
    remark: str
    summary: Summary
    batches: tuple[BatchSaid, ...]


class FileSaid(_Said):
    """A file beside its rows. key: what it was read for and with; sha256: of the export's bytes."""

    version: Literal[1] = 1
    key: str
    sha256: str
    is_whole: bool
    problems: tuple[Problem, ...]
    parts: tuple[PartSaid, ...]


Batches = Sequence[Sequence[Batch]]


def packed(key: str, read: ReadFile) -> bytes:
    """What was read of a file as bytes, without verdicts. Raises ValueError for what JSON cannot hold."""
    streams: list[bytes] = []
    parts = tuple(_said(path, part, streams) for path, part in read.parts.items())
    told = FileSaid(key=key, sha256=read.sha256, is_whole=read.is_whole, problems=read.problems, parts=parts)
    text = told.model_dump_json().encode()
    body = b"".join((len(text).to_bytes(_SIZE, "big"), text, *streams))
    return b"".join((MAGIC, hashlib.sha256(body).digest(), body))


def unpacked(data: bytes) -> tuple[FileSaid, Batches]:
    """What was packed: the description, and the batches of each part. Raises NotReadable for anything else."""
    start = len(MAGIC) + _DIGEST
    body = memoryview(data)[start:]
    if not data.startswith(MAGIC) or hashlib.sha256(body).digest() != data[len(MAGIC) : start]:
        raise NotReadable("it was written by another version, or not to its end")
    try:
        end = _SIZE + int.from_bytes(body[:_SIZE], "big")
        said = FileSaid.model_validate_json(bytes(body[_SIZE:end]))
        return said, _batches(said, pa.py_buffer(body[end:]))
    except (ValidationError, ValueError, LookupError, TypeError, OSError, MemoryError, pa.ArrowException) as error:
        raise NotReadable(f"it does not hold what it should ({type(error).__name__})") from error


def _said(path: str, part: ReadPart, streams: list[bytes]) -> PartSaid:
    """Describes a part, and adds its streams."""
    batches = []
    for batch, _ in part.judged:
        rejected = pa.table({name: pa.array(batch.rejected[name], kind) for name, kind in _REJECTED.items()})
        own = (_stream(batch.rows), _stream(rejected))
        streams += own
        rows, faults = map(len, own)
        counts = {"rows_read": batch.rows_read, "rows_skipped_total": batch.rows_skipped_total}
        batches.append(BatchSaid(rows=rows, rejected=faults, **counts))
    account = part.owner.account
    return PartSaid(
        part=path,
        table=part.table,
        network=part.network,
        report_name=part.report_name,
        header=part.header,
        account=account.name if account else None,
        basis=part.owner.basis,
        remark=part.owner.remark,
        summary=part.summary,
        batches=tuple(batches),
    )


def _stream(rows: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema, options=_WRITTEN) as writer:
        writer.write_table(rows)
    return sink.getvalue().to_pybytes()


def _batches(said: FileSaid, buffer: pa.Buffer) -> list[list[Batch]]:
    lengths = (length for part in said.parts for batch in part.batches for length in (batch.rows, batch.rejected))
    pieces, position = [], 0
    for length in lengths:
        pieces.append(buffer.slice(position, length))
        position += length
    if position != buffer.size:
        raise NotReadable("its rows are not as long as it says")
    found = iter(pieces)
    return [[_batch(part.table, one, next(found), next(found)) for one in part.batches] for part in said.parts]


def _batch(table: str, said: BatchSaid, rows: pa.Buffer, rejected: pa.Buffer) -> Batch:
    faults = _table(rejected)
    if dict(zip(faults.column_names, faults.schema.types, strict=True)) != _REJECTED:
        raise NotReadable("its faults have other columns")
    found = Batch(
        rows=_canonical(_table(rows), table),
        rejected=_frame(faults),
        rows_read=said.rows_read,
        rows_skipped_total=said.rows_skipped_total,
    )
    if found.rows_accepted + found.rows_rejected + found.rows_skipped_total != found.rows_read:
        raise NotReadable("its rows are not as many as it says")
    return found


def _table(buffer: pa.Buffer) -> pa.Table:
    with pa.ipc.open_stream(buffer) as stream:
        found = stream.read_all()
    found.validate(full=True)  # who wrote it may have written anything
    return found


def _canonical(rows: pa.Table, table: str) -> pa.Table:
    """Rows in the columns and exact types of their table; text may stay by its distinct values."""
    kinds = {column.name: ARROW[column.kind] for column in RAW_TABLES[table].columns if column.name not in _LATER}
    if rows.column_names != list(kinds):
        raise NotReadable("its rows have other columns than their table")
    made = pa.table({name: _typed(in_one(rows[name]), kind) for name, kind in kinds.items()})
    if made["row_number"].null_count:
        raise NotReadable("its rows have no lines")
    return made


def _typed(values: pa.Array, kind: pa.DataType) -> pa.Array:
    """What holds nothing has the type of its column again."""
    if pa.types.is_null(values.type):
        return pa.nulls(len(values), kind)
    if values.type != kind and not (values.type == _ENCODED and kind == pa.string()):
        raise NotReadable("its columns have other types than their table")
    return values


def _frame(faults: pa.Table) -> pd.DataFrame:
    return pd.DataFrame(
        {name: pd.Series(faults[name].to_pylist(), dtype=_dtype(kind)) for name, kind in _REJECTED.items()}
    )


def _dtype(kind: pa.DataType) -> str:
    return "int64" if kind == pa.int64() else "str"
