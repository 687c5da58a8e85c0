"""Header names: one normal form, currency suffixes split off, duplicates kept apart by position.

Belongs here: comparing header cells with the names a report knows. Not here: choosing the report (`detect`) or reading
values below the header.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from babel.numbers import list_currencies

from smm_assets.ingest.contract import Field, Report
from smm_assets.ingest.text.plain import plain, tidy, unmangled

SYMBOLS = {
    "$": "USD",
    "us$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "円": "JPY",
    "₽": "RUB",
    "р": "RUB",
    "р.": "RUB",
    "руб": "RUB",
    "руб.": "RUB",
    "₴": "UAH",
    "грн": "UAH",
    "грн.": "UAH",
    "₸": "KZT",
    "₹": "INR",
    "₺": "TRY",
    "₩": "KRW",
    "₫": "VND",
    "zł": "PLN",
    "r$": "BRL",
    "kč": "CZK",
    "лв": "BGN",
    "лв.": "BGN",
}
# "Clicks (all)" is no amount in Albanian lek: codes that are words count only when written as codes.
_WORDS_LIKE_CODES = frozenset(("all", "top", "try", "mop", "pen", "sos", "cup", "bam", "lak"))
_SUFFIX = re.compile(r"^(?P<name>.*[^\s(])\s*(?:\({1,2}(?P<inside>[^()]{1,5})\){1,2}|,\s*(?P<after>[^\s,()]{1,5}))$")


@dataclass(frozen=True, kw_only=True)
class Name:
    """A header cell in normal form. currency: ISO code of a suffix such as "(INR)" or ", ₽"; "" without one."""

    text: str
    currency: str = ""


@dataclass(frozen=True, kw_only=True)
class Source:
    """One column of a file that feeds one target: a canonical column, with its fact where a record holds several."""

    to: str
    index: int
    field: Field
    currency: str = ""
    heading: str = ""


@cache
def currency_codes() -> frozenset[str]:
    """All ISO 4217 codes, upper case."""
    return frozenset(list_currencies())


def currency_of(text: str) -> str:
    """ISO code a code or symbol stands for, "" where it stands for none."""
    cleaned = unicodedata.normalize("NFKC", text).strip()
    if cleaned.upper() in currency_codes() and (cleaned.isupper() or cleaned.casefold() not in _WORDS_LIKE_CODES):
        return cleaned.upper()
    return SYMBOLS.get(cleaned.casefold(), "")


@lru_cache(maxsize=50_000)
def normalised(cell: str) -> Name:
    """Normal form of a header cell with a currency suffix split off."""
    text = plain(unmangled(cell))
    found = _SUFFIX.match(text)
    if found:
        suffix = found.group("inside") or found.group("after")
        written = _SUFFIX.match(tidy(unmangled(cell)))
        shown = (written.group("inside") or written.group("after")) if written else suffix
        currency = currency_of(shown) if not shown.isalpha() or shown.isupper() or len(shown) != 3 else ""
        if currency and suffix != "all":
            return Name(text=found.group("name").rstrip(" ,"), currency=currency)
    return Name(text=text)


_LOOKUPS: dict[int, tuple[Report, dict[str, tuple[int, ...]]]] = {}


def lookup(report: Report) -> dict[str, tuple[int, ...]]:
    """Normal header name → positions in `report.fields`: one, or several that each read a piece of the cell."""
    kept = _LOOKUPS.get(id(report))
    if kept is None or kept[0] is not report:
        table: dict[str, tuple[int, ...]] = {}
        for position, field in enumerate(report.fields):
            for name in {normalised(name).text for name in field.names}:
                before = table.get(name, ())
                if not before or field.piece:
                    table[name] = (*before, position)
        kept = (report, table)
        _LOOKUPS[id(report)] = kept
    return kept[1]


def match(report: Report, header: Sequence[str]) -> list[Source]:
    """The columns of `header` the report knows: by field order, then by position; blank cells match nothing."""
    table = lookup(report)
    found = []
    for index, cell in enumerate(header):
        name = normalised(cell)
        for position in table.get(name.text, ()) if name.text else ():
            field = report.fields[position]
            found.append(
                (
                    position,
                    Source(to=field.target, index=index, field=field, currency=name.currency, heading=cell.strip()),
                )
            )
    return _without_last_resorts([source for _, source in sorted(found, key=lambda item: (item[0], item[1].index))])


def _without_last_resorts(found: list[Source]) -> list[Source]:
    better = {source.to for source in found if not source.field.last_resort}
    return [source for source in found if not (source.field.last_resort and source.to in better)]
