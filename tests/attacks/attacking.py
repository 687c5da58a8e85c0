"""A morning taken apart into its stages, each of which can be attacked as often as one likes.

Belongs here: how the project stands before each stage, what an undisturbed stage leaves, and letting processes die in
between. Not here: which points (`points`), what must hold (`test_crash`).
"""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from smm_assets.warehouse import open_store
from smm_assets.warehouse.place import publication
from tests.attacks import dying, kept, shop
from tests.attacks.dying import Course, Morning, Point
from tests.attacks.morning import STAGES, project_in
from tests.attacks.watching import Seen, look, watched
from tests.postgres import Server

TOLD = os.environ.get("SMM_KILLS_TOLD")
WHOLE = ""


@dataclass(frozen=True, kw_only=True)
class Before:
    """A project before its morning, or before a stage of it, and what follows undisturbed. looks: what readers may see;
    none while nothing is published.
    """

    place: shop.Place
    calm: Course
    after: kept.Kept
    looks: frozenset[tuple[str, ...]]


@dataclass
class Attacked:
    """A shop in a folder, and what became of it so far. server: None for the embedded store."""

    folder: Path
    server: Server | None
    lived: bool
    befores: dict[str, Before] = field(default_factory=dict)

    @property
    def engine(self) -> str:
        return "duckdb" if self.server is None else "postgres"

    @property
    def home(self) -> Path:
        """Where the shop always is when somebody works on it."""
        return self.folder / "shop"

    def before(self, stage: str = WHOLE) -> Before:
        """The project before that stage, all stages before it done; or before the whole morning."""
        if stage not in self.befores:
            self.befores[stage] = self._made(stage)
        return self.befores[stage]

    def _made(self, stage: str) -> Before:
        place = self._founded() if stage in (WHOLE, next(iter(STAGES))) else self._following(stage)
        with shop.copied(place, self.home, self.server) as copy:
            looks = self._look(copy)
            if stage == "publish" and not looks:
                dying.run(morning(copy, 0, stage))
                place, looks = self._saved(copy, "published"), self._look(copy)
            calm = dying.run(morning(copy, 1, stage))
            return Before(place=place, calm=calm, after=everything(copy), looks=looks | self._look(copy))

    def _founded(self) -> shop.Place:
        if "base" not in {one.place.home.name for one in self.befores.values()}:
            kept_in = "embedded" if self.server is None else self.server.store()
            shop.make(shop.Place(home=self.folder / "base", kept_in=kept_in), lived=self.lived)
            return shop.Place(home=self.folder / "base", kept_in=kept_in)
        return next(one.place for one in self.befores.values() if one.place.home.name == "base")

    def _following(self, stage: str) -> shop.Place:
        names = list(STAGES)
        former = names[names.index(stage) - 1]
        with shop.copied(self.before(former).place, self.home, self.server) as copy:
            dying.run(morning(copy, 0, former))
            return self._saved(copy, f"before {stage}")

    def _saved(self, copy: shop.Place, name: str) -> shop.Place:
        return shop.saved(copy, self.folder / name, self.server)

    def _look(self, place: shop.Place) -> frozenset[tuple[str, ...]]:
        return frozenset({look(place.home, place.kept_in)} if is_published(place) else ())

    def attack(self, stage: str, chain: Sequence[Point]) -> tuple[list[str], str]:
        """Let one process after the other die at its point, then one come to its end; returns in which stages they died
        and what is wrong afterwards, "" when nothing is.
        """
        before, died, seen = self.before(stage), list[str](), Seen()
        with shop.copied(before.place, self.home, self.server) as place:
            if before.looks and is_published(place):
                with watched(place.home, place.kept_in) as seen:
                    self._die(place, stage, chain, died)
            else:
                self._die(place, stage, chain, died)
            wrong = _wrong(before, everything(place), seen)
        for point, where in zip(chain, died, strict=False):
            self.tell(stage, point, where, seen.looks, wrong)
        return died, wrong

    def _die(self, place: shop.Place, stage: str, chain: Sequence[Point], died: list[str]) -> None:
        for minutes, point in enumerate(chain, start=1):
            where = dying.run(morning(place, minutes, stage), point).stage
            if where == "done":
                return
            died.append(where)
        dying.run(morning(place, len(chain) + 1, stage))

    def tell(self, stage: str, point: Point, died: str, looks: int = 0, wrong: str = "") -> None:
        """Write a death down where somebody asked for it."""
        if TOLD:
            row = {"engine": self.engine, "work": stage, **vars(point), "died": died, "looks": looks, "wrong": wrong}
            with Path(TOLD).open("a", encoding="utf-8") as file:
                file.write(json.dumps(row) + "\n")


def morning(place: shop.Place, minutes: int, stage: str = WHOLE) -> Morning:
    """The work of a process that begins so many minutes after five."""
    now = shop.moment(shop.TODAY, minutes)
    return Morning(home=place.home, kept_in=place.kept_in, as_of=shop.TODAY, now=now, only=stage)


def everything(place: shop.Place) -> kept.Kept:
    """All the project keeps."""
    project = project_in(place.home, place.kept_in)
    with open_store(project) as store:
        return kept.tables(store) | kept.files(project)


def is_published(place: shop.Place) -> bool:
    """Whether there is anything for readers."""
    return publication(project_in(place.home, place.kept_in)) is not None


def _wrong(before: Before, after: kept.Kept, seen: Seen) -> str:
    different = kept.differences(after, before.after)
    strange = sorted(set(seen.versions) - before.looks)
    said = (str(different) if different else "", f"readers saw {strange}" if strange else "", seen.error)
    return "; ".join(filter(None, said))
