"""What happens when a command cannot do its work: one message, one exit code, never a traceback for a mistake.

Belongs here: turning errors into exit codes 1 and 2, and the log of an error nobody foresaw. Not here: exit code 3,
which is not a failure (`page.py` and the commands decide when something needs a person).
"""

import errno
import os
import sys
import tempfile
import traceback
from types import TracebackType
from typing import Any

import typer
from typer.core import TyperGroup

from pipelines.cli.terminal import console, say, show_error
from smm_assets.errors import SmmError

NEEDS_PERSON = 3

_CURES = {
    errno.ENOSPC: "Free some disk space, then run the same command again; nothing half done is kept",
    errno.EACCES: "Check the permissions of that file or folder: smm doctor",
    errno.EPERM: "Check the permissions of that file or folder: smm doctor",
    errno.EROFS: "The disk is read-only: choose another folder with --home",
    errno.ENOENT: "Check the name; files are looked for from the folder you are in",
}


class Commands(TyperGroup):
    """The command group: errors raised on purpose become a message and their exit code."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except SmmError as error:
            show_error(error)
            raise typer.Exit(error.exit_code) from None
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            show_error(_from_system(error))
            raise typer.Exit(1) from None


def _from_system(error: OSError) -> SmmError:
    where = f"{error.filename}: " if error.filename else ""
    reason = (error.strerror or str(error)).lower()
    cure = _CURES.get(error.errno or 0, "See smm doctor for the state of the project folder")
    return SmmError(f"{where}{reason}", cure=cure)


def report_crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """For sys.excepthook: a short message and the path of a log with the traceback. Python then exits with 1."""
    handle, path = tempfile.mkstemp(prefix="smm-", suffix=".log")
    with os.fdopen(handle, "w", encoding="utf-8") as log:
        log.write(" ".join(["smm", *sys.argv[1:]]) + "\n\n")
        log.writelines(traceback.format_exception(kind, error, trace))
    screen = console(error=True)
    say(screen, "what", f"an error nobody foresaw: {kind.__name__}: {_first_line(error)}", style="bold red")
    say(screen, "cure", f"Please report it with this log: {path}. smm doctor checks the surroundings")


def _first_line(error: BaseException) -> str:
    return (str(error).strip() or "no message").splitlines()[0][:300]
