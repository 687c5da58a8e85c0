"""Results of expectations as asset checks: one check per suite, the expectations as its table.

Belongs here: wording results for Dagster. Not here: checking anything. Findings warn and the work goes on; the one gate
that stops is the recommendation's (`decisions`).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import dagster as dg
import numpy as np
import pandas as pd

from smm_assets.warehouse.store import Store

COLUMNS = ("expectation", "column_name", "success", "unexpected_count", "observed", "expected", "severity")
SHOWN = 100
Row = Mapping[Any, Any]


def results_of_files(store: Store, now: datetime) -> list[Row]:
    """Expectations checked on the files of this run, with the network of each file."""
    frame = store.read(
        "SELECT f.network, v.* FROM ops.validation_result AS v "
        "INNER JOIN ops.export_file AS f ON f.file_id = v.file_id AND f.part = v.part WHERE v.run_at = :now",
        {"now": now.replace(tzinfo=None)},
    )
    return [dict(row) for row in frame.to_dict("records")]


def table_check(check: dg.AssetCheckKey, results: Sequence[Row]) -> dg.AssetCheckResult:
    """One check from rows of ops.validation_result; those that did not hold stand first. It warns, it never blocks."""
    failed = [row for row in results if not row["success"]]
    shown = sorted(results, key=lambda row: bool(row["success"]))[:SHOWN]
    metadata: dict[str, Any] = {"checked": len(results), "failed": len(failed)}
    if shown:
        records = [dg.TableRecord({name: _cell(row[name]) for name in COLUMNS}) for row in shown]
        metadata["expectations"] = dg.MetadataValue.table(records)
    return dg.AssetCheckResult(
        passed=not failed,
        asset_key=check.asset_key,
        check_name=check.name,
        severity=dg.AssetCheckSeverity.WARN,
        metadata=metadata,
        description=f"{len(failed)} of {len(results)} expectations did not hold",
    )


def _cell(value: Any) -> str | bool:
    if pd.isna(value):
        return ""
    return bool(value) if isinstance(value, bool | np.bool_) else str(value)
