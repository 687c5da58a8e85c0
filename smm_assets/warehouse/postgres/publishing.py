"""The published tables of a PostgreSQL store: copied beside, swapped in at once, tidied away later.

Belongs here: everything about schema marts and the versions before it. Not here: what the tables mean.

A schema is renamed without locking its tables: who is reading keeps the version he began with, who asks next gets the
new one, and nobody waits. A version is dropped only when nobody holds it any more.
"""

from collections.abc import Sequence
from datetime import datetime

from smm_assets.errors import StoreError
from smm_assets.warehouse.columns import literal, quoted
from smm_assets.warehouse.postgres import catalog
from smm_assets.warehouse.postgres.analysts import open_schema
from smm_assets.warehouse.postgres.session import Session

MARTS = "marts"
PUBLISHED_SCHEMAS = (MARTS, "state", "ops")
_NEXT, _FORMER = "marts_next", "marts_before_"
_SAID = "Published at "
_PINNED = int.from_bytes(b"smmr", "big") << 32


def pin_key(schema: int) -> int:
    """The advisory lock readers share while they read the version in the schema of that number."""
    return _PINNED | schema


def publish(session: Session, working: str, schemas: Sequence[str]) -> None:
    """Swap in the marts of schema `working`, all or none of them; decisions and books are always as they are now."""
    if session.in_transaction:
        raise StoreError("publishing was asked for inside a transaction", cure="Publish after it is finished")
    unknown = [schema for schema in schemas if schema not in PUBLISHED_SCHEMAS]
    if unknown:
        raise StoreError(f"schema {', '.join(unknown)} is not published; published are {', '.join(PUBLISHED_SCHEMAS)}")
    with session.transaction():
        if MARTS in schemas:
            _swap(session, working)
        moment = str(session.rows("SELECT CAST(clock_timestamp() AS TIMESTAMP(0))")[0][0])
        session.run(f"COMMENT ON SCHEMA {quoted(MARTS)} IS {literal(_SAID + moment)}")
    tidy(session)


def published_at(session: Session) -> datetime | None:
    """When something was published last, UTC; None when nothing ever was."""
    sql = "SELECT obj_description(CAST(to_regnamespace('marts') AS OID), 'pg_namespace')"
    said = str(session.rows(sql)[0][0] or "")
    return datetime.fromisoformat(said.removeprefix(_SAID)) if said.startswith(_SAID) else None


def former_versions(session: Session) -> list[str]:
    """Schemas of earlier versions that are still there."""
    sql = "SELECT nspname FROM pg_catalog.pg_namespace WHERE starts_with(CAST(nspname AS TEXT), :start) ORDER BY oid"
    return [str(row[0]) for row in session.rows(sql, {"start": _FORMER})]


def tidy(session: Session) -> None:
    """Drop earlier versions that nobody reads. What is still read, or what a view of somebody rests on, is left."""
    for name in former_versions(session):
        key = pin_key(catalog.schema_number(session, name))
        if session.rows("SELECT pg_try_advisory_lock(:key)", {"key": key})[0][0]:
            try:
                _drop(session, name)
            finally:
                session.rows("SELECT pg_advisory_unlock(:key)", {"key": key})


def _swap(session: Session, working: str) -> None:
    session.run(f"CREATE SCHEMA {quoted(_NEXT)}")
    source = catalog.schema_number(session, working)
    for name in catalog.relations(session, source):
        _copy(session, source, working, name)
    open_schema(session, _NEXT)
    former = catalog.schema_number(session, MARTS)
    if former:
        session.run(f"ALTER SCHEMA {quoted(MARTS)} RENAME TO {quoted(f'{_FORMER}{former}')}")
    session.run(f"ALTER SCHEMA {quoted(_NEXT)} RENAME TO {quoted(MARTS)}")


def _copy(session: Session, source: int, working: str, name: str) -> None:
    target = quoted(_NEXT, name)
    session.run(f"CREATE TABLE {target} AS SELECT * FROM {quoted(working, name)}")  # noqa: S608
    said = [
        f"COMMENT ON {f'COLUMN {target}.{quoted(column)}' if column else f'TABLE {target}'} IS {literal(text)}"
        for column, text in catalog.comments(session, source, name).items()
    ]
    session.run("; ".join([*said, f"ANALYZE {target}"]))


def _drop(session: Session, schema: str) -> None:
    """Without CASCADE: a view somebody made on it is his."""
    tables = ", ".join(
        quoted(schema, name) for name in catalog.relations(session, catalog.schema_number(session, schema))
    )
    try:
        with session.transaction():
            session.run("SET LOCAL lock_timeout = '500ms'")
            if tables:
                session.run(f"DROP TABLE {tables}")
            session.run(f"DROP SCHEMA {quoted(schema)}")
    except StoreError:
        return
