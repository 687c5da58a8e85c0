"""Great Expectations judges the files of a round together; where it disagrees, that part is taken back and no other."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from smm_assets.errors import StoreFull
from smm_assets.ingest.landing import ledger, storing
from smm_assets.ingest.landing.intake import ingest
from smm_assets.ingest.landing.ledger import LedgerRow
from smm_assets.settings import Project
from smm_assets.validation import Verdict, validate
from smm_assets.warehouse import Store

NOW = datetime(2026, 11, 22, 6)
Drop = Callable[..., Path]
Write = Callable[..., str]


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """The predicates of this software take every rule for broken where a row's campaign is the ninth."""

    def wrong(rows: object, *rest: object, **named: object) -> Verdict:  # type: ignore[type-arg]
        verdict = validate(rows, *rest, **named)  # type: ignore[type-var, arg-type]
        if "Campaign 9" in verdict.good["campaign_name"].to_pylist():  # type: ignore[index]
            broken = tuple(True for _ in verdict.evidence.broken)
            return replace(verdict, evidence=replace(verdict.evidence, broken=broken))
        return verdict

    monkeypatch.setattr(storing, "validate", wrong)


def _of_files(store: Store) -> list[tuple[object, ...]]:
    sql = """
        SELECT a.path, a.outcome, f.status, f.rows_read, f.rows_loaded, f.rows_quarantined,
            (SELECT COUNT(*) FROM raw.ad_delivery AS r WHERE r.file_id = f.file_id) AS n
        FROM ops.export_file AS f JOIN ops.arrival AS a ON a.arrival_id = f.arrival_id ORDER BY a.path"""
    found = store.read(sql).astype(object)
    found["path"] = [Path(path).name for path in found["path"]]
    return list(found.itertuples(index=False, name=None))


@pytest.mark.usefixtures("blind")
def test_of_a_round_only_the_part_the_judges_disagree_about_is_taken_back(
    project: Project, store: Store, drop: Drop, write_export: Write
) -> None:
    drop("a.csv", write_export(("2026-11-01", 1, "10.50", 1000, 20), ("2026-11-02", 1, "1.50", 100, 2)))
    drop("b.csv", write_export(("2026-11-01", 9, "5.25", 500, 10)))
    drop("c.csv", write_export(("2026-11-03", 1, "1.75", 120, 3)))
    rows = ingest(project, store, now=NOW, pause_seconds=0)
    assert [(row.name, row.status) for row in rows] == [
        ("a.csv", "loaded"),
        ("b.csv", "quarantined"),
        ("c.csv", "loaded"),
    ]
    assert "two ways of checking rows disagree" in str(rows[1].reason)
    assert "report it" in str(rows[1].cure)
    assert [tuple(row) for row in _of_files(store)] == [
        ("a.csv", "loaded", "loaded", 2, 2, 0, 2),
        ("b.csv", "quarantined", "quarantined", 1, 0, 1, 0),
        ("c.csv", "loaded", "loaded", 1, 1, 0, 1),
    ]
    for row in rows:
        row.check()


@pytest.mark.usefixtures("blind")
def test_a_file_whose_transaction_fails_is_not_judged_with_the_others(
    project: Project, store: Store, drop: Drop, write_export: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its evidence would be found wanting, and its rows, which are not there, be taken back."""
    drop("a.csv", write_export(("2026-11-01", 1, "10.50", 1000, 20)))
    drop("b.csv", write_export(("2026-11-01", 9, "5.25", 500, 10)))
    record = ledger.record_parts

    def full(into: Store, rows: list[LedgerRow]) -> None:
        if any(row.name == "b.csv" for row in rows):
            raise StoreFull("no space left on device", cure="Make room")
        record(into, rows)

    monkeypatch.setattr(ledger, "record_parts", full)
    with pytest.raises(StoreFull, match="no space left"):
        ingest(project, store, now=NOW, pause_seconds=0)
    assert [(name, status, n) for name, _, status, *_, n in _of_files(store)] == [("a.csv", "loaded", 1)]
    assert (Path(project.inbox) / "b.csv").exists()


@pytest.mark.usefixtures("blind")
def test_a_file_that_stood_held_and_is_read_again_alone_is_judged_at_once(
    make_project: Callable[..., Project], store: Store, write_export: Write
) -> None:
    """Read again outside of a round, it stays as it was: nothing of it is stored."""
    project = make_project()
    inbox = Path(project.inbox)
    (inbox / "n.csv").write_text(write_export(("2026-11-01", 9, "5.25", 500, 10), currency=""))
    first = ingest(project, store, now=NOW, pause_seconds=0)
    assert [row.status for row in first] == ["held"]
    told = make_project({"name": "shop", "network": "meta", "currency": "EUR"})
    again = ingest(told, store, now=NOW, pause_seconds=0)
    assert [(row.status, "disagree" in str(row.reason)) for row in again] == [("quarantined", True)]
    assert store.read("SELECT 1 AS one FROM raw.ad_delivery").empty
    assert store.read("SELECT status FROM ops.export_file")["status"].tolist() == ["held"]
