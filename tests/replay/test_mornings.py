"""Any of thirty past mornings, told again from what the store keeps, gives the very tables that morning had.

SMM_MORNINGS=all compares all thirty; else the tables of four of them, spread over everything that happens.
"""

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from smm_assets.replay import Moment, copy_known, restore_files
from smm_assets.settings import Project
from smm_assets.warehouse import Store, open_store
from tests.replay.mornings import MORNINGS, live, moment, tables

Kept = Mapping[str, pd.DataFrame]
COMPARED = MORNINGS if os.environ.get("SMM_MORNINGS") == "all" else MORNINGS[3::8]
pytestmark = pytest.mark.long


def marts(store: Store) -> Kept:
    """Every mart, rows in one order."""
    found = {}
    for name in store.tables("marts"):
        frame = store.read(f'SELECT * FROM marts."{name}"')
        found[name] = frame.sort_values(list(frame.columns), key=lambda column: column.astype(str), ignore_index=True)
    return found


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[dt.date, Kept]]:
    home = tmp_path_factory.mktemp("mugs")
    (home / "inbox").mkdir()
    (home / "smm.yaml").write_text("name: Mugs\n")
    with open_store(Project.open(home)) as store:
        seen = {}
        for morning in MORNINGS:
            project = live(home, store, morning)
            if morning in COMPARED:
                tables(project, store, morning)
                seen[morning] = marts(store)
    return home, seen


def replayed(home: Path, folder: Path, morning: dt.date) -> Kept:
    then = Moment(as_of=morning, until=moment(morning), basis="run")
    folder.mkdir()
    with open_store(Project.open(home)) as source:
        restore_files(source, home, folder, until=then.until)
        project = Project.open(folder)
        with open_store(project) as target:
            copied = copy_known(source, target, then, now=moment(MORNINGS[-1]))
            assert (copied.mode, copied.remarks) == ("replay", ())
            tables(project, target, morning)
            return marts(target)


@pytest.mark.parametrize("morning", COMPARED, ids=str)
def test_a_replayed_morning_has_the_tables_it_had(
    lived: tuple[Path, dict[dt.date, Kept]], tmp_path: Path, morning: dt.date
) -> None:
    home, seen = lived
    again = replayed(home, tmp_path / "then", morning)
    assert again.keys() == seen[morning].keys()
    for name, before in seen[morning].items():
        assert_frame_equal(again[name], before, check_exact=True, obj=f"marts.{name} of {morning}")


def test_the_mornings_differ_so_that_the_comparison_can_fail(lived: tuple[Path, dict[dt.date, Kept]]) -> None:
    home, seen = lived
    spent = [sum(kept["ad_daily"]["spend"]) for kept in seen.values()]
    assert len(set(spent)) >= 0.8 * len(spent)  # some mornings bring no file
    assert {sum(kept["plan"]["amount"]) for kept in seen.values()} == {900, 1200}
    targets = [kept["kpi_values"].query("kpi == 'per_thousand'")["target"].max() for kept in seen.values()]
    assert {3.0, 5.0} <= set(targets)
    mapped = [sum(kept["ad_daily"].query("network == 'adland'")["spend"]) for kept in seen.values()]
    assert mapped[1] > mapped[-1]
    with open_store(Project.open(home)) as store:
        former = store.read("SELECT DISTINCT table_name FROM ops.former_row")["table_name"]
        retracted = store.read("SELECT count(retracted_at) AS n FROM raw.ad_delivery")["n"].iloc[0]
        versions = store.read("SELECT file, count(*) AS n FROM state.project_file GROUP BY 1").set_index("file")["n"]
    assert {"export_file", "arrival"} <= set(former)
    assert retracted > 0
    assert versions.to_dict() == {
        "smm.yaml": 2,
        "plan.csv": 2,
        "mappings/adland.yml": 2,
        "kpis.yml": 2,
        "events.csv": 2,
    }
