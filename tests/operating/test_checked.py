"""What is checked of files, by what people do about it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from smm_assets.operating.checked import ROWS, TOTALS, VALUES, checked_files, unrecognised
from smm_assets.settings import Project, Settings
from smm_assets.warehouse import open_store
from smm_assets.warehouse.store import Store

MONDAY, TUESDAY = datetime(2026, 11, 16, 5, tzinfo=UTC), datetime(2026, 11, 17, 5, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(Project(tmp_path, Settings())) as found:
        yield found


def arrived(store: Store, name: str, at: datetime, status: str = "loaded", network: str | None = "north") -> None:
    held = 2 if name == "held.csv" else 0
    row = {"file_id": name, "part": "", "name": name, "network": network, "status": status, "loaded_at": at}
    more = {"rows_read": 9, "rows_quarantined": held, "reason": "why", "cure": "do it"}
    store.load("ops", "export_file", pd.DataFrame([row | more]))


def result(store: Store, name: str, at: datetime, suite: str, severity: str) -> None:
    row = {"run_at": at, "file_id": name, "part": "", "suite": suite, "expectation": suite, "success": True,
           "severity": severity}  # fmt: skip
    store.load("ops", "validation_result", pd.DataFrame([row]))


def test_results_are_of_the_files_that_came_last_whenever_that_was(store: Store) -> None:
    arrived(store, "old.csv", MONDAY)
    result(store, "old.csv", MONDAY, "old", "error")
    arrived(store, "new.csv", TUESDAY)
    for suite, severity in (("rows", "error"), ("values", "warning"), ("control totals", "warning")):
        result(store, "new.csv", TUESDAY, suite, severity)
    arrived(store, "other.csv", MONDAY, network="south")
    found = checked_files(store)
    said = {kind: [row["expectation"] for row in rows] for kind, rows in found["north"].items()}
    assert said == {
        ROWS: ["the file is loaded", "no row is held back", "rows"], VALUES: ["values"], TOTALS: ["control totals"],
    }  # fmt: skip
    assert [row["name"] for row in found["south"][ROWS]] == ["other.csv", "other.csv"]


def test_a_refused_file_and_rows_held_back_do_not_pass(store: Store) -> None:
    arrived(store, "held.csv", TUESDAY)
    arrived(store, "cut.csv", TUESDAY, "quarantined")
    failed = [row for row in checked_files(store)["north"][ROWS] if not row["success"]]
    assert [(row["name"], row["observed"], row["unexpected_count"]) for row in failed] == [
        ("cut.csv", "quarantined: why", 1), ("held.csv", "2 of 9 rows held back", 2),
    ]  # fmt: skip


def test_a_file_nobody_can_tell_the_network_of_is_asked_about_until_one_of_its_name_is_loaded(store: Store) -> None:
    arrived(store, "strange.csv", MONDAY, "unrecognised", network=None)
    assert [(row["name"], row["success"], row["expected"]) for row in unrecognised(store)] == [
        ("strange.csv", False, "do it")
    ]
    row = {"file_id": "b", "part": "", "name": "strange.csv", "network": "north", "status": "loaded",
           "loaded_at": TUESDAY}  # fmt: skip
    store.load("ops", "export_file", pd.DataFrame([row]))
    assert unrecognised(store) == []
