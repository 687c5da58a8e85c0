"""The checks of `smm doctor` on where files come from: the inbox, here or elsewhere, and the mailbox.

Belongs here: looking and saying what to do. Not here: the other checks (`checkup.py`), taking files (`ingest`).
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.cli.finding import Finding
from smm_assets.errors import ArrivalError
from smm_assets.report.words import plural

if TYPE_CHECKING:
    from smm_assets.settings import Project

MAKE = "Make the folder, or correct inbox in smm.yaml"
MAILBOX = "Mailbox"


def inbox(project: "Project") -> Iterator[Finding]:
    """Whether the inbox can be listed."""
    from smm_assets.arrival import remote

    away = remote.opened(project)
    try:
        count = len(away.listing()) if away is not None else _files(Path(project.inbox))
    except ArrivalError as error:
        yield Finding(check="Inbox", state="bad", seen=error.message, cure=error.cure)
    except OSError as error:
        seen = f"{project.inbox}: {error.strerror or type(error).__name__}"
        yield Finding(check="Inbox", state="bad", seen=seen, cure=MAKE)
    else:
        yield Finding(check="Inbox", state="good", seen=f"{project.inbox}: {plural(count, 'file')}")
    finally:
        if away is not None:
            away.close()


def _files(folder: Path) -> int:
    return sum(1 for entry in folder.iterdir() if entry.is_file())


def mailbox(project: "Project", now: datetime) -> Iterator[Finding]:
    """Whether the mailbox opens, and how many mails fit; nothing where smm.yaml names none."""
    told = project.settings.mailbox
    if told is None:
        return
    from smm_assets.arrival.mailbox import open_mailbox

    try:
        with open_mailbox(told, project.home, readonly=True) as box:
            count = len(box.wanted(today=now.date()))
    except ArrivalError as error:
        yield Finding(check=MAILBOX, state="bad", seen=error.message, cure=error.cure)
        return
    seen = f"{told.place}: {plural(count, 'mail')} of these senders in {plural(told.days, 'day')}"
    if told.tls == "off" and told.host not in ("localhost", "127.0.0.1", "::1"):
        yield Finding(check=MAILBOX, state="watch", seen=f"{seen}, password sent unprotected", cure="Leave tls out")
        return
    yield Finding(check=MAILBOX, state="good", seen=seen)
