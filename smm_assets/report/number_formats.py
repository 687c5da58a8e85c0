"""How a spreadsheet shows a number: by its kind and unit, never by changing it.

Belongs here: Excel's format codes. Not here: cells and files (`sheets`).
"""

import re
from functools import cache

from babel.numbers import get_currency_precision

DAY, MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"
WHOLE, PLACES, PERCENT, SMALL = "#,##0", "#,##0.00", "0.0%", "0.00"
USUAL = 2  # places of most currencies
_CHANGES = ("_change", "_change_share", "_change_pct", "change_pct", "_gap")
_CODE = re.compile(r"[A-Z]{3}")
_BARE = ("line", "year", "number", "place", "step", "level", "hour")  # numbers that name something: no thousands


def number_format(name: str, kind: str, unit: str, currency: str) -> str | None:
    """The format of a column; None where a cell is shown as it is. currency: code of the reporting currency."""
    if kind == "day":
        return DAY
    if kind == "moment":
        return MOMENT
    if kind in ("text", "flag", "") or unit in _BARE:
        return None
    if unit.startswith("reporting currency"):
        places = coins(currency) if kind == "money" else max(USUAL, coins(currency))
        amount = WHOLE + ("." + "0" * places if places else "")
        return f'{amount} "{currency}"' if _CODE.fullmatch(currency) else amount
    if unit in ("ratio 0 to 1", "conversions per click") or (unit == "ratio" and name.endswith(_CHANGES)):
        return PERCENT
    if kind == "money":
        return PLACES
    if kind == "count":
        return WHOLE if unit else None
    return SMALL if unit == "ratio" else None


@cache
def coins(currency: str) -> int:
    """Places of amounts in a currency: 2 of EUR, none of JPY, 3 of KWD; 2 of what is no currency."""
    return int(get_currency_precision(currency)) if _CODE.fullmatch(currency) else USUAL
