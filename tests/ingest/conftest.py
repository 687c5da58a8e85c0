"""Small exports built in memory and read through the whole engine.

Belongs here: the fixtures that build and read them. Not here: expected values; those stand in each test.
"""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from smm_assets.ingest.contract import FileContext, Report
from smm_assets.ingest.recognition.examine import examine
from smm_assets.ingest.rows.apply import read_part

ARRIVED = datetime(2026, 7, 15, 6, 0)
HEADER = "Reporting starts,Reporting ends,Campaign name,Campaign ID,Impressions,Amount spent (EUR)"


@pytest.fixture
def read() -> Callable[..., Any]:
    """Function (data, name=…, chunk_rows=…, **known) -> frame, rejected, summary and reading of the only part."""

    def run(data: bytes | str, name: str = "export.csv", chunk_rows: int = 100_000, **known: Any) -> Any:
        raw = data.encode() if isinstance(data, str) else data
        (part,) = examine(name, raw).parts
        reading = read_part(part, FileContext(name=name, arrived_at=ARRIVED, **known), chunk_rows=chunk_rows)
        batches = list(reading.batches())
        return SimpleNamespace(
            part=part,
            summary=reading.summary,
            frame=pd.concat([batch.frame for batch in batches], ignore_index=True),
            rejected=pd.concat([batch.rejected for batch in batches], ignore_index=True),
            batches=batches,
        )

    return run


@pytest.fixture
def export() -> Callable[..., str]:
    """Function (*lines, header=…) -> text of an ads export with a header the engine knows."""
    return lambda *lines, header=HEADER: "\n".join((header, *lines)) + "\n"


@pytest.fixture
def read_as() -> Callable[..., Any]:
    """Function (report, text, name=…, arrived=day, chunk_rows=…, **known) -> the only part, read by that report."""

    def run(report: Report, text: str, name: str = "export.csv", chunk_rows: int = 100_000, **known: Any) -> Any:
        arrived = known.pop("arrived", ARRIVED.date())
        (part,) = examine(name, text.encode(), reports=(report,)).parts
        context = FileContext(name=name, arrived_at=datetime.combine(arrived, ARRIVED.time()), **known)
        reading = read_part(part, context, chunk_rows=chunk_rows)
        batches = list(reading.batches())
        return SimpleNamespace(
            summary=reading.summary,
            frame=pd.concat([batch.frame for batch in batches], ignore_index=True),
            rejected=pd.concat([batch.rejected for batch in batches], ignore_index=True),
        )

    return run
