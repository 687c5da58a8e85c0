"""What every shell is handed, how a run is written down in ops.run, and how a failure is told.

Belongs here: the state of one run of the daily job. Not here: opening the store or reading the clock (`pipelines/`).
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from logging import getLogger
from typing import Any

import dagster as dg
import pandas as pd

from smm_assets.errors import ConfigurationError, SmmError, may_pass
from smm_assets.report.words import plural
from smm_assets.settings import Project
from smm_assets.warehouse.bookkeeping import CONTROL_SUITE
from smm_assets.warehouse.store import Store

silent = getLogger(__name__).debug
REFUSED = ("held", "quarantined", "unrecognised", "partly")


@dataclass(frozen=True, kw_only=True)
class DailyRun:
    """One run: whose project, which morning, and the store, open and locked from the first step to the last.

    now: the moment the run speaks of, UTC; clock: the time it really is, for finished_at; files: paths of the
    inbox that are taken, empty for all; only_intake: nothing but exports is made;
    pause_seconds: how long a file of the inbox must stay the same to count as finished; say: told about progress.
    """

    run_id: str
    project: Project
    store: Store
    as_of: date
    now: datetime
    clock: Callable[[], datetime]
    full_refresh: bool = False
    files: tuple[str, ...] = ()
    only_intake: bool = False
    pause_seconds: float = 1.0
    say: Callable[[str], None] = silent


def begin(run: DailyRun) -> None:
    """Write the run down as running, so that a crash leaves a trace."""
    row = {"run_id": run.run_id, "as_of": run.as_of, "started_at": run.clock(), "status": "running"}
    run.store.load("ops", "run", pd.DataFrame([row]))


def abandon(run: DailyRun) -> None:
    """Close the books on runs that ended without saying so (killed, power gone).

    Call it with the store locked and before `begin`: whatever still says running then cannot be.
    """
    run.store.execute(
        "UPDATE ops.run SET status = 'failed', message = 'ended without saying so' WHERE status = 'running'"
    )


def finish(run: DailyRun, failure: str = "") -> str:
    """Write the run's end down; returns its status: done, needs_person or failed (failure says why)."""
    counts = _counts(run)
    needs = [plural(counts[key], *words) for key, words in _NEEDS.items() if counts[key]]
    status = "failed" if failure else "needs_person" if needs else "done"
    run.store.execute(
        "UPDATE ops.run SET finished_at = :at, status = :status, message = :message, counts_json = :counts "
        "WHERE run_id = :run_id",
        {
            "at": run.clock().replace(tzinfo=None),
            "status": status,
            "message": failure or ", ".join(needs),
            "counts": json.dumps(counts, sort_keys=True),
            "run_id": run.run_id,
        },
    )
    return status


def note_published(run: DailyRun) -> None:
    """Write down that the run's tables are swapped in, so that what arrived counts as shown.

    Not before: who is killed in between has shown nothing to anybody, and the next run tells it as new.
    """
    sql = "UPDATE ops.run SET published_at = :at WHERE run_id = :run_id"
    run.store.execute(sql, {"at": run.now.replace(tzinfo=None), "run_id": run.run_id})


def status_of(run: DailyRun) -> str:
    """The status last written down."""
    found = run.store.read("SELECT status FROM ops.run WHERE run_id = :id", {"id": run.run_id})
    return str(found["status"].iloc[0])


@contextmanager
def told_plainly() -> Iterator[None]:
    """An error a person can mend ends the step with its message and cure instead of a traceback."""
    try:
        yield
    except SmmError as error:
        metadata: Mapping[str, Any] = {
            "exit_code": error.exit_code,
            "cure": error.cure,
            "message": error.message,
            "is_list": isinstance(error, ConfigurationError),
            "can_pass": may_pass(error),
        }
        raise dg.Failure(description=str(error), metadata=metadata, allow_retries=False) from None


_NEEDS = {
    "files_refused": ("file not loaded", "files not loaded"),
    "totals_untied": ("total of a file that does not add up", "totals of files that do not add up"),
    "checks_red": ("check red", "checks red"),
}


def _counts(run: DailyRun) -> dict[str, int]:
    """What is new since tables were last published: arrivals by outcome, and expectations that did not hold."""
    shown = run.store.read("SELECT MAX(published_at) AS at FROM ops.run")["at"].iloc[0]
    now = run.now.replace(tzinfo=None)
    at = {"now": now, "since": datetime.min if pd.isna(shown) else shown, "totals": CONTROL_SUITE}
    arrived = run.store.read("SELECT outcome FROM ops.arrival WHERE seen_at = :now OR seen_at > :since", at)
    outcomes = arrived["outcome"]
    red = run.store.read(
        "SELECT COALESCE(SUM(CASE WHEN severity = 'error' THEN 1 ELSE 0 END), 0) AS checks, "
        "COALESCE(SUM(CASE WHEN suite = :totals THEN 1 ELSE 0 END), 0) AS totals "
        "FROM ops.validation_result WHERE (run_at = :now OR run_at > :since) AND NOT success",
        at,
    )
    return {
        **{f"files_{outcome}": number for outcome, number in sorted(Counter(outcomes).items())},
        "files_found": len(outcomes),
        "files_refused": int(outcomes.isin(REFUSED).sum()),
        "totals_untied": int(red["totals"].iloc[0]),
        "checks_red": int(red["checks"].iloc[0]),
    }
