"""A file whose rows are not what its own totals row says is loaded, and says so where people look."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from smm_assets.ingest.landing.intake import ingest
from smm_assets.settings import Project
from smm_assets.warehouse import Store

NOW = datetime(2026, 11, 22, 6)
DAYS = (("2026-11-01", 1, "10.50", 1000, 20), ("2026-11-02", 1, "11.25", 1100, 21))


def _with_totals(text: str, spend: str, impressions: int, clicks: int) -> str:
    return text + f"2026-11-01,2026-11-02,,,{spend},{impressions},{clicks}\n"


def _found(store: Store) -> dict[str, dict[Any, Any]]:
    sql = "SELECT * FROM ops.validation_result WHERE suite = 'control totals'"
    return {row["column_name"]: row for row in store.read(sql).to_dict("records")}


def test_a_difference_is_a_warning_among_the_checks_and_the_rows_stay(
    project: Project, store: Store, drop: Callable[..., Path], write_export: Callable[..., str]
) -> None:
    drop("a.csv", _with_totals(write_export(*DAYS), "30.00", 2100, 41))
    (row,) = ingest(project, store, now=NOW)
    assert (row.status, row.rows_loaded) == ("loaded", 2)
    found = _found(store)
    spend = found["spend_original"]
    assert (bool(spend["success"]), spend["severity"], spend["file_id"]) == (False, "warning", row.file_id)
    assert "21.75" in spend["observed"]
    assert "30" in spend["expected"]
    assert bool(found["impressions"]["success"])
    assert len(row.differing) == 1
    assert "spend_original" in row.differing[0]


def test_equal_totals_are_kept_as_a_check_that_held(
    project: Project, store: Store, drop: Callable[..., Path], write_export: Callable[..., str]
) -> None:
    drop("a.csv", _with_totals(write_export(*DAYS), "21.75", 2100, 41))
    (row,) = ingest(project, store, now=NOW)
    found = _found(store)
    assert set(found) == {"spend_original", "impressions", "clicks"}
    assert all(bool(check["success"]) for check in found.values())
    assert row.differing == ()


def test_a_file_without_totals_has_no_such_check(
    project: Project, store: Store, drop: Callable[..., Path], write_export: Callable[..., str]
) -> None:
    drop("a.csv", write_export(*DAYS))
    ingest(project, store, now=NOW)
    assert _found(store) == {}
