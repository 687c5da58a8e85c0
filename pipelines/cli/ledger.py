"""Ledger rows (one per part of a file) as JSON and as lines.

Belongs here: showing what became of files. Not here: loading them (`smm_assets/ingest`).
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, is_dataclass
from typing import Any

from smm_assets.report.words import SHORTEST_ID, grouped, plural

REFUSED = ("held", "quarantined", "unrecognised")


def as_json(row: Any) -> dict[str, Any]:
    """A ledger row with `sums` and `problems` as JSON values."""
    if is_dataclass(row) and not isinstance(row, type):
        found = asdict(row)
    else:
        found = dict(row) if isinstance(row, Mapping) else dict(row._asdict())
    for name in ("sums", "problems"):
        text = found.pop(f"{name}_json", None)
        if name not in found:
            found[name] = json.loads(text) if text else ({} if name == "sums" else [])
    found["sums"] = {key: float(value) for key, value in (found["sums"] or {}).items()}
    return found


def lines(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """One line per part; below it the reason, the cure and where to read more, where anything was held back."""
    shown = []
    for row in rows:
        part = f" [{row['part']}]" if row.get("part") else ""
        shown.append(f"{row['status']:<12}  {row['name']}{part}  {_counts(row)}".rstrip())
        if row.get("reason"):
            shown.append(f"{'':<12}  {row['reason']}")
        if row.get("cure"):
            shown.append(f"{'':<12}  cure: {row['cure']}")
        if row.get("file_id") and (row["status"] in REFUSED or row.get("rows_quarantined")):
            shown.append(f"{'':<12}  more: smm quarantine show {row['file_id'][:SHORTEST_ID]}")
    return shown


def needs_person(rows: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a file was refused, also when it came again, or a row held back."""
    return any(
        row["status"] in REFUSED
        or (row["status"] == "duplicate" and bool(row.get("cure")))
        or (row.get("rows_quarantined") or 0) > 0
        for row in rows
    )


def _counts(row: Mapping[str, Any]) -> str:
    read = row.get("rows_read") or 0
    if not read:
        return ""
    parts = [plural(read, "record")]
    for name, label in (("rows_superseded", "superseded"), ("rows_quarantined", "quarantined")):
        if row.get(name):
            parts.append(f"{grouped(row[name])} {label}")
    return ", ".join(parts)
