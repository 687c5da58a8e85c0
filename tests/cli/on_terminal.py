"""`smm` on a real terminal: what it shows there, and a person who answers its questions.

Belongs here: the terminal. Not here: what must be shown, which each test knows.
"""

import os
import pty
import re
import select
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.cli.conftest import ROOT

PATIENCE = 60
COLOUR = re.compile(r"\x1b\[[\d;]*m")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What stood on the terminal in the end, and the exit code."""

    text: str
    code: int

    @property
    def lines(self) -> list[str]:
        """Without colours."""
        return COLOUR.sub("", self.text).splitlines()


def on_terminal(
    *arguments: object,
    answers: Sequence[str] = (),
    columns: int = 90,
    environ: Mapping[str, str] = {},
) -> Shown:
    """Run `smm` on a terminal of so many columns. answers: typed one after the other, each when a question waits."""
    ours, theirs = pty.openpty()
    kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS", "SMM_HOME")}
    subprocess.run(["stty", "cols", str(columns), "rows", "40"], stdin=theirs, check=True)
    with subprocess.Popen(
        [sys.executable, "-m", "pipelines.cli.main", *map(str, arguments)],
        stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT, start_new_session=True,
        env={**kept, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **environ},
    ) as process:  # fmt: skip
        os.close(theirs)
        text = _conversation(ours, list(answers))
        code = process.wait(timeout=PATIENCE)
    os.close(ours)
    return Shown(text=text, code=code)


def _conversation(terminal: int, answers: list[str]) -> str:
    told, answered = b"", 0
    while select.select([terminal], [], [], PATIENCE)[0]:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        told += piece
        if answers and told[answered:].rstrip(b" ").endswith(b"]:"):
            answered = len(told)
            os.write(terminal, answers.pop(0).encode() + b"\n")
    return told.decode()
