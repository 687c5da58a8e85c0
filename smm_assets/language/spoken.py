"""The language of the moment, and its catalogue.

Belongs here: loading catalogues and the words `gettext` and `ngettext`. Not here: anything that is said.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

CATALOGUES = Path(__file__).with_name("catalogues")
ENGLISH = "en"
LANGUAGES: tuple[str, ...] = (ENGLISH, *sorted(path.stem for path in CATALOGUES.glob("*.po")))  # one for each catalogue
if TYPE_CHECKING:
    LanguageCode: TypeAlias = str
else:  # one of them, where settings and commands read it
    LanguageCode = Literal[LANGUAGES]


@dataclass(frozen=True, kw_only=True)
class Language:
    """A language with its catalogue. code: also the locale that numbers and days are written in."""

    code: LanguageCode
    catalogue: NullTranslations


def spoken() -> Language:
    """The language of the moment; English unless `speaking` says otherwise."""
    return _language(_SPOKEN.get())


@contextmanager
def speaking(code: LanguageCode) -> Iterator[Language]:
    """Speak this language within the block."""
    token = _SPOKEN.set(code)
    try:
        yield _language(code)
    finally:
        _SPOKEN.reset(token)


def gettext(message: str, /, **values: object) -> str:
    """The message in the spoken language, with {name} filled in. A message without translation stays English."""
    said = spoken().catalogue.gettext(message)
    return said.format_map(values) if values else said


def ngettext(one: str, many: str, count: int, /, **values: object) -> str:
    """The form for so many, by the plural rule of the spoken language; {count} and other names are filled in."""
    return spoken().catalogue.ngettext(one, many, count).format_map({"count": count} | values)


def mark(message: str) -> str:
    """The message itself: marks a text that is translated later, where it is shown."""
    return message


def mark_many(one: str, many: str) -> tuple[str, str]:
    """Both forms themselves: marks them as `mark` does, for `ngettext` where they are shown."""
    return one, many


@cache
def _language(code: LanguageCode) -> Language:
    return Language(code=code, catalogue=_catalogue(code))


def _catalogue(code: LanguageCode) -> NullTranslations:
    """The catalogue of a language, compiled when first asked for: only its text is kept."""
    path = CATALOGUES / f"{code}.po"
    if code == ENGLISH:
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with path.open(encoding="utf-8") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return GNUTranslations(compiled)


_SPOKEN: ContextVar[LanguageCode] = ContextVar("spoken", default=ENGLISH)
