"""Processes killed with SIGKILL at any moment of a morning: the next run makes of it what an undisturbed one makes.
So do two that work at once.

Also what readers see meanwhile: the tables of the last good run or the new ones, whole, and never none. Points are
drawn from a seed. SMM_KILLS says how many in each stage on each engine, of a morning that follows another, and half as
many in whole mornings; by default a few, where exports are taken in. SMM_KILLS_SEED says which; a file named by
SMM_KILLS_TOLD gets every death.
"""

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from smm_assets.warehouse.duckdb_store import LARGE_FROM
from tests.attacks import dying, kept, points, shop
from tests.attacks.attacking import WHOLE, Attacked, everything, morning
from tests.attacks.morning import STAGES, as_in_large_shops
from tests.attacks.watching import watched

KILLS = int(os.environ.get("SMM_KILLS", "0"))
SEED = int(os.environ.get("SMM_KILLS_SEED", "1"))
FEW = {"duckdb": 3, "postgres": 1}
LONG = pytest.mark.skipif(not KILLS, reason="takes minutes: SMM_KILLS says how many")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def shops(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Attacked]]:
    as_in_large_shops()
    yield {}
    as_in_large_shops(LARGE_FROM)


@pytest.fixture
def attacked(
    shops: dict[str, Attacked], engine: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Attacked:
    """The shop on that engine, as far as it was made by an earlier test."""
    if engine not in shops:
        server = None if engine == "duckdb" else request.getfixturevalue("postgres_server")
        shops[engine] = Attacked(folder=tmp_path_factory.mktemp(engine), server=server, lived=KILLS > 0)
    return shops[engine]


@pytest.mark.parametrize("stage", STAGES if KILLS else ["ingest"])
def test_a_stage_whose_process_was_killed_leaves_what_an_undisturbed_one_leaves_when_it_is_run_again(
    attacked: Attacked, stage: str
) -> None:
    assert attacked.before(stage).calm.operations[stage] > 20
    assert _attack(attacked, stage, [stage], KILLS or FEW[attacked.engine]) == []


@LONG
def test_a_killed_morning_that_is_run_again_leaves_what_an_undisturbed_one_leaves(attacked: Attacked) -> None:
    assert _attack(attacked, WHOLE, list(STAGES), KILLS // 2) == []


def _attack(attacked: Attacked, work: str, stages: list[str], wanted: int) -> list[str]:
    """Let so many processes die; returns what is wrong afterwards."""
    died, found, chance = 0, list[str](), random.Random(f"{SEED} {work}")
    while died < wanted:
        for chain in points.chains(chance, attacked.before(work).calm, stages, wanted - died):
            where, wrong = attacked.attack(work, chain)
            died += len(where)
            found += [f"died in {where} at {chain}: {wrong}"] if wrong else []
    return found


@LONG
def test_the_morning_that_is_attacked_has_something_to_do_everywhere(attacked: Attacked) -> None:
    before = attacked.before()
    assert len(before.looks) == 2
    assert before.after["inbox"] == before.after["litter"] == ()
    assert before.after["state.recommendation"][0] == "2"
    assert before.after["ops.arrival"][0] == "9"
    assert (before.after["large"] == ("0",)) == (attacked.engine == "postgres")


@LONG
def test_two_mornings_at_once_leave_what_one_leaves(attacked: Attacked) -> None:
    before = attacked.before()
    with shop.copied(before.place, attacked.home, attacked.server) as place:
        with watched(place.home, place.kept_in) as seen:
            dying.at_once(morning(place, 1), morning(place, 2))
        different = kept.differences(everything(place), before.after)
    assert different.keys() <= {"ops.run"}  # whoever came second had nothing new to tell
    assert seen.error == ""
    assert before.looks >= set(seen.versions)


def test_a_store_whose_making_was_killed_is_made_whole_by_the_next_one(attacked: Attacked, tmp_path: Path) -> None:
    with _nothing_yet(attacked, tmp_path / "calm") as place:
        calm, made = dying.run(morning(place, 0, "open")), _tables(place)
    chance = random.Random(SEED)
    for number in range(KILLS or 1):
        point = points.point(chance, calm, "open")
        with _nothing_yet(attacked, tmp_path / str(number)) as place:
            died = dying.run(morning(place, 0, "open"), point).stage
            wrong = kept.differences(_tables(place), made)
        if died != "done":
            attacked.tell("open", point, died, wrong=str(wrong or ""))
        assert not wrong, point


@contextmanager
def _nothing_yet(attacked: Attacked, home: Path) -> Iterator[shop.Place]:
    """A project that has no store."""
    home.mkdir()
    (home / "smm.yaml").write_text(shop.SETTINGS, encoding="utf-8")
    kept_in = "embedded" if attacked.server is None else attacked.server.empty()
    yield shop.Place(home=home, kept_in=kept_in)
    if attacked.server is not None:
        attacked.server.drop(kept_in)


def _tables(place: shop.Place) -> kept.Kept:
    return {name: rows for name, rows in everything(place).items() if "." in name}
