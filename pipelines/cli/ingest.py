"""`smm ingest`: load files, or all that wait in the inbox.

Belongs here: arguments and what is printed. Not here: the landing itself (`smm_assets/ingest`).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines import clock
from pipelines.cli import ledger
from pipelines.cli.failure import NEEDS_PERSON
from pipelines.cli.manual import DONE, FAILED, NEEDS_HELP, WRONG_USE, more
from pipelines.cli.options import AccountOption, HomeOption, JsonOption, declared, open_project
from pipelines.cli.progress import progress
from pipelines.cli.terminal import print_json, show_line
from smm_assets.errors import UsageError

if TYPE_CHECKING:
    from smm_assets.ingest.landing.ledger import LedgerRow
    from smm_assets.settings import Project

MOST_REMARKS = 5
NO_MAIL = "Nothing to load: no new mail with an export waits in the mailbox"
ALL_REMARKS = "smm sql 'SELECT name, problems_json FROM ops.export_file'"


EXAMPLES = more(
    "smm ingest  # all that waits",
    "smm ingest report.csv",
    "smm ingest report.csv --account shop-eu",
    "smm ingest --mail",
    exits=(DONE, FAILED, WRONG_USE, NEEDS_HELP),
)


def ingest(
    ctx: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE...", help="Files; none: the inbox.")] = None,
    account: AccountOption = None,
    mail: Annotated[bool, typer.Option("--mail", help="Only what the mailbox of smm.yaml holds.")] = False,
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Load these files, or all that wait in the inbox.

    Without files the mailbox and the tables that smm.yaml points at are read as well. Loading the same file again
    changes nothing.
    """
    project = open_project(ctx, home)
    if mail:
        _check_mail(project, files)
    for path in files or []:
        if not path.is_file():
            raise UsageError(f"{path} is not a file", cure="Check the name; drop whole folders into the inbox instead")
    declared(project, account)
    from smm_assets.ingest.landing.intake import ingest as land
    from smm_assets.ingest.landing.intake import ingest_mail
    from smm_assets.marks import mark
    from smm_assets.warehouse import open_store

    with progress("Loading") as tell, open_store(project, on_wait=lambda text: typer.echo(text, err=True)) as store:
        now = clock.now()
        if mail:
            rows = ingest_mail(project, store, now=now, account=account, on_progress=tell)
        else:
            rows = land(
                project, store, now=now, files=files or None, account=account, on_progress=tell, tell_waiting=True
            )
        store.publish(schemas=("ops",))
        found = [ledger.as_json(row) for row in rows]
        if any(row["status"] == "loaded" for row in found):
            mark(project, "by_hand")
    if json:
        print_json(found)
    else:
        for line in ledger.lines(found) or [NO_MAIL if mail else "Nothing to load: no file waits in the inbox"]:
            show_line(line)
        for line in _remarks(rows):
            show_line(line)
        if any(row["status"] == "loaded" for row in found):
            typer.echo(
                "Next: smm run brings tables and advice up to date; where Dagster is running, it does so by itself"
            )
    if ledger.needs_person(found) or any(row.differing for row in rows):
        raise typer.Exit(NEEDS_PERSON)


def _check_mail(project: "Project", files: Sequence[Path] | None) -> None:
    if files:
        raise UsageError("--mail loads from the mailbox, not from files", cure="Give files, or --mail")
    if project.settings.mailbox is None:
        cure = "Add mailbox: with host, user, password and senders"
        raise UsageError("smm.yaml names no mailbox", cure=cure)


def _remarks(rows: "Sequence[LedgerRow]") -> list[str]:
    """What did not stop a file and a person should know: totals that differ, odd values, what a column means."""
    shown = []
    for row in rows:
        name = f"{row.name} [{row.part}]" if row.part else row.name
        told = [text if row.name in text else f"{name}: {text}" for text in row.problems]
        shown += [f"{'remark':<12}  {text}" for text in told[:MOST_REMARKS]]
        if len(told) > MOST_REMARKS:
            shown.append(f"{'':<12}  {len(told) - MOST_REMARKS} more of this file: {ALL_REMARKS}")
    return shown
