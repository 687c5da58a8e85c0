"""Small shops told in YAML (`given/*.yml`), given to a world.

Belongs here: reading what is given. Not here: what is expected of it (`test_given`, `tests/conformance`).
"""

import datetime as dt
from pathlib import Path
from typing import Any

import yaml

CASES = sorted((Path(__file__).parent / "given").glob("*.yml"))


def give(world: Any, case: Path) -> dict[str, Any]:
    """Give a world the files and exports of a case; returns all it says."""
    told: dict[str, Any] = yaml.safe_load(case.read_text(encoding="utf-8"))
    for name, text in told.get("files", {}).items():
        world.file(name, text)
    for export in told["exports"]:
        _exported(world, export)
    return told


def _exported(world: Any, told: dict[str, Any]) -> None:
    rows = [one for row in told.pop("rows") for one in _by_day(row)]
    period = told.pop("period", None)
    world.export(rows, period=tuple(map(str, period)) if period else None, **told)


def _by_day(row: dict[str, Any]) -> list[dict[str, Any]]:
    row = {name: str(value) if isinstance(value, dt.date) else value for name, value in row.items()}
    if "days" not in row:
        return [row]
    first, last = row.pop("days")
    return [{**row, "date": str(first + dt.timedelta(days=n))} for n in range((last - first).days + 1)]
