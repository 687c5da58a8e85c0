"""`smm export`: something published as a file for a spreadsheet.

Belongs here: which things can be exported. Not here: how a file is made (`smm_assets/what_if`).
"""

from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.options import AsOfOption, HomeOption, open_project
from pipelines.cli.what_if import export_what_if
from smm_assets.errors import UsageError

WHAT_IF = "what-if"


def export(
    ctx: typer.Context,
    table: Annotated[str, typer.Argument(metavar="what-if", help="The workbook to try other amounts in.")],
    to: Annotated[Path, typer.Option("--to", metavar="FILE", help="The file to write.")],
    objective: Annotated[str | None, typer.Option(help="Of several recommendations, the one for this.")] = None,
    as_of: AsOfOption = None,
    home: HomeOption = None,
) -> None:
    """A workbook with live curves: change amounts, then smm recommend --scenario FILE.xlsx."""
    if table != WHAT_IF:
        raise UsageError(
            f"{table} cannot be exported", cure=f"Export the workbook: smm export {WHAT_IF} --to FILE.xlsx"
        )
    export_what_if(open_project(ctx, home), to, objective=objective, as_of=as_of)
