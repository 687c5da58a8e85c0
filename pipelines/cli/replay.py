"""`smm run --as-of` for a morning that is past: its tables are built beside the current ones, which stay.

Belongs here: the copy of the store such a run works on, and where its tables go (data/as_of/<day>.duckdb). Not here:
the job. Versions of rows that arrived later are used too: the days before that morning as they are known now.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.cli.published import built_for, former_copy

if TYPE_CHECKING:
    from pipelines.outcome import RunOutcome
    from smm_assets.settings import Project

HINDSIGHT = "Built with all that is known today about the days before; the current tables stay as they are"


def is_past(project: "Project", morning: date) -> bool:
    """Whether the current tables speak of a later morning."""
    from smm_assets.warehouse import open_published

    if not project.published.is_file():
        return False
    with open_published(project) as reader:
        current = built_for(reader)
    return current is not None and morning < current


def run_past(
    project: "Project", *, as_of: date, now: datetime, full_refresh: bool, on_event: Callable[[str], None]
) -> "RunOutcome":
    """Run the daily job for a past morning on a copy of the store, without inbox and tables; publish beside."""
    from pipelines.running import run_daily

    with _copied(project, as_of) as beside:
        outcome = run_daily(beside, as_of=as_of, now=now, full_refresh=full_refresh, on_event=on_event)
        if outcome.status != "failed":
            os.replace(beside.published, former_copy(project, as_of))
    return outcome


@contextmanager
def _copied(project: "Project", as_of: date) -> Iterator["Project"]:
    """A project with the same files and a copy of the store in a folder that is gone afterwards."""
    from smm_assets.warehouse.lock import held

    work = former_copy(project, as_of).with_suffix(".work")
    shutil.rmtree(work, ignore_errors=True)
    (work / "inbox").mkdir(parents=True)
    try:
        with held(project.lock, wait_seconds=600):
            shutil.copyfile(project.warehouse, work / project.warehouse.name)
        yield _beside(project, work)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _beside(project: "Project", work: Path) -> "Project":
    from smm_assets.settings import Project

    class Beside(Project):
        data = work
        inbox = str(work / "inbox")

    return Beside(project.home, project.settings.model_copy(update={"tables": ()}))
