"""Pages of docs: their blocks, and their commands run as they stand there.

Belongs here: how a reader's shell is set up. Not here: what the commands must say, which each page's own test knows.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import forked
from tests.example import once

ROOT = Path(__file__).parents[1]


def page(name: str, folder: str = "how-to") -> str:
    return (ROOT / "docs" / folder / f"{name}.md").read_text(encoding="utf-8")


def blocks(text: str, language: str = "sh") -> list[str]:
    """The page's blocks of a language, in order."""
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def surroundings(folder: Path, smm: str = "", **more: str) -> dict[str, str]:
    """Environment of a shell in which `smm`, `python` and `python3`, put into the folder, are this interpreter's.

    smm: what is executed in place of a new interpreter.
    """
    (folder / "bin").mkdir(exist_ok=True)
    own = f'"{sys.executable}"'
    for name, what in {"smm": smm or f"{own} -m pipelines.cli.main", "python3": own, "python": own}.items():
        program = folder / "bin" / name
        program.write_text(f'#!/bin/sh\nexec {what} "$@"\n', encoding="utf-8")
        program.chmod(0o755)
    env = {key: value for key, value in os.environ.items() if key != "SMM_HOME"}
    return env | {"PATH": f"{folder / 'bin'}:{env['PATH']}", "PYTHONPATH": str(ROOT), "NO_COLOR": "1", **more}


def said(text: str, folder: Path, skip: int = 0, smm: str | None = None, **more: str) -> list[str]:
    """What each block of commands prints when all are run in one shell; every command must end well.

    skip: so many blocks were run already, and the folder holds what they made. smm: as in `surroundings`.
    """
    script = "set -e\n" + "\necho ======\n".join(blocks(text)[skip:])
    done = subprocess.run(
        ["sh", "-c", script],
        cwd=folder,
        env=surroundings(folder, forked.smm() if smm is None else smm, **more),
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert done.returncode == 0, (done.stdout, done.stderr)
    return done.stdout.split("======\n")


def begun(factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder that holds `shop` as the commands of the page on exit codes leave it, with which other pages begin as
    well, and what they print. It is made once and never changed: who needs it copies it.
    """
    return once(factory, "begun", lambda folder: said(page("exit-codes", "reference"), folder)[0])
