"""Every mart depends on the files, not on the order, number or pieces in which they arrive: a simulated shop.

Its files carry the moment of their export in their names; plan, costs, rates and rules are as in the example.
SMM_ORDERS: number of examples, for a long run.
"""

import datetime as dt
import os
from dataclasses import replace
from pathlib import PurePosixPath

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smm_assets.simulator.files import ExportFile
from smm_assets.simulator.inbox_own import export_files
from smm_assets.simulator.settings_files import project_files
from smm_assets.simulator.world import simulate
from tests.replay.arriving import Rounds, assert_same, marts

EXAMPLES = int(os.environ.get("SMM_ORDERS", "1"))
MORNING = dt.date(2026, 11, 22)
WORLD = simulate(seed=3, days=28, as_of=MORNING)
PROJECT = {name: text.encode() for name, text in project_files(WORLD).items()}
pytestmark = pytest.mark.long


def _named(file: ExportFile, number: int) -> ExportFile:
    """The file named after the moment it was made."""
    path = PurePosixPath(file.path)
    name = f"{path.stem} export {file.exported:%Y-%m-%d}_04_00_{number:02d}{path.suffix}"
    return replace(file, path=str(path.with_name(name)))


FILES = [_named(file, n) for n, file in enumerate(export_files(WORLD)) if file.status != "duplicate"]
REFUSED = frozenset(file.name for file in FILES if file.status != "loaded")


def _can_be_cut(file: ExportFile) -> bool:
    """Plain text with its header on the first line and no totals that a half would not add up to."""
    is_text = file.path.endswith(".csv") and b"\0" not in file.data and not file.data.startswith(b"#")
    return is_text and file.status == "loaded" and file.rows_skipped == 0


@st.composite
def arrivals(draw: st.DrawFn) -> Rounds:
    """Two rounds: every file whole or its lines in two, some pieces twice, in any order.

    Each piece lies in a folder of its own: names of files can say whose they are.
    """
    pieces = []
    for file in FILES:
        parts = [file.data]
        if _can_be_cut(file) and draw(st.booleans()):
            header, *lines = file.data.splitlines(keepends=True)
            chosen = draw(st.sets(st.integers(0, len(lines) - 1), min_size=1, max_size=len(lines) - 1))
            halves = ([line for n, line in enumerate(lines) if (n in chosen) is half] for half in (True, False))
            parts = [b"".join([header, *half]) for half in halves]
        for number, part in enumerate(parts):
            for copy in range(draw(st.integers(1, 2))):
                path = PurePosixPath(file.path)
                pieces.append((str(path.parent / f"{number} {copy}" / path.name), part))
    shuffled = draw(st.permutations(pieces))
    middle = draw(st.integers(0, len(shuffled)))
    return [shuffled[:middle], shuffled[middle:]]


@pytest.fixture(scope="module")
def in_order() -> dict[str, pd.DataFrame]:
    return marts(PROJECT, [[(file.path, file.data) for file in FILES]], MORNING, refused=REFUSED)


def test_the_shop_has_files_that_can_be_cut() -> None:
    assert len([file for file in FILES if _can_be_cut(file)]) >= 5


@settings(
    max_examples=EXAMPLES,
    derandomize=EXAMPLES < 10,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(rounds=arrivals())
def test_any_order_split_and_repetition_of_a_shops_files_gives_the_same_marts(
    in_order: dict[str, pd.DataFrame], rounds: Rounds
) -> None:
    assert len(in_order["channel_daily"]) > 0
    assert_same(marts(PROJECT, rounds, MORNING, refused=REFUSED), in_order)
