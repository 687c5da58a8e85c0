"""Amounts, days and counts in words: the one place that formats them, with Babel.

Belongs here: formatting and the vocabulary of results and statuses. Not here: sentences of one page only.
"""

import math
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, get_currency_precision

LOCALE = "en"
UNKNOWN = "–"
SHORTEST_ID = 8  # letters of a file id that people are shown at least
NOUNS = {
    "orders": ("order", "orders"),
    "new_customers": ("new customer", "new customers"),
    "leads": ("lead", "leads"),
    "conversions": ("conversion", "conversions"),
    "link_clicks": ("click", "clicks"),
    "engagements": ("engagement", "engagements"),
    "follows": ("new follower", "new followers"),
    "video_views": ("video view", "video views"),
    "impressions": ("impression", "impressions"),
    "sessions": ("visit", "visits"),
}
AMOUNTS = {"revenue": "revenue", "conversion_value": "conversion value"}
SOURCES = {"crm": "the shop's own records", "analytics": "web analytics", "platform": "as the networks report"}
STATUSES = {
    "on_track": "on track",
    "no_budget": "no budget",
    "no_data": "no data",
    "no_target": "no target",
}


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
        pattern = None if exact else "¤#,##0"
        return minus(format_currency(rounded, self.currency, pattern, locale=LOCALE, currency_digits=exact))

    def results(self, metric: str, count: float | None) -> str:
        """So many results of a metric, with the right number of its noun: "1 order", "0.3 orders"."""
        if count is None:
            return UNKNOWN
        if metric in AMOUNTS:
            return f"{self.money(count, exact=abs(count) < 100)} {AMOUNTS[metric]}"
        shown = quantity(count)
        one, many = NOUNS.get(metric, (metric.replace("_", " "),) * 2)
        return f"{shown} {one if shown in ('1', '−1') else many}"


def noun(metric: str, *, many: bool = False) -> str:
    """What one result of a metric is called."""
    if metric in AMOUNTS:
        return AMOUNTS[metric]
    return NOUNS.get(metric, (metric.replace("_", " "),) * 2)[many]


def grouped(value: Decimal | float, places: int = 0) -> str:
    """A number with thousands marks and exactly so many decimals."""
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return minus(format_decimal(_rounded(value, places), pattern, locale=LOCALE))


def tidy(value: Decimal | float | None) -> str:
    """A number of a table: whole where it is whole, else with two decimals."""
    return UNKNOWN if value is None else grouped(value, 0 if float(value).is_integer() else 2)


def quantity(value: float) -> str:
    """A count of results: whole from 10 on, else to one decimal; small ones keep two."""
    size = abs(value)
    places = 0 if size >= 9.95 or float(value).is_integer() else 1 if size >= 0.095 else 2
    return grouped(value, places)


def share(value: float | None, places: int = 0) -> str:
    """A ratio 0–1 as percent."""
    return UNKNOWN if value is None else f"{grouped(100 * value, places)} %"


def change(value: float | None) -> str:
    """A relative change with its sign: "+20 %"."""
    if value is None:
        return UNKNOWN
    shown = share(value)
    return f"+{shown}" if value > 0 and not shown.startswith("0 ") else shown


def minus(text: str) -> str:
    """With a true minus sign, and no minus before a zero."""
    return text.replace("-", "−") if any(digit in text for digit in "123456789") else text.replace("-", "")


def plural(count: int, one: str, many: str | None = None) -> str:
    """ "1 file", "2 files"."""
    return f"{grouped(count)} {one if count == 1 else many or one + 's'}"


def short_day(value: date | None) -> str:
    """ "21 Nov"."""
    return UNKNOWN if value is None else str(format_date(value, "d MMM", locale=LOCALE))


def full_day(value: date | None) -> str:
    """ "22 Nov 2026"."""
    return UNKNOWN if value is None else str(format_date(value, "d MMM y", locale=LOCALE))


def weekday(value: date | None) -> str:
    """ "Sun 22 Nov"."""
    return UNKNOWN if value is None else str(format_date(value, "EEE d MMM", locale=LOCALE))


def long_day(value: date | None) -> str:
    """ "Sun 22 Nov 2026"."""
    return UNKNOWN if value is None else str(format_date(value, "EEE d MMM y", locale=LOCALE))


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
        return str(format_date(start, "LLLL", locale=LOCALE))
    return span(start, end)


def status(value: str) -> str:
    """A status value as words."""
    return STATUSES.get(value, value.replace("_", " "))


def listed(names: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else ""


def round_tenth(per_day: Decimal) -> int:
    """A round amount near a tenth of a daily total: what "the next 10 bring" counts in."""
    return max(1, 10 ** round(math.log10(float(max(per_day, Decimal(1))) / 10)))


def _rounded(value: Decimal | float, places: int) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)


def of_account(network: str, account: str) -> str:
    """Labels of a network and its account: "Meta Shop"; the network alone where the account has no name of its own."""
    return network if account.endswith(":default") or not account else f"{network} {account}"
