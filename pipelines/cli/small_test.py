"""`smm test`: what the small tests of tests.csv say; `smm test plan`: what a test can tell before it is begun.

Belongs here: arguments. Not here: judging and planning (`smm_assets/effectiveness/referee`) or wording
(`small_test_page`).
"""

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipelines import clock
from pipelines.cli import completing
from pipelines.cli.manual import more
from pipelines.cli.options import AsOfOption, HomeOption, JsonOption, open_project
from pipelines.cli.published import built_for, published
from pipelines.cli.terminal import print_json, show_line
from smm_assets.errors import UsageError

if TYPE_CHECKING:
    from smm_assets.warehouse import ReadOnlyStore

LEAST, MOST = Decimal("0.01"), Decimal(1_000_000_000_000)

TESTS = more("smm test", "smm test --as-of 2026-11-15", "smm test plan --channels tiktok,vk --budget 300")
PLAN = more(
    "smm test plan --channels tiktok,vk --budget 300",
    "smm test plan --channels tiktok,youtube --budget 300 --days 14 --cost 12.50",
)

app = typer.Typer(help="See which channel does better in small tests.", epilog=TESTS)


@app.callback(invoke_without_command=True)
def listed(ctx: typer.Context, as_of: AsOfOption = None, json: JsonOption = False, home: HomeOption = None) -> None:
    """See which channel does better in small tests.

    Says what each test of tests.csv tells this morning, with its why; plan says beforehand what a test can tell.
    """
    from pipelines.cli.small_test_page import test_lines

    ctx.obj = home or ctx.obj
    if ctx.invoked_subcommand is not None:
        return
    project = open_project(ctx, home)
    with published(project, as_of) as reader:
        rows, labels = _rows(reader)
    if json:
        print_json(rows)
        return
    for line in test_lines(rows, labels, project.settings.currency):
        show_line(line)


def _rows(reader: "ReadOnlyStore") -> tuple[list[dict[str, Any]], dict[str, str]]:
    from smm_assets.report.tables import plain_rows

    _built(reader, "test_comparison")
    rows = reader.read("SELECT * FROM marts.test_comparison ORDER BY date_from DESC, test_id, channel")
    labels = reader.read("SELECT channel, label FROM marts.channel ORDER BY channel")
    return plain_rows(rows), dict(zip(labels["channel"], labels["label"], strict=True))


def _built(reader: "ReadOnlyStore", table: str) -> None:
    if not reader.exists("marts", table):
        raise UsageError("there are no tables yet to tell it from", cure="Run the daily job first: smm run")


@app.command(epilog=PLAN)
def plan(
    ctx: typer.Context,
    channels: Annotated[
        str,
        typer.Option(
            metavar="A,B",
            help="The channels to compare, separated by commas.",
            autocompletion=completing.listed_channels,
        ),
    ],
    budget: Annotated[str, typer.Option(metavar="AMOUNT", help="Money of all of them together, such as 15.")],
    result: Annotated[str | None, typer.Option(help="What counts as a result; else that of the channels.")] = None,
    days: Annotated[int, typer.Option(min=1, max=365, help="Over how many days the money is to be spent.")] = 7,
    cost: Annotated[
        str | None,
        typer.Option(metavar="AMOUNT", help="What a result costs where a channel has no history of its own."),
    ] = None,
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """See beforehand what a test of so much money can tell.

    From the shop's own history: which differences it would show, and which it could not.
    """
    from pipelines.cli.small_test_page import Planned, as_json, plan_lines
    from smm_assets.effectiveness.referee import look_ahead
    from smm_assets.effectiveness.referee.usual import usual_rates

    project = open_project(ctx, home)
    money, told = _amount(budget, "--budget"), None if cost is None else float(_amount(cost, "--cost"))
    metric, names = _metric(result), [name for name in re.split(r"[,;\s]+", channels) if name]
    with published(project, None) as reader:
        _built(reader, "channel_daily")
        morning = built_for(reader) or clock.morning(project, None)
        counted, source, usual = usual_rates(reader, names, metric, morning, told)
    outlook = look_ahead([one.rate for one in usual], float(money), days)
    test = Planned(budget=money, days=days, currency=project.settings.currency, metric=counted, source=source)
    if json:
        print_json(as_json(test, usual, outlook))
        return
    for line in plan_lines(test, usual, outlook):
        show_line(line)


def _metric(name: str | None) -> str | None:
    from smm_assets.settings import RESULT_METRICS

    if name is not None and name not in RESULT_METRICS:
        raise UsageError(f"unknown result '{name}'", cure=f"One of {', '.join(RESULT_METRICS)}")
    return name


def _amount(text: str, option: str) -> Decimal:
    try:
        amount = Decimal(text.strip())
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or not LEAST <= amount <= MOST:
        raise UsageError(f"{option} {text} is not an amount from {LEAST} to {MOST:,}", cure=f"For example {option} 15")
    return amount
