"""One writer at a time: the advisory lock of a project's database.

Belongs here: taking it and waiting for it. Not here: what is done while it is held. The server lets go of it when the
connection ends, however the process died; nobody has to tidy up.
"""

from collections.abc import Callable

from smm_assets.errors import StoreBusy
from smm_assets.warehouse.postgres.session import Session

WRITER = int.from_bytes(b"smmwrite", "big")


def hold(session: Session, *, wait_seconds: float, on_wait: Callable[[str], None] | None = None) -> None:
    """Hold the lock until the session is closed. on_wait is told once when somebody else has it.

    Raises StoreBusy when it is not free within wait_seconds.
    """
    if session.rows("SELECT pg_try_advisory_lock(:key)", {"key": WRITER})[0][0]:
        return
    if on_wait is not None:
        on_wait(f"Another process is working on {session.place}; waiting for it (at most {wait_seconds:g} s)")
    try:
        with session.transaction():
            session.run(f"SET LOCAL lock_timeout = '{max(1, round(wait_seconds * 1000))}ms'")
            session.rows("SELECT pg_advisory_lock(:key)", {"key": WRITER})
    except StoreBusy:
        raise StoreBusy(
            f"{session.place} was held by another process for more than {wait_seconds:g} s",
            cure="Wait until the running ingest, run or approval is done (smm status shows the last run), then repeat",
        ) from None
