"""`smm export`: a published table, the change sheet or the what-if workbook as a file for a spreadsheet.

Belongs here: arguments, and saying what was written. Not here: cells and files (`smm_assets/report/sheets`), tables
(`exporting`), what to change (`changes`) or the workbook (`smm_assets/what_if`).
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli import completing
from pipelines.cli.manual import more
from pipelines.cli.meant import SCHEMAS
from pipelines.cli.options import AsOfOption, HomeOption, JsonOption, open_project
from pipelines.cli.published import published, tell_past
from pipelines.cli.terminal import print_json, show_line, shown
from pipelines.cli.what_if import export_what_if
from smm_assets.errors import UsageError

if TYPE_CHECKING:
    from smm_assets.report.changes import Changes
    from smm_assets.settings import Project
    from smm_assets.warehouse import ReadOnlyStore

CHANGES, WHAT_IF = "changes", "what-if"


EXAMPLES = more(
    "smm export channel_daily --to channels.xlsx",
    "smm export plan_pacing,advice --to week.xlsx  # several in one workbook",
    "smm export changes --to changes.xlsx  # what to set at the networks",
    "smm export what-if --to what-if.xlsx  # try amounts, then: smm recommend",
)


def export(
    ctx: typer.Context,
    table: Annotated[
        str,
        typer.Argument(
            metavar="TABLE",
            autocompletion=completing.sheets,
            help="A published table; several with commas, a schema (bi, marts) or all; or: changes, the budgets to "
            "change; what-if, a workbook to try amounts in.",
        ),
    ],
    to: Annotated[
        str,
        typer.Option("--to", metavar="FILE", help="File to write: .csv, .xlsx or .parquet; FOLDER/ for a file each."),
    ],
    form: Annotated[
        str | None, typer.Option("--format", metavar="FORMAT", help="In a folder: csv (the default), xlsx or parquet.")
    ] = None,
    objective: Annotated[
        str | None, typer.Option(help="what-if: of several recommendations, the one for this.")
    ] = None,
    as_of: AsOfOption = None,
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Write a table, the changes or a what-if workbook to a file.

    changes is what to change at the networks, what-if a workbook with live curves to try amounts in.
    """
    if not to.strip():
        raise UsageError("--to names no file", cure="Name one, such as --to week.xlsx, or a folder, such as --to week/")
    project, file = open_project(ctx, home), Path(to)
    if table.casefold() == WHAT_IF:
        export_what_if(project, file, objective=objective, as_of=as_of, json=json)
        return
    with published(project, as_of) as reader:
        is_sheet = table.casefold() == CHANGES
        told = _changes(project, reader, file) if is_sheet else _tables(project, reader, table, to, form)
    if as_of is not None:
        tell_past(project, as_of.date())
    if json:
        print_json(told[0])
        return
    for line in told[1]:
        show_line(line)


def _tables(
    project: "Project", reader: "ReadOnlyStore", words: str, to: str, form: str | None
) -> tuple[dict[str, object], list[str]]:
    from smm_assets.report.exporting import check_form
    from smm_assets.report.several import checked_form, chosen, is_folder, to_file, to_folder
    from smm_assets.report.words import plural
    from smm_assets.sqlmodels import load_models

    target, currency = Path(to), project.settings.currency
    in_folder = is_folder(target, to)
    wanted = checked_form(form or "csv") if in_folder else check_form(target)
    if form is not None and checked_form(form) != wanted:
        raise UsageError(f"--format {form} and the name {target.name} say two things", cure="Leave --format out")
    tables = chosen(words, [(schema, name) for schema in SCHEMAS for name in reader.tables(schema)])
    models = load_models(project)
    if in_folder:
        done = to_folder(reader, tables, target, wanted, models, currency)
    else:
        done = to_file(reader, tables, target, models, currency)
    files = [{"table": ".".join(one.table), "file": str(one.file.resolve()), "rows": one.rows} for one in done]
    told = [f"Wrote {shown(one.file)}: {plural(one.rows, 'row')} of {'.'.join(one.table)}" for one in done]
    return ({"file": files[0]["file"], "rows": files[0]["rows"]} if len(done) == 1 else {"files": files}), told


def _changes(project: "Project", reader: "ReadOnlyStore", to: Path) -> tuple[dict[str, object], list[str]]:
    from smm_assets.registry import registry
    from smm_assets.report.changes import COLUMNS, collect
    from smm_assets.report.exporting import check_form, write_table
    from smm_assets.report.labels import Labels
    from smm_assets.report.sheets import Sheet, write_xlsx
    from smm_assets.report.tables import Tables

    check_form(to)
    tables = Tables(reader)
    labels = Labels(tables, project)
    found = collect(tables, labels, registry(project, []).networks, project.settings.currency)
    if not found.lines:
        raise UsageError("no campaign ran lately, so there is nothing to change", cure="Run the daily job: smm run")
    if to.suffix.lower() == ".xlsx":
        write_xlsx(to, found.sheets())
    else:
        write_table(to, Sheet(title=CHANGES, columns=COLUMNS, rows=found.lines))
    return {"file": str(to.resolve()), "rows": len(found.lines)}, _said(found, to)


def _said(found: "Changes", to: Path) -> list[str]:
    """What the sheet asks for, and money that finds no campaign."""
    from smm_assets.report.campaign_facts import tasks_in_words
    from smm_assets.report.words import Words, short_day

    asked = ", ".join(tasks_in_words([line["do"] for line in found.lines]))
    told = [f"Wrote {shown(to)}: {asked}, from {short_day(found.lines[0]['valid_from'])} on"]
    for total in found.totals:
        words, rest = Words(total["currency"]), total["no_campaign_may_take"]
        if rest > 0:
            told.append(f"{total['channel']}: {words.money(rest)} a day find no campaign that may take them")
        elif rest < 0:
            told.append(
                f"{total['channel']}: its campaigns need {words.money(-rest)} a day more than it is recommended"
            )
    return told
