"""`smm explain`: why a number or a recommendation is what it is.

Belongs here: arguments. Not here: finding out (`smm_assets/explain`) or wording (`explained`).
"""

from contextlib import nullcontext
from datetime import date
from typing import Annotated

import typer

from pipelines.cli import completing
from pipelines.cli.explained import kpi_definition, kpi_lines, number_lines
from pipelines.cli.manual import more
from pipelines.cli.options import HomeOption, JsonOption, open_project, read_day
from pipelines.cli.published import published
from pipelines.cli.terminal import print_json, show_line
from smm_assets.errors import UsageError

EXPLAIN = more("smm explain recommendation", "smm explain number --metric spend --channel vk --date 2026-11-18")
NUMBER = more(
    "smm explain number --metric spend --channel vk --date 2026-11-18",
    "smm explain number --metric cpa --channel meta --date 2026-11-20 --json",
)
KPI = more("smm explain kpi cpa", "smm explain kpi cpa --channel vk")
ADVICE = more("smm explain recommendation", "smm explain recommendation 2026-11-22-sales --json")

app = typer.Typer(no_args_is_help=True, help="See why: a number, a KPI or the advice.", epilog=EXPLAIN)


@app.command(epilog=NUMBER)
def number(
    ctx: typer.Context,
    metric: Annotated[
        str,
        typer.Option(
            help="A metric of channel_daily, such as spend, conversions or cpa.", autocompletion=completing.metrics
        ),
    ],
    channel: Annotated[str, typer.Option(help="The channel.", autocompletion=completing.channels)],
    day: Annotated[str, typer.Option("--date", help="The day, YYYY-MM-DD.")],
    campaign: Annotated[str, typer.Option(help="Only this campaign, by name or id.")] = "",
    rows: Annotated[
        bool, typer.Option("--rows", help="Own results row by row; waits until the store is free.")
    ] = False,
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Follow one number down to its rows, files and lines."""
    from smm_assets.explain import Question, explain_number
    from smm_assets.report.tables import Tables
    from smm_assets.warehouse import open_store

    project = open_project(ctx, home)
    asked = Question(metric=metric, channel=channel, day=_day(day), campaign=campaign)
    with published(project, None) as reader, open_store(project) if rows else nullcontext() as store:
        found = explain_number(Tables(reader), asked, project, store)
    if json:
        print_json(found)
        return
    for line in number_lines(found):
        show_line(line)


def _day(text: str) -> date:
    try:
        return read_day(text).date()
    except UsageError:
        raise UsageError(f"'{text}' is not a day", cure="Write year-month-day: --date 2026-11-20") from None


@app.command(epilog=KPI)
def kpi(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A KPI, shipped or of kpis.yml.", autocompletion=completing.kpis)
    ],
    channel: Annotated[str, typer.Option(help="Only this channel.", autocompletion=completing.channels)] = "",
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Follow a KPI down to its sums, days and exports.

    Says which days do not count, and what is unknown of them.
    """
    from smm_assets.explain.kpi import explain_kpi
    from smm_assets.report.tables import Tables

    project = open_project(ctx, home)
    with published(project, None) as reader:
        found = explain_kpi(Tables(reader), project, name, channel)
    if json:
        print_json(found)
        return
    for line in (*kpi_definition(found[0]), *(line for value in found for line in kpi_lines(value))):
        show_line(line)


@app.command(epilog=ADVICE)
def recommendation(
    ctx: typer.Context,
    recommendation_id: Annotated[
        str, typer.Argument(metavar="ID", help="Which; the newest when left out.", autocompletion=completing.advice)
    ] = "",
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Read the advice with its reasons.

    What stopped each channel, and what is expected of it at each spend.
    """
    from pipelines.cli.explained_advice import recommendation_page
    from smm_assets.explain.advice import stored_advice
    from smm_assets.report.labels import Labels
    from smm_assets.report.tables import Tables

    project = open_project(ctx, home)
    with published(project, None) as reader:
        found = stored_advice(reader, recommendation_id)
        labels = Labels(Tables(reader), project)
    if json:
        print_json(found)
        return
    for number, advice in enumerate(found):
        for line in ([""] if number else []) + list(recommendation_page(advice, labels.channel)):
            show_line(line)
