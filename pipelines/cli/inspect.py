"""`smm inspect`: what an export is, how sure that is, and what to do about it. Needs no project folder, but uses one.

Belongs here: the command. Not here: reading (`looking.py`), the diagnosis (`diagnosis.py`), what is printed of it
(`bedside.py`).
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines import clock
from pipelines.cli.drafting import draft
from pipelines.cli.manual import more
from pipelines.cli.options import HomeOption, JsonOption, project_around
from pipelines.cli.terminal import print_json
from smm_assets.errors import UsageError

if TYPE_CHECKING:
    from pipelines.cli.diagnosis import Inside
    from smm_assets.settings import Project


EXAMPLES = more(
    "smm inspect report.csv",
    "smm inspect inbox/*.csv --json",
    "smm inspect strange.csv --suggest-mapping --to strange",
)


def inspect(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Exports as downloaded.")],
    suggest_mapping: Annotated[
        bool, typer.Option("--suggest-mapping", help="Draft a mapping file for an export of a network nobody coded.")
    ] = False,
    to: Annotated[
        str | None, typer.Option("--to", metavar="NAME", help="Write the draft to mappings/NAME of the project.")
    ] = None,
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Ask the export doctor what a file is. Loads nothing.

    It says the network, report, period, currency, totals and problems of each file, and what to do about them.

    In a project its declared accounts and its mapping files apply, as when the file is loaded. Large files are looked
    at in pieces; the answer then says which.
    """
    _must_be_files(files)
    if suggest_mapping or to is not None:
        draft(ctx, files, to, home, asked=suggest_mapping, json=json)
        return
    from pipelines.cli.bedside import show
    from pipelines.cli.diagnosis import diagnose
    from pipelines.cli.looking import look

    project, now = project_around(ctx, home), clock.now().replace(tzinfo=None)
    found = []
    for path in files:
        inside = _inside(project, path) if project else None
        seen = look(path, reports=inside.reports if inside else None)
        found += diagnose(str(path), seen, now=now, inside=inside)
    if json:
        print_json(found)
    else:
        show(found)


def _must_be_files(files: list[Path]) -> None:
    for path in files:
        if path.is_dir():
            raise UsageError(f"{path} is a folder", cure="Name the files in it; several may be given")
        if not path.is_file():
            raise UsageError(f"{path} is not a file", cure="Check the name; several files may be given")


def _inside(project: "Project", path: Path) -> "Inside":
    from pipelines.cli.diagnosis import Inside
    from smm_assets.ingest.landing.accounts import hinted
    from smm_assets.ingest.landing.inbox import folder_of
    from smm_assets.registry import registry

    accounts = project.settings.accounts
    hint = hinted(accounts, folder_of(project, str(path.absolute())), None)
    return Inside(reports=registry(project).reports, accounts=accounts, hint=hint)
