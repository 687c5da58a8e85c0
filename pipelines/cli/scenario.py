"""Scenario files of `smm recommend`: other terms for one what-if.

Belongs here: reading and checking the YAML. Not here: what a scenario does (`smm_assets/decisions`).
"""

import difflib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smm_assets.errors import ConfigurationError, Problem, UsageError

if TYPE_CHECKING:
    from smm_assets.decisions.bounds import Scenario
    from smm_assets.decisions.target import Target

AMOUNTS = ("total", "target_cost", "target_marginal_cost")
SAY_THE_TOTAL = (*AMOUNTS, "spends")
PER_CHANNEL = ("spends", "low", "high")
KEYS = (*AMOUNTS, "frozen", *PER_CHANNEL, "objective")
EXAMPLE = "for example total: 120, frozen: [brand], low: {search: 20}, high: {search: 60}"


def read_scenario(
    path: Path | None, budget: Decimal | None, channels: Collection[str], objectives: Collection[str] = ()
) -> "Scenario":
    """The scenario of a file (all amounts per day) and --budget. Raises ConfigurationError, all problems."""
    from smm_assets.decisions.bounds import Scenario

    content = _load(path) if path else {}
    problems: list[Problem] = [_unknown(path, key, KEYS) for key in content if key not in KEYS]
    where = path.name if path else "--budget"
    problems += [_nothing(where, key) for key, value in content.items() if key in KEYS and value is None]
    amounts = {key: _amount(content.get(key), f"{where}, {key}", problems) for key in AMOUNTS}
    limits = {key: _limits(content.get(key), f"{where}, {key}", problems) for key in PER_CHANNEL}
    frozen = _frozen(content.get("frozen") or [], where, problems)
    objective = str(content.get("objective") or "")
    named = dict.fromkeys([*frozen, *(name for each in limits.values() for name in each)])
    problems += [_unknown(path, name, channels) for name in named if name not in channels]
    problems += [_unknown(path, objective, objectives)] if objective and objective not in objectives else []
    problems += _crossed(limits["low"], limits["high"], where)
    given = ["--budget"] if budget is not None else []
    problems += _at_odds([*given, *(key for key in SAY_THE_TOTAL if content.get(key) not in (None, {}))], where)
    if problems:
        raise ConfigurationError(problems)
    total = budget if budget is not None else amounts["total"]
    return Scenario(
        total=total, target=_target(amounts), objective=objective, frozen=frozen, file=where,
        spends=limits["spends"], low=limits["low"], high=limits["high"],
    )  # fmt: skip


def _target(amounts: Mapping[str, Decimal | None]) -> "Target | None":
    from smm_assets.decisions.target import Target

    average, marginal = amounts["target_cost"], amounts["target_marginal_cost"]
    if average is not None:
        return Target(cost=average)
    return None if marginal is None else Target(cost=marginal, marginal=True)


def _frozen(given: Any, where: str, problems: list[Problem]) -> tuple[str, ...]:
    if isinstance(given, list):
        return tuple(map(str, given))
    problems.append(Problem(where=f"{where}, frozen", seen=repr(given), expected="a list of channels", cure=EXAMPLE))
    return ()


def _crossed(low: Mapping[str, Decimal], high: Mapping[str, Decimal], where: str) -> list[Problem]:
    return [
        Problem(where=f"{where}, low.{name}", seen=f"low {least} is above high {high[name]}", cure="Swap the two")
        for name, least in low.items()
        if least > high.get(name, least)
    ]


def _at_odds(given: Sequence[str], where: str) -> list[Problem]:
    """More than one term that says what the total is."""
    if len(given) < 2:
        return []
    seen, cure = f"{' and '.join(given)} each say the total", "Keep one of them; spends add up to a total of their own"
    return [Problem(where=f"{where}, {given[1]}", seen=seen, expected="one of them", cure=cure)]


def _nothing(where: str, key: str) -> Problem:
    return Problem(where=f"{where}, {key}", seen="nothing after the colon", expected=EXAMPLE, cure="Or leave it out")


def with_budget(terms: "Scenario", budget: Decimal | None) -> "Scenario":
    """The terms with the total of --budget. Raises UsageError where they say one themselves."""
    if budget is None:
        return terms
    if terms.spends or terms.total is not None:
        what = "your own spends" if terms.spends else f"the total of {terms.file}, {terms.total},"
        raise UsageError(f"--budget and {what} each say the total", cure="Leave out --budget")
    return replace(terms, total=budget)


def with_objective(terms: "Scenario", objective: str | None, objectives: Collection[str]) -> "Scenario":
    """The terms for the objective of --objective. Raises UsageError for an unknown one and for two."""
    if objective is None:
        return terms
    if objective not in objectives:
        raise UsageError(f"--objective {objective} is not known", cure=f"Known: {', '.join(sorted(objectives))}")
    if terms.objective not in ("", objective):
        said = f"--objective {objective} and objective {terms.objective} of {terms.file} are two"
        raise UsageError(said, cure="Keep one of them")
    return replace(terms, objective=objective)


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
    problems += [_nothing(where, str(name)) for name, value in given.items() if value is None]
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
