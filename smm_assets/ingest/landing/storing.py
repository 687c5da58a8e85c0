"""One recognised part into the raw schema: read, validate, store, hold back, account for every record.

Belongs here: what happens to the rows of a part, inside the file's transaction. Not here: which files and accounts
(`landing`), the ledger's tables (`ledger`).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import pandas as pd
import pyarrow as pa

from smm_assets.errors import FileRefused
from smm_assets.ingest.contract import FileContext
from smm_assets.ingest.landing.ahead import ahead
from smm_assets.ingest.landing.bad import BadRecords, nothing_inside
from smm_assets.ingest.landing.early import EarlyReading
from smm_assets.ingest.landing.findings import described, hold_back, whole
from smm_assets.ingest.landing.ledger import LedgerRow, forget_parts
from smm_assets.ingest.landing.second_judge import SecondJudge
from smm_assets.ingest.recognition.examine import Part
from smm_assets.ingest.recognition.refusals import AGAIN
from smm_assets.ingest.rows.apply import PartReading, read_part
from smm_assets.ingest.rows.reading import Batch, Control
from smm_assets.schema import RAW_TABLES
from smm_assets.validation import Verdict, added_up, remarks, validate
from smm_assets.warehouse import raw_rows
from smm_assets.warehouse.bookkeeping import CONTROL_SUITE
from smm_assets.warehouse.columns import quoted
from smm_assets.warehouse.store import Store

OnBatch = Callable[[int], None]
Reading = PartReading | EarlyReading


@dataclass(kw_only=True)
class _Tally:
    """Source records of a part by class, and what validation said about its batches."""

    read: int = 0
    skipped: int = 0
    bad: BadRecords = field(default_factory=BadRecords)
    results: list[pd.DataFrame] = field(default_factory=list)

    def add(self, batch: Batch, rejected: pd.DataFrame, verdict: Verdict) -> None:
        self.read += batch.rows_read
        self.skipped += batch.rows_skipped_total
        self.bad.add(batch.rows_read - batch.rows_skipped_total, rejected)
        self.results.append(verdict.results.assign(rows=len(batch.rows)))


def store_part(
    store: Store,
    source: Part | EarlyReading,
    context: FileContext,
    base: LedgerRow,
    *,
    judge: SecondJudge,
    now: datetime,
    on_batch: OnBatch,
) -> LedgerRow:
    """Store a part, or what was read of it early, and return its ledger row; a refused one leaves no row in raw.

    base: the row's identity. judge: gets what confirms the rows later. on_batch is told the records read so far.
    Raises AccountingError.
    """
    part = source.part if isinstance(source, EarlyReading) else source
    try:
        reading = source if isinstance(source, EarlyReading) else read_part(source, context)
        row = _stored(store, reading, base, judge, now, on_batch)
    except FileRefused as refused:
        judge.leaves(base)
        _take_back(store, part, base)
        forget_parts(store, base.file_id, [part.part], at=now)
        return _refused(part, base, refused)
    row.check()
    return row


def _stored(
    store: Store, reading: Reading, base: LedgerRow, judge: SecondJudge, now: datetime, on_batch: OnBatch
) -> LedgerRow:
    table, tally = reading.layout.table, _Tally()
    for batch, verdict in _judged(reading, now):
        judge.takes(base, verdict.evidence)
        rejected = pd.concat([batch.rejected, verdict.rejected], ignore_index=True)
        tally.add(batch, rejected, verdict)
        good = whole(verdict.good, rejected)
        raw_rows.add(store, table.name, raw_rows.stamped(good, file_id=base.file_id, at=now))
        hold_back(store, described(rejected, batch), base, now)
        on_batch(tally.read)
    if tally.results:
        results = added_up(tally.results)
        _keep_results(store, results, base, table.name, now)
        base = replace(base, problems=(*base.problems, *remarks(results)))
    keep_controls(store, reading.summary.controls, base, table.name, now)
    row = _described(reading, base)
    counted: dict[str, Any] = {
        "rows_read": tally.read,
        "rows_skipped_total": tally.skipped,
        "rows_quarantined": tally.bad.held_back,
    }
    if tally.read == tally.skipped:
        judge.leaves(base)
        return replace(row, status="empty", reason=nothing_inside(tally.read), cure=_again(reading), **counted)
    if tally.bad.too_many:
        judge.leaves(base)
        return _hold_back_all(store, reading, row, tally)
    return replace(
        row, status="loaded", **counted, **classes(store, reading, at=now, file_id=base.file_id, part=base.part)
    )


def _judged(reading: Reading, now: datetime) -> Iterator[tuple[Batch, Verdict[pa.Table]]]:
    if isinstance(reading, EarlyReading):
        yield from reading.judged(now)
        return
    for batch in ahead(reading.batches()) if reading.is_long else reading.batches():
        yield batch, validate(batch.rows, reading.layout.table, reading.layout.report, now=now)


def _hold_back_all(store: Store, reading: Reading, row: LedgerRow, tally: _Tally) -> LedgerRow:
    _take_back(store, reading.part, row)
    return replace(
        row,
        status="quarantined",
        reason=tally.bad.words(),
        cure=_again(reading),
        rows_read=tally.read,
        rows_quarantined=tally.bad.records,
        rows_skipped_total=tally.skipped,
    )


def _again(reading: Reading) -> str:
    return reading.layout.report.advice.get("again", AGAIN)


def _take_back(store: Store, part: Part, base: LedgerRow) -> None:
    """Remove rows of the part that were stored before it turned out that it cannot be loaded; nobody ever saw them."""
    if part.report is not None:
        raw_rows.take_back(store, part.report.table.name, base.file_id, base.part, base.loaded_at)


def retract(store: Store, file_id: str, part: str, *, at: datetime) -> None:
    """Every row of a part that was loaded counts no longer, because the part is to be read anew; the rows stay."""
    for name in RAW_TABLES:
        raw_rows.retract(store, name, file_id, part, at=at)


def _refused(part: Part, base: LedgerRow, refused: FileRefused) -> LedgerRow:
    report = part.report
    return replace(
        base,
        status=refused.status,
        reason=refused.message,
        cure=refused.cure or None,
        network=report.network if report else None,
        report=report.report if report else None,
        report_name=report.name if report else None,
        encoding=part.encoding or None,
    )


def _described(reading: Reading, base: LedgerRow) -> LedgerRow:
    found = reading.summary
    return replace(
        base,
        network=found.network,
        report=found.report,
        report_name=found.report_name,
        level=found.level or None,
        grain=found.grain or None,
        account=found.account_id or None,
        account_name=found.account_name,
        period_start=found.period_start,
        period_end=found.period_end,
        currency=found.currency or None,
        encoding=found.encoding or None,
        control_metric=found.control_metric or None,
        control_total=found.control_total,
        control_difference=found.control_difference,
        exported_at=found.exported_at,
        exported_at_basis=found.exported_at_basis or None,
        excerpt=found.excerpt or None,
        measures=_measures(reading),
        sums=dict(found.sums),
        evidence=dict(found.evidence),
        problems=(*base.problems, *map(str, found.problems)),
        differing=tuple(f"{one.metric}: {one.seen}, not {one.expected}" for one in found.controls if not one.holds),
    )


def _measures(reading: Reading) -> str:
    """What the part reports at all, whether its rows have it or leave it blank: by its header, or made of its cells."""
    named = {source.field.to for source in reading.layout.sources} | set(reading.summary.sums)
    known = [name for name in reading.layout.table.names("measure", "non_additive") if name in named]
    return f",{','.join(known)}," if known else ","


STATES = "exported_at_basis IN ('stated', 'file_name')"
STORED_NOW = "loaded_at = :at AND file_id = :file_id AND part = :part AND retracted_at IS NULL"
RELEASED_NOW = """loaded_at = :at AND file_id = :file_id AND part = :part AND row_number IN (
    SELECT row_number FROM ops.quarantined_row WHERE file_id = :file_id AND part = :part AND released_at IS NULL)"""
_TOLD_ELSEWHERE = """
    SELECT 1 AS one FROM {table}
    WHERE retracted_at IS NULL AND network = :network AND period_start BETWEEN :first AND :last
        AND (file_id <> :file_id OR part <> :part)
        AND account_id IN (SELECT account_id FROM {table} WHERE {which})
    LIMIT 1"""
_ALONE = """
    SELECT count(DISTINCT row_number) AS records, count(*) AS facts, 0 AS superseded FROM {table} WHERE {which}"""
_AGAINST_OTHERS = """
    WITH own AS (
        SELECT row_number, row_key, exported_at, {states} AS states FROM {table}
        WHERE {which}),
    newer AS (
        SELECT DISTINCT own.row_key FROM own JOIN {table} AS other ON other.row_key = own.row_key
        LEFT JOIN ops.export_file AS f ON f.file_id = other.file_id AND f.part = other.part
        LEFT JOIN ops.arrival AS a ON a.arrival_id = f.arrival_id
        WHERE other.retracted_at IS NULL AND other.network = :network
            AND other.period_start BETWEEN :first AND :last
            AND (other.exported_at > own.exported_at
                OR (other.exported_at = own.exported_at AND other.file_id <> :file_id AND CASE
                    WHEN own.states AND other.{states} THEN other.file_id > :file_id
                    WHEN COALESCE(a.seen_at, f.loaded_at, other.loaded_at) = :arrived THEN other.file_id > :file_id
                    ELSE COALESCE(a.seen_at, f.loaded_at, other.loaded_at) > :arrived END))),
    record AS (
        SELECT own.row_number, count(*) AS facts, count(newer.row_key) AS old_facts
        FROM own LEFT JOIN newer ON newer.row_key = own.row_key GROUP BY own.row_number)
    SELECT count(*) AS records, coalesce(sum(facts), 0) AS facts,
        coalesce(sum(CASE WHEN old_facts = facts THEN 1 ELSE 0 END), 0) AS superseded FROM record"""


def classes(
    store: Store, reading: Reading, *, at: datetime, file_id: str, part: str, which: str = STORED_NOW
) -> dict[str, Any]:
    """Records of the part stored at that moment, by what the store itself says: rows_loaded are the newest of their
    key, rows_superseded older than a version already there; facts_loaded are rows of the raw table. Of one moment that
    not both state, what arrived earlier is older.
    """
    table = quoted("raw", reading.layout.table.name)
    given = {
        "at": at,
        "file_id": file_id,
        "part": part,
        "arrived": reading.context.arrived_at.replace(tzinfo=None),
        "network": reading.summary.network,
        "first": reading.summary.period_start,
        "last": reading.summary.period_end,
    }
    told_elsewhere = store.read(_TOLD_ELSEWHERE.format(table=table, which=which), given)
    sql = (_AGAINST_OTHERS if len(told_elsewhere) else _ALONE).format(table=table, which=which, states=STATES)
    found = store.read(sql, given).iloc[0]
    superseded = int(found["superseded"])
    return {
        "rows_loaded": int(found["records"]) - superseded,
        "rows_superseded": superseded,
        "facts_loaded": int(found["facts"]),
    }


def _keep_results(store: Store, results: pd.DataFrame, base: LedgerRow, table: str, now: datetime) -> None:
    own: dict[str, Any] = {"run_at": now, "file_id": base.file_id, "part": base.part, "table_name": f"raw.{table}"}
    store.load("ops", "validation_result", results.assign(**own))


def keep_controls(store: Store, found: Sequence[Control], base: LedgerRow, table: str, now: datetime) -> None:
    """One row per measure of the file's own totals row: a difference warns, for either of the two may be wrong."""
    rows = [
        {
            "run_at": now,
            "file_id": base.file_id,
            "part": base.part,
            "table_name": f"raw.{table}",
            "suite": CONTROL_SUITE,
            "expectation": "sum_equals_totals_row",
            "column_name": one.metric,
            "success": one.holds,
            "observed": one.seen,
            "expected": one.expected,
            "unexpected_count": 0 if one.holds else 1,
            "severity": "warning",
        }
        for one in found
    ]
    if rows:
        store.load("ops", "validation_result", pd.DataFrame(rows))
