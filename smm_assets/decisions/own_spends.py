"""A split the user wants to price: what it brings, how far from the advice, and where it leaves its limits.

Belongs here: the comparison. Not here: reading the user's amounts (the command line does).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from smm_assets.allocation import Limits
from smm_assets.decisions.bounds import Own
from smm_assets.decisions.changes import Ground, beyond_highest
from smm_assets.decisions.floors import Floor
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


@dataclass(frozen=True, kw_only=True)
class Bounded:
    """What bounds the advice, by channel. own: the user's least and most a day; floors: what keeps a cut from going
    on; still: why a channel keeps its spend."""

    limits: Limits
    own: Mapping[str, Own]
    floors: Mapping[str, Floor]
    still: Mapping[str, str]


def price_own(spends: Mapping[str, Decimal], lines: pd.DataFrame, ground: Ground, bounded: Bounded) -> OwnSpends:
    """Price `spends` (every channel of `lines`) on the curves the advice rests on."""
    advised = {row["channel"]: row["recommended_spend"] for row in lines.to_dict("records")}
    own, best = brings(spends, ground.curves), brings(advised, ground.curves)
    return OwnSpends(
        spends=dict(spends),
        brings=own,
        advised=best,
        behind=best.expected - own.expected,
        outside=tuple(_outside(spends, bounded, ground.labels)),
        beyond=tuple(beyond_highest(spends, ground.highest, ground.labels)),
        unpriced=tuple(ground.labels[name] for name in spends if name not in ground.curves),
    )


def _outside(spends: Mapping[str, Decimal], bounded: Bounded, labels: Mapping[str, str]) -> list[str]:
    found = []
    for name, amount in spends.items():
        entry, said = bounded.limits.channels[name], ""
        if entry.get("frozen"):
            still = f"it is {bounded.still[name]} and keeps {entry['current']:,.2f}"
            said = "" if amount == entry["current"] else still
        elif amount > entry["high"]:
            said = _above(entry, bounded.own[name][1], amount)
        elif amount < entry["low"]:
            said = _below(entry, bounded.own[name][0], bounded.floors.get(name), amount)
        if said:
            found.append(f"{labels[name]} {amount:,.2f}: {said}")
    return found


def _above(entry: Mapping[str, Decimal], most: Decimal | None, amount: Decimal) -> str:
    """What an amount passes: the user's most, else the largest step."""
    if most is not None and amount > most:
        return f"above your most of {most:,.2f}"
    return f"more than the largest step up, to {entry['high']:,.2f}"


def _below(entry: Mapping[str, Decimal], least: Decimal | None, floor: Floor | None, amount: Decimal) -> str:
    """What an amount falls short of: the user's least, a floor nobody set by hand, else the largest step."""
    if least is not None and amount < least:
        return f"below your least of {least:,.2f}"
    if floor is not None and amount < floor.amount:
        return f"below {floor.amount:,.2f}: {floor.words}"
    return f"more than the largest step down, to {entry['low']:,.2f}"
