"""Trying again what was held back: parts refused as a whole and single rows, from the archive, under today's terms.

Belongs here: the round over the files and what became of each. Not here: reading a part (`filing`) or rows (`release`)
again, which files wait (`smm_assets/report/held.py`), or words for people. Nothing is ever thrown away: what is still
refused stays with its reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from smm_assets.ingest.landing import ledger
from smm_assets.ingest.landing.faults import BROKEN, cure_of, words
from smm_assets.ingest.landing.filing import Filing, OnRecords
from smm_assets.ingest.landing.ledger import NEEDS_NOBODY, Known, LedgerRow
from smm_assets.ingest.landing.release import Released, release_rows
from smm_assets.settings import Account, Project
from smm_assets.warehouse.store import Store


@dataclass(frozen=True, kw_only=True)
class Tried:
    """What became of one part that was tried again.

    was, status: how it stood before and stands now. loaded, superseded: records added, the latter older than what is
    already known of their key. still_held: records that wait on. reason, cure: why, where anything does.
    """

    file_id: str
    part: str
    name: str
    was: str
    status: str
    loaded: int = 0
    superseded: int = 0
    still_held: int = 0
    reason: str | None = None
    cure: str | None = None

    @property
    def is_settled(self) -> bool:
        """Whether nothing of the part needs a person any more."""
        return self.status in ("loaded", *NEEDS_NOBODY) and not self.still_held


def try_again(
    project: Project,
    store: Store,
    *,
    now: datetime,
    file_ids: Sequence[str],
    account: Account | None = None,
    on_file: OnRecords | None = None,
) -> list[Tried]:
    """Try refused parts and held-back rows of these files again; each file is one transaction, none stops another.

    now: UTC, naive. account: the one the files belong to where neither content nor folder says. on_file: told the
    number of each file. Raises ConfigurationError when a mapping file is wrong.
    """
    filing = Filing(project, store, now, lambda count: None)
    found: list[Tried] = []
    for number, file_id in enumerate(dict.fromkeys(file_ids), 1):
        if on_file is not None:
            on_file(number)
        for known in ledger.known_files(store, file_id=file_id):
            parts = _parts(filing, known, account)
            found += parts
            found += _rows(filing, known, account, [one.part for one in parts])
    return found


def _parts(filing: Filing, known: Known, account: Account | None) -> list[Tried]:
    """Parts that were refused, and those a mapping had read that says something else today."""
    if not (known.open_parts or filing.terms.changed(known)):
        return []
    return [_tried(filing.store, row, known) for row in filing.retry(known, account)]


def _tried(store: Store, row: LedgerRow, known: Known) -> Tried:
    return Tried(
        file_id=known.file_id,
        part=row.part,
        name=row.name,
        was=known.statuses.get(row.part, ""),
        status=row.status,
        loaded=row.rows_loaded,
        superseded=row.rows_superseded,
        still_held=row.rows_quarantined,
        reason=row.reason or _most_often(store, row),
        cure=row.cure,
    )


def _most_often(store: Store, row: LedgerRow) -> str | None:
    """Why most of the records that wait do; None where none does."""
    sql = """
        SELECT reason, count(*) AS n FROM ops.quarantined_row
        WHERE file_id = :file_id AND part = :part AND released_at IS NULL GROUP BY reason ORDER BY n DESC, reason"""
    found = store.read(sql, {"file_id": row.file_id, "part": row.part})["reason"]
    return str(found.iloc[0]) if len(found) else None


def _rows(filing: Filing, known: Known, account: Account | None, done: Sequence[str]) -> list[Tried]:
    """Held-back rows of parts that were loaded before; a part read anew as a whole has had its chance."""
    try:
        found = release_rows(filing.project, filing.store, now=filing.now, file_ids=[known.file_id], account=account)
    except BROKEN as error:
        if not any(status == "loaded" for status in known.statuses.values()):
            return []
        still = held(filing.store, known.file_id)
        failed = Tried(file_id=known.file_id, part="", name=known.name, was="loaded", status="loaded", still_held=still)
        return [replace(failed, reason=words(error), cure=cure_of(error))]
    return [_of_rows(one) for one in found if one.part not in done]


def _of_rows(one: Released) -> Tried:
    return Tried(
        file_id=one.file_id,
        part=one.part,
        name=one.name,
        was="loaded",
        status="loaded",
        loaded=one.released - one.superseded,
        superseded=one.superseded,
        still_held=one.still_held,
        reason=one.reason,
    )


def held(store: Store, file_id: str) -> int:
    """Records of loaded parts of a file that are held back."""
    sql = """
        SELECT count(*) AS n FROM (SELECT DISTINCT q.part, q.row_number FROM ops.quarantined_row AS q
            INNER JOIN ops.export_file AS f ON f.file_id = q.file_id AND f.part = q.part AND f.status = 'loaded'
            WHERE q.file_id = :file_id AND q.released_at IS NULL) AS waiting"""
    return int(store.read(sql, {"file_id": file_id})["n"].iloc[0])
