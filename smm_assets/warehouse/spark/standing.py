"""How a project stands with Spark: what lacks on this machine, whether the master answers, whether files can be kept.

Belongs here: looking, changing nothing, starting nothing. Not here: saying it (`smm doctor`).
"""

import os
import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass

from smm_assets.settings import Project
from smm_assets.warehouse.place import folder_of
from smm_assets.warehouse.spark.folder import CURE
from smm_assets.warehouse.spark.starting import is_connect, lacking, plainly

WAIT_SECONDS = 5
_PLACE = re.compile(r"(?:spark|sc)://([^;/]+)")
_CONNECT_PORT = 15002


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One thing that was looked at. cure: what to do about it; "" when it is good."""

    what: str
    cure: str = ""


def standing(project: Project) -> Iterator[Seen]:
    """Each side of it."""
    terms = project.settings.spark
    absent = lacking(terms)
    if absent is not None:
        yield Seen(what=absent[0], cure=absent[1])
    else:
        yield _reached(terms.master)
    yield _folder(project)


def _reached(master: str) -> Seen:
    """Whether somebody listens where the master is said to be; one of several masters is enough."""
    shown = plainly(master)
    found = _PLACE.match(master)
    if found is None:
        return Seen(what=f"{shown}: it is started when it is needed")
    errors = []
    for place in found[1].split(","):
        host, _, port = place.rpartition(":") if ":" in place else (place, "", str(_CONNECT_PORT))
        try:
            socket.create_connection((host, int(port)), timeout=WAIT_SECONDS).close()
        except (OSError, ValueError) as error:
            errors.append(f"{place}: {error}")
        else:
            return Seen(what=f"{shown} answers")
    kind = "a Spark Connect server" if is_connect(master) else "a master"
    cure = f"Start {kind} there, or correct spark.master in smm.yaml"
    return Seen(what=f"{shown} does not answer ({'; '.join(errors)})", cure=cure)


def _folder(project: Project) -> Seen:
    folder = folder_of(project)
    there = folder
    while not there.exists():
        there = there.parent
    if not os.access(there, os.W_OK | os.X_OK):
        return Seen(what=f"{folder} cannot be written", cure=CURE)
    return Seen(what=f"tables in {folder}")
