"""A project beside the user's own, in a folder that is gone afterwards, which holds what was known on a past morning.

Belongs here: making that folder and its store. Not here: what was known (`copying`) or what is built from it.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from pydantic import SecretStr

from smm_assets.replay.copying import Replayed, copy_known
from smm_assets.replay.files import restore_files
from smm_assets.replay.moments import moment_of
from smm_assets.settings import EMBEDDED, Alerts, Project
from smm_assets.warehouse import open_store


@dataclass(frozen=True, kw_only=True)
class KnownThen:
    """A past morning in a project of its own. replayed: what was copied into its store."""

    project: Project
    replayed: Replayed


@contextmanager
def known_then(
    project: Project, as_of: date, work: Path, *, now: datetime, say: Callable[[str], None]
) -> Iterator[KnownThen]:
    """A project in the folder `work`, with the user's files as they were and what was known then in its store.

    The user's own store is held while it is copied, no longer. Raises NothingKnown when nothing is known of that
    morning, StoreBusy when the store is not free.
    """
    shutil.rmtree(work, ignore_errors=True)
    (work / "inbox").mkdir(parents=True)
    try:
        with open_store(project, on_wait=say) as source:
            moment = moment_of(source, as_of, project.zone)
            remarks = restore_files(source, project.home, work, until=moment.until)
            beside = _beside(work)
            with open_store(beside) as target:
                replayed = copy_known(source, target, moment, now=now, remarks=remarks, say=say)
        yield KnownThen(project=beside, replayed=replayed)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _beside(work: Path) -> Project:
    """The project of the work folder, in an embedded store of its own; it takes in and tells nothing."""
    opened = Project.open(work)

    class Beside(Project):
        inbox = str(work / "inbox")

    kept = SecretStr(EMBEDDED)
    given = {"tables": (), "alerts": Alerts(), "store": kept, "runs": kept, "engine": "store"}
    return Beside(opened.home, opened.settings.model_copy(update=given))
