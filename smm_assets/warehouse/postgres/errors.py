"""What a PostgreSQL server or its driver says, in our words and without secrets.

Belongs here: turning its errors into StoreError, StoreBusy and QueryError with a cure. Not here: what was attempted.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import SQLAlchemyError

from smm_assets.errors import QueryError, StoreBusy, StoreError, StoreLost
from smm_assets.warehouse.addresses import Address

_COLUMN = re.compile(r"\bcolumn (\S+?)(?::|$)")
_FAULTS = ("42", "22", "21", "0A", "25006")
_LOST = ("08", "57P")
_BROKEN_OFF = ("40", "53300")  # deadlock or conflict with another session; too many clients
AGAIN = "Check that it runs and repeat the command; nothing half done is kept"
_TOO_MANY = "Close other programs that read the database, then repeat"
# What is said when no connection comes about, and what to do then.
_CONNECTING = (
    (r"password authentication failed|no password supplied", "Correct user and password in the URL of store:"),
    (r'database ".*" does not exist', "Make the database first, for instance: createdb {database}"),
    (r'role ".*" does not exist', "Correct the user in the URL of store:, or make it on the server"),
    (r"no pg_hba.conf entry", "Let this user and machine in: pg_hba.conf of the server says who may come"),
    (r"too many clients|connection slots", _TOO_MANY),
)
_STATES = {
    "42501": "Give the user of store: that right; smm doctor lists what is needed",
    "53100": "Free some space on the server's disk, then repeat; nothing half done is kept",
}


@contextmanager
def translated(place: Address) -> Iterator[None]:
    """Errors of the engine become ours: QueryError where the SQL or a value is to blame, StoreBusy for locks."""
    try:
        yield
    except (SQLAlchemyError, psycopg.Error) as error:
        raise told(place, error) from None


def told(place: Address, error: BaseException) -> StoreError:
    """One error of the driver. Never holds the password, nor any value of the URL's options."""
    found = getattr(error, "orig", None) or error
    if not isinstance(found, psycopg.Error):
        return StoreError(place.without_secrets(str(found).strip()))
    state, said = found.sqlstate or "", place.without_secrets(_said(found))
    if state == "55P03":
        cure = "End what holds it: a transaction left open in a shell or a BI tool; then repeat"
        return StoreBusy(f"{place}: a table is in use by another session ({said})", cure=cure)
    if state == "42501":
        return QueryError(said, cure=_STATES[state])
    if state.startswith(_FAULTS):
        return QueryError(said)
    if state in _STATES:
        return StoreError(f"{place}: {said}", cure=_STATES[state])
    if not state or state.startswith(_LOST):
        return StoreLost(f"the connection to {place} was lost: {said}", cure=AGAIN)
    if state.startswith(_BROKEN_OFF):
        return StoreLost(f"{place}: {said}", cure=AGAIN)
    return StoreError(f"{place}: {said}", cure=AGAIN)


def refused(place: Address, error: BaseException) -> StoreError:
    """Why no connection came about."""
    said = " ".join(place.without_secrets(str(getattr(error, "orig", None) or error)).split())[:300].rstrip(". ")
    usual = "Check that the server runs, and host and port in the URL of store:"
    cure = next((advice for mark, advice in _CONNECTING if re.search(mark, said)), usual)
    kind = StoreLost if cure in (usual, _TOO_MANY) else StoreError
    return kind(f"{place}: {said}", cure=cure.format(database=place.url.database or "NAME"))


def _said(error: psycopg.Error) -> str:
    """The server's message, with the column a value of a load was meant for, and what it says beside."""
    said = (error.diag.message_primary or str(error)).strip()
    column = _COLUMN.search((error.diag.context or "").split("\n")[0])
    parts = [f"column '{column[1]}': {said}" if column else said]
    parts += [text for text in (error.diag.message_detail, error.diag.message_hint) if text]
    return ". ".join(text.rstrip(".") for text in parts)
