"""Tables of a past morning: built beside the current ones, which stay, from what was known then.

Belongs here: running the ordinary job on a store that holds only that, into data/as_of/<day>.duckdb. Not here: the job,
nor what was known (`smm_assets/replay`).
"""

import os
from collections.abc import Callable
from datetime import date, datetime
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
    from smm_assets.replay.beside import known_then

    work = former_copy(project, as_of).with_suffix(".work")
    with known_then(project, as_of, work, now=now, say=on_event) as then:
        outcome = run_daily(then.project, as_of=as_of, now=now, on_event=on_event)
        if outcome.status != "failed":
            os.replace(then.project.published, former_copy(project, as_of))
    return outcome
