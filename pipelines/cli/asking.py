"""The questions of `smm init`: one after the other, each answer checked at once and asked again when it is wrong.

Belongs here: the questions in words, and which are left out because an option answered them. Not here: checking an
answer (`founding.py`), options or files (`init.py`).
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

import typer

from pipelines.cli import founding
from pipelines.cli.founding import NONE, Founding
from pipelines.cli.terminal import INTERRUPTED
from smm_assets.errors import SmmError, UsageError

Answer = TypeVar("Answer")
UNASKED = "Run it at a terminal, take the defaults with --yes, or answer with options: smm init --help"


@dataclass(frozen=True, kw_only=True)
class Given:
    """What options said beforehand; None or () where they said nothing."""

    name: str | None = None
    currency: str | None = None
    timezone: str | None = None
    objective: str | None = None
    networks: tuple[str, ...] = ()
    budgets: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    orders: str | None = None
    language: str | None = None


@dataclass(frozen=True, kw_only=True)
class Asker:
    """Answers from options, else from a person, else the defaults. quiet: nobody is asked."""

    given: Given
    quiet: bool

    def founding(self, *, name: str, timezone: str) -> Founding:
        """All answers. name, timezone: what is taken where nobody says. Raises UsageError for a wrong option."""
        given = self.given
        said_name = self._one("Name of the project", given.name, name, founding.named)
        currency = self._one("Currency of reports and advice (ISO code)", given.currency, "EUR", _setting("currency"))
        zone = self._one("Time zone", given.timezone, timezone, _setting("timezone"))
        goals = founding.objectives()
        objective = self._one(
            f"What counts most ({', '.join(goals)})", given.objective, "sales", _word(goals, "objective")
        )
        networks = self._networks()
        return Founding(
            name=said_name,
            currency=currency,
            timezone=zone,
            objective=objective,
            networks=networks,
            budgets=self._budgets(networks, currency),
            goals=self._goals(networks),
            orders=self._orders(),
            language=self._language(),
        )

    def _one(self, question: str, given: str | None, default: str, read: Callable[[str], Answer]) -> Answer:
        if given is not None:
            return read(given)
        return read(default) if self.quiet else _ask(question, default, read)

    def _networks(self) -> tuple[str, ...]:
        if self.given.networks:
            return founding.chosen(",".join(self.given.networks))
        if self.quiet:
            return ()
        known = founding.paid()
        typer.echo("Networks: " + ", ".join(f"{n} {one.label}" for n, one in enumerate(known.values(), 1)), err=True)
        return _ask("Which do you pay for (numbers or names, with commas)", NONE, _unless_none(founding.chosen, ()))

    def _budgets(self, networks: Sequence[str], currency: str) -> dict[str, Decimal]:
        said = founding.by_channel(self.given.budgets, networks, "--budget")
        found = {channel: founding.amount(text) for channel, text in said.items()}
        for value in networks if not self.quiet and not said else ():
            label = founding.paid()[value].label
            found[founding.channel_of(value)] = _ask(f"{label}: budget a month in {currency}", "0", founding.amount)
        return {channel: amount for channel, amount in found.items() if amount}

    def _goals(self, networks: Sequence[str]) -> dict[str, int]:
        def read(text: str) -> dict[str, int]:
            pairs = [pair for pair in text.split(",") if pair.strip()]
            said = founding.by_channel(pairs, networks, "--followers")
            return {channel: founding.followers(value) for channel, value in said.items()}

        if self.given.goals or self.quiet or not networks:
            return read(",".join(self.given.goals))
        example = f"such as {networks[0]}=5000"
        return _ask(f"Followers to reach in half a year ({example})", NONE, _unless_none(read, {}))

    def _orders(self) -> str:
        known = founding.own()
        words = (*known, NONE)
        labels = ", ".join(f"{value}: {one.label}" for value, one in known.items())
        read = _word(words, "source of own results")
        said = self._one(f"Where your own orders or leads are counted ({labels})", self.given.orders, NONE, read)
        return "" if said == NONE else said

    def _language(self) -> str:
        known = founding.languages()
        if known:
            question = f"Language of the report ({', '.join(known)})"
            return self._one(question, self.given.language, known[0], _word(known, "language"))
        if self.given.language not in (None, "en"):
            raise UsageError(f"the report is not there in '{self.given.language}'", cure="Leave --language out")
        return ""


def _ask(question: str, default: str, read: Callable[[str], Answer]) -> Answer:
    def checked(text: str) -> Answer:
        try:
            return read(text)
        except UsageError as error:
            raise typer.BadParameter(str(error)) from None

    try:
        answer: Answer = typer.prompt(question, default=default, value_proc=checked, err=True)
    except typer.Abort:
        if sys.stdin.isatty():
            raise typer.Exit(INTERRUPTED) from None
        typer.echo(err=True)  # ends the line of the question
        raise SmmError(f"the question found no answer: {question}", cure=UNASKED) from None
    return answer


def _setting(key: str) -> Callable[[str], str]:
    return lambda text: founding.setting(key, text)


def _word(known: Sequence[str], what: str) -> Callable[[str], str]:
    return lambda text: founding.one_of(text, known, what)


def _unless_none(read: Callable[[str], Answer], nothing: Answer) -> Callable[[str], Answer]:
    return lambda text: nothing if text.strip().casefold() in ("", NONE) else read(text)
