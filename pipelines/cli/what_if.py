"""The what-if workbook on the command line: written by `smm export`, its edited copy read by `smm recommend`.

Belongs here: which recommendation it is of, where the file goes. Not here: its cells (`smm_assets/what_if`).
"""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from pipelines.cli.published import built_for, published
from pipelines.cli.terminal import print_json, safe, shown
from smm_assets.errors import UsageError

if TYPE_CHECKING:
    from smm_assets.decisions.bounds import Scenario
    from smm_assets.settings import Project
    from smm_assets.warehouse import ReadOnlyStore
    from smm_assets.what_if import Plate

SUFFIX = ".xlsx"
NONE_YET = "smm run makes recommendations; smm recommend says what they wait for"


def export_what_if(project: "Project", to: Path, *, objective: str | None, as_of: datetime | None, json: bool) -> None:
    """Write the workbook of the recommendation in force."""
    from smm_assets.what_if import collect, write_workbook

    if to.suffix.lower() != SUFFIX:
        raise UsageError(
            f"{to.name} is no workbook", cure="The what-if workbook has formulas: name a file that ends in .xlsx"
        )
    with published(project, as_of) as reader:
        plate = _chosen(collect(project, reader, _morning(reader, as_of)), objective)
    write_workbook(plate, to)
    if json:
        print_json({"file": str(to.resolve()), "recommendation_id": plate.recommendation_id})
        return
    typer.echo(
        f"Made {safe(shown(to.resolve()))} of {plate.recommendation_id}. Change its yellow cells, save it, then:"
    )
    typer.echo(f"smm recommend --scenario {safe(shown(to.resolve()))}")


def read_what_if(project: "Project", reader: "ReadOnlyStore", path: Path, as_of: datetime | None) -> "Scenario":
    """The scenario of an edited workbook. Raises ConfigurationError with every mistake."""
    from smm_assets.what_if import collect, read_workbook

    if not path.is_file():
        raise UsageError(f"{path} is not a file", cure="Make one: smm export what-if --to FILE.xlsx")
    return read_workbook(path, collect(project, reader, _morning(reader, as_of)))


def _morning(reader: "ReadOnlyStore", as_of: datetime | None) -> date:
    morning = as_of.date() if as_of else built_for(reader)
    if morning is None:
        raise UsageError("there is no recommendation yet", cure=NONE_YET)
    return morning


def _chosen(plates: "list[Plate]", objective: str | None) -> "Plate":
    names = [plate.objective for plate in plates]
    if objective is not None and objective not in names:
        raise UsageError(f"there is no recommendation for {objective}", cure=f"There is: {', '.join(names) or 'none'}")
    chosen = [plate for plate in plates if objective in (None, plate.objective)]
    if not chosen:
        raise UsageError("there is no recommendation whose money can be split", cure=NONE_YET)
    if len(chosen) > 1:
        raise UsageError(
            f"there are recommendations for {' and '.join(names)}", cure=f"Name one: --objective {names[0]}"
        )
    return chosen[0]
