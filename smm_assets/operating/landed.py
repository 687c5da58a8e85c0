"""What landed of a network in one run, and what there is of it in all.

Belongs here: counts, money and places of files, as the ledger tells them. Not here: landing (`ingest.landing`), or
money counted once (the marts).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from smm_assets.ingest.landing.ledger import LedgerRow
from smm_assets.report.tables import plain_rows, text
from smm_assets.report.words import span
from smm_assets.warehouse.store import ReadOnlyStore

SHOWN = 50
COUNTED = {
    "rows in": "rows_read",
    "rows out": "rows_loaded",
    "rows superseded": "rows_superseded",
    "rows quarantined": "rows_quarantined",
    "totals rows": "rows_skipped_total",
}
_KNOWN = """
SELECT network, COUNT(DISTINCT file_id) AS files, MAX(period_end) AS data_through, SUM(rows_read) AS rows
FROM ops.export_file WHERE status = 'loaded' GROUP BY network"""


def counts(rows: Sequence[LedgerRow]) -> dict[str, int]:
    """Files by what became of them, source records by class: rows in is the sum of the others."""
    status = Counter(f"files {row.status.replace('_', ' ')}" for row in rows)
    records = {name: sum(getattr(row, field) or 0 for row in rows) for name, field in COUNTED.items()}
    return {"files": len({row.file_id or row.name for row in rows}), **dict(sorted(status.items())), **records}


def spend(rows: Sequence[LedgerRow]) -> dict[str, Decimal]:
    """Spend in the files that were loaded, by currency as exported; days that two files tell count twice."""
    found: dict[str, Decimal] = {}
    for row in rows:
        amount = row.sums.get("spend_original")
        if row.status == "loaded" and amount is not None and row.currency and row.report != "ads_breakdown":
            found[row.currency] = found.get(row.currency, Decimal(0)) + amount
    return dict(sorted(found.items()))


def files(rows: Sequence[LedgerRow]) -> list[dict[str, str]]:
    """A row for each file, those that need a person first: what became of it, and where its bytes lie.

    kept as: path below the archive, loaded or not; empty where the bytes were never read.
    """
    ordered = sorted(rows, key=lambda row: (row.status == "loaded", row.name, row.part))[:SHOWN]
    return [
        {
            "file": f"{row.name} {row.part}".rstrip(),
            "report": row.report_name or row.report or "",
            "status": row.status,
            "days": span(row.period_start, row.period_end) if row.period_start and row.period_end else "",
            "rows": _records(row),
            "kept as": row.archive_path,
        }
        for row in ordered
    ]


def asking(rows: Sequence[LedgerRow]) -> list[dict[str, str]]:
    """A row for each file that was not loaded: why, and what to do about it."""
    return [
        {"file": f"{row.name} {row.part}".rstrip(), "why": row.reason or "", "what to do": row.cure or ""}
        for row in sorted(rows, key=lambda row: (row.name, row.part))
        if row.status != "loaded"
    ][:SHOWN]


def _records(row: LedgerRow) -> str:
    """ "465 in: 463 out, 2 quarantined"."""
    first, *others = ((name.removeprefix("rows "), getattr(row, field) or 0) for name, field in COUNTED.items())
    classes = ", ".join(f"{number:,} {name}" for name, number in others if number)
    return f"{first[1]:,} {first[0]}: {classes}" if classes else ""


def known(store: ReadOnlyStore) -> dict[str, dict[str, Any]]:
    """Of each network: files and source records loaded in all runs, and the last day they tell of."""
    return {text(row["network"]): row for row in plain_rows(store.read(_KNOWN))}


def together(of_networks: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """What is known of all networks together; empty where nothing is."""
    if not of_networks:
        return {}
    every = list(of_networks.values())
    days = [one["data_through"] for one in every if one["data_through"] is not None]
    return {
        "files": sum(one["files"] for one in every),
        "rows": sum(one["rows"] for one in every),
        "data_through": max(days, default=None),
    }
