"""A small spreadsheet: the value of a cell, from the text of its formula alone.

Belongs here: references, arithmetic, comparisons and the functions the workbook uses, as Excel defines them. It knows
nothing of how the workbook is written, so that it can check it.
"""

import math
import re
from operator import eq, ge, gt, le, lt, ne
from typing import Any

import numpy as np
from openpyxl import Workbook

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+\.?\d*)|(?P<text>\"(?:[^\"]|\"\")*\")|(?P<function>[A-Z][A-Z0-9]*)\("
    r"|(?P<range>(?:(?P<sheet>[A-Za-z]+)!)?(?P<from>\$?[A-Z]+\$?\d+)(?::(?P<to>\$?[A-Z]+\$?\d+))?)"
    r"|(?P<operator><>|<=|>=|[-+*/<>=(),]))"
)


class Sheets:
    """Values of a workbook's cells."""

    def __init__(self, book: Workbook) -> None:
        self._book = book

    def value(self, sheet: str, address: str) -> Any:
        """The value of a cell, computed where it holds a formula."""
        held = self._book[sheet][address].value
        if isinstance(held, str) and held.startswith("="):
            return _Formula(self, sheet, held[1:]).value()
        return held

    def block(self, sheet: str, first: str, last: str) -> list[Any]:
        """Values of a range, row by row."""
        cells = self._book[sheet][f"{first}:{last}"]
        return [self.value(sheet, cell.coordinate) for row in cells for cell in row]


class _Formula:
    """One formula, read from left to right by precedence: comparison, sum, product, sign."""

    def __init__(self, sheets: Sheets, sheet: str, text: str) -> None:
        self._sheets, self._sheet = sheets, sheet
        self._tokens, place = [], 0
        while place < len(text):
            found = TOKEN.match(text, place)
            assert found, text[place:]
            self._tokens.append(found)
            place = found.end()

    def value(self) -> Any:
        result = self._compared()
        assert not self._tokens
        return result

    def _next(self, *operators: str) -> str:
        if self._tokens and self._tokens[0]["operator"] in operators:
            return str(self._tokens.pop(0)["operator"])
        return ""

    def _compared(self) -> Any:
        left = self._sum()
        while operator := self._next("<>", "<=", ">=", "<", ">", "="):
            left = COMPARE[operator](*_comparable(left, self._sum()))
        return left

    def _sum(self) -> Any:
        left = self._product()
        while operator := self._next("+", "-"):
            right = self._product()
            left = _number(left) + _number(right) if operator == "+" else _number(left) - _number(right)
        return left

    def _product(self) -> Any:
        left = self._signed()
        while operator := self._next("*", "/"):
            right = self._signed()
            left = _number(left) * _number(right) if operator == "*" else _number(left) / _number(right)
        return left

    def _signed(self) -> Any:
        return -_number(self._signed()) if self._next("-") else self._single()

    def _single(self) -> Any:
        token = self._tokens.pop(0)
        if token["number"]:
            return float(token["number"])
        if token["text"]:
            return token["text"][1:-1].replace('""', '"')
        if token["function"]:
            return FUNCTIONS[token["function"]](*self._arguments())
        if token["range"]:
            return self._reference(token)
        assert token["operator"] == "("
        inside = self._compared()
        assert self._next(")")
        return inside

    def _reference(self, token: re.Match[str]) -> Any:
        sheet, first, last = token["sheet"] or self._sheet, token["from"].replace("$", ""), token["to"]
        if last:
            return self._sheets.block(sheet, first, last.replace("$", ""))
        return self._sheets.value(sheet, first)

    def _arguments(self) -> list[Any]:
        found = [self._compared()]
        while self._next(","):
            found.append(self._compared())
        assert self._next(")")
        return found


def _comparable(left: Any, right: Any) -> list[tuple[bool, Any]]:
    """Numbers stand before texts; an empty cell is an empty text beside a text, else 0."""
    texts = isinstance(left, str) or isinstance(right, str)
    known = [("" if texts else 0) if one is None else one for one in (left, right)]
    return [(isinstance(one, str), one) for one in known]


def _number(value: Any) -> Any:
    if isinstance(value, list):
        return np.array([0.0 if one in (None, "") else float(one) for one in value])
    return 0.0 if value is None else value


def _flat(values: tuple[Any, ...]) -> list[float]:
    several = [one for value in values for one in (value if isinstance(value, list) else [value])]
    return [float(one) for one in several if isinstance(one, (int, float, np.floating))]


def _match(value: float, among: list[float], kind: float) -> int:
    assert kind == 1
    return sum(one <= value for one in among)


def _rounded(up: bool, value: float, places: float) -> float:
    shifted = round(value * 10**places, 6)
    return float(math.ceil(shifted) if up else math.floor(shifted)) / 10**places


COMPARE = {"<>": ne, "=": eq, "<": lt, ">": gt, "<=": le, ">=": ge}
FUNCTIONS: dict[str, Any] = {
    "IF": lambda condition, yes, no: yes if condition else no,
    "AND": lambda *conditions: all(conditions),
    "OR": lambda *conditions: any(conditions),
    "MIN": lambda *values: min(_flat(values)),
    "MAX": lambda *values: max(_flat(values)),
    "SUM": lambda *values: sum(_flat(values)),
    "SQRT": math.sqrt,
    "ROUND": lambda value, places: round(value, int(places)),
    "ROUNDUP": lambda value, places: _rounded(True, value, places),
    "ROUNDDOWN": lambda value, places: _rounded(False, value, places),
    "INDEX": lambda values, place: values[int(place) - 1],
    "MATCH": _match,
    "SUMIF": lambda tested, wanted, summed: sum(x for t, x in zip(tested, summed, strict=True) if t == wanted),
    "SUMPRODUCT": lambda values: float(np.sum(values)),
}
