"""The project folder: which one is meant, its settings, where its files lie.

Belongs here: paths and the search for the folder. Not here: what smm.yaml may hold (`model`).
"""

import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from smm_assets.errors import UsageError
from smm_assets.settings.model import Settings
from smm_assets.settings.reading import PROJECT_FILE, read_settings


class Project:
    """One project folder: its settings and its paths. Reading it never writes."""

    def __init__(self, home: Path, settings: Settings) -> None:
        self.home = home
        self.settings = settings

    @classmethod
    def open(cls, home: Path | str | None = None, *, environ: Mapping[str, str] | None = None) -> "Project":
        """Open the folder given, else $SMM_HOME, else the folder upward that holds smm.yaml.

        Raises UsageError when there is none, ConfigurationError with every problem of smm.yaml.
        """
        env = os.environ if environ is None else environ
        folder = _find_home(home or env.get("SMM_HOME"))
        return cls(folder, read_settings(folder / PROJECT_FILE, env))

    @classmethod
    def with_settings(cls, home: Path, settings: Path, *, environ: Mapping[str, str] | None = None) -> "Project":
        """The project a folder is once that file is its smm.yaml. Raises ConfigurationError."""
        return cls(home, read_settings(settings, os.environ if environ is None else environ))

    def file(self, name: str) -> Path:
        """Path of a user's file (plan.csv, kpis.yml …) in the folder; it need not exist."""
        return self.home / name

    @cached_property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def warehouse(self) -> Path:
        return self.data / "warehouse.duckdb"

    @property
    def published(self) -> Path:
        return self.data / "published.duckdb"

    @property
    def large(self) -> Path:
        """Where the embedded store keeps large batches of raw rows."""
        return self.data / "raw"

    @property
    def lock(self) -> Path:
        return self.data / "warehouse.lock"

    @property
    def archive(self) -> Path:
        return self.data / "archive"

    @property
    def report(self) -> Path:
        return self.data / "report"

    @property
    def dagster_home(self) -> Path:
        return self.data / "dagster"

    @property
    def inbox(self) -> str:
        """URL or absolute path of the inbox."""
        value = self.settings.inbox
        return value if "://" in value else str((self.home / value).resolve())

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.settings.timezone)


def _find_home(given: Path | str | None) -> Path:
    if given is not None:
        folder = Path(given).expanduser().resolve()
        if not (folder / PROJECT_FILE).is_file():
            raise UsageError(f"{folder} holds no {PROJECT_FILE}", cure=f"Make a project there: smm init {given}")
        return folder
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / PROJECT_FILE).is_file():
            return folder
    raise UsageError(
        f"no {PROJECT_FILE} in {here} or above",
        cure="Go to a project folder, pass --home DIR, or start: smm init myshop",
    )
