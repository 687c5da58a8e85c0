"""The job that has exports read before their turn by workers of Dagster, on this machine or others.

Belongs here: its steps, and its terms. Not here: reading (`smm_assets/ingest/landing`), when it runs (`ahead_first`),
or which executor starts the workers (`executors`).

A file no worker reads, for whatever reason, is read in its turn: so no step fails for a file, nothing is tried again,
and nobody is told of a run that failed.
"""

import os
import socket
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import dagster as dg
from pydantic import BaseModel, ConfigDict

from pipelines import clock
from pipelines.executors import Chosen, chosen
from pipelines.jobs import READ_AHEAD
from pipelines.located import Home, project_or_none
from pipelines.logs import NAME, quiet, warnings_file
from pipelines.plain_values import plain_values
from smm_assets.assets.checks import records
from smm_assets.settings import Project

STEPS = "read_ahead/steps"
_SETTLE_SECONDS = 10


class Piece(BaseModel):
    """A piece of work. at: the moment files are read as of; files: paths in the inbox."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    at: datetime
    files: tuple[str, ...]


class Told(BaseModel):
    """What a worker says of its piece. host, process: where it was; left: files it left to their turn."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    host: str
    process: int
    files: int
    rows: int
    left: int
    seconds: float


def build_reading_ahead(home: Home = None) -> dg.JobDefinition:
    """The job, with the executor of smm.yaml. One that cannot be had, or is configured wrongly, fails the run only."""
    project = project_or_none(home)
    return _built(home, project, usable(project))


def usable(project: Project | None) -> Chosen:
    """The executor of smm.yaml, if there is one and its configuration fits."""
    found = chosen(project)
    if project is None or found.lacking:
        return found
    try:
        dg.validate_run_config(_built(project.home, project, found), _terms(project, (), found))
    except dg.DagsterInvalidConfigError as error:
        lacking = f"smm.yaml, read_ahead.executor_config: {'; '.join(one.message for one in error.errors)}"
        return Chosen(executor=dg.in_process_executor, lacking=lacking)
    return found


def terms(project: Project, files: Sequence[str] = ()) -> dict[str, Any]:
    """Run config. files: paths in the inbox, empty for all that wait there."""
    return _terms(project, files, usable(project))


def _terms(project: Project, files: Sequence[str], found: Chosen) -> dict[str, Any]:
    config = {} if found.lacking else dict(project.settings.read_ahead.executor_config)
    return {
        "ops": {"share_out": {"config": {"files": list(files)}}},
        **({"execution": {"config": config}} if config else {}),
        **quiet(project),
    }


def _built(home: Home, project: Project | None, found: Chosen) -> dg.JobDefinition:
    minutes = project.settings.read_ahead.wait_minutes if project else 30

    @dg.job(
        name=READ_AHEAD,
        executor_def=found.executor,
        resource_defs={"io_manager": plain_values(home, STEPS)},
        logger_defs={NAME: warnings_file, "console": dg.colored_console_logger},
        tags={"dagster/max_runtime": str(minutes * 60), "dagster/max_retries": "0"},
        description="Has workers read exports before their turn, several at once; loading then takes what they read.",
    )
    def read_ahead() -> None:
        sum_up(_share_out(home, found.lacking)().map(_read(home)).collect())

    return read_ahead


def _share_out(home: Home, lacking: str) -> dg.OpDefinition:
    @dg.op(
        out=dg.DynamicOut(str),
        config_schema={
            "files": dg.Field([str], default_value=[], description="Paths in the inbox; all that wait, if empty."),
            "at": dg.Field(str, default_value="", description="The moment files are read as of; now, if empty."),
        },
        description="Finds the exports that are worth reading ahead and makes pieces of work of about the same size.",
    )
    def share_out(context: dg.OpExecutionContext) -> Iterator[dg.DynamicOutput[str]]:
        if lacking:
            raise dg.Failure(description=lacking, allow_retries=False)
        project, config = Project.open(home), context.op_config
        at = datetime.fromisoformat(config["at"]) if config["at"] else clock.now()
        _forget_steps(project, but=context.run_id)
        for number, piece in enumerate(pieces(project, config["files"], at), start=1):
            told = {"files": len(piece.files)}
            yield dg.DynamicOutput(piece.model_dump_json(), mapping_key=f"piece_{number}", metadata=told)

    return share_out


def pieces(project: Project, files: Sequence[str], at: datetime) -> list[Piece]:
    """What is to be read, shared out. files: paths in the inbox, empty for all that wait there."""
    from smm_assets.ingest.landing.inbox import waiting
    from smm_assets.ingest.landing.pieces import shared_out, worth_reading
    from smm_assets.ingest.landing.read_ahead import still_to_read
    from smm_assets.registry import registry

    found = waiting(project, clock=lambda: at, settle_seconds=_SETTLE_SECONDS)
    asked = [item for item in found if (item.path in files if files else item.settled)]
    unread = still_to_read(project, registry(project), worth_reading(asked), at)
    shared = shared_out(unread, project.settings.read_ahead.pieces) if unread else []
    return [Piece(at=at, files=tuple(item.path for item in piece)) for piece in shared]


def _read(home: Home) -> dg.OpDefinition:
    @dg.op(description="Reads the files of one piece of work and leaves what they hold in the project's folder.")
    def read(context: dg.OpExecutionContext, piece: str) -> dg.Output[str]:
        told = piece_done(Project.open(home), Piece.model_validate_json(piece))
        return dg.Output(told.model_dump_json(), metadata=told.model_dump())

    return read


def piece_done(project: Project, piece: Piece) -> Told:
    """Do a piece of work here and now."""
    from smm_assets.ingest.landing.read_ahead import read_piece
    from smm_assets.registry import registry

    started = time.monotonic()
    found = read_piece(project, registry(project), piece.files, piece.at)
    seconds = round(time.monotonic() - started, 3)
    return Told(host=socket.gethostname(), process=os.getpid(), seconds=seconds, **asdict(found))


@dg.op(description="Adds up what the workers say of their pieces.")
def sum_up(context: dg.OpExecutionContext, told: list[str]) -> dg.Output[None]:
    """Files, records, seconds of all workers, and which of them read what."""
    found = [Told.model_validate_json(one) for one in told]
    rows = [{name: str(value) for name, value in one.model_dump().items()} for one in found]
    sums: dict[str, Any] = {name: sum(getattr(one, name) for one in found) for name in ("files", "rows", "left")}
    sums["seconds of all workers"] = round(sum(one.seconds for one in found), 3)
    sums["workers"] = len({(one.host, one.process) for one in found})
    return dg.Output(None, metadata={**sums, **({"pieces": records(rows, list(rows[0]))} if rows else {})})


def _forget_steps(project: Project, but: str) -> None:
    """Remove what steps of earlier runs handed on."""
    for path in (project.data / STEPS).glob("*"):
        if not path.name.startswith(but):
            path.unlink(missing_ok=True)
