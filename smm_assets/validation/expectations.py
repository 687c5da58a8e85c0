"""The door to Great Expectations: a view and rules go in, which rows break which rule comes out.

Belongs here: everything that touches Great Expectations, imported inside the functions because that takes seconds.
Not here: what is checked (`rules.py`). One context serves the whole process; nothing is sent anywhere.
"""

import os
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from smm_assets.errors import SmmError
from smm_assets.validation.rules import Rule

_COMPLETE = {"result_format": "COMPLETE", "include_unexpected_rows": False, "return_unexpected_index_query": False}


@dataclass(frozen=True, kw_only=True)
class Finding:
    """How one rule fared. rows: positions in the view that break it; all of them when the table itself is wrong."""

    rule: Rule
    success: bool
    rows: np.ndarray
    observed: str


def check(view: pd.DataFrame, rules: Sequence[Rule], suite: str) -> list[Finding]:
    """Check the view, in the order of the rules. Raises SmmError when a rule could not be evaluated at all."""
    batch, suite_of = _batch(_needed(view, rules)), _suite(rules, suite)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        outcome = batch.validate(suite_of, result_format=_COMPLETE)
    by_position = {result.expectation_config.meta["position"]: result for result in outcome.results}
    return [_finding(rule, by_position[position], view) for position, rule in enumerate(rules)]


@cache
def _great_expectations() -> Any:
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import great_expectations
    return great_expectations


@cache
def _definition() -> Any:
    from great_expectations.data_context.types.base import ProgressBarsConfig

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        context = _great_expectations().get_context(mode="ephemeral")
        context.variables.progress_bars = ProgressBarsConfig(globally=False)
        source = context.data_sources.add_pandas("batches")
        return source.add_dataframe_asset("rows").add_batch_definition_whole_dataframe("whole")


def _needed(view: pd.DataFrame, rules: Sequence[Rule]) -> pd.DataFrame:
    """Only the columns the rules look at; only their names where the rules look at the table as a whole."""
    if all(rule.expectation.startswith("expect_table") for rule in rules):
        return view.head(0)
    keys = ("column", "column_A", "column_B")
    used = {str(rule.arguments[key]) for rule in rules for key in keys if key in rule.arguments}
    return view[[name for name in view.columns if name in used]]


def _batch(view: pd.DataFrame) -> Any:
    _great_expectations()
    return _definition().get_batch({"dataframe": view})


def _suite(rules: Sequence[Rule], name: str) -> Any:
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
    from great_expectations.expectations.metadata_types import FailureSeverity

    configured = [
        ExpectationConfiguration(
            type=rule.expectation,
            kwargs=dict(rule.arguments),
            meta={"position": position},
            severity=FailureSeverity.CRITICAL if rule.severity == "error" else FailureSeverity.WARNING,
        )
        for position, rule in enumerate(rules)
    ]
    return _great_expectations().ExpectationSuite(name=name, expectations=configured)


def _finding(rule: Rule, result: Any, view: pd.DataFrame) -> Finding:
    raised = result.exception_info or {}
    if raised.get("raised_exception", False) or any(
        isinstance(item, dict) and item.get("raised_exception") for item in raised.values()
    ):
        raise SmmError(f"rule {rule.rule} on {rule.column} could not be checked: {raised}")
    rows = _rows(rule, result, view)
    if result.success:
        return Finding(rule=rule, success=True, rows=rows, observed=f"all {len(view)} rows")
    return Finding(rule=rule, success=False, rows=rows, observed=_observed(rule, result, rows, view))


def _rows(rule: Rule, result: Any, view: pd.DataFrame) -> np.ndarray:
    if result.success:
        return np.array([], dtype=np.int64)
    if rule.expectation.startswith("expect_table"):
        return np.arange(len(view))
    positions = np.array(sorted(result.result["unexpected_index_list"]), dtype=np.int64)
    if rule.keep_first:
        positions = positions[view[rule.column].iloc[positions].duplicated().to_numpy()]
    return positions


def _observed(rule: Rule, result: Any, rows: np.ndarray, view: pd.DataFrame) -> str:
    if rule.expectation.startswith("expect_table"):
        return f"columns {', '.join(map(str, result.result['observed_value']))}"
    return f"{len(rows)} of {len(view)} rows"
