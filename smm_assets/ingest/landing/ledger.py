"""The ledger: arrivals, files and their parts, held-back rows, checks, as they are written to and read from `ops`.

Belongs here: the rows of those tables and asking what is already known. Not here: deciding what becomes of a file.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd

from smm_assets.errors import SmmError
from smm_assets.ingest.landing.former import keep_former
from smm_assets.warehouse.store import ReadOnlyStore, Store

REFUSED = ("quarantined", "held", "unrecognised", "left_out", "empty")
NEEDS_NOBODY = ("left_out", "empty")


class AccountingError(SmmError):
    """Records of a part are not each in exactly one class; a defect of the software, never the user's mistake."""


@dataclass(frozen=True, kw_only=True)
class LedgerRow:
    """One part of a file: a row of ops.export_file (see there), or what is told about a duplicate or a waiting file.

    sums: additive canonical metrics of the accepted rows. evidence: what each column was read as, by heading. problems:
    findings that did not stop the load. differing: those among them that say the rows are not what the file's own
    totals row says (kept in ops.validation_result).
    """

    file_id: str
    part: str
    arrival_id: str
    name: str
    status: str
    loaded_at: datetime
    archive_path: str = ""
    network: str | None = None
    report: str | None = None
    report_name: str | None = None
    level: str | None = None
    grain: str | None = None
    account: str | None = None
    account_name: str | None = None
    period_start: date | None = None
    period_end: date | None = None
    currency: str | None = None
    encoding: str | None = None
    rows_read: int = 0
    rows_loaded: int = 0
    rows_superseded: int = 0
    rows_quarantined: int = 0
    rows_skipped_total: int = 0
    facts_loaded: int = 0
    control_metric: str | None = None
    control_total: Decimal | None = None
    control_difference: Decimal | None = None
    exported_at: datetime | None = None
    exported_at_basis: str | None = None
    reason: str | None = None
    cure: str | None = None
    asked_with: str | None = None
    excerpt: str | None = None
    measures: str | None = None
    sums: Mapping[str, Decimal] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    evidence: Mapping[str, str] = field(default_factory=dict)
    differing: tuple[str, ...] = ()

    def check(self) -> None:
        """Raises AccountingError unless every record read is in exactly one class."""
        classes = self.rows_loaded + self.rows_superseded + self.rows_quarantined + self.rows_skipped_total
        if self.rows_read != classes or min(self.rows_loaded, self.rows_superseded, self.rows_quarantined) < 0:
            raise AccountingError(
                f"{self.name} {self.part}: {self.rows_read} records read, but {self.rows_loaded} loaded + "
                f"{self.rows_superseded} superseded + {self.rows_quarantined} quarantined + "
                f"{self.rows_skipped_total} totals = {classes}"
            )

    def stored(self) -> dict[str, Any]:
        """The row as its table holds it."""
        beside = ("sums", "problems", "evidence", "differing")
        row = {item.name: getattr(self, item.name) for item in fields(self) if item.name not in beside}
        sums = {metric: str(value) for metric, value in self.sums.items()}
        return row | {
            "sums_json": json.dumps(sums),
            "problems_json": json.dumps(list(self.problems), ensure_ascii=False),
            "evidence_json": json.dumps(dict(self.evidence), ensure_ascii=False),
        }


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """One arrival of a file, or of a table of a database: a row of ops.arrival (see there)."""

    arrival_id: str
    path: str
    name: str
    size_bytes: int | None
    seen_at: datetime
    sha256: str | None
    account: str | None = None
    outcome: str = ""
    reason: str | None = None
    exported_at: datetime | None = None
    cure: str | None = None
    listed: str | None = None


@dataclass(frozen=True, kw_only=True)
class Known:
    """A file that is already in the ledger. hint: account its folder or --account supplied. statuses: by part.

    seen_at: when it first arrived, UTC; exported_at: when its source said it wrote it.

    asked: what the outcome of each part rested on, as `terms` says; reports: network and name of each part's report;
    accounts: account of each part's rows.
    """

    file_id: str
    hint: str | None
    sha256: str
    path: str
    name: str
    archive_path: str
    arrival_id: str
    statuses: Mapping[str, str]
    reasons: Mapping[str, str | None]
    asked: Mapping[str, str | None]
    reports: Mapping[str, tuple[str, str]]
    accounts: Mapping[str, str | None]
    seen_at: datetime
    exported_at: datetime | None = None

    @property
    def open_parts(self) -> list[str]:
        """Parts that were not loaded."""
        return [part for part, status in self.statuses.items() if status in REFUSED]


def record_arrival(store: Store, arrival: Arrival) -> None:
    """Append an arrival."""
    record_arrivals(store, [arrival])


def record_arrivals(store: Store, arrivals: Sequence[Arrival]) -> None:
    """Append arrivals."""
    rows = [{item.name: getattr(one, item.name) for item in fields(one)} for one in arrivals]
    if rows:
        store.load("ops", "arrival", pd.DataFrame(rows))


def record_parts(store: Store, rows: Sequence[LedgerRow]) -> None:
    """Append ledger rows, checked. Raises AccountingError."""
    for row in rows:
        row.check()
    if rows:
        store.load("ops", "export_file", pd.DataFrame([row.stored() for row in rows]).astype("object"))


def forget_parts(store: Store, file_id: str, parts: Sequence[str], *, at: datetime) -> None:
    """Remove what the ledger says of refused parts, before they are entered anew; ops.former_row keeps it."""
    for part in parts:
        for table in ("export_file", "quarantined_row", "validation_result"):
            keep_former(store, table, {"file_id": file_id, "part": part}, at=at)
            sql = f"DELETE FROM ops.{table} WHERE file_id = :file_id AND part = :part"  # noqa: S608
            store.execute(sql, {"file_id": file_id, "part": part})


_CONDITIONS = {
    "sha256": "a.sha256 = :sha256",
    "file_id": "f.file_id = :file_id",
    "status": "f.file_id IN (SELECT file_id FROM ops.export_file WHERE status = :status)",
}

_REVISABLE = """f.file_id IN (SELECT file_id FROM ops.export_file
    WHERE status IN ('held', 'unrecognised') OR (status = 'loaded' AND (
        asked_with IS NOT NULL OR account LIKE '%:default' OR account = account_name)))"""


def known_files(store: ReadOnlyStore, **given: str) -> list[Known]:
    """Files of the ledger, whole, by sha256 (content), file_id, or status (with any part of it); oldest first."""
    return _files(store, " AND ".join(_CONDITIONS[name] for name in given) or "true", given)


def revisable_files(store: Store) -> list[Known]:
    """Files with a part whose outcome rests on more than the file: see `terms`."""
    return _files(store, _REVISABLE, {})


def _files(store: ReadOnlyStore, where: str, given: Mapping[str, str]) -> list[Known]:
    sql = f"""
        SELECT f.file_id, f.part, f.status, f.reason, f.archive_path, f.arrival_id, f.asked_with, f.network,
            f.report_name, f.account, a.account AS hint, a.sha256, a.path, a.name, a.seen_at, a.exported_at, f.loaded_at
        FROM ops.export_file AS f JOIN ops.arrival AS a ON a.arrival_id = f.arrival_id
        WHERE {where} ORDER BY f.loaded_at, f.file_id, f.part"""  # noqa: S608
    rows = store.read(sql, given).astype("object")
    rows = rows.where(rows.notna(), None)
    return [_known(group) for _, group in rows.groupby("file_id", sort=False)]


def _known(rows: pd.DataFrame) -> Known:
    first = rows.iloc[0]
    return Known(
        file_id=first["file_id"],
        hint=first["hint"],
        sha256=first["sha256"],
        path=first["path"],
        name=first["name"],
        archive_path=first["archive_path"],
        arrival_id=first["arrival_id"],
        statuses=dict(zip(rows["part"], rows["status"], strict=True)),
        reasons=dict(zip(rows["part"], rows["reason"], strict=True)),
        asked=dict(zip(rows["part"], rows["asked_with"], strict=True)),
        reports={
            part: (network or "", name or "")
            for part, network, name in zip(rows["part"], rows["network"], rows["report_name"], strict=True)
        },
        accounts=dict(zip(rows["part"], rows["account"], strict=True)),
        seen_at=first["seen_at"].to_pydatetime(),
        exported_at=first["exported_at"].to_pydatetime() if first["exported_at"] is not None else None,
    )


def outcome(parts: Iterable[tuple[str, str | None]]) -> tuple[str, str | None]:
    """(outcome, reason) of an arrival by (status, reason) of its parts: partly when some loaded and some did not.

    Parts no table has a use for, and empty ones, do not make a file that loaded a partly loaded one.
    """
    found = list(parts)
    refused = sorted((item for item in found if item[0] in REFUSED), key=lambda item: REFUSED.index(item[0]))
    reason = refused[0][1] if refused else None
    if any(status == "loaded" for status, _ in found):
        return ("partly", reason) if refused and refused[0][0] not in NEEDS_NOBODY else ("loaded", None)
    return (refused[0][0] if refused else "empty"), reason


def revise_arrival(store: Store, arrival_id: str, outcome: str, reason: str | None, *, at: datetime) -> None:
    """Enter what became of an arrival after its file was tried again; ops.former_row keeps what was said before."""
    keep_former(store, "arrival", {"arrival_id": arrival_id}, at=at)
    sql = "UPDATE ops.arrival SET outcome = :outcome, reason = :reason WHERE arrival_id = :arrival_id"
    store.execute(sql, {"outcome": outcome, "reason": reason, "arrival_id": arrival_id})


def revise(store: Store, known: Known, *, at: datetime) -> tuple[str, str | None]:
    """Bring the first arrival of a file that was entered anew up to date; returns outcome and reason."""
    current = known_files(store, file_id=known.file_id)[0]
    said, reason = outcome((status, current.reasons[part]) for part, status in current.statuses.items())
    revise_arrival(store, known.arrival_id, said, reason, at=at)
    return said, reason


def entrust(store: Store, arrival_id: str, account: str) -> None:
    """Enter the account that an arrival turned out to belong to, so that a later reading takes it for the same."""
    sql = "UPDATE ops.arrival SET account = :account WHERE arrival_id = :arrival_id"
    store.execute(sql, {"account": account, "arrival_id": arrival_id})
