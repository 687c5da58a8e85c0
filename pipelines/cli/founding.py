"""What a new project begins with: each answer read from its text and checked, before anything is written.

Belongs here: answers and what is wrong with one, in words. Not here: asking (`asking.py`), options and files
(`init.py`). Networks are those of the registry, languages and objectives those the settings know.
"""

import difflib
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, get_args

from smm_assets.errors import UsageError

if TYPE_CHECKING:
    from smm_assets.ingest.habits import Network

MOST = Decimal(1_000_000_000)
NONE = "none"


@dataclass(frozen=True, kw_only=True)
class Founding:
    """The answers. budgets: money a month, goals: followers, both by channel. orders: the source of own results, "" for
    none. language: of the report; "" where it cannot be chosen.
    """

    name: str
    currency: str
    timezone: str
    objective: str = "sales"
    networks: tuple[str, ...] = ()
    budgets: Mapping[str, Decimal] = field(default_factory=dict)
    goals: Mapping[str, int] = field(default_factory=dict)
    orders: str = ""
    language: str = ""

    @property
    def channels(self) -> list[str]:
        """Where the chosen networks' money goes."""
        return [channel_of(value) for value in self.networks]


def setting(key: str, text: str) -> str:
    """The text as smm.yaml takes it for this key. Raises UsageError."""
    from pydantic import ValidationError

    from smm_assets.settings import Settings

    value = text.strip().upper() if key == "currency" else text.strip()
    try:
        return str(getattr(Settings.model_validate({key: value}), key))
    except ValidationError as error:
        reason = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
        raise UsageError(reason, cure=_meant(key, value)) from None


def _meant(key: str, value: str) -> str:
    if key == "timezone":
        from zoneinfo import available_timezones

        cities = {zone.rpartition("/")[2].casefold(): zone for zone in sorted(available_timezones())}
        close = difflib.get_close_matches(value.replace(" ", "_").casefold(), cities, n=2)
        return _suggested([cities[name] for name in close], "Write continent and city, such as Europe/Berlin")
    if key == "currency":
        from babel.numbers import list_currencies

        return _suggested(difflib.get_close_matches(value, sorted(list_currencies()), n=3), "Write three letters")
    return ""


def _suggested(close: Sequence[str], otherwise: str) -> str:
    return f"Did you mean {' or '.join(close)}?" if close else otherwise


def named(text: str) -> str:
    """The name of a project. Raises UsageError."""
    if not text.strip():
        raise UsageError("the name is empty", cure='Write any name, such as "My shop"')
    if any(unicodedata.category(sign) in ("Cc", "Zl", "Zp") for sign in text):
        raise UsageError("the name holds line breaks or other control characters", cure="Write it on one line")
    return setting("name", text)


def _number_in(text: str, known: Collection[str]) -> int | None:
    """Place in the list of what is asked for by its number, from 0; None where the text is none of its numbers."""
    return next((n for n in range(len(known)) if text == str(n + 1)), None)


def one_of(text: str, known: Sequence[str], what: str) -> str:
    """The word of a list that is meant, by itself or by its number. Raises UsageError."""
    asked = text.strip().casefold()
    if (number := _number_in(asked, known)) is not None:
        return known[number]
    if asked in known:
        return asked
    cure = _suggested(difflib.get_close_matches(asked, known, n=2), f"Known: {', '.join(known)}")
    raise UsageError(f"there is no {what} '{text.strip()}'", cure=cure)


def objectives() -> tuple[str, ...]:
    from smm_assets.settings import OBJECTIVES

    return OBJECTIVES


def languages() -> tuple[str, ...]:
    """Languages a report can be in; none where the settings do not let one choose."""
    from smm_assets.settings import Settings

    kept = Settings.model_fields.get("language")
    return tuple(str(value) for value in get_args(kept.annotation)) if kept is not None else ()


def paid() -> "dict[str, Network]":
    """Networks where money is spent, by value."""
    from smm_assets.networks import networks

    return {value: one for value, one in networks().items() if one.kind in ("ads", "mixed")}


def own() -> "dict[str, Network]":
    """Where own results come from, by value."""
    from smm_assets.networks import networks

    return {value: one for value, one in networks().items() if one.kind == "outcome"}


def channel_of(network: str) -> str:
    """The channel of a network that is social media."""
    one = paid()[network]
    return next((name for name, _ in one.channel_rules if name not in one.not_social), network)


def chosen(text: str) -> tuple[str, ...]:
    """Networks named in a list, by value, name or number, each once. Raises UsageError."""
    known = paid()
    by_word = {name.casefold(): value for value, one in known.items() for name in (one.label, channel_of(value), value)}
    found = []
    for word in (part.strip() for part in re.split(r"[,;]", text) if part.strip()):
        asked = word.casefold()
        if (number := _number_in(asked, known)) is not None:
            found.append(list(known)[number])
        elif asked in by_word:
            found.append(by_word[asked])
        else:
            close = difflib.get_close_matches(asked, by_word, n=2)
            cure = _suggested(
                [by_word[name] for name in close], f"Known: {', '.join(known)}; others need a mapping file"
            )
            raise UsageError(f"there is no network '{word}'", cure=cure)
    return tuple(dict.fromkeys(found))


def amount(text: str) -> Decimal:
    """Money, 0 or more. Raises UsageError."""
    from smm_assets.budget.written import parse_number

    try:
        found = parse_number(text.strip())
    except ValueError:
        found = Decimal(-1)
    if not 0 <= found <= MOST or found != found.quantize(Decimal("0.01")):
        raise UsageError(f"'{text.strip()}' is not an amount", cure="Write a number such as 500 or 1250.50; 0 for none")
    return found


def by_channel(given: Sequence[str], networks: Sequence[str], option: str) -> dict[str, str]:
    """NETWORK=VALUE pairs as channel → text of the value. Raises UsageError."""
    found: dict[str, str] = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals or not value.strip():
            raise UsageError(f"{option} {pair} does not say NETWORK=VALUE", cure=f"For example {option} NETWORK=500")
        (network,) = chosen(name) or ("",)
        if network not in networks:
            raise UsageError(
                f"{option} names {name.strip()}, which is not among the networks",
                cure=f"Add --network {network or name}",
            )
        found[channel_of(network)] = value.strip()
    return found


def followers(text: str) -> int:
    """A goal of followers. Raises UsageError."""
    digits = re.sub(r"[\s,.']", "", text)
    if not re.fullmatch(r"0*[1-9][0-9]{0,9}", digits):
        raise UsageError(f"'{text.strip()}' is no number of followers", cure="Write a whole number such as 5000")
    return int(digits)
