"""The role analysts read with: what it may see, and what the store's own user lacks.

Belongs here: its rights. Not here: reading with it (`reading`).
"""

from smm_assets.warehouse.columns import quoted
from smm_assets.warehouse.postgres import catalog
from smm_assets.warehouse.postgres.session import Session

ROLE = "smm_analyst"
LIVE = ("state", "ops")
# The role belongs to the whole server: another database's store may have made it, and not every user may make one.
_MADE = f"""
DO $$ BEGIN
    CREATE ROLE {ROLE} NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN NULL;
END $$
"""
_JOINED = f"""
DO $$ BEGIN
    GRANT {ROLE} TO CURRENT_USER;
EXCEPTION WHEN insufficient_privilege OR invalid_grant_operation THEN NULL;
END $$
"""


def is_there(session: Session) -> bool:
    """Whether the server knows the role."""
    return bool(session.rows("SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = :role", {"role": ROLE}))


def may_become(session: Session) -> bool:
    """Whether the session's user may take the role."""
    right = "SET" if session.version >= 16 else "MEMBER"  # since 16 who made a role is a member, yet may not take it
    sql = f"SELECT pg_has_role(session_user, '{ROLE}', '{right}')"
    return is_there(session) and bool(session.rows(sql)[0][0])


def admit(session: Session) -> None:
    """Make the role where that is permitted, and let it read decisions and books, also tables that come later.

    Without the role everything else works; `smm doctor` says what to ask the server's owner for.
    """
    if not is_there(session):
        session.run(_MADE)
    if not is_there(session):
        return
    if not may_become(session):
        session.run(_JOINED)
    with session.transaction():
        for schema in LIVE:
            if catalog.schema_number(session, schema) and not _sees(session, schema):
                open_schema(session, schema)
                session.run(f"ALTER DEFAULT PRIVILEGES IN SCHEMA {quoted(schema)} GRANT SELECT ON TABLES TO {ROLE}")


def open_schema(session: Session, schema: str) -> None:
    """Let the role read all that is in a schema now; without the role nothing happens."""
    if is_there(session):
        session.run(f"GRANT USAGE ON SCHEMA {quoted(schema)} TO {ROLE}")
        session.run(f"GRANT SELECT ON ALL TABLES IN SCHEMA {quoted(schema)} TO {ROLE}")


def _sees(session: Session, schema: str) -> bool:
    sql = "SELECT has_schema_privilege(CAST(:role AS NAME), CAST(:schema AS TEXT), 'USAGE')"
    return bool(session.rows(sql, {"role": ROLE, "schema": schema})[0][0])
