"""Published tables of a shared folder, read safely and without Spark: SELECT only, no file but theirs.

Belongs here: the session of a reader. Not here: how publications come and go (`publications`).
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from smm_assets.warehouse.columns import literal, quoted
from smm_assets.warehouse.duckdb_published import only_select
from smm_assets.warehouse.duckdb_session import Session, created_schema
from smm_assets.warehouse.parameters import marked
from smm_assets.warehouse.spark.local import scanned
from smm_assets.warehouse.spark.publications import held
from smm_assets.warehouse.store import NO_PARAMETERS, PUBLISHED_SCHEMAS, ReadOnlyStore


class PublishedFiles(ReadOnlyStore):
    """See `ReadOnlyStore`. The publication that was current when it was opened is read until the end.

    The engine may open the files of that publication and nothing else, and nothing can change that.
    """

    dialect = "duckdb"

    def __init__(self, root: Path) -> None:
        self._held = held(root)
        self._published = self._held.published
        self._session = Session(":memory:", {"temp_directory": ""})
        files = [str(root / path) for path in sorted(self._published.paths())]
        made = [created_schema(schema) for schema in PUBLISHED_SCHEMAS]
        for relation in self._published.relations.values():
            rows = scanned(relation, [str(root / file.path) for file in relation.files])
            made.append(f"CREATE VIEW {quoted(*relation.key)} AS {rows}")
        self._session.run("; ".join(made))
        self._session.run(f"SET search_path = {literal(','.join(PUBLISHED_SCHEMAS))}")
        self._session.run(f"SET allowed_paths = [{', '.join(map(literal, files))}]")
        self._session.run("SET enable_external_access = false")
        self._session.run("SET lock_configuration = true")

    def read(self, sql: str, parameters: Mapping[str, object] = NO_PARAMETERS) -> pd.DataFrame:
        only_select(marked(sql, parameters, "$"))
        return self._session.frame(sql, parameters)

    def tables(self, schema: str) -> list[str]:
        return sorted(name for where, name in self._published.relations if where == schema)

    def columns(self, schema: str, table: str) -> dict[str, str]:
        found = self._published.relations.get((schema, table))
        return found.types if found else {}

    def comments(self, schema: str, table: str) -> dict[str, str]:
        found = self._published.relations.get((schema, table))
        return dict(found.comments) if found else {}

    def close(self) -> None:
        self._session.close()
        self._held.close()
