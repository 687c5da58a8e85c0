"""One spelling for what cells of key columns say, whatever the language or the source of the export.

Belongs here: countries, devices, genders and attribution windows, whose texts are part of row keys: the same delivery
exported in two languages, or downloaded and read from an API, must have the same keys. Not here: what one network
means by its own words (`values` of its fields), which are applied before. A text not known stays as exported.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache

from babel import Locale
from babel.core import get_global

from smm_assets.ingest.recognition.headers import Source
from smm_assets.ingest.rows import value_words
from smm_assets.ingest.text.months import LANGUAGES
from smm_assets.ingest.text.plain import plain

COUNTRY_LANGUAGES = (*LANGUAGES, "ja", "ko", "zh", "zh_Hant")
# Regions of Unicode that are no countries: continents in part, unions, pseudo-locales. ZZ is "unknown region".
_NO_COUNTRY = frozenset(("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"))
# States that are no more: their letters are not those of the country that followed.
_FORMER = frozenset(("BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"))
_AND = ("and", "und", "y", "e", "et")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_TOKEN = re.compile(r"\d{1,3}|[^\W\d_]+")
_KIND = r"(?:c|ve|ev?|v)"
_WINDOWS = re.compile(rf"(?:nd{_KIND})+|(?:{_KIND}nd)+")
_ONE = re.compile(rf"n|{_KIND}")
_ROLES = {"day": "d", "click": "c", "view": "v", "engaged": "e", "": ""}
_KINDS = ("click", "view", "engaged view")
_ORDER = {"c": 0, "v": 1}


def meaning(source: Source) -> str:
    """What a column's cells say: its target, or for a bucket of an audience the dimension its column sets."""
    return source.field.sets.get("dimension", "") if source.to == "bucket" else source.to


@lru_cache(maxsize=50_000)
def canonical(target: str, text: str) -> str:
    """The one spelling of a cell of `target`; unchanged for other targets and for texts not known.

    country: ISO 3166 code in two letters, from it, its three letters or a name in any language read, or "unknown".
    device: desktop, mobile, tablet, tv … gender: female, male or unknown. attribution_setting: "7-day click, 1-day
    view, 1-day engaged view" in this order, or "incremental". Applying it again changes nothing.
    """
    read = _READERS.get(target)
    return (read(text) or text) if read else text


def _country(text: str) -> str | None:
    return _three_letters().get(text.strip()) or countries().get(plain(text))


def _device(text: str) -> str | None:
    return _devices().get(plain(text))


def _gender(text: str) -> str | None:
    return _genders().get(plain(text))


@cache
def _devices() -> dict[str, str]:
    return _by_word(value_words.DEVICES)


@cache
def _genders() -> dict[str, str]:
    return _by_word(value_words.GENDERS)


def _by_word(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {plain(word): name for name, words in groups.items() for word in words}


@cache
def countries() -> dict[str, str]:
    """Normal form of a code of two letters, or of a name, to that code, without names of several ("Kongo")."""
    meant: dict[str, set[str]] = {}
    for code, name in _names():
        for spelling in _spellings(plain(name)):
            meant.setdefault(spelling, set()).add(code)
    found = {spelling: codes.pop() for spelling, codes in meant.items() if len(codes) == 1}
    return found | {plain(word): "unknown" for word in value_words.UNKNOWN}


def _names() -> Iterable[tuple[str, str]]:
    """Every pair of code and spelling: the code itself, and names."""
    known = _codes()
    for language in COUNTRY_LANGUAGES:
        names = Locale.parse(language).territories
        yield from (("unknown", "ZZ"), ("unknown", names["ZZ"]))
        yield from ((code, names[code]) for code in known if code in names)
    yield from ((code, code) for code in known)
    for code, spellings in value_words.COUNTRIES.items():
        yield from ((code, name) for name in spellings)


@cache
def _codes() -> frozenset[str]:
    codes = (str(code) for code in Locale.parse("en").territories)
    return frozenset(code for code in codes if len(code) == 2 and code.isalpha()) - _NO_COUNTRY


@cache
def _three_letters() -> dict[str, str]:
    """ISO codes of three letters, upper case: NGA is Nigeria, while Nga is Russia in Vietnamese."""
    return {
        letters: codes[0]
        for letters, codes in get_global("territory_aliases").items()
        if len(letters) == 3 and letters not in _FORMER and len(codes) == 1 and codes[0] in _codes()
    }


def _spellings(name: str) -> set[str]:
    """A name with its "&" written out, and with "St." in full or without its dot."""
    found = {name} | {name.replace(" & ", f" {word} ") for word in _AND}
    return found | {
        one.replace("st. ", short) for one in found if one.startswith("st. ") for short in ("saint ", "st ")
    }


def _folded(text: str) -> str:
    """Normal form without accents."""
    bare = "".join(
        letter for letter in unicodedata.normalize("NFD", plain(text)) if unicodedata.category(letter) != "Mn"
    )
    return unicodedata.normalize("NFC", bare)


@cache
def _roles() -> dict[str, str]:
    return {_folded(word): _ROLES[role] for role, words in value_words.WINDOW.items() for word in words}


@cache
def _parts() -> re.Pattern[str]:
    """Words of languages that put no spaces between them, the longest first."""
    words = (word for word in _roles() if _UNSPACED.search(word))
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


def _attribution(text: str) -> str | None:
    """Windows in the order click, view, engaged view; None unless every word of the text is understood."""
    folded = _folded(text)
    if folded in {_folded(word) for word in value_words.INCREMENTAL}:
        return "incremental"
    tokens = _TOKEN.findall(_parts().sub(r" \g<0> ", folded))
    roles = ["n" if token.isdecimal() else _roles().get(token) for token in tokens]
    said = "".join(role for role in roles if role is not None)
    if None in roles or not _WINDOWS.fullmatch(said):
        return None
    numbers = [int(token) for token in tokens if token.isdecimal()]
    kinds = [_ORDER.get(found, 2) for found in _ONE.findall(said) if found != "n"]
    windows = sorted(zip(kinds, numbers, strict=True))
    if len(set(kinds)) < len(kinds):
        return None
    return ", ".join(f"{number}-day {_KINDS[kind]}" for kind, number in windows)


_READERS: Mapping[str, Callable[[str], str | None]] = {
    "attribution_setting": _attribution,
    "device": _device,
    "country": _country,
    "gender": _gender,
}
CANONICAL = frozenset(_READERS)
"""Targets whose texts have one spelling."""
