"""What makes the daily job run between mornings: files that lie in the inbox and have stopped growing.

Belongs here: looking at the inbox's listing. Not here: opening the store or any file (a sensor never does either).
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import dagster as dg

from pipelines import clock
from pipelines.jobs import DAILY, terms
from pipelines.resources import NO_PROJECT, project_or_none
from smm_assets.settings import Project

if TYPE_CHECKING:
    from smm_assets.ingest.landing.inbox import Waiting

INTERVAL_SECONDS = 20
SETTLE_SECONDS = 10
UNDER_WAY = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
]
Seen = Mapping[str, Sequence[object]]


@dataclass(frozen=True, kw_only=True)
class Look:
    """One look at the inbox. settled: files as big and as old as at the look before; key names exactly them."""

    files: Seen
    settled: tuple[str, ...]

    @property
    def cursor(self) -> str:
        return json.dumps(self.files, sort_keys=True)

    @property
    def key(self) -> str:
        listing = json.dumps({path: self.files[path] for path in self.settled}, sort_keys=True)
        return sha256(listing.encode()).hexdigest()[:32]


def look(found: Sequence["Waiting"], cursor: str | None) -> Look:
    """Compare what lies there with what the cursor says of the look before."""
    before = json.loads(cursor) if cursor else {}
    files = {str(one.path): [one.size, _text(one.modified_at)] for one in found}
    return Look(files=files, settled=tuple(sorted(path for path, seen in files.items() if before.get(path) == seen)))


def build_inbox(home: Path | str | None = None, now: Callable[[], datetime] = clock.now) -> dg.SensorDefinition:
    """Looks every 20 seconds; asks for one run when files have settled. On from the start."""

    def evaluate(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        from smm_assets.ingest.landing.inbox import waiting

        project = project_or_none(home)
        if project is None:
            return _skipped(NO_PROJECT, context.cursor)
        seen = look(waiting(project, clock=now, settle_seconds=SETTLE_SECONDS), context.cursor)
        reason = _why_not(seen, context.instance)
        return _skipped(reason, seen.cursor) if reason else _requested(seen, project, now())

    return dg.SensorDefinition(
        name="inbox",
        evaluation_fn=evaluate,
        job=DAILY,
        minimum_interval_seconds=INTERVAL_SECONDS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Asks for the daily job when files in the inbox have stopped growing.",
    )


def _why_not(seen: Look, instance: dg.DagsterInstance) -> str:
    if not seen.files:
        return "The inbox is empty"
    if not seen.settled:
        return f"{_files(len(seen.files))} in the inbox, new or still growing; looking again"
    if instance.get_runs_count(dg.RunsFilter(job_name=DAILY.name, statuses=UNDER_WAY)):
        return f"{_files(len(seen.settled))} ready; a run is under way, looking again when it is done"
    return ""


def _requested(seen: Look, project: Project, at: datetime) -> dg.SensorResult:
    run_config, tags = terms(project, project.settings.as_of or at.astimezone(project.zone).date())
    request = dg.RunRequest(run_key=seen.key, run_config=run_config, tags={**tags, "smm/files": str(len(seen.settled))})
    return dg.SensorResult(run_requests=[request], cursor=seen.cursor)


def _skipped(reason: str, cursor: str | None) -> dg.SensorResult:
    return dg.SensorResult(skip_reason=reason, cursor=cursor)


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"


def _text(moment: datetime | None) -> str:
    return "" if moment is None else moment.isoformat()
