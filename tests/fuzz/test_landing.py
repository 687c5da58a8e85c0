"""Changed files in the inbox: each has an entry with a reason, none stops the others, all records are accounted for."""

import os
from datetime import datetime
from pathlib import Path

from smm_assets.ingest.landing.intake import ingest
from smm_assets.schema import RAW_TABLES
from smm_assets.settings import Project, Settings
from smm_assets.warehouse import open_store
from tests.fuzz.judging import INTERNAL
from tests.fuzz.test_reading import FILES, SEED, changed

NOW = datetime(2026, 7, 15, 6)
LONG_AGO = 1_700_000_000
LANDED = max(40, FILES // 20)
ENDINGS = {"loaded", "partly", "duplicate", "quarantined", "held", "empty", "unrecognised", "left_out"}
RECORDS = "SELECT DISTINCT file_id, part, row_number FROM raw.{table}"


def test_changed_files_land_with_a_reason_and_all_their_records(tmp_path: Path) -> None:
    project = Project(tmp_path, Settings(currency="EUR"))
    inbox = Path(project.inbox)
    inbox.mkdir(parents=True)
    for number in range(LANDED):
        name, _, data = changed(f"{SEED} landing {number}")
        path = inbox / f"{number:04d} {name}"
        path.write_bytes(data)
        os.utime(path, (LONG_AGO, LONG_AGO))
    with open_store(project) as store:
        ingest(project, store, now=NOW)
        arrivals = store.read("SELECT name, outcome, reason FROM ops.arrival")
        parts = store.read("SELECT * FROM ops.export_file")
        stored = sum(len(store.read(RECORDS.format(table=table))) for table in RAW_TABLES)
    assert len(arrivals) == LANDED
    assert set(arrivals["outcome"]) <= ENDINGS
    assert {"loaded", "quarantined"} <= set(arrivals["outcome"])
    refused = arrivals[~arrivals["outcome"].isin(["loaded"])]
    assert [row for row in refused.itertuples() if not row.reason or INTERNAL.search(row.reason)] == []
    assert [reason for reason in refused["reason"] if "inside the software" in reason] == []
    classes = parts[["rows_loaded", "rows_superseded", "rows_quarantined", "rows_skipped_total"]].sum(axis=1)
    assert (parts["rows_read"] == classes).all()
    assert stored == parts["rows_loaded"].sum() + parts["rows_superseded"].sum()
    assert list(inbox.iterdir()) == []
