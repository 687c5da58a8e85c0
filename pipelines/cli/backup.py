"""`smm backup` and `smm restore`: everything of a project that cannot be made again, into one file and back.

Belongs here: arguments, and saying what was done. Not here: doing it (`smm_assets/backup`).
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines import clock
from pipelines.cli.manual import more
from pipelines.cli.options import HomeOption, JsonOption, open_project
from pipelines.cli.progress import progress
from pipelines.cli.terminal import print_json, show_line, typed
from smm_assets.report.words import grouped, plural

if TYPE_CHECKING:
    from smm_assets.backup import Made, Restored

BACKUP = more(
    "smm backup",
    "smm backup --to /backups/shop.zip --overwrite",
    "smm backup --home clients/cafe --json",
)
RESTORE = more(
    "smm restore shop-2026-11-22.zip --home shop  # also a new folder",
    "smm restore shop-2026-11-22.zip --replace",
    "smm restore shop-2026-11-22.zip --replace --replace-files --json",
)


def backup(
    ctx: typer.Context,
    to: Annotated[
        Path | None, typer.Option(metavar="FILE", help="File to write; else the project's name and the moment, here.")
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Also when the file is there already.")] = False,
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Write everything that cannot be made again into one file.

    Raw rows, books, decisions, published tables, archived exports and the files you fill in; never a password. A run
    that is at work is waited for.
    """
    from smm_assets.backup import make

    project, now = open_project(ctx, home), clock.now()
    target = to or Path(f"{project.home.name or 'smm'}-{now:%Y-%m-%d-%H%M%S}.zip")
    with progress("Backing up") as say:
        made = make(project, target.absolute(), now=now, overwrite=overwrite, on_wait=_waiting, say=say)
    if json:
        print_json(made)
    else:
        show_line(_said(made))
        show_line(f"Next: keep it on another machine; back with smm restore {typed(target)}")


def restore(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup that smm backup wrote.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Also when the project has tables: they are gone then.")
    ] = False,
    replace_files: Annotated[
        bool, typer.Option("--replace-files", help="Also your files that differ from those of the backup.")
    ] = False,
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Bring a project back from a backup, all or nothing.

    Into the store that smm.yaml names, whichever one the backup came from, so that it also moves a project to
    PostgreSQL. A folder without smm.yaml becomes a project.
    """
    from smm_assets.backup import restore as bring_back
    from smm_assets.backup.restoring import Wish

    folder = _folder(ctx, home)
    wish = Wish(store=replace, files=replace_files)
    with progress("Restoring") as say:
        found = bring_back(folder, file.absolute(), wish, on_wait=_waiting, say=say)
    if json:
        print_json(found)
        return
    for line in _told(found, folder):
        show_line(line)


def _folder(ctx: typer.Context, home: Path | None) -> Path:
    """The folder asked for, which need not be a project yet; else the project around."""
    named = home or ctx.obj or os.environ.get("SMM_HOME")
    return Path(named).expanduser().resolve() if named else open_project(ctx, None).home


def _waiting(text: str) -> None:
    typer.echo(text, err=True)


def _said(made: "Made") -> str:
    parts = (
        f"{plural(made.tables, 'table')} with {plural(made.rows, 'row')}",
        plural(made.originals, "archived export"),
        f"{plural(made.project_files, 'file')} of yours",
        f"{grouped(made.size_bytes / 1e6, 1)} MB",
    )
    return f"Wrote {made.file}: {', '.join(parts)}"


def _told(found: "Restored", folder: Path) -> list[str]:
    told = [
        f"Restored {folder} as of {found.made_at}: {plural(found.tables, 'table')} with {plural(found.rows, 'row')}, "
        f"{plural(found.originals, 'archived export')}"
    ]
    told += [f"written: {', '.join(found.written)}"] if found.written else []
    if found.kept:
        told.append(f"left as they are, though the backup has others: {', '.join(found.kept)} (--replace-files)")
    return [*told, f"Next: smm run --home {typed(folder)} makes all other tables anew"]
