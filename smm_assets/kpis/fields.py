"""What a user wrote under the keys of one entry of kpis.yml, and how faults of it are told.

Belongs here: texts, choices and numbers under a key. Not here: which keys there are and what they mean (`entry`).
"""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from smm_assets.errors import FormulaError, Problem
from smm_assets.kpis.formula import is_sane


@dataclass(kw_only=True)
class Fields:
    """An entry as written. lines: key → its line; line: of the entry; faults: what was found wrong so far."""

    file: str
    content: Mapping[Any, Any]
    line: int
    lines: Mapping[str, int]
    faults: list[Problem] = field(default_factory=list)

    def wrong(self, key: str, seen: str, expected: str = "", cure: str = "") -> None:
        name = self.content.get("name")
        whose = f"KPI {name}, " if isinstance(name, str) and name.strip() else ""
        where = f"{self.file} line {self.lines.get(key, self.line)}, {whose}key {key}"
        self.faults.append(Problem(where=where, seen=seen, expected=expected, cure=cure))

    def said(self, key: str, fault: FormulaError) -> None:
        self.wrong(key, fault.message, fault.expected, fault.cure)

    def text(self, key: str) -> str:
        value = self.content.get(key)
        if value is None or isinstance(value, list | dict) or not str(value).strip():
            self.wrong(key, "missing" if value is None else f"'{value}'", "a text", f"Write {key}: …")
            return ""
        return str(value).strip()

    def optional_text(self, key: str) -> str:
        """A text that may be left out, on one line."""
        value = self.content.get(key)
        if isinstance(value, list | dict):
            self.wrong(key, f"'{value}'", "a text", "Put it in quotes")
            return ""
        return "" if value is None else " ".join(str(value).split())

    def choice(self, key: str, options: Sequence[str], default: str | None) -> str:
        value = self.content.get(key, default)
        if value not in options:
            close = difflib.get_close_matches(str(value).casefold(), options, n=1)
            cure = f"Did you mean {close[0]}?" if value and close else f"Write {key}: {' or '.join(options)}"
            self.wrong(key, "missing" if value is None else f"'{value}'", " or ".join(options), cure)
            return default or options[0]
        return str(value)

    def number(self, key: str, value: Any, what: str = "a number") -> Decimal | None:
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            number = Decimal("NaN")
        if isinstance(value, bool) or not number.is_finite() or not is_sane(number):
            self.wrong(key, f"'{value}'", what, "Write it like 12 or 0.05, without thousands marks or units")
            return None
        return number
