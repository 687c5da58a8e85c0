"""Whether the database in which Dagster keeps its runs can be reached.

Belongs here: asking, so that a wrong address is told as a wrong store is. Not here: what Dagster keeps there.
"""

from smm_assets.errors import StoreError
from smm_assets.settings import Project
from smm_assets.warehouse.addresses import Address, address


def run_database(project: Project) -> Address:
    """Its address, which shows no secrets."""
    text = project.settings.runs.get_secret_value()
    return address(text.replace("+psycopg2://", "+psycopg://", 1), project.home)


def check_runs(project: Project) -> None:
    """Raises StoreError when no connection comes about, or the server is too old."""
    from smm_assets.warehouse.postgres.session import Session

    try:
        Session(run_database(project)).close()
    except StoreError as error:
        raise StoreError(f"runs: {error.message}", cure=error.cure.replace("store:", "runs:")) from None
