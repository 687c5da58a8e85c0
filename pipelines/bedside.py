"""Runs that died without a word: told dead, so that the queue goes on and the run is tried again.

Belongs here: the sensor, and the same look when the UI or another run starts. Not here: how it is known (`pulse`), or
how often a run is tried again (`retrying`).
"""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import dagster as dg

from pipelines import clock
from pipelines.located import NO_PROJECT, project_or_none
from pipelines.pulse import dead_runs, forget
from smm_assets.settings import Project

INTERVAL_SECONDS = 60
SAID = "Its process is gone: killed, out of memory, or the machine went down"


def bury(project: Project, instance: dg.DagsterInstance, *, now: datetime, only: set[str] | None = None) -> list[str]:
    """Report dead runs as failed; their ids. only: of these."""
    dead = [run for run in dead_runs(project, instance, now=now) if only is None or run.run_id in only]
    for run in dead:
        instance.report_run_failed(run, SAID)
        forget(project, run.run_id)
    return [run.run_id for run in dead]


def build_dead_runs(home: Path | str | None = None, now: Callable[[], datetime] = clock.now) -> dg.SensorDefinition:
    """Looks every minute; a run found dead at two looks is reported as failed. On from the start."""

    @dg.sensor(
        name="dead_runs",
        minimum_interval_seconds=INTERVAL_SECONDS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Reports runs whose process is gone as failed, so that nothing waits for them.",
    )
    def look(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        project = project_or_none(home)
        if project is None:
            return dg.SensorResult(skip_reason=NO_PROJECT)
        before = set(json.loads(context.cursor or "[]"))
        buried = bury(project, context.instance, now=now(), only=before)
        suspects = {run.run_id for run in dead_runs(project, context.instance, now=now())}
        told = f"Reported as failed: {', '.join(buried)}" if buried else "No run has died"
        return dg.SensorResult(skip_reason=told, cursor=json.dumps(sorted(suspects)))

    return look
