"""Validating one batch of canonical rows: good rows go on, bad ones are held back with the reason.

Belongs here: turning broken rules into rejected rows and result rows. Not here: rules (`rules.py`), what they mean
(`predicates.py`), and Great Expectations, which is asked once for all batches of a part (`confirm.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

import numpy as np
import pandas as pd
import pyarrow as pa

from smm_assets.ingest.contract import Report
from smm_assets.schema import RawTable
from smm_assets.validation.columns import Columns
from smm_assets.validation.evidence import Evidence, evidence
from smm_assets.validation.finding import Finding
from smm_assets.validation.predicates import applies, check
from smm_assets.validation.rules import MISSING_KEY, MONEY_WITHOUT_CURRENCY, SPEND_WITHOUT_DELIVERY, Rule, rules

REJECTED = ("row_number", "rule", "column", "value", "reason", "severity")
RESULTS = ("expectation", "column_name", "success", "observed", "expected", "unexpected_count", "severity", "suite")
Frame = TypeVar("Frame", pd.DataFrame, pa.Table)
_SPOKEN_OF = {MONEY_WITHOUT_CURRENCY: "currency", SPEND_WITHOUT_DELIVERY: "impressions"}


@dataclass(frozen=True, kw_only=True)
class Verdict(Generic[Frame]):
    """What became of a batch.

    good: the frame without the rejected records, untouched otherwise. rejected: row_number, rule, column, value,
    reason, severity; a row for each error of each record. results: expectation, column_name, success, observed,
    expected, unexpected_count, severity, suite; a row for each rule that applied, warnings too. evidence: the rows
    that decide, for Great Expectations to confirm.
    """

    good: Frame
    rejected: pd.DataFrame
    results: pd.DataFrame
    evidence: Evidence


def validate(frame: Frame, table: RawTable, report: Report | None, *, now: datetime) -> Verdict[Frame]:
    """Check canonical rows of `table` (without file_id and loaded_at). A record is rejected whole or not at all.

    Rules on columns that hold nothing are left out. Raises SmmError when a rule cannot be evaluated.
    """
    suite = f"raw.{table.name}" + (f" {report.network} {report.name}" if report is not None else "")
    rows = Columns(frame, table)
    findings = findings_on(rows, rules(table, now))
    rejected = _rejected(rows, findings)
    return Verdict(
        good=_good(frame, rows, rejected),
        rejected=rejected,
        results=_results(findings, suite),
        evidence=evidence(rows, findings, suite),
    )


def findings_on(rows: Columns, every: Sequence[Rule]) -> list[Finding]:
    """How the rules fared that have anything to look at; only the first, the shape of the table, if that is wrong."""
    shape, *others = every
    found = check(rows, [shape])
    if not found[0].success or not len(rows):
        return found
    return found + check(rows, [rule for rule in others if applies(rows, rule)])


def _good(frame: Frame, rows: Columns, rejected: pd.DataFrame) -> Frame:
    if not len(rejected):
        return frame
    good = ~np.isin(rows["row_number"].to_numpy(), rejected["row_number"].to_numpy())
    return frame.filter(pa.array(good)) if isinstance(frame, pa.Table) else frame[good]


def _rejected(rows: Columns, findings: Sequence[Finding]) -> pd.DataFrame:
    parts = [_faults(rows, found) for found in findings if found.rule.severity == "error" and len(found.rows)]
    if not parts:
        return pd.DataFrame({name: pd.Series(dtype="int64" if name == "row_number" else "str") for name in REJECTED})
    together = pd.concat(parts, ignore_index=True)
    together = together.drop_duplicates(["row_number", "rule"], ignore_index=True)
    return together.sort_values("row_number", kind="stable", ignore_index=True)


def _faults(rows: Columns, found: Finding) -> pd.DataFrame:
    rule, positions = found.rule, found.rows
    column = [_SPOKEN_OF.get(rule.column, rule.column)] * len(positions)
    if rule.column == MISSING_KEY:
        column = rows.first_missing(positions)
    return pd.DataFrame(
        {
            "row_number": rows["row_number"].to_numpy()[positions].astype("int64"),
            "rule": rule.rule,
            "column": pd.Series(column, dtype="str"),
            "value": _values(rows, rule, positions),
            "reason": rule.reason,
            "severity": rule.severity,
        }
    )


def _values(rows: Columns, rule: Rule, positions: np.ndarray) -> list[str]:
    if rule.column not in rows.names:
        return [""] * len(positions)
    chosen = pa.array(positions, pa.int64())
    shown = [str(value) for value in rows[rule.column].take(chosen).to_pylist()]
    if rule.beside:
        others = rows[rule.beside].take(chosen).to_pylist()
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
