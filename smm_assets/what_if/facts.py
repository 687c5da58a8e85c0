"""What the workbook shows of one recommendation, and what its edited copy is compared with.

Belongs here: frozen values. Not here: where they come from (`collecting`) or cells (`layout`).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from smm_assets.decisions.pricing import Curve


@dataclass(frozen=True, kw_only=True)
class ChannelRow:
    """One channel; money per day. low, high: the user's own limits, None where there are none.

    fixed: why it cannot move ("frozen" by the user or "held" for its data), else empty. step_down, step_up: largest
    move as a share of its part of the total. curve: None where nothing can be expected of it yet.
    """

    channel: str
    label: str
    now: Decimal
    recommended: Decimal
    low: Decimal | None
    high: Decimal | None
    fixed: str
    step_down: Decimal
    step_up: Decimal
    highest: Decimal
    curve: Curve | None


@dataclass(frozen=True, kw_only=True)
class Plate:
    """One recommendation as the workbook shows it. total: money a day; gain: the advice in words."""

    recommendation_id: str
    as_of: date
    objective: str
    metric: str
    currency: str
    total: Decimal
    next_money: int
    summary: str
    rows: tuple[ChannelRow, ...]
