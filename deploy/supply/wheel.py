"""The project's wheel, built so that anybody who builds it gets the same bytes.

Belongs here: building from a copy in a folder of its own. Not here: publishing. Times in the wheel come from
SOURCE_DATE_EPOCH; rights are normalised by the build backend.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from deploy.supply.locks import ROOT, project

_NEVER = shutil.ignore_patterns("__pycache__", "*.pyc")


def build(source: Path, into: Path, *, made_at: int, umask: int = 0o022) -> Path:
    """Build the wheel of a copy of the sources. Raises CalledProcessError."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(into)],
        cwd=source,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(made_at)},
        umask=umask,
        check=True,
        capture_output=True,
    )
    (found,) = into.glob("*.whl")
    return found


def copied(to: Path, *, umask: int = 0o022) -> Path:
    """What the wheel is made of, copied as a fresh checkout under that umask would have it."""
    names = [*project()["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"], "pyproject.toml", "README.md"]
    to.mkdir(parents=True)
    for name in names:
        place = ROOT / name
        if place.is_dir():
            shutil.copytree(place, to / name, ignore=_NEVER, copy_function=shutil.copyfile)
        else:
            shutil.copyfile(place, to / name)
    for path in [to, *to.rglob("*")]:
        path.chmod((0o777 if path.is_dir() else 0o666) & ~umask)
    return to


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
