"""Files of one round whose content has just arrived twice: from the third on they are entered many at a time.

Belongs here: knowing such contents and entering their arrivals. Not here: what becomes of content (`filing`).

Each is told what the second one was told, in the words and with the identity it would have had by itself.
"""

from collections.abc import Callable
from dataclasses import replace

from smm_assets.ingest.landing import arrivals, ledger
from smm_assets.ingest.landing.inbox import Waiting
from smm_assets.ingest.landing.ledger import Arrival, LedgerRow
from smm_assets.warehouse.store import Store

AT_ONCE = 500
Key = tuple[str, str]  # SHA-256 of the content, and the account its place says ("" none)


class Repeats:
    """What one round knows. left: takes a file out of the inbox once its arrival stands in the books."""

    def __init__(self, store: Store, left: Callable[[Waiting, list[LedgerRow]], list[LedgerRow]]) -> None:
        self._store, self._left = store, left
        self._told: dict[Key, LedgerRow] = {}
        self._new: list[tuple[Waiting, Arrival, LedgerRow]] = []
        self._before: frozenset[tuple[str, str, str]] | None = None

    def learn(self, key: Key, rows: list[LedgerRow]) -> None:
        """What became of a file: a repetition that leaves nothing open tells what becomes of the next one."""
        if len(rows) == 1 and rows[0].status == "duplicate" and rows[0].cure is None:
            self._told[key] = rows[0]

    def knows(self, key: Key) -> bool:
        return key in self._told

    def add(self, item: Waiting, key: Key, arrival: Arrival) -> list[LedgerRow]:
        """Keep the arrival in mind; returns the rows of all that are entered because they have become many."""
        told = self._told[key]
        own = replace(arrival, outcome="duplicate", reason=told.reason)
        self._new.append((item, own, told))
        return self.enter() if len(self._new) >= AT_ONCE else []

    def enter(self) -> list[LedgerRow]:
        """Enter what is kept in mind, then take the files out of the inbox; returns a row for each."""
        if not self._new:
            return []
        kept, self._new = self._new, []
        entered: list[Arrival] = []
        rows: list[tuple[Waiting, list[LedgerRow]]] = []
        with self._store.transaction():
            earlier = arrivals.count(self._store)
            for item, own, told in kept:
                if self._is_known(own):
                    rows.append((item, []))
                    continue
                arrival_id = arrivals.arrival_id(earlier + len(entered), own.path)
                entered.append(replace(own, arrival_id=arrival_id))
                rows.append((item, [replace(told, arrival_id=arrival_id, name=own.name)]))
            ledger.record_arrivals(self._store, entered)
        return [row for item, told_of in rows for row in self._left(item, told_of)]

    def _is_known(self, arrival: Arrival) -> bool:
        """See `arrivals.is_known`; files of this round lie there once each."""
        if self._before is None:
            self._before = arrivals.known_before(self._store)
        return (arrival.path, str(arrival.listed), str(arrival.sha256)) in self._before
