"""Facts about gaps: what a person has to supply before figures can be trusted.

Belongs here: plain frozen values of missing rates, untied totals and exports, late accounts. Not here: reading them
(`gaps.py`, `untied.py`) or wording (`needs.py`).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


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
class UntiedExport:
    """One metric of which exports of an account tell other figures than the tables count, of days long settled.

    comparison: see `marts.reconciliation`. tellings: days or periods that differ; expected, found: their sums as the
    export tells and as is counted, in the account's currency or as counts; name: one of the files that differ.
    """

    label: str
    account: str
    comparison: str
    metric: str
    first_day: date
    last_day: date
    tellings: int
    expected: Decimal | None
    found: Decimal | None
    name: str


@dataclass(frozen=True, kw_only=True)
class LateAccount:
    """One of several accounts of a channel whose exports end before those of the others."""

    account: str
    name: str
    data_through: date
