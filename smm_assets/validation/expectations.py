"""The door to Great Expectations: a view and rules go in, which rows break which rule comes out.

Belongs here: everything that touches Great Expectations, imported inside the functions because that takes seconds.
Not here: what is checked (`rules.py`). One context serves the whole process; nothing is sent anywhere.
"""

import gc
import os
import warnings
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from smm_assets.errors import SmmError
from smm_assets.validation.finding import Finding
from smm_assets.validation.rules import Rule

_YES_OR_NO = {"result_format": "BOOLEAN_ONLY"}
_COMPLETE = {"result_format": "COMPLETE", "include_unexpected_rows": False, "return_unexpected_index_query": False}


def check(view: pd.DataFrame, rules: Sequence[Rule], suite: str) -> list[Finding]:
    """Check the view, in the order of the rules. Raises SmmError when a rule could not be evaluated at all.

    All rules are asked for a yes or no first, which is twice as fast; only the broken ones for their rows.
    """
    every = range(len(rules))
    broken = [position for position, result in _asked(view, rules, every, suite, _YES_OR_NO) if not result.success]
    findings = {
        position: _finding(rules[position], result, view)
        for position, result in _asked(view, rules, broken, suite, _COMPLETE)
    }
    held = np.array([], dtype=np.int64)
    passed = f"all {len(view)} rows"
    return [
        findings.get(position, Finding(rule=rule, success=True, rows=held, observed=passed))
        for position, rule in enumerate(rules)
    ]


def _asked(
    view: pd.DataFrame, rules: Sequence[Rule], positions: Sequence[int], suite: str, detail: dict[str, Any]
) -> Iterator[tuple[int, Any]]:
    """Results of the rules at these positions."""
    if not positions:
        return
    chosen = [rules[position] for position in positions]
    batch, suite_of = _batch(_needed(view, chosen)), _suite(chosen, suite)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        outcome = batch.validate(suite_of, result_format=detail)
    for result in outcome.results:
        position = positions[result.expectation_config.meta["position"]]
        _must_have_run(rules[position], result)
        yield position, result


@cache
def _great_expectations() -> Any:
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import great_expectations
    gc.freeze()  # half a million objects that stay: looking through them for what can go would take half a second
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
    """Only the columns the rules look at, all of them where a rule looks at the table as a whole."""
    if any(rule.expectation.startswith("expect_table") for rule in rules):
        return view
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


def _must_have_run(rule: Rule, result: Any) -> None:
    raised = result.exception_info or {}
    if raised.get("raised_exception", False) or any(
        isinstance(item, dict) and item.get("raised_exception") for item in raised.values()
    ):
        raise SmmError(f"rule {rule.rule} on {rule.column} could not be checked: {raised}")


def _finding(rule: Rule, result: Any, view: pd.DataFrame) -> Finding:
    rows = _rows(rule, result, view)
    return Finding(rule=rule, success=False, rows=rows, observed=_observed(rule, result, rows, view))


def _rows(rule: Rule, result: Any, view: pd.DataFrame) -> np.ndarray:
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
