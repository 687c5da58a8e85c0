"""What a run is given: the project, the morning it speaks of, and the store for its whole length.

Belongs here: opening them once per run, and what is owed to the books when the run ends, however it ends. Not here:
what the steps do with them (`smm_assets/assets`).

The store is opened, and locked, from the first step to the last: a second run, or an ingest, waits until this one is
done, so the steps of two mornings never mix.
"""

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

import dagster as dg

from pipelines import clock
from pipelines.bedside import bury
from pipelines.outcome import first_failure
from pipelines.pulse import beating
from pipelines.quick_sqlite import quick_sqlite
from pipelines.retrying import note_failed_start, note_failed_step, wait
from pipelines.run_storage import keep_connections
from smm_assets.assets.run import DailyRun, abandon, begin, finish, silent, status_of
from smm_assets.errors import SmmError, StoreLost
from smm_assets.marks import WHATS, What, clear, marked_at
from smm_assets.settings import Project
from smm_assets.warehouse import open_store

NO_TAGS: Mapping[str, str] = MappingProxyType({})
UNATTENDED_PAUSE_SECONDS = 10  # nobody waits for it, and nobody would notice a file taken half written


class RunResource(dg.ConfigurableResource[DailyRun]):
    """One run. home: project folder, empty for the usual search; as_of: morning, empty for the project's own today;
    files: paths of the inbox that are taken, empty for all; only_intake: nothing but exports is made.
    """

    home: str = ""
    as_of: str = ""
    full_refresh: bool = False
    files: list[str] = []  # noqa: RUF012 a resource's fields are pydantic's, which copies defaults
    only_intake: bool = False

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Generator[DailyRun, None, None]:
        instance, asked, say = asked_for(context)
        with started(instance, asked.run_id):
            project = Project.open(self.home or None)
            morning = date.fromisoformat(self.as_of) if self.as_of else clock.morning(project, None)
        terms: dict[str, Any] = {
            "as_of": morning,
            "full_refresh": self.full_refresh,
            "files": tuple(self.files),
            "only_intake": self.only_intake,
            "pause_seconds": UNATTENDED_PAUSE_SECONDS,
            "tags": asked.tags,
        }
        terms["progress"] = context.log.debug if context.log else silent  # Dagster shows what is made by itself
        with quick_sqlite(), opened_run(project, instance, run_id=asked.run_id, say=say, **terms) as run:
            yield run


def asked_for(context: dg.InitResourceContext) -> tuple[dg.DagsterInstance, dg.DagsterRun, Callable[[str], None]]:
    """The instance, the run a resource is opened for, and where progress is told."""
    if context.instance is None or context.run is None:
        raise dg.DagsterInvariantViolationError("A run of assets needs a Dagster instance")
    keep_connections(context.instance)
    return context.instance, context.run, context.log.info if context.log else silent


@contextmanager
def started(instance: dg.DagsterInstance, run_id: str) -> Iterator[None]:
    """What is needed to begin; a run that cannot begin is tried again only where that can pass."""
    try:
        yield
    except SmmError as error:
        note_failed_start(instance, run_id, error)
        raise


@contextmanager
def opened_run(
    project: Project,
    instance: dg.DagsterInstance,
    *,
    run_id: str,
    as_of: date,
    now: datetime | None = None,
    tags: Mapping[str, str] = NO_TAGS,
    say: Callable[[str], None] = silent,
    progress: Callable[[str], None] | None = None,
    **terms: Any,
) -> Iterator[DailyRun]:
    """The run's store and terms; afterwards its end stands in ops.run, and ops is published also when it failed.

    say: told what a person should know; progress: told of each step, say unless another is given; tags: the run's own:
    one that is tried again waits first. It counts as alive by then, so a process that is killed while it waits is found
    like any other; terms: more of DailyRun. Raises StoreBusy when another process holds the store for too long.
    """
    with beating(project, run_id), ExitStack() as opened:
        wait(tags, say)
        with started(instance, run_id):
            store = opened.enter_context(open_store(project, on_wait=say))
        run = DailyRun(
            run_id=run_id,
            project=project,
            store=store,
            as_of=as_of,
            now=now or clock.now(),
            clock=clock.now,
            say=progress or say,
            **terms,
        )
        shown = {what: marked_at(project, what) for what in WHATS}
        abandon(run)
        bury(project, instance, now=clock.now())
        begin(run)
        try:
            yield run
        except KeyboardInterrupt:
            conclude(run, "stopped by hand")
            raise
        failure = first_failure(instance, run_id)
        if failure is None:
            _clear_shown(run, shown)
        else:
            note_failed_step(instance, run_id, can_pass=failure.can_pass)
        conclude(run, f"{failure.step}: {failure.message}" if failure else "")


def conclude(run: DailyRun, failure: str) -> None:
    """Write the end down unless the published copy already holds it. With the store lost the next run does it."""
    try:
        if failure or status_of(run) == "running":
            finish(run, failure)
            run.store.publish(("ops",))
    except StoreLost as lost:
        run.say(f"The end of this run could not be written down: {lost}")


def _clear_shown(run: DailyRun, shown: Mapping[What, int]) -> None:
    """Take away the marks of what stands in the published tables now, if this run has published them."""
    if status_of(run) != "running":
        for what, seen in shown.items():
            clear(run.project, what, seen)
