"""Exports that workers read: the same rows and ledger as read in turn; whatever is odd about a result, it is gone."""

import hashlib
import os
import pickle
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from smm_assets import own_code
from smm_assets.ingest.landing import early, filing, intake, pieces, read_ahead
from smm_assets.ingest.landing.early import EarlyReading
from smm_assets.ingest.landing.early_reader import ReadFile, Wanted
from smm_assets.ingest.landing.inbox import waiting
from smm_assets.ingest.landing.intake import ingest
from smm_assets.ingest.landing.read_ahead import Results, hint_of, read_piece, still_to_read
from smm_assets.ingest.landing.result_format import MAGIC, unpacked
from smm_assets.ingest.recognition.examine import Examination, examine
from smm_assets.registry import registry
from smm_assets.settings import Account, Project
from smm_assets.warehouse import open_store
from tests.ingest.landing.conftest import LONG_AGO, NOW
from tests.ingest.landing.test_early import differing, fill, held_in

Drop = Callable[..., Path]
Write = Callable[..., str]
MAPPING = """
label: Adland
report: ads
columns: {day: Datum, campaign_name: Kampagne, spend_original: Kosten}
currency: EUR
"""


@pytest.fixture(autouse=True)
def small_files_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "SMALLEST", 1)


@pytest.fixture
def used(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files of which a result was taken."""
    names: list[str] = []
    found = Results.found

    def noted(self: Results, *given: object) -> ReadFile | None:
        read = found(self, *given)  # type: ignore[arg-type]
        names.extend([read.wanted.name] if read else [])
        return read

    monkeypatch.setattr(Results, "found", noted)
    return names


def read_all(project: Project, at: datetime = NOW) -> read_ahead.PieceRead:
    """Have all that waits read, as a worker does."""
    paths = [item.path for item in waiting(project, clock=lambda: NOW)]
    return read_piece(project, registry(project), paths, at)


def loaded(project: Project, at: datetime = NOW) -> list[pd.DataFrame]:
    with open_store(project) as store:
        ingest(project, store, now=at, pause_seconds=0)
        return held_in(store)


def left(project: Project) -> list[str]:
    folder = project.data / read_ahead.FOLDER
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def beside(project: Project, folder: Path) -> Project:
    """The same project once more, before anything was loaded."""
    subprocess.run(["cp", "-a", str(project.home), str(folder)], check=True)
    return Project(folder, project.settings)


def test_what_workers_read_is_loaded_as_what_is_read_in_turn(
    project: Project, drop: Drop, write_export: Write, tmp_path: Path, used: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(drop, write_export)
    without = loaded(beside(project, tmp_path / "beside"))
    assert len(without[0]) > 20
    told = read_all(project)
    assert (told.files, told.left) == (11, 4), "the others hold nothing that can be read"
    examined: list[str] = []

    def noted(name: str, *given: object, **named: object) -> Examination:
        examined.append(name)
        return examine(name, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(filing, "examine", noted)
    assert differing(loaded(project), without) == []
    assert len(used) == 11
    assert not set(examined) & set(used), "what was read is not read again"
    assert left(project) == []


def test_a_declared_account_is_supplied_to_what_workers_read(
    make_project: Callable[..., Project], drop: Drop, write_export: Write, tmp_path: Path, used: list[str]
) -> None:
    project = make_project({"name": "eu", "network": "meta", "account_id": "7", "currency": "EUR"})
    drop("of a folder.csv", write_export(("2026-11-01", 1, "1.50", 1000, 20), currency=""), folder="eu")
    without = loaded(beside(project, tmp_path / "beside"))
    assert set(without[0]["account_id"]) == {"7"}
    assert read_all(project).files == 1
    assert differing(loaded(project), without) == []
    assert used == ["of a folder.csv"]


def test_a_part_dated_by_its_arrival_alone_is_left_to_its_turn(project: Project, drop: Drop, used: list[str]) -> None:
    sample = Path(intake.__file__).parents[2] / "networks/tiktok/samples/FollowerGender.csv"
    drop("FollowerGender.csv", sample.read_bytes())
    assert read_all(project) == read_ahead.PieceRead(files=0, rows=0, left=1)
    assert loaded(project)[2]["status"].tolist() == ["loaded"]
    assert used == []


Change = Callable[[Project, Path, pytest.MonkeyPatch], object]


def other_bytes(project: Project, result: Path, patched: pytest.MonkeyPatch) -> None:
    data = bytearray(result.read_bytes())
    data[len(data) // 2] ^= 1
    result.write_bytes(data)


def a_link(project: Project, result: Path, patched: pytest.MonkeyPatch) -> None:
    other = project.home / "elsewhere"
    shutil.move(result, other)
    result.symlink_to(other)


def of_another_file(project: Project, result: Path, patched: pytest.MonkeyPatch) -> None:
    said, batches = unpacked(result.read_bytes())
    assert batches
    repacked(result, said.model_copy(update={"key": "of another"}).model_dump_json())


def of_other_bytes(project: Project, result: Path, patched: pytest.MonkeyPatch) -> None:
    said, _ = unpacked(result.read_bytes())
    repacked(result, said.model_copy(update={"sha256": "0" * 64}).model_dump_json())


def of_no_declared_account(project: Project, result: Path, patched: pytest.MonkeyPatch) -> None:
    said, _ = unpacked(result.read_bytes())
    parts = tuple(part.model_copy(update={"account": "nobody"}) for part in said.parts)
    repacked(result, said.model_copy(update={"parts": parts}).model_dump_json())


def repacked(result: Path, text: str) -> None:
    """The same rows with another description, and the checksum that fits it."""
    data = result.read_bytes()[len(MAGIC) + 32 :]
    streams = data[8 + int.from_bytes(data[:8], "big") :]
    body = len(text.encode()).to_bytes(8, "big") + text.encode() + streams
    result.write_bytes(MAGIC + hashlib.sha256(body).digest() + body)


def the_file_changed(project: Project, result: Path, patched: pytest.MonkeyPatch) -> None:
    path = Path(project.inbox, "a.csv")
    path.write_text(path.read_text().replace("1.50", "1.7"), encoding="utf-8")


def the_file_changed_and_nobody_sees_it(project: Project, result: Path, patched: pytest.MonkeyPatch) -> None:
    path = Path(project.inbox, "a.csv")
    path.write_text(path.read_text().replace("1.50", "1.70"), encoding="utf-8")
    os.utime(path, (LONG_AGO, LONG_AGO))


def a_mapping_came(project: Project, result: Path, patched: pytest.MonkeyPatch) -> None:
    (project.home / "mappings").mkdir()
    (project.home / "mappings" / "adland.yml").write_text(MAPPING, encoding="utf-8")


def an_account_was_declared(project: Project, result: Path, patched: pytest.MonkeyPatch) -> None:
    account = Account(name="eu", network="meta", account_id="7")
    patched.setattr(project, "settings", project.settings.model_copy(update={"accounts": (account,)}))


CHANGES: tuple[Change, ...] = (
    other_bytes,
    lambda project, result, patched: os.truncate(result, result.stat().st_size // 2),
    lambda project, result, patched: result.write_bytes(b""),
    lambda project, result, patched: os.truncate(result, read_ahead.LARGEST_RESULT + 1),
    lambda project, result, patched: result.write_bytes(pickle.dumps([1, 2, 3])),
    a_link,
    of_another_file,
    of_other_bytes,
    of_no_declared_account,
    the_file_changed,
    the_file_changed_and_nobody_sees_it,
    a_mapping_came,
    an_account_was_declared,
    lambda project, result, patched: patched.setattr(read_ahead, "code_fingerprint", lambda: "another"),
)


@pytest.mark.parametrize("change", CHANGES)
def test_a_result_that_is_damaged_forged_or_of_something_else_is_not_used_and_gone(
    project: Project,
    drop: Drop,
    write_export: Write,
    tmp_path: Path,
    used: list[str],
    monkeypatch: pytest.MonkeyPatch,
    change: Change,
) -> None:
    drop("a.csv", write_export(("2026-11-01", 1, "1.50", 1000, 20)))
    assert read_all(project).files == 1
    (name,) = left(project)
    change(project, project.data / read_ahead.FOLDER / name, monkeypatch)
    twin = beside(project, tmp_path / "beside")
    shutil.rmtree(twin.data / read_ahead.FOLDER)
    without = loaded(twin)
    assert without[2]["status"].tolist() == ["loaded"]
    assert differing(loaded(project), without) == []
    assert used == []
    assert left(project) == []


def test_what_was_read_on_another_day_is_not_used(
    project: Project, drop: Drop, write_export: Write, used: list[str]
) -> None:
    drop("a.csv", write_export(("2026-11-01", 1, "1.50", 1000, 20)))
    read_all(project, NOW - timedelta(days=1))
    assert len(left(project)) == 1
    assert loaded(project)[2]["status"].tolist() == ["loaded"]
    assert (used, left(project)) == ([], [])


def test_at_another_moment_of_the_day_rows_are_judged_and_dated_by_the_moment_they_are_loaded(
    project: Project, drop: Drop, write_export: Write, tmp_path: Path, used: list[str]
) -> None:
    rows = [(f"2026-11-{day}", 1, "1.00", 10, 1) for day in (20, 21, 22, 23, 24)]
    drop("a.csv", write_export(*rows))
    without = loaded(beside(project, tmp_path / "beside"), NOW)
    read_all(project, NOW - timedelta(hours=5))
    assert differing(loaded(project, NOW), without) == []
    assert len(without[3]) == 1, "a day that is not there yet"
    assert used == ["a.csv"]


def test_a_result_that_breaks_while_it_is_stored_is_read_in_turn(
    project: Project, drop: Drop, write_export: Write, tmp_path: Path, used: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    drop("a.csv", write_export(("2026-11-01", 1, "1.50", 1000, 20)))
    without = loaded(beside(project, tmp_path / "beside"))
    read_all(project)

    def broken(self: EarlyReading, now: datetime) -> Iterator[object]:
        yield from early_rows(self, now)
        raise pa.ArrowInvalid("rows nobody can read")

    early_rows = EarlyReading.judged
    monkeypatch.setattr(EarlyReading, "judged", broken)
    assert differing(loaded(project), without) == []
    assert used == ["a.csv"]


def test_what_is_left_over_goes_with_the_next_round_whatever_it_is(
    project: Project, drop: Drop, write_export: Write
) -> None:
    """After a crash, or when workers are no longer wanted."""
    drop("a.csv", write_export(("2026-11-01", 1, "1.50", 1000, 20)))
    read_all(project)
    folder = project.data / read_ahead.FOLDER
    for name in ("0123.read", "0123.half", "anything"):
        (folder / name).write_bytes(b"of a worker that was killed")
    (folder / "steps").mkdir()
    loaded(project)
    assert left(project) == ["steps"]


def test_a_round_of_some_files_leaves_what_was_read_of_others(
    project: Project, drop: Drop, write_export: Write, used: list[str]
) -> None:
    paths = [drop(f"{name}.csv", write_export((f"2026-11-0{name}", 1, "1.50", 1000, 20))) for name in (1, 2)]
    read_all(project)
    with open_store(project) as store:
        ingest(project, store, now=NOW, pause_seconds=0, only=[str(paths[0])])
    assert (used, len(left(project))) == (["1.csv"], 1)
    loaded(project)
    assert (used, left(project)) == (["1.csv", "2.csv"], [])


def test_only_what_nobody_has_read_is_read_and_results_of_other_files_go(
    project: Project, drop: Drop, write_export: Write
) -> None:
    for name in (1, 2, 3):
        drop(f"{name}.csv", write_export((f"2026-11-0{name}", 1, "1.50", 1000, 20)))
    items = waiting(project, clock=lambda: NOW)
    known = registry(project)
    read_piece(project, known, [items[0].path, items[1].path], NOW)
    assert [item.name for item in still_to_read(project, known, items[1:], NOW)] == ["3.csv"]
    assert left(project) == [f"{Results(project, known, NOW).key(items[1], hint_of(project, items[1]))}.read"]


def test_a_worker_reads_nothing_outside_of_the_inbox_and_no_link(
    project: Project, drop: Drop, write_export: Write, tmp_path: Path
) -> None:
    outside = tmp_path / "secret.csv"
    outside.write_text(write_export(("2026-11-01", 1, "1.50", 1000, 20)), encoding="utf-8")
    Path(project.inbox, "link.csv").symlink_to(outside)
    asked = [str(outside), str(Path(project.inbox, "link.csv")), str(Path(project.inbox, "gone.csv"))]
    assert read_piece(project, registry(project), asked, NOW) == read_ahead.PieceRead(files=0, rows=0, left=3)
    assert left(project) == []


def test_a_full_disk_leaves_the_file_to_its_turn_and_no_half_result(
    project: Project, drop: Drop, write_export: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop("a.csv", write_export(("2026-11-01", 1, "1.50", 1000, 20)))

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        assert read_all(project).left == 1
    assert left(project) == []


def test_what_workers_read_is_not_read_by_processes_of_this_machine_too(
    project: Project, drop: Drop, write_export: Write, used: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (1, 2, 3):
        drop(f"{name}.csv", write_export((f"2026-11-0{name}", 1, "1.50", 1000, 20)))
    read_piece(project, registry(project), [str(Path(project.inbox, "1.csv"))], NOW)
    asked: list[str] = []

    class Noting(early.Early):
        def __init__(self, project: Project, now: datetime, fingerprint: str, files: Sequence[Wanted]) -> None:
            asked.extend(file.name for file in files)
            super().__init__(project, now, fingerprint, files)

    monkeypatch.setattr(intake, "Early", Noting)
    loaded(project)
    assert (used, asked) == (["1.csv"], ["2.csv", "3.csv"])


def test_the_code_has_a_fingerprint_of_every_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.py").write_text("1", encoding="utf-8")
    monkeypatch.setattr(own_code, "_FOLDER", tmp_path)
    seen = []
    for name, text in (("a.py", "1"), ("a.py", "2"), ("b.py", "2"), ("notes.txt", "3")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        own_code.code_fingerprint.cache_clear()
        seen.append(own_code.code_fingerprint())
    own_code.code_fingerprint.cache_clear()
    assert [len(set(seen)), seen[3] == seen[2]] == [3, True]
