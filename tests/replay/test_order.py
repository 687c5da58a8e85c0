"""Every mart depends on the files, not on the order, number or pieces in which they arrive.

For exports that state when they were written. Excluded: where a row came from (file, line, moments of loading), how
many files cover a day, and number_change, which tells in what order news arrived. An export whose moment is that of its
arrival cannot be free of order and is no part of this.
SMM_ORDERS: number of examples, for a long run.
"""

import datetime as dt
import os
import tempfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from smm_assets.budget import seeds
from smm_assets.ingest.landing.intake import ingest
from smm_assets.settings import Project
from smm_assets.sqlmodels import build, load_models
from smm_assets.warehouse import open_store

EXAMPLES = int(os.environ.get("SMM_ORDERS", "2"))
MORNING = dt.date(2026, 6, 10)
NOW = dt.datetime(2026, 6, 10, 5)
DAYS = [f"2026-06-0{number}" for number in range(1, 7)]
PROVENANCE = {"file_id", "part", "row_number", "loaded_at", "files"}
META = "Reporting starts,Reporting ends,Campaign name,Campaign ID,Amount spent (EUR),Impressions,Clicks (all)"
TIKTOK = "Account ID,Campaign name,Campaign ID,By Day,Ad group name,Ad group ID,Cost,Impressions,Conversions,Currency"
CENTS = st.integers(1, 9999)
Exports = Mapping[str, tuple[str, list[str]]]


@st.composite
def exports(draw: st.DrawFn) -> Exports:
    """Name without piece → header and lines. Some report fewer columns; two of one network may share their moment."""
    found = {}
    for number, hour in enumerate(draw(st.lists(st.integers(0, 2), min_size=2, max_size=4))):
        days = DAYS[draw(st.integers(0, 2)) :][: draw(st.integers(2, 4))]
        spends = [Decimal(draw(CENTS)) / 100 for _ in days]
        if number % 2:
            lines = [
                f"7012,Tea,17{n},{day},Wide,18{n},{spend:.2f},"
                f"{draw(st.integers(200, 300))},{draw(st.integers(0, 9))},EUR"
                for day, spend in zip(days, spends, strict=True)
                for n in (1, 2)
            ]
            header = TIKTOK
        else:
            is_short = draw(st.booleans())
            header = META.rpartition(",")[0] if is_short else META
            lines = [
                f"{day},{day},Cups {n},2385000000000000{n},{spend * n:.2f},{draw(st.integers(100, 200))}"
                + ("" if is_short else f",{draw(st.integers(0, 99))}")
                for day, spend in zip(days, spends, strict=True)
                for n in (1, 2)
            ]
        found[f"{number} export 2026-06-09_0{hour}_00_00"] = (header, lines)
    return found


def arrivals(draw: st.DrawFn, exported: Exports) -> list[list[tuple[str, str]]]:
    """Rounds of (file name, text): every export whole or cut in two, some pieces twice, in any order."""
    pieces = []
    for name, (header, lines) in exported.items():
        cut = draw(st.integers(0, len(lines) // 2)) * 2
        for place, piece in enumerate((lines[:cut], lines[cut:])):
            for copy in range(draw(st.integers(1, 2)) if piece else 0):
                pieces.append((f"piece {place} {copy} {name}.csv", "\n".join([header, *piece]) + "\n"))
    shuffled = draw(st.permutations(pieces))
    middle = draw(st.integers(0, len(shuffled)))
    return [shuffled[:middle], shuffled[middle:]]


def marts(rounds: list[list[tuple[str, str]]]) -> dict[str, pd.DataFrame]:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "inbox").mkdir()
        (home / "smm.yaml").write_text("name: Mugs\ncurrency: EUR\n")
        project = Project.open(home)
        with open_store(project) as store:
            for number, files in enumerate(rounds):
                for place, (name, text) in enumerate(files):
                    path = home / "inbox" / f"{place:02d} {name}"
                    path.write_text(text)
                    os.utime(path, (1_700_000_000, 1_700_000_000))
                ledger = ingest(project, store, now=NOW + dt.timedelta(minutes=number))
                assert {row.status for row in ledger} <= {"loaded", "duplicate"}
                assert {row.exported_at_basis for row in ledger if row.status == "loaded"} <= {"stated", "file_name"}
            seeds.load(project, store, MORNING, now=NOW)
            build(store, models=load_models(project))
            return {name: _rows(store.read(f'SELECT * FROM marts."{name}"')) for name in store.tables("marts")}


def _rows(frame: pd.DataFrame) -> pd.DataFrame:
    kept = frame[[name for name in frame.columns if name not in PROVENANCE]]
    return kept.sort_values(list(kept.columns), key=lambda column: column.astype(str), ignore_index=True)


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=EXAMPLES < 10,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.data())
def test_any_order_split_and_repetition_gives_the_same_marts(data: st.DataObject) -> None:
    exported = data.draw(exports())
    in_order = [[(f"{name}.csv", "\n".join([header, *lines]) + "\n") for name, (header, lines) in exported.items()]]
    first, other = marts(in_order), marts(arrivals(data.draw, exported))
    assert len(first["ad_daily"]) > 0
    for name in first.keys() - {"number_change"}:
        assert_frame_equal(other[name], first[name], check_exact=False, rtol=1e-12, obj=f"marts.{name}")
