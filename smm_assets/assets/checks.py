"""Results of checks as asset checks: one per kind and severity, what was checked as its table.

Belongs here: wording results for Dagster. Not here: checking anything. Nothing here blocks; the one gate that stops
is the recommendation's (`decisions`).
"""

from collections.abc import Mapping, Sequence
from typing import Any

import dagster as dg
import numpy as np
import pandas as pd

from smm_assets.report.visible import shortened, visible
from smm_assets.report.words import plural

COLUMNS = ("name", "expectation", "column_name", "success", "unexpected_count", "observed", "expected", "severity")
SHOWN, LONGEST = 100, 300  # rows of a table, letters of a cell
WARN, ERROR = dg.AssetCheckSeverity.WARN, dg.AssetCheckSeverity.ERROR
Row = Mapping[Any, Any]


def table_check(
    check: dg.AssetCheckKey,
    results: Sequence[Row],
    severity: dg.AssetCheckSeverity = WARN,
    *,
    nothing: str = "Nothing to check",
) -> dg.AssetCheckResult:
    """One check from results; those that did not hold stand first.

    severity: of the check when one did not hold. nothing: what is said without results.
    """
    failed = [row for row in results if not row["success"]]
    shown = sorted(results, key=lambda row: bool(row["success"]))[:SHOWN]
    metadata: dict[str, Any] = {"checked": len(results), "failed": len(failed)}
    if shown:
        metadata["expectations"] = records(shown, [name for name in COLUMNS if name in shown[0]])
    return dg.AssetCheckResult(
        passed=not failed,
        asset_key=check.asset_key,
        check_name=check.name,
        severity=severity,
        metadata=metadata,
        description=_said(results, failed) if results else nothing,
    )


def records(rows: Sequence[Row], columns: Sequence[str]) -> dg.TableMetadataValue:
    """Rows as a table of harmless, short texts, numbers and flags."""
    shown = [dg.TableRecord({name: cell(row[name]) for name in columns}) for row in rows]
    return dg.MetadataValue.table(shown)


def cell(value: Any) -> str | int | bool:
    """What one cell of a table shows: nothing for what is unknown, text without what is not seen but acts."""
    if isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(value, int | np.integer):
        return int(value)
    if pd.isna(value):
        return ""
    return shortened(visible(value), LONGEST)


def _said(results: Sequence[Row], failed: Sequence[Row]) -> str:
    """What the list of checks says: how many held, and of those that did not the first."""
    if not failed:
        return f"{plural(len(results), 'expectation')} held"
    first = failed[0]
    name, seen = str(cell(first.get("name", ""))), str(cell(first["observed"])) or "otherwise"
    wanted = str(first["expectation"])
    about = f"{name}: {seen} (expected: {wanted})" if name else f"Expected: {wanted}; seen: {seen}"
    return f"{len(failed)} of {plural(len(results), 'expectation')} did not hold. {about}"
