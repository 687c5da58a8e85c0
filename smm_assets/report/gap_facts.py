"""Facts about gaps: what a person has to supply before figures can be trusted.

Belongs here: plain frozen values of missing rates, untied totals and late accounts. Not here: reading them (`gaps.py`)
or wording (`needs.py`).
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class MissingRate:
    """Amounts without an exchange rate on their day, of a channel, or of a source of own results (channel empty)."""

    channel: str
    label: str
    currency: str
    first_day: date
    last_day: date


@dataclass(frozen=True, kw_only=True)
class UntiedTotal:
    """One measure of a loaded file whose rows do not add up to the file's own totals row."""

    name: str
    part: str
    metric: str
    observed: str
    expected: str


@dataclass(frozen=True, kw_only=True)
class LateAccount:
    """One of several accounts of a channel whose exports end before those of the others."""

    account: str
    name: str
    data_through: date
