"""Every file of the private corpus is loaded with the sums it shows itself, or refused for the reason it deserves.

The corpus is not part of the repository: $SMM_CORPUS names its folder. Expectations are keyed by content.
"""

import hashlib
import os
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from smm_assets.errors import FileRefused
from smm_assets.ingest.apply import read_part
from smm_assets.ingest.contract import FileContext
from smm_assets.ingest.examine import examine
from smm_assets.ingest.landing import ingest
from smm_assets.settings import Project, Settings
from smm_assets.warehouse import open_store

CORPUS = os.environ.get("SMM_CORPUS", "")
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("expectations.yml").read_text(encoding="utf-8")
)
NOW = datetime(2026, 11, 22, 6)
FILES = sorted(path for path in Path(CORPUS).rglob("*") if path.is_file()) if CORPUS else []
needs_corpus = pytest.mark.skipif(not CORPUS, reason="SMM_CORPUS names no folder of real exports")


def by_hash() -> dict[str, Path]:
    return {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in FILES}


def outcome(path: Path, account: dict[str, str]) -> tuple[str, str, list[dict[str, Any]]]:
    """(status, reasons, one summary per loaded part): what happens to the file before it meets the store."""
    context = FileContext(
        name=path.name, arrived_at=NOW, currency=account.get("currency"), publisher=account.get("publisher")
    )
    seen = examine(path.name, path.read_bytes())
    statuses, reasons, parts = [], [], []
    for part in seen.parts:
        try:
            reading = read_part(part, context)
            batches = list(reading.batches())
        except FileRefused as refused:
            statuses.append(refused.status)
            reasons.append(str(refused))
            continue
        rejected = sum(batch.rejected["row_number"].nunique() for batch in batches)
        parts.append({"summary": reading.summary, "rejected": rejected})
        statuses.append("loaded")
    order = ("loaded", "quarantined", "held", "empty", "unrecognised")
    status = min(statuses, key=order.index) if statuses else "unrecognised"
    return status, " · ".join(reasons), parts


@needs_corpus
@pytest.mark.parametrize("digest", EXPECTED, ids=lambda digest: EXPECTED[digest]["title"])
def test_each_known_file_meets_its_expectation(digest: str) -> None:
    expected = EXPECTED[digest]
    path = by_hash().get(digest)
    if path is None:
        pytest.skip("this file is not in the corpus at hand")
    status, reasons, parts = outcome(path, expected.get("account", {}))
    assert status == expected["status"], reasons
    assert expected.get("reason", "") in reasons
    if status != "loaded":
        return
    assert len(parts) == len(expected["parts"])
    for part, wanted in zip(parts, expected["parts"], strict=True):
        summary = part["summary"]
        assert (summary.rows_read, summary.rows_skipped_total, part["rejected"]) == (
            wanted["rows"],
            wanted["skipped"],
            0,
        )
        for key in ("grain", "level", "currency"):
            assert key not in wanted or getattr(summary, key) == wanted[key]
        sums = {metric: Decimal(summary.sums.get(metric, 0)) for metric in wanted["sums"]}
        assert sums == {metric: Decimal(str(value)) for metric, value in wanted["sums"].items()}
        if wanted["skipped"] and summary.control_total is not None:
            assert abs(summary.control_difference) <= Decimal("0.01")


@needs_corpus
def test_no_file_is_loaded_that_nobody_looked_at() -> None:
    surprising = []
    for digest, path in by_hash().items():
        if digest not in EXPECTED and path.suffix.lower() != ".md" and outcome(path, {})[0] == "loaded":
            surprising.append(path.relative_to(CORPUS).as_posix())
    assert surprising == []


@needs_corpus
@pytest.mark.slow
def test_the_whole_corpus_lands_with_every_record_accounted_for(tmp_path: Path) -> None:
    project = Project(tmp_path, Settings(currency="EUR"))
    plain = {digest: path for digest, path in by_hash().items() if "account" not in EXPECTED.get(digest, {})}
    with open_store(project) as store:
        ingest(project, store, now=NOW, files=[path for path in plain.values() if path.suffix.lower() != ".md"])
        arrivals = store.read("SELECT sha256, outcome FROM ops.arrival")
        files = store.read("SELECT * FROM ops.export_file WHERE status = 'loaded'")
    seen = dict(zip(arrivals["sha256"], arrivals["outcome"], strict=True))
    assert {digest: seen[digest] for digest in plain if digest in EXPECTED} == {
        digest: EXPECTED[digest]["status"] for digest in plain if digest in EXPECTED
    }
    classes = files[["rows_loaded", "rows_superseded", "rows_quarantined", "rows_skipped_total"]].sum(axis=1)
    assert (files["rows_read"] == classes).all()
    assert (files["rows_quarantined"] == 0).all()
    assert all(path.exists() for path in plain.values())
