"""The rules asked of a view without Great Expectations: the same findings, without the seconds its import takes.

Belongs here: what each type of expectation means. Not here: which rules there are (`rules.py`). Loading always asks
Great Expectations (`expectations.py`); a look at a file before that asks here. A test holds the two equal.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from smm_assets.errors import SmmError
from smm_assets.validation.expectations import Finding
from smm_assets.validation.rules import Rule

Predicate = Callable[[pd.DataFrame, Rule], np.ndarray]


def check(view: pd.DataFrame, rules: Sequence[Rule], suite: str) -> list[Finding]:
    """Check the view, in the order of the rules. Raises SmmError for an expectation not known here."""
    return [_finding(view, rule) for rule in rules]


def _finding(view: pd.DataFrame, rule: Rule) -> Finding:
    if rule.expectation == "expect_table_columns_to_match_set":
        return _columns(view, rule)
    if rule.expectation not in BROKEN:
        raise SmmError(f"rule {rule.rule} on {rule.column} could not be checked: {rule.expectation} is not known here")
    rows = np.flatnonzero(BROKEN[rule.expectation](view, rule))
    if rule.keep_first:
        rows = rows[view[rule.column].iloc[rows].duplicated().to_numpy()]
    broken = f"{len(rows)} of {len(view)} rows"
    observed = broken if len(rows) else f"all {len(view)} rows"
    return Finding(rule=rule, success=not len(rows), rows=rows, observed=observed)


def _columns(view: pd.DataFrame, rule: Rule) -> Finding:
    names = [str(name) for name in view.columns]
    if set(names) == set(rule.arguments["column_set"]):  # type: ignore[call-overload]
        return Finding(rule=rule, success=True, rows=np.array([], dtype=np.int64), observed=f"all {len(view)} rows")
    observed = f"columns {', '.join(sorted(names))}"
    return Finding(rule=rule, success=False, rows=np.arange(len(view)), observed=observed)


def _column(view: pd.DataFrame, rule: Rule, which: str = "column") -> pd.Series:
    return view[str(rule.arguments[which])]


def _null(view: pd.DataFrame, rule: Rule) -> np.ndarray:
    return _column(view, rule).isna().to_numpy()


def _repeated(view: pd.DataFrame, rule: Rule) -> np.ndarray:
    values = _column(view, rule)
    return (values.duplicated(keep=False) & values.notna()).to_numpy()


def _outside(view: pd.DataFrame, rule: Rule) -> np.ndarray:
    values = _column(view, rule).to_numpy(dtype=float, na_value=np.nan)
    low, high = (_bound(rule.arguments, name, other) for name, other in (("min_value", -np.inf), ("max_value", np.inf)))
    return (values < low) | (values > high)


def _bound(arguments: Mapping[str, object], name: str, otherwise: float) -> float:
    value = arguments.get(name)
    return otherwise if value is None else float(str(value))


def _strangers(view: pd.DataFrame, rule: Rule) -> np.ndarray:
    values = _column(view, rule)
    return (values.notna() & ~values.isin(list(rule.arguments["value_set"]))).to_numpy()  # type: ignore[call-overload]


def _not_at_least(view: pd.DataFrame, rule: Rule) -> np.ndarray:
    """Rows whose first column is below the second; a row that lacks either says nothing."""
    first, second = (
        _column(view, rule, name).to_numpy(dtype=float, na_value=np.nan) for name in ("column_A", "column_B")
    )
    return first < second


BROKEN: Mapping[str, Predicate] = {
    "expect_column_values_to_be_null": lambda view, rule: ~_null(view, rule),
    "expect_column_values_to_not_be_null": _null,
    "expect_column_values_to_be_unique": _repeated,
    "expect_column_values_to_be_between": _outside,
    "expect_column_values_to_be_in_set": _strangers,
    "expect_column_pair_values_a_to_be_greater_than_b": _not_at_least,
}
