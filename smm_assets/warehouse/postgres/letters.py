"""Small and large letters of every alphabet, whatever the language of the database.

Belongs here: the collation LOWER and UPPER of models name, made from what the server has. Not here: saying it in SQL
(`warehouse/postgres_words`).

Columns are compared byte by byte, and of letters that way PostgreSQL knows A to Z alone.
"""

from smm_assets.warehouse.columns import quoted
from smm_assets.warehouse.postgres.session import Session
from smm_assets.warehouse.postgres_words import LETTERS

_KNOWING = ("pg_c_utf8", "C.utf8", "C.UTF-8", "und-x-icu", "en_US.utf8")
_FALLBACK = "C"
_THERE = """
SELECT c.collname FROM pg_catalog.pg_collation AS c
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = c.collnamespace
WHERE n.nspname = 'pg_catalog' AND c.collencoding IN (-1, pg_char_to_encoding(getdatabaseencoding()))"""
_OURS = """
SELECT 1 FROM pg_catalog.pg_collation AS c INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = c.collnamespace
WHERE n.nspname = :schema AND c.collname = :name"""


def provide(session: Session) -> None:
    """Make the collation, once for a database. A server that knows no alphabet leaves letters beyond A to Z alone."""
    schema, name = LETTERS
    if session.rows(_OURS, {"schema": schema, "name": name}):
        return
    there = {str(row[0]) for row in session.rows(_THERE)}
    chosen = next((one for one in _KNOWING if one in there), _FALLBACK)
    session.run(f"CREATE COLLATION {quoted(*LETTERS)} FROM {quoted('pg_catalog', chosen)}")
