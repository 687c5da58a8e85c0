"""The project a code location speaks of, which may be missing or wrong while the location loads.

Belongs here: finding it without failing, and the words for its absence. Not here: opening its store (`resources`).
"""

from pathlib import Path

from smm_assets.errors import SmmError
from smm_assets.settings import Project

NO_PROJECT = "No project folder was found, or its smm.yaml is wrong: smm doctor says which"
Home = Path | str | None


def project_or_none(home: Home) -> Project | None:
    """The project, or None when there is none or its smm.yaml is wrong: definitions load without it."""
    try:
        return Project.open(home)
    except SmmError:
        return None
