"""Tables of a past morning: built beside the current ones, which stay, from what was known then.

Belongs here: running the ordinary job on a store that holds only that, into data/as_of/<day>.duckdb. Not here: the job,
nor what was known (`smm_assets/replay`).
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


def is_past(project: "Project", morning: date) -> bool:
    """Whether the current tables speak of a later morning."""
    from smm_assets.warehouse import open_published
    from smm_assets.warehouse.place import publication

    if publication(project) is None:
        return False
    with open_published(project) as reader:
        current = built_for(reader)
    return current is not None and morning < current


def run_past(project: "Project", *, as_of: date, now: datetime, on_event: Callable[[str], None]) -> "RunOutcome":
    """Run the daily job for a past morning on what was known then, without inbox and tables; publish beside.

    Raises UsageError when nothing is known of that morning, StoreBusy when the store is not free.
    """
    from pipelines.running import run_daily

    with _known_then(project, as_of, now, on_event) as beside:
        outcome = run_daily(beside, as_of=as_of, now=now, on_event=on_event)
        if outcome.status != "failed":
            os.replace(beside.published, former_copy(project, as_of))
    return outcome


@contextmanager
def _known_then(project: "Project", as_of: date, now: datetime, say: Callable[[str], None]) -> Iterator["Project"]:
    """A project in a folder that is gone afterwards, with the files as they were and what was known in its store."""
    from smm_assets.replay import copy_known, moment_of, restore_files
    from smm_assets.warehouse import open_store

    work = former_copy(project, as_of).with_suffix(".work")
    shutil.rmtree(work, ignore_errors=True)
    (work / "inbox").mkdir(parents=True)
    try:
        with open_store(project, on_wait=say) as source:
            moment = moment_of(source, as_of, project.zone)
            remarks = restore_files(source, project.home, work, until=moment.until)
            beside = _beside(work)
            with open_store(beside) as target:
                copy_known(source, target, moment, now=now, remarks=remarks, say=say)
        yield beside
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _beside(work: Path) -> "Project":
    """The project of the work folder, in an embedded store of its own; it takes in nothing."""
    from pydantic import SecretStr

    from smm_assets.settings import EMBEDDED, Project

    opened = Project.open(work)

    class Beside(Project):
        inbox = str(work / "inbox")

    return Beside(opened.home, opened.settings.model_copy(update={"tables": (), "store": SecretStr(EMBEDDED)}))
