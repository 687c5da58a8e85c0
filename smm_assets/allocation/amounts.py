"""Limits as handed in → exact amounts per channel; everything that cannot be read is told at once.

Belongs here: reading amounts and flags. Not here: rounding to cents and conflicts between amounts (limits).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

import numpy as np

from smm_assets.allocation.refusals import InvalidLimits
from smm_assets.errors import Problem

MILLIONTH = Decimal("0.000001")  # binary floats such as 0.1 + 0.2 must not move a bound by a cent
MOST = Decimal(1_000_000_000_000)  # a day: amounts are whole cents of 64 bits, with room for sums
KEYS = ("current", "low", "high", "frozen", "low_is_step", "high_is_step")
SHAPE = "Limits(total=100, channels={'search': {'current': 40, 'low': 30, 'high': 50, 'frozen': False}})"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Limits of one channel in exact money per day; None where the user set none."""

    current: Decimal
    low: Decimal | None
    high: Decimal | None
    frozen: bool
    low_is_step: bool
    high_is_step: bool


def read_amounts(total: Any, channels: Any) -> tuple[Decimal | None, dict[str, Entry]]:
    """The total, None where it is not given, and the limits of every channel. Raises InvalidLimits, all problems."""
    problems: list[Problem] = []
    if not isinstance(channels, Mapping):
        raise shapeless("limits, channels", channels, "channel → its limits")
    amount = None if total is None else _amount(total, "limits, total", problems)
    entries = {name: _entry(name, raw, problems) for name, raw in channels.items()}
    if problems:
        raise InvalidLimits(problems)
    return amount, {name: entry for name, entry in entries.items() if entry is not None}


def shapeless(where: str, seen: Any, expected: str) -> InvalidLimits:
    """What was handed in is another thing altogether."""
    told = f"{type(seen).__name__} {seen!r}" if seen is not None else "None"
    return InvalidLimits([Problem(where=where, seen=told[:80], expected=expected, cure=f"Write {SHAPE}")])


def _entry(name: Any, raw: Any, problems: list[Problem]) -> Entry | None:
    where, before = f"limits of {name}", len(problems)
    if not isinstance(name, str):
        problems.append(Problem(where=where, seen=repr(name), expected="a name as text", cure="Write it in quotes"))
    if not isinstance(raw, Mapping):
        problems += shapeless(where, raw, f"a mapping with {', '.join(KEYS[:4])}").problems
        return None
    for key in [key for key in raw if key not in KEYS]:
        problems.append(
            Problem(where=where, seen=f"unknown key {key!r}", expected=", ".join(KEYS[:4]), cure="Correct the key")
        )
    if raw.get("current") is None:
        cure = "Give what the channel spends a day now"
        problems.append(Problem(where=where, seen="no current spend", expected="current", cure=cure))
    amounts = {key: _given(raw, key, where, problems) for key in KEYS[:3]}
    flags = {key: _flag(raw, key, where, problems) for key in KEYS[3:]}
    current = amounts.pop("current")
    return None if current is None or len(problems) > before else Entry(current=current, **amounts, **flags)  # type: ignore[arg-type]


def _given(raw: Mapping[str, Any], key: str, where: str, problems: list[Problem]) -> Decimal | None:
    return None if raw.get(key) is None else _amount(raw[key], f"{where}, {key}", problems)


def _flag(raw: Mapping[str, Any], key: str, where: str, problems: list[Problem]) -> bool:
    """A flag is True or False: a text such as "no" would count as true."""
    value = raw.get(key)
    if value is not None and not isinstance(value, bool | np.bool_):
        cure = "Write it without quotes" if isinstance(value, str) else "Write True or False"
        problems.append(Problem(where=f"{where}, {key}", seen=repr(value), expected="True or False", cure=cure))
    return bool(value) if value is not None else False


def _amount(value: Any, where: str, problems: list[Problem]) -> Decimal | None:
    try:
        amount = value if isinstance(value, Decimal) else Decimal(str(value).strip())
    except InvalidOperation:
        amount = Decimal("NaN")
    seen = repr(value)
    if isinstance(value, bool | np.bool_) or not amount.is_finite():
        seen = f"{seen} is not an amount of money"
    elif amount < 0:
        seen = f"{value} is negative"
    elif amount > MOST:
        seen = f"{value} is more than can be split"
    else:
        return amount.quantize(MILLIONTH)
    expected = f"money per day from 0 to {MOST:,.0f}"
    problems.append(Problem(where=where, seen=seen, expected=expected, cure="Write a number such as 25.50"))
    return None
