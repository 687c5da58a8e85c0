"""Every row judged by the rules, exactly and without Great Expectations.

Belongs here: what each type of expectation means, over whole Arrow columns; rows are looked at one by one only in
columns whose extremes break the rule. Not here: which rules there are (`rules.py`), what Great Expectations says of the
rows that decide (`confirm.py`).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from smm_assets.errors import SmmError
from smm_assets.validation.columns import Columns
from smm_assets.validation.finding import NONE, Finding
from smm_assets.validation.rules import Rule

Judged = tuple[np.ndarray, np.ndarray]  # positions of rows that break the rule; of its witnesses
Predicate = Callable[[Columns, Rule], Judged]


def check(rows: Columns, rules: Sequence[Rule]) -> list[Finding]:
    """Judge the rows, in the order of the rules. Raises SmmError for an expectation not known here."""
    return [_finding(rows, rule) for rule in rules]


def applies(rows: Columns, rule: Rule) -> bool:
    """Whether a rule has anything to look at; one on a column that holds nothing is left out."""
    if not rule.optional or rule.column not in rows.names:
        return True
    return rows.holds(rule.column) and (not rule.beside or rows.holds(rule.beside))


def _finding(rows: Columns, rule: Rule) -> Finding:
    if rule.expectation == "expect_table_columns_to_match_set":
        return _columns(rows, rule)
    if rule.expectation not in PREDICATES:
        raise SmmError(f"rule {rule.rule} on {rule.column} could not be checked: {rule.expectation} is not known here")
    broken, witnesses = PREDICATES[rule.expectation](rows, rule)
    counted = f"{len(broken)} of {len(rows)} rows" if len(broken) else f"all {len(rows)} rows"
    return Finding(rule=rule, success=not len(broken), rows=broken, observed=counted, witnesses=witnesses)


def _columns(rows: Columns, rule: Rule) -> Finding:
    if set(rows.names) == _strings(rule.arguments["column_set"]):
        return Finding(rule=rule, success=True, rows=NONE, observed=f"all {len(rows)} rows")
    observed = f"columns {', '.join(sorted(rows.names))}"
    return Finding(rule=rule, success=False, rows=np.arange(len(rows)), observed=observed)


def _null(rows: Columns, rule: Rule) -> Judged:
    return _marked(rows.present(str(rule.arguments["column"])))


def _not_null(rows: Columns, rule: Rule) -> Judged:
    return _marked(~rows.present(str(rule.arguments["column"])))


def _marked(broken: np.ndarray) -> Judged:
    found = np.flatnonzero(broken)
    return found, found[:1] if len(found) else np.arange(min(1, len(broken)))


def _repeated(rows: Columns, rule: Rule) -> Judged:
    codes, values = _encoded(rows[str(rule.arguments["column"])])
    known = np.flatnonzero(codes >= 0)
    if len(known) == len(values):
        return NONE, NONE
    first = _first(codes, len(values))
    again = known[first[codes[known]] != known]
    broken = again if rule.keep_first else np.union1d(again, first[codes[again]])
    return broken, np.array([again[0], first[codes[again[0]]]])


def _encoded(column: pa.ChunkedArray) -> tuple[np.ndarray, pa.Array]:
    """Number of the value of each row, -1 where there is none; the values."""
    texts = column.cast(pa.string())
    encoded = (texts.chunk(0) if texts.num_chunks == 1 else texts.combine_chunks()).dictionary_encode()
    return encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False), encoded.dictionary


def _first(codes: np.ndarray, count: int) -> np.ndarray:
    """Position of the first row of each value: written backwards, the first one is written last."""
    first = np.full(count + 1, -1, dtype=np.int64)  # the last place is for rows without a value
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    return first[:count]


def _outside(rows: Columns, rule: Rule) -> Judged:
    """The extremes tell whether any row is outside: making doubles keeps the order."""
    name = str(rule.arguments["column"])
    extremes = rows.extremes(name)
    if not _beyond(rows.numbers_at(name, extremes), rule.arguments).any():
        return NONE, extremes
    return np.flatnonzero(_beyond(rows.numbers(name), rule.arguments)), extremes


def _beyond(values: np.ndarray, arguments: Mapping[str, object]) -> np.ndarray:
    low, high = (_bound(arguments, name, other) for name, other in (("min_value", -np.inf), ("max_value", np.inf)))
    return (values < low) | (values > high)


def _bound(arguments: Mapping[str, object], name: str, otherwise: float) -> float:
    value = arguments.get(name)
    return otherwise if value is None else float(str(value))


def _strangers(rows: Columns, rule: Rule) -> Judged:
    """Of more values than the set has, any one more than that holds a stranger: so many decide."""
    column, allowed = rows[str(rule.arguments["column"])], _strings(rule.arguments["value_set"])
    codes, values = _encoded(column)
    strange = np.array([value not in allowed for value in values.to_pylist()] + [False])
    witnesses = np.sort(_first(codes, len(values)))[: len(allowed) + 1]
    return np.flatnonzero(strange[codes]) if strange.any() else NONE, witnesses


def _strings(values: Any) -> set[str]:
    return {str(value) for value in values}


def _less(rows: Columns, rule: Rule) -> Judged:
    """Rows whose first column is below the second; a row that lacks either says nothing."""
    first, second = (rows.numbers(str(rule.arguments[name])) for name in ("column_A", "column_B"))
    above = first - second
    known = ~np.isnan(above)
    if not known.any():
        return NONE, NONE
    least = int(np.argmin(np.where(known, above, np.inf)))
    broken = np.flatnonzero(first < second) if above[least] < 0 else NONE
    return broken, np.array([least])


PREDICATES: Mapping[str, Predicate] = {
    "expect_column_values_to_be_null": _null,
    "expect_column_values_to_not_be_null": _not_null,
    "expect_column_values_to_be_unique": _repeated,
    "expect_column_values_to_be_between": _outside,
    "expect_column_values_to_be_in_set": _strangers,
    "expect_column_pair_values_a_to_be_greater_than_b": _less,
}
