"""How a run ended, read from Dagster's events.

Belongs here: the first failure of a run in words. Not here: printing it or choosing an exit code (`cli`).
"""

from dataclasses import dataclass

import dagster as dg


@dataclass(frozen=True, kw_only=True)
class StepFailure:
    """The step that failed. message: what happened; cure: what to do, where known; exit_code: what `smm` ends with.

    is_list: whether each line of the message is a problem of its own in the user's files; can_pass: whether the same
    may go well a little later.
    """

    step: str
    message: str
    cure: str = ""
    exit_code: int = 1
    is_list: bool = False
    can_pass: bool = False


@dataclass(frozen=True, kw_only=True)
class RunOutcome:
    """One run of a job. status: done, needs_person or failed; the rest of a failure is empty otherwise."""

    run_id: str
    status: str
    failed_step: str = ""
    message: str = ""
    cure: str = ""
    exit_code: int = 0
    is_list: bool = False


def outcome_of(instance: dg.DagsterInstance, run_id: str, status: str) -> RunOutcome:
    """How the run ended: with its first failure, else with this status."""
    failure = first_failure(instance, run_id)
    if failure is None:
        return RunOutcome(run_id=run_id, status=status)
    return RunOutcome(
        run_id=run_id,
        status="failed",
        failed_step=failure.step,
        message=failure.message,
        cure=failure.cure,
        exit_code=failure.exit_code,
        is_list=failure.is_list,
    )


def first_failure(instance: dg.DagsterInstance, run_id: str) -> StepFailure | None:
    """The first step of the run that failed, None when none did."""
    for entry in instance.all_logs(run_id, of_type=dg.DagsterEventType.STEP_FAILURE):
        event = entry.dagster_event
        if event is not None:
            return _failure(event)
    return None


def _failure(event: dg.DagsterEvent) -> StepFailure:
    data = event.step_failure_data
    said = data.user_failure_data
    step = event.step_key or ""
    if said is not None and "message" in said.metadata:
        facts = {name: value.value for name, value in said.metadata.items()}
        return StepFailure(
            step=step,
            message=str(facts["message"]),
            cure=str(facts.get("cure", "")),
            exit_code=int(str(facts.get("exit_code", 1))),
            is_list=bool(facts.get("is_list", False)),
            can_pass=bool(facts.get("can_pass", False)),
        )
    error = data.error
    while error is not None and error.cause is not None:
        error = error.cause
    if error is None:
        return StepFailure(step=step, message="no message")
    stopped = error.cls_name == dg.DagsterExecutionInterruptedError.__name__
    return StepFailure(step=step, message="stopped by hand" if stopped else error.message.strip())
