"""The ways the work is done: which function does a history, which one more morning, and where the tables then stand.

Belongs here: that list, and folders to work in. Not here: taking time (`measure`), turns (`run`).
"""

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.volume.measure import ROOT

RIVAL_PYTHON = ROOT / "build" / "rival" / "bin" / "python"
SETTLED = ("smm.yaml", "plan.csv", "fx.csv", "truth.parquet")


@dataclass(frozen=True, kw_only=True)
class Way:
    """label: for people. in_project: it works in a project folder, taking files out of the inbox; others work on a
    database of their own. database, table: where channel days stand afterwards, seen from the folder it works in.
    """

    name: str
    label: str
    module: str
    history: str
    morning: str
    database: str
    table: str
    in_project: bool = False
    python: Path = Path(sys.executable)

    def paths(self, folder: Path, home: Path, new: Path | None = None) -> Sequence[Path]:
        """Arguments of the function: for a history, or with files that are new for one more morning."""
        if self.in_project:
            return [folder]
        return [folder / self.database, home, *([] if new is None else [new])]


_PUBLISHED = "data/published.duckdb"
WAYS = {
    way.name: way
    for way in (
        Way(
            name="floor",
            label="bare SQL (floor)",
            module="bench.volume.floor.work",
            history="history",
            morning="morning",
            database="tables.duckdb",
            table="channel_daily",
        ),
        Way(
            name="ours",
            label="this project, tables",
            module="bench.volume.ours",
            history="tables",
            morning="tables",
            database=_PUBLISHED,
            table="marts.channel_daily",
            in_project=True,
        ),
        Way(
            name="smm run",
            label="`smm run`, all of it",
            module="bench.volume.ours",
            history="command",
            morning="command",
            database=_PUBLISHED,
            table="marts.channel_daily",
            in_project=True,
        ),
        Way(
            name="rival",
            label="dlt + dbt-duckdb",
            module="bench.volume.rival.work",
            history="history",
            morning="morning",
            database="tables.duckdb",
            table="marts.channel_daily",
            python=RIVAL_PYTHON,
        ),
    )
}


def begun(way: Way, folder: Path, home: Path) -> Path:
    """An empty folder to work in; one that works in a project gets the project, its files as links."""
    shutil.rmtree(folder, ignore_errors=True)
    if way.in_project:
        shutil.copytree(home, folder, copy_function=os.link)
        settled(folder, home)
    else:
        folder.mkdir(parents=True)
    return folder


def settled(folder: Path, home: Path) -> None:
    """Settings, plan, rates and truth as they are in `home`, in copies of the folder's own."""
    for name in SETTLED:
        (folder / name).unlink(missing_ok=True)
        shutil.copy2(home / name, folder / name)


def arrived(way: Way, folder: Path, home: Path, new: Path) -> None:
    """The new morning's files and settings, for one that works in a project."""
    if way.in_project:
        settled(folder, home)
        shutil.copytree(new, folder / "inbox", dirs_exist_ok=True)
