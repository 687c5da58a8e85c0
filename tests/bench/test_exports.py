"""Generated exports are what the networks write: the project's own reader finds in them what the generator knows."""

import hashlib
import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pandas as pd
import polars as pl
import pytest

from bench.volume.exports import TRUTH, next_morning, write
from bench.volume.scale import RESTATED_DAYS, Volume
from smm_assets.ingest.contract import FileContext
from smm_assets.ingest.recognition.examine import examine
from smm_assets.ingest.rows.apply import read_part

COUNTS = ("impressions", "clicks", "link_clicks")


def batches(folder: Path) -> Iterator[pd.DataFrame]:
    """Accepted rows of every file, each read whole; what is refused or held back fails the test."""
    for path in sorted(folder.iterdir()):
        (part,) = examine(path.name, path.read_bytes()).parts
        reading = read_part(part, FileContext(name=path.name, arrived_at=datetime(2026, 11, 2, 6)))
        for batch in reading.batches():
            assert batch.rejected.empty
            yield batch.frame
        assert all(control.holds for control in reading.summary.controls)


def read_back(folder: Path) -> dict[tuple[date, str], tuple[object, ...]]:
    """What the files say by day and channel: rows, money, counts, conversions and their value."""
    rows = pd.concat(batches(folder), ignore_index=True)
    rows["channel"] = rows["network"].mask(rows["publisher"].eq("youtube"), "youtube")
    assert set(rows["level"]) == {"ad"}
    assert set(rows["key_quality"]) == {"id"}
    assert set(zip(rows["channel"], rows["currency"], strict=True)) == {
        *(("meta", "EUR"), ("google", "EUR"), ("youtube", "EUR"), ("tiktok", "USD"), ("linkedin", "USD"))
    }
    found = {}
    for key, own in rows.groupby(["period_start", "channel"]):
        counts = (int(own[name].sum()) if own[name].notna().any() else None for name in COUNTS)
        money = (decimals(own[name]) for name in ("spend_original", "conversions", "conversion_value_original"))
        found[key] = (len(own), *money, *counts)
    return found


def decimals(column: pd.Series) -> Decimal:
    return sum((Decimal(value) for value in column.dropna()), Decimal(0))


def told(home: Path, days: int | None = None) -> dict[tuple[date, str], tuple[object, ...]]:
    """The generator's truth in the same shape; of the last so many days."""
    truth = pl.read_parquet(home / TRUTH)
    if days is not None:
        truth = truth.filter(pl.col("date") > pl.col("date").max() - timedelta(days=days))
    return {
        (row["date"], row["channel"]): (
            row["rows"],
            *(Decimal(row[name]) / 100 for name in ("spend_original", "conversions", "value")),
            *(row[name] for name in COUNTS),
        )
        for row in truth.iter_rows(named=True)
    }


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_the_reader_finds_every_sum_the_generator_knows(home: Path) -> None:
    truth = told(home)
    assert len(truth) == 36 * 5
    assert sum(row[0] for row in truth.values()) == 3_600
    assert read_back(home / "inbox") == truth


def test_there_is_a_file_for_every_network_and_month(home: Path) -> None:
    # 36 days up to 31 October reach back to 26 September.
    assert len(list((home / "inbox").iterdir())) == 4 * 2


def test_one_file_holds_all_rows_of_its_network(tmp_path: Path) -> None:
    made = write(Volume(rows=2_000, days=40, only="meta"), tmp_path / "one", one_file=True)
    assert (made.files, made.rows) == (1, 2_000)
    assert read_rows(tmp_path / "one") == 2_000


def read_rows(home: Path) -> int:
    (path,) = (home / "inbox").iterdir()
    (part,) = examine(path.name, path.read_bytes()).parts
    reading = read_part(part, FileContext(name=path.name, arrived_at=datetime(2026, 11, 2, 6)))
    return sum(len(batch.frame) for batch in reading.batches())


def test_the_same_seed_writes_the_same_bytes_and_another_one_others(home: Path, volume: Volume, tmp_path: Path) -> None:
    write(volume, tmp_path / "again")
    assert hashes(tmp_path / "again" / "inbox") == hashes(home / "inbox")
    write(Volume(rows=volume.rows, days=volume.days, seed=2), tmp_path / "other")
    assert not set(hashes(tmp_path / "other" / "inbox").values()) & set(hashes(home / "inbox").values())


def test_the_next_morning_tells_a_week_again_and_a_day_more(home: Path, volume: Volume, tmp_path: Path) -> None:
    moved = tmp_path / "home"
    shutil.copytree(home, moved)
    before = told(moved)
    made = next_morning(volume, moved, tmp_path / "new")
    assert (made.files, made.rows) == (4, (RESTATED_DAYS + 1) * 100)
    assert read_back(tmp_path / "new") == told(moved, days=RESTATED_DAYS + 1)
    changed = {key for key, row in told(moved).items() if before.get(key) != row}
    assert {day for day, _ in changed} == {date(2026, 10, 25) + timedelta(days=n) for n in range(8)}
    assert "as_of: 2026-11-02" in (moved / "smm.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("channel", ["meta", "tiktok", "linkedin"])
def test_a_second_export_has_more_conversions_and_never_more_spend(
    home: Path, volume: Volume, tmp_path: Path, channel: str
) -> None:
    moved = tmp_path / "home"
    shutil.copytree(home, moved)
    before = told(moved)
    next_morning(volume, moved, tmp_path / "new")
    after = told(moved)
    week = [date(2026, 10, 25) + timedelta(days=n) for n in range(7)]
    assert all(after[day, channel][1] <= before[day, channel][1] for day in week)
    assert sum(after[day, channel][2] for day in week) > sum(before[day, channel][2] for day in week)
