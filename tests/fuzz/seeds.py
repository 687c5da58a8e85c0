"""Files to start from: the samples of every network, which are in the real formats, and the same tables packed anew.

Belongs here: bytes of sound files. Not here: what is done to them (`changes`).
"""

import csv
import gzip
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from smm_assets import networks
from smm_assets.ingest.files.spreadsheet_xml import NAMESPACE

ROOT = Path(networks.__file__).parent
CURRENT = ("Ads.csv", "ad_report.csv", "sessions_by_day.csv")
Rows = list[list[str]]


@dataclass(frozen=True, kw_only=True)
class Seed:
    """A sound file. name: as it arrives."""

    name: str
    data: bytes


@cache
def seeds() -> tuple[Seed, ...]:
    """Samples as they are, then some of them in every container and encoding."""
    paths = [path for path in sorted(ROOT.glob("*/samples/*")) if path.suffix != ".yml"]
    plain = [Seed(name=path.name, data=path.read_bytes()) for path in paths]
    texts = [seed for seed in plain if _is_comma_text(seed.data)]
    packed = [
        Seed(name=f"{seed.name}{ending}", data=pack(_rows(seed.data)))
        for place, seed in enumerate(texts)
        for number, (ending, pack) in enumerate(PACKINGS.items())
        if place % len(PACKINGS) == number
    ]
    return (*plain, *packed)


def _is_comma_text(data: bytes) -> bool:
    return data.isascii() and len({len(row) for row in _rows(data)}) == 1


def _rows(data: bytes) -> Rows:
    return list(csv.reader(io.StringIO(data.decode("ascii", "replace"), newline="")))


def text(rows: Rows, delimiter: str = ",") -> str:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue()


def _zipped(rows: Rows) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("one/table.csv", (2026, 7, 1, 0, 0, 0)), text(rows))
        archive.writestr(zipfile.ZipInfo("other.csv", (2026, 7, 1, 0, 0, 0)), text(rows[:3], ";").encode("utf-16"))
    return file.getvalue()


def _workbook(rows: Rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _xml(rows: Rows) -> bytes:
    lines = (f"<Row>{''.join(f'<Cell><Data>{escape(cell)}</Data></Cell>' for cell in row)}</Row>" for row in rows)
    name = NAMESPACE.decode()
    inside = f'<Worksheet ss:Name="Table"><Table>{"".join(lines)}</Table></Worksheet>'
    return f'<?xml version="1.0"?><Workbook xmlns="{name}" xmlns:ss="{name}">{inside}</Workbook>'.encode()


def _parquet(rows: Rows) -> bytes:
    names = [f"{name}" for name in rows[0]]
    columns = [pa.array([row[index] for row in rows[1:]]) for index in range(len(names))]
    file = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(columns, names=names), file)
    return file.getvalue()


PACKINGS: dict[str, Callable[[Rows], bytes]] = {
    ".gz": lambda rows: gzip.compress(text(rows).encode(), mtime=0),
    ".zip": _zipped,
    ".xlsx": _workbook,
    ".xls": _xml,
    ".parquet": _parquet,
    ".utf16.csv": lambda rows: text(rows, "\t").encode("utf-16"),
    ".marked.csv": lambda rows: text(rows, ";").encode("utf-8-sig"),
}
