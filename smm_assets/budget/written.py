"""Numbers and days as people write them in tables of their own.

Belongs here: texts that mean one number or one day, and no other. Not here: which cell holds one (`cells`).
"""

import datetime as dt
import re
from decimal import Decimal, InvalidOperation

_SPACES = re.compile(r"[\s\u00a0\u202f'’_]")
_GROUPED = {mark: re.compile(rf"[+-]?\d{{1,3}}(?:\{mark}\d{{3}})+") for mark in ",."}
_LIMIT = Decimal(10) ** 12


def parse_day(text: str) -> dt.date | None:
    """2026-11-30 (with or without a time after it) or 30.11.2026; None for anything else."""
    for pattern, order in (
        (r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?", (1, 2, 3)),
        (r"(\d{1,2})\.(\d{1,2})\.(\d{4})", (3, 2, 1)),
    ):
        match = re.fullmatch(pattern, text.strip())
        if match:
            try:
                return dt.date(*(int(match[group]) for group in order))
            except ValueError:
                return None
    return None


def parse_number(value: object) -> Decimal:
    """A number with decimal point or comma, thousands marks allowed where they cannot be taken for a decimal mark.

    Raises ValueError saying why the text is no number or may mean two numbers.
    """
    if isinstance(value, bool | dt.date):
        raise ValueError("Write a number")
    text = _SPACES.sub("", value if isinstance(value, str) else plain_text(value))
    if isinstance(value, str):
        text = _with_point(text)
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError("Write digits only, without a currency sign") from None
    if not number.is_finite() or abs(number) >= _LIMIT:
        raise ValueError("Write a number below 10^12")
    return number


def _with_point(text: str) -> str:
    if "," in text and "." in text:
        decimal = max(",.", key=text.rfind)
        group = "," if decimal == "." else "."
        whole, _, rest = text.rpartition(decimal)
        if not _GROUPED[group].fullmatch(whole):
            raise ValueError("Write it without thousands marks")
        return whole.replace(group, "") + "." + rest
    mark = "," if "," in text else "."
    if text.count(mark) > 1:
        if not _GROUPED[mark].fullmatch(text):
            raise ValueError("Write it without thousands marks")
        return text.replace(mark, "")
    if re.fullmatch(rf"[+-]?[1-9]\d{{0,2}}\{mark}\d{{3}}", text):
        plain = text.replace(mark, "")
        raise ValueError(
            f"It may mean {plain} or {text.replace(mark, '.')}: write {plain}.00 or {text.replace(mark, '.')}0"
        )
    return text.replace(",", ".")


def plain_text(value: object) -> str:
    """A cell of any type as text; a whole number of a spreadsheet without its ".0"."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)
