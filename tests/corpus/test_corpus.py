"""Every file of the private corpus is loaded with the sums it shows itself, or refused for the reason it deserves.

The corpus is not part of the repository: $SMM_CORPUS names its folder. Expectations are keyed by content, one file a
network. A part that is not loaded says so with a status of its own; only the metrics that are listed are compared.
"""

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from smm_assets.errors import FileRefused
from smm_assets.ingest.contract import FileContext
from smm_assets.ingest.landing.intake import ingest
from smm_assets.ingest.recognition.examine import examine
from smm_assets.ingest.rows.apply import read_part
from smm_assets.ingest.rows.reading import Summary
from smm_assets.settings import Project, Settings
from smm_assets.warehouse import open_store

Expected = Mapping[str, Any]

CORPUS = os.environ.get("SMM_CORPUS", "")
NOW = datetime(2026, 11, 22, 6)
CENT = Decimal("0.01")
ORDER = ("loaded", "quarantined", "held", "empty", "unrecognised", "left_out")
SAID = ("grain", "level", "currency", "period_start", "period_end")
FILES = sorted(path for path in Path(CORPUS).rglob("*") if path.is_file()) if CORPUS else []
needs_corpus = pytest.mark.skipif(not CORPUS, reason="SMM_CORPUS names no folder of real exports")


def expectations() -> dict[str, Expected]:
    found: dict[str, Expected] = {}
    for path in sorted(Path(__file__).with_name("expectations").glob("*.yml")):
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert not found.keys() & entries.keys(), f"{path.name} repeats an entry of another file"
        found |= entries
    return found


EXPECTED = expectations()


def case(key: str) -> dict[str, Expected]:
    """Entries that say something under this key, laid over what the entry says itself."""
    shared = ("title", "account", "arrived")
    return {
        digest: {name: entry[name] for name in shared if name in entry} | {"status": "loaded"} | entry[key]
        for digest, entry in EXPECTED.items()
        if key in entry
    }


WITHOUT_ACCOUNT = {digest: {**entry, "account": {}} for digest, entry in case("without_account").items()}
ALSO_AS = case("also_as")


@dataclass(frozen=True, kw_only=True)
class Found:
    """What became of one part. reason: why it was refused; summary, rejected: of one that was read."""

    part: str
    status: str
    reason: str = ""
    summary: Summary | None = None
    rejected: int = 0


def by_hash() -> dict[str, Path]:
    return {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in FILES}


def arrival(wanted: Expected) -> datetime:
    return datetime.combine(wanted["arrived"], time(6)) if "arrived" in wanted else NOW


def outcome(path: Path, wanted: Expected) -> list[Found]:
    """What happens to each part of the file before it meets the store, when it comes as the expectation says."""
    account: Mapping[str, str] = wanted.get("account", {})
    context = FileContext(
        name=wanted.get("name", path.name),
        arrived_at=arrival(wanted),
        currency=account.get("currency"),
        publisher=account.get("publisher"),
    )
    found = []
    for part in examine(context.name, path.read_bytes()).parts:
        try:
            reading = read_part(part, context)
            batches = list(reading.batches())
        except FileRefused as refused:
            found.append(Found(part=part.part, status=refused.status, reason=str(refused)))
            continue
        rejected = sum(batch.rejected["row_number"].nunique() for batch in batches)
        found.append(Found(part=part.part, status="loaded", summary=reading.summary, rejected=rejected))
    return found


def meets(digest: str, wanted: Expected) -> bool:
    path = by_hash().get(digest)
    if path is None:
        pytest.skip("this file is not in the corpus at hand")
    found = outcome(path, wanted)
    reasons = " · ".join(part.reason for part in found if part.reason)
    status = min((part.status for part in found), key=ORDER.index, default="unrecognised")
    assert status == wanted["status"], reasons
    assert wanted.get("reason", "").casefold() in reasons.casefold()
    if "parts" in wanted:
        assert len(found) == len(wanted["parts"]), [part.part for part in found]
        for part, expected in zip(found, wanted["parts"], strict=True):
            check_part(part, expected)
    return True


def check_part(found: Found, wanted: Expected) -> None:
    assert found.part == wanted.get("part", found.part)
    assert found.status == wanted.get("status", "loaded"), f"{found.part}: {found.reason}"
    assert wanted.get("reason", "").casefold() in found.reason.casefold()
    if found.summary is not None:
        check_figures(found, found.summary, wanted)


def check_figures(found: Found, summary: Summary, wanted: Expected) -> None:
    counts = (summary.rows_read, summary.rows_skipped_total, found.rejected)
    assert counts == (wanted["rows"], wanted["skipped"], wanted.get("rejected", 0)), found.part
    assert {key: getattr(summary, key) for key in SAID if key in wanted} == {
        key: wanted[key] for key in SAID if key in wanted
    }
    sums = {metric: Decimal(str(value)) for metric, value in wanted["sums"].items()}
    assert {metric: Decimal(summary.sums.get(metric, 0)) for metric in sums} == sums
    totals = sums | {metric: Decimal(str(value)) for metric, value in wanted.get("totals", {}).items()}
    stated = {control.metric: control.stated for control in summary.controls if control.metric in totals}
    assert {metric: value for metric, value in stated.items() if abs(value - totals[metric]) > CENT} == {}


def title(digest: str) -> str:
    return str(EXPECTED[digest]["title"])


@needs_corpus
@pytest.mark.parametrize("digest", EXPECTED, ids=title)
def test_each_known_file_meets_its_expectation(digest: str) -> None:
    assert meets(digest, EXPECTED[digest])


@needs_corpus
@pytest.mark.parametrize("digest", WITHOUT_ACCOUNT, ids=title)
def test_a_file_that_needs_an_account_asks_for_it(digest: str) -> None:
    assert meets(digest, WITHOUT_ACCOUNT[digest])


@needs_corpus
@pytest.mark.parametrize("digest", ALSO_AS, ids=title)
def test_a_file_is_loaded_under_a_name_that_says_what_it_leaves_open(digest: str) -> None:
    assert meets(digest, ALSO_AS[digest])


@needs_corpus
def test_every_file_of_the_corpus_was_looked_at() -> None:
    unknown = [path for digest, path in by_hash().items() if digest not in EXPECTED and path.name != "README.md"]
    assert [path.relative_to(CORPUS).as_posix() for path in unknown] == []


def by_arrival(digests: Iterable[str]) -> list[tuple[datetime, list[str]]]:
    """Files by the day they arrive, in that order."""
    days: dict[datetime, list[str]] = defaultdict(list)
    for digest in digests:
        days[arrival(EXPECTED[digest])].append(digest)
    return sorted(days.items())


def entered(expected: Expected) -> str:
    """What the ledger calls a file: one of several tables that are not all loaded is loaded partly."""
    refused = {part["status"] for part in expected.get("parts", []) if "status" in part}
    return "partly" if expected["status"] == "loaded" and refused - {"empty", "left_out"} else str(expected["status"])


@needs_corpus
@pytest.mark.slow
def test_the_whole_corpus_lands_with_every_record_accounted_for(tmp_path: Path) -> None:
    project = Project(tmp_path, Settings(currency="EUR"))
    paths = {digest: path for digest, path in by_hash().items() if digest in EXPECTED}
    wanted = {digest: WITHOUT_ACCOUNT.get(digest, EXPECTED[digest]) for digest in paths}
    with open_store(project) as store:
        for moment, digests in by_arrival(paths):
            ingest(project, store, now=moment, files=[paths[digest] for digest in digests])
        arrivals = store.read("SELECT sha256, outcome FROM ops.arrival")
        files = store.read("SELECT * FROM ops.export_file WHERE status = 'loaded'")
    seen = dict(zip(arrivals["sha256"], arrivals["outcome"], strict=True))
    assert seen == {digest: entered(expected) for digest, expected in wanted.items()}
    classes = files[["rows_loaded", "rows_superseded", "rows_quarantined", "rows_skipped_total"]].sum(axis=1)
    assert (files["rows_read"] == classes).all()
    rejected = sum(part.get("rejected", 0) for expected in wanted.values() for part in expected.get("parts", ()))
    assert files["rows_quarantined"].sum() == rejected
    assert all(path.exists() for path in paths.values())
