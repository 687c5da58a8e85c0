"""The checks of `smm doctor`: the surroundings of a project, one finding each. Changes nothing.

Belongs here: looking and saying what to do. Not here: printing (`doctor.py`), databases that smm.yaml points at
(`pointing.py`) or what exports hold (`diagnosis.py`).
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from importlib import metadata
from typing import TYPE_CHECKING

from pipelines.cli.arriving import inbox, mailbox
from pipelines.cli.finding import Finding
from pipelines.cli.pointing import tables
from pipelines.cli.serving import engine, runs, server, workers
from pipelines.cli.telling import alerts
from smm_assets.errors import ConfigurationError, Problem, SmmError
from smm_assets.report.words import plural

if TYPE_CHECKING:
    from smm_assets.settings import Project

PACKAGE = "smm-budget"
LITTLE_SPACE = 1 << 30
OLD_HOURS = 36


def surroundings() -> Iterator[Finding]:
    """Python and the installed packages against what this software asks for."""
    version = ".".join(map(str, sys.version_info[:3]))
    fits = (3, 11) <= sys.version_info[:2] < (3, 14)
    yield Finding(
        check="Python", state="good" if fits else "bad", seen=version, cure="" if fits else "Use 3.11 to 3.13"
    )
    wrong = list(_wrong_packages())
    seen = "; ".join(wrong) if wrong else f"{plural(len(_requirements()), 'package')} as required"
    cure = "Install the locked versions again: make run" if wrong else ""
    yield Finding(check="Packages", state="bad" if wrong else "good", seen=seen, cure=cure)


def _requirements() -> list[str]:
    try:
        return [text for text in metadata.requires(PACKAGE) or [] if "extra ==" not in text]
    except metadata.PackageNotFoundError:
        return []


def _wrong_packages() -> Iterator[str]:
    from packaging.requirements import Requirement

    for text in _requirements():
        need = Requirement(text)
        try:
            have = metadata.version(need.name)
        except metadata.PackageNotFoundError:
            yield f"{need.name} is missing"
            continue
        if not need.specifier.contains(have, prereleases=True):
            yield f"{need.name} {have}, needed {need.specifier}"


def configuration(project: "Project") -> Iterator[Finding]:
    """The user's files beside smm.yaml, all problems at once, and money that is said to move and is not there."""
    wrong = False
    for read in (_read_tables, _read_kpis):
        try:
            read(project)
        except ConfigurationError as error:
            wrong = True
            for problem in error.problems:
                state = "bad" if problem.severity == "error" else "watch"
                expected = f"; expected {problem.expected}" if problem.expected else ""
                seen = f"{problem.where}: {problem.seen}{expected}"
                yield Finding(check="Configuration", state=state, seen=seen, cure=problem.cure)
    if not wrong:
        files = "smm.yaml, plan, costs, rates, events, tests, post tags, mood, benchmarks, KPIs, mappings"
        yield Finding(check="Configuration", state="good", seen=f"{files} can be read")


def _read_tables(project: "Project") -> None:
    from smm_assets.budget.channels import Channels
    from smm_assets.budget.user_files import read_files
    from smm_assets.registry import registry
    from smm_assets.settings.plan_money import unused
    from smm_assets.settings.reading import PROJECT_FILE, place

    known = registry(project, []).networks
    channels = Channels(settings=project.settings, networks=known).names() | _published_channels(project)
    plan, kinds = read_files(project, channels).plan, project.settings.decision.reallocate
    where = place(project.home / PROJECT_FILE, ("decision", "reallocate"))
    lacking = [_not_planned(where, kind) for kind in unused(kinds, plan)]
    if lacking and plan:
        raise ConfigurationError(lacking)


def _not_planned(where: str, kind: str) -> Problem:
    seen = f"no line of the plan that names a channel is for {kind}, so none of it can move"
    cure = "Correct the name, name a channel in its plan lines, or take it out"
    return Problem(where=where, seen=seen, cure=cure, severity="warning")


def _read_kpis(project: "Project") -> None:
    from smm_assets.sqlmodels.load import load_models

    load_models(project)


def _published_channels(project: "Project") -> set[str]:
    """Channels that came from campaigns of loaded exports."""
    from smm_assets.report.tables import Tables
    from smm_assets.warehouse import open_published

    try:
        with open_published(project) as reader:
            return {row["channel"] for row in Tables(reader).rows("marts.channel", "SELECT channel FROM marts.channel")}
    except SmmError:
        return set()


def folder(project: "Project") -> Iterator[Finding]:
    """Permissions and disk space of the project folder."""
    place = project.data if project.data.exists() else project.home
    writable = os.access(place, os.R_OK | os.W_OK | os.X_OK)
    cure = "" if writable else "Give yourself the right to write there"
    yield Finding(check="Folder", state="good" if writable else "bad", seen=f"{project.home}{_no(writable)}", cure=cure)
    free = shutil.disk_usage(place).free
    size = project.warehouse.stat().st_size if project.warehouse.is_file() else 0
    enough = free > max(LITTLE_SPACE, 2 * size)
    taken = f", the warehouse takes {size / 2**30:,.2f} GiB" if project.settings.is_embedded else ""
    seen = f"{free / 2**30:,.1f} GiB free{taken}"
    cure = "" if enough else "Free some space: publishing writes the tables a second time"
    yield Finding(check="Disk", state="good" if enough else "watch", seen=seen, cure=cure)


def _no(writable: bool) -> str:
    return "" if writable else " cannot be written"


def store(project: "Project") -> Iterator[Finding]:
    """Whether the lock is free and the store opens."""
    from smm_assets.errors import StoreBusy
    from smm_assets.settings import EMBEDDED
    from smm_assets.warehouse import open_store

    in_files = project.settings.store.get_secret_value() == EMBEDDED
    if in_files and not project.warehouse.exists():
        yield Finding(check="Store", state="good", seen="not made yet; the first run makes it")
        return
    try:
        with open_store(project, wait_seconds=0) as opened:
            seen = f"opens, {plural(len(opened.tables('marts')), 'table')} in marts"
            yield Finding(check="Store", state="good", seen=seen)
    except StoreBusy as error:
        yield Finding(check="Store", state="watch", seen=error.message, cure=error.cure or "Wait for the other run")
    except SmmError as error:
        yield Finding(check="Store", state="bad", seen=error.message, cure=error.cure)


def copy(project: "Project", now: datetime) -> Iterator[Finding]:
    """How old the published tables are."""
    from smm_assets.warehouse.place import publication

    try:
        found = publication(project)
    except SmmError as error:
        yield Finding(check="Published", state="bad", seen=error.message, cure=error.cure)
        return
    if found is None:
        yield Finding(check="Published", state="watch", seen="nothing yet", cure="Run the daily job: smm run")
        return
    hours = (now - found.at).total_seconds() / 3600
    fresh = hours <= OLD_HOURS or project.settings.as_of is not None
    age = f"{plural(round(hours), 'hour')} old" if hours >= 1 else "fresh"
    cure = "" if fresh else "Run the daily job: smm run; or let smm ui run it each morning"
    yield Finding(
        check="Published", state="good" if fresh else "watch", seen=f"{_shown(project, found.where)}, {age}", cure=cure
    )


def _shown(project: "Project", where: str) -> str:
    return f"{project.data.name}/{project.published.name}" if project.settings.is_embedded else where


def of_project(project: "Project", now: datetime) -> Iterator[Finding]:
    """All checks of one project."""
    checks: tuple[Callable[[Project], Iterator[Finding]], ...] = (
        configuration,
        folder,
        server,
        engine,
        runs,
        workers,
        store,
        inbox,
        tables,
        alerts,
    )
    for check in checks:
        yield from check(project)
    yield from mailbox(project, now)
    yield from copy(project, now)
