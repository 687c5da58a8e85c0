"""Refusing what cannot be read, in words: where, what was seen, what was expected, what to do.

Belongs here: the error types of this package. Not here: finding what is wrong (days, names, cleaning, amounts).
"""

from collections.abc import Sequence
from decimal import Decimal

from smm_assets.errors import Problem, SmmError


class InvalidQuestion(SmmError, ValueError):
    """Something handed to `recommend` cannot be read. problems: everything found wrong in that part of it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class InvalidHistory(InvalidQuestion):
    """The history, context, events or their days cannot be read."""


class InvalidLimits(InvalidQuestion):
    """The limits cannot be read as amounts of money."""


class InfeasibleBudget(SmmError, ValueError):
    """No split of the total respects all limits; the message names the limits in conflict.

    feasible: the total nearest to the one asked for that the limits allow; None where they allow none.
    """

    def __init__(self, message: str, *, cure: str = "", feasible: Decimal | None = None) -> None:
        super().__init__(message, cure=cure)
        self.feasible = feasible
