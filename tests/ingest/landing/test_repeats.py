"""Content that comes again and again in one round is entered as it would be one by one, and leaves the inbox."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from smm_assets.ingest.landing import repeats
from smm_assets.ingest.landing.intake import ingest
from smm_assets.ingest.landing.ledger import LedgerRow
from smm_assets.settings import Project
from smm_assets.warehouse import open_store
from smm_assets.warehouse.duckdb_session import Session

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
GOOD = "Reporting starts,Reporting ends,Campaign name,Amount spent (EUR)\n2026-06-01,2026-06-01,Tea,5.00\n"
OTHER = GOOD.replace("Tea", "Cups")
UNKNOWN = "flour,eggs\n1,2\n"
ORDER = (GOOD, "", GOOD, "", GOOD, "", GOOD, OTHER, "", GOOD, UNKNOWN, GOOD, UNKNOWN, UNKNOWN, "", GOOD, OTHER, UNKNOWN)


def shop(home: Path) -> Project:
    (home / "inbox").mkdir(parents=True)
    (home / "smm.yaml").write_text("name: Shop\ncurrency: EUR\n", encoding="utf-8")
    return Project.open(home)


def drop(project: Project, texts: tuple[str, ...]) -> None:
    for number, text in enumerate(texts):
        path = Path(project.inbox) / f"{number:03}.csv"
        path.write_text(text, encoding="utf-8")
        os.utime(path, (1_700_000_000, 1_700_000_000))


def taken(project: Project) -> tuple[list[tuple[str, str, str | None]], pd.DataFrame, pd.DataFrame]:
    """What is said of each file, and the books; places and listings differ from shop to shop."""
    with open_store(project) as store:
        rows = ingest(project, store, now=NOW, pause_seconds=0)
        arrivals = store.read("SELECT * FROM ops.arrival ORDER BY name")
        files = store.read("SELECT * FROM ops.export_file ORDER BY file_id, part")
    assert list(Path(project.inbox).iterdir()) == []
    assert [row.arrival_id for row in sorted(rows, key=lambda row: row.name)] == arrivals["arrival_id"].tolist()
    said = sorted((row.name, row.status, row.reason) for row in rows)
    own = ["arrival_id", "path", "listed"]
    assert not arrivals["arrival_id"].duplicated().any()
    files.loc[files["status"] != "loaded", "name"] = ""  # refused content goes by the name it was last tried under
    return said, arrivals.drop(columns=own), files.drop(columns="arrival_id")


@pytest.mark.parametrize("at_once", [1, 2, 3, 500])
def test_however_many_are_entered_at_once_the_books_are_those_of_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    many, single = shop(tmp_path / "many"), shop(tmp_path / "single")
    for project in (many, single):
        drop(project, ORDER)
    monkeypatch.setattr(repeats, "AT_ONCE", at_once)
    told, arrivals, files = taken(many)
    monkeypatch.setattr(repeats.Repeats, "learn", lambda self, key, rows: None)
    alone = taken(single)
    assert told == alone[0]
    pd.testing.assert_frame_equal(arrivals, alone[1])
    pd.testing.assert_frame_equal(files, alone[2])
    assert [status for _, status, _ in told].count("duplicate") == len(ORDER) - 4


def test_what_could_not_be_taken_away_before_is_no_arrival_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = shop(tmp_path)
    drop(project, (GOOD,) * 6)

    def stays(self: object, item: object, rows: list[LedgerRow]) -> list[LedgerRow]:
        return rows

    with monkeypatch.context() as patch:
        patch.setattr("smm_assets.ingest.landing.intake._Round._left", stays)
        with open_store(project) as store:
            assert len(ingest(project, store, now=NOW, pause_seconds=0)) == 6
    drop_again = Path(project.inbox) / "100.csv"
    drop_again.write_text(GOOD, encoding="utf-8")
    os.utime(drop_again, (1_700_000_000, 1_700_000_000))
    with open_store(project) as store:
        assert len(ingest(project, store, now=NOW, pause_seconds=0)) == 1
        assert len(store.read("SELECT * FROM ops.arrival")) == 7
    assert list(Path(project.inbox).iterdir()) == []


def test_fifty_further_repetitions_ask_the_store_for_less_than_one_more_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    for name in ("run", "frame", "rows"):
        own = getattr(Session, name)

        def counted(self: Session, sql: str, *terms: object, own: Callable[..., object] = own) -> object:
            asked.append(sql)
            return own(self, sql, *terms)

        monkeypatch.setattr(Session, name, counted)

    def work(files: int) -> int:
        project = shop(tmp_path / str(files))
        drop(project, (GOOD,) * files)
        with open_store(project) as store:
            asked.clear()
            ingest(project, store, now=NOW, pause_seconds=0)
        return len(asked)

    one, two, many = work(1), work(2), work(52)
    assert 0 < many - two <= two - one
