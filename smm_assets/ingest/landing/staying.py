"""Files that stay where they are: still being written, or read by nobody.

Belongs here: what is said and entered of them. Not here: telling which they are (`inbox`, `intake`).
"""

import hashlib
from datetime import datetime

from smm_assets.ingest.landing import ledger
from smm_assets.ingest.landing.archive import readable
from smm_assets.ingest.landing.inbox import Waiting
from smm_assets.ingest.landing.ledger import Arrival, LedgerRow
from smm_assets.warehouse.store import Store

WAITS = "waits"


def unreadable(store: Store, item: Waiting, reason: str, *, at: datetime) -> LedgerRow:
    """A file nobody can read is entered once and stays where it is."""
    path = readable(item.path)
    arrival = Arrival(
        arrival_id=hashlib.sha256(f"{path} {reason}".encode()).hexdigest()[:32],
        path=path,
        name=readable(item.name),
        size_bytes=None,
        seen_at=at,
        sha256=None,
        outcome="quarantined",
        reason=reason,
    )
    sql = "SELECT 1 AS there FROM ops.arrival WHERE arrival_id = :id"
    if store.read(sql, {"id": arrival.arrival_id}).empty:
        ledger.record_arrival(store, arrival)
    cure = "Put the file itself there, with read permission, and remove this one"
    return _untouched(item, arrival.arrival_id, "quarantined", reason, cure, at)


def growing(item: Waiting, *, at: datetime, named: bool) -> LedgerRow:
    """A file of the inbox just waits for the next round; one that was asked for has to be asked for again."""
    cure = "Try again when the download is finished"
    return _untouched(item, "", "held" if named else WAITS, "it is still being written", cure, at)


def _untouched(item: Waiting, arrival_id: str, status: str, reason: str, cure: str, at: datetime) -> LedgerRow:
    return LedgerRow(
        file_id="",
        part="",
        arrival_id=arrival_id,
        name=readable(item.name),
        status=status,
        loaded_at=at,
        reason=reason,
        cure=cure,
    )
