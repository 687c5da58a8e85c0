"""Results kept between processes: found again, never trusted where they do not fit, never a reason to fail."""

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from smm_assets.sqlmodels import parse
from smm_assets.sqlmodels.kept import Kept


@pytest.fixture(autouse=True)
def _writing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def never() -> str:
    raise AssertionError("it was known")


def kept(folder: Path, value: str = "found", version: int = 1) -> Kept:
    made = Kept("words", version, folder)
    assert made.of(("SELECT 1", "duckdb"), lambda: value) == value
    made.write()
    return made


def test_another_process_finds_what_one_worked_out(tmp_path: Path) -> None:
    kept(tmp_path / "new")
    assert Kept("words", 1, tmp_path / "new").of(("SELECT 1", "duckdb"), never) == "found"


@pytest.mark.parametrize(("origin", "version"), [(("SELECT 2", "duckdb"), 1), (("SELECT 1", "duckdb"), 2)])
def test_another_text_or_another_software_is_worked_out_anew(tmp_path: Path, origin: object, version: int) -> None:
    kept(tmp_path)
    assert Kept("words", version, tmp_path).of(origin, lambda: "other") == "other"


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe"])
def test_a_damaged_file_is_worked_out_anew_and_written_over(tmp_path: Path, content: bytes) -> None:
    kept(tmp_path)
    (path,) = tmp_path.iterdir()
    path.write_bytes(content)
    kept(tmp_path, "again")
    assert Kept("words", 1, tmp_path).of(("SELECT 1", "duckdb"), never) == "again"


def test_where_nothing_can_be_written_everything_is_worked_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    kept(tmp_path / "file")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_nothing_is_written_where_python_may_not_write_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    kept(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_beyond_the_most_only_what_was_asked_for_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smm_assets.sqlmodels.kept.MOST", 2)
    kept(tmp_path)
    later = Kept("words", 1, tmp_path)
    answers: list[Callable[[], str]] = [lambda: "b", lambda: "c"]
    assert [later.of(number, answer) for number, answer in enumerate(answers)] == ["b", "c"]
    later.write()
    last = Kept("words", 1, tmp_path)
    assert [last.of(number, never) for number in range(2)] == ["b", "c"]
    assert last.of(("SELECT 1", "duckdb"), lambda: "gone") == "gone"


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("a: [1, x, null, 0.5]", {"a": [1, "x", None, 0.5]}),
        ("day: 2026-05-01", {"day": dt.date(2026, 5, 1)}),
        ("1: number", {1: "number"}),
        ("", None),
    ],
)
def test_a_text_holds_the_same_whether_it_was_read_before_or_not(
    text: str, holds: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        monkeypatch.setattr(parse, "_KEPT", Kept("read", 1, tmp_path))
        assert parse.loaded(text) == holds
        parse.keep()
