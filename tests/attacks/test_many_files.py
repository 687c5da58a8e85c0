"""Twice as many files in the inbox are twice the work: nothing compares each with each.

Steps of landing's own code are counted; no time is judged.
"""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smm_assets.ingest.landing.inbox import settled, waiting
from smm_assets.ingest.landing.intake import ingest
from smm_assets.settings import Project
from smm_assets.warehouse import open_store
from tests.attacks.counting import instructions

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
LONG_AGO = 1_700_000_000
LANDING = "smm_assets.ingest.landing"
UNKNOWN = "no,known\nheader,here\n"
CONTENTS: dict[str, Callable[[int], str]] = {
    "the same": lambda number: UNKNOWN,
    "unknown": lambda number: f"{UNKNOWN}{number}\n",
}


def shop(folder: Path, files: int, content: Callable[[int], str], modified: float) -> Project:
    (folder / "inbox").mkdir(parents=True)
    (folder / "smm.yaml").write_text("name: Shop\ncurrency: EUR\n", encoding="utf-8")
    for number in range(files):
        path = folder / "inbox" / f"{number:04}.csv"
        path.write_text(content(number), encoding="utf-8")
        os.utime(path, (modified, modified))
    return Project.open(folder)


def test_telling_growing_files_from_finished_ones_is_work_in_proportion_to_them(tmp_path: Path) -> None:
    """Files that came just now are looked at twice, and each is compared with itself only."""

    def work(files: int) -> int:
        project = shop(tmp_path / str(files), files, CONTENTS["the same"], time.time())
        found = waiting(project, clock=lambda: datetime.now(UTC))
        return instructions(lambda: settled(found, project, now=datetime.now(UTC), pause=0), LANDING)

    few = work(50)
    assert few > 50
    assert work(200) <= 4 * few


@pytest.mark.parametrize("content", CONTENTS)
def test_a_round_of_landing_is_work_in_proportion_to_its_files(tmp_path: Path, content: str) -> None:
    def work(files: int) -> int:
        project = shop(tmp_path / str(files), files, CONTENTS[content], LONG_AGO)
        with open_store(project) as store:
            return instructions(lambda: ingest(project, store, now=NOW, pause_seconds=0), LANDING)

    few, more, many = (work(files) for files in (8, 16, 32))
    assert 0 < many - more <= 2.01 * (more - few)
