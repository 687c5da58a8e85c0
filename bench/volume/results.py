"""Figures of several rounds brought together: medians, and ratios to the floor and to the rival.

Belongs here: arithmetic on what was taken, and keeping it as JSON. Not here: taking it (`turns`), words (`page`).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from statistics import median
from typing import Any

from bench.volume.measure import Taken

FILE = Path(__file__).parent / "results.json"
_FIGURES = [one.name for one in fields(Taken) if one.name != "stages"]


@dataclass(kw_only=True)
class Results:
    """histories: rows → way → figures. mornings: length of the history → way → figures. memory: rows of one file → way
    → figures. stages (by rows) and models: seconds of the processor of ours. stored: rows → MB our store takes on the
    disk. engines: engine → rows → figures of ours on that engine, the file in turn with the others. Figures are
    medians of `rounds` rounds, each of its own.
    """

    machine: Mapping[str, Any]
    histories: dict[str, dict[str, Any]] = field(default_factory=dict)
    sizes: dict[str, float] = field(default_factory=dict)
    mornings: dict[str, dict[str, Any]] = field(default_factory=dict)
    morning_rows: dict[str, int] = field(default_factory=dict)
    memory: dict[str, dict[str, Any]] = field(default_factory=dict)
    stages: dict[str, dict[str, Any]] = field(default_factory=dict)
    models: dict[str, float] = field(default_factory=dict)
    stored: dict[str, float] = field(default_factory=dict)
    engines: dict[str, dict[str, Any]] = field(default_factory=dict)

    def keep(self, file: Path = FILE) -> None:
        """Write them down."""
        file.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")


def read(file: Path = FILE) -> Results:
    """The figures last written down."""
    return Results(**json.loads(file.read_text(encoding="utf-8")))


def middle(rounds: Sequence[Taken]) -> dict[str, Any]:
    """Medians of every figure and stage."""
    found: dict[str, Any] = {name: median(getattr(one, name) for one in rounds) for name in _FIGURES}
    stages = dict.fromkeys(name for one in rounds for name in one.stages)
    found["stages"] = {name: median(one.stages.get(name, 0.0) for one in rounds) for name in stages}
    return {"rounds": len(rounds), **{name: _short(value) for name, value in found.items()}}


def _short(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _short(one) for name, one in value.items()}
    return round(value, 3)


def ratio(figures: Mapping[str, Any], way: str, other: str, figure: str) -> float | None:
    """How many times the other's figure a way's is; None where one of them was not measured."""
    if way not in figures or other not in figures or not figures[other][figure]:
        return None
    return float(figures[way][figure]) / float(figures[other][figure])
