"""One small project of large exports for all tests of this folder."""

from pathlib import Path

import pytest

from bench.volume.exports import write
from bench.volume.scale import Volume

VOLUME = Volume(rows=3_600, days=36)


@pytest.fixture(scope="session")
def volume() -> Volume:
    return VOLUME


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with 36 days of four networks; read only."""
    folder = tmp_path_factory.mktemp("volume") / "northshore"
    write(VOLUME, folder)
    return folder
