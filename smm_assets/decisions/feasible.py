"""Which total the limits allow, where the one asked for is not among them, and what stands against it, in words.

Belongs here: the nearest total that fits. Not here: the limits (`bounds`), searching totals (`target`).

Step limits move with the total, so the sum of the limits at the total asked for is no total that fits. The least that
all channels ask for grows more slowly than the total, and the most they take falls behind it once; so each side has
one edge, which halving finds to the cent.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from smm_assets.allocation import Limits
from smm_assets.allocation.amounts import MOST
from smm_assets.decisions.cents import CENT, cents

LimitsAt = Callable[[Decimal], Limits]


@dataclass(frozen=True, kw_only=True)
class Misfit:
    """Why a total does not fit. side: least (it is too small) or most; nearest: the total that fits, None without one.

    said, cure: in words.
    """

    side: str
    nearest: Decimal | None
    said: str

    @property
    def cure(self) -> str:
        if self.nearest is None:
            return "No total fits these limits: loosen low, high or frozen"
        which = "smallest" if self.side == "least" else "largest"
        return f"The {which} total that fits is {self.nearest:,.2f} a day"


def misfit(limits_at: LimitsAt, total: Decimal, labels: Mapping[str, str]) -> Misfit | None:
    """What stands against a total; None where nothing does, or where limits of one channel cross at any total."""
    entries = limits_at(total).channels
    side = "least" if not _enough(limits_at, total) else "most" if not _room(limits_at, total) else ""
    if not side or any(entry["low"] > entry["high"] for entry in entries.values()):
        return None
    nearest = _smallest(limits_at, total) if side == "least" else _largest(limits_at, total)
    what = "less" if side == "least" else "more"
    said = f"{total:,.2f} a day is {what} than the limits allow ({'; '.join(_limits(entries, side, labels))})"
    return Misfit(side=side, nearest=nearest, said=said)


def _enough(limits_at: LimitsAt, total: Decimal) -> bool:
    """Whether the total covers the least of every channel."""
    return sum((Decimal(entry["low"]) for entry in limits_at(total).channels.values()), Decimal(0)) <= total


def _room(limits_at: LimitsAt, total: Decimal) -> bool:
    """Whether the channels can take all of the total."""
    return sum((Decimal(entry["high"]) for entry in limits_at(total).channels.values()), Decimal(0)) >= total


def _smallest(limits_at: LimitsAt, total: Decimal) -> Decimal | None:
    inside = max(total, CENT)
    while not _enough(limits_at, inside):
        inside *= 2
        if inside > MOST:
            return None
    found = last_that_fits(lambda asked: _enough(limits_at, asked), cents(inside), total)
    return found if _room(limits_at, found) else None


def _largest(limits_at: LimitsAt, total: Decimal) -> Decimal | None:
    entries = limits_at(total).channels.values()
    kept = sum((Decimal(entry["high"]) for entry in entries if entry.get("frozen")), Decimal(0))
    found = last_that_fits(lambda asked: _room(limits_at, asked), kept, total)
    return found if _enough(limits_at, found) and found > 0 else None


def last_that_fits(fits: Callable[[Decimal], bool], inside: Decimal, outside: Decimal) -> Decimal:
    """The total nearest to `outside` that fits, by halving; `inside` fits."""
    while abs(inside - outside) > CENT:
        middle = cents((inside + outside) / 2)
        if fits(middle):
            inside = middle
        else:
            outside = middle
    return inside


def _limits(entries: Mapping[str, Mapping[str, Any]], side: str, labels: Mapping[str, str]) -> list[str]:
    """The limits that do not move with the total, largest first; then, that single steps end somewhere too."""
    bound, flag = ("low", "low_is_step") if side == "least" else ("high", "high_is_step")
    told, free = [], False
    for name, entry in sorted(entries.items(), key=lambda item: (-item[1][bound], labels[item[0]])):
        if entry.get("frozen"):
            told.append(f"{labels[name]} keeps {entry['current']:,.2f}")
        elif not entry.get(flag):
            told += [f"{labels[name]} at {side} {entry[bound]:,.2f}"] if entry[bound] or side == "most" else []
        else:
            free = True
    moved = "cut" if side == "least" else "raised"
    return told + ([f"no other channel is {moved} by more than the largest step"] if free else [])
