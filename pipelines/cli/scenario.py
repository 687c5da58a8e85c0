"""Scenario files of `smm recommend`: other terms for one what-if.

Belongs here: reading and checking the YAML. Not here: what a scenario does (`smm_assets/decisions`).
"""

import difflib
from collections.abc import Collection
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smm_assets.errors import ConfigurationError, Problem, UsageError

if TYPE_CHECKING:
    from smm_assets.decisions.bounds import Scenario

KEYS = ("total", "frozen", "low", "high")
EXAMPLE = "for example total: 120, frozen: [brand], low: {search: 20}, high: {search: 60}"


def read_scenario(path: Path | None, budget: Decimal | None, channels: Collection[str]) -> "Scenario":
    """The scenario of a file (all amounts per day) with --budget on top. Raises ConfigurationError, all problems."""
    from smm_assets.decisions.bounds import Scenario

    content = _load(path) if path else {}
    problems: list[Problem] = [_unknown(path, key, KEYS) for key in content if key not in KEYS]
    where = path.name if path else ""
    total = _amount(content.get("total"), f"{where}, total", problems)
    frozen = content.get("frozen") or []
    if not isinstance(frozen, list):
        problems.append(
            Problem(where=f"{where}, frozen", seen=repr(frozen), expected="a list of channels", cure=EXAMPLE)
        )
        frozen = []
    limits = {side: _limits(content.get(side), f"{where}, {side}", problems) for side in ("low", "high")}
    named = [*map(str, frozen), *limits["low"], *limits["high"]]
    problems += [_unknown(path, name, channels) for name in dict.fromkeys(named) if name not in channels]
    problems += [
        Problem(
            where=f"{where}, low.{name}", seen=f"low {low} is above high {limits['high'][name]}", cure="Swap the two"
        )
        for name, low in limits["low"].items()
        if low > limits["high"].get(name, low)
    ]
    if problems:
        raise ConfigurationError(problems)
    return Scenario(
        total=budget if budget is not None else total,
        frozen=tuple(map(str, frozen)),
        low=limits["low"],
        high=limits["high"],
    )


def read_amount(
    text: str | None, option: str = "--budget", cure: str = "Money per day, for example --budget 120.50"
) -> Decimal | None:
    """An amount of the command line. Raises UsageError."""
    problems: list[Problem] = []
    amount = _amount(text, option, problems)
    if problems:
        raise UsageError(f"{option} {text} is not an amount", cure=cure)
    return amount


def _load(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise UsageError(f"{path} is not a file", cure="Name a YAML file with the terms of the scenario")
    from smm_assets.settings.documents import read_document

    problems: list[Problem] = []
    document = read_document(path, problems)
    if problems or document is None:
        raise ConfigurationError(problems)
    content = document.content or {}
    if not isinstance(content, dict):
        raise ConfigurationError([Problem(where=path.name, seen="no keys", expected="key: value lines", cure=EXAMPLE)])
    return {str(key): value for key, value in content.items()}


def _limits(given: Any, where: str, problems: list[Problem]) -> dict[str, Decimal]:
    if given is None:
        return {}
    if not isinstance(given, dict):
        problems.append(Problem(where=where, seen=repr(given), expected="channel: amount per day", cure=EXAMPLE))
        return {}
    amounts = {str(name): _amount(value, f"{where}.{name}", problems) for name, value in given.items()}
    return {name: amount for name, amount in amounts.items() if amount is not None}


def _amount(given: Any, where: str, problems: list[Problem]) -> Decimal | None:
    if given is None:
        return None
    try:
        amount = Decimal(str(given).strip())
    except InvalidOperation:
        amount = Decimal(-1)
    if isinstance(given, bool) or not amount.is_finite() or amount < 0:
        problems.append(Problem(where=where, seen=repr(given), expected="money per day, 0 or more", cure=EXAMPLE))
        return None
    return amount


def _unknown(path: Path | None, name: str, known: Collection[str]) -> Problem:
    close = difflib.get_close_matches(name, sorted(known), n=1)
    cure = f"Did you mean {close[0]}?" if close else f"Known: {', '.join(sorted(known))}"
    return Problem(where=path.name if path else "", seen=f"{name} is not known", cure=cure)
