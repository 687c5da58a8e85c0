"""Taking the ways in turns: histories of several sizes, one more morning on each, the memory one file takes.

Belongs here: what is run in which order on which folders, and that each result is checked. Not here: the ways
themselves.
"""

import shutil
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench.volume.check import differences
from bench.volume.exports import next_morning, write
from bench.volume.measure import Taken, WorkFailed, work
from bench.volume.results import middle
from bench.volume.scale import DAYS, Volume
from bench.volume.ways import Way, arrived, begun, settled

Figures = dict[str, dict[str, Any]]
Say = Callable[[str], None]


def _stored(place: Path) -> float:
    """Megabytes of the store itself: neither archived exports nor what is published."""
    files = [place / "data" / "warehouse.duckdb", *(place / "data" / "raw").glob("*.parquet")]
    return sum(file.stat().st_size for file in files) / 1e6


class Turns:
    """One run of the benchmark in a folder of its own. Libraries of every way are found out once, on a few rows."""

    def __init__(self, folder: Path, ways: Sequence[Way], rounds: int, say: Say) -> None:
        self.folder, self.ways, self.rounds, self.say = folder, ways, rounds, say
        tiny = folder / "tiny"
        write(Volume(rows=400, days=40), tiny)
        for way in ways:
            place = begun(way, folder / "work", tiny)
            work(way.python, way.module, way.history, way.paths(place, tiny), libraries=self._libraries(way), note=True)

    def histories(self, rows: int) -> tuple[Figures, float, float]:
        """Every way on a history of so many rows; (figures by way, megabytes of exports, and of our store)."""
        home = self.folder / f"home_{rows}"
        made = write(Volume(rows=rows), home)
        taken: dict[str, list[Taken]] = defaultdict(list)
        stored = 0.0
        for number in range(self.rounds):
            for way in self._order(number):
                place = begun(way, self.folder / "work", home)
                one = self._work(way, way.history, way.paths(place, home))
                self._right(way, place, home)
                stored = _stored(place) if way.name == "ours" else stored
                taken[way.name].append(one)
                self.say(f"{rows:,} rows, {way.label}: {one.seconds:.1f} s, {one.cpu:.1f} s of the processor")
        shutil.rmtree(home)
        return {name: middle(rounds) for name, rounds in taken.items()}, made.size / 1e6, stored

    def engine(self, rows: int, settings: str) -> dict[str, Any]:
        """Our tables on a history of so many rows, with more lines in smm.yaml; figures of one round."""
        home, way = self.folder / f"home_{rows}", next(one for one in self.ways if one.name == "ours")
        write(Volume(rows=rows), home)
        place = begun(way, self.folder / "work", home)
        with (place / "smm.yaml").open("a", encoding="utf-8") as file:
            file.write(settings)
        one = self._work(way, way.history, way.paths(place, home))
        self.say(f"{rows:,} rows: {one.seconds:.1f} s, {one.cpu:.1f} s of this process")
        shutil.rmtree(home)
        return middle([one])

    def mornings(self, rows: int, times: int) -> tuple[Figures, int]:
        """One more morning on `times` years of history of `rows` rows each; (figures by way, rows of the morning)."""
        volume = Volume(rows=rows * times, days=DAYS * times)
        home, after, new = (self.folder / name for name in ("before", "after", "new"))
        write(volume, home)
        states = {way.name: begun(way, self.folder / f"state_{way.name}", home) for way in self.ways}
        for way in self.ways:
            self._work(way, way.history, way.paths(states[way.name], home))
            self._right(way, states[way.name], home)
        after.mkdir()
        settled(after, home)
        made = next_morning(volume, after, new)
        taken: dict[str, list[Taken]] = defaultdict(list)
        for number in range(self.rounds):
            for way in self._order(number):
                place = self.folder / "work"
                shutil.rmtree(place, ignore_errors=True)
                shutil.copytree(states[way.name], place)
                arrived(way, place, after, new)
                one = self._work(way, way.morning, way.paths(place, after, new))
                self._right(way, place, after)
                taken[way.name].append(one)
                self.say(f"a morning on {times} × {rows:,} rows, {way.label}: {one.seconds:.1f} s, {one.cpu:.1f} s")
        for folder in (home, after, new, *states.values()):
            shutil.rmtree(folder)
        return {name: middle(rounds) for name, rounds in taken.items()}, made.rows

    def memory(self, rows: int) -> Figures:
        """Taking in one file of so many rows; of ours the intake alone, of the floor all it does."""
        home = self.folder / f"one_{rows}"
        write(Volume(rows=rows, only="meta"), home, one_file=True)
        found = {}
        for way in (one for one in self.ways if one.name in ("ours", "floor")):
            place = begun(way, self.folder / "work", home)
            function = "intake" if way.name == "ours" else way.history
            found[way.name] = middle([self._work(way, function, way.paths(place, home))])
            self.say(f"one file of {rows:,} rows, {way.label}: {found[way.name]['peak']:,.0f} MB")
        shutil.rmtree(home)
        return found

    def inside(self, rows: int) -> tuple[dict[str, float], dict[str, float]]:
        """Of ours, on so many rows: seconds of the processor of every stage, and of every model."""
        home, way = self.folder / "inside", next(one for one in self.ways if one.name == "ours")
        write(Volume(rows=rows), home)
        stages: dict[str, float] = {}
        for function in ("reading", "everything"):
            stages |= self._work(way, function, [begun(way, self.folder / "work", home)]).stages
        place = begun(way, self.folder / "work", home)
        self._work(way, "intake", [place])
        models = dict(self._work(way, "models", [place]).stages)
        stages["store and ledger"] = stages.pop("ingest") - stages["read"] - stages["validate"]
        shutil.rmtree(home)
        return {name: round(cpu, 3) for name, cpu in stages.items()}, {
            name: round(cpu, 3) for name, cpu in models.items()
        }

    def _order(self, number: int) -> Sequence[Way]:
        """Another one begins each round."""
        shift = number % len(self.ways)
        return [*self.ways[shift:], *self.ways[:shift]]

    def _work(self, way: Way, function: str, paths: Sequence[Path]) -> Taken:
        return work(way.python, way.module, function, paths, libraries=self._libraries(way))

    def _libraries(self, way: Way) -> Path:
        return self.folder / f"libraries of {way.name}"

    def _right(self, way: Way, place: Path, home: Path) -> None:
        wrong = differences(place / way.database, way.table, home)
        if wrong:
            raise WorkFailed(f"{way.label} is wrong: {'; '.join(wrong)}")
