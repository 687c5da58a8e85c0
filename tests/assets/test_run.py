"""What a run writes about itself: done only when nothing asks for a person."""

from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest

from smm_assets.assets.run import DailyRun, begin, finish
from smm_assets.settings import Project, Settings
from smm_assets.warehouse import open_store

NOW = datetime(2026, 11, 22, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("suite", "severity", "success", "status"),
    [
        ("control totals", "warning", False, "needs_person"),
        ("control totals", "warning", True, "done"),
        ("ad_delivery", "warning", False, "done"),
        ("ad_delivery", "error", False, "needs_person"),
    ],
)
def test_a_total_that_does_not_add_up_asks_for_a_person_as_a_red_check_does(
    tmp_path: Path, suite: str, severity: str, success: bool, status: str
) -> None:
    with open_store(Project(tmp_path, Settings())) as store:
        run = DailyRun(
            run_id="r", project=Project(tmp_path, Settings()), store=store, as_of=date(2026, 11, 22), now=NOW,
            clock=lambda: NOW,
        )  # fmt: skip
        begin(run)
        row = {"run_at": NOW, "suite": suite, "expectation": "e", "success": success, "severity": severity}
        store.load("ops", "validation_result", pd.DataFrame([row]))
        assert finish(run, "") == status
