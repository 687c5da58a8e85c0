"""Facts about what is to be exported next, and what is there of pages without paid delivery.

Belongs here: plain frozen values. Not here: reading them (`fetching.py`) or wording of needs (`needs.py`).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class ToFetch:
    """One line of marts.fetch_list: an export that is due or must be repeated, the most urgent first.

    account: the name people read; account_id as the tables name it. missing, repeated: days of the period that no
    export covers, and that are exported again. money: reporting currency, what hangs on it; None where none does.
    """

    network: str
    label: str
    account_id: str
    account: str
    report: str
    period_start: date
    period_end: date
    reason: str
    why: str
    settings: str
    missing: int
    repeated: int
    money: Decimal | None
    unlocks: str
    due_since: date


@dataclass(frozen=True, kw_only=True)
class PageData:
    """What is known of one account's pages or posts: last day of its figures, and how many posts."""

    label: str
    account: str
    data_through: date | None
    posts: int
