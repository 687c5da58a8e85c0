"""What happens when a command cannot do its work: one message, one exit code, never a traceback for a mistake.

Belongs here: turning errors into exit codes 1 and 2, and the log of an error nobody foresaw. Not here: exit code 3,
which is not a failure (`page.py` and the commands decide when something needs a person).
"""

import errno
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from itertools import pairwise
from types import TracebackType
from typing import Any, cast

import typer
from typer.core import TyperGroup

from pipelines.cli.manual import tidied, untyped, walk
from pipelines.cli.misuse import in_words
from pipelines.cli.terminal import console, print_json, say, show_error
from smm_assets.errors import MORE_MEMORY, MORE_ROOM, NO_MEMORY, ConfigurationError, SmmError

NEEDS_PERSON = 3
_JSON = "smm.json"
_WrongUse = cast(
    "type[typer.BadParameter]", typer.BadParameter.__mro__[1]
)  # what the parser raises for unknown options, commands and values

_CURES = {
    errno.ENOSPC: MORE_ROOM,
    errno.EACCES: "Check the permissions of that file or folder: smm doctor",
    errno.EPERM: "Check the permissions of that file or folder: smm doctor",
    errno.EROFS: "The disk is read-only: choose another folder with --home",
    errno.ENOENT: "Check the name; files are looked for from the folder you are in",
}

_WORDS = (
    ("No space left on device", errno.ENOSPC),
    ("database or disk is full", errno.ENOSPC),  # of SQLite, in which Dagster keeps its runs, as are the next
    ("attempt to write a readonly database", errno.EROFS),
    ("unable to open database file", errno.EACCES),
    ("Read-only file system", errno.EROFS),
)


class Commands(TyperGroup):
    """The command group: errors raised on purpose become a message and their exit code."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        for _, command in walk(self):
            tidied(command)

    def get_params(self, ctx: Any) -> list[Any]:
        found = super().get_params(ctx)
        for option in found:  # those of shell completion join later
            untyped(option)
        return found

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        as_json = asks_for_json(args)
        try:
            return super().make_context(info_name, args, parent, **extra)
        except _WrongUse as error:
            raise _misused(error, as_json) from None

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        ctx.meta[_JSON] = asks_for_json(args)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        as_json = ctx.meta[_JSON]
        try:
            return super().invoke(ctx)
        except SmmError as error:
            _tell(error, as_json)
            raise typer.Exit(error.exit_code) from None
        except _WrongUse as error:
            raise _misused(error, as_json) from None
        except OSError as error:
            if error.errno in (errno.EPIPE, errno.ENOMEM):
                raise
            _tell(_from_system(error), as_json)
            raise typer.Exit(1) from None


def asks_for_json(args: Sequence[str]) -> bool:
    """Whether a command line asks for JSON, so that what goes wrong is told as JSON too."""
    return "--json" in args or "--format=json" in args or ("--format", "json") in pairwise(args)


def _misused(error: Any, as_json: bool) -> Exception:
    """What to raise for wrong use once it is told; a command that stands alone shows its help, as it does by itself."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return cast("Exception", error)
    told = in_words(error)
    _tell(told, as_json)
    return typer.Exit(told.exit_code)


class JobFailed(SmmError):
    """The daily job ended early. exit_code: 1, or 2 when the user's own files are wrong."""

    def __init__(self, message: str, *, cure: str, exit_code: int) -> None:
        super().__init__(message, cure=cure)
        self.exit_code = exit_code


def _tell(error: SmmError, as_json: bool) -> None:
    """The error on stderr; where JSON was asked for, as one document on stdout too."""
    show_error(error)
    if not as_json:
        return
    if isinstance(error, ConfigurationError):
        cures = [problem.cure for problem in error.problems if problem.cure]
        cure = cures[0] if len(error.problems) == 1 and cures else "Correct what is listed; smm doctor shows it again"
        told = {"error": error.message, "cure": cure, "exit_code": error.exit_code, "problems": error.problems}
    else:
        told = {"error": error.message, "cure": error.cure, "exit_code": error.exit_code}
    print_json(told)


def _from_system(error: OSError) -> SmmError:
    where = f"{error.filename}: " if error.filename else ""
    reason = (error.strerror or str(error)).lower()
    cure = _CURES.get(error.errno or 0, "See smm doctor for the state of the project folder")
    return SmmError(f"{where}{reason}", cure=cure)


def report_crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """For sys.excepthook: a short message and the path of a log with the traceback. Python then exits with 1."""
    if _lacks_memory(error):  # there may not be enough to lay out a message either
        sys.stderr.write(f"what  {NO_MEMORY}\ncure  {MORE_MEMORY}\n")
        return
    told = of_surroundings(error)
    if told is not None:
        show_error(told)
        return
    screen = console(error=True)
    say(screen, "what", f"an error nobody foresaw: {kind.__name__}: {_first_line(error)}", style="bold red")
    say(screen, "cure", f"Please report it{_logged(kind, error, trace)}. smm doctor checks the surroundings")


def _lacks_memory(error: BaseException) -> bool:
    """Whether memory ran out; the loader of libraries says so in words only."""
    if isinstance(error, OSError) and error.errno == errno.ENOMEM:
        return True
    words = str(error) if isinstance(error, ImportError) else ""
    return isinstance(error, MemoryError) or "annot allocate memory" in words or "failed to map segment" in words


def of_surroundings(error: BaseException | None) -> SmmError | None:
    """What the machine lacks, where an error or what caused it says so; None where the fault is another's.

    Libraries raise this in classes of their own, so it is known by its words.
    """
    while error is not None:
        if isinstance(error, OSError) and error.errno in _CURES:
            return _from_system(error)
        if _lacks_memory(error):
            return SmmError(NO_MEMORY, cure=MORE_MEMORY)
        number = next((number for words, number in _WORDS if words in str(error)), None)
        if number is not None:
            return SmmError(os.strerror(number).lower(), cure=_CURES[number])
        error = error.__cause__ or error.__context__
    return None


def _logged(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Write the traceback to a file, and say where; nothing where there is no place for one."""
    try:
        handle, path = tempfile.mkstemp(prefix="smm-", suffix=".log")
        with os.fdopen(handle, "w", encoding="utf-8") as log:
            log.write(" ".join(["smm", *sys.argv[1:]]) + "\n\n")
            log.writelines(traceback.format_exception(kind, error, trace))
    except OSError:
        return ""
    return f" with this log: {path}"


def _first_line(error: BaseException) -> str:
    return (str(error).strip() or "no message").splitlines()[0][:300]
