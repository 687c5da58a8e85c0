"""The published tables of a PostgreSQL store: copied beside, swapped in at once, tidied away later.

Belongs here: everything about schemas marts and bi and the versions before them. Not here: what the tables mean.

A schema is renamed without locking its tables: who is reading keeps the version he began with, who asks next gets the
new one, and nobody waits. A version is dropped only when nobody holds it any more.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from smm_assets.errors import StoreError
from smm_assets.warehouse.columns import literal, quoted
from smm_assets.warehouse.postgres import catalog
from smm_assets.warehouse.postgres.analysts import open_schema
from smm_assets.warehouse.postgres.session import Session
from smm_assets.warehouse.store import PUBLISHED_SCHEMAS

MARTS, BI = "marts", "bi"
_NEXT, _FORMER = "_next", "_before_"
_SAID = "Published at "
_COMMENT = """
SELECT d.description FROM pg_catalog.pg_namespace AS n
INNER JOIN pg_catalog.pg_description AS d
    ON d.objoid = n.oid AND d.classoid = CAST('pg_catalog.pg_namespace' AS REGCLASS) AND d.objsubid = 0
WHERE n.nspname = CAST(:schema AS TEXT)"""
_PINNED = int.from_bytes(b"smmr", "big") << 32


def pin_key(schema: int) -> int:
    """The advisory lock readers share while they read the version in the schema of that number."""
    return _PINNED | schema


def beside(marts: str) -> str:
    """The schema bi of a version, by the name of its schema marts."""
    return f"{BI}{marts.removeprefix(MARTS)}"


def publish(session: Session, working: Mapping[str, str], schemas: Sequence[str]) -> None:
    """Swap in marts and bi from their working schemas, all or none; decisions and books are always as they are now."""
    if session.in_transaction:
        raise StoreError("publishing was asked for inside a transaction", cure="Publish after it is finished")
    unknown = [schema for schema in schemas if schema not in PUBLISHED_SCHEMAS]
    if unknown:
        raise StoreError(f"schema {', '.join(unknown)} is not published; published are {', '.join(PUBLISHED_SCHEMAS)}")
    with session.transaction():
        if MARTS in schemas or BI in schemas:
            _swap(session, working)
        moment = str(session.rows("SELECT CAST(clock_timestamp() AS TIMESTAMP(0))")[0][0])
        for name in (MARTS, BI):
            if _is_ours(session, name):
                session.run(f"COMMENT ON SCHEMA {quoted(name)} IS {literal(_SAID + moment)}")
    tidy(session)


def published_at(session: Session) -> datetime | None:
    """When something was published last, UTC; None when nothing ever was."""
    said = _said_of(session, MARTS)
    return datetime.fromisoformat(said.removeprefix(_SAID)) if said.startswith(_SAID) else None


def former_versions(session: Session) -> list[str]:
    """Schemas of earlier versions that are still there."""
    sql = "SELECT nspname FROM pg_catalog.pg_namespace WHERE starts_with(CAST(nspname AS TEXT), :start) ORDER BY oid"
    return [str(row[0]) for row in session.rows(sql, {"start": MARTS + _FORMER})]


def tidy(session: Session) -> None:
    """Drop earlier versions that nobody reads. What is still read, or what a view of somebody rests on, is left."""
    for name in former_versions(session):
        key = pin_key(catalog.schema_number(session, name))
        if session.rows("SELECT pg_try_advisory_lock(:key)", {"key": key})[0][0]:
            try:
                _drop(session, name)
            finally:
                session.rows("SELECT pg_advisory_unlock(:key)", {"key": key})


def _swap(session: Session, working: Mapping[str, str]) -> None:
    former = catalog.schema_number(session, MARTS)
    for name in (MARTS, BI):
        if catalog.schema_number(session, name) and not _is_ours(session, name):
            raise StoreError(
                f"the database has a schema {name} of somebody else, where the software publishes its tables",
                cure=f"Rename it: ALTER SCHEMA {name} RENAME TO other_name; or give the software a database of its own",
            )
        _copy_schema(session, working[name], f"{name}{_NEXT}")
    for name in (MARTS, BI):
        if catalog.schema_number(session, name):
            session.run(f"ALTER SCHEMA {quoted(name)} RENAME TO {quoted(f'{name}{_FORMER}{former}')}")
        session.run(f"ALTER SCHEMA {quoted(f'{name}{_NEXT}')} RENAME TO {quoted(name)}")


def _is_ours(session: Session, schema: str) -> bool:
    """Whether it was published by the software; marts always is, since it is made with the store."""
    return schema == MARTS or _said_of(session, schema).startswith(_SAID)


def _said_of(session: Session, schema: str) -> str:
    """The comment of a schema; "" without one.

    Name and comment are looked up in one snapshot: to_regnamespace knows of a swap at once, a comment only afterwards.
    """
    found = session.rows(_COMMENT, {"schema": schema})
    return str(found[0][0]) if found else ""


def _copy_schema(session: Session, working: str, target: str) -> None:
    session.run(f"CREATE SCHEMA {quoted(target)}")
    session.run(f"COMMENT ON SCHEMA {quoted(target)} IS {literal(_SAID)}")
    source = catalog.schema_number(session, working)
    for name in catalog.relations(session, source):
        _copy(session, source, working, target, name)
    open_schema(session, target)


def _copy(session: Session, source: int, working: str, schema: str, name: str) -> None:
    target = quoted(schema, name)
    session.run(f"CREATE TABLE {target} AS SELECT * FROM {quoted(working, name)}")  # noqa: S608
    said = [
        f"COMMENT ON {f'COLUMN {target}.{quoted(column)}' if column else f'TABLE {target}'} IS {literal(text)}"
        for column, text in catalog.comments(session, source, name).items()
    ]
    session.run("; ".join([*said, f"ANALYZE {target}"]))


def _drop(session: Session, marts: str) -> None:
    """Drop a version, marts and bi. Without CASCADE: a view somebody made on it is his."""
    schemas = [name for name in (beside(marts), marts) if catalog.schema_number(session, name)]
    tables = ", ".join(
        quoted(schema, name)
        for schema in schemas
        for name in catalog.relations(session, catalog.schema_number(session, schema))
    )
    try:
        with session.transaction():
            session.run("SET LOCAL lock_timeout = '500ms'")
            if tables:
                session.run(f"DROP TABLE {tables}")
            for schema in schemas:
                session.run(f"DROP SCHEMA {quoted(schema)}")
    except StoreError:
        return
