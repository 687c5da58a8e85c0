"""A glimpse into the published copy for those who cannot wait: shell completion asks while somebody types.

Belongs here: rows as plain tuples, without the libraries that reading tables needs. Not here: reading tables
(`duckdb_published`) or a server, which may take its time.
"""

from pathlib import Path
from typing import Any

from smm_assets.errors import NothingPublished, StoreError


def glimpse(path: Path, sql: str) -> list[tuple[Any, ...]]:
    """Rows of a query on the published copy. Raises NothingPublished before the first run, StoreError when it fails."""
    if not path.is_file():
        raise NothingPublished(f"{path} is not there", cure="Run the daily job first: smm run")
    import duckdb

    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            return connection.execute(sql).fetchall()
    except duckdb.Error as error:
        raise StoreError(f"{path}: {error}") from error
