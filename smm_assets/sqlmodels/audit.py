"""Whether the rows of built models keep what the models promise.

Belongs here: checks of front matter and the queries of `dbt_like_sql/audits` as results. Not here: building.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from smm_assets.sqlmodels.graph import order
from smm_assets.sqlmodels.load import load_audits
from smm_assets.sqlmodels.model import Audit, Check, Model
from smm_assets.sqlmodels.render import render
from smm_assets.warehouse.columns import literal, quoted
from smm_assets.warehouse.dialects import translated
from smm_assets.warehouse.store import Store

SHOWN = 5
_SAID = {"error": "error", "warn": "warning"}


@dataclass(frozen=True, kw_only=True)
class AuditResult:
    """One demand and whether it held. observed: the first offending rows in words; severity: error or warning."""

    table_name: str
    suite: str
    expectation: str
    column_name: str
    success: bool
    observed: str
    expected: str
    unexpected_count: int
    severity: str


def audit(
    store: Store,
    models: Mapping[str, Model],
    run_at: datetime,
    select: Collection[str] | None = None,
    audits: Sequence[Audit] | None = None,
) -> list[AuditResult]:
    """Check every built model and run every audit whose tables are there; append to ops.validation_result.

    select: names of the models to check; an audit belongs to the model it reads that is built last.
    audits: as loaded; the shipped ones when None.
    """
    there = {layer: set(store.tables(layer)) for layer in {model.layer for model in models.values()}}
    built = {name: model for name, model in models.items() if name in there[model.layer]}
    chosen = set(built) if select is None else set(select)
    results = [result for name in built if name in chosen for result in _model_results(store, built[name])]
    for query, last in subjects(models, audits):
        read = set(query.model.refs) & set(models)
        if read <= set(built) and (last in chosen or (not last and select is None)):
            results.append(_audit_result(store, query, models.get(last)))
    if results:
        rows = [{"run_at": run_at, "file_id": None, "part": None, **asdict(result)} for result in results]
        store.load("ops", "validation_result", pd.DataFrame(rows))
    return results


def subjects(models: Mapping[str, Model], audits: Sequence[Audit] | None = None) -> list[tuple[Audit, str]]:
    """Every audit with the model it is about: of those it reads the one that is built last; "" where it reads none."""
    places = {name: place for place, name in enumerate(order(models))}
    known = load_audits(models) if audits is None else audits
    return [(one, max(set(one.model.refs) & set(models), key=places.__getitem__, default="")) for one in known]


def warned_of(models: Mapping[str, Model], audits: Sequence[Audit] | None = None) -> set[str]:
    """Names of the models of which a check or an audit only warns; errors can be found in every model."""
    own = {name for name, model in models.items() if any(check.severity == "warn" for check in model.checks)}
    return own | {name for one, name in subjects(models, audits) if name and one.severity == "warn"}


def _query(model: Model, checks: Sequence[Check], dialect: str) -> str:
    """A query of one row: how many rows of the model break each check, as c0, c1 …, all in one look at the model.

    DuckDB counts rows that share a fingerprint with another: 0 proves that there are no equal ones, others are counted.
    """
    table = quoted(model.layer, model.name)
    counts = ", ".join(f"{_count(model, check, dialect)} AS c{number}" for number, check in enumerate(checks))
    return f"SELECT {counts} FROM {table}"  # noqa: S608 names are ours


def _count(model: Model, check: Check, dialect: str) -> str:
    if check.kind == "unique":
        if dialect == "duckdb":
            return f"COUNT(*) - COUNT(DISTINCT HASH({_columns(check)}))"
        return f"({_doubled(model, check)})"
    if check.kind == "relation":
        return f"({_unrelated(model, check)})"
    return f"COUNT(CASE WHEN {_breaks(check, dialect)} THEN 1 END)"


def _columns(check: Check) -> str:
    return ", ".join(quoted(column) for column in check.columns)


def _doubled(model: Model, check: Check) -> str:
    rows = f"SELECT COUNT(*) AS n FROM {quoted(model.layer, model.name)} GROUP BY {_columns(check)} HAVING COUNT(*) > 1"  # noqa: S608
    return f"SELECT COUNT(*) AS bad FROM ({rows}) AS doubled"  # noqa: S608


def _unrelated(model: Model, check: Check) -> str:
    other, column = check.text.rsplit(".", 1)
    schema = model.tables.get(other, model.layer)
    found = f"SELECT {quoted(column)} FROM {quoted(schema, other)} WHERE {quoted(column)} IS NOT NULL"  # noqa: S608
    own, table = _columns(check), quoted(model.layer, model.name)
    return f"SELECT COUNT(*) AS bad FROM {table} WHERE {own} IS NOT NULL AND {own} NOT IN ({found})"  # noqa: S608


def _breaks(check: Check, dialect: str) -> str:
    if check.kind == "not_null":
        return f"{quoted(check.columns[0])} IS NULL"
    if check.kind == "accepted":
        return f"{quoted(check.columns[0])} NOT IN ({', '.join(literal(value) for value in check.values)})"
    return f"NOT ({translated(check.text, dialect)})"


def _expected(check: Check) -> str:
    if check.kind == "accepted":
        return f"one of {', '.join(check.values)}"
    if check.kind == "unique":
        return f"one row per {', '.join(check.columns)}"
    return {"not_null": "a value in every row", "relation": f"a value of {check.text}"}.get(check.kind, check.text)


def _model_results(store: Store, model: Model) -> Iterable[AuditResult]:
    checks = (Check(kind="unique", columns=model.grain), *model.checks)
    row = store.read(_query(model, checks, store.asked_in)).iloc[0]
    for number, check in enumerate(checks):
        bad = int(row[f"c{number}"])
        if bad and check.kind == "unique":
            bad = int(store.read(_doubled(model, check))["bad"].iloc[0])
        yield AuditResult(
            table_name=f"{model.layer}.{model.name}",
            suite=f"model {model.name}",
            expectation=check.kind,
            column_name=", ".join(check.columns),
            success=bad == 0,
            observed="" if bad == 0 else f"{bad} rows",
            expected=_expected(check),
            unexpected_count=bad,
            severity=_SAID[check.severity],
        )


def _audit_result(store: Store, query: Audit, about: Model | None) -> AuditResult:
    select = render(query.model, store.asked_in)
    rows = store.read(f"SELECT * FROM ({select}) AS offending")  # noqa: S608
    shown = [_said(row) for row in rows.head(SHOWN).to_dict("records")]
    more = f"; and {len(rows) - SHOWN} more" if len(rows) > SHOWN else ""
    return AuditResult(
        table_name=f"{about.layer}.{about.name}" if about else query.name,
        suite="audits",
        expectation=query.name,
        column_name="",
        success=rows.empty,
        observed="; ".join(shown) + more,
        expected=query.description,
        unexpected_count=len(rows),
        severity=_SAID[query.severity],
    )


def _said(row: Mapping[Any, Any]) -> str:
    """What the row holds, in words; numbers to at most four digits after the point."""
    return ", ".join(f"{key}: {_plain(value)}" for key, value in row.items() if not pd.isna(value))


def _plain(value: object) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
