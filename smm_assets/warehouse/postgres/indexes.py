"""Indexes of tables that models build: only where a table is large enough to pay for one.

Belongs here: making them, and letting go of them before a table is filled anew. Not here: those of raw tables
(`quarters`).
"""

from smm_assets.warehouse.columns import quoted
from smm_assets.warehouse.postgres.session import Session

LARGE = 8 * 1024**2
_FOUND = """
SELECT pg_relation_size(c.oid), EXISTS (
    SELECT 1 FROM pg_catalog.pg_index AS i INNER JOIN pg_catalog.pg_class AS x ON x.oid = i.indexrelid
    WHERE i.indrelid = c.oid AND x.relname = CAST(:index AS TEXT))
FROM pg_catalog.pg_class AS c WHERE c.oid = CAST(:table AS REGCLASS)"""


def by_day(session: Session, schema: str, table: str, column: str) -> None:
    """Let rows of single days be found without reading the others, in a large table."""
    index = _name(table)
    size, there = session.rows(_FOUND, {"index": index, "table": quoted(schema, table)})[0]
    if int(str(size)) >= LARGE and not there:
        session.run(f"CREATE INDEX {quoted(index)} ON {quoted(schema, table)} ({quoted(column)})")


def let_go(session: Session, schema: str, table: str) -> None:
    """Drop it: a table is filled faster without, and the next refresh makes it from sorted days."""
    session.run(f"DROP INDEX IF EXISTS {quoted(schema, _name(table))}")


def _name(table: str) -> str:
    return f"{table}_by_day"
