"""Values of a user's own table: text, days, amounts, choices. Every wrong cell is a problem with its line; none raises.

Belongs here: what one cell may look like. Not here: what a line means, or reading a number or a day (`written`).
"""

import datetime as dt
import difflib
import re
from collections.abc import Collection
from decimal import Decimal

from babel.numbers import list_currencies

from smm_assets.budget.sheet import Line
from smm_assets.budget.written import parse_day, parse_number, plain_text
from smm_assets.errors import Problem

CATEGORIES = ("content", "promotion", "research", "training")


class Cells:
    """The cells of one line; what is wrong with them goes to `problems`. None means blank or wrong."""

    def __init__(self, line: Line, problems: list[Problem]) -> None:
        self.line = line
        self.problems = problems

    def wrong(self, column: str, seen: str, expected: str = "", cure: str = "") -> None:
        self.problems.append(Problem(where=self.line.where(column), seen=seen, expected=expected, cure=cure))

    def text(self, column: str) -> str | None:
        value = self.line.cells.get(column)
        return None if value is None else plain_text(value)

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

    def period(self, first: str, last: str, *, one_day: bool = False) -> tuple[dt.date | None, dt.date | None]:
        """First and last day; an end before the start is a problem. one_day: a blank end means the first day."""
        start, end = self.day(first, needed=True), self.day(last, needed=not one_day)
        if start is not None and end is not None and end < start:
            self.wrong(last, f"{end} lies before {start}", "the last day", "Swap the two days")
            return start, None
        return start, start if one_day and end is None else end

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

    def count(self, column: str) -> int | None:
        """A whole number from 0."""
        value = self.line.cells.get(column)
        if value is None:
            return None
        try:
            number = parse_number(value)
        except ValueError:
            number = Decimal(-1)
        if number < 0 or number != int(number):
            self.wrong(column, f"'{plain_text(value)}'", "a whole number from 0 such as 1200", "Write digits only")
            return None
        return int(number)

    def choice(self, column: str, options: Collection[str], *, needed: bool = False) -> str | None:
        value = self.text(column)
        if value is None:
            if needed:
                self.wrong(column, "blank", f"one of {', '.join(options)}")
            return None
        return self._option(column, value, options, column)

    def choices(self, column: str, options: Collection[str], *, one: str, least: int) -> list[str]:
        """Several of the options, separated by ; or a comma, each named once. one: what one of them is called."""
        words = [word.strip() for word in re.split("[;,]", self.text(column) or "") if word.strip()]
        if len(words) < least:
            seen = f"only '{words[0]}'" if words else "blank"
            self.wrong(column, seen, f"at least {least} of {', '.join(options)}", "Separate them by ;")
        found = [option for word in words if (option := self._option(column, word, options, one)) is not None]
        for option in dict.fromkeys(found):
            if found.count(option) > 1:
                self.wrong(column, f"'{option}' stands there twice", cure="Name each once")
        return list(dict.fromkeys(found))

    def _option(self, column: str, value: str, options: Collection[str], one: str) -> str | None:
        for option in options:
            if option.casefold() == value.casefold():
                return option
        close = difflib.get_close_matches(value.casefold(), list(options), n=1)
        cure = f"Did you mean {close[0]}?" if close else "Correct it"
        self.wrong(column, f"unknown {one} '{value}'", f"one of {', '.join(options)}", cure)
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
        word = plain_text(value).casefold()
        if word in ("yes", "true", "1", "x", "y"):
            return True
        if word not in ("no", "false", "0", "n"):
            self.wrong(column, f"'{value}'", "yes or no")
        return False
