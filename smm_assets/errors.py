"""The error tree. Every error a person can meet says where, what was seen, what was expected and what to do.

Belongs here: exception types and the `Problem` they carry. Not here: printing them (the command line does) or
deciding what happens to a refused file (landing does).
"""

from collections.abc import Sequence
from dataclasses import dataclass

NO_MEMORY = "there is not enough memory"
MORE_MEMORY = (
    "Close other programs or take a larger machine, then run the same command again; nothing half done is kept"
)
MORE_ROOM = "Free some disk space, then run the same command again; nothing half done is kept"


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that is wrong, in words a person can act on.

    where: file with line, column or key ("plan.csv line 7, column amount"); seen / expected: values as text;
    cure: what to do; severity: "error" stops, "warning" is shown and the work goes on.
    """

    where: str
    seen: str
    expected: str = ""
    cure: str = ""
    severity: str = "error"

    def __str__(self) -> str:
        text = f"{self.where}: {self.seen}"
        if self.expected:
            text += f"; expected {self.expected}"
        if self.cure:
            text += f". {self.cure}"
        return text


class SmmError(Exception):
    """Root of all errors this software raises on purpose. `exit_code` is what `smm` ends with.

    can_pass: whether the same thing may go well a little later, though nobody does anything.
    """

    exit_code = 1
    can_pass = False

    def __init__(self, message: str, *, cure: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.cure = cure

    def __str__(self) -> str:
        return f"{self.message}. {self.cure}" if self.cure else self.message


def may_pass(error: BaseException | None) -> bool:
    """Whether an error, or what caused it, can pass by itself."""
    while error is not None:
        if isinstance(error, SmmError) and error.can_pass:
            return True
        error = error.__cause__
    return False


class UsageError(SmmError):
    """The command was called in a way it does not understand."""

    exit_code = 2


class NothingKnown(UsageError):
    """A past morning was asked for of which nothing at all is known."""


class ConfigurationError(SmmError):
    """smm.yaml, plan, costs, KPIs or rates are wrong. Carries all problems of all files at once, by file and line."""

    exit_code = 2

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=_file_and_line))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def _file_and_line(problem: Problem) -> tuple[str, int]:
    file, _, rest = problem.where.partition(" line ")
    number = rest.partition(",")[0]
    return file.partition(",")[0], int(number) if number.isdigit() else 0


class FileRefused(SmmError):
    """An export cannot be loaded as it is. `status` is the ledger status it gets.

    status: quarantined (damaged), held (a question is open), unrecognised, left_out (known, but no table has a use for
    it), empty; unseen in a quick look. topic: of the advice it follows, where it has one ("numbers").
    """

    def __init__(self, reason: str, *, cure: str, status: str = "quarantined", topic: str = "") -> None:
        super().__init__(reason, cure=cure)
        self.status = status
        self.topic = topic


class StoreError(SmmError):
    """The warehouse could not do what was asked."""


class StoreBusy(StoreError):
    """Another process holds the embedded store longer than we were willing to wait."""

    can_pass = True


class StoreLost(StoreError):
    """The connection to the warehouse broke or did not come about, or its server broke off what we did."""

    can_pass = True


class StoreFull(StoreError):
    """The disk of the warehouse has no room, or may not be written; no fault of what was to be stored."""


class QueryError(StoreError):
    """What was asked of the warehouse is to blame: its SQL, or a value that does not fit."""


class NothingPublished(StoreError):
    """The published tables were asked for before the first run."""

    exit_code = 2


class SourceError(SmmError):
    """A database that smm.yaml points at could not give what was asked for."""


class ArrivalError(SmmError):
    """An inbox or a mailbox somewhere else could not be reached, listed or read."""


class ModelError(SmmError):
    """A SQL model, its front matter or its references are wrong, or it could not be built; no fault of the user's."""


class FormulaError(SmmError):
    """A KPI formula cannot be compiled. The message is what was seen."""

    exit_code = 2

    def __init__(self, message: str, *, expected: str = "", cure: str = "") -> None:
        super().__init__(message, cure=cure)
        self.expected = expected
