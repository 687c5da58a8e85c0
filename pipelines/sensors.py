"""What has exports taken in between mornings: files that lie in the inbox and have stopped growing, wanted mails, and
rows that came in by hand: released, or loaded by `smm ingest`.

Belongs here: looking at listings. Not here: what two looks say (`looks`), opening the store or any file or mail (a
sensor never does any of it).
"""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import dagster as dg

from pipelines import clock
from pipelines.ahead_first import UNDER_WAY, is_reading, read_first
from pipelines.jobs import ARRIVALS, DAILY, terms
from pipelines.located import NO_PROJECT, project_or_none
from pipelines.looks import Look, look
from smm_assets.errors import ArrivalError
from smm_assets.settings import Mailbox, Project

INTERVAL_SECONDS = 20
MAIL_INTERVAL_SECONDS = 300
SETTLE_SECONDS = 10
NO_MAILBOX = "smm.yaml names no mailbox"
Home = Path | str | None
Job = Any  # Dagster has no public name for a job of assets
Clock = Callable[[], datetime]


def build_inbox(home: Home = None, now: Clock = clock.now, jobs: Sequence[Job] = ()) -> dg.SensorDefinition:
    """Looks every 20 seconds; asks for one run when files have settled or rows came in by hand, before it for one that
    reads them ahead where smm.yaml says so. On from the start. jobs: both, the second of which reads ahead.
    """

    def evaluate(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        from smm_assets.ingest.landing.inbox import waiting
        from smm_assets.marks import marked_at

        project = project_or_none(home)
        if project is None:
            return _skipped(NO_PROJECT, context.cursor)
        try:
            found = waiting(project, clock=now, settle_seconds=SETTLE_SECONDS)
        except ArrivalError as error:
            return _skipped(str(error), context.cursor)
        except OSError as error:
            return _skipped(f"{project.inbox} cannot be looked at ({error.strerror or error})", context.cursor)
        stays = "://" in project.inbox and project.settings.inbox_access.taken == "leave"
        seen = look(found, context.cursor, at=now(), stays=stays, by_hand=marked_at(project, "by_hand"))
        reason = _why_not(seen, context.instance)
        if reason:
            return _skipped(reason, seen.cursor)
        first = read_first(project, seen, found, context.instance, now(), jobs[-1]) if jobs else None
        return first or _requested(seen, project, now())

    return dg.SensorDefinition(
        name="inbox",
        evaluation_fn=evaluate,
        **({"jobs": jobs} if jobs else {"job_name": ARRIVALS}),
        minimum_interval_seconds=INTERVAL_SECONDS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Has exports taken in when files in the inbox have stopped growing, or rows came in by hand.",
    )


def build_mailbox(home: Home = None, now: Clock = clock.now) -> dg.SensorDefinition:
    """Looks every 5 minutes at the envelopes of new mails; asks for one run when one is wanted. On from the start."""

    def evaluate(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        project = project_or_none(home)
        if project is None or project.settings.mailbox is None:
            return _skipped(NO_MAILBOX if project else NO_PROJECT, context.cursor)
        try:
            count, cursor = _new_mails(project, project.settings.mailbox, context.cursor, now())
        except ArrivalError as error:
            return _skipped(str(error), context.cursor)
        if not count:
            return _skipped("No new mail of these senders and subjects", cursor)
        if _is_busy(context.instance) or is_reading(project, context.instance, now()):
            words = f"{_counted(count, 'mail')} wait; a run is under way, looking again when it is done"
            return _skipped(words, context.cursor)
        key = sha256(f"{project.settings.mailbox.place} {cursor}".encode()).hexdigest()[:32]
        return _asked(key, project, now(), cursor, {"smm/mails": str(count)})

    return dg.SensorDefinition(
        name="mailbox",
        evaluation_fn=evaluate,
        job_name=ARRIVALS,
        minimum_interval_seconds=MAIL_INTERVAL_SECONDS,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Has exports taken in when a mail came that smm.yaml's mailbox takes exports from.",
    )


def _new_mails(project: Project, told: Mailbox, cursor: str | None, at: datetime) -> tuple[int, str]:
    """How many wanted mails came since the cursor, and the cursor after them."""
    from smm_assets.arrival.mailbox import open_mailbox

    before = json.loads(cursor) if cursor else {}
    with open_mailbox(told, project.home, readonly=True) as box:
        first = before.get("next", 1) if before.get("validity") == box.validity else 1
        mails = box.wanted(today=at.date(), since_uid=first)
        following = max([first, box.next_uid, *(mail.uid + 1 for mail in mails)])
        return len(mails), json.dumps({"validity": box.validity, "next": following})


def _why_not(seen: Look, instance: dg.DagsterInstance) -> str:
    if not seen.due and not seen.is_hand_new:
        if not seen.files:
            return "The inbox is empty"
        if len(seen.settled) < len(seen.files):
            return f"{_files(len(seen.files))} in the inbox, new or still growing; looking again"
        return f"{_files(len(seen.files))} in the inbox; a run was asked for already"
    if _is_busy(instance):
        ready = f"{_files(len(seen.due))} ready" if seen.due else "Rows were released or loaded by hand"
        return f"{ready}; a run is under way, looking again when it is done"
    return ""


def _is_busy(instance: dg.DagsterInstance) -> bool:
    filters = [dg.RunsFilter(job_name=name, statuses=UNDER_WAY) for name in (ARRIVALS, DAILY.name)]
    return any(instance.get_runs_count(found) for found in filters)


def _requested(seen: Look, project: Project, at: datetime) -> dg.SensorResult:
    """One run for the files that are due and no others: what still grows would be taken half written beside them."""
    tags = {"smm/files": str(len(seen.due))} | ({"smm/by_hand": "yes"} if seen.is_hand_new else {})
    return _asked(seen.key, project, at, seen.asked_at(at), tags, files=seen.due)


def _asked(
    key: str, project: Project, at: datetime, cursor: str, more: dict[str, str], files: tuple[str, ...] = ()
) -> dg.SensorResult:
    morning = project.settings.as_of or at.astimezone(project.zone).date()
    run_config, tags = terms(project, morning, files, only_intake=True)
    request = dg.RunRequest(run_key=key, run_config=run_config, tags={**tags, **more}, job_name=ARRIVALS)
    return dg.SensorResult(run_requests=[request], cursor=cursor)


def _skipped(reason: str, cursor: str | None) -> dg.SensorResult:
    return dg.SensorResult(skip_reason=reason, cursor=cursor)


def _files(count: int) -> str:
    return _counted(count, "file")


def _counted(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count} {what}s"
