"""Any of thirty past mornings, told again from what the store keeps, gives the very tables that morning had."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from smm_assets.replay import Moment, copy_known, restore_files
from smm_assets.settings import Project
from smm_assets.warehouse import Store, open_store
from tests.replay.mornings import FIRST, MORNINGS, live, moment, tables

Kept = Mapping[str, pd.DataFrame]
pytestmark = pytest.mark.slow


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
            live(home, store, morning)
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


@pytest.mark.parametrize("morning", MORNINGS, ids=str)
def test_a_replayed_morning_has_the_tables_it_had(
    lived: tuple[Path, dict[dt.date, Kept]], tmp_path: Path, morning: dt.date
) -> None:
    home, seen = lived
    again = replayed(home, tmp_path / "then", morning)
    assert again.keys() == seen[morning].keys()
    for name, before in seen[morning].items():
        assert_frame_equal(again[name], before, check_exact=True, obj=f"marts.{name} of {morning}")


def test_the_mornings_differ_so_that_the_comparison_can_fail(lived: tuple[Path, dict[dt.date, Kept]]) -> None:
    _, seen = lived
    spent = [sum(seen[day]["ad_daily"]["spend"]) for day in MORNINGS[1:]]
    assert len(set(spent)) == len(spent)
    day_9 = [seen[FIRST + dt.timedelta(days=n)]["ad_daily"].query("date == @FIRST") for n in (2, 3, 4)]
    assert [frame["conversions"].sum() for frame in day_9][0] < day_9[2]["conversions"].sum()
    targets = {
        seen[day]["kpi_values"].query("kpi == 'per_thousand'")["target"].max() for day in (MORNINGS[7], MORNINGS[22])
    }
    assert targets == {3.0, 5.0}
    assert {seen[day]["plan"]["amount"].sum() for day in (MORNINGS[5], MORNINGS[6])} == {900, 1200}
