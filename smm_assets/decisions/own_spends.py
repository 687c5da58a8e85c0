"""A split the user wants to price: what it brings, how far from the advice, and where it leaves its limits.

Belongs here: the comparison. Not here: reading the user's amounts (the command line does).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from smm_assets.allocation import Limits
from smm_assets.decisions.changes import Ground, beyond_highest
from smm_assets.decisions.pricing import Brings, brings


@dataclass(frozen=True, kw_only=True)
class OwnSpends:
    """The user's amounts a day and what they bring beside the advice for the same money.

    behind: results a day the advice brings more (negative: fewer). outside: where it leaves limits; beyond: channels
    above what was ever spent; unpriced: channels nothing can be expected of yet. All three in words people know.
    """

    spends: Mapping[str, Decimal]
    brings: Brings
    advised: Brings
    behind: float
    outside: tuple[str, ...]
    beyond: tuple[str, ...]
    unpriced: tuple[str, ...]


def price_own(spends: Mapping[str, Decimal], lines: pd.DataFrame, ground: Ground, limits: Limits) -> OwnSpends:
    """Price `spends` (every channel of `lines`) on the curves the advice rests on."""
    advised = {row["channel"]: row["recommended_spend"] for row in lines.to_dict("records")}
    own, best = brings(spends, ground.curves), brings(advised, ground.curves)
    return OwnSpends(
        spends=dict(spends),
        brings=own,
        advised=best,
        behind=best.expected - own.expected,
        outside=tuple(_outside(spends, limits, ground.labels)),
        beyond=tuple(beyond_highest(spends, ground.highest, ground.labels)),
        unpriced=tuple(ground.labels[name] for name in spends if name not in ground.curves),
    )


def _outside(spends: Mapping[str, Decimal], limits: Limits, labels: Mapping[str, str]) -> list[str]:
    found = []
    for name, amount in spends.items():
        entry = limits.channels[name]
        if entry.get("frozen") and amount != entry["current"]:
            found.append(f"{labels[name]} {amount:,.2f}: frozen or held at {entry['current']:,.2f}")
        elif amount > entry["high"]:
            found.append(f"{labels[name]} {amount:,.2f}: above {entry['high']:,.2f}{_of(entry, 'high')}")
        elif amount < entry["low"]:
            found.append(f"{labels[name]} {amount:,.2f}: below {entry['low']:,.2f}{_of(entry, 'low')}")
    return found


def _of(entry: Mapping[str, object], side: str) -> str:
    if entry.get(f"{side}_is_step"):
        return ", the largest step"
    return f", the {'most' if side == 'high' else 'least'} allowed"
