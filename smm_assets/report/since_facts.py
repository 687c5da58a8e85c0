"""Facts about what is different from the last published morning.

Belongs here: plain frozen values. Not here: comparing (`since_yesterday`) or showing them.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class NewAmount:
    """A channel whose recommended spend a day differs from the former advice; None: it had, or has, none."""

    label: str
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True, kw_only=True)
class AdviceSince:
    """The advice of one objective. is_new: made since; why: the trigger in words; status: when it was decided since,
    else ""; former_status: the same of the advice it replaced; since: morning it was made.
    """

    objective: str
    is_new: bool
    since: date
    why: str
    status: str
    former_status: str
    amounts: tuple[NewAmount, ...]


@dataclass(frozen=True, kw_only=True)
class DataSince:
    """How far a channel's data reached then and reach now."""

    label: str
    before: date | None
    after: date | None
    late: bool


@dataclass(frozen=True, kw_only=True)
class StatusSince:
    """A status that changed. label: channel; what: category of the plan line or title of the KPI; "" where none."""

    label: str
    what: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Restated:
    """A figure of a day that a newer file tells otherwise, all rows of the day together. file: its name."""

    label: str
    day: date
    metric: str
    before: Decimal | None
    after: Decimal | None
    file: str


@dataclass(frozen=True, kw_only=True)
class SinceYesterday:
    """What changed since the morning `former`; None of it is told on the first published morning.

    restated: the largest changes, spend first; restated_count: of how many figures in all; files: outcome of arrivals
    to their number.
    """

    former: date
    advice: tuple[AdviceSince, ...] = ()
    data: tuple[DataSince, ...] = ()
    pacing: tuple[StatusSince, ...] = ()
    kpis: tuple[StatusSince, ...] = ()
    restated: tuple[Restated, ...] = ()
    restated_count: int = 0
    files: tuple[tuple[str, int], ...] = ()

    @property
    def is_quiet(self) -> bool:
        """Whether nothing at all is different."""
        moved = any(one.is_new or one.status for one in self.advice) or any(
            one.before != one.after for one in self.data
        )
        return not (moved or self.pacing or self.kpis or self.restated_count or self.files)
