"""The words of formulas: what may be added up at each level, and why every other name of the tables may not.

Belongs here: units of metrics and the refusals of names. Not here: the grammar (`formula`), units of sums (`units`) or
which counts are alike (`alike`).
"""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from smm_assets.errors import FormulaError
from smm_assets.kpis.definition import DAYS
from smm_assets.schema import AD_DELIVERY, RAW_TABLES
from smm_assets.schema.metrics import METRICS
from smm_assets.sqlmodels.model import ColumnSpec, Model

Kind = Literal["money", "count", "days", "ratio", "people", "original money", "other"]
LEVELS = ("channel", "campaign")
_NUMBERS = ("count", "decimal")


@dataclass(frozen=True, kw_only=True)
class Metric:
    """One name of a table. adds: whether it may be summed over days, so that formulas may use it."""

    name: str
    kind: Kind
    description: str = ""
    adds: bool = False


THE_DAYS = Metric(
    name=DAYS, kind="days", adds=True, description="days of the window on which the formula's metrics are known"
)


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """levels: level → names of its daily table; elsewhere: names that other tables have."""

    levels: Mapping[str, Mapping[str, Metric]]
    elsewhere: Mapping[str, Metric]

    def usable(self, level: str) -> dict[str, Metric]:
        """What formulas of the level may use, by name."""
        return {DAYS: THE_DAYS, **{name: one for name, one in self.levels[level].items() if one.adds}}

    def refusal(self, name: str, level: str) -> FormulaError | None:
        """Why formulas of the level may not use the name; None when they may."""
        usable = self.usable(level)
        if name in usable:
            return None
        others = [other for other in self.levels if name in self.usable(other)]
        if others:
            seen = f"'{name}' is known per {others[0]}, not per {level}"
            return FormulaError(seen, expected=_listed(usable), cure=f"Write level: {others[0]}, or use one of these")
        known = self.levels[level].get(name) or self.elsewhere.get(name)
        return _unknown(name, usable) if known is None else _unfit(known, level, usable)


def vocabulary(models: Mapping[str, Model]) -> Vocabulary:
    """The words of the models' daily tables and of everything beside them."""
    paid = {column.name: column.description for column in AD_DELIVERY.columns if column.role == "measure"}
    levels = {
        level: {one.name: metric_of(one, paid.get(one.name, "")) for one in models[f"{level}_daily"].columns}
        for level in LEVELS
        if f"{level}_daily" in models
    }
    others = {column.name: metric_of(column) for model in models.values() for column in model.columns}
    return Vocabulary(levels=levels, elsewhere={**others, **_people()})


@cache
def metric_of(column: ColumnSpec, meaning: str = "") -> Metric:
    """A column as a word of formulas. meaning: what it says of itself when empty."""
    kind = _kind(column)
    adds = column.additive and kind in ("money", "count")
    return Metric(name=column.name, kind=kind, description=meaning or column.description, adds=adds)


def _kind(column: ColumnSpec) -> Kind:
    if column.name in _people() or column.unit == "people":
        return "people"
    if column.kind == "money":
        return "money" if column.unit == "reporting currency" else "original money"
    if column.kind in ("ratio", "share"):
        return "ratio"
    return "count" if column.kind in _NUMBERS else "other"


@cache
def _people() -> dict[str, Metric]:
    """Distinct or standing numbers of people, by name."""
    raw = {
        column.name: column.description
        for table in RAW_TABLES.values()
        for column in table.columns
        if column.role == "non_additive" and column.kind == "count"
    }
    named = {one.name: one.description for one in METRICS.values() if one.unit == "people"}
    return {name: Metric(name=name, kind="people", description=text) for name, text in {**raw, **named}.items()}


def _unknown(name: str, usable: Iterable[str]) -> FormulaError:
    close = difflib.get_close_matches(name.casefold(), sorted(usable), n=1)
    if close:
        return FormulaError(f"unknown metric '{name}'", cure=f"Did you mean {close[0]}?")
    return FormulaError(f"unknown metric '{name}'", expected=_listed(usable), cure="Use one of these")


def _unfit(metric: Metric, level: str, usable: Iterable[str]) -> FormulaError:
    name = metric.name
    if metric.kind == "people":
        seen = f"'{name}' counts people, who never add up across days, campaigns or placements"
        cure = "Use impressions, or read reach_low and reach_high of the table reach, the bounds of a window"
        return FormulaError(seen, expected="metrics that add up over days", cure=cure)
    if metric.kind == "original money":
        seen = f"'{name}' is in the currency of each account: mixed currencies are never added up"
        own = name.removesuffix("_original")
        cure = f"Use {own if own in usable else 'spend'}"
        return FormulaError(seen, expected="money in the reporting currency", cure=cure)
    if metric.kind == "ratio":
        seen = f"'{name}' is a ratio: ratios of days cannot be added up"
        return FormulaError(seen, expected=f"the sums it is made of ({metric.description})", cure="Divide sums by sums")
    why = f"is not known per {level} and day" if metric.adds else "cannot be added up over days"
    seen = f"'{name}' {why}"
    return FormulaError(seen, expected=_listed(usable), cure="Use one of these")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
