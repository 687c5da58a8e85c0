"""Roles and rights a project needs on its server: which are missing, and giving them.

Belongs here: looking, the statements, running them. Not here: telling a person (`smm doctor`), nor the little the store
does for itself when it is opened (`analysts`). Every statement can be run again and changes nothing then.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from smm_assets.errors import StoreError, StoreLost, UsageError
from smm_assets.warehouse.columns import literal, quoted
from smm_assets.warehouse.postgres import analysts
from smm_assets.warehouse.postgres.session import Session

_NOTHING = "the server granted nothing"
HIDDEN = "'…'"
_SCHEMAS = """
SELECT nspname FROM pg_catalog.pg_namespace
WHERE nspname IN ('raw', 'staging', 'intermediate', 'build', 'build_bi', 'marts', 'bi', 'ops', 'state')
    OR starts_with(CAST(nspname AS TEXT), 'marts_before_') OR starts_with(CAST(nspname AS TEXT), 'bi_before_')
ORDER BY 1"""
_STRANGE = """
SELECT COUNT(*) FROM (
    SELECT nspowner AS owner FROM pg_catalog.pg_namespace WHERE nspname = ANY (CAST(:schemas AS TEXT[]))
    UNION ALL
    SELECT c.relowner FROM pg_catalog.pg_class AS c INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    WHERE n.nspname = ANY (CAST(:schemas AS TEXT[])) AND c.relkind IN ('r', 'p', 'v', 'm')
) AS found WHERE pg_get_userbyid(owner) <> CAST(:writer AS TEXT)"""
_HANDED_OVER = """DO $$ DECLARE one TEXT; BEGIN
    FOR one IN SELECT format('ALTER SCHEMA %I OWNER TO %I', nspname, {writer}) FROM pg_namespace
        WHERE nspname IN ({schemas}) AND pg_get_userbyid(nspowner) <> {writer}
    LOOP EXECUTE one; END LOOP;
    FOR one IN SELECT format('ALTER TABLE %I.%I OWNER TO %I', n.nspname, c.relname, {writer}) FROM pg_class AS c
        JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname IN ({schemas})
        AND c.relkind IN ('r', 'p', 'v', 'm') AND pg_get_userbyid(c.relowner) <> {writer}
    LOOP EXECUTE one; END LOOP;
END $$"""
_UNREAD = """
SELECT n.nspname FROM pg_catalog.pg_namespace AS n WHERE n.nspname = ANY (CAST(:schemas AS TEXT[]))
    AND (NOT has_schema_privilege(CAST(:role AS NAME), n.oid, 'USAGE') OR EXISTS (
        SELECT 1 FROM pg_catalog.pg_class AS c WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'v', 'm')
            AND NOT c.relispartition AND NOT has_table_privilege(CAST(:role AS NAME), c.oid, 'SELECT')))
ORDER BY 1"""
_LATER = """
SELECT 1 FROM pg_catalog.pg_default_acl AS d INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = d.defaclnamespace
WHERE n.nspname = :schema AND pg_get_userbyid(d.defaclrole) = CAST(:writer AS TEXT) AND d.defaclobjtype = 'r'
    AND EXISTS (SELECT 1 FROM aclexplode(d.defaclacl) AS a
        WHERE pg_get_userbyid(a.grantee) = CAST(:role AS TEXT) AND a.privilege_type = 'SELECT')"""


@dataclass(frozen=True, kw_only=True)
class Right:
    """One thing that is missing. sql: the statement that gives it, to be shown; secret: stands where HIDDEN does."""

    why: str
    sql: str
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Whom rights are for. writer: the user the daily job connects as, "" for the one that asks; analyst: a person's
    login, "" for none; passwords: of those of them that have to be made, scrambled as the server keeps them.
    """

    writer: str = ""
    analyst: str = ""
    passwords: dict[str, str] = field(default_factory=dict, repr=False)


def me(session: Session) -> str:
    """The user of the session."""
    return str(session.rows("SELECT CAST(current_user AS TEXT)")[0][0])


def unknown(session: Session, names: Sequence[str]) -> list[str]:
    """Those of the roles the server does not know."""
    return [name for name in names if not _known(session, name)]


def lacking(session: Session, wanted: Wanted) -> list[Right]:
    """Every right that is missing, in the order in which they can be given. Raises UsageError for impossible roles."""
    writer = wanted.writer or me(session)
    _check(session, writer, wanted.analyst)
    rights = [] if analysts.is_there(session) else [_made(analysts.ROLE, "the role analysts read with")]
    rights += _of_writer(session, writer, wanted)
    rights += _of_readers(session, writer)
    return rights + list(_of_analyst(session, wanted))


def give(session: Session, rights: Sequence[Right], wanted: Wanted) -> list[tuple[Right, str]]:
    """Run the statements, each by itself; returns those that gave nothing, with what the server said."""
    said: dict[str, str] = {}
    for right in rights:
        try:
            session.run(right.sql.replace(HIDDEN, literal(right.secret)) if right.secret else right.sql)
        except StoreLost:
            raise
        except StoreError as error:
            said[right.sql] = error.message
    # Of a GRANT by somebody who may not grant it the server only warns.
    still = {right.why for right in lacking(session, wanted)} if rights else set()
    return [(right, said.get(right.sql, _NOTHING)) for right in rights if right.sql in said or right.why in still]


def _check(session: Session, writer: str, analyst: str) -> None:
    for name in (writer, analyst):
        if name == analysts.ROLE or name.startswith("pg_"):
            raise UsageError(f"{name} is no name for a user", cure="Choose another, for example anna")
    if not analyst:
        return
    if analyst == writer:
        raise UsageError(f"{analyst} writes the store, so it is no analyst's login", cure="Choose another name")
    if session.rows("SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = :name AND rolsuper", {"name": analyst}):
        raise UsageError(f"{analyst} is a superuser and may do everything already", cure="Choose another login")


def _of_writer(session: Session, writer: str, wanted: Wanted) -> list[Right]:
    name, database, role = quoted(writer), _database(session), analysts.ROLE
    there = _known(session, writer)
    rights = [] if there else [_login(writer, "the user the daily job connects as", wanted)]
    for privilege, why in (("CONNECT", "connect to the database"), ("CREATE", "make schemas in the database")):
        if not there or not _allowed(session, writer, privilege):
            sql = f"GRANT {privilege} ON DATABASE {quoted(database)} TO {name}"
            rights.append(Right(why=f"{writer} may {why}", sql=sql))
    if not there or not _takes(session, writer, role):
        rights.append(Right(why=f"{writer} reads as analysts do", sql=f"GRANT {role} TO {name}"))
    schemas = [str(row[0]) for row in session.rows(_SCHEMAS)]
    if schemas and int(str(session.rows(_STRANGE, {"schemas": schemas, "writer": writer})[0][0])):
        mine = me(session)
        if mine != writer and not (there and _takes(session, mine, writer)):
            rights.append(Right(why=f"{mine} may hand over to {writer}", sql=f"GRANT {name} TO {quoted(mine)}"))
        sql = _HANDED_OVER.format(writer=literal(writer), schemas=", ".join(map(literal, schemas)))
        rights.append(Right(why=f"schemas and tables of the store belong to {writer}", sql=sql))
    return rights


def _of_readers(session: Session, writer: str) -> list[Right]:
    """What the analysts' role may read: what was published, decisions and books, also tables that come later."""
    schemas, role = [str(row[0]) for row in session.rows(_SCHEMAS)], analysts.ROLE
    read = [schema for schema in ("marts", "bi", *analysts.LIVE) if schema in schemas]
    unread = read
    if analysts.is_there(session):
        unread = [str(row[0]) for row in session.rows(_UNREAD, {"schemas": read, "role": role})]
    rights = []
    for schema in unread:
        sql = f"GRANT USAGE ON SCHEMA {schema} TO {role}; GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {role}"
        rights.append(Right(why=f"analysts may read {schema}", sql=sql))
    for schema in analysts.LIVE:
        given = {"schema": schema, "writer": writer, "role": role}
        if schema in schemas and not session.rows(_LATER, given):
            owner = f"FOR ROLE {quoted(writer)} IN SCHEMA {schema}"
            sql = f"ALTER DEFAULT PRIVILEGES {owner} GRANT SELECT ON TABLES TO {role}"
            rights.append(Right(why=f"analysts may read tables that come later into {schema}", sql=sql))
    return rights


def _of_analyst(session: Session, wanted: Wanted) -> Iterator[Right]:
    name, role = wanted.analyst, analysts.ROLE
    if not name:
        return
    there = _known(session, name)
    if not there:
        yield _login(name, "an analyst's login", wanted)
    if not there or not _allowed(session, name, "CONNECT"):
        sql = f"GRANT CONNECT ON DATABASE {quoted(_database(session))} TO {quoted(name)}"
        yield Right(why=f"{name} may connect to the database", sql=sql)
    if not there or not _takes(session, name, role):
        yield Right(why=f"{name} reads as analysts do", sql=f"GRANT {role} TO {quoted(name)}")


def _made(name: str, what: str) -> Right:
    return Right(why=f"{name}: {what}", sql=f"CREATE ROLE {quoted(name)} NOLOGIN")


def _login(name: str, what: str, wanted: Wanted) -> Right:
    secret = wanted.passwords.get(name, "")
    password = f" PASSWORD {HIDDEN}" if secret else ""
    return Right(why=f"{name}: {what}", sql=f"CREATE ROLE {quoted(name)} LOGIN{password}", secret=secret)


def _database(session: Session) -> str:
    return str(session.rows("SELECT CAST(current_database() AS TEXT)")[0][0])


def _known(session: Session, name: str) -> bool:
    return bool(session.rows("SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = :name", {"name": name}))


def _allowed(session: Session, name: str, privilege: str) -> bool:
    sql = "SELECT has_database_privilege(CAST(:name AS NAME), current_database(), :privilege)"
    return bool(session.rows(sql, {"name": name, "privilege": privilege})[0][0])


def _takes(session: Session, name: str, role: str) -> bool:
    """Whether a user may take a role; what the session's user lacks is the same question."""
    if not (_known(session, name) and _known(session, role)):
        return False
    right = "SET" if session.version >= 16 else "MEMBER"
    sql = "SELECT pg_has_role(CAST(:name AS NAME), CAST(:role AS NAME), :right)"
    return bool(session.rows(sql, {"name": name, "role": role, "right": right})[0][0])
