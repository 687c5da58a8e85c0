"""Where Dagster keeps its runs: SQLite files in the project folder, or the PostgreSQL database `runs:` names.

Belongs here: that part of dagster.yaml, and its address, which stands in the environment only. Not here: the rest of
dagster.yaml (`instance`) or the project's own tables (`smm_assets/warehouse`).
"""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import dagster as dg

from smm_assets.errors import UsageError
from smm_assets.settings import Project
from smm_assets.warehouse.run_database import check_runs

VARIABLE = "SMM_DAGSTER_STORAGE"  # this software sets it itself, for Dagster and the servers it starts
OWNER = "smm/project"
STATEMENT_MILLISECONDS = 60_000
RECYCLE_SECONDS = 3600
MOST_MORE = 20


def storage_settings(project: Project) -> dict[str, Any]:
    """What dagster.yaml says of storage: nothing for files, else the variable that holds the address."""
    if not project.settings.has_run_database:
        return {}
    return {"storage": {"postgres": {"postgres_url": {"env": VARIABLE}}}}


def storage_variable(project: Project) -> dict[str, str]:
    """The variable with the address, for processes that read dagster.yaml."""
    return {VARIABLE: project.settings.runs.get_secret_value()} if project.settings.has_run_database else {}


@contextmanager
def storage_named(project: Project) -> Iterator[None]:
    """Dagster finds its storage in the block. Raises StoreError when its database cannot be reached."""
    check_runs(project)
    former = {name: os.environ.get(name) for name in storage_variable(project)}
    os.environ.update(storage_variable(project))
    try:
        yield
    finally:
        for name, value in former.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value


def claim(project: Project, instance: dg.DagsterInstance) -> None:
    """Note down whose runs the database keeps.

    Raises UsageError when they are another project's: schedules and sensors of the two would take each other's place.
    """
    if not project.settings.has_run_database:
        return
    own, kept = _identity(project), instance.daemon_cursor_storage
    found = kept.get_cursor_values({OWNER}).get(OWNER)
    if found is None:
        kept.set_cursor_values({OWNER: own})
    elif found != own:
        raise UsageError(
            "the database that runs: of smm.yaml names keeps the runs of another project",
            cure="Give each project a database or schema of its own. If this is that project, restored without its "
            f"folder data, delete the row {OWNER} of its table kvs",
        )


def keep_connections(instance: dg.DagsterInstance) -> None:
    """Dagster opens a connection for each event it writes to a server, half of the time of a run: keep them instead."""
    instance.optimize_for_webserver(STATEMENT_MILLISECONDS, RECYCLE_SECONDS, MOST_MORE)


def _identity(project: Project) -> str:
    """A name no other project has, kept in its folder."""
    path = project.dagster_home / "identity"
    if not path.is_file():
        path.write_text(f"{uuid.uuid4()}\n", encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()
