"""Simulated days of a shop's exports, delivered in any order, cut, repeated and renamed, by two processes at once.

The marts equal those of the calm delivery, on either engine. SMM_DELIVERIES says how many orders are tried, of sixty
days instead of five, and a third as many on PostgreSQL; SMM_DELIVERIES_SEED which.
"""

import os
import random
from collections import Counter
from collections.abc import Collection, Mapping
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from tests.attacks import deliveries
from tests.attacks.deliveries import File
from tests.attacks.taking import Rounds, dated_by, make, outcome, take, take_at_once
from tests.days.shop import planned, world_of
from tests.replay.arriving import assert_same

ORDERS = int(os.environ.get("SMM_DELIVERIES", "0"))
FIRST = int(os.environ.get("SMM_DELIVERIES_SEED", "1"))
DAYS, ROUNDS = (60, 6) if ORDERS else (5, 2)
PLAN = planned(DAYS)
TRIED = [
    *(("duckdb", seed) for seed in range(FIRST, FIRST + (ORDERS or 1))),
    *(("postgres", seed) for seed in range(FIRST, FIRST + ORDERS // 3)),
]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, pd.DataFrame]:
    home = tmp_path_factory.mktemp("calm") / "shop"
    make(home, world_of(DAYS))
    take(home, "embedded", [deliveries.calm(world_of(DAYS), PLAN)])
    assert dated_by(home, "embedded") == {"file_name"}
    return outcome(home, "embedded")[0]


def shares(files: list[File], seed: int) -> list[tuple[Rounds, Collection[int]]]:
    """The files of each of two processes in rounds of any length; in the middle of all one of them makes tables."""
    chance = random.Random(seed)
    middle = len(files) // 2
    found = []
    for own in (files[:middle], files[middle:]):
        cuts = [0, *sorted(chance.sample(range(1, len(own)), ROUNDS - 1)), len(own)]
        found.append([own[first:last] for first, last in pairwise(cuts)])
    return [(found[0], {ROUNDS // 2}), (found[1], ())]


@pytest.mark.parametrize(("engine", "seed"), TRIED, indirect=["engine"])
def test_any_order_split_repetition_and_name_by_two_processes_gives_the_marts_of_the_calm_delivery(
    calm: Mapping[str, pd.DataFrame], tmp_path: Path, kept_in: str, seed: int
) -> None:
    files = deliveries.anyhow(world_of(DAYS), PLAN, seed)
    make(tmp_path / "shop", world_of(DAYS))
    take_at_once(tmp_path / "shop", kept_in, shares(files, seed))
    marts, became = outcome(tmp_path / "shop", kept_in)
    assert became == wanted(files)
    assert len(marts["ad_daily"]) > 200
    assert_same(marts, calm)


def wanted(files: list[File]) -> Counter[str]:
    """Every content counts once, as loaded or as damaged; all else is told to be a repetition."""
    damaged = {deliveries.bytes_of(world_of(DAYS), one) for one in PLAN.dropped if one.outcome == "quarantined"}
    contents = {data for _, data in files}
    found = {"loaded": len(contents - damaged), "quarantined": len(contents & damaged)}
    return Counter({**found, "duplicate": len(files) - len(contents)})


def test_the_files_are_cut_repeated_and_renamed_so_that_the_comparison_can_fail() -> None:
    files = deliveries.anyhow(world_of(DAYS), PLAN, FIRST)
    in_order = deliveries.calm(world_of(DAYS), PLAN)
    assert len(files) > len({data for _, data in files}) > len(in_order)
    assert len({path.rpartition("/")[2] for path, _ in files}) > len(in_order)
    assert {data for _, data in in_order} - {data for _, data in files}
