"""What growth costs, calculated from the figures last kept, and the page of the documentation that says it.

usage: python -m bench.volume.growth

Belongs here: slopes, and what follows from them for sizes nobody measured. Not here: figures (`results`).

A slope is that of the straight line through the sizes measured, least squares: what one more row costs; where it meets
no rows is what is paid however few there are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.volume.measure import ROOT
from bench.volume.page import titled
from bench.volume.results import Results, read

PAGE = ROOT / "docs" / "growth.md"
A_YEAR = 1_000_000_000
RESTATED = 8  # days in each morning's export: the new one and the week before it
NAMES = {"duckdb": "DuckDB file", "postgres": "PostgreSQL", "spark": "Spark"}
_NIGHT = 8 * 3600


@dataclass(frozen=True, kw_only=True)
class Slope:
    """fixed: in the unit of the figure; each: the same for one row; most: the largest number of rows measured."""

    fixed: float
    each: float
    most: int

    def at(self, rows: float) -> float:
        """The figure for so many rows."""
        return self.fixed + self.each * rows

    def reaches(self, figure: float) -> float:
        """The rows at which the figure is reached."""
        return (figure - self.fixed) / self.each if self.each > 0 else float("inf")


def slope(figures: Mapping[str, float]) -> Slope:
    """The line through figures by number of rows; two sizes at least."""
    rows = np.array([float(one) for one in figures])
    each, fixed = np.polyfit(rows, np.array(list(figures.values())), 1)
    return Slope(fixed=float(fixed), each=float(each), most=int(rows.max()))


def of_engines(results: Results, figure: str) -> dict[str, Slope]:
    """A slope for every engine that was measured at two sizes or more."""
    ours = {rows: ways["ours"] for rows, ways in results.histories.items() if "ours" in ways}
    return _slopes({**results.engines, "duckdb": ours}, figure)


def _slopes(measured: Mapping[str, Mapping[str, Any]], figure: str) -> dict[str, Slope]:
    return {
        name: slope({rows: float(one[figure]) for rows, one in by_rows.items()})
        for name, by_rows in measured.items()
        if len(by_rows) > 1
    }


def page(results: Results) -> str:
    """The whole page."""
    seconds, memory = of_engines(results, "work_seconds"), of_engines(results, "peak")
    stored = slope(results.stored)
    parts = [_HEAD, _measured(seconds, memory, stored), _limits(results, seconds, memory), _year(seconds, stored)]
    return "\n".join(parts)


def _measured(seconds: Mapping[str, Slope], memory: Mapping[str, Slope], stored: Slope) -> str:
    rows = [
        [
            NAMES[name],
            f"{one.most:,}",
            f"{max(one.fixed, 0):.0f}",
            f"{one.each * 1e6:.1f}",
            f"{max(memory[name].fixed, 0):,.0f}",
            f"{max(memory[name].each, 0) * 1e6:,.0f}",
        ]
        for name, one in seconds.items()
    ]
    header = [
        *("engine", "most rows measured", "seconds whatever the rows", "seconds for a million rows more"),
        *("MB whatever the rows", "MB for a million rows more"),
    ]
    told = (
        "Exports of a year to tables audited and published, all at once, as on the first day; memory of the process "
        f"that does it. In the file a row takes {stored.each * 1e6:.0f} bytes on the disk; the exports themselves, "
        "which are kept too, come on top."
    )
    return titled("## Measured", header, rows, told)


def _limits(results: Results, seconds: Mapping[str, Slope], memory: Mapping[str, Slope]) -> str:
    gib = float(results.machine["memory_gib"])
    own = memory["duckdb"]
    room = own.reaches(gib * 1024 * 0.75)
    night = seconds["duckdb"].reaches(_NIGHT)
    text = [
        "## Where each engine ends\n",
        f"* **DuckDB file.** A whole rebuild fills {gib:.0f} GiB of memory to three quarters at about {_round(room)} "
        f"rows, and takes a night of eight hours at about {_round(night)}. Mornings rebuild only days that changed, so "
        "the history may be longer than that; what then ends first is patience with a full refresh.",
    ]
    in_turn = _slopes(results.engines, "work_seconds")  # an engine and the file in one hour
    for name in ("postgres", "spark"):
        if name in seconds:
            full = f"a night of eight hours is full at about {_round(seconds[name].reaches(_NIGHT))} rows"
            times = f"{in_turn[name].each / in_turn['duckdb'].each:.1f}" if "duckdb" in in_turn else ""
            beside = f"{times} times the time a row of the file, measured in turn with it; " if times else ""
            text.append(f"* **{NAMES[name]}.** On the same cores {beside}{full}. {_SAYS[name]}")
    return "\n".join(text) + "\n"


def _year(seconds: Mapping[str, Slope], stored: Slope) -> str:
    a_day = A_YEAR / 365
    a_morning = a_day * RESTATED
    rows = [
        ["rows of a morning's exports, with the week told again", f"{a_morning / 1e6:,.1f} million"],
        ["versions kept after a year", f"{a_morning * 365 / 1e9:,.1f} thousand million"],
        ["their room in the store", f"{stored.each * a_morning * 365 / 1e6:,.1f} TB"],
    ]
    for name, one in seconds.items():
        busy = one.each * a_morning
        rows.append([f"a morning's exports on two cores, {NAMES[name]}", f"{busy / 60:,.0f} min"])
        rows.append([f"cores for that to take an hour, {NAMES[name]}", f"{max(1, np.ceil(busy * 2 / 3600)):.0f}"])
    return titled("## A thousand million rows a year", ["what", "calculated"], rows, _CALCULATED)


def _round(rows: float) -> str:
    """Two digits, in words a person says."""
    if not np.isfinite(rows) or rows >= 1e12:
        return "more than 10¹²"
    digits = float(f"{rows:.2g}")
    return f"{digits / 1e9:g} thousand million" if digits >= 1e9 else f"{digits / 1e6:g} million"


_SAYS = {
    "postgres": "It is for several people and machines that read, not for more rows.",
    "spark": "Each table is a job of its own, however small; more machines shorten the part that grows with the rows, "
    "not that one.",
}
_HEAD = """\
# How it grows

Which engine for how many rows, calculated from what was measured on one machine: [what large exports
cost](measurements-volume.md) says which one and how. Calculated, not promised: a line through a few sizes says nothing
of what lies far beyond them.
"""
_CALCULATED = (
    "Ten large advertisers, or one that has ads by the hundred thousand: 2.7 million rows a day, of which each export "
    "tells the last week again. Every version is kept. The time is that of rows alone: reading, checking, storing, and "
    "making the days they are about again; it assumes that cores share the work evenly, which a file does for reading "
    "and most of the tables, and Spark for all of them."
)


def main() -> None:
    """Command line."""
    PAGE.write_text(page(read()), encoding="utf-8")


if __name__ == "__main__":
    main()
