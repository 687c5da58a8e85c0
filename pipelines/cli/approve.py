"""`smm approve` and `smm decline`: what a person decides about a recommendation.

Belongs here: arguments and what is printed. Not here: what may be approved and what follows (`smm_assets/decisions`).
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines import clock
from pipelines.cli import completing
from pipelines.cli.manual import more
from pipelines.cli.options import HomeOption, JsonOption, open_project
from pipelines.cli.terminal import print_json, show_line
from smm_assets.errors import UsageError

if TYPE_CHECKING:
    from smm_assets.decisions.approval import Approved
    from smm_assets.settings import Project

IdArgument = Annotated[
    str,
    typer.Argument(metavar="ID", help="Id of a recommendation, or its start.", autocompletion=completing.waiting),
]
ChannelsOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="CHANNEL",
        help="Only this channel; may be given several times.",
        autocompletion=completing.channels,
    ),
]
AmountsOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="[CHANNEL=]AMOUNT",
        help="Another amount a day for a channel; may be given several times.",
        autocompletion=completing.channel_amounts,
    ),
]
NEXT = "Next: smm run brings plan, pacing and report up to date"
EXAMPLE = "For example --amount tiktok=18.50, or --channel tiktok --amount 18.50"


APPROVE = more(
    "smm approve 2026-11-22-sales",
    "smm approve 2026-11-22-sales --channel tiktok --amount 18.50",
    'smm approve 2026-11-22-sales --note "agreed on Monday"',
)
DECLINE = more(
    'smm decline 2026-11-22-sales --reason "stock is running out"',
    'smm decline 2026-11-22-sales --reason "the sale comes first" --json',
)


def approve(
    ctx: typer.Context,
    id: IdArgument,
    channel: ChannelsOption = None,
    amount: AmountsOption = None,
    note: Annotated[str, typer.Option(help="What to remember about it.")] = "",
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Approve the advice, whole or in part.

    The plan gets a new version from the first day that is left; plan.csv stays as it is.
    """
    from smm_assets.decisions.approval import approve as decide
    from smm_assets.decisions.wish import Wish
    from smm_assets.marks import mark
    from smm_assets.warehouse import open_store

    project, channels = open_project(ctx, home), tuple(channel or ())
    wish = Wish(channels=channels, amounts=_amounts(amount or (), channels), note=note.strip())
    with open_store(project, on_wait=lambda text: typer.echo(text, err=True)) as store:
        found = decide(
            store,
            id,
            wish,
            currency=project.settings.currency,
            max_step=Decimal(str(project.settings.decision.max_step)),
            today=clock.morning(project, None),
            now=clock.now(),
        )
        store.publish(schemas=("state",))
        mark(project, "decided")
    if json:
        print_json(found)
        return
    for line in _lines(found, project):
        show_line(line)


def decline(
    ctx: typer.Context,
    id: IdArgument,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why, in a few words.")],
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Decline the advice, with the reason.

    Budgets and plan stay as they are; the next review makes new advice.
    """
    from smm_assets.decisions.approval import decline as decide
    from smm_assets.marks import mark
    from smm_assets.warehouse import open_store

    project = open_project(ctx, home)
    with open_store(project, on_wait=lambda text: typer.echo(text, err=True)) as store:
        name = decide(store, id, reason, now=clock.now())
        store.publish(schemas=("state",))
        mark(project, "decided")
    if json:
        print_json({"recommendation_id": name, "status": "declined", "note": reason.strip()})
        return
    show_line(f"Declined {name}: {reason.strip()}")
    typer.echo("Plan and budgets stay as they are. The next review makes a new recommendation")


def _amounts(given: Sequence[str], channels: Sequence[str]) -> dict[str, Decimal]:
    """Channel → amount. An amount alone belongs to the one channel that is named."""
    from pipelines.cli.scenario import read_amount

    found: dict[str, Decimal] = {}
    for text in given:
        name, equals, said = text.rpartition("=")
        if not equals and len(channels) != 1:
            raise UsageError(f"--amount {text} does not say for which channel", cure=EXAMPLE)
        name = name.strip() if equals else channels[0]
        value = read_amount(said, "--amount", EXAMPLE)
        if value is None or value != value.quantize(Decimal("0.01")):
            raise UsageError(f"--amount {text} has more than two decimals", cure=EXAMPLE)
        if name in found:
            raise UsageError(f"--amount names {name} twice", cure="Give each channel one amount")
        found[name] = value
    return found


def _lines(found: "Approved", project: "Project") -> list[str]:
    from smm_assets.report.words import Words, listed, span

    words = Words(project.settings.currency)
    budgets = [f"{found.labels[name]} {words.money(budget)}" for name, budget in found.budgets.items()]
    said = f" ({found.note})" if found.note else ""
    return [
        f"Approved {found.recommendation_id} for {span(found.valid_from, found.valid_to)}{said}",
        f"A day: {listed(budgets)}",
        *found.consequences,
        f"The plan is now version {found.version}. plan.csv stays as it is; a line you edit there counts from then on",
        NEXT,
    ]
