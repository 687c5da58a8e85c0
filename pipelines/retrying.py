"""Which failed runs are tried again, how often, and after how long.

Belongs here: what Dagster is told of a failure. Not here: which errors can pass (`smm_assets/errors.py`), nor trying
again itself, which the daemon does. From the command line nothing is tried again: whoever called it reads why.

What can pass: a store that is busy or out of reach, and a run whose process died. Everything else fails the same way
next time; it waits for a person, or for something new to arrive.
"""

import time
from collections.abc import Callable, Mapping
from typing import Any

import dagster as dg

from smm_assets.errors import SmmError, may_pass

MOST_RETRIES = 2
FIRST_WAIT_SECONDS = 30
TIMES_LONGER = 4
RETRY_NUMBER = "dagster/retry_number"
AFTER_A_FAILED_STEP = "dagster/retry_on_asset_or_op_failure"
WILL_RETRY = "dagster/will_retry"
MOST = "dagster/max_retries"


def run_retries() -> dict[str, Any]:
    """The section of dagster.yaml: died runs are tried again, failed steps only where the run says so."""
    return {"enabled": True, "max_retries": MOST_RETRIES, "retry_on_asset_or_op_failure": False}


def wait_seconds(tags: Mapping[str, str]) -> float:
    """How long a run waits before it begins: nothing the first time, then longer each time."""
    number = int(tags.get(RETRY_NUMBER, 0))
    return FIRST_WAIT_SECONDS * TIMES_LONGER ** (number - 1) if number else 0


def wait(tags: Mapping[str, str], say: Callable[[str], None], sleep: Callable[[float], None] = time.sleep) -> None:
    """Wait as long as a run of these tags has to."""
    seconds = wait_seconds(tags)
    if seconds:
        say(f"Tried again for the {tags[RETRY_NUMBER]}. time; waiting {seconds:g} s first")
        sleep(seconds)


def note_failed_step(instance: dg.DagsterInstance, run_id: str, *, can_pass: bool) -> None:
    """Ask for another try of a run one of whose steps failed, if that can pass."""
    if can_pass:
        instance.add_run_tags(run_id, {AFTER_A_FAILED_STEP: "true"})


def note_failed_start(instance: dg.DagsterInstance, run_id: str, error: SmmError) -> None:
    """Ask for no other try of a run that could not begin, unless that can pass. A command has no run by then."""
    if not may_pass(error) and instance.has_run(run_id):
        instance.add_run_tags(run_id, {MOST: "0"})


def will_be_tried_again(instance: dg.DagsterInstance, run_id: str) -> bool:
    """Whether the daemon tries a failed run again, as it has noted on the run itself."""
    run = instance.get_run_by_id(run_id)
    return run is not None and run.tags.get(WILL_RETRY) == "true"
