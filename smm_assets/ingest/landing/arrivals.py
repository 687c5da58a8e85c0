"""Arrivals: their identity, what came before from a place, and places that could not be read.

Belongs here: asking and changing ops.arrival. Not here: files and their parts (`ledger`), what becomes of either.
"""

import hashlib
from datetime import datetime
from typing import Any

from smm_assets.errors import SmmError
from smm_assets.ingest.landing.ledger import Arrival, LedgerRow, record_arrival
from smm_assets.warehouse.store import ReadOnlyStore, Store


def next_arrival_id(store: Store, path: str) -> str:
    """A new identity for an arrival; the number of earlier ones makes it unique."""
    return arrival_id(count(store), path)


def count(store: ReadOnlyStore) -> int:
    """How many arrivals there are."""
    return int(store.read("SELECT count(*) AS n FROM ops.arrival")["n"].iloc[0])


def arrival_id(earlier: int, path: str) -> str:
    """The identity of an arrival before which there were so many."""
    return hashlib.sha256(f"{earlier} {path}".encode()).hexdigest()[:32]


def newest_at(store: Store, path: str) -> dict[str, Any]:
    """sha256 and exported_at of what arrived last from a place; empty when nothing ever did."""
    sql = """SELECT sha256, exported_at FROM ops.arrival WHERE path = :path AND sha256 IS NOT NULL
        ORDER BY seen_at DESC LIMIT 1"""
    found = store.read(sql, {"path": path}).astype("object").to_dict("records")
    return {str(name): value for name, value in found[0].items()} if found else {}


def taken(store: ReadOnlyStore) -> frozenset[tuple[str, str]]:
    """(path, listing) of every file that was taken from an inbox."""
    found = store.read("SELECT DISTINCT path, listed FROM ops.arrival WHERE listed IS NOT NULL")
    return frozenset(zip(found["path"].astype(str), found["listed"].astype(str), strict=True))


def is_known(store: ReadOnlyStore, arrival: Arrival) -> bool:
    """Whether this very file with this very content was taken before, by somebody who could not clear it away then."""
    sql = "SELECT 1 AS there FROM ops.arrival WHERE path = :path AND listed = :listed AND sha256 = :sha256"
    given = {"path": arrival.path, "listed": arrival.listed, "sha256": arrival.sha256}
    return not store.read(sql, given).empty


def known_before(store: ReadOnlyStore) -> frozenset[tuple[str, str, str]]:
    """(path, listing, SHA-256) of every file that was taken: what `is_known` asks of one, for many."""
    sql = "SELECT path, listed, sha256 FROM ops.arrival WHERE listed IS NOT NULL AND sha256 IS NOT NULL"
    found = store.read(sql).astype("object")
    return frozenset(found.itertuples(index=False, name=None))


def settle_unread(store: Store) -> None:
    """What could not be read counts as settled until it fails again; its row stays."""
    store.execute("UPDATE ops.arrival SET outcome = 'empty' WHERE sha256 IS NULL AND outcome = 'held'")


def record_unread(store: Store, arrival: Arrival) -> None:
    """Enter what could not be read, once for each place: trying again in vain adds nothing."""
    sql = """UPDATE ops.arrival SET outcome = 'held', seen_at = :at, reason = :reason, cure = :cure
        WHERE arrival_id = :id"""
    there = store.read("SELECT 1 AS there FROM ops.arrival WHERE arrival_id = :id", {"id": arrival.arrival_id})
    if there.empty:
        record_arrival(store, arrival)
    given = {"at": arrival.seen_at, "reason": arrival.reason, "cure": arrival.cure, "id": arrival.arrival_id}
    store.execute(sql, given)


def enter_unread(store: Store, name: str, error: SmmError, *, at: datetime) -> LedgerRow:
    """Enter a place that could not be read: one row that needs a person for as long as it fails."""
    arrival = Arrival(
        arrival_id=hashlib.sha256(f"unread {name}".encode()).hexdigest()[:32],
        path=name,
        name=name,
        size_bytes=None,
        seen_at=at,
        sha256=None,
        outcome="held",
        reason=error.message,
        cure=error.cure,
    )
    record_unread(store, arrival)
    return LedgerRow(
        file_id="",
        part="",
        arrival_id=arrival.arrival_id,
        name=name,
        status="held",
        loaded_at=at,
        reason=error.message,
        cure=error.cure,
    )
