"""`smm alerts show|send|test`: what would be told now, telling it, and a message that tries every target.

Belongs here: arguments, printing and exit codes. Not here: what is told (`smm_assets/alerts`) or locking the store for
it (`pipelines/alerts.py`).
"""

from time import sleep
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines import clock
from pipelines.cli import completing
from pipelines.cli.manual import more
from pipelines.cli.options import HomeOption, JsonOption, open_project
from pipelines.cli.published import published
from pipelines.cli.terminal import print_json, show_line
from smm_assets.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smm_assets.alerts.forecast import Forecast
    from smm_assets.alerts.message import Message
    from smm_assets.settings import AlertTarget, DigestKind, Project

CONFIGURE = "Name one in smm.yaml under alerts, targets: docs/how-to/get-alerts.md"

ALERTS = more("smm alerts show", "smm alerts test --target team")
SHOW = more("smm alerts show", "smm alerts show --digest morning", "smm alerts show --json")
SEND = more("smm alerts send", "smm alerts send --home clients/cafe")
TRY = more("smm alerts test", "smm alerts test --target team")

alerts = typer.Typer(no_args_is_help=True, help="See, send or try what is told to whom.", epilog=ALERTS)
TargetOption = Annotated[
    str | None,
    typer.Option("--target", metavar="NAME", help="Only this target of smm.yaml.", autocompletion=completing.targets),
]


@alerts.command(epilog=SHOW)
def show(
    ctx: typer.Context,
    kind: Annotated[
        str | None, typer.Option("--digest", metavar="KIND", help="A digest instead: morning, weekly or month_end.")
    ] = None,
    json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Show what would be sent now, and what waits and why.

    Sends nothing and changes nothing.
    """
    from smm_assets.alerts.forecast import foreseen

    project = open_project(ctx, home)
    with published(project, None) as reader:
        found = foreseen(project, reader, now=clock.now(), only=_kind(kind))
    if json:
        print_json(found)
        return
    for line in _lines(found):
        show_line(line)


@alerts.command(epilog=SEND)
def send(ctx: typer.Context, json: JsonOption = False, home: HomeOption = None) -> None:
    """Send what is due now.

    That is what waited for the end of quiet hours, and what could not be sent before.
    """
    from pipelines.alerts import tell

    project = open_project(ctx, home)
    _targets(project, None)
    found = tell(project, now=clock.now(), say=lambda text: typer.echo(text, err=True))
    if json:
        print_json(found)
    else:
        for target, subject in found.sent:
            show_line(f"Sent to {target}: {subject}")
        for target, subject, why in found.failed:
            show_line(f"Not sent to {target}: {subject}. {why}", err=True)
        if found.quiet_until is not None:
            typer.echo(f"{found.waiting} wait until {found.quiet_until:%H:%M}: these are quiet hours")
        elif not found.sent and not found.failed:
            typer.echo("Nothing is due")
    if found.failed:
        raise typer.Exit(1)


@alerts.command("test", epilog=TRY)
def try_targets(
    ctx: typer.Context, target: TargetOption = None, json: JsonOption = False, home: HomeOption = None
) -> None:
    """Send a test message to every target, also in quiet hours."""
    from smm_assets.alerts.sending import send as send_one

    project = open_project(ctx, home)
    message = _test_message(project)
    results = [(one.name, send_one(one.url, message, sleep=sleep)) for one in _targets(project, target)]
    if json:
        print_json([{"target": name, "sent": not why, "reason": why} for name, why in results])
    else:
        for name, why in results:
            show_line(f"{name}: {why or 'sent'}", err=bool(why))
    if any(why for _, why in results):
        raise typer.Exit(1)


def _test_message(project: "Project") -> "Message":
    from smm_assets.alerts.message import written

    name = project.settings.name
    return written(f"{name}: test message", f"This is how alerts and digests of {name} will reach you.")


def _targets(project: "Project", name: str | None) -> "Sequence[AlertTarget]":
    targets = project.settings.alerts.targets
    if not targets:
        raise UsageError("nobody is to be told: smm.yaml names no target", cure=CONFIGURE)
    found = [one for one in targets if name is None or one.name == name]
    if not found:
        names = ", ".join(one.name for one in targets)
        raise UsageError(f"no target is named {name} in smm.yaml", cure=f"Known targets: {names}")
    return found


def _kind(text: str | None) -> "DigestKind | None":
    from smm_assets.settings import DIGESTS

    found = [kind for kind in DIGESTS if kind == text]
    if text is not None and not found:
        raise UsageError(f"'{text}' is no digest", cure=f"Write one of {', '.join(DIGESTS)}")
    return found[0] if found else None


def _lines(found: "Forecast") -> list[str]:
    """Every message with whom it goes to, then what waits."""
    lines: list[str] = []
    for message in found.messages:
        lines += [f"TO {message.target}: {message.subject}", *_indented(message.text), ""]
    if found.quiet_until is not None and found.messages:
        lines.append(f"It goes out at {found.quiet_until:%H:%M}, when quiet hours are over")
    lines += [f"Only in the digests: {what}" for what in found.small]
    if not found.messages:
        lines.insert(0, "Nothing is due")
    return [*lines, *found.notes]


def _indented(text: str) -> list[str]:
    return [f"  {line}".rstrip() for line in text.strip().split("\n")]
