"""Dagster's own daemons over the project's own instance, in this process and at times a test chooses.

Belongs here: the clock, the daemons the instance needs, one pass of each. Not here: what happens between passes
(`living`). Runs are queued, taken from the queue and executed as in production, but one after the other and in this
process.
"""

import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from threading import Event
from typing import Any
from unittest.mock import patch

import dagster as dg
from dagster._core.remote_origin import InProcessCodeLocationOrigin
from dagster._core.scheduler.instigation import TickStatus
from dagster._core.test_utils import get_freezable_log_manager
from dagster._core.types.loadable_target_origin import LoadableTargetOrigin
from dagster._core.workspace.context import WorkspaceProcessContext
from dagster._core.workspace.load_target import InProcessWorkspaceLoadTarget
from dagster._daemon.controller import create_daemon_of_type
from dagster._daemon.daemon import DaemonIterator, SpanMarker

from pipelines import instance as served
from pipelines.instance import ROOT, instance_settings, opened_instance
from smm_assets.settings import Project

BETWEEN_PASSES = timedelta(seconds=30)
ENDED = (dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED)
IN_THIS_PROCESS = {
    "run_launcher": {
        "module": "dagster._core.launcher.sync_in_memory_run_launcher",
        "class": "SyncInMemoryRunLauncher",
    },
    "sensors": {"use_threads": False},
    "schedules": {"use_threads": False},
    "auto_materialize": {"use_threads": False},
}


class Clock:
    """What time it is: for the product, and for Dagster."""

    def __init__(self) -> None:
        self.now = datetime(2000, 1, 1, tzinfo=UTC)

    @contextmanager
    def told(self) -> Iterator[None]:
        """Inside, everybody who asks is told this time."""
        clock = self

        class Told(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
                return clock.now.astimezone(tz)

        with (
            patch("pipelines.clock.datetime", Told),
            patch("dagster._time._mockable_get_current_datetime", lambda: clock.now),
            patch("dagster._time._mockable_get_current_timestamp", lambda: clock.now.timestamp()),
            patch("dagster._core.log_manager.DagsterLogManager", get_freezable_log_manager()),
        ):
            yield


class Daemons:
    """All daemons the instance needs. instance: the project's own."""

    def __init__(self, instance: dg.DagsterInstance, context: WorkspaceProcessContext, stack: ExitStack) -> None:
        self.instance = instance
        self._loops: dict[str, DaemonIterator] = {}
        for kind in instance.get_required_daemon_types():
            daemon: Any = stack.enter_context(create_daemon_of_type(kind, instance))
            daemon.interval_seconds = 0
            self._loops[kind] = daemon.core_loop(context, _Impatient())

    def look(self) -> int:
        """One pass of every daemon; returns how many runs there are since. Raises AssertionError when one failed."""
        before = self.instance.get_runs_count()
        for kind, loop in self._loops.items():
            for said in loop:
                assert said is None or isinstance(said, SpanMarker), f"{kind}: {said}"
                if said is SpanMarker.END_SPAN:
                    break
        return self.instance.get_runs_count() - before

    def idle(self) -> bool:
        """Whether no run waits or is under way."""
        waiting = [status for status in dg.DagsterRunStatus if status not in ENDED]
        return not self.instance.get_runs_count(dg.RunsFilter(statuses=waiting))

    def failed(self) -> list[str]:
        """Looks of sensors and schedules that came to nothing because of an error."""
        return [
            f"{state.name}: {tick.error}"
            for state in self.instance.all_instigator_state()
            for tick in self.instance.get_ticks(
                state.instigator_origin_id, state.selector_id, statuses=[TickStatus.FAILURE]
            )
        ]


@contextmanager
def started(project: Project) -> Iterator[Daemons]:
    """The daemons of the project, as `smm ui` starts them."""
    target = LoadableTargetOrigin(module_name="pipelines.definitions", working_directory=str(ROOT))
    origin = InProcessCodeLocationOrigin(target, location_name="smm")
    settings = {**instance_settings(project), **IN_THIS_PROCESS}
    with (
        warnings.catch_warnings(action="ignore", category=DeprecationWarning),  # Dagster's, of its own schedules
        patch.object(served, "instance_settings", lambda project: settings),
        opened_instance(project) as instance,
        WorkspaceProcessContext(instance, InProcessWorkspaceLoadTarget(origin)) as context,
        ExitStack() as stack,
    ):
        yield Daemons(instance, context, stack)


class _Impatient(Event):
    """Nobody has to wait for it."""

    def wait(self, timeout: float | None = None) -> bool:
        return False
