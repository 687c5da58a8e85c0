"""KPI definitions from kpis.yml: the shipped ones, and the project's own, which add to them or replace one by name.

Belongs here: reading YAML and saying everything that is wrong with lines. Not here: the grammar (`formula`).
"""

import difflib
import re
from collections.abc import Collection, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml

from smm_assets.errors import FormulaError, Problem
from smm_assets.kpis.definition import Kpi
from smm_assets.kpis.formula import parse_formula
from smm_assets.settings.documents import read_document

FILE = "kpis.yml"
LEVELS = ("channel", "campaign")
_KEYS = (*("name", "title", "formula", "unit", "direction", "description", "target", "warn", "level", "minimum"),)
_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
Columns = Mapping[str, Mapping[str, bool]]


def read_kpis(path: Path, columns: Columns, problems: list[Problem]) -> list[Kpi]:
    """The KPIs of one file in its order; none when there is no file. What is wrong goes to `problems`.

    columns: level → column of its daily table → whether it may be added up.
    """
    if not path.is_file():
        return []
    document = read_document(path, problems)
    if document is None or document.content is None or document.root is None:
        return []
    content = document.content
    if not isinstance(content, list):
        problems.append(
            Problem(where=f"{path.name} line 1", seen="no list", expected="entries that start with '- name:'")
        )
        return []
    found: list[Kpi] = []
    for entry, place in zip(content, document.root.value, strict=True):
        reader = _Entry(path.name, entry, place, columns, problems)
        kpi = reader.kpi({known.name for known in found})
        if kpi is not None:
            found.append(kpi)
    return found


def merged(shipped: Collection[Kpi], own: Collection[Kpi]) -> list[Kpi]:
    """Shipped KPIs with the project's own, ordered by name; an own one replaces a shipped one of its name."""
    return [kpi for _, kpi in sorted({kpi.name: kpi for kpi in (*shipped, *own)}.items())]


class _Entry:
    """One entry of the file; every fault is noted with the line of its key."""

    def __init__(self, file: str, entry: Any, node: yaml.Node, columns: Columns, problems: list[Problem]) -> None:
        self.file, self.entry, self.columns, self.problems = file, entry, columns, problems
        self.line = node.start_mark.line + 1
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        self.lines = {str(key.value): key.start_mark.line + 1 for key, _ in pairs}
        self.good = True

    def wrong(self, key: str, seen: str, expected: str = "", cure: str = "") -> None:
        self.good = False
        where = f"{self.file} line {self.lines.get(key, self.line)}, key {key}"
        self.problems.append(Problem(where=where, seen=seen, expected=expected, cure=cure))

    def kpi(self, taken: set[str]) -> Kpi | None:
        if not isinstance(self.entry, dict):
            self.wrong("name", f"'{self.entry}'", "an entry with name, formula, unit and direction")
            return None
        for key in self.entry:
            if key not in _KEYS:
                close = difflib.get_close_matches(str(key), _KEYS, n=1)
                self.wrong(str(key), "unknown key", cure=f"Did you mean {close[0]}?" if close else "Remove it")
        name = self._text("name")
        if name and not _NAME.fullmatch(name):
            self.wrong("name", f"'{name}'", "small letters, digits and _, such as cost_per_order")
        if name in taken:
            self.wrong("name", f"'{name}' is there twice", cure="Rename one")
        level = self._choice("level", LEVELS, "channel")
        direction = self._choice("direction", ("up", "down"), None)
        formula, unit = self._text("formula"), self._text("unit")
        ratio = self._formula(formula, level)
        target, warn = self._number("target", self.entry.get("target")), self._number("warn", self.entry.get("warn"))
        minimum = self._minimum(level)
        self._order(direction, target, warn)
        if not self.good or ratio is None:
            return None
        return Kpi(
            name=name,
            title=str(self.entry.get("title") or name.replace("_", " ")),
            formula=formula,
            ratio=ratio,
            unit=unit,
            direction=direction,  # type: ignore[arg-type]
            description=str(self.entry.get("description") or "").strip(),
            level=level,  # type: ignore[arg-type]
            target=target,
            warn=warn,
            minimum=minimum,
        )

    def _text(self, key: str) -> str:
        value = self.entry.get(key)
        if value is None or isinstance(value, list | dict) or not str(value).strip():
            self.wrong(key, "missing", "a text")
            return ""
        return str(value).strip()

    def _choice(self, key: str, options: tuple[str, ...], default: str | None) -> str:
        value = self.entry.get(key, default)
        if value not in options:
            self.wrong(key, "missing" if value is None else f"'{value}'", " or ".join(options))
            return default or options[0]
        return str(value)

    def _number(self, key: str, value: Any) -> Decimal | None:
        if value is None:
            return None
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            number = Decimal("NaN")
        if isinstance(value, bool) or not number.is_finite():
            self.wrong(key, f"'{value}'", "a number")
            return None
        return number

    def _formula(self, formula: str, level: str) -> Any:
        columns = self.columns[level]
        if not formula:
            return None
        try:
            return parse_formula(
                formula,
                [name for name, additive in columns.items() if additive],
                [n for n, a in columns.items() if not a],
            )
        except FormulaError as error:
            self.wrong("formula", error.message, cure=error.cure)
            return None

    def _minimum(self, level: str) -> dict[str, Decimal]:
        given = self.entry.get("minimum") or {}
        if not isinstance(given, dict):
            self.wrong("minimum", f"'{given}'", "metric: number")
            return {}
        additive = [name for name, adds in self.columns[level].items() if adds]
        found = {}
        for name, value in given.items():
            if name not in additive:
                close = difflib.get_close_matches(str(name), additive, n=1)
                self.wrong("minimum", f"unknown metric '{name}'", cure=f"Did you mean {close[0]}?" if close else "")
            number = self._number("minimum", value)
            if number is not None:
                found[str(name)] = number
        return found

    def _order(self, direction: str, target: Decimal | None, warn: Decimal | None) -> None:
        if warn is None:
            return
        if target is None:
            self.wrong("warn", "warn without target", cure="Give a target too")
        elif (warn > target) if direction == "up" else (warn < target):
            side = "below" if direction == "up" else "above"
            self.wrong("warn", f"warn {warn} is on the good side of target {target}", f"a number {side} the target")
