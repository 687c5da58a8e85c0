"""Every sample of every network becomes what `expected.yml` beside it says: the contract a new network is held to.

Belongs here: comparing. Not here: the figures, which are counted by hand and stand beside the samples.

Form of an entry: `arrived` (day) and `account` (what a declared account supplies: account_id, currency, publisher …),
both optional, and `parts`, one item per table in file order: `report` (network/name), then either `rows` (source
records), `skipped` (totals among them), `rejected`, `grain`, `level`, `currency`, `period` (first and last day) and
`sums` (additive measures), of which rows and sums are required, or `refused` with `status` and a fragment of `reason`.
"""

from collections.abc import Callable
from datetime import datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from smm_assets import networks

ROOT = Path(networks.__file__).parent
FOLDERS = sorted(path for path in ROOT.glob("*/samples") if path.is_dir())


def entries(folder: Path) -> dict[str, Any]:
    beside = folder / "expected.yml"
    return (yaml.safe_load(beside.read_text(encoding="utf-8")) or {}) if beside.exists() else {}


CASES = [(folder, name, entry) for folder in FOLDERS for name, entry in entries(folder).items()]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_every_sample_has_an_expectation_and_every_expectation_a_sample(folder: Path) -> None:
    files = {path.name for path in folder.iterdir() if path.name != "expected.yml"}
    assert files == set(entries(folder))


@pytest.mark.parametrize("network", sorted(networks.networks()))
def test_every_report_has_a_sample(network: str) -> None:
    shown = {
        part.get("report") for folder, _, entry in CASES if folder.parent.name == network for part in entry["parts"]
    }
    known = {f"{report.network}/{report.name}" for report in networks.reports() if report.network == network}
    assert known - shown == set()


@pytest.mark.parametrize(("folder", "name", "entry"), CASES, ids=[f"{f.parent.name}/{n}" for f, n, _ in CASES])
def test_a_sample_becomes_what_is_expected(
    read_bytes: Callable[..., list[Any]], folder: Path, name: str, entry: dict[str, Any]
) -> None:
    known = dict(entry.get("account", {}))
    if "arrived" in entry:
        known["arrived_at"] = datetime.combine(entry["arrived"], time(6))
    found = read_bytes(name, (folder / name).read_bytes(), **known)
    assert [part.part for part in found if part.refusal] == [
        part.part for part, wanted in zip(found, entry["parts"], strict=True) if "refused" in wanted
    ], [str(part.refusal) for part in found if part.refusal]
    for part, wanted in zip(found, entry["parts"], strict=True):
        compare(part, wanted)


def compare(part: Any, wanted: dict[str, Any]) -> None:
    if part.report is not None or "report" in wanted:
        assert f"{part.network}/{part.report}" == wanted["report"]
    if "refused" in wanted:
        assert (part.refusal.status, wanted["refused"]["reason"] in str(part.refusal)) == (
            wanted["refused"]["status"],
            True,
        ), str(part.refusal)
        return
    summary = part.summary
    read = (summary.rows_read, summary.rows_skipped_total, summary.rows_rejected)
    assert read == (wanted["rows"], wanted.get("skipped", 0), wanted.get("rejected", 0))
    assert {key: getattr(summary, key) for key in ("grain", "level", "currency") if key in wanted} == {
        key: wanted[key] for key in ("grain", "level", "currency") if key in wanted
    }
    if "period" in wanted:
        assert [summary.period_start, summary.period_end] == wanted["period"]
    assert {metric: Decimal(summary.sums.get(metric, "NaN")) for metric in wanted["sums"]} == {
        metric: Decimal(str(value)) for metric, value in wanted["sums"].items()
    }
