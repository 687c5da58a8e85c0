"""Reading one sample through the engine, as every network's tests need it.

Belongs here: the fixtures that run examine and read_part. Not here: expected values; those stand in each test.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from smm_assets import networks
from smm_assets.errors import FileRefused
from smm_assets.ingest.contract import FileContext
from smm_assets.ingest.recognition.examine import examine
from smm_assets.ingest.rows.apply import PartReading, read_part

NETWORKS = Path(networks.__file__).parent
ARRIVED = datetime(2026, 7, 15, 6, 0)


@dataclass(frozen=True, kw_only=True)
class PartResult:
    """What became of one part: rows and summary, or the refusal."""

    part: str
    network: str | None
    report: str | None
    frame: pd.DataFrame
    rejected: pd.DataFrame
    summary: Any
    refusal: FileRefused | None


def _read(part: Any, context: FileContext, chunk_rows: int) -> PartResult:
    report = part.report
    known = {"part": part.part, "network": report and report.network, "report": report and report.name}
    try:
        reading: PartReading = read_part(part, context, chunk_rows=chunk_rows)
        batches = list(reading.batches())
    except FileRefused as refusal:
        nothing = pd.DataFrame()
        return PartResult(**known, frame=nothing, rejected=nothing, summary=None, refusal=refusal)
    return PartResult(
        **known,
        frame=pd.concat([batch.frame for batch in batches], ignore_index=True),
        rejected=pd.concat([batch.rejected for batch in batches], ignore_index=True),
        summary=reading.summary,
        refusal=None,
    )


@pytest.fixture
def read_bytes() -> Callable[..., list[PartResult]]:
    """Function (name, data, chunk_rows=…, **what the context knows) -> one result per part."""

    def read(name: str, data: bytes, chunk_rows: int = 100_000, **known: Any) -> list[PartResult]:
        context = FileContext(name=name, **{"arrived_at": ARRIVED, **known})
        return [_read(part, context, chunk_rows) for part in examine(name, data).parts]

    return read


@pytest.fixture
def read_sample(request: pytest.FixtureRequest, read_bytes: Callable[..., list[PartResult]]) -> Callable[..., Any]:
    """Function (sample name, **known) -> one result per part of a file in the samples of the test's network."""
    samples = NETWORKS / Path(request.path).parent.name / "samples"
    return lambda name, **known: read_bytes(name, (samples / name).read_bytes(), **known)


@pytest.fixture
def rows() -> Callable[[pd.DataFrame, Sequence[str]], list[tuple[Any, ...]]]:
    """Function (frame, columns) -> the rows as tuples of plain values: floats, ISO days, None for missing."""

    def plain(value: Any) -> Any:
        if value is None or value is pd.NaT or (not isinstance(value, str) and pd.isna(value)):
            return None
        if isinstance(value, bool | str):
            return value
        if hasattr(value, "isoformat"):
            return value.isoformat()[:10]
        return float(value)

    def take(frame: pd.DataFrame, columns: Sequence[str]) -> list[tuple[Any, ...]]:
        return [tuple(plain(value) for value in row) for row in frame[list(columns)].itertuples(index=False)]

    return take
