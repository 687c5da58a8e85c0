"""The example project, run once for all tests that look at it, by whichever worker comes first.

Belongs here: making and running it. Not here: what is true of it; that stands in each test.
"""

import os
import pickle
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from filelock import FileLock

from pipelines.outcome import RunOutcome
from pipelines.running import run_daily
from smm_assets.settings import Project
from smm_assets.simulator import Truth, make_demo
from smm_assets.warehouse import open_published

AS_OF = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 5, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Example:
    """The example after its morning run."""

    project: Project
    truth: Truth
    outcome: RunOutcome

    def sql(self, query: str) -> pd.DataFrame:
        with open_published(self.project) as store:
            return store.read(query)


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Example:
    """A copy of its own for each worker, since some tests run it again."""
    made, (truth, outcome) = once(tmp_path_factory, "example", _run)
    folder: Path = tmp_path_factory.mktemp("example") / "shop"
    shutil.copytree(made / "shop", folder, symlinks=True)
    return Example(Project.open(folder), truth, outcome)


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Any]) -> tuple[Path, Any]:
    """A folder made by whichever worker comes first, never to be changed, and what making it returned."""
    own = factory.getbasetemp()
    made = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    told = made / "told"
    with FileLock(f"{made}.lock"):
        if not told.is_file():
            shutil.rmtree(made, ignore_errors=True)
            made.mkdir()
            told.write_bytes(pickle.dumps(make(made)))
    return made, pickle.loads(told.read_bytes())


def _run(made: Path) -> tuple[Truth, RunOutcome]:
    """Make the example in the folder and run its morning."""
    truth = make_demo(made / "shop")
    return truth, run_daily(Project.open(made / "shop"), as_of=AS_OF, now=NOW)
