"""Looking at several project folders, each by itself: none of them can stop the others.

Belongs here: from a folder to its overview, whatever is wrong with it. Not here: what an overview says
(`smm_assets/report/overview.py`) or its line (`overview_page.py`).
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from smm_assets.errors import ConfigurationError, SmmError

if TYPE_CHECKING:
    from smm_assets.report.overview import Overview

AT_ONCE = 4  # servers that do not answer are waited for together


def look_at(folders: Sequence[Path], *, now: datetime, env_dir: Path | None = None) -> "list[Overview]":
    """One overview for each folder, in their order. env_dir: where NAME.env holds the variables of folder NAME."""
    from smm_assets.report import overview, summary  # noqa: F401 loaded once, before threads would do it together

    with ThreadPoolExecutor(AT_ONCE) as pool:
        asked = [(folder, pool.submit(_read, folder, _name(folder), now, env_dir)) for folder in folders]
    return [_unreadable(folder, error) if (error := one.exception()) else one.result() for folder, one in asked]


def _name(folder: Path) -> str:
    return folder.resolve().name or str(folder)


def _unreadable(folder: Path, error: BaseException) -> "Overview":
    """Why nothing can be told: a mistake in words, an error nobody foresaw by its name."""
    from smm_assets.report.overview import unreadable

    problem, cure = f"{type(error).__name__}: {error}", f"smm status --home {folder}"
    if isinstance(error, ConfigurationError):
        first, *more = error.problems
        problem = f"{first.where}: {first.seen}" + (f", and {len(more)} more" if more else "")
        cure = f"smm doctor --home {folder}"
    elif isinstance(error, SmmError):
        problem, cure = error.message, error.cure
    elif isinstance(error, OSError):
        problem = f"{error.filename or folder}: {(error.strerror or str(error)).lower()}"
    return unreadable(folder, _name(folder), problem, cure)


def _read(folder: Path, name: str, now: datetime, env_dir: Path | None) -> "Overview":
    from smm_assets.errors import NothingPublished
    from smm_assets.report.overview import overview_of, unreadable
    from smm_assets.report.summary import collect
    from smm_assets.settings import PROJECT_FILE, Project
    from smm_assets.settings.environment import with_file
    from smm_assets.warehouse import open_published

    if not (folder / PROJECT_FILE).is_file():
        return unreadable(folder, name, f"no project: it holds no {PROJECT_FILE}", f"smm init {folder}")
    environ = with_file(env_dir / f"{name}.env") if env_dir is not None else None
    project = Project.open(folder, environ=environ)
    try:
        with open_published(project) as reader:
            return replace(overview_of(project, collect(project, reader), now), folder=str(folder))
    except NothingPublished:
        return unreadable(folder, project.settings.name, "never run", f"smm run --home {folder}")
