"""What must hold for any recommendation before it is recorded, whoever computed it.

Belongs here: the laws, restated from the recommendation's own rows and the user's limits. Not here: how it is found.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pandas as pd

from smm_assets.settings import Channel

if TYPE_CHECKING:
    from smm_assets.decisions import Decision

CENT = Decimal("0.01")
LAWS = (
    "The money of the period adds up to the cent",
    "The money per day adds up to the cent",
    "No spend is negative",
    "No channel is moved past its own limits",
    "Every channel says why",
)


def broken_laws(decision: "Decision", channels: Mapping[str, Channel]) -> list[tuple[str, str]]:
    """(law, what was seen) of every law the recommendation breaks; empty when it may go out."""
    header, lines = decision.header, decision.lines.to_dict("records")
    return [
        *_adds_up(LAWS[0], lines, "period_amount", header["total_period"]),
        *_adds_up(LAWS[1], lines, "recommended_spend", header["total_per_day"]),
        *((LAWS[2], _seen(row)) for row in lines if _money(row["recommended_spend"]) < 0),
        *((LAWS[3], _seen(row)) for row in lines if _outside(row, channels.get(str(row["channel"])))),
        *((LAWS[4], _seen(row)) for row in lines if not str(row["reason"] or "").strip()),
    ]


def _adds_up(law: str, lines: list[dict[Any, Any]], column: str, total: object) -> list[tuple[str, str]]:
    found = sum((_money(row[column]) for row in lines), Decimal(0))
    return [] if found == _money(total) else [(law, f"{column} adds up to {found}, not {_money(total)}")]


def _outside(row: Mapping[Any, Any], channel: Channel | None) -> bool:
    """Whether a raise goes past the channel's most or a cut past its least; held and kept channels are not moved."""
    if channel is None or row["action"] not in ("increase", "decrease", "test"):
        return False
    spend = _money(row["recommended_spend"])
    over = channel.high is not None and row["action"] != "decrease" and spend > _money(channel.high)
    under = channel.low is not None and row["action"] != "increase" and spend < _money(channel.low)
    return over or under


def _money(value: object) -> Decimal:
    return Decimal(0) if value is None or pd.isna(value) else Decimal(str(value)).quantize(CENT)  # type: ignore[call-overload]


def _seen(row: Mapping[Any, Any]) -> str:
    return f"{row['channel']}: {row['recommended_spend']} a day, {row['action']}"
