"""Values in English sentences of tables, written as the spoken language writes them.

Belongs here: reading one value of a type back from its English text, strictly. Not here: sentences. A reader gives None
for a text that is none of its type; what it does give says the same value.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from babel import Locale
from babel.numbers import format_currency

from smm_assets.language import gettext, ngettext, spoken
from smm_assets.report.nouns import AMOUNTS, NOUNS, OF_AMOUNT
from smm_assets.report.words import full_day, grouped, listed, long_day, minus, percent, short_day, status, weekday
from smm_assets.settings import OBJECTIVES

Reader = Callable[[str], str | None]
_NUMBER = r"[+−-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_IS_NUMBER = re.compile(_NUMBER)
_COUNT = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_PERCENT = re.compile(rf"({_NUMBER}) ?%")
_SYMBOLS = {symbol: code for code, symbol in Locale("en").currency_symbols.items()}
_AMOUNT = re.compile(r"([+−-]?)([A-Z]{3}|[^\d\s.,−+-]{1,4})((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)")
_CODED = re.compile(rf"({_NUMBER}) ([A-Z]{{3}})")
_DAYS = (("%d %b %Y", full_day), ("%a %d %b %Y", long_day), ("%Y-%m-%d", full_day))
_IS_DAY = re.compile(r"(?:[A-Z][a-z]{2} )?\d{1,2} [A-Z][a-z]{2}(?: \d{4})?|\d{4}-\d\d-\d\d")
_YEARS = range(2000, 2028)  # every weekday falls on every day of the year in one of them


def number_of(text: str) -> int:
    """A whole number as it is written in English."""
    return int(text.replace(",", ""))


def number(text: str) -> str | None:
    """ "1,359.85", "−10.78", "+5.40"; with the same places."""
    if not _IS_NUMBER.fullmatch(text):
        return None
    places = len(text.partition(".")[2])
    value = Decimal(text.replace(",", "").replace("−", "-"))
    return ("+" if text.startswith("+") else "") + grouped(value, places)


def count(text: str) -> str | None:
    """A whole number, which also chooses the plural form."""
    return grouped(number_of(text)) if _COUNT.fullmatch(text) else None


def share(text: str) -> str | None:
    """ "25 %", "2.7 %", "14%"."""
    found = _PERCENT.fullmatch(text)
    if not found:
        return None
    places = len(found[1].partition(".")[2])
    value = Decimal(found[1].replace(",", "").replace("−", "-"))
    return ("+" if text.startswith("+") else "") + percent(value, places)


def money(text: str) -> str | None:
    """ "€1,234.50", "GEL12.00" or "1234.50 EUR"; with the same places."""
    if found := _AMOUNT.fullmatch(text):
        sign, symbol, digits = found.groups()
    elif found := _CODED.fullmatch(text):
        sign, digits, symbol = "", found[1], found[2]
    else:
        return None
    code = _SYMBOLS.get(symbol) or (symbol if symbol in Locale("en").currencies else None)
    if code is None:
        return None
    places = len(digits.partition(".")[2])
    pattern = str(Locale.parse(spoken().code).currency_formats["standard"].pattern)
    pattern = pattern.replace(".00", "." + "0" * places if places else "")
    value = Decimal((sign + digits).replace(",", "").replace("−", "-"))
    shown = format_currency(value, code, pattern, locale=spoken().code, currency_digits=False)
    return ("+" if sign == "+" else "") + minus(shown)


def day(text: str) -> str | None:
    """ "18 Nov", "Sun 22 Nov", each also with the year, or "2026-11-22"."""
    if not _IS_DAY.fullmatch(text):
        return None
    for pattern, written in _DAYS:
        if (found := _parsed(text, pattern)) is not None:
            return written(found)
    for pattern, written in (("%d %b", short_day), ("%a %d %b", weekday)):
        for year in _YEARS:
            if (found := _parsed(f"{text} {year}", f"{pattern} %Y")) and _is_weekday(text, found):
                return written(found)
    return None


def _parsed(text: str, pattern: str) -> date | None:
    try:
        return datetime.strptime(text, pattern).date()
    except ValueError:
        return None


def _is_weekday(text: str, found: date) -> bool:
    return text[:1].isdigit() or text.startswith(found.strftime("%a"))


def days(text: str) -> str | None:
    """A span: "19–21 Nov", "28 Nov – 4 Dec", or one day."""
    first, dash, last = text.partition(" – ")
    if dash:
        both = day(first), day(last)
        return f"{both[0]} – {both[1]}" if both[0] and both[1] else None
    first, dash, last = text.partition("–")
    if dash and first.isdigit():
        end = day(last)
        return f"{first}–{end}" if end else None
    return day(text)


def results(text: str) -> str | None:
    """ "27 orders", "0.44 orders", "€1,800 revenue", "1,800.00 of revenue"."""
    figure, _, rest = text.partition(" ")
    for name in AMOUNTS:
        for before in ("", "of "):
            if rest == before + AMOUNTS[name] and (shown := money(figure) or number(figure)):
                return gettext(OF_AMOUNT[name], money=shown)
    shown = number(figure)
    for one in NOUNS.values():
        if shown is not None and rest in (one.one, one.many):
            if not _COUNT.fullmatch(figure.lstrip("+−-")):
                return gettext(one.parts, part=shown)
            return ngettext(*one.counted, number_of(figure.lstrip("+−-")), count=shown)
    return None


def noun(text: str) -> str | None:
    """What results are called, in either number: "order", "new customers", "revenue"."""
    for one in NOUNS.values():
        if text == one.one or text == one.many:
            return gettext(text)
    return gettext(text) if text in AMOUNTS.values() else None


def objective(text: str) -> str | None:
    """ "sales", "leads" …"""
    return status(text) if text in OBJECTIVES else None


def label(text: str) -> str | None:
    """A name, as it stands: a channel, a campaign, a file."""
    return gettext("All channels") if text == "All channels" else text


def names(text: str) -> str | None:
    """Names one after the other: "Meta", "Meta and VK", "Meta, TikTok and VK"."""
    some, both, last = text.rpartition(" and ")
    return listed([*some.split(", "), last]) if both else text


def amount(text: str) -> str | None:
    """Money, or a number that stands for it."""
    return money(text) or number(text)


def signed(text: str) -> str | None:
    """A number with its sign."""
    return number(text) if text[:1] in "+−" else None


FREE = ("label", "names", "text")  # types that any text is one of


def message(text: str) -> str | None:
    """A whole message of the catalogue."""
    said = gettext(text) if text else text
    return said if said != text else None


VALUES: dict[str, Reader] = {
    "amount": amount,
    "count": count,
    "day": day,
    "days": days,
    "label": label,
    "message": message,
    "money": money,
    "names": names,
    "noun": noun,
    "number": number,
    "objective": objective,
    "results": results,
    "share": share,
    "signed": signed,
    "text": str,
}
