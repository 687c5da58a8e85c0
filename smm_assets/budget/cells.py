"""Values of a user's own table: text, days, amounts, choices. Every wrong cell is a problem with its line; none raises.

Belongs here: what one cell may look like. Not here: what a line means.
"""

import datetime as dt
import difflib
import re
from collections.abc import Collection
from decimal import Decimal, InvalidOperation

from babel.numbers import list_currencies

from smm_assets.budget.sheet import Line
from smm_assets.errors import Problem

CATEGORIES = ("content", "promotion", "research", "training")
_SPACES = re.compile(r"[\s\u00a0\u202f'’_]")
_GROUPED = {mark: re.compile(rf"[+-]?\d{{1,3}}(?:\{mark}\d{{3}})+") for mark in ",."}
_LIMIT = Decimal(10) ** 12


class Cells:
    """The cells of one line; what is wrong with them goes to `problems`. None means blank or wrong."""

    def __init__(self, line: Line, problems: list[Problem]) -> None:
        self.line = line
        self.problems = problems

    def wrong(self, column: str, seen: str, expected: str = "", cure: str = "") -> None:
        self.problems.append(Problem(where=self.line.where(column), seen=seen, expected=expected, cure=cure))

    def text(self, column: str) -> str | None:
        value = self.line.cells.get(column)
        return None if value is None else _text(value)

    def day(self, column: str, *, needed: bool = False) -> dt.date | None:
        value = self.line.cells.get(column)
        if isinstance(value, dt.date):
            return value
        if value is None:
            if needed:
                self.wrong(column, "blank", "a day such as 2026-11-30")
            return None
        found = parse_day(str(value))
        if found is None:
            self.wrong(column, f"'{value}'", "a day such as 2026-11-30", "Write year-month-day")
        return found

    def amount(self, column: str, *, needed: bool = False, least: Decimal | None = Decimal(0)) -> Decimal | None:
        """A number. least: smallest allowed value."""
        value = self.line.cells.get(column)
        if value is None:
            if needed:
                self.wrong(column, "blank", "a number such as 1350.00")
            return None
        try:
            number = parse_number(value)
        except ValueError as error:
            self.wrong(column, f"'{value}'", "a number such as 1350.00", str(error))
            return None
        if least is not None and number < least:
            self.wrong(column, f"{number}", f"at least {least}")
            return None
        return number

    def choice(self, column: str, options: Collection[str], *, needed: bool = False) -> str | None:
        value = self.text(column)
        if value is None:
            if needed:
                self.wrong(column, "blank", f"one of {', '.join(options)}")
            return None
        for option in options:
            if option.casefold() == value.casefold():
                return option
        close = difflib.get_close_matches(value.casefold(), list(options), n=1)
        cure = f"Did you mean {close[0]}?" if close else "Correct it"
        self.wrong(column, f"unknown {column} '{value}'", f"one of {', '.join(options)}", cure)
        return None

    def currency(self, column: str = "currency") -> str | None:
        value = self.text(column)
        if value is None:
            self.wrong(column, "blank", "an ISO 4217 code such as EUR", "Say which currency the amount is in")
            return None
        if value.upper() not in list_currencies():
            self.wrong(column, f"'{value}'", "an ISO 4217 code such as EUR")
            return None
        return value.upper()

    def flag(self, column: str) -> bool:
        value = self.line.cells.get(column)
        if value is None or isinstance(value, bool):
            return bool(value)
        word = _text(value).casefold()
        if word in ("yes", "true", "1", "x", "y"):
            return True
        if word not in ("no", "false", "0", "n"):
            self.wrong(column, f"'{value}'", "yes or no")
        return False


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
    text = _SPACES.sub("", value if isinstance(value, str) else _text(value))
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


def _text(value: object) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)
