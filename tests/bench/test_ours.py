"""What the benchmark calls this project's work is that work: published tables are the truth of the exports."""

from pathlib import Path

import pytest

from bench.volume import ours
from bench.volume.check import differences
from bench.volume.exports import write
from bench.volume.scale import Volume
from bench.volume.ways import WAYS, begun

OURS = WAYS["ours"]
TINY = Volume(rows=60, days=3)


class Told:
    """Names of the stages in the order they ended."""

    def __init__(self) -> None:
        self.stages: list[str] = []

    def __call__(self, name: str) -> None:
        self.stages.append(name)


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    write(TINY, tmp_path / "tiny")
    return tmp_path / "tiny"


def test_published_tables_are_the_truth(tiny: Path, tmp_path: Path) -> None:
    told, place = Told(), begun(OURS, tmp_path / "work", tiny)
    ours.tables(place, on_stage=told)
    assert told.stages == ["ingest", "seeds", "models", "audit", "publish"]
    assert differences(place / OURS.database, OURS.table, place) == []
    assert len(list((tiny / "inbox").iterdir())) == 4


def test_reading_and_validating_are_told_apart(tiny: Path) -> None:
    told = Told()
    ours.reading(tiny, on_stage=told)
    assert told.stages == [*["read", "read", "validate", "read"] * 4, "validate"]
