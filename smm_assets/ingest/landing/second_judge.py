"""Great Expectations is asked once for all files of a round: each asking has its price, however few the rows.

Belongs here: collecting the evidence of loaded parts, and taking a part's rows back when the two judges disagree about
it. Not here: judging (`smm_assets/validation`), loading (`storing`).

A file alone is judged before its transaction ends; files of a round after the last of them, before anybody reads rows.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from smm_assets.ingest.landing import ledger
from smm_assets.ingest.landing.ledger import LedgerRow
from smm_assets.validation import ConfirmingAfterwards, Disagreement
from smm_assets.validation.evidence import Evidence
from smm_assets.warehouse import raw_rows
from smm_assets.warehouse.store import Store

_Part = tuple[str, str]


class SecondJudge:
    """What of the files loaded so far is not confirmed yet. changed: parts that were taken back, as they stand now."""

    def __init__(self, store: Store, now: datetime) -> None:
        self.changed: dict[_Part, LedgerRow] = {}
        self._store, self._now = store, now
        self._evidence: ConfirmingAfterwards[_Part] = ConfirmingAfterwards()
        self._at_work: dict[_Part, str] = {}
        self._loaded: dict[_Part, tuple[LedgerRow, str]] = {}
        self._is_round = False

    def takes(self, row: LedgerRow, found: Evidence) -> None:
        """The evidence of a batch of a part that is being loaded."""
        self._evidence.add((row.file_id, row.part), found)
        self._at_work[row.file_id, row.part] = found.table.name

    def leaves(self, row: LedgerRow) -> None:
        """Nothing of the part was loaded."""
        self._evidence.forget((row.file_id, row.part))
        self._at_work.pop((row.file_id, row.part), None)

    @contextmanager
    def file(self) -> Iterator[None]:
        """A file is loaded in the block, with its transaction; what was taken is forgotten when that fails."""
        self._at_work, is_stored = {}, False
        try:
            yield
            is_stored = True
        finally:
            for part in () if is_stored else self._at_work:
                self._evidence.forget(part)
                self._loaded.pop(part, None)

    def end_of_file(self, rows: list[LedgerRow]) -> None:
        """All of the file is stored. rows: of its parts. Raises Disagreement when it is alone and must not be."""
        for row in rows:
            if (row.file_id, row.part) in self._at_work:
                self._loaded[row.file_id, row.part] = row, self._at_work[row.file_id, row.part]
        if not self._is_round:
            for error in self._evidence.finish().values():
                raise error

    @contextmanager
    def round(self) -> Iterator[None]:
        """Files of the block are judged together, at its end and whenever much waits (`pause`)."""
        self._is_round = True
        try:
            yield
        finally:
            self._is_round = False
            self.pause(at_once=True)

    def pause(self, *, at_once: bool = False) -> None:
        """Between two files: judge what waits when it is much."""
        if at_once or self._evidence.is_due:
            for part, error in self._evidence.finish().items():
                self.changed[part] = self._taken_back(part, error)
            self._loaded = {}

    def _taken_back(self, part: _Part, error: Disagreement) -> LedgerRow:
        row, table = self._loaded[part]
        refused = replace(
            row,
            status="quarantined",
            reason=error.message,
            cure=error.cure,
            rows_loaded=0,
            rows_superseded=0,
            facts_loaded=0,
            rows_quarantined=row.rows_read - row.rows_skipped_total,
        )
        with self._store.transaction():
            raw_rows.take_back(self._store, table, row.file_id, row.part, row.loaded_at)
            ledger.forget_parts(self._store, row.file_id, [row.part], at=self._now)
            ledger.record_parts(self._store, [refused])
            ledger.revise(self._store, ledger.known_files(self._store, file_id=row.file_id)[0], at=self._now)
        return refused
