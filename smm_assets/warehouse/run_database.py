"""Whether the database in which Dagster keeps its runs can be reached.

Belongs here: asking, so that a wrong address is told as a wrong store is. Not here: what Dagster keeps there.
"""

from importlib.util import find_spec

from smm_assets.errors import StoreError
from smm_assets.settings import Project
from smm_assets.warehouse.addresses import Address, address

DRIVERS = ("dagster_postgres", "psycopg")
PACKAGE = "pip install 'smm-budget[postgres]'"


def run_database(project: Project) -> Address:
    """Its address, which shows no secrets."""
    text = project.settings.runs.get_secret_value()
    return address(text.replace("+psycopg2://", "+psycopg://", 1), project.home)


def check_runs(project: Project) -> None:
    """Raises StoreError when the database of runs cannot be reached, is too old, or its drivers are not installed."""
    if not project.settings.has_run_database:
        return
    if not all(find_spec(name) for name in DRIVERS):
        raise StoreError("the drivers of PostgreSQL are not installed", cure=PACKAGE)
    from smm_assets.warehouse.postgres.session import Session

    try:
        Session(run_database(project)).close()
    except StoreError as error:
        raise StoreError(f"runs: {error.message}", cure=error.cure.replace("store:", "runs:")) from None
