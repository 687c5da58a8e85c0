"""What a PostgreSQL database says of its own schemas, tables, columns and comments.

Belongs here: questions to the system catalogue. Not here: changing anything.

Schemas are asked for by number, so that one that is renamed meanwhile stays the one that was meant.
"""

from smm_assets.warehouse.postgres.session import Session
from smm_assets.warehouse.postgres.types import known_type

_RELATIONS = """
SELECT c.relname, CASE WHEN c.relkind IN ('v', 'm') THEN 'view' ELSE 'table' END FROM pg_catalog.pg_class AS c
WHERE c.relnamespace = CAST(:schema AS OID) AND c.relkind IN ('r', 'p', 'f', 'v', 'm') AND NOT c.relispartition
ORDER BY CAST(c.relname AS TEXT) COLLATE "C"
"""
_COLUMNS = """
SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod) FROM pg_catalog.pg_attribute AS a
INNER JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
WHERE c.relnamespace = CAST(:schema AS OID) AND c.relname = CAST(:table AS TEXT) AND a.attnum > 0
    AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'f', 'v', 'm')
ORDER BY a.attnum
"""
_COMMENTS = """
SELECT COALESCE(a.attname, ''), d.description FROM pg_catalog.pg_class AS c
INNER JOIN pg_catalog.pg_description AS d
    ON d.objoid = c.oid AND d.classoid = CAST('pg_catalog.pg_class' AS REGCLASS)
LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = d.objsubid AND d.objsubid > 0
WHERE c.relnamespace = CAST(:schema AS OID) AND c.relname = CAST(:table AS TEXT)
    AND c.relkind IN ('r', 'p', 'f', 'v', 'm')
ORDER BY d.objsubid
"""
_PARTED_BY = """
SELECT a.attname FROM pg_catalog.pg_class AS c
INNER JOIN pg_catalog.pg_partitioned_table AS p ON p.partrelid = c.oid
INNER JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = p.partattrs[0]
WHERE c.relnamespace = CAST(:schema AS OID) AND c.relname = CAST(:table AS TEXT)
"""
_PARTITIONS = """
SELECT p.relname, p.reltuples FROM pg_catalog.pg_inherits AS i
INNER JOIN pg_catalog.pg_class AS p ON p.oid = i.inhrelid
INNER JOIN pg_catalog.pg_class AS whole ON whole.oid = i.inhparent
WHERE whole.relnamespace = CAST(:schema AS OID) AND whole.relname = CAST(:table AS TEXT)
"""
_VIEWS_ON = """
WITH RECURSIVE above AS (
    SELECT r.ev_class AS view FROM pg_catalog.pg_depend AS d
    INNER JOIN pg_catalog.pg_rewrite AS r ON r.oid = d.objid
    INNER JOIN pg_catalog.pg_class AS c ON c.oid = d.refobjid
    WHERE d.classid = CAST('pg_catalog.pg_rewrite' AS REGCLASS) AND r.ev_class <> c.oid
        AND c.relnamespace = CAST(:schema AS OID) AND c.relname = CAST(:table AS TEXT)
    UNION
    SELECT r.ev_class FROM above
    INNER JOIN pg_catalog.pg_depend AS d ON d.refobjid = above.view
    INNER JOIN pg_catalog.pg_rewrite AS r ON r.oid = d.objid AND r.ev_class <> above.view
    WHERE d.classid = CAST('pg_catalog.pg_rewrite' AS REGCLASS))
SELECT DISTINCT n.nspname, c.relname FROM above
INNER JOIN pg_catalog.pg_class AS c ON c.oid = above.view
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
ORDER BY 1, 2
"""


def schema_number(session: Session, schema: str) -> int:
    """The number of a schema; 0 when there is none of that name."""
    sql = "SELECT CAST(COALESCE(to_regnamespace(quote_ident(:name)), CAST(0 AS REGNAMESPACE)) AS OID)"
    return int(str(session.rows(sql, {"name": schema})[0][0]))


def schema_name(session: Session, number: int) -> str:
    """How the schema of a number is called at this moment, also inside a transaction that began before."""
    sql = """SELECT CAST(CAST(CAST(:number AS OID) AS REGNAMESPACE) AS TEXT)"""
    return str(session.rows(sql, {"number": number})[0][0]).strip('"')


def relations(session: Session, schema: int) -> dict[str, str]:
    """Tables and views of a schema: name → "table" or "view", sorted by name. Partitions are parts of their table."""
    return {str(name): str(kind) for name, kind in session.rows(_RELATIONS, {"schema": schema})}


def columns(session: Session, schema: int, table: str) -> dict[str, str]:
    """Column → type in the store's spelling, in table order."""
    found = session.rows(_COLUMNS, {"schema": schema, "table": table})
    return {str(name): known_type(str(kind)) for name, kind in found}


def comments(session: Session, schema: int, table: str) -> dict[str, str]:
    """Column → comment; the table's own under ''."""
    return {str(name): str(text) for name, text in session.rows(_COMMENTS, {"schema": schema, "table": table})}


def parted_by(session: Session, schema: int, table: str) -> str:
    """The column by which a table lies in partitions; "" where it lies in one piece."""
    found = session.rows(_PARTED_BY, {"schema": schema, "table": table})
    return str(found[0][0]) if found else ""


def partitions(session: Session, schema: int, table: str) -> dict[str, float]:
    """Partitions of a table → rows each had when the server last looked; -1 where it never did."""
    return {str(row[0]): float(str(row[1])) for row in session.rows(_PARTITIONS, {"schema": schema, "table": table})}


def views_on(session: Session, schema: int, table: str) -> list[tuple[str, str]]:
    """(schema, name) of every view that reads the table, or reads one that does."""
    found = session.rows(_VIEWS_ON, {"schema": schema, "table": table})
    return [(str(where), str(name)) for where, name in found]
