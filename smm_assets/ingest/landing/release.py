"""Releasing held-back rows of files that were loaded: read again from the archive, what passes now is added.

Belongs here: rows. Not here: parts and files refused as a whole (`filing`). A released row keeps its file, part and row
number, so it stands as if it had arrived well; its entry in the quarantine says when it was released.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from smm_assets.errors import FileRefused
from smm_assets.ingest.contract import FileContext
from smm_assets.ingest.landing import archive, ledger
from smm_assets.ingest.landing.accounts import belonging, context_for, hinted
from smm_assets.ingest.landing.former import keep_former
from smm_assets.ingest.landing.inbox import folder_of
from smm_assets.ingest.landing.ledger import Known
from smm_assets.ingest.landing.storing import RELEASED_NOW, classes, whole
from smm_assets.ingest.recognition.examine import Part, examine
from smm_assets.ingest.rows.apply import read_part
from smm_assets.registry import registry
from smm_assets.settings import Project
from smm_assets.validation import validate
from smm_assets.warehouse.columns import quoted
from smm_assets.warehouse.store import Store


@dataclass(frozen=True, kw_only=True)
class Released:
    """What became of the held-back records of one part."""

    file_id: str
    part: str
    name: str
    released: int
    still_held: int


def release_rows(project: Project, store: Store, *, now: datetime, file_ids: Sequence[str]) -> list[Released]:
    """Try the held-back rows of these files again; those that keep all rules now are loaded. One transaction a file.

    now: UTC, naive. Raises SmmError when the archived bytes are gone, FileRefused when a part is refused as a whole.
    """
    found = []
    for file_id in file_ids:
        for known in ledger.known_files(store, file_id=file_id):
            with store.transaction():
                found += _of_file(project, store, known, now)
    return found


def _of_file(project: Project, store: Store, known: Known, now: datetime) -> list[Released]:
    waiting = {part: _held(store, known.file_id, part) for part, status in known.statuses.items() if status == "loaded"}
    waiting = {part: rows for part, rows in waiting.items() if rows}
    if not waiting:
        return []
    accounts = project.settings.accounts
    hint = hinted(accounts, known.hint or folder_of(project, known.path), None)
    data = archive.kept(project.archive, known.archive_path, known.sha256)
    seen = examine(known.name, data, reports=registry(project).reports)
    found = []
    for part in seen.parts:
        if part.part in waiting:
            context = context_for(seen.name, now, belonging(part, accounts, hint))
            released = _of_part(store, part, context, known.file_id, waiting[part.part], now)
            still = len(waiting[part.part]) - released
            found.append(
                Released(file_id=known.file_id, part=part.part, name=known.name, released=released, still_held=still)
            )
    return found


def _held(store: Store, file_id: str, part: str) -> set[int]:
    sql = """
        SELECT DISTINCT row_number FROM ops.quarantined_row
        WHERE file_id = :file_id AND part = :part AND released_at IS NULL"""
    return {int(number) for number in store.read(sql, {"file_id": file_id, "part": part})["row_number"]}


def _of_part(store: Store, part: Part, context: FileContext, file_id: str, waiting: set[int], now: datetime) -> int:
    if part.report is None:
        raise FileRefused("no known report fits any more", cure="Install the version that loaded it", status="held")
    reading = read_part(part, context)
    table = part.report.table
    for batch in reading.batches():
        asked = batch.frame[batch.frame["row_number"].isin(waiting).to_numpy(dtype=bool)]
        if len(asked):
            verdict = validate(asked, table, part.report, now=now)
            good = whole(verdict.good, verdict.rejected)
            store.load("raw", table.name, good.assign(file_id=file_id, loaded_at=now))
    counted = classes(store, reading, at=now, file_id=file_id, part=part.part, which=RELEASED_NOW)
    _enter(store, table.name, file_id, part.part, now, counted)
    return int(counted["rows_loaded"] + counted["rows_superseded"])


def _enter(store: Store, table: str, file_id: str, part: str, now: datetime, counted: Mapping[str, int]) -> None:
    """Bring ledger and quarantine up to date with the rows that were released."""
    own = {"file_id": file_id, "part": part}
    keep_former(store, "export_file", own, at=now)
    ledger_sql = """
        UPDATE ops.export_file SET rows_loaded = rows_loaded + :rows_loaded,
            rows_superseded = rows_superseded + :rows_superseded,
            rows_quarantined = rows_quarantined - :rows_loaded - :rows_superseded,
            facts_loaded = facts_loaded + :facts_loaded
        WHERE file_id = :file_id AND part = :part"""
    store.execute(ledger_sql, {**own, **counted})
    quarantine_sql = f"""
        UPDATE ops.quarantined_row SET released_at = :at
        WHERE file_id = :file_id AND part = :part AND released_at IS NULL AND row_number IN (
            SELECT row_number FROM {quoted("raw", table)}
            WHERE loaded_at = :at AND file_id = :file_id AND part = :part)"""  # noqa: S608
    store.execute(quarantine_sql, {**own, "at": now})
