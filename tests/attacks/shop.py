"""A small shop on its second morning: yesterday's tables are published, today's exports wait in the inbox. Or on its
first, on which the exports of both wait.

Belongs here: its files, its two mornings, copies of it. Not here: what is done to it.

Today brings restated days, an export broken off, one that came before under another name, orders with two rows nobody
can use, and a plan with more money in it, so that something is made anew everywhere.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from smm_assets.simulator import World, simulate
from smm_assets.simulator.cast import META, TIKTOK, VK
from smm_assets.simulator.settings_files import fx_csv
from smm_assets.simulator.site import order_rows
from smm_assets.simulator.writers.shop import write_shop_csv
from tests.attacks.morning import live, project_in
from tests.days.files import bytes_of, name_of
from tests.days.plan import Delivery
from tests.days.shop import media_plan
from tests.postgres import Server

TODAY, A_DAY, HISTORY = date(2026, 11, 20), timedelta(days=1), 30
YESTERDAY = TODAY - A_DAY
LONG_AGO = (1_700_000_000, 1_700_000_000)
NO_TAGS = ("", "", "", "")
BY_HAND = (
    ("T-1", "2026-02-31", "19.00", "EUR", "no", *NO_TAGS, "0"),
    ("T-2", "2026-11-19", "?", "EUR", "no", *NO_TAGS, "0"),
)
SETTINGS = """name: Mugs
currency: EUR
timezone: Europe/Berlin
store: ${STORE}
channels:
  meta: {label: Meta, objective: sales}
  tiktok: {label: TikTok, objective: sales}
  vk: {label: VK, objective: sales}
"""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A project folder and where its tables are: "embedded" or the address of a database."""

    home: Path
    kept_in: str


def moment(morning: date, minutes: int = 0) -> datetime:
    """When a morning's run begins, UTC."""
    return datetime.combine(morning, time(5), UTC) + timedelta(minutes=minutes)


@cache
def world() -> World:
    """What really happens."""
    return simulate(seed=3, days=HISTORY, as_of=TODAY, channels=(META, TIKTOK, VK))


def make(place: Place, *, lived: bool) -> None:
    """The shop before the morning; lived: yesterday's run took place."""
    (place.home / "inbox").mkdir(parents=True)
    _write(place.home / "smm.yaml", SETTINGS.encode())
    _write(place.home / "fx.csv", fx_csv(world()).encode())
    _write(place.home / "plan.csv", media_plan(world(), []).encode())
    for network in ("meta", "tiktok", "vk"):
        _drop(place, *_export(network, TODAY - HISTORY * A_DAY, YESTERDAY))
    if lived:
        live(project_in(place.home, place.kept_in), YESTERDAY, moment(YESTERDAY))
    _arrive(place)


def _arrive(place: Place) -> None:
    _write(place.home / "plan.csv", media_plan(world(), [TODAY]).encode())
    for network, back in (("meta", 3), ("tiktok", 2), ("vk", 4)):
        _drop(place, *_export(network, TODAY - back * A_DAY, TODAY))
    _drop(place, "again.csv", _export("vk", TODAY - HISTORY * A_DAY, YESTERDAY)[1])
    _drop(place, *_export("meta", TODAY - 3 * A_DAY, TODAY, number=1, outcome="quarantined"))
    orders = order_rows(world(), TODAY - 7 * A_DAY, YESTERDAY)
    _drop(place, "orders.csv", write_shop_csv(orders, typed_by_hand=BY_HAND))


def _export(network: str, first: date, made: date, *, number: int = 0, outcome: str = "loaded") -> tuple[str, bytes]:
    one = Delivery(
        network=network,
        card="",
        first=first,
        last=made - A_DAY,
        exported=made,
        number=number,
        arrives=None,
        outcome=outcome,
    )
    return name_of(one), bytes_of(world(), one)


def _drop(place: Place, name: str, data: bytes) -> None:
    _write(place.home / "inbox" / name, data)


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    os.utime(path, LONG_AGO)


@contextmanager
def copied(place: Place, home: Path, server: Server | None) -> Iterator[Place]:
    """The project once more, always in the same folder, for paths stand in its tables."""
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(place.home, home)
    if server is None:
        yield Place(home=home, kept_in=place.kept_in)
        return
    kept_in = server.store(template=place.kept_in.rpartition("/")[2])
    try:
        yield Place(home=home, kept_in=kept_in)
    finally:
        server.drop(kept_in)


def saved(place: Place, home: Path, server: Server | None) -> Place:
    """The project as it stands now, kept elsewhere."""
    shutil.copytree(place.home, home)
    kept_in = place.kept_in if server is None else server.store(template=place.kept_in.rpartition("/")[2])
    return Place(home=home, kept_in=kept_in)
