"""How a project stands on its server: version, rights, the analysts' role, what lies about.

Belongs here: looking, changing nothing. Not here: saying what to do about it (`smm doctor`).
"""

from dataclasses import dataclass

from smm_assets.warehouse.addresses import Address
from smm_assets.warehouse.postgres import analysts, granting
from smm_assets.warehouse.postgres.publishing import former_versions
from smm_assets.warehouse.postgres.session import Session


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What a server says to the user of `store:`.

    may_create: schemas in the database; role_there, role_taken: whether the analysts' role exists, and whether this
    user may take it; former: earlier versions still there; lacking: what `smm doctor --grant` would give, in words.
    """

    version: int
    user: str
    database: str
    superuser: bool
    may_create: bool
    role: str
    role_there: bool
    role_taken: bool
    former: tuple[str, ...]
    lacking: tuple[str, ...]


_ASKED = """
SELECT CAST(current_user AS TEXT), CAST(current_database() AS TEXT),
    has_database_privilege(current_database(), 'CREATE'),
    (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user)
"""


def standing(place: Address) -> Standing:
    """Ask the server. Raises StoreError when it does not answer."""
    session = Session(place, frozen=True)
    try:
        user, database, may_create, superuser = session.rows(_ASKED)[0]
        there = analysts.is_there(session)
        return Standing(
            version=session.version,
            user=str(user),
            database=str(database),
            superuser=bool(superuser),
            may_create=bool(may_create),
            role=analysts.ROLE,
            role_there=there,
            role_taken=analysts.may_become(session),
            former=tuple(former_versions(session)),
            lacking=tuple(right.why for right in granting.lacking(session, granting.Wanted())),
        )
    finally:
        session.close()
