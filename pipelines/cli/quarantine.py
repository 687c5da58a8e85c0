"""`smm quarantine list|show|release`: what was held back, why, and trying it again after a fix.

Belongs here: arguments, which things are meant, exit codes. Not here: what waits (`smm_assets/report/held.py`), its
words (`holding.py`, `answers.py`), trying it again (`smm_assets/ingest/landing/again.py`). Nothing is ever thrown away.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines import clock
from pipelines.cli import completing, holding
from pipelines.cli.failure import NEEDS_PERSON
from pipelines.cli.manual import DONE, FAILED, NEEDS_HELP, WRONG_USE, more
from pipelines.cli.naming import named
from pipelines.cli.options import AccountOption, HomeOption, JsonOption, declared, open_project
from pipelines.cli.progress import progress
from pipelines.cli.published import published
from pipelines.cli.terminal import print_json, show_line
from smm_assets.errors import UsageError

if TYPE_CHECKING:
    from smm_assets.report.held import HeldItem

HELD = (DONE, FAILED, WRONG_USE, NEEDS_HELP)
QUARANTINE = more("smm quarantine list", "smm quarantine show 3f2a91", "smm quarantine release --all", exits=HELD)
LIST = more("smm quarantine list", "smm quarantine list --all --json", exits=HELD)
SHOW = more("smm quarantine show 3f2a91", "smm quarantine show 3f2a91 --json")
RELEASE = more(
    "smm quarantine release 3f2a91",
    "smm quarantine release 3f2a91 --account shop-eu",
    "smm quarantine release --all",
    exits=HELD,
)

quarantine = typer.Typer(no_args_is_help=True, help="See what was held back and why; try it again.", epilog=QUARANTINE)
Ids = Annotated[
    list[str] | None,
    typer.Argument(metavar="ID...", help="Ids of smm quarantine list, or their start.", autocompletion=completing.held),
]


@quarantine.command("list", epilog=LIST)
def list_(
    ctx: typer.Context,
    every: Annotated[bool, typer.Option("--all", help="Also what a corrected file has made needless since.")] = False,
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """List what was held back, newest first.

    Files, rows, and amounts without an exchange rate, each with the one command that leads on.
    """
    from smm_assets.report.held import collect_held
    from smm_assets.report.tables import Tables

    project = open_project(ctx, home)
    with published(project, None) as reader:
        items = collect_held(Tables(reader))
    shown = [item for item in items if every or not item.settled_by]
    where = holding.home_option(project)
    if json:
        print_json([holding.as_json(item, where) for item in shown])
    else:
        for line in holding.lines(shown, len(items) - len(shown), where):
            show_line(line)
    if any(not item.settled_by for item in items):
        raise typer.Exit(NEEDS_PERSON)


@quarantine.command(epilog=SHOW)
def show(
    ctx: typer.Context,
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="An id of smm quarantine list, or its start.", autocompletion=completing.held
        ),
    ],
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Show one of them in full, with what answers it.

    Every row with its line, value, rule and original text; the question that is open and its answer.
    """
    from pipelines.cli.looking_back import looked_up
    from smm_assets.report.held import collect_held
    from smm_assets.report.tables import Tables

    project = open_project(ctx, home)
    with published(project, None) as reader:
        items = named(collect_held(Tables(reader)), [id])
        found = [looked_up(project, reader, item, now=clock.now()) for item in items]
    if json:
        print_json(found)
        return
    for one in found:
        for line in holding.page(one):
            show_line(line)


@quarantine.command(epilog=RELEASE)
def release(
    ctx: typer.Context,
    ids: Ids = None,
    every: Annotated[bool, typer.Option("--all", help="Everything that still waits.")] = False,
    account: AccountOption = None,
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Try again what was held back, after a fix.

    What passes now is loaded as if it had arrived well; the rest stays held back.
    """
    project = open_project(ctx, home)
    owner = declared(project, account)
    if bool(ids) == every:
        raise UsageError(
            "say what to release", cure="smm quarantine release ID…, or --all; smm quarantine list has ids"
        )
    from smm_assets.ingest.landing.again import try_again
    from smm_assets.marks import mark
    from smm_assets.report.held import collect_held
    from smm_assets.report.tables import Tables
    from smm_assets.warehouse import open_store

    now = clock.now().replace(tzinfo=None)
    with (
        progress("Trying again") as tell,
        open_store(project, on_wait=lambda text: typer.echo(text, err=True)) as store,
    ):
        items = collect_held(Tables(store))
        chosen = [item for item in items if not item.settled_by] if every else named(items, ids or ())
        if not every:
            _only_files(chosen)
        files = [item.key for item in chosen if item.kind in ("file", "rows")]
        found = try_again(project, store, now=now, file_ids=files, account=owner, on_file=tell)
        store.publish(schemas=("ops",))
    if any(one.loaded or one.superseded for one in found):
        mark(project, "by_hand")
    if json:
        print_json(found)
    else:
        for line in holding.outcome(found, holding.home_option(project)):
            show_line(line)
    if not all(one.is_settled for one in found):
        raise typer.Exit(NEEDS_PERSON)


def _only_files(items: "Sequence[HeldItem]") -> None:
    """What cannot be released by name is answered with what frees it."""
    for item in items:
        if item.kind == "rate":
            raise UsageError(f"{item.id} waits for exchange rates, not for a release", cure=item.cure)
        if item.kind == "unread":
            raise UsageError(f"nothing of {item.name} could be kept, so it cannot be tried again", cure=item.cure)
