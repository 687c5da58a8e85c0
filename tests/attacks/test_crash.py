"""Processes killed with SIGKILL at any moment of a morning: the next run makes of it what an undisturbed one makes.
So do two that work at once.

Also what readers see meanwhile: the tables of the last good run or the new ones, whole, and never none. Points are
drawn from a seed; SMM_KILLS says how many on each engine, SMM_KILLS_SEED which; where the variable SMM_KILLS_TOLD names
a file, every death is written there.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from smm_assets.warehouse import open_store
from smm_assets.warehouse.duckdb_store import LARGE_FROM
from tests.attacks import dying, kept, points, shop
from tests.attacks.morning import as_in_large_shops, project_in
from tests.attacks.watching import Seen, look, watched
from tests.postgres import Server

KILLS = int(os.environ.get("SMM_KILLS", "0"))
SEED = int(os.environ.get("SMM_KILLS_SEED", "1"))
TOLD = os.environ.get("SMM_KILLS_TOLD")
FEW = {"duckdb": 3, "postgres": 1}
pytestmark = pytest.mark.slow


@dataclass(frozen=True, kw_only=True)
class Attacked:
    """A shop before its second morning. home: where its copies are; calm, after, before, then: how an undisturbed
    second morning went, what it left, and what readers saw before it and afterwards.
    """

    base: shop.Place
    home: Path
    server: Server | None
    calm: dying.Course
    after: kept.Kept
    before: tuple[str, ...]
    then: tuple[str, ...]


@pytest.fixture(params=["duckdb", "postgres"], scope="module")
def attacked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    server: Server | None = None if request.param == "duckdb" else request.getfixturevalue("postgres_server")
    folder = tmp_path_factory.mktemp("crash")
    as_in_large_shops()
    base = shop.Place(home=folder / "base", kept_in="embedded" if server is None else server.store())
    shop.make(base)
    with shop.copied(base, folder / "shop", server) as place:
        before = look(place.home, place.kept_in)
        calm = dying.run(_morning(place, 1))
        after, then = _kept(place), look(place.home, place.kept_in)
    yield Attacked(base=base, home=folder / "shop", server=server, calm=calm, after=after, before=before, then=then)
    as_in_large_shops(LARGE_FROM)
    if server is not None:
        server.drop(base.kept_in)


def _morning(place: shop.Place, minutes: int) -> dying.Morning:
    now = shop.moment(shop.TODAY, minutes)
    return dying.Morning(home=place.home, kept_in=place.kept_in, as_of=shop.TODAY, now=now)


def _kept(place: shop.Place) -> kept.Kept:
    project = project_in(place.home, place.kept_in)
    with open_store(project) as store:
        return kept.tables(store) | kept.files(project)


def _tell(engine: str, point: dying.Point, died: str, looks: int = 0, wrong: str = "") -> None:
    if TOLD:
        with Path(TOLD).open("a", encoding="utf-8") as file:
            row = {"engine": engine, **vars(point), "died": died, "looks": looks, "wrong": wrong}
            file.write(json.dumps(row) + "\n")


def test_the_morning_that_is_attacked_has_something_to_do_in_every_stage(attacked: Attacked) -> None:
    assert set(points.STAGES) < attacked.calm.seconds.keys()
    assert all(attacked.calm.operations[stage] > 20 for stage in points.STAGES)
    assert attacked.before != attacked.then
    assert attacked.after["large"] == (("5",) if attacked.server is None else ("0",))
    assert attacked.after["inbox"] == attacked.after["litter"] == ()
    assert attacked.after["state.recommendation"][0] == "2"
    assert attacked.after["ops.arrival"][0] == "9"


def test_a_killed_morning_that_is_run_again_leaves_what_an_undisturbed_one_leaves(attacked: Attacked) -> None:
    engine = "duckdb" if attacked.server is None else "postgres"
    wanted, died, number, found = KILLS or FEW[engine], 0, SEED, list[str]()
    while died < wanted:
        for chain in points.chains(number, attacked.calm, wanted - died):
            stages, wrong = _attack(attacked, engine, chain)
            died += len(stages)
            found += [f"died in {stages} at {chain}: {wrong}"] if wrong else []
        number += 1000
    assert not found, "\n".join(found)


def _attack(attacked: Attacked, engine: str, chain: list[dying.Point]) -> tuple[list[str], str]:
    """Let one process after the other die at its point, then one come to its end; returns where they died and what is
    wrong afterwards, "" when nothing is.
    """
    died = []
    with shop.copied(attacked.base, attacked.home, attacked.server) as place:
        with watched(place.home, place.kept_in) as seen:
            for minutes, point in enumerate(chain, start=1):
                stage = dying.run(_morning(place, minutes), point).stage
                if stage == "done":
                    break
                died.append(stage)
            else:
                dying.run(_morning(place, len(chain) + 1))
        wrong = _wrong(attacked, _kept(place), seen)
    for point, stage in zip(chain, died, strict=False):
        _tell(engine, point, stage, seen.looks, wrong)
    return died, wrong


def _wrong(attacked: Attacked, after: kept.Kept, seen: Seen) -> str:
    """What is not as an undisturbed morning leaves it, or was not for those who looked meanwhile."""
    different = kept.differences(after, attacked.after)
    strange = [version for version in seen.versions if version not in (attacked.before, attacked.then)]
    said = (str(different) if different else "", f"readers saw {strange}" if strange else "", seen.error)
    return "; ".join(filter(None, said)) if seen.looks else "nobody could read"


def test_two_mornings_at_once_leave_what_one_leaves(attacked: Attacked) -> None:
    with shop.copied(attacked.base, attacked.home, attacked.server) as place:
        with watched(place.home, place.kept_in) as seen:
            dying.at_once(_morning(place, 1), _morning(place, 2))
        different = kept.differences(_kept(place), attacked.after)
    assert different.keys() <= {"ops.run"}  # whoever came second had nothing new to tell
    assert seen.error == ""
    assert set(seen.versions) <= {attacked.before, attacked.then}


def test_a_store_whose_making_was_killed_is_made_whole_by_the_next_one(attacked: Attacked, tmp_path: Path) -> None:
    engine = "duckdb" if attacked.server is None else "postgres"
    with _nothing_yet(attacked, tmp_path / "calm") as place:
        calm, made = dying.run(_opening(place)), _kept_of_nothing(place)
    for number, point in enumerate(points.founding(SEED, calm, KILLS // 6 or 2)):
        with _nothing_yet(attacked, tmp_path / str(number)) as place:
            died = dying.run(_opening(place), point).stage
            if died != "done":
                _tell(engine, point, died)
            assert _kept_of_nothing(place) == made, point


@contextmanager
def _nothing_yet(attacked: Attacked, home: Path) -> Iterator[shop.Place]:
    """A project that has no store."""
    home.mkdir()
    (home / "smm.yaml").write_text(shop.SETTINGS, encoding="utf-8")
    kept_in = "embedded" if attacked.server is None else attacked.server.empty()
    yield shop.Place(home=home, kept_in=kept_in)
    if attacked.server is not None:
        attacked.server.drop(kept_in)


def _opening(place: shop.Place) -> dying.Morning:
    return replace(_morning(place, 0), only_open=True)


def _kept_of_nothing(place: shop.Place) -> kept.Kept:
    """What an empty store holds, the moment of its making apart."""
    return {name: rows for name, rows in _kept(place).items() if "." in name}
