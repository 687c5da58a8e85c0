"""`smm doctor --grant`: roles and rights a project needs on its server, given or told to whoever may give them.

Belongs here: asking for passwords, printing, the exit code. Not here: which rights those are and giving them
(`smm_assets/warehouse/postgres/granting`).
"""

import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from pipelines.cli.failure import NEEDS_PERSON
from pipelines.cli.terminal import print_json, show_line
from smm_assets.errors import UsageError

if TYPE_CHECKING:
    from smm_assets.settings import Project
    from smm_assets.warehouse.postgres.granting import Right, Wanted
    from smm_assets.warehouse.postgres.session import Session

DONE, LACKING = "given", "lacking"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What was asked for. writer, analyst: users, "" for none; from_stdin: passwords of new ones come by that way."""

    writer: str = ""
    analyst: str = ""
    from_stdin: bool = False
    dry_run: bool = False
    json: bool = False


def grant(project: "Project", asked: Asked) -> None:
    """Give what is missing, or say what would be; exits with 3 when the server's administrator has to do the rest."""
    from smm_assets.warehouse.place import server_of
    from smm_assets.warehouse.postgres import granting
    from smm_assets.warehouse.postgres.session import Session

    place = server_of(project)
    if place is None:
        cure = "Name a PostgreSQL database under store: in smm.yaml, or leave --grant out"
        raise UsageError("the store of this project is a file: it has no roles", cure=cure)
    with closing(Session(place)) as session:
        wanted = _wanted(session, asked)
        rights = granting.lacking(session, wanted)
        refused = [(right, "") for right in rights] if asked.dry_run else granting.give(session, rights, wanted)
    without = [right for right, _ in refused]
    given = [right for right in rights if right not in without]
    if asked.json:
        lacking = [{"why": right.why, "sql": right.sql, "said": said} for right, said in refused]
        print_json({DONE: [{"why": right.why, "sql": right.sql} for right in given], LACKING: lacking})
    else:
        for line in _lines(given, refused, asked, str(place)):
            show_line(line)
    if refused and not asked.dry_run:
        raise typer.Exit(NEEDS_PERSON)


def _wanted(session: "Session", asked: Asked) -> "Wanted":
    from smm_assets.warehouse.postgres import granting

    passwords = {}
    if not asked.dry_run:
        new = granting.unknown(session, [name for name in (asked.writer, asked.analyst) if name])
        passwords = {name: session.scrambled(_password(name, asked), name) for name in new if _asks(asked)}
    return granting.Wanted(writer=asked.writer, analyst=asked.analyst, passwords=passwords)


def _asks(asked: Asked) -> bool:
    return asked.from_stdin or sys.stdin.isatty()


def _password(name: str, asked: Asked) -> str:
    """Typed unseen, or a line of standard input; never a word of the command line, which others can see."""
    if not asked.from_stdin:
        typed: str = typer.prompt(f"Password of {name}", hide_input=True, confirmation_prompt=True, err=True)
        return typed
    line = sys.stdin.readline().rstrip("\r\n")
    if not line:
        raise UsageError(f"standard input holds no password of {name}", cure="Give one line for each new user")
    return line


def _lines(given: "Sequence[Right]", refused: "Sequence[tuple[Right, str]]", asked: Asked, place: str) -> list[str]:
    told = [f"given  {right.why}" for right in given]
    told += [f"       no password yet: \\password {_named(right)} in psql sets one" for right in given if _open(right)]
    if not refused:
        return told or [f"Nothing is missing: {place} has every role and right"]
    if asked.dry_run:
        told.append(f"smm doctor --grant would run, in {place}:")
    else:
        told += [f"refused  {right.why}: {said}" for right, said in refused]
        told.append(f"Ask the administrator of the server to run, in {place}:")
    return told + [f"{right.sql};" for right, _ in refused]


def _open(right: "Right") -> bool:
    return " LOGIN" in right.sql and not right.secret


def _named(right: "Right") -> str:
    return right.why.partition(":")[0]
