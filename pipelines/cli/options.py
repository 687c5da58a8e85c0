"""Options that several commands share, and how a command finds its project.

Belongs here: option types and opening the project they point to. Not here: any command.
"""

import os
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli import completing
from smm_assets.errors import UsageError

if TYPE_CHECKING:
    from smm_assets.settings import Account, Project

HomeOption = Annotated[
    Path | None,
    typer.Option("--home", metavar="DIR", help="Project folder; else $SMM_HOME, else the folder upward with smm.yaml."),
]
AccountOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Account the files belong to, as named in smm.yaml.",
        autocompletion=completing.accounts,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]


def day_of(option: str) -> Callable[[str], datetime]:
    """A parser of the days an option takes; it raises UsageError."""
    return partial(read_day, option=option)


def read_day(text: str, option: str = "--as-of") -> datetime:
    """A day of the command line, at midnight. Raises UsageError."""
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d")
    except ValueError:
        seen = f"'{text}' is not a day" if text.strip() else f"{option} got no day"
        raise UsageError(seen, cure=f"Write year-month-day, for example {option} 2026-11-22") from None


AsOfOption = Annotated[
    datetime | None,
    typer.Option("--as-of", metavar="DATE", parser=read_day, help="Morning of this day, for example 2026-11-22."),
]


def open_project(ctx: typer.Context, home: Path | None) -> "Project":
    """The project a command works on: its own --home, else the one given before the command, else as documented."""
    from smm_assets.settings import Project

    return Project.open(home or ctx.obj)


def project_around(ctx: typer.Context, home: Path | None) -> "Project | None":
    """The project asked for or around; None where there is none. Raises UsageError when the one asked for lacks."""
    try:
        return open_project(ctx, home)
    except UsageError:
        if home or ctx.obj or os.environ.get("SMM_HOME"):
            raise
        return None


def declared(project: "Project", account: str | None) -> "Account | None":
    """The account of smm.yaml with this name; None for None. Raises UsageError with the names there are."""
    found = [one for one in project.settings.accounts if one.name == account]
    if account is not None and not found:
        names = ", ".join(one.name for one in project.settings.accounts)
        cure = f"Known accounts: {names}" if names else "Declare it in smm.yaml under accounts"
        raise UsageError(f"no account is named {account} in smm.yaml", cure=cure)
    return found[0] if found else None
