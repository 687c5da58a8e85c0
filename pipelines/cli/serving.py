"""The checks of `smm doctor` on what lies elsewhere: a server with its rights and roles, Spark, Dagster's runs and
workers.

Belongs here: what to do about how it stands. Not here: asking the server (`smm_assets/warehouse`), the other checks
(`checkup.py`).
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipelines.cli.finding import Finding
from smm_assets.errors import StoreError

if TYPE_CHECKING:
    from smm_assets.settings import Project
    from smm_assets.warehouse.postgres.standing import Standing

CHECK = "Server"
MANY = 3


def server(project: "Project") -> Iterator[Finding]:
    """One finding for each side of it; none for a project whose store is a file."""
    from smm_assets.warehouse.place import server_of

    try:
        place = server_of(project)
        if place is None:
            return
        from smm_assets.warehouse.postgres.standing import standing

        found = standing(place)
    except StoreError as error:
        yield Finding(check=CHECK, state="bad", seen=error.message, cure=error.cure)
        return
    yield Finding(check=CHECK, state="good", seen=f"{place}: PostgreSQL {found.version}, user {found.user}")
    yield from _rights(found)
    yield from _role(found)
    if len(found.former) >= MANY:
        cure = f"End what reads them; drop views that rest on {found.former[0]}"
        yield Finding(
            check=CHECK, state="watch", seen=f"{len(found.former)} earlier versions of marts remain", cure=cure
        )


def engine(project: "Project") -> Iterator[Finding]:
    """What Spark lacks, where it is, where its tables lie; none for a project that does without."""
    if not project.settings.is_on_spark:
        return
    from smm_assets.warehouse.spark.standing import standing

    for one in standing(project):
        yield Finding(check="Spark", state="bad" if one.cure else "good", seen=one.what, cure=one.cure)


def runs(project: "Project") -> Iterator[Finding]:
    """Whether the database of Dagster's runs can be reached; none for a project that keeps them in files."""
    from smm_assets.warehouse.run_database import check_runs, run_database

    if not project.settings.has_run_database:
        return
    try:
        check_runs(project)
    except StoreError as error:
        yield Finding(check="Runs", state="bad", seen=error.message, cure=error.cure)
        return
    yield Finding(check="Runs", state="good", seen=f"kept in {run_database(project)}")


def workers(project: "Project") -> Iterator[Finding]:
    """Whether Dagster can start workers that read ahead; none for a project that has none."""
    said = project.settings.read_ahead
    if said.by != "dagster":
        return
    from pipelines.reading_ahead import usable

    lacking, _, cure = usable(project).lacking.partition(". ")
    if lacking:
        yield Finding(
            check="Workers", state="bad", seen=lacking, cure=cure or "Correct it; exports are loaded meanwhile"
        )
    else:
        yield Finding(check="Workers", state="good", seen=f"large rounds are read ahead, started by {said.executor}")


def _rights(found: "Standing") -> Iterator[Finding]:
    if found.superuser:
        cure = "Use a user that owns this database and nothing else"
        yield Finding(check=CHECK, state="watch", seen=f"{found.user} is a superuser of the server", cure=cure)
    if not found.may_create:
        cure = f'As the owner of the server: GRANT CREATE ON DATABASE "{found.database}" TO "{found.user}"'
        yield Finding(check=CHECK, state="bad", seen=f"{found.user} may make no schema in {found.database}", cure=cure)


def _role(found: "Standing") -> Iterator[Finding]:
    if not found.role_there:
        sql = f'CREATE ROLE {found.role} NOLOGIN; GRANT {found.role} TO "{found.user}"'
        cure = f"smm doctor --grant; or, as the owner of the server: {sql}"
        yield Finding(check=CHECK, state="watch", seen=f"there is no role {found.role} for analysts yet", cure=cure)
    elif not found.role_taken:
        cure = f'As the owner of the server: GRANT {found.role} TO "{found.user}"'
        yield Finding(check=CHECK, state="watch", seen=f"{found.user} may not take the role {found.role}", cure=cure)
    elif found.lacking:
        seen = f"rights are missing: {'; '.join(found.lacking)}"
        yield Finding(check=CHECK, state="watch", seen=seen, cure="smm doctor --grant gives them")
    else:
        yield Finding(check=CHECK, state="good", seen=f"analysts read as {found.role}")
