"""Which past mornings a back-test is made of.

Belongs here: the days, from what is asked and known. Not here: making the advice of one (`advising`).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from smm_assets.errors import UsageError

WEEKS = 12
WEEK = 7


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a person asks for; None where they leave it open. every: days from one morning to the next."""

    first: date | None = None
    last: date | None = None
    every: int = WEEK


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """Mornings to make, oldest first, and those of which nothing can be known."""

    mornings: tuple[date, ...]
    unknown: tuple[date, ...] = ()


def choose(asked: Asked, *, known_from: date, current: date) -> Chosen:
    """The mornings asked for; left open, one a week over the 12 weeks before `current` for which days are known.

    known_from: first day of which anything is known; current: morning the tables speak of. Counted from the first
    morning where it is given, else back from the last. Raises UsageError where no past morning is asked for.
    """
    open_ended = asked.first is None and asked.last is None
    last = asked.last or _last(asked, current)
    first = asked.first or max(last - timedelta(days=WEEK * (WEEKS - 1)), known_from + timedelta(days=1))
    if last >= current:
        raise UsageError(
            f"--to {last} is not before {current}, the morning the tables speak of: nothing has come of its advice yet",
            cure=f"Write an earlier day, up to {current - timedelta(days=1)}",
        )
    if first > last and not open_ended:
        raise UsageError(f"--from {first} lies after --to {last}", cure="Write the earlier day first")
    step, days = timedelta(days=asked.every), (last - first).days
    found = (
        [first + step * n if asked.first else last - step * n for n in range(days // asked.every + 1)]
        if days >= 0
        else []
    )
    return Chosen(
        mornings=tuple(sorted(day for day in found if day > known_from)),
        unknown=tuple(sorted(day for day in found if day <= known_from)),
    )


def _last(asked: Asked, current: date) -> date:
    """The last morning whose first week is over, or yesterday where that lies before the first one asked for."""
    whole_week = current - timedelta(days=WEEK)
    if asked.first is not None and asked.first > whole_week:
        return current - timedelta(days=1)
    return whole_week
