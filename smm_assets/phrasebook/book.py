"""Finding the template a sentence was made from, and saying it with the same values in the spoken language.

Belongs here: matching. Not here: the templates (`sentences/`), single values (`kinds`).

A template is a message with typed places: "data only through {day}". The type of a place is its name without digits: a
kind of value, or a kind of phrase, whose templates may stand there. A sentence fits when every place holds a value of
its type, so that the template with these values is the sentence, letter by letter.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from smm_assets.language import gettext, ngettext, spoken
from smm_assets.phrasebook.kinds import FREE, VALUES, number_of
from smm_assets.phrasebook.sentences import PHRASES

SENTENCE = "sentence"
_PLACE = re.compile(r"\{(\w+)\}")
_LETTER = re.compile(r"[A-Za-z]{2}")
Message = str | tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Template:
    """A message cut at its places: literals[0], places[0], literals[1] … message: as the catalogue has it."""

    message: Message
    literals: tuple[str, ...]
    places: tuple[str, ...]


def say(text: str, kind: str = SENTENCE) -> str | None:
    """The text in the spoken language; None where no template fits it, or none that fits is translated."""
    found = _find(text, kind, spoken().code)
    return None if found is None else found.said


@dataclass(frozen=True, kw_only=True)
class Found:
    """A text said in the spoken language. free: letters of it that any text could stand for, such as names."""

    said: str
    free: int


@lru_cache(maxsize=65536)
def _find(text: str, kind: str, code: str) -> Found | None:
    """Of all ways to read the text the one that leaves least to names: a name would swallow a sentence."""
    best = None
    for template in templates(kind):
        if not text.startswith(template.literals[0]) or not text.endswith(template.literals[-1]):
            continue
        for values in _fits(text, len(template.literals[0]), template, 0):
            found = _translated(template, dict(zip(template.places, values, strict=True)))
            if found is not None and (best is None or found.free < best.free):
                best = found
    return best


@cache
def templates(kind: str) -> tuple[Template, ...]:
    """All templates of a kind, those with the most letters of their own first."""
    found = [cut for message in PHRASES[kind] for cut in _cut(message)]
    return tuple(sorted(found, key=lambda one: -sum(map(len, one.literals))))


def _cut(message: Message) -> Iterator[Template]:
    for form in dict.fromkeys((message,) if isinstance(message, str) else message):
        parts = _PLACE.split(form)
        yield Template(message=message, literals=tuple(parts[::2]), places=tuple(parts[1::2]))


def _fits(text: str, at: int, template: Template, place: int) -> Iterator[list[str]]:
    """Every way in which the rest of the text fills the template from one of its places on, as (raw) values."""
    if place == len(template.places):
        if at == len(text):
            yield []
        return
    literal = template.literals[place + 1]
    is_last = place + 1 == len(template.places)
    for end in _ends(text, at, literal, is_last):
        value = text[at:end]
        if _written(template.places[place], value) is not None:
            for rest in _fits(text, end + len(literal), template, place + 1):
                yield [value, *rest]


def _ends(text: str, at: int, literal: str, is_last: bool) -> Iterator[int]:
    if is_last:
        if len(text) - len(literal) > at and text.endswith(literal):
            yield len(text) - len(literal)
        return
    end = text.find(literal, at + 1)
    while end != -1:
        yield end
        end = text.find(literal, end + 1)


def _written(place: str, value: str) -> Found | None:
    """A value as the spoken language writes it; None where it is none of this place's type."""
    kind = place.rstrip("0123456789")
    if kind not in VALUES:
        return _find(value, kind, spoken().code)
    said = VALUES[kind](value)
    return None if said is None else Found(said=said, free=len(value) if kind in FREE else 0)


def _translated(template: Template, values: dict[str, str]) -> Found | None:
    found = {place: _written(place, value) for place, value in values.items()}
    written = {place: one.said for place, one in found.items() if one is not None}
    free = sum(one.free for one in found.values() if one is not None)
    message = template.message
    if isinstance(message, str):
        said = gettext(message)
        return Found(said=said.format_map(written), free=free) if _is_translation(said, message) else None
    count = number_of(values["count"])
    said = ngettext(*message, count, **written)
    english = message[count != 1].format_map({"count": count} | written)
    return Found(said=said, free=free) if _is_translation(said, english) else None


def _is_translation(said: str, message: str) -> bool:
    """Whether a message is another one in the spoken language, or has no letters that could be."""
    return said != message or not _LETTER.search(_PLACE.sub("", message))
