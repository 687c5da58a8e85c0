"""The exports of a shop's sixty days, and how they reach its inbox: calmly, or anyhow.

Belongs here: pieces of files, their names, their order, putting them into an inbox. Not here: which exports there are
(`tests/days/plan`), taking them in and comparing (`test_order`).

Every name states the moment of its export: of others, the order of arrival is a part of what they say.
"""

import os
import random
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

import pandas as pd

from smm_assets.simulator import World
from tests.days.files import bytes_of, name_of, rows_of, written
from tests.days.plan import Delivery, Plan

File = tuple[str, bytes]  # path inside the inbox, content
NAMES = ("{stem}", "{stem} (1)", "{stem} - Kopie", "Copy of {stem}", "{stem} копия")
STEMS = {"meta": "Mugs-Ads", "tiktok": "Tiktok Ads Daily Mugs", "vk": "vk"}
FOLDERS = ("", "", "mail", "old/2026", "täglich")
MOST_PIECES, SHARE_CUT, SHARE_TWICE = 3, 0.5, 0.4
LONG_AGO = (1_700_000_000, 1_700_000_000)


def calm(world: World, plan: Plan) -> list[File]:
    """Every export once and whole, in the order in which they were made."""
    return [(_named(one, "{stem}"), bytes_of(world, one)) for one in _made(plan)]


def anyhow(world: World, plan: Plan, seed: int) -> list[File]:
    """Every export whole or in pieces, some of these twice under other names, in any order."""
    chance = random.Random(seed)
    found = []
    for one in _made(plan):
        for data in _pieces(world, one, chance):
            for _ in range(2 if chance.random() < SHARE_TWICE else 1):
                folder = PurePosixPath(chance.choice(FOLDERS)) / str(len(found))
                found.append((str(folder / _named(one, chance.choice(NAMES))), data))
    chance.shuffle(found)
    return found


def drop(home: Path, files: Sequence[File]) -> None:
    """Put files into the inbox, each whole at once, as if they had lain there for long."""
    for path, data in files:
        half, whole = home / "data" / f"{os.getpid()}.half", home / "inbox" / path
        whole.parent.mkdir(parents=True, exist_ok=True)
        half.parent.mkdir(exist_ok=True)
        half.write_bytes(data)
        os.utime(half, LONG_AGO)
        os.replace(half, whole)


def _made(plan: Plan) -> list[Delivery]:
    """Exports that reach the shop at some time; those that come twice only once."""
    return [one for one in plan.dropped if one.outcome != "duplicate"]


def _named(one: Delivery, name: str) -> str:
    """Its name with the moment of its export: no two of a network have the same."""
    stem = f"{STEMS[one.network]} export {one.exported}_04_00_{one.number:02d}"
    return f"{name.format(stem=stem)}{PurePosixPath(name_of(one)).suffix}"


def _pieces(world: World, one: Delivery, chance: random.Random) -> Iterator[bytes]:
    """The export, or its rows in several exports of the same moment; what is damaged stays as it is."""
    rows = rows_of(world, one)
    if one.outcome != "loaded" or len(rows) < MOST_PIECES or chance.random() > SHARE_CUT:
        yield bytes_of(world, one)
        return
    places = [chance.randrange(MOST_PIECES) for _ in range(len(rows))]
    for place in sorted(set(places)):
        yield written(one.network, rows[pd.Series(places, index=rows.index) == place])
