"""Whether the rows of built models keep what the models promise.

Belongs here: checks of front matter and the queries of `dbt_like_sql/audits` as results. Not here: building, the SQL
of checks (`checks`), what held before (`checked`).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from smm_assets.sqlmodels import checks
from smm_assets.sqlmodels.checked import Checked
from smm_assets.sqlmodels.checks import Look, by_days, checks_of, doubled, question, related
from smm_assets.sqlmodels.days import inputs
from smm_assets.sqlmodels.graph import order
from smm_assets.sqlmodels.load import load_audits
from smm_assets.sqlmodels.model import Audit, Check, Model
from smm_assets.sqlmodels.render import keep, render
from smm_assets.warehouse.store import Store

SHOWN = 5
TOGETHER = 25
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

    What held when it was last asked for is asked again of the days alone that changed since (`checked`).

    select: names of the models to check; an audit belongs to the model it reads that is built last.
    audits: as loaded; the shipped ones when None.
    """
    memory, about = Checked(store, models), subjects(models, audits)
    built = {name: model for name, model in models.items() if memory.is_there(model)}
    chosen = set(built) if select is None else set(select)
    results = [*_model_results(store, [built[name] for name in built if name in chosen], memory)]
    for query, last in about:
        read = set(query.model.refs) & set(models)
        if read <= set(built) and (last in chosen or (not last and select is None)):
            results.append(_audit_result(store, query, models.get(last), models, memory))
    if results:
        rows = [{"run_at": run_at, "file_id": None, "part": None, **vars(result)} for result in results]
        with store.transaction():
            store.load("ops", "validation_result", pd.DataFrame(rows))
            memory.keep([*models.values(), *(query.model for query, _ in about)])
    keep()
    checks.keep()
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


def _expected(check: Check) -> str:
    if check.kind == "accepted":
        return f"one of {', '.join(check.values)}"
    if check.kind == "unique":
        return f"one row per {', '.join(check.columns)}"
    return {"not_null": "a value in every row", "relation": f"a value of {check.text}"}.get(check.kind, check.text)


def _model_results(store: Store, models: Sequence[Model], memory: Checked) -> Iterator[AuditResult]:
    """What the checks of models found; those of several are asked for together, parts of others after these."""
    bad: dict[str, dict[int, int]] = {}
    named = {model.part_of for model in models}
    wholes = {model.name: model for model in models if model.name in named and memory.is_current(model)}
    parts = [model for model in models if model.part_of in wholes]
    for together in ([model for model in models if model.part_of not in wholes], parts):
        for start in range(0, len(together), TOGETHER):
            asked = together[start : start + TOGETHER]
            proven = {model.name: _proven(model, wholes, bad) for model in asked}
            looks = [look for model in asked for look in _looks(model, memory, store.asked_in, proven[model.name])]
            bad |= {model.name: {} for model in asked} | _counted(store, looks)
    for model in models:
        memory.found(model, bad[model.name])
        yield from (_result(model, check, bad[model.name].get(n, 0)) for n, check in enumerate(checks_of(model)))


def _proven(model: Model, wholes: Mapping[str, Model], bad: Mapping[str, Mapping[int, int]]) -> set[int]:
    """Places of the checks that hold because they held in the model this one is a part of."""
    if model.part_of not in wholes:
        return set()
    whole = wholes[model.part_of]
    held = [check for place, check in enumerate(checks_of(whole)) if place not in bad[whole.name]]
    return {place for place, check in enumerate(checks_of(model)) if check in held}


def _looks(model: Model, memory: Checked, dialect: str, proven: Collection[int]) -> list[Look]:
    """All rows of a model nothing is known of; else those of days that changed, for the checks that held."""
    before, checks = memory.before(model), checks_of(model)
    asked = [n for n in range(len(checks)) if n not in proven]
    if before.days is None:
        return [Look(model=model, places=tuple(asked))] if asked else []
    held = [n for n in asked if n not in before.broken]
    part = [n for n in held if before.days and by_days(model, checks[n], dialect)]
    if not before.days:  # its own rows are the ones that held
        held = [n for n in held if not memory.related(model, related(model, checks[n]))]
    whole = [n for n in asked if n in before.broken or (n in held and n not in part)]
    looks = [Look(model=model, places=tuple(whole))] if whole else []
    return [*looks, Look(model=model, places=tuple(part), days=before.days)] if part else looks


def _counted(store: Store, looks: Sequence[Look]) -> dict[str, dict[int, int]]:
    """Model → place of a check → rows that break it; only those that some rows break."""
    found: dict[str, dict[int, int]] = {}
    for row in store.read(question(looks, store.asked_in)).to_dict("records") if looks else ():
        look = looks[row["look"]]
        for number, (place, check) in enumerate(zip(look.places, look.checks, strict=True)):
            bad = int(row[f"c{number}"])
            if bad and check.kind == "unique":
                bad = int(store.read(doubled(look.model, check))["bad"].iloc[0])
            if bad:
                found.setdefault(look.model.name, {})[place] = bad
    return found


def _result(model: Model, check: Check, bad: int) -> AuditResult:
    return AuditResult(
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


def _audit_result(
    store: Store, query: Audit, about: Model | None, models: Mapping[str, Model], memory: Checked
) -> AuditResult:
    rows = _offending(store, query.model, models, memory)
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


def _offending(store: Store, query: Model, models: Mapping[str, Model], memory: Checked) -> pd.DataFrame:
    """Rows an audit finds; of one by days that held, among days that changed since."""
    before = memory.before(query)
    if before.days == () and not before.broken:
        memory.found(query, ())
        return pd.DataFrame()
    days = None if before.broken else before.days
    select = render(query, store.asked_in, days=days, inputs=inputs(query, models))
    rows = store.read(f"SELECT * FROM ({select}) AS offending")  # noqa: S608
    memory.found(query, () if rows.empty else (0,))
    return rows


def _said(row: Mapping[Any, Any]) -> str:
    """What the row holds, in words; numbers to at most four digits after the point."""
    return ", ".join(f"{key}: {_plain(value)}" for key, value in row.items() if not pd.isna(value))


def _plain(value: object) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
