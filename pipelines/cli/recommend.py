"""`smm recommend`: the recommendation again under other terms; the tables stay as they are.

Belongs here: terms, and printing the answer. Not here: the decision (`smm_assets/decisions`).
"""

import textwrap
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipelines import clock
from pipelines.cli.manual import more
from pipelines.cli.options import AsOfOption, HomeOption, JsonOption, open_project
from pipelines.cli.published import built_for, published
from pipelines.cli.scenario import read_amount, read_scenario, with_budget, with_objective
from pipelines.cli.terminal import WIDTH, print_json, safe, show_line
from pipelines.cli.what_if import SUFFIX, read_what_if
from smm_assets.errors import UsageError
from smm_assets.report.words import Words, long_day, weekday

if TYPE_CHECKING:
    from smm_assets.decisions import Decision
    from smm_assets.decisions.bounds import Scenario
    from smm_assets.settings import Project
    from smm_assets.warehouse import ReadOnlyStore


EXAMPLES = more(
    "smm recommend --budget 120  # another total, money a day",
    "smm recommend --scenario ideas.yaml",
    "smm recommend --as-of 2026-11-15 --objective sales",
)


def recommend(
    ctx: typer.Context,
    as_of: AsOfOption = None,
    budget: Annotated[str | None, typer.Option(metavar="AMOUNT", help="Another total, money per day.")] = None,
    scenario: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="YAML: total or target_cost or spends, frozen, low, high, per day; or an edited what-if workbook.",
        ),
    ] = None,
    objective: Annotated[
        str | None, typer.Option(metavar="NAME", help="The one objective meant, where there are several.")
    ] = None,
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Ask for the advice under other terms; records nothing.

    Another budget, another morning, or a scenario of your own; the tables stay as they are.
    """
    from smm_assets.decisions import preview

    project = open_project(ctx, home)
    amount = read_amount(budget)
    with published(project, as_of) as reader:
        terms = _terms(project, reader, scenario, amount, as_of, objective)
        morning = as_of.date() if as_of else built_for(reader) or clock.morning(project, None)
        decisions = preview(project, reader, morning, now=clock.now(), scenario=terms)
        if json:
            print_json([_as_json(decision) for decision in decisions])
        else:
            _show(project, reader, decisions)


def _terms(
    project: "Project",
    reader: "ReadOnlyStore",
    file: Path | None,
    budget: Decimal | None,
    as_of: datetime | None,
    objective: str | None,
) -> "Scenario":
    """The terms of the command line: a scenario file or an edited workbook, --budget and --objective."""
    if not (reader.exists("marts", "channel") and reader.exists("state", "approval")):
        raise UsageError("there are no tables to recommend from yet", cure="Run the daily job first: smm run")
    known = reader.read("SELECT channel, objective FROM marts.channel ORDER BY channel, objective")
    names, objectives = (list(dict.fromkeys(map(str, known[column]))) for column in ("channel", "objective"))
    if file is not None and file.suffix.lower() == SUFFIX:
        terms = with_budget(read_what_if(project, reader, file, as_of), budget)
    else:
        terms = read_scenario(file, budget, names, objectives)
    return with_objective(terms, objective, objectives)


def _as_json(decision: "Decision") -> dict[str, Any]:
    return {
        **decision.header,
        "channels": decision.lines.to_dict("records"),
        "steps": decision.steps.to_dict("records"),
        "response_curve": decision.curves.to_dict("records"),
        "scenarios": decision.changes.to_dict("records"),
        "target": decision.reached,
        "your_spends": decision.own,
    }


def _show(project: "Project", reader: "ReadOnlyStore", decisions: Sequence["Decision"]) -> None:
    from pipelines.cli.page import advice_lines
    from pipelines.cli.what_if_page import own_lines, reached_lines, step_lines
    from smm_assets.report.advice import advice
    from smm_assets.report.backtests import collect_before_record, in_words
    from smm_assets.report.labels import Labels
    from smm_assets.report.tables import Tables

    tables = Tables(reader)
    words, labels = Words(project.settings.currency), Labels(tables, project)
    if not decisions:
        typer.echo("No advice: no channel has spend or promotion money yet. Next: smm run after dropping exports")
    several = len({decision.header["objective"] for decision in decisions}) > 1
    for decision in decisions:
        lines, curves = decision.lines.to_dict("records"), decision.curves.to_dict("records")
        steps, changes = (frame.to_dict("records") for frame in (decision.steps, decision.changes))
        one = advice(decision.header, lines, curves, labels, steps, totals=changes)
        show_line(f"{project.settings.name} · morning of {long_day(one.as_of)} · {project.settings.currency}")
        for line in advice_lines(one, words, several=several):
            show_line(line)
        for line in [*reached_lines(decision.reached, one, words), *own_lines(decision.own, one, words)]:
            show_line(line)
        for line in step_lines(one, words):
            show_line(line)
        typer.echo("Why")
        for line_of in one.lines:
            why = safe(f"{line_of.label}: {line_of.reason}")
            typer.echo("\n".join(textwrap.wrap(why, WIDTH, subsequent_indent="    ", initial_indent="  ")))
    for text in (in_words(one, several=several) for one in collect_before_record(tables)):
        typer.echo("\n".join(textwrap.wrap(f"Before there is a record: {text}", WIDTH)))
    for text in _in_force(reader):
        typer.echo(text, err=True)
    typer.echo("Nothing was recorded; smm run records the advice under the project's own terms", err=True)


def _in_force(reader: "ReadOnlyStore") -> list[str]:
    """Decided recommendations that stand: what is worked out anew here does not touch them."""
    rows = reader.read(
        "SELECT recommendation_id, objective, status, decided_at FROM marts.recommendation "
        "WHERE status <> 'superseded' ORDER BY objective, as_of DESC, created_at DESC"
    ).drop_duplicates("objective")
    rows = rows[rows["status"].isin(["approved", "declined"])]
    return [
        f"In force is {row['recommendation_id']}, {row['status']} on {weekday(row['decided_at'])}: "
        "smm run keeps to it until its review; this is worked out anew"
        for row in rows.to_dict("records")
    ]
