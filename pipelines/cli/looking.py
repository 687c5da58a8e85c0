"""Looking at a file of any size within about a second: small ones whole, large ones by pieces.

Belongs here: how much of which file is read. Not here: cutting pieces (`glance`), what they mean.
"""

import os
from pathlib import Path

from smm_assets.errors import SmmError
from smm_assets.ingest.contract import Report
from smm_assets.ingest.files.containers import is_container
from smm_assets.ingest.files.foreign import foreign
from smm_assets.ingest.files.glance import Plan, glance
from smm_assets.ingest.recognition.examine import Examination, examine

# Measured so that the whole answer stays well under two seconds: a megabyte of text takes about a third of one.
WHOLE = 2_500_000
PLAN = Plan(head=800_000, tail=300_000, samples=20, each=40_000)
_UNPACKED = 2_000_000
_FIRST = 100_000


def look(
    path: Path, *, reports: tuple[Report, ...] | None = None, whole: int = WHOLE, plan: Plan = PLAN
) -> Examination:
    """What the file holds. Texts of more than `whole` bytes are looked at by `plan`; archives are unpacked in part.

    Raises SmmError when it cannot be read.
    """
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            start = file.read(_FIRST)
            if size <= whole or is_container(start):
                return examine(path.name, start + file.read(), reports=reports, most=_UNPACKED)
            if foreign(start):
                return examine(path.name, start, reports=reports)
            seen = glance(file, size, plan)
    except OSError as error:
        cure = "Check that you may read it and that its disk is there"
        raise SmmError(f"{path} cannot be read ({error.strerror or error})", cure=cure) from error
    return examine(path.name, seen.data, reports=reports, sampled=seen.sampled)
