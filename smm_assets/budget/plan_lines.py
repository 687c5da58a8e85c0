"""Which lines of two versions of the plan are the same line.

Belongs here: identity of a line. Not here: what a version adds to it (`plan_parts`).

A line is known by channel, category and first day, for these say what it began as and when; its end, item and amount
are what plans are changed in. Lines that begin together are told apart by item and end.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from smm_assets.budget.plan import Row


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of one version. scope: channel (empty for all) and category; item in small letters."""

    scope: tuple[str, str]
    start: dt.date
    end: dt.date
    item: str
    amount: Decimal


_FITS: tuple[Callable[[Line, Line], bool], ...] = (
    lambda one, other: (one.item, one.end) == (other.item, other.end),
    lambda one, other: one.item == other.item,
    lambda one, other: one.end == other.end,
    lambda one, other: True,
)


def line_of(row: Row, amount: Decimal) -> Line:
    """The line of a row of the plan, as read or as kept."""
    return Line(
        scope=(str(row["channel"] or ""), str(row["category"] or "")),
        start=dt.date.fromisoformat(str(row["period_start"])[:10]),
        end=dt.date.fromisoformat(str(row["period_end"])[:10]),
        item=str(row["item"] or "").casefold(),
        amount=amount,
    )


def same_lines(lines: Sequence[Line], earlier: Sequence[Line]) -> dict[int, Line]:
    """Place in `lines` → the line it was in an earlier version, each at most once; without those it did not have.

    The best fits first, so that a changed line is never taken for one that stands unchanged beside it.
    """
    found: dict[int, Line] = {}
    left = list(earlier)
    for fits in _FITS:
        for place, line in enumerate(lines):
            same = (
                None
                if place in found
                else next((one for one in left if _begins_as(line, one) and fits(line, one)), None)
            )
            if same is not None:
                found[place] = same
                left.remove(same)
    return found


def _begins_as(one: Line, other: Line) -> bool:
    return (one.scope, one.start) == (other.scope, other.start)
