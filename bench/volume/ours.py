"""This project's own work on large exports, by its plain functions: without Dagster, which only calls them.

Belongs here: the morning's steps in order, and taking one file in. Not here: measuring (`process`, `run`).
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path

from typer.main import get_command

from pipelines.cli.failure import NEEDS_PERSON
from pipelines.cli.main import app
from smm_assets import decisions, sqlmodels
from smm_assets.budget import seeds
from smm_assets.decisions.record import record
from smm_assets.decisions.scorecard import score
from smm_assets.ingest.contract import FileContext
from smm_assets.ingest.files.content import LARGE, Stored
from smm_assets.ingest.landing.intake import ingest
from smm_assets.ingest.recognition.examine import examine
from smm_assets.ingest.rows.apply import read_part
from smm_assets.report import build
from smm_assets.settings import Project
from smm_assets.validation import ConfirmingAfterwards, validate
from smm_assets.warehouse import Store, open_store

OnStage = Callable[[str], None]


def tables(home: Path, *, on_stage: OnStage) -> None:
    """Inbox to ledger, validated rows, fact and marts, audited and published: what the floor and others are beside."""
    project, morning, now = _opened(home)
    with open_store(project) as store:
        _tables(project, store, morning, now, on_stage)
        store.publish()
        on_stage("publish")


def everything(home: Path, *, on_stage: OnStage) -> None:
    """The same with the recommendation and the page."""
    project, morning, now = _opened(home)
    with open_store(project) as store:
        _tables(project, store, morning, now, on_stage)
        score(store, morning)
        record(store, decisions.review_morning(project, store, morning, now=now), morning)
        on_stage("decision")
        store.publish()
        on_stage("publish")
        build(project, store, morning)
        on_stage("report")


def command(home: Path, *, on_stage: OnStage) -> None:
    """`smm run`: the same by Dagster with its books, alerts and what else a morning has."""
    try:
        get_command(app)(args=["run", "--home", str(home)], prog_name="smm")
    except SystemExit as ended:
        if ended.code not in (None, 0, NEEDS_PERSON):
            raise
    on_stage("smm run")


def intake(home: Path, *, on_stage: OnStage) -> None:
    """Inbox to ledger and validated rows alone."""
    project, _, now = _opened(home)
    with open_store(project) as store:
        ingest(project, store, now=now, pause_seconds=0)
        on_stage("ingest")


def reading(home: Path, *, on_stage: OnStage) -> None:
    """What of the intake is reading and what validating: both done to every file of the inbox, nothing kept."""
    _, _, now = _opened(home)
    confirming: ConfirmingAfterwards[str] = ConfirmingAfterwards()
    for path in sorted((home / "inbox").iterdir()):
        context = FileContext(name=path.name, arrived_at=now)
        size = path.stat().st_size
        content = Stored(path=path, size=size) if size >= LARGE else path.read_bytes()
        for part in examine(path.name, content).parts:
            reading = read_part(part, context)
            on_stage("read")
            for batch in reading.batches():
                on_stage("read")
                table, report = reading.layout.table, reading.layout.report
                judged = validate(batch.rows, table, report, now=now.replace(tzinfo=None))
                confirming.add(f"{path.name} {part.part}", judged.evidence)
                on_stage("validate")
            on_stage("read")
        if confirming.is_due:
            confirming.finish()
            on_stage("validate")
    confirming.finish()
    on_stage("validate")


def models(home: Path, *, on_stage: OnStage) -> None:
    """Every model of a project that was taken in before, each a stage of its own."""
    project, morning, now = _opened(home)
    with open_store(project) as store:
        seeds.load(project, store, morning, now=now)
        on_stage("seeds")
        sqlmodels.build(store, models=sqlmodels.load_models(project), on_built=lambda built: on_stage(built.name))


def _opened(home: Path) -> tuple[Project, date, datetime]:
    """The project, its morning, and half past five of it."""
    project = Project.open(home, environ={})
    morning = project.settings.as_of
    assert isinstance(morning, date), "the project of a benchmark says as_of"
    return project, morning, datetime.combine(morning, time(5, 30), UTC)


def _tables(project: Project, store: Store, morning: date, now: datetime, on_stage: OnStage) -> None:
    ingest(project, store, now=now, pause_seconds=0)
    on_stage("ingest")
    seeds.load(project, store, morning, now=now)
    on_stage("seeds")
    known = sqlmodels.load_models(project)
    sqlmodels.build(store, models=known)
    on_stage("models")
    sqlmodels.audit(store, known, now)
    on_stage("audit")
