"""Every version of the media plan, kept in state.plan_version, which is never dropped.

Belongs here: noticing that the plan changed. Not here: reading it (`plan`).
"""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence

import pandas as pd

from smm_assets.budget.plan import Row
from smm_assets.warehouse.store import Store


def log_version(store: Store, rows: Sequence[Row], as_of: dt.date, now: dt.datetime) -> int:
    """Append the plan when its content differs from the latest version; returns the number of the version in force.

    0 when there never was a plan. Taking the plan away is a version without lines.
    """
    content = json.dumps([plain_line(row) for row in rows], sort_keys=True, ensure_ascii=False, default=str)
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    latest = store.read("SELECT version, sha256 FROM state.plan_version ORDER BY version DESC LIMIT 1")
    number = int(latest["version"].iloc[0]) if len(latest) else 0
    if (len(latest) and latest["sha256"].iloc[0] == sha256) or (not len(latest) and not rows):
        return number
    row = {"version": number + 1, "valid_from": as_of, "loaded_at": now, "sha256": sha256, "content_json": content}
    store.load("state", "plan_version", pd.DataFrame([row]))
    return number + 1


def plain_line(row: Row) -> dict[str, object]:
    """The line as the user wrote it: amounts in the reporting currency would change with the rates."""
    skipped = ("amount", "target_cost", "low_amount", "high_amount")
    return {key: value for key, value in row.items() if key not in skipped}
