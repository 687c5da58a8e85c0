"""Exports read early by other processes: the same rows and the same ledger as one after the other, whatever happens."""

import hashlib
import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest

from smm_assets.ingest.contract import FileContext
from smm_assets.ingest.landing import early, filing, intake, pieces
from smm_assets.ingest.landing.early import Early, early_reading, examined_early
from smm_assets.ingest.landing.early_reader import Wanted
from smm_assets.ingest.landing.intake import Progress, ingest
from smm_assets.ingest.recognition.examine import Examination, Part, examine
from smm_assets.networks import reports
from smm_assets.settings import Project
from smm_assets.warehouse import Store, open_store

NOW = datetime(2026, 11, 22, 6)
Drop = Callable[..., Path]
Write = Callable[..., str]
TABLES = (
    "raw.ad_delivery", "raw.outcome", "ops.export_file", "ops.quarantined_row", "ops.validation_result", "ops.change",
)  # fmt: skip


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also few and small files are worth reading early, on a machine of two processors."""
    monkeypatch.setattr(early, "WORTH_IT", 1)
    monkeypatch.setattr(pieces, "SMALLEST", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


@pytest.fixture
def began(monkeypatch: pytest.MonkeyPatch) -> list[Early]:
    """What read early, to be looked at; closed by who made it."""
    made: list[Early] = []

    def making(*given: object) -> Early:
        made.append(Early(*given))  # type: ignore[arg-type]
        return made[-1]

    monkeypatch.setattr(intake, "Early", making)
    return made


def fill(drop: Drop, write: Write) -> None:
    """Exports that load, that hold bad rows, that come twice, that are refused, and no exports."""
    for day in range(1, 8):
        drop(f"day {day}.csv", write((f"2026-11-0{day}", 1, f"{day}.50", 1000, 20), (f"2026-11-0{day}", 2, "1", 50, 3)))
    drop("again.csv", write(("2026-11-01", 1, "1.50", 1000, 20), ("2026-11-01", 2, "1", 50, 3)))
    drop("newer.csv", write(("2026-11-02", 1, "99.75", 1001, 21)))
    drop("bad rows.csv", write(*[(f"2026-11-{day}", 1, "1.00", 10, 1) for day in range(10, 20)], ("x", 1, "1", 1, 1)))
    drop("clicks.csv", write(*[(f"2026-11-{day}", 3, "1.00", 10, 11 if day == 15 else 1) for day in range(10, 20)]))
    drop("held.csv", write(("2026-11-01", 4, "1.00", 10, 1), currency=""))
    drop("no export.csv", "a,b\n1,2\n")
    drop("empty.csv", "")
    drop("cut.csv", write(("2026-11-01", 5, "1.00", 10, 1)) + '2026-11-02,2026-11-02,"Camp')


def held_in(store: Store) -> list[pd.DataFrame]:
    found = [store.read(f"SELECT * FROM {table}") for table in TABLES]
    found = [frame.drop(columns=[name for name in ("arrival_id",) if name in frame]) for frame in found]
    return [frame.astype("str").sort_values(list(frame.columns), ignore_index=True) for frame in found]


def filled(project: Project, on_progress: Callable[[Progress], None] | None = None) -> list[pd.DataFrame]:
    with open_store(project) as store:
        ingest(project, store, now=NOW, pause_seconds=0, on_progress=on_progress)
        return held_in(store)


@pytest.fixture
def without(
    project: Project, drop: Drop, write_export: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> list[pd.DataFrame]:
    """What a project holds that read the same files one after the other."""
    fill(drop, write_export)
    beside = Project(tmp_path / "beside", project.settings)
    subprocess.run(["cp", "-a", str(project.home), str(beside.home)], check=True)
    with monkeypatch.context() as patched:
        patched.setattr(early, "WORTH_IT", 1_000_000_000)
        return filled(beside)


def differing(found: list[pd.DataFrame], wanted: list[pd.DataFrame]) -> list[str]:
    return [table for table, one, other in zip(TABLES, found, wanted, strict=True) if not one.equals(other)]


@pytest.mark.usefixtures("always")
def test_what_is_read_early_is_loaded_as_what_is_read_in_turn(
    project: Project, without: list[pd.DataFrame], began: list[Early]
) -> None:
    assert len(without[0]) > 20
    assert differing(filled(project), without) == []
    assert [one.processes for one in began] == [2]


@pytest.mark.usefixtures("always")
def test_files_whose_process_died_are_read_in_their_turn(
    project: Project, without: list[pd.DataFrame], began: list[Early]
) -> None:
    def kill(at: Progress) -> None:
        if at.number in (3, 5) and at.records == 0:
            for reader in began[0]._readers[: at.number // 2]:
                os.kill(reader._process.pid, signal.SIGKILL)

    assert differing(filled(project, kill), without) == []


@pytest.mark.usefixtures("always")
def test_no_process_is_left_when_a_round_breaks_off(
    project: Project, drop: Drop, write_export: Write, began: list[Early]
) -> None:
    fill(drop, write_export)

    def stop(at: Progress) -> None:
        if at.number == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        filled(project, stop)
    assert [reader._process.poll() for reader in began[0]._readers] == [-signal.SIGKILL, -signal.SIGKILL]
    assert filled(project)[2]["status"].value_counts()["loaded"] >= 9


def test_few_small_files_are_not_worth_a_process(
    project: Project, drop: Drop, write_export: Write, began: list[Early]
) -> None:
    fill(drop, write_export)
    filled(project)
    assert [one.processes for one in began] == [0]


@pytest.mark.usefixtures("always")
def test_a_file_that_changed_or_is_taken_for_another_account_is_not_what_was_read(
    project: Project, drop: Drop, write_export: Write
) -> None:
    text = write_export(("2026-11-01", 1, "1.50", 1000, 20))
    paths = [str(drop(name, text + " " * place)) for place, name in enumerate(("a.csv", "b.csv", "c.csv"))]
    files = [Wanted(path=path, size=os.stat(path).st_size, name=Path(path).name, hint=None) for path in paths]
    reading = Early(project, NOW, "", files)
    try:
        all_read(reading, len(files))
        assert reading.file(paths[0], "another sha256") is None
        read = reading.file(paths[1], "4a7d3a86bd2c3e6ee5c4ce4c0b8b1c86")
        assert read is None
        known = reading.file(paths[2], sha256_of(paths[2]))
        assert known is not None
        assert reading.file(paths[0], sha256_of(paths[0])) is None, "its turn is over"
    finally:
        reading.close()
    part = examine("c.csv", Path(paths[2]).read_bytes()).parts[0]
    own = FileContext(name="c.csv", arrived_at=NOW)
    found = early_reading(part, own, known)
    assert found is not None
    assert found.summary.rows_read == 1
    assert early_reading(part, FileContext(name="c.csv", arrived_at=NOW, account_id="7"), known) is None
    assert early_reading(part, own, None) is None
    seen = examined_early(known, reports())
    assert seen is not None
    assert [replace(part, report=None) for part in seen.parts] == [
        Part(part="", header=part.header, sources=part.sources, encoding=part.encoding)
    ]
    assert seen.parts[0].report is part.report
    assert examined_early(known, ()) is None, "its report is none of those"
    assert examined_early(replace(known, is_whole=False), reports()) is None
    assert examined_early(None, reports()) is None


@pytest.mark.usefixtures("always")
def test_what_was_read_whole_is_not_examined_again(
    project: Project, drop: Drop, write_export: Write, began: list[Early], monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in range(1, 5):
        drop(f"day {day}.csv", write_export((f"2026-11-0{day}", 1, f"{day}.50", 1000, 20)))
    drop("no export.csv", "a,b\n1,2\n")
    examined: list[str] = []

    def noted(name: str, *given: object, **named: object) -> Examination:
        examined.append(name)
        return examine(name, *given, **named)  # type: ignore[arg-type]

    def wait(at: Progress) -> None:
        if at.number == 1 and at.records == 0:
            all_read(began[0], 3)  # as many as may be before the first is taken

    monkeypatch.setattr(filing, "examine", noted)
    assert filled(project, wait)[2]["status"].value_counts().to_dict() == {"loaded": 4, "unrecognised": 1}
    assert "no export.csv" in examined
    assert set(examined) < {"day 1.csv", "day 2.csv", "day 3.csv", "day 4.csv", "no export.csv"}


def all_read(reading: Early, count: int) -> None:
    """Wait until every file was read, so that none is found not begun."""
    until = time.monotonic() + 120
    while len(reading._handed._found) < count:
        assert time.monotonic() < until, "nothing is read any more"
        time.sleep(0.02)


def sha256_of(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()
