"""Releasing held-back rows of files that were loaded: read again from the archive, what passes now is added.

Belongs here: rows. Not here: parts and files refused as a whole (`filing`), which files are tried (`again`). A released
row keeps its file, part, row number and export time, so it stands as if it had arrived well; its entry in the
quarantine says when it was released.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from smm_assets.errors import FileRefused
from smm_assets.ingest.contract import FileContext
from smm_assets.ingest.landing import archive, ledger
from smm_assets.ingest.landing.accounts import belonging, context_for, hinted
from smm_assets.ingest.landing.findings import described, hold_back, whole
from smm_assets.ingest.landing.former import keep_former
from smm_assets.ingest.landing.inbox import folder_of
from smm_assets.ingest.landing.ledger import Known, LedgerRow
from smm_assets.ingest.landing.storing import RELEASED_NOW, classes, keep_controls
from smm_assets.ingest.recognition.examine import Part, examine
from smm_assets.ingest.rows.apply import PartReading, read_part
from smm_assets.registry import registry
from smm_assets.settings import Account, Project
from smm_assets.validation import Confirming, validate
from smm_assets.warehouse import raw_rows
from smm_assets.warehouse.columns import quoted
from smm_assets.warehouse.store import Store


@dataclass(frozen=True, kw_only=True)
class Released:
    """What became of the held-back records of one part.

    released: stored now; superseded: those among them that are older than what is known of their key. reason: why most
    of those still held are; None without any.
    """

    file_id: str
    part: str
    name: str
    released: int
    still_held: int
    superseded: int = 0
    reason: str | None = None


def release_rows(
    project: Project, store: Store, *, now: datetime, file_ids: Sequence[str], account: Account | None = None
) -> list[Released]:
    """Try the held-back rows of these files again; those that keep all rules now are loaded. One transaction a file.

    now: UTC, naive. account: the one a file belongs to where nothing else says. Raises SmmError when the archived bytes
    are gone, FileRefused when a part is refused as a whole.
    """
    found = []
    for file_id in file_ids:
        for known in ledger.known_files(store, file_id=file_id):
            with store.transaction():
                found += _of_file(project, store, known, now, account)
    return found


def _of_file(project: Project, store: Store, known: Known, now: datetime, account: Account | None) -> list[Released]:
    waiting = {part: _held(store, known.file_id, part) for part, status in known.statuses.items() if status == "loaded"}
    waiting = {part: rows for part, rows in waiting.items() if rows}
    if not waiting:
        return []
    accounts = project.settings.accounts
    hint = account or hinted(accounts, known.hint or folder_of(project, known.path), None)
    data = archive.kept(project.archive, known.archive_path, known.sha256)
    seen = examine(known.name, data, reports=registry(project).reports)
    found = []
    for part in seen.parts:
        if part.part in waiting:
            context = context_for(seen.name, known.seen_at, belonging(part, accounts, hint), known.exported_at)
            found.append(_of_part(store, part, context, known, waiting[part.part], now))
    return found


def _held(store: Store, file_id: str, part: str) -> set[int]:
    sql = """
        SELECT DISTINCT row_number FROM ops.quarantined_row
        WHERE file_id = :file_id AND part = :part AND released_at IS NULL"""
    return {int(number) for number in store.read(sql, {"file_id": file_id, "part": part})["row_number"]}


def _of_part(
    store: Store, part: Part, context: FileContext, known: Known, waiting: set[int], now: datetime
) -> Released:
    if part.report is None:
        raise FileRefused("no known report fits any more", cure="Install the version that loaded it", status="held")
    reading = read_part(part, context)
    table, findings, confirming = part.report.table, [], Confirming()
    for batch in reading.batches():
        asked = batch.rows.filter(pc.is_in(batch.rows["row_number"], pa.array(sorted(waiting), pa.int64())))
        faults = batch.rejected[batch.rejected["row_number"].isin(waiting).to_numpy(dtype=bool)]
        if len(asked):
            verdict = validate(asked, table, part.report, now=now)
            confirming.add(verdict.evidence)
            faults = pd.concat([faults, verdict.rejected], ignore_index=True)
            good = whole(verdict.good, faults)
            raw_rows.add(store, table.name, raw_rows.stamped(good, file_id=known.file_id, at=now))
        findings.append(described(faults, batch))
    confirming.finish()
    still = pd.concat(findings, ignore_index=True) if findings else pd.DataFrame(columns=["row_number", "reason"])
    counted = classes(store, reading, at=now, file_id=known.file_id, part=part.part, which=RELEASED_NOW)
    base = LedgerRow(
        file_id=known.file_id, part=part.part, arrival_id="", name=known.name, status="loaded", loaded_at=now
    )
    _enter(store, table.name, base, counted)
    _told_anew(store, still, base)
    released = int(counted["rows_loaded"] + counted["rows_superseded"])
    if released:
        _describe(store, reading, base)
    return Released(
        file_id=known.file_id,
        part=part.part,
        name=known.name,
        released=released,
        still_held=len(waiting) - released,
        superseded=int(counted["rows_superseded"]),
        reason=str(still["reason"].value_counts().index[0]) if len(still) else None,
    )


def _enter(store: Store, table: str, base: LedgerRow, counted: Mapping[str, int]) -> None:
    """Bring ledger and quarantine up to date with the rows that were released."""
    own = {"file_id": base.file_id, "part": base.part}
    keep_former(store, "export_file", own, at=base.loaded_at)
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
    store.execute(quarantine_sql, {**own, "at": base.loaded_at})


def _told_anew(store: Store, still: pd.DataFrame, base: LedgerRow) -> None:
    """Records that stay held say what is wrong with them by today's rules, not by those of their arrival."""
    sql = """
        DELETE FROM ops.quarantined_row WHERE file_id = :file_id AND part = :part AND released_at IS NULL
            AND row_number = :row_number"""
    own = {"file_id": base.file_id, "part": base.part}
    since = """
        SELECT MIN(quarantined_at) AS since FROM ops.quarantined_row
        WHERE file_id = :file_id AND part = :part AND released_at IS NULL"""
    first = store.read(since, own)["since"].iloc[0]
    for number in sorted(set(still["row_number"])):
        store.execute(sql, {**own, "row_number": int(number)})
    if len(still):
        hold_back(store, still, base, first.to_pydatetime())


def _describe(store: Store, reading: PartReading, base: LedgerRow) -> None:
    """What the ledger says of the part's days, accounts and sums, now that more of its rows count."""
    found = reading.summary
    sql = """
        UPDATE ops.export_file SET period_start = :period_start, period_end = :period_end, account = :account,
            currency = :currency, sums_json = :sums_json, control_difference = :control_difference
        WHERE file_id = :file_id AND part = :part"""
    own = {
        "file_id": base.file_id,
        "part": base.part,
        "period_start": found.period_start,
        "period_end": found.period_end,
        "account": found.account_id or None,
        "currency": found.currency or None,
        "sums_json": json.dumps({metric: str(value) for metric, value in found.sums.items()}),
        "control_difference": found.control_difference,
    }
    store.execute(sql, own)
    keep_controls(store, found.controls, base, reading.layout.table.name, base.loaded_at)
