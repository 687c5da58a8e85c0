"""The example project, run once for all tests of this folder."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest

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
    folder: Path = tmp_path_factory.mktemp("example") / "shop"
    truth = make_demo(folder)
    project = Project.open(folder)
    outcome = run_daily(project, as_of=AS_OF, now=NOW)
    return Example(project, truth, outcome)
