"""Great Expectations confirms what the predicates found, on the rows that decide.

Belongs here: collecting the evidence of a part's batches, and what to do when the two judges disagree: the file is
refused, for then nobody knows which rows are good. Not here: either judge (`expectations.py`, `predicates.py`).
"""

from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from smm_assets.errors import SmmError
from smm_assets.schema import RawTable
from smm_assets.validation import expectations, predicates
from smm_assets.validation.columns import Columns
from smm_assets.validation.evidence import Evidence
from smm_assets.validation.finding import Finding
from smm_assets.validation.rules import Rule
from smm_assets.validation.view import derived_names, view

HELD_ROWS = 20_000
_WANTS_VALUE = "expect_column_values_to_not_be_null"
Whose = TypeVar("Whose", bound=Hashable)


class Disagreement(SmmError):
    """Great Expectations judges rows otherwise than the predicates of this software do."""


class Confirming:
    """Asks Great Expectations about the evidence of batches: a few times a part, for each time has its price.

    rows: how many it has confirmed so far.
    """

    def __init__(self) -> None:
        self.rows = 0
        self._waiting: list[Evidence] = []

    def add(self, found: Evidence) -> None:
        """Take the evidence of a batch; raises Disagreement when enough waits to be judged and the judges differ."""
        if self._waiting and _asked(self._waiting[0]) != _asked(found):
            self.finish()
        self._waiting.append(found)
        if sum(len(one.rows) for one in self._waiting) > HELD_ROWS:
            self.finish()

    def finish(self) -> None:
        """Have everything judged that waits. Raises Disagreement."""
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            confirm(waiting)
            self.rows += sum(len(one.rows) for one in waiting)


class ConfirmingAfterwards(Generic[Whose]):
    """Asks Great Expectations about the evidence of many parts at once: those whose rows go into one table together.

    A rule that a part was not asked has nothing to look at in its rows, so no row of them can break it; but for rules
    that want a value, by which parts are told apart. A key may be in several parts, but once in each.
    """

    def __init__(self) -> None:
        self._waiting: dict[Whose, list[Evidence]] = {}

    def add(self, whose: Whose, found: Evidence) -> None:
        """Take the evidence of a batch of a part."""
        self._waiting.setdefault(whose, []).append(found)

    def forget(self, whose: Whose) -> None:
        """The part was not loaded."""
        self._waiting.pop(whose, None)

    @property
    def is_due(self) -> bool:
        """Whether so much waits that it should be judged now."""
        return sum(len(one.rows) for found in self._waiting.values() for one in found) > HELD_ROWS

    def finish(self) -> dict[Whose, Disagreement]:
        """Have everything judged that waits; says on which parts the judges disagree."""
        waiting, self._waiting = self._waiting, {}
        alike: dict[tuple[object, ...], list[tuple[Whose, Evidence]]] = {}
        for number, (whose, found) in enumerate(waiting.items()):
            for one in found:
                alike.setdefault(_together(one), []).append((whose, _with_keys_of(one, number)))
        differing: dict[Whose, Disagreement] = {}
        for together in alike.values():
            differing.update(_differing(together))
        return differing


def _differing(together: Sequence[tuple[Whose, Evidence]]) -> dict[Whose, Disagreement]:
    """The parts on whose evidence the judges disagree: all of them where no single one shows it."""
    try:
        confirm([found for _, found in together])
    except Disagreement as error:
        found: dict[Whose, Disagreement] = {}
        for whose in dict.fromkeys(whose for whose, _ in together):
            try:
                confirm([one for other, one in together if other == whose])
            except Disagreement as own:
                found[whose] = own
        return found or {whose: error for whose, _ in together}
    return {}


def _with_keys_of(found: Evidence, number: int) -> Evidence:
    """The evidence with keys that no other part has."""
    place = found.rows.column_names.index("row_key")
    keys = pc.binary_join_element_wise(pa.scalar(str(number)), found.rows["row_key"], " ")
    return replace(found, rows=found.rows.set_column(place, "row_key", keys))


def _asked(found: Evidence) -> tuple[object, ...]:
    """What of the evidence must be alike to be judged together."""
    return (found.suite, tuple(map(_name, found.rules)), tuple(found.rows.column_names))


def _together(found: Evidence) -> tuple[object, ...]:
    """What of the evidence of parts must be alike to be judged together."""
    values = (_name(rule) for rule in found.rules if rule.expectation == _WANTS_VALUE)
    return (found.table.name, tuple(values), tuple(found.rows.column_names))


def _name(rule: Rule) -> tuple[str, str, str]:
    """What tells the rules of a table apart."""
    return (rule.rule, rule.column, rule.beside)


def confirm(batches: Sequence[Evidence]) -> None:
    """Ask both judges all that any of the batches, which are of one table, was asked. Raises Disagreement."""
    first = batches[0]
    rows = pa.concat_tables([one.rows for one in batches], promote_options="permissive")
    rules = {_name(rule): rule for one in batches for rule in one.rules}
    broke = {_name(rule) for one in batches for rule, broken in zip(one.rules, one.broken, strict=True) if broken}
    told = said_by_great_expectations(rows, first.table, list(rules.values()), first.suite)
    own = predicates.check(Columns(rows, first.table), list(rules.values()))
    odd = [
        _difference(one, other)
        for name, one, other in zip(rules, told, own, strict=True)
        if one.success == (name in broke) or not _alike(one, other)
    ]
    if odd:
        suites = " and ".join(dict.fromkeys(one.suite for one in batches))
        raise Disagreement(
            f"{suites}: two ways of checking rows disagree: {'; '.join(odd)}",
            cure="Nothing of it was loaded. This is a fault of the software, not of the file: please report it",
        )


def _difference(one: Finding, other: Finding) -> str:
    where = f"{one.rule.rule} on {one.rule.column or 'the table'}"
    return f"{where}: {one.observed} by Great Expectations, {other.observed} here"


def _alike(one: Finding, other: Finding) -> bool:
    return one.success == other.success and one.rows.tolist() == other.rows.tolist()


def said_by_great_expectations(rows: pa.Table, table: RawTable, rules: Sequence[Rule], suite: str) -> list[Finding]:
    """What Great Expectations finds in canonical rows."""
    seen = view(rows.to_pandas(types_mapper=pd.ArrowDtype), table)
    return expectations.check(seen, [_with_derived(rule, table) for rule in rules], suite)


def _with_derived(rule: Rule, table: RawTable) -> Rule:
    """The view has columns beyond the table's; the rule on its columns knows them."""
    if "column_set" not in rule.arguments:
        return rule
    names = [*rule.arguments["column_set"], *derived_names(table)]  # type: ignore[misc]
    return replace(rule, arguments={**rule.arguments, "column_set": names})
