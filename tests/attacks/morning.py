"""A morning's work by plain functions, in the order of the daily job, stage after stage.

Belongs here: the steps as the assets call them, without Dagster's books and without alerts. Not here: what is done to
them meanwhile (`dying`).
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path

from smm_assets import decisions, report, sqlmodels
from smm_assets.assets.models import after_decision
from smm_assets.assets.run import DailyRun, abandon, begin, finish, note_published
from smm_assets.budget import seeds
from smm_assets.campaigns import act
from smm_assets.decisions.record import record
from smm_assets.decisions.scorecard import score
from smm_assets.effectiveness.referee import judge_all
from smm_assets.ingest.landing.intake import ingest
from smm_assets.registry import registry
from smm_assets.report.morning_status import keep_morning
from smm_assets.settings import Project
from smm_assets.warehouse import open_store
from smm_assets.warehouse.duckdb_store import open_duckdb

MANY = 15
OnStage = Callable[[str], None]


def silent(stage: str) -> None:
    """Nobody listens."""


def project_in(home: Path, kept_in: str) -> Project:
    """The project of a folder whose smm.yaml leaves open where the tables are."""
    return Project.open(home, environ={"STORE": kept_in})


def as_in_large_shops(many: int = MANY) -> None:
    """From now on so few rows already go the way of many: into files of their own beside the embedded store."""
    open_duckdb.__kwdefaults__["large_from"] = many


def live(project: Project, as_of: date, now: datetime, on_stage: OnStage = silent, only: str = "") -> None:
    """The morning. on_stage is told of each stage as it begins; only: of the stages no other one."""
    on_stage("open")
    with open_store(project) as store:
        run = DailyRun(
            run_id=f"{now:%H:%M}",
            project=project,
            store=store,
            as_of=as_of,
            now=now,
            clock=lambda: now,
            pause_seconds=0,
        )
        abandon(run)
        begin(run)
        for stage, work in STAGES.items():
            if only in ("", stage):
                on_stage(stage)
                work(run)


def _taken_in(run: DailyRun) -> None:
    seeds.check(run.project, run.store)
    ingest(run.project, run.store, now=run.now, pause_seconds=0)


def _seeded(run: DailyRun) -> None:
    seeds.load(run.project, run.store, run.as_of, now=run.now)


def _modelled(run: DailyRun) -> None:
    _made(run, decided=False)


def _decided(run: DailyRun) -> None:
    settings = run.project.settings
    score(run.store, run.as_of)
    record(run.store, decisions.review_morning(run.project, run.store, run.as_of, now=run.now), run.as_of)
    judge_all(run.store, run.as_of, settings.currency)
    act(run.store, run.as_of, settings, registry(run.project, []).networks)
    _made(run, decided=True)


def _made(run: DailyRun, *, decided: bool) -> None:
    """Models before the decision, or those after it, with their checks."""
    models = sqlmodels.load_models(run.project)
    later = after_decision(models)
    names = [name for name in sqlmodels.order(models) if (name in later) == decided]
    for _ in sqlmodels.build_each(run.store, models, names):
        pass
    sqlmodels.tidy(run.store, models)
    sqlmodels.audit(run.store, models, run.now, select=names)


def _published(run: DailyRun) -> None:
    finish(run)
    keep_morning(run.store, run.as_of, run.now)
    run.store.publish()
    note_published(run)


def _reported(run: DailyRun) -> None:
    report.build(run.project, run.store, run.as_of)


STAGES: Mapping[str, Callable[[DailyRun], None]] = {
    "ingest": _taken_in,
    "seeds": _seeded,
    "models": _modelled,
    "decision": _decided,
    "publish": _published,
    "report": _reported,
}
