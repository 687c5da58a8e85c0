"""`smm report`: the HTML report again, from the published tables.

Belongs here: arguments and opening a browser. Not here: the page (`smm_assets/report`).
"""

import webbrowser
from typing import Annotated

import typer

from pipelines.cli.manual import more
from pipelines.cli.options import AsOfOption, HomeOption, JsonOption, open_project
from pipelines.cli.published import built_for, former_copy, past_report, published, tell_past
from pipelines.cli.terminal import print_json, safe, shown
from smm_assets.errors import UsageError
from smm_assets.language import LanguageCode

EXAMPLES = more("smm report", "smm report --open", "smm report --as-of 2026-11-15")


def report(
    ctx: typer.Context,
    show: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    language: Annotated[
        LanguageCode | None, typer.Option(help="Language of the page; by default the one smm.yaml names.")
    ] = None,
    as_of: AsOfOption = None,
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Build the HTML report again: one file that opens offline."""
    from smm_assets.report import build

    project = open_project(ctx, home)
    with published(project, as_of) as reader:
        morning = as_of.date() if as_of else built_for(reader)
        if morning is None:
            raise UsageError("there is nothing to report yet", cure="Run the daily job first: smm run")
        past = as_of is not None and former_copy(project, morning).is_file()
        name = past_report(project, morning).name if past else "index.html"
        path = build(project, reader, morning, name=name, language=language)
    if past:
        tell_past(project, morning)
    if json:
        print_json({"report": str(path), "as_of": morning})
    else:
        typer.echo(f"Report {safe(shown(path))}")
    if show and not webbrowser.open(path.as_uri()):
        typer.echo("No browser could be opened; open the file by hand", err=True)
