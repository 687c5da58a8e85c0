"""A channel's money split between its campaigns, in whole cents a day.

Belongs here: the arithmetic. Not here: why a campaign is to get more or less (`verdict`) or the words.

Every campaign begins with what it spends. Those that are stopped give all of theirs back, those to be ended give theirs
as far as others take it. What the recommendation adds or takes goes through the campaigns in the order of their roles,
in proportion to what they spend, each within its largest step; between campaigns of one role nothing is moved. Steps
are relative to today's mix scaled to the channel's money. What no campaign may take is the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from smm_assets.allocation.limits import spread

Role = Literal["raise", "keep", "open", "mend", "spare", "end", "stop", "fixed"]
RISING: tuple[tuple[Role, ...], ...] = (("raise",), ("keep",), ("open",), ("end",), ("mend",), ("spare",))
FALLING: tuple[tuple[Role, ...], ...] = (("mend",), ("keep", "open"), ("raise",), ("spare",))


@dataclass(frozen=True, kw_only=True)
class Share:
    """A campaign in the split. now: cents it spends a day; least: cents below which its network takes no budget.

    role: raise (gets more first), keep, open (not known well enough), mend (has a fault), spare (left alone as long as
    possible), end (its money goes to the others), stop (its money is taken at once), fixed (never touched).
    """

    name: str
    now: int
    role: Role
    least: int = 0


@dataclass(frozen=True, kw_only=True)
class Split:
    """Cents a day by campaign, and the rest: cents of the channel no campaign may take (below 0: too many needed)."""

    amounts: dict[str, int]
    rest: int


def split(shares: Sequence[Share], total: int, step: float) -> Split:
    """Amounts that with the rest add up to `total`, the same whatever the order of the campaigns."""
    ordered = sorted(shares, key=lambda share: share.name)
    now = np.array([share.now for share in ordered], dtype=np.int64)
    given = np.where([share.role in ("end", "stop") for share in ordered], 0, now)
    for inside in (True, False):  # a cent past a step before a cent is left over
        low, high = _bounds(ordered, now, total, step, inside=inside)
        for roles in RISING:
            given = given + _part(ordered, roles, total - int(given.sum()), high - given, now)
        for roles in FALLING:
            given = given - _part(ordered, roles, int(given.sum()) - total, given - low, now)
    given = _without_crumbs(ordered, given)
    amounts = {share.name: int(value) for share, value in zip(ordered, given, strict=True)}
    return Split(amounts=amounts, rest=total - int(given.sum()))


def _bounds(
    shares: Sequence[Share], now: np.ndarray, total: int, step: float, *, inside: bool
) -> tuple[np.ndarray, np.ndarray]:
    """Least and most of each: its largest step from today's spend, scaled to the channel's money, in whole cents.

    inside: whether broken cents are rounded to the step's own side.
    """
    spent = int(now.sum())
    scale = total / spent if spent else 1.0
    exact_low, exact_high = now * min(1.0, scale) * (1 - step), now * max(1.0, scale) * (1 + step)
    up, down = np.ceil(exact_low - 1e-6), np.floor(exact_high + 1e-6)
    low, high = (up, down) if inside else (np.floor(exact_low), np.ceil(exact_high))
    least = np.minimum(now, [share.least for share in shares])
    low, high = np.minimum(np.maximum(low.astype(np.int64), least), now), np.maximum(high.astype(np.int64), now)
    bound = [share.role in ("end", "stop") for share in shares]
    fixed = [share.role == "fixed" for share in shares]
    low, high = np.where(bound, 0, low), np.where(bound, now, high)
    return np.where(fixed, now, low), np.where(fixed, now, high)


def _part(
    shares: Sequence[Share], roles: Sequence[Role], amount: int, room: np.ndarray, weight: np.ndarray
) -> np.ndarray:
    """How much of the amount the campaigns of these roles take."""
    own = np.array([share.role in roles for share in shares], dtype=bool)
    free = np.where(own, np.maximum(room, 0), 0)
    return spread(max(0, min(amount, int(free.sum()))), free, np.where(own, weight, 0))


def _without_crumbs(shares: Sequence[Share], given: np.ndarray) -> np.ndarray:
    """A campaign to be ended that is left less than its network takes is left nothing."""
    crumbs = [share.role == "end" and 0 < value < share.least for share, value in zip(shares, given, strict=True)]
    return np.where(crumbs, 0, given)
