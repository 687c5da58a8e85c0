"""The records of a part, cut once and kept for the second look: in memory while they are few, else in a file.

Belongs here: keeping chunks. Not here: cutting them (`records`).
"""

import csv
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from smm_assets.ingest.files.blocks import Unfit
from smm_assets.ingest.files.grid import uncut
from smm_assets.ingest.files.passing import PassingFile
from smm_assets.ingest.recognition.examine import Part
from smm_assets.ingest.rows.layout import Layout
from smm_assets.ingest.rows.records import Chunk, Sieve, by_record, chunks, cut_width

CHUNK_ROWS = 100_000
IN_MEMORY = 96 << 20
_MASKS = ("short", "long")


class Records:
    """All records of a part, in file order, as often as one likes. in_memory: bytes that are kept there at most.

    excerpt: the line that says that the network left rows out; "" where none does.
    """

    def __init__(self, part: Part, layout: Layout, chunk_rows: int, *, in_memory: int = IN_MEMORY) -> None:
        self._limit, self._width = in_memory, cut_width(part, layout) + 1
        self._kept: list[Chunk] = []
        self._bytes = 0
        self._file: PassingFile | None = None
        self._writer: pa.ipc.RecordBatchStreamWriter | None = None
        sieve = Sieve(layout)
        try:
            self._keep(chunks(part, sieve, chunk_rows))
        except Unfit:
            self._drop()
            sieve = Sieve(layout)
            self._keep(by_record(part, sieve, chunk_rows))
        self.excerpt = sieve.excerpt

    def __iter__(self) -> Iterator[Chunk]:
        yield from self._kept
        if self._file is not None:
            with pa.OSFile(str(self._file.path)) as source, pa.ipc.open_stream(source) as batches:
                for batch in batches:
                    yield _read(batch)

    def _keep(self, found: Iterator[Chunk]) -> None:
        for chunk in found:
            if not len(chunk):
                continue
            self._bytes += sum(column.nbytes for column in chunk.columns)
            if self._bytes <= self._limit:
                self._kept.append(chunk)
            else:
                self._write(_batch(chunk, self._width))
        if self._writer is not None and self._file is not None:
            self._writer.close()
            self._file.writing.close()

    def _write(self, batch: pa.RecordBatch) -> None:
        if self._file is None or self._writer is None:
            self._file = PassingFile("smm-records-")
            self._writer = pa.ipc.new_stream(self._file.writing, batch.schema)
        self._writer.write_batch(batch)

    def _drop(self) -> None:
        self._kept, self._bytes, self._file, self._writer = [], 0, None, None


def _batch(chunk: Chunk, width: int) -> pa.RecordBatch:
    """A chunk with as many columns as any other of the table has: one for what stands beyond the header."""
    columns = {str(index): column for index, column in enumerate(chunk.columns)}
    columns |= {str(index): pa.repeat("", len(chunk)) for index in range(chunk.width, width)}
    columns |= {"lines": pa.array(chunk.lines), "short": pa.array(chunk.short), "long": pa.array(chunk.long)}
    return pa.RecordBatch.from_pydict(columns)


def _read(batch: pa.RecordBatch) -> Chunk:
    columns = [column for name, column in zip(batch.schema.names, batch.columns, strict=True) if name.isdigit()]
    if pc.max(pc.binary_length(columns[-1])).as_py() == 0:
        del columns[-1]  # no record of the chunk is longer than the header
    short, long = (np.asarray(batch.column(name).to_numpy(zero_copy_only=False), dtype=bool) for name in _MASKS)
    return Chunk(lines=batch.column("lines").to_numpy(), columns=columns, short=short, long=long)


def records_of(part: Part, layout: Layout, chunk_rows: int = CHUNK_ROWS) -> Records:
    """The records of a part; cut the first time they are asked for. Raises FileRefused where that cannot be done."""
    if chunk_rows not in part.cut:
        try:
            part.cut[chunk_rows] = Records(part, layout, chunk_rows)
        except csv.Error as error:
            raise uncut(error) from error
    found: Records = part.cut[chunk_rows]
    return found
