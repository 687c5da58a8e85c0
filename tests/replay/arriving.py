"""The marts of a project whose files arrive in rounds, and how two of them are compared.

Excluded from the comparison: where a row came from (file, line, moments of loading), how many files cover a day, and
number_change, which tells in what order news arrived.
"""

import datetime as dt
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
from pandas.testing import assert_frame_equal

from smm_assets.budget import seeds
from smm_assets.ingest.landing.intake import ingest
from smm_assets.settings import Project
from smm_assets.sqlmodels import build, load_models
from smm_assets.warehouse import Store, open_store

PROVENANCE = {"file_id", "part", "row_number", "loaded_at", "files"}
Rounds = list[list[tuple[str, bytes]]]  # path inside the inbox and content of each file, round by round


def marts(
    files: Mapping[str, bytes], rounds: Rounds, morning: dt.date, *, refused: frozenset[str] = frozenset()
) -> dict[str, pd.DataFrame]:
    """Every mart after the rounds, rows in one order. files: of the project; refused: paths that must not load."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "inbox").mkdir()
        for name, data in files.items():
            (home / name).write_bytes(data)
        project = Project.open(home)
        now = dt.datetime.combine(morning, dt.time(5))
        with open_store(project) as store:
            for number, arriving in enumerate(rounds):
                for path, data in arriving:
                    _drop(home / "inbox" / path, data)
                ledger = ingest(project, store, now=now + dt.timedelta(minutes=number))
                taken = [row for row in ledger if not any(row.name.endswith(name) for name in refused)]
                assert {row.status for row in taken} <= {"loaded", "duplicate"}
                assert {row.exported_at_basis for row in taken if row.status == "loaded"} <= {"stated", "file_name"}
            seeds.load(project, store, morning, now=now)
            build(store, models=load_models(project))
            return marts_of(store)


def marts_of(store: Store) -> dict[str, pd.DataFrame]:
    """Every mart of a store as it is compared."""
    return {name: _rows(store.read(f'SELECT * FROM marts."{name}"')) for name in store.tables("marts")}


def assert_same(other: Mapping[str, pd.DataFrame], first: Mapping[str, pd.DataFrame]) -> None:
    """Every mart of the two holds the same rows, money to the last digit, ratios to twelve."""
    assert other.keys() == first.keys()
    for name in first.keys() - {"number_change"}:
        assert_frame_equal(other[name], first[name], check_exact=False, rtol=1e-12, obj=f"marts.{name}")


def _drop(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (1_700_000_000, 1_700_000_000))


def _rows(frame: pd.DataFrame) -> pd.DataFrame:
    kept = frame[[name for name in frame.columns if name not in PROVENANCE]]
    return kept.sort_values(list(kept.columns), key=lambda column: column.astype(str), ignore_index=True)
