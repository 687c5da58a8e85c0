"""One entry of kpis.yml: every fault of it with file, line, KPI and key, or the KPI it is.

Belongs here: the keys of an entry and what each may hold. Not here: the file around it (`read`), reading a value
(`fields`), the grammar (`formula`), units (`units`) or the order of thresholds (`thresholds`).
"""

import ast
import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from smm_assets.errors import FormulaError
from smm_assets.kpis.alike import check_kinds, check_parts
from smm_assets.kpis.definition import Direction, Kpi, Level, Ratio, Unit
from smm_assets.kpis.fields import Fields
from smm_assets.kpis.formula import names, parsed, ratio_of
from smm_assets.kpis.metrics import LEVELS, Vocabulary
from smm_assets.kpis.thresholds import KEYS as THRESHOLDS
from smm_assets.kpis.thresholds import Levels, check_sign, direction_fault, threshold_faults
from smm_assets.kpis.units import check_sums, unit_fault, unit_of

SAMPLE, SAMPLE_BEFORE = "min_sample", "minimum"
KEYS = ("name", "title", "formula", "unit", "direction", "description", "owner", "level", *THRESHOLDS, SAMPLE)
_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
_SAMPLE_SHOWN = "metric: number, such as {impressions: 1000}"


@dataclass(kw_only=True)
class Entry(Fields):
    """An entry with the words its formula may use."""

    words: Vocabulary

    def kpi(self, taken: Sequence[str]) -> Kpi | None:
        """The KPI, or None with `faults` saying why. taken: names of entries before it."""
        self._unknown_keys()
        name = self._name(taken)
        level = cast(Level, self.choice("level", LEVELS, "channel"))
        direction = cast(Direction, self.choice("direction", ("up", "down"), None))
        formula, unit = self.text("formula"), self.text("unit")
        ratio, kind = self._meaning(formula, unit, level)
        target, warn, breach = self._thresholds(direction, ratio)
        min_sample = self._sample(level, ratio)
        title, description, owner = (self.optional_text(key) for key in ("title", "description", "owner"))
        if self.faults or ratio is None or kind is None:
            return None
        return Kpi(
            name=name,
            title=title or name.replace("_", " "),
            formula=formula,
            ratio=ratio,
            unit=unit,
            kind=kind,
            direction=direction,
            min_sample=min_sample,
            description=description,
            owner=owner,
            level=level,
            target=target,
            warn=warn,
            breach=breach,
        )

    def _unknown_keys(self) -> None:
        for key in self.content:
            if key not in (*KEYS, SAMPLE_BEFORE):
                close = difflib.get_close_matches(str(key), KEYS, n=1)
                cure = f"Did you mean {close[0]}?" if close else "Remove it"
                self.wrong(str(key), "unknown key", f"one of {', '.join(KEYS)}", cure)

    def _name(self, taken: Sequence[str]) -> str:
        name = self.text("name")
        if name and not _NAME.fullmatch(name):
            self.wrong("name", f"'{name}'", "small letters, digits and _, such as cost_per_order", "Rename it")
        if name in taken:
            self.wrong("name", f"'{name}' is there twice", "one entry of a name", "Rename one")
        return name

    def _meaning(self, formula: str, unit: str, level: Level) -> tuple[Ratio | None, Unit | None]:
        """The formula as a ratio of sums with its unit; None for what it is not."""
        if not formula:
            return None, None
        try:
            tree = parsed(formula)
        except FormulaError as error:
            self.said("formula", error)
            return None, None
        refused = [fault for name in names(tree) if (fault := self.words.refusal(name, level)) is not None]
        for fault in refused:
            self.said("formula", fault)
        try:
            ratio = ratio_of(tree)
            kind = None if refused else self._unit(tree, ratio, level)
        except FormulaError as error:
            self.said("formula", error)
            return None, None
        mistaken = unit_fault(unit, kind, ratio) if unit and kind else None
        if mistaken is not None:
            self.said("unit", mistaken)
        return ratio, kind

    def _unit(self, tree: ast.expr, ratio: Ratio, level: Level) -> Unit:
        usable = self.words.usable(level)
        unit = unit_of(ratio, usable)
        check_sums(tree, usable)
        check_kinds(tree, usable)
        check_parts(ratio)
        check_sign(ratio)
        return unit

    def _thresholds(self, direction: Direction, ratio: Ratio | None) -> Levels:
        given = {key: self.content.get(key) for key in THRESHOLDS}
        target, warn, breach = (None if value is None else self.number(key, value) for key, value in given.items())
        read = (target, warn, breach)
        is_told = self.content.get("direction") == direction
        backwards = direction_fault(direction, ratio) if is_told and ratio is not None else None
        if backwards is not None:
            self.said("direction", backwards)
        if is_told and all(
            number is not None or given[key] is None for key, number in zip(THRESHOLDS, read, strict=True)
        ):
            for key, fault in threshold_faults(direction, read, ratio):
                self.said(key, fault)
        return read

    def _sample(self, level: Level, ratio: Ratio | None) -> dict[str, Decimal]:
        key = SAMPLE_BEFORE if SAMPLE_BEFORE in self.content and SAMPLE not in self.content else SAMPLE
        given = self.content.get(key)
        if SAMPLE_BEFORE in self.content and SAMPLE in self.content:
            self.wrong(SAMPLE_BEFORE, f"stands beside {SAMPLE}, which means the same", SAMPLE, "Remove one")
        if given is None or given == {}:
            below = ratio.bottom.metrics or ratio.top.metrics if ratio is not None else ()
            cure = (
                f"Say from which sum on a value may be judged, such as {{{below[0] if below else 'impressions'}: 30}}"
            )
            self.wrong(key, "missing", _SAMPLE_SHOWN, cure)
            return {}
        if not isinstance(given, dict):
            self.wrong(key, f"'{given}'", _SAMPLE_SHOWN, "Name the metric that is to be reached")
            return {}
        return {str(name): number for name, value in given.items() if (number := self._least(key, name, value, level))}

    def _least(self, key: str, name: Any, value: Any, level: Level) -> Decimal | None:
        refused = self.words.refusal(str(name), level)
        if refused is not None:
            self.said(key, refused)
        number = self.number(key, value, f"a number of {name}")
        if number is not None and number <= 0:
            self.wrong(key, f"{name}: {number}", "a number above 0", "Say how much is enough to judge by")
        return number
