"""Bare SQL makes the tables the exports mean: its channel days are the truth, also after one more morning."""

import shutil
from pathlib import Path

import duckdb
import pytest

from bench.volume.check import differences
from bench.volume.exports import next_morning
from bench.volume.floor.work import history, morning
from bench.volume.measure import WorkFailed, work
from bench.volume.scale import Volume
from bench.volume.ways import WAYS

FLOOR = WAYS["floor"]


def silent(_: str) -> None:
    """Nobody is told how far it is."""


def read(database: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def database(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The floor's tables of the history; read only."""
    file = tmp_path_factory.mktemp("floor") / "tables.duckdb"
    history(file, home, on_stage=silent)
    return file


def test_channel_days_are_the_truth(database: Path, home: Path) -> None:
    assert differences(database, "channel_daily", home) == []


def test_every_mart_holds_the_same_money(database: Path) -> None:
    sums = "SELECT SUM(spend), SUM(impressions) FROM {}"
    whole = read(database, sums.format("ad_daily"))
    for mart in ("channel_daily", "campaign_daily", "publisher_daily"):
        assert read(database, sums.format(mart)) == whole


def test_a_window_of_seven_days_is_the_sum_of_its_days(database: Path) -> None:
    days = "SELECT channel, SUM(spend) FROM channel_daily WHERE date >= DATE '2026-10-25' GROUP BY channel ORDER BY 1"
    window = """SELECT unit, spend FROM effectiveness WHERE kind = 'channel' AND "window" = '7d' ORDER BY 1"""
    assert read(database, window) == read(database, days)


def test_one_more_morning_replaces_what_it_tells_again(
    database: Path, home: Path, volume: Volume, tmp_path: Path
) -> None:
    after, tables = tmp_path / "after", tmp_path / "tables.duckdb"
    shutil.copytree(home, after)
    shutil.copy(database, tables)
    next_morning(volume, after, tmp_path / "new")
    assert differences(tables, "channel_daily", after) != []
    morning(tables, after, tmp_path / "new", on_stage=silent)
    assert differences(tables, "channel_daily", after) == []
    assert read(tables, "SELECT COUNT(*) FROM ad_daily") == [(37 * 100,)]


def test_a_cent_too_much_is_told_with_channel_and_day(database: Path, home: Path, tmp_path: Path) -> None:
    tables = tmp_path / "tables.duckdb"
    shutil.copy(database, tables)
    with duckdb.connect(str(tables)) as connection:
        connection.execute(
            "UPDATE channel_daily SET spend = spend + 0.01 WHERE channel = 'meta' AND date = '2026-10-03'"
        )
    (told,) = differences(tables, "channel_daily", home)
    assert told.startswith("meta 2026-10-03: spend_micro ")


def test_a_missing_day_is_told(database: Path, home: Path, tmp_path: Path) -> None:
    tables = tmp_path / "tables.duckdb"
    shutil.copy(database, tables)
    with duckdb.connect(str(tables)) as connection:
        connection.execute("DELETE FROM channel_daily WHERE channel = 'tiktok' AND date = '2026-10-03'")
    assert all("tiktok 2026-10-03" in told for told in differences(tables, "channel_daily", home))


def test_a_process_of_its_own_tells_what_it_took(home: Path, tmp_path: Path) -> None:
    libraries = tmp_path / "libraries"
    paths = FLOOR.paths(tmp_path, home)
    work(FLOOR.python, FLOOR.module, FLOOR.history, paths, libraries=libraries, note=True)
    assert "duckdb" in libraries.read_text(encoding="utf-8").split()
    (tmp_path / FLOOR.database).unlink()
    taken = work(FLOOR.python, FLOOR.module, FLOOR.history, paths, libraries=libraries)
    assert list(taken.stages) == ["read", "models", "closing"]
    assert 0 < taken.work_seconds < taken.seconds
    assert taken.peak > 10
    assert differences(tmp_path / FLOOR.database, FLOOR.table, home) == []


def test_a_process_that_fails_is_told_with_its_error(home: Path, tmp_path: Path) -> None:
    (tmp_path / FLOOR.database).write_text("no database", encoding="utf-8")
    with pytest.raises(WorkFailed, match=r"floor\.work\.history ended with 1: (?s:.*)not a valid DuckDB"):
        work(FLOOR.python, FLOOR.module, FLOOR.history, FLOOR.paths(tmp_path, home))
