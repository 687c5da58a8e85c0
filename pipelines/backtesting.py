"""Back-tests of past mornings: which mornings there are, what their runs are given, and running them here and now.

Belongs here: partitions, the resource, one run per morning from the command line. Not here: the job (`jobs`) or what
it does (`smm_assets/assets/backtests.py`).

One lock of their own keeps two back-tests apart and tells that one is alive; the store is locked morning by morning.
"""

import uuid
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import dagster as dg

from pipelines import clock
from pipelines.instance import opened_instance
from pipelines.jobs import BACKTEST
from pipelines.logs import quiet
from pipelines.outcome import RunOutcome, first_failure, outcome_of
from pipelines.pulse import beating
from pipelines.quick_sqlite import quick_sqlite
from pipelines.resources import asked_for, started
from pipelines.retrying import note_failed_step, wait
from smm_assets.assets.backtests import NOTHING, SHOWN, Backtesting
from smm_assets.assets.run import silent
from smm_assets.settings import Project
from smm_assets.warehouse.lock import held

FIRST_MORNING = "2020-01-01"
WAIT_SECONDS = 600


def mornings(project: Project | None) -> dg.DailyPartitionsDefinition:
    """One partition per past morning of the project's time zone; up to the pinned morning where that lies ahead."""
    if project is None:
        return dg.DailyPartitionsDefinition(start_date=FIRST_MORNING, timezone="UTC")
    today, pinned = clock.now().astimezone(project.zone).date(), project.settings.as_of
    ahead = max(0, (pinned - today).days) if pinned else 0
    return dg.DailyPartitionsDefinition(start_date=FIRST_MORNING, timezone=project.settings.timezone, end_offset=ahead)


def backtesting_held(
    project: Project, *, wait_seconds: float = WAIT_SECONDS, say: Callable[[str], None] | None = None
) -> AbstractContextManager[None]:
    """Keep other back-tests of the project waiting for the length of the block."""
    project.data.mkdir(parents=True, exist_ok=True)
    return held(project.data / "backtest.lock", wait_seconds=wait_seconds, on_wait=say)


class BacktestResource(dg.ConfigurableResource[Backtesting]):
    """What a back-fill is given. home: project folder, empty for the usual search."""

    home: str = ""

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Generator[Backtesting, None, None]:
        instance, asked, say = asked_for(context)
        with started(instance, asked.run_id):
            project = Project.open(self.home or None)
        with quick_sqlite(), beating(project, asked.run_id), ExitStack() as opened:
            wait(asked.tags, say)
            with started(instance, asked.run_id):
                opened.enter_context(backtesting_held(project, say=say))
            yield Backtesting(project=project, clock=clock.now, say=say)
            failure = first_failure(instance, asked.run_id)
            note_failed_step(instance, asked.run_id, can_pass=failure is not None and failure.can_pass)


@dataclass(frozen=True, kw_only=True)
class Tested:
    """One morning's back-test. nothing: why there was no advice, else ""; shown: whether the marts hold it already."""

    as_of: date
    outcome: RunOutcome
    nothing: str = ""
    shown: bool = False


def run_backtests(
    project: Project, asked: Sequence[date], *, on_event: Callable[[str], None] | None = None
) -> Iterator[Tested]:
    """Back-test each of these mornings here and now, as partitions of the project's own Dagster instance.

    A failing morning is an outcome, not an exception. Raises StoreBusy when another back-test is at work for too long.
    """
    from pipelines.assembly import build_defs

    say = on_event or silent
    job = build_defs(project.home).resolve_job_def(BACKTEST.name)
    with opened_instance(project) as instance, backtesting_held(project, say=say):
        past = Backtesting(project=project, clock=clock.now, say=say)
        for as_of in asked:
            run_id = str(uuid.uuid4())
            result = job.execute_in_process(
                run_config=quiet(project),
                instance=instance,
                partition_key=as_of.isoformat(),
                raise_on_error=False,
                run_id=run_id,
                resources={"past": past},
            )
            yield _tested(as_of, outcome_of(instance, run_id, "done"), result)


def _tested(as_of: date, outcome: RunOutcome, result: dg.ExecuteInProcessResult) -> Tested:
    """What the run reported of its only morning."""
    if outcome.status == "failed":
        return Tested(as_of=as_of, outcome=outcome)
    told = result.get_asset_materialization_events()[0].materialization.metadata
    return Tested(as_of=as_of, outcome=outcome, nothing=str(told[NOTHING].value), shown=bool(told[SHOWN].value))


def resource(home: Path | str | None) -> BacktestResource:
    """The resource of a code location at home."""
    return BacktestResource(home="" if home is None else str(home))
