"""Validating one batch of canonical rows: good rows go on, bad ones are held back with the reason.

Belongs here: turning broken rules into rejected rows and result rows. Not here: rules, the view, Great Expectations.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pandas as pd

from smm_assets.ingest.contract import Report
from smm_assets.schema import RawTable
from smm_assets.validation.expectations import Finding, check
from smm_assets.validation.rules import MISSING_KEY, MONEY_WITHOUT_CURRENCY, SPEND_WITHOUT_DELIVERY, Rule, rules
from smm_assets.validation.view import derived_names, view

REJECTED = ("row_number", "rule", "column", "value", "reason", "severity")
RESULTS = ("expectation", "column_name", "success", "observed", "expected", "unexpected_count", "severity", "suite")
Check = Callable[[pd.DataFrame, Sequence[Rule], str], list[Finding]]
_SPOKEN_OF = {MONEY_WITHOUT_CURRENCY: "currency", SPEND_WITHOUT_DELIVERY: "impressions"}


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What became of a batch.

    good: the frame without the rejected records, untouched otherwise. rejected: row_number, rule, column, value,
    reason, severity; a row for each error of each record. results: expectation, column_name, success, observed,
    expected, unexpected_count, severity, suite; a row for each rule that applied, warnings too.
    """

    good: pd.DataFrame
    rejected: pd.DataFrame
    results: pd.DataFrame


def validate(
    frame: pd.DataFrame, table: RawTable, report: Report | None, *, now: datetime, by: Check = check
) -> Verdict:
    """Check canonical rows of `table` (without file_id and loaded_at). A record is rejected whole or not at all.

    Rules on columns that hold nothing are left out. by: who is asked; `predicates.check` answers alike without Great
    Expectations. Raises SmmError when a rule cannot be evaluated.
    """
    suite = f"raw.{table.name}" + (f" {report.network} {report.name}" if report is not None else "")
    seen = view(frame, table)
    findings = _schema_first(seen, table, rules(table, now), suite, by)
    rejected = _rejected(frame, seen, findings)
    bad = frame["row_number"].isin(rejected["row_number"]) if len(rejected) else pd.Series(False, index=frame.index)
    return Verdict(good=frame[~bad.to_numpy(dtype=bool)], rejected=rejected, results=_results(findings, suite))


def _schema_first(seen: pd.DataFrame, table: RawTable, every: Sequence[Rule], suite: str, by: Check) -> list[Finding]:
    shape, *others = every
    found = by(seen.drop(columns=list(derived_names(table)), errors="ignore"), [shape], suite)
    if not found[0].success or seen.empty:
        return found
    return found + by(seen, [rule for rule in others if _applies(rule, seen)], suite)


def _applies(rule: Rule, seen: pd.DataFrame) -> bool:
    if not rule.optional or rule.column in _SPOKEN_OF:
        return True
    return bool(seen[rule.column].notna().any()) and (not rule.beside or bool(seen[rule.beside].notna().any()))


def _rejected(frame: pd.DataFrame, seen: pd.DataFrame, findings: Sequence[Finding]) -> pd.DataFrame:
    parts = [_faults(frame, seen, found) for found in findings if found.rule.severity == "error" and len(found.rows)]
    if not parts:
        return pd.DataFrame({name: pd.Series(dtype="int64" if name == "row_number" else "str") for name in REJECTED})
    together = pd.concat(parts, ignore_index=True)
    together = together.drop_duplicates(["row_number", "rule"], ignore_index=True)
    return together.sort_values("row_number", kind="stable", ignore_index=True)


def _faults(frame: pd.DataFrame, seen: pd.DataFrame, found: Finding) -> pd.DataFrame:
    rule, positions = found.rule, found.rows
    column = pd.Series(_SPOKEN_OF.get(rule.column, rule.column), index=range(len(positions)))
    if rule.column == MISSING_KEY:
        column = pd.Series(seen[MISSING_KEY].to_numpy()[positions])
    return pd.DataFrame(
        {
            "row_number": frame["row_number"].to_numpy()[positions].astype("int64"),
            "rule": rule.rule,
            "column": column.astype("str"),
            "value": _values(frame, rule, positions),
            "reason": rule.reason,
            "severity": rule.severity,
        }
    )


def _values(frame: pd.DataFrame, rule: Rule, positions: np.ndarray) -> list[str]:
    if rule.column not in frame.columns:
        return [""] * len(positions)
    shown = [str(value) for value in frame[rule.column].iloc[positions]]
    if rule.beside:
        others = frame[rule.beside].iloc[positions]
        shown = [f"{value} ({rule.beside} {other})" for value, other in zip(shown, others, strict=True)]
    return shown


def _results(findings: Sequence[Finding], suite: str) -> pd.DataFrame:
    rows = [
        {
            "expectation": found.rule.expectation,
            "column_name": " ".join(filter(None, (_spoken(found.rule), found.rule.beside))),
            "success": found.success,
            "observed": found.observed,
            "expected": found.rule.expected,
            "unexpected_count": len(found.rows),
            "severity": found.rule.severity,
            "suite": suite,
        }
        for found in findings
    ]
    return pd.DataFrame(rows, columns=list(RESULTS))


def _spoken(rule: Rule) -> str:
    return "every key" if rule.column == MISSING_KEY else _SPOKEN_OF.get(rule.column, rule.column)
