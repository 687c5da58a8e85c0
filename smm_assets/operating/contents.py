"""What the published copy holds.

Belongs here: tables and rows by schema. Not here: publishing (`warehouse`).
"""

from smm_assets.report.tables import plain_rows
from smm_assets.warehouse.columns import literal, quoted
from smm_assets.warehouse.store import PUBLISHED_SCHEMAS, ReadOnlyStore


def contents(store: ReadOnlyStore) -> dict[str, dict[str, int]]:
    """{schema: {table: rows}} of what is published, in one query."""
    counted = [
        f"SELECT {literal(schema)} AS s, {literal(name)} AS t, COUNT(*) AS n FROM {quoted(schema, name)}"  # noqa: S608
        for schema in PUBLISHED_SCHEMAS
        for name in store.tables(schema)
    ]
    found: dict[str, dict[str, int]] = {}
    for row in plain_rows(store.read(" UNION ALL ".join(counted))) if counted else ():
        found.setdefault(row["s"], {})[row["t"]] = int(row["n"])
    return found
