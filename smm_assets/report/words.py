"""Amounts, days and counts in words: the one place that formats them, with Babel, in the spoken language.

Belongs here: formatting, and the vocabulary of statuses. Not here: names of results (`nouns`), sentences of one page.
Everything but a page speaks English (see `smm_assets/language`), so tables do.
"""

import math
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from babel import Locale
from babel.dates import format_date, get_day_names
from babel.numbers import format_currency, format_decimal, get_currency_precision

from smm_assets.language import ENGLISH, gettext, mark, ngettext, spoken
from smm_assets.report.nouns import AMOUNTS, MORE_OF_AMOUNT, OF_AMOUNT, named

UNKNOWN = "–"
SHORTEST_ID = 8  # letters of a file id that people are shown at least
SOURCES = {
    "crm": mark("the shop's own records"),
    "analytics": mark("web analytics"),
    "platform": mark("as the networks report"),
}
STATUSES = {
    "on_track": mark("on track"),
    "no_budget": mark("no budget"),
    "no_data": mark("no data"),
    "no_target": mark("no target"),
    "cannot_tell_yet": mark("cannot tell yet"),
    "direction_only": mark("direction only"),
    "left_out": mark("left out"),
    "on_target": mark("on target"),
    "above": mark("above target"),
    "below": mark("below target"),
}
STATUSES |= {
    value: value
    for value in (
        mark("approved"), mark("declined"), mark("proposed"), mark("superseded"),
        mark("over"), mark("under"), mark("watch"), mark("good"), mark("bad"), mark("breach"),
        mark("scale"), mark("keep"), mark("fix"), mark("pause"), mark("hold"), mark("full"), mark("pick"), mark("drop"),
        mark("complete"), mark("missing"), mark("stale"), mark("immature"),
        mark("held"), mark("quarantined"), mark("unrecognised"), mark("empty"), mark("error"), mark("warning"),
        mark("sales"), mark("leads"), mark("traffic"), mark("engagement"), mark("audience"), mark("awareness"),
        mark("promotion"), mark("content"), mark("research"), mark("training"),
        mark("proven"), mark("on test"), mark("maintenance"), mark("unproven"), mark("wasted"),
        mark("carousel"), mark("document"), mark("link"), mark("live"), mark("photo"), mark("poll"), mark("reel"),
        mark("story"), mark("text"), mark("video"),
    )
}  # fmt: skip


class Words:
    """Formatting in one reporting currency."""

    def __init__(self, currency: str) -> None:
        self.currency = currency
        self.places = int(get_currency_precision(currency))

    def amount(self, value: Decimal | float | None, *, exact: bool = False) -> str:
        """An amount without its currency: whole units, or to the smallest coin when `exact`."""
        if value is None:
            return UNKNOWN
        return grouped(value, self.places if exact else 0)

    def money(self, value: Decimal | float | None, *, exact: bool = True) -> str:
        """An amount with its currency."""
        if value is None:
            return UNKNOWN
        rounded = _rounded(value, self.places if exact else 0)
        pattern = None if exact else _without_places(spoken().code)
        return minus(format_currency(rounded, self.currency, pattern, locale=spoken().code, currency_digits=exact))

    def results(self, metric: str, count: float | None) -> str:
        """So many results of a metric, with the right number of its noun: "1 order", "0.3 orders"."""
        if count is None:
            return UNKNOWN
        figure = self.figure(metric, count)
        if metric in AMOUNTS:
            return gettext(OF_AMOUNT[metric], money=figure)
        return named(metric).beside(None if _places(count) else round(count), figure)

    def figure(self, metric: str, count: float) -> str:
        """The number of so many results alone, an amount with its currency."""
        return self.money(count, exact=abs(count) < 100) if metric in AMOUNTS else quantity(count)

    def more(self, metric: str, count: float) -> str:
        """So many results on top: "4 more orders". count: whole."""
        figure = self.figure(metric, count)
        if metric in AMOUNTS:
            return gettext(MORE_OF_AMOUNT[metric], money=figure)
        return ngettext(*named(metric).more, abs(int(count)), count=figure)


def noun(metric: str, *, many: bool = False) -> str:
    """What one result of a metric is called."""
    if metric in AMOUNTS:
        return gettext(AMOUNTS[metric])
    return gettext(named(metric).many if many else named(metric).one)


def grouped(value: Decimal | float, places: int = 0) -> str:
    """A number with thousands marks and exactly so many decimals."""
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return minus(format_decimal(_rounded(value, places), pattern, locale=spoken().code))


def tidy(value: Decimal | float | None) -> str:
    """A number of a table: whole where it is whole, else with two decimals."""
    return UNKNOWN if value is None else grouped(value, 0 if float(value).is_integer() else 2)


def quantity(value: float) -> str:
    """A count of results: whole from 10 on, else to one decimal; small ones keep two."""
    return grouped(value, _places(value))


def _places(value: float) -> int:
    size = abs(value)
    return 0 if size >= 9.95 or float(value).is_integer() else 1 if size >= 0.095 else 2


def share(value: float | None, places: int = 0) -> str:
    """A ratio 0–1 as percent."""
    return UNKNOWN if value is None else percent(100 * value, places)


def percent(value: float | Decimal, places: int = 0) -> str:
    """So many of a hundred, with the sign and the space of the language."""
    number = grouped(value, places)
    if spoken().code == ENGLISH:
        return f"{number} %"
    pattern = Locale.parse(spoken().code).percent_formats[None].pattern
    return str(pattern).replace("#,##0", number)


def change(value: float | None) -> str:
    """A relative change with its sign: "+20 %"."""
    if value is None:
        return UNKNOWN
    return f"+{share(value)}" if _rounded(100 * value, 0) > 0 else share(value)


def minus(text: str) -> str:
    """With a true minus sign, and no minus before a zero."""
    return text.replace("-", "−") if any(digit in text for digit in "123456789") else text.replace("-", "")


def plural(count: int, one: str, many: str | None = None) -> str:
    """ "1 file", "2 files", in English: for tables and the terminal. A page says it by `ngettext`."""
    return f"{grouped(count)} {one if count == 1 else many or one + 's'}"


def short_day(value: date | None) -> str:
    """ "21 Nov"."""
    return _day(value, mark("d MMM"))


def axis_day(value: date | None) -> str:
    """ "21 Nov", short in every language: under an axis."""
    return _day(value, mark("d LLL"))


def full_day(value: date | None) -> str:
    """ "22 Nov 2026"."""
    return _day(value, mark("d MMM y"))


def weekday(value: date | None) -> str:
    """ "Sun 22 Nov"."""
    return _day(value, mark("EEE d MMM"))


def weekday_name(place: int) -> str:
    """ "Monday" for 0, up to "Sunday" for 6."""
    return str(get_day_names("wide", "stand-alone", locale=spoken().code)[place])


def long_day(value: date | None) -> str:
    """ "Sun 22 Nov 2026"."""
    return _day(value, mark("EEE d MMM y"))


def _day(value: date | None, pattern: str) -> str:
    """A day by a pattern of Unicode's locale data; each language has its own in the catalogue."""
    return UNKNOWN if value is None else str(format_date(value, gettext(pattern), locale=spoken().code))


def span(start: date, end: date) -> str:
    """ "22–30 Nov", "28 Nov – 4 Dec"."""
    if start == end:
        return short_day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{short_day(end)}"
    return f"{short_day(start)} – {short_day(end)}"


def period(start: date, end: date) -> str:
    """The month's name when it is exactly one month, else its span."""
    following = end + timedelta(days=1)
    if start.day == 1 and following.day == 1 and (following - start).days <= 31:
        return str(format_date(start, "LLLL", locale=spoken().code))
    return span(start, end)


def status(value: str) -> str:
    """A status, verdict, objective, category or format as words; one that nobody translated as it stands."""
    return gettext(STATUSES.get(value) or value.replace("_", " ")) if value else ""


def counted_by(source: str) -> str:
    """Who counts results, by the name of the source: "the shop's own records"."""
    return gettext(SOURCES.get(source, source))


def listed(names: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(names) < 2:
        return "".join(names)
    return gettext("{some} and {last}", some=", ".join(names[:-1]), last=names[-1])


def round_tenth(per_day: Decimal) -> int:
    """A round amount near a tenth of a daily total: what "the next 10 bring" counts in."""
    return max(1, 10 ** round(math.log10(float(max(per_day, Decimal(1))) / 10)))


def _rounded(value: Decimal | float, places: int) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)


def of_account(network: str, account: str) -> str:
    """Labels of a network and its account: "Meta Shop"; the network alone where the account has no name of its own."""
    return network if account.endswith(":default") or not account else f"{network} {account}"


def _without_places(code: str) -> str:
    """The pattern of amounts of a language, without the places of coins."""
    return str(Locale.parse(code).currency_formats["standard"].pattern).replace(".00", "")
